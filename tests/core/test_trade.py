"""The rule of trade without a database: dates known to the month, statuses, restrictions, every reason at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp import words
from openkp.core.rules.trade import (
    Direction,
    Goods,
    Mode,
    Party,
    Period,
    Precision,
    Reason,
    RestrictionFact,
    Scope,
    Status,
    StatusFact,
    TradeAnswer,
    is_participant,
    last_day,
    may_trade,
)

DAY = dt.date(2018, 6, 15)
DAYS = st.dates(dt.date(2003, 1, 1), dt.date(2030, 12, 31))
PRECISIONS = st.sampled_from(Precision)


def status(kind: Status = Status.ACTIVE, period: Period | None = None) -> StatusFact:
    return StatusFact("SL", kind, period or Period(recorded_on=dt.date(2003, 10, 31)), "a basis", "a source")


def limit(
    scope: Scope, mode: Mode, *targets: str, direction: Direction = Direction.EXPORT, **more: Any
) -> RestrictionFact:
    return RestrictionFact(
        "a-limit", "SL", scope, mode, direction, frozenset(targets), Period(**more), "a basis", "a source"
    )


def party(code: str = "SL", *facts: StatusFact | RestrictionFact) -> Party:
    statuses = tuple(fact for fact in facts if isinstance(fact, StatusFact))
    return Party(code, code, statuses, tuple(fact for fact in facts if isinstance(fact, RestrictionFact)))


EU = party("EU", status())


def codes(answer: TradeAnswer) -> set[str]:
    return {reason.code for reason in answer.reasons if reason.refuses}


def first(day: dt.date, precision: Precision) -> dt.date:
    if precision is Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision is Precision.MONTH else day


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    before, after = draw(PRECISIONS), draw(PRECISIONS)
    if start is not None and end is not None and first(end, after) < first(start, before):
        start, end = end, start
    return Period(
        None if start is None else first(start, before),
        None if end is None else first(end, after),
        before,
        after,
        recorded_on=dt.date(2003, 1, 1),
    )


def possible(day: dt.date, precision: Precision) -> list[dt.date]:
    return [day + dt.timedelta(days=n) for n in range((last_day(day, precision) - day).days + 1)]


@given(periods(), DAYS)
def test_may_hold_and_surely_holds_are_some_and_every_choice_of_the_unknown_days(period: Period, on: dt.date) -> None:
    starts = [dt.date.min] if period.valid_from is None else possible(period.valid_from, period.from_precision)
    ends = [dt.date.max] if period.valid_to is None else possible(period.valid_to, period.to_precision)
    begun, going_on = [start <= on for start in starts], [on < end for end in ends]
    assert period.may_hold(on) == (any(begun) and any(going_on))
    assert period.surely_holds(on) == (all(begun) and all(going_on))


@given(periods(), DAYS, st.integers(1, 4000))
def test_what_holds_on_two_days_holds_between_them(period: Period, on: dt.date, later: int) -> None:
    end = on + dt.timedelta(days=later)
    between = on + dt.timedelta(days=later // 2)
    if period.may_hold(on) and period.may_hold(end):
        assert period.may_hold(between)
    if period.surely_holds(on) and period.surely_holds(end):
        assert period.surely_holds(between)


@given(st.lists(st.tuples(st.sampled_from(Status), periods()), max_size=5), DAYS)
def test_a_bar_that_may_hold_always_prevails(rows: list[tuple[Status, Period]], on: dt.date) -> None:
    facts = [status(kind, period) for kind, period in rows]
    answer = may_trade(party("SL", *facts), EU, on)
    trading = {Status.ACTIVE, Status.ACTIVE_WITH_RESTRICTION, Status.MEETING_REQUIREMENTS}
    held = {fact.status for fact in facts if fact.period.may_hold(on)}
    assert answer.allowed == (bool(held) and held <= trading)
    assert answer.allowed == (not answer.refusals())
    assert [reason.refuses for reason in answer.reasons] == sorted((r.refuses for r in answer.reasons), reverse=True)


@given(
    st.sampled_from([Scope.ZONE, Scope.MINE]),
    st.sampled_from(Mode),
    st.sets(st.sampled_from(["SL:A", "SL:B", "SL:C"]), min_size=1),
    st.sets(st.sampled_from(["SL:A", "SL:B", "SL:C", "GN:A"]), min_size=1),
)
def test_each_barred_place_is_named_once(scope: Scope, mode: Mode, listed: set[str], told: set[str]) -> None:
    goods = Goods(zones=frozenset(told)) if scope is Scope.ZONE else Goods(sites=frozenset(told))
    answer = may_trade(party("SL", status(), limit(scope, mode, *listed)), EU, DAY, goods=goods)
    ours = {code for code in told if code.startswith("SL:")}
    expected = ours & listed if mode is Mode.FORBIDDEN else ours - listed
    named = [reason.facts["target"] for reason in answer.reasons if reason.refuses]
    assert named == sorted(expected)
    assert answer.allowed == (not expected)


def test_a_country_nobody_listed_is_no_participant() -> None:
    assert codes(may_trade(party("KE"), EU, DAY)) == {"trade.not_a_participant"}
    assert codes(may_trade(EU, party("KE"), DAY)) == {"trade.not_a_participant"}


def test_all_reasons_come_at_once() -> None:
    embargo = status(Status.EMBARGO_UN, Period(dt.date(2018, 1, 1)))
    sender = party("SL", status(), embargo, limit(Scope.OPERATOR, Mode.FORBIDDEN, "SL-EX-1"))
    answer = may_trade(sender, party("KE"), DAY, goods=Goods(operators=frozenset({"SL-EX-1"})))
    assert codes(answer) == {"trade.embargo_un", "trade.operator_forbidden", "trade.not_a_participant"}


def test_only_the_direction_named_is_barred() -> None:
    inward = party("SL", status(), limit(Scope.ALL, Mode.FORBIDDEN, direction=Direction.IMPORT))
    assert may_trade(inward, EU, DAY).allowed
    assert codes(may_trade(EU, inward, DAY)) == {"trade.restricted_all"}


def test_an_operator_is_asked_about_on_its_own_side() -> None:
    listed = party("SL", status(), limit(Scope.OPERATOR, Mode.ONLY_LISTED, "SL-IM-1", direction=Direction.IMPORT))
    assert codes(may_trade(EU, listed, DAY, goods=Goods(operators=frozenset({"EU-EX-1", "SL-IM-1"})))) == set()
    other = may_trade(EU, listed, DAY, goods=Goods(operators=frozenset({"EU-EX-1", "SL-IM-2"})))
    assert codes(other) == {"trade.operator_not_listed"}
    unsaid = may_trade(EU, listed, DAY, goods=Goods(operators=frozenset({"EU-EX-1"})))
    assert codes(unsaid) == {"trade.operator_must_be_stated"}


def test_compliant_zones_must_be_stated_and_a_forbidden_mine_is_only_said() -> None:
    zones = party("SL", status(), limit(Scope.ZONE, Mode.ONLY_LISTED, "SL:A"))
    assert codes(may_trade(zones, EU, DAY)) == {"trade.zone_must_be_stated"}
    mine = party("SL", status(), limit(Scope.MINE, Mode.FORBIDDEN, "SL:A"))
    answer = may_trade(mine, EU, DAY)
    assert answer.allowed
    assert "trade.some_mines_forbidden" in {reason.code for reason in answer.reasons}


def test_stones_of_another_country_are_not_in_the_zones_of_this_one() -> None:
    zones = party("SL", status(), limit(Scope.ZONE, Mode.ONLY_LISTED, "SL:A"))
    assert may_trade(zones, EU, DAY, goods=Goods(zones=frozenset({"GN:KEROUANE"}))).allowed


def test_a_lifted_restriction_bars_no_more() -> None:
    sender = party("SL", status(), limit(Scope.ALL, Mode.FORBIDDEN, valid_from=dt.date(2017, 1, 1), valid_to=DAY))
    assert not may_trade(sender, EU, DAY - dt.timedelta(days=1)).allowed
    assert may_trade(sender, EU, DAY).allowed


def test_there_was_no_certificate_before_the_scheme() -> None:
    assert "trade.before_the_scheme" in codes(may_trade(party("SL", status()), EU, dt.date(2002, 12, 31)))
    assert may_trade(party("SL", status()), EU, dt.date(2003, 1, 1)).allowed


def test_a_start_that_is_not_recorded_is_said_until_the_first_list() -> None:
    sender = party("SL", status(period=Period(recorded_on=dt.date(2003, 10, 31))))
    said = {reason.code for reason in may_trade(sender, EU, dt.date(2003, 5, 1)).reasons}
    assert "trade.start_not_recorded_before" in said
    assert "trade.start_not_recorded_before" not in {r.code for r in may_trade(sender, EU, DAY).reasons}


def test_transit_through_a_stranger_is_said_not_refused() -> None:
    answer = may_trade(party("SL", status()), EU, DAY, through=(party("KE"), party("AE", status())))
    assert answer.allowed
    (told,) = [reason for reason in answer.reasons if reason.code == "trade.transit_outside"]
    assert told.facts == {"party_country": "KE"}


def test_who_takes_part() -> None:
    assert is_participant([status(Status.SUSPENDED)], DAY)
    assert is_participant([status(), status(Status.EMBARGO_UN)], DAY)
    assert not is_participant([status(Status.EMBARGO_UN)], DAY)
    assert not is_participant([status(Status.MEETING_REQUIREMENTS)], DAY)
    assert not is_participant([status(), status(Status.REMOVED)], DAY)
    assert not is_participant([], DAY)


@pytest.mark.parametrize("language", words.LANGUAGES)
@given(
    kind=st.sampled_from(Status),
    period=periods(),
    scope=st.sampled_from(Scope),
    mode=st.sampled_from(Mode),
    told=st.booleans(),
    on=DAYS,
)
def test_every_reason_can_be_said(
    language: str, kind: Status, period: Period, scope: Scope, mode: Mode, told: bool, on: dt.date
) -> None:
    bar = RestrictionFact(
        "a-limit", "SL", scope, mode, Direction.BOTH, frozenset({"SL:A"}), period, "b", "s", ("monthly_data",)
    )
    goods = Goods(frozenset({"SL:B", "SL:A"}), frozenset({"SL:B", "SL:A"}), frozenset({"SL-1"})) if told else Goods()
    answer = may_trade(party("SL", status(kind, period), bar), EU, on, goods=goods, through=(party("KE"),))
    spoken = [words.say(language, answer.code, **answer.facts)]
    spoken += [words.say(language, reason.code, **reason.facts) for reason in answer.reasons]
    spoken += [words.say_refusal(language, refusal) for refusal in answer.refusals()]
    assert all(text and "None" not in text and "{" not in text for text in spoken)


def test_a_reason_is_plain() -> None:
    assert Reason("trade.active").refuses is False
