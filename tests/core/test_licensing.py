"""How long a paper may be, and over how much ground."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.core.rules.licensing import Terms, refusals

VALUE = {"months": 12, "industrial-mining": {"months": 300}, "artisanal-mining": {"hectares": 1, "mechanised": False}}


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-01-01", 12, "2026-12-31"),
        ("2026-03-01", 12, "2027-02-28"),
        ("2027-03-01", 12, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-08-29", 6, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-14"),
        ("2026-01-01", 300, "2050-12-31"),
    ],
)
def test_the_last_day_of_the_longest_paper(first: str, months: int, last: str) -> None:
    assert Terms(months, None).last_day(dt.date.fromisoformat(first)).isoformat() == last


@given(st.dates(dt.date(2003, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 360))
def test_papers_follow_each_other_without_gap_and_none_is_longer(first: dt.date, months: int) -> None:
    last = Terms(months, None).last_day(first)
    assert 28 * months <= (last - first).days + 1 <= 31 * months
    for day, refused in ((last, False), (last + dt.timedelta(days=1), True)):
        found = list(refusals(Terms(months, None), valid_from=first, valid_until=day, area_m2=None))
        assert bool(found) == refused


def test_a_kinds_own_terms_go_before_the_general_ones() -> None:
    assert Terms.of(VALUE, "industrial-mining") == Terms(300, None)
    assert Terms.of(VALUE, "artisanal-mining") == Terms(12, 1)
    assert Terms.of(VALUE, "dealer-licence") == Terms(12, None)


def test_ground_that_is_not_measured_is_not_compared() -> None:
    day = dt.date(2026, 1, 1)
    for area, codes in ((None, []), (10_000, []), (10_001, ["mining.area_too_large"])):
        found = refusals(Terms(12, 1), valid_from=day, valid_until=day, area_m2=area)
        assert [refusal.code for refusal in found] == codes
