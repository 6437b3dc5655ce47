"""Paper against goods, legal clocks, how a difference may end."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.core.rules.arrival import (
    Found,
    Settlement,
    Stated,
    Tolerance,
    Weighed,
    after,
    differences,
    entry,
    opened,
    settlement,
)

PAPER = (Stated("A", "7102.31", 320, 65_992_548, "SL"),)


def codes(found: Found, tolerance: Tolerance = Tolerance()) -> list[str]:  # noqa: B008 - frozen
    return [one.code for one in differences(found, PAPER, tolerance)]


def test_the_difference_of_3_20_and_3_14_carats_is_told_with_both_figures() -> None:
    found = Found({"A": Weighed(314)}, 1, seals_intact=True)
    assert [one.told() for one in differences(found, PAPER, Tolerance())] == [
        {"code": "arrival.weight_differs", "parcel": "A", "found_cct": 314, "weight_cct": 320}
    ]
    assert codes(found, Tolerance(6)) == []
    assert codes(found, Tolerance(5)) == ["arrival.weight_differs"]


def test_every_kind_of_difference_is_told_at_once() -> None:
    found = Found({"A": Weighed(320, "7102.21", 1, "LR")}, 2, seals_intact=False, container_intact=False)
    assert codes(found) == [
        *("arrival.parcels_differ", "arrival.seal_broken", "arrival.container_opened"),
        *("arrival.hs_differs", "arrival.value_differs", "arrival.origin_differs"),
    ]
    assert codes(Found({}, 0, seals_intact=True)) == ["arrival.parcels_differ", "arrival.parcel_missing"]


def test_what_was_not_looked_at_does_not_differ() -> None:
    assert codes(Found({"A": Weighed(320)}, 1, seals_intact=True)) == []
    assert codes(Found({"A": Weighed(320, value_usd_cents=66_000_000)}, 1, True), Tolerance(0, 1000)) == []


@given(st.integers(1, 10**9), st.integers(-(10**6), 10**6), st.integers(0, 10**6))
def test_a_weight_matches_exactly_up_to_the_tolerance(weight: int, gap: int, tolerance: int) -> None:
    stated = (Stated("A", "7102.10", weight, 0, "SL"),)
    found = Found({"A": Weighed(max(weight + gap, 0))}, 1, seals_intact=True)
    told = differences(found, stated, Tolerance(tolerance))
    assert bool(told) == (abs(max(weight + gap, 0) - weight) > tolerance)


def test_what_cannot_have_been_found_is_refused_at_once() -> None:
    found = Found({"Z": Weighed(-1, "7103.10", -1, "Leone")}, -1, seals_intact=True)
    assert {one.code for one in entry(found, PAPER)} == {
        *("arrival.parcel_unknown", "arrival.parcels_malformed", "arrival.weight_malformed"),
        *("arrival.hs_unknown", "arrival.value_malformed", "arrival.origin_malformed"),
    }


@pytest.mark.parametrize(
    ("outcome", "missing", "excess", "refused"),
    [
        ("as-found", 6, 0, None),
        ("as-found", 0, 6, "arrival.excess_not_certified"),
        ("as-certified", 0, 6, None),
        ("excess-seized", 0, 6, None),
        ("excess-seized", 6, 0, "arrival.no_excess"),
        ("goods-returned", 6, 0, None),
        ("goods-seized", 6, 0, None),
        ("forgotten", 6, 0, "arrival.outcome_unknown"),
    ],
)
def test_a_difference_ends_in_one_of_a_closed_list(
    outcome: str, missing: int, excess: int, refused: str | None
) -> None:
    found = settlement(outcome, missing_cct=missing, excess_cct=excess)
    assert [one.code for one in found] == ([refused] if refused else [])
    assert {one.value for one in Settlement} >= {outcome} or refused == "arrival.outcome_unknown"


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ({"count": 10, "unit": "working-days"}, "2026-11-24", "2026-12-08"),  # from a Tuesday, over two weekends
        ({"count": 1, "unit": "working-days"}, "2026-11-27", "2026-11-30"),  # Friday to Monday
        ({"count": 1, "unit": "months"}, "2026-01-31", "2026-02-28"),
        ({"count": 1, "unit": "months"}, "2026-12-15", "2027-01-15"),
        ({"count": 2, "unit": "months"}, "2026-12-31", "2027-02-28"),
        ({"count": 15}, "2026-11-24", "2026-12-09"),
    ],
)
def test_a_legal_clock_ends_on_its_day(rule: dict[str, object], start: str, end: str) -> None:
    moment = dt.datetime.fromisoformat(start).replace(hour=12, tzinfo=dt.UTC)
    assert after(moment, rule).date() == dt.date.fromisoformat(end)


def test_goods_are_opened_by_the_share_and_always_where_there_is_a_doubt() -> None:
    assert not opened(share_ppm=0, draw_ppm=0, suspect=False)
    assert opened(share_ppm=0, draw_ppm=999_999, suspect=True)
    assert opened(share_ppm=1_000_000, draw_ppm=999_999, suspect=False)
    assert opened(share_ppm=250_000, draw_ppm=249_999, suspect=False)
    assert not opened(share_ppm=250_000, draw_ppm=250_000, suspect=False)
