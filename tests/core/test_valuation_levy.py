"""Valuations and levies. Sierra Leone, 2018: the highest of three, at 15 %, is 98,988.82 US$."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openkp.core.rules.levy import Line, dues, levy_rules
from openkp.core.rules.valuation import Opinion, Panel, Seat, complete, decide, panel, sheet

THREE = panel({"panel": ["state", "independent", "exporter"], "wins": "highest"})
SIERRA_LEONE = levy_rules(
    [
        {"code": "export_duty", "rate_ppm": 30_000, "applies": {"kind": "ordinary"}},
        {"code": "special_stone_duty", "rate_ppm": 150_000, "applies": {"kind": "special"}},
    ]
)


def test_the_stone_of_2018() -> None:
    opinions = [
        Opinion(Seat.EXPORTER, 1, {"A": 60_170_100}),
        Opinion(Seat.STATE, 2, {"A": 64_854_000}),
        Opinion(Seat.INDEPENDENT, 3, {"A": 65_992_548}),
    ]
    found = decide(THREE, opinions)
    assert (found.seat, found.total_cents) == (Seat.INDEPENDENT, 65_992_548)
    lines = [Line("A", "7102.31", found.values["A"], stones=1, special=True)]
    (due,) = dues(SIERRA_LEONE, lines, kind="export")
    assert (due.code, due.amount_cents) == ("special_stone_duty", 9_898_882)


def test_one_sheet_is_adopted_whole() -> None:
    low_high, high_low = {"A": 10, "B": 90}, {"A": 60, "B": 30}
    told = [
        Opinion(Seat.STATE, 1, low_high),
        Opinion(Seat.INDEPENDENT, 2, high_low),
        Opinion(Seat.EXPORTER, 3, {"A": 1, "B": 1}),
    ]
    assert decide(THREE, told).values == low_high
    even = [Opinion(seat, place, {"A": 5}) for place, seat in enumerate(Seat)]
    assert decide(THREE, even).seat is Seat.STATE, "of equal sheets, the first of the panel"


def test_a_sheet_is_refused_with_every_reason() -> None:
    given_ = [(Seat.STATE, 1), (Seat.EXPORTER, 9)]
    told = Opinion(Seat.STATE, 9, {"A": 0, "Z": 5})
    found = sheet(told, panel=Panel((Seat.INDEPENDENT,)), parcels={"A", "B"}, given=given_)
    assert {reason.code for reason in found} == {
        "valuation.no_such_seat",
        "valuation.already_given",
        "valuation.one_seat_each",
        "valuation.parcel_missing",
        "valuation.parcel_unknown",
        "valuation.not_positive",
    }
    assert not complete(THREE, [Seat.STATE, Seat.EXPORTER])


def test_ordinary_and_special_stones_are_levied_apart() -> None:
    lines = [Line("A", "7102.31", 100_000, special=True), Line("B", "7102.21", 200_000), Line("C", "7102.10", 50)]
    found = {due.code: (due.base_cents, due.amount_cents) for due in dues(SIERRA_LEONE, lines, kind="export")}
    assert found == {"export_duty": (200_050, 6_002), "special_stone_duty": (100_000, 15_000)}
    assert dues(SIERRA_LEONE, lines, kind="re-export") == ()


def test_rules_may_name_lines_kinds_thresholds_and_fees() -> None:
    rules = levy_rules(
        [
            {
                "code": "gems",
                "rate_ppm": 10_000,
                "applies": {"hs": ["7102.31"], "certificates": ["export", "re-export"]},
            },
            {"code": "special", "rate_ppm": 100_000, "applies": {"kind": "special", "over_usd_cents": 50_000_000}},
            {"code": "printing", "fixed_usd_cents": 1500},
        ]
    )
    lines = [Line("A", "7102.31", 60_000_000, stones=1), Line("B", "7102.21", 60_000_000, stones=2)]
    assert {due.code: due.amount_cents for due in dues(rules, lines, kind="export")} == {
        "gems": 600_000,
        "special": 6_000_000,
        "printing": 1500,
    }
    assert [due.code for due in dues(rules, lines, kind="re-export")] == ["gems"]


@given(st.lists(st.tuples(st.integers(1, 10**11), st.booleans()), min_size=1, max_size=8))
def test_each_cent_is_levied_once(told: list[tuple[int, bool]]) -> None:
    lines = [Line(str(place), "7102.10", cents, special=special) for place, (cents, special) in enumerate(told)]
    found = dues(SIERRA_LEONE, lines, kind="export")
    assert sum(due.base_cents for due in found) + _untaxed(lines, found) == sum(cents for cents, _ in told)
    assert all(0 < due.amount_cents <= due.base_cents for due in found)


def _untaxed(lines: list[Line], found: tuple[object, ...]) -> int:
    """Bases so small that their levy rounds to nothing are not charged."""
    codes = {getattr(due, "code", "") for due in found}
    special = sum(line.value_cents for line in lines if line.special)
    ordinary = sum(line.value_cents for line in lines if not line.special)
    return (0 if "special_stone_duty" in codes else special) + (0 if "export_duty" in codes else ordinary)
