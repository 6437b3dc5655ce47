"""May A send rough diamonds to B on day D? Facts in, an answer with every reason out. KPCS Sections I, III and VI.

Sources often know a month and not a day. A fact then counts on every day on which it may have held; where a permission
and a prohibition may both hold, the prohibition prevails; the answer says that the day is not recorded. This is a rule
of ours, on the side of caution: the Process has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from openkp.core.refusal import Refusal

SCHEME_BEGAN = dt.date(2003, 1, 1)  # Interlaken Declaration; final communiqué of the plenary of April 2003
CORE_III_C = "KPCS core document, Section III (c)"
CORE_III_D = "KPCS core document, Section III (d)"
CORE_I = "KPCS core document, Section I"


class Status(StrEnum):
    """What the Process says of a participant from one day to another. The words of the trust list."""

    ACTIVE = "active"
    ACTIVE_WITH_RESTRICTION = "active-with-restriction"
    MEETING_REQUIREMENTS = "meeting-requirements"  # Chinese Taipei: meets the requirements, is not a participant
    SELF_SUSPENDED = "self-suspended"
    SUSPENDED = "suspended"
    EMBARGO_UN = "embargo-un"
    REMOVED = "removed"
    APPLICANT = "applicant"


TRADING = frozenset({Status.ACTIVE, Status.ACTIVE_WITH_RESTRICTION, Status.MEETING_REQUIREMENTS})
# A suspended state is still a participant (it sits in plenary); an embargo says nothing about participation.
PARTICIPATING = frozenset({Status.ACTIVE, Status.ACTIVE_WITH_RESTRICTION, Status.SELF_SUSPENDED, Status.SUSPENDED})


class Scope(StrEnum):
    ALL = "all"
    ZONE = "zone"
    MINE = "mine"
    OPERATOR = "operator"


class Mode(StrEnum):
    FORBIDDEN = "forbidden"  # the listed targets may not trade (scope all: nobody may)
    ONLY_LISTED = "only-listed"  # nothing but the listed targets may trade (compliant zones)


class Direction(StrEnum):
    EXPORT = "export"
    IMPORT = "import"
    BOTH = "both"


class Precision(StrEnum):
    """How exactly a source knows a date. The stored day is the first of the month or year that is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def last_day(first: dt.date, precision: Precision) -> dt.date:
    """The last day that a date known to the day, month or year may be."""
    if precision is Precision.DAY:
        return first
    if precision is Precision.YEAR:
        return dt.date(first.year, 12, 31)
    return (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to, and not on, another, each known to some precision. None: not recorded, and still."""

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    from_precision: Precision = Precision.DAY
    to_precision: Precision = Precision.DAY
    recorded_on: dt.date | None = None  # a day on which a source shows it to hold, where the start is not recorded

    def may_hold(self, on: dt.date) -> bool:
        """Whether it holds on that day for some choice of the days that are not recorded."""
        return (self.valid_from is None or self.valid_from <= on) and (self.end is None or on < self.end)

    def surely_holds(self, on: dt.date) -> bool:
        """Whether it holds on that day for every choice of the days that are not recorded."""
        return self.starts_surely(on) and (self.valid_to is None or on < self.valid_to)

    def starts_surely(self, on: dt.date) -> bool:
        """Whether it has begun by that day, whatever the days that are not recorded."""
        if self.valid_from is None:
            return self.recorded_on is not None and self.recorded_on <= on
        return last_day(self.valid_from, self.from_precision) <= on

    @property
    def end(self) -> dt.date | None:
        """The first day on which it surely no longer holds; None: still."""
        return None if self.valid_to is None else last_day(self.valid_to, self.to_precision)

    def facts(self) -> dict[str, Any]:
        """The dates as facts of a sentence: `since` and `until` in the three forms that a message chooses from."""
        out: dict[str, Any] = {}
        ends = (("since", self.valid_from, self.from_precision), ("until", self.valid_to, self.to_precision))
        for name, day, precision in ends:
            out |= {name: day, f"{name}_month": day, f"{name}_year": day}
            out[f"{name}_precision"] = "unknown" if day is None else str(precision)
        return out


@dataclass(frozen=True, slots=True)
class StatusFact:
    participant: str
    status: Status
    period: Period
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class RestrictionFact:
    """`targets` are codes of zones or sites (``CF:BRIA``) or numbers of operators; empty for scope all."""

    code: str
    participant: str
    scope: Scope
    mode: Mode
    direction: Direction
    targets: frozenset[str]
    period: Period
    basis: str
    source: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """One side. `asked` is the country that was named, `code` the participant as which it trades that day."""

    asked: str
    code: str
    statuses: tuple[StatusFact, ...] = ()
    restrictions: tuple[RestrictionFact, ...] = ()
    group_basis: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """Where the stones were found, and who sends and receives them. Codes of places begin with their participant
    (``SL:KONO``), numbers of operators too (``SL-EX-0001``)."""

    zones: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of an answer: `refuses`, or is only said. Each code has a sentence in words."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    basis: str = ""
    source: str = ""
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class TradeAnswer:
    """`allowed`, and all reasons: those that refuse first, then what must be said besides."""

    allowed: bool
    sender: str
    receiver: str
    on: dt.date
    reasons: tuple[Reason, ...]

    @property
    def code(self) -> str:
        """The code of the answer's first sentence."""
        return "trade.allowed" if self.allowed else "trade.refused"

    @property
    def facts(self) -> dict[str, Any]:
        return {"sender_country": self.sender, "receiver_country": self.receiver, "on": self.on}

    def refusals(self) -> tuple[Refusal, ...]:
        """The reasons that refuse, as refusals of an action."""
        return tuple(Refusal(reason.code, **reason.facts) for reason in self.reasons if reason.refuses)


def is_participant(statuses: Iterable[StatusFact], on: dt.date) -> bool:
    """Whether these statuses of one state make it a participant on that day."""
    held = {row.status for row in statuses if row.period.may_hold(on)}
    return bool(held & PARTICIPATING) and Status.REMOVED not in held


def may_trade(
    sender: Party, receiver: Party, on: dt.date, *, goods: Goods = Goods(), through: Iterable[Party] = ()
) -> TradeAnswer:
    """Answer for a shipment from `sender` to `receiver`, in transit `through` others, dated `on`."""
    reasons: list[Reason] = []
    if on < SCHEME_BEGAN:
        reasons.append(Reason("trade.before_the_scheme", {"on": on}, "Interlaken Declaration", "", refuses=True))
    if sender.code == receiver.code:
        facts = {"sender_country": sender.asked, "receiver_country": receiver.asked, "within_country": sender.code}
        reasons.append(Reason("trade.within_one_participant", facts, CORE_I, sender.group_basis, refuses=True))
    for party, direction in ((sender, Direction.EXPORT), (receiver, Direction.IMPORT)):
        reasons += _standing(party, on)
        for row in party.restrictions:
            if row.direction in (direction, Direction.BOTH) and row.period.may_hold(on):
                reasons += _restricted(row, goods, on)
    for party in through:
        if not is_participant(party.statuses, on):
            reasons.append(Reason("trade.transit_outside", {"party_country": party.asked}, CORE_III_D))
    allowed = not any(reason.refuses for reason in reasons)
    ordered = sorted(reasons, key=lambda reason: not reason.refuses)
    return TradeAnswer(allowed, sender.asked, receiver.asked, on, tuple(ordered))


_BARS = {
    Status.SELF_SUSPENDED: "trade.self_suspended",
    Status.SUSPENDED: "trade.suspended",
    Status.EMBARGO_UN: "trade.embargo_un",
    Status.REMOVED: "trade.removed",
    Status.APPLICANT: "trade.applicant",
}


def _standing(party: Party, on: dt.date) -> Iterator[Reason]:
    """Whether the party itself may trade that day, and how well that is known."""
    named = {"party_country": party.asked}
    if party.asked != party.code:
        facts = {**named, "group_country": party.code}
        yield Reason("trade.through_group", facts, party.group_basis)
    held = [row for row in party.statuses if row.period.may_hold(on)]
    bars = [row for row in held if row.status not in TRADING]
    for row in bars:
        facts = {**named, **row.period.facts()}
        yield Reason(_BARS[row.status], facts, row.basis, row.source, refuses=True)
        if not row.period.surely_holds(on):
            yield Reason("trade.bar_day_not_recorded", facts, row.basis, row.source)
    trading = [row for row in held if row.status in TRADING]
    if not trading:
        if not bars:
            yield _outside(party, on)
        return
    if not any(row.period.surely_holds(on) for row in trading) and not bars:
        yield from (_uncertain(named, row, on) for row in trading[:1])
    for row in trading:
        facts = {**named, **row.period.facts()}
        yield Reason(_PERMITS[row.status], facts, row.basis, row.source)


_PERMITS = {
    Status.ACTIVE: "trade.active",
    Status.ACTIVE_WITH_RESTRICTION: "trade.active_with_restriction",
    Status.MEETING_REQUIREMENTS: "trade.meeting_requirements",
}


def _outside(party: Party, on: dt.date) -> Reason:
    later = sorted(
        (
            row
            for row in party.statuses
            if row.status in TRADING and row.period.valid_from and row.period.valid_from > on
        ),
        key=lambda row: row.period.valid_from or on,
    )
    named = {"party_country": party.asked, "on": on}
    if later:
        row = later[0]
        facts = {**named, **row.period.facts()}
        return Reason("trade.not_yet_a_participant", facts, CORE_III_C, row.source, refuses=True)
    return Reason("trade.not_a_participant", named, CORE_III_C, refuses=True)


def _uncertain(named: dict[str, Any], row: StatusFact, on: dt.date) -> Reason:
    facts = {**named, **row.period.facts()}
    if row.period.valid_from is None:
        recorded = row.period.recorded_on
        if recorded is None:
            return Reason("trade.start_not_recorded", facts, row.basis, row.source)
        return Reason("trade.start_not_recorded_before", {**facts, "recorded": recorded}, row.basis, row.source)
    if not row.period.starts_surely(on):
        return Reason("trade.start_day_not_recorded", facts, row.basis, row.source)
    return Reason("trade.end_day_not_recorded", facts, row.basis, row.source)


def _restricted(row: RestrictionFact, goods: Goods, on: dt.date) -> Iterator[Reason]:
    """What one restriction in force says of these goods."""
    facts: dict[str, Any] = {"party_country": row.participant, "restriction": row.code, **row.period.facts()}
    refused = _targets_refused(row, goods)
    if row.scope is Scope.ALL:
        yield Reason("trade.restricted_all", facts, row.basis, row.source, refuses=True)
    elif refused is None:
        facts["listed"] = ", ".join(sorted(row.targets))
        strict = row.mode is Mode.ONLY_LISTED
        code = _NOT_STATED_STRICT[row.scope] if strict else _NOT_STATED[row.scope]
        yield Reason(code, facts, row.basis, row.source, refuses=strict)
    else:
        codes = _NOT_LISTED if row.mode is Mode.ONLY_LISTED else _FORBIDDEN
        for target in refused:
            yield Reason(codes[row.scope], {**facts, "target": target}, row.basis, row.source, refuses=True)
        if refused and not row.period.surely_holds(on):
            yield Reason("trade.bar_day_not_recorded", facts, row.basis, row.source)
    for condition in row.conditions:
        yield Reason(f"trade.condition.{condition}", {"party_country": row.participant}, row.basis, row.source)


def _targets_refused(row: RestrictionFact, goods: Goods) -> tuple[str, ...] | None:
    """The zones, sites or operator that the restriction bars; None where the goods do not say where they are from."""
    if row.scope is Scope.OPERATOR:
        stated = frozenset(number for number in goods.operators if number.startswith(f"{row.participant}-"))
    else:
        told = goods.zones if row.scope is Scope.ZONE else goods.sites
        stated = frozenset(code for code in told if code.startswith(f"{row.participant}:"))
        if told and not stated:
            return ()  # the stones are from elsewhere: the restriction is not about them
    if not stated:
        return None
    bad = stated - row.targets if row.mode is Mode.ONLY_LISTED else stated & row.targets
    return tuple(sorted(bad))


_FORBIDDEN = {
    Scope.ZONE: "trade.zone_forbidden",
    Scope.MINE: "trade.mine_forbidden",
    Scope.OPERATOR: "trade.operator_forbidden",
}
_NOT_LISTED = {
    Scope.ZONE: "trade.zone_not_listed",
    Scope.MINE: "trade.mine_not_listed",
    Scope.OPERATOR: "trade.operator_not_listed",
}
_NOT_STATED = {
    Scope.ZONE: "trade.some_zones_forbidden",
    Scope.MINE: "trade.some_mines_forbidden",
    Scope.OPERATOR: "trade.some_operators_forbidden",
}
_NOT_STATED_STRICT = {
    Scope.ZONE: "trade.zone_must_be_stated",
    Scope.MINE: "trade.mine_must_be_stated",
    Scope.OPERATOR: "trade.operator_must_be_stated",
}
