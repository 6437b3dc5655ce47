"""Participants, their standing, authorities, dated rules: who takes part, and by which rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from openkp.core.rules.trade import Direction, Mode, Precision, Scope, Status
from openkp.events import queries as events
from openkp.events.queries import EventRow
from openkp.parties import actions, queries
from openkp.parties.queries import AuthorityRow, ParticipantRow, RestrictionRow, RuleRow, SignatoryRow
from openkp.parties.steps import Dates
from openkp.parties.tokens import TokenScope
from openkp.words import say_refusal

from ..tokens import Caller, now
from . import lists
from .operations import Link, Room
from .shapes import (
    Body,
    Code,
    CodeOrAll,
    Day,
    Id,
    Line40,
    Line60,
    Line120,
    Line160,
    MaybeName,
    Moment,
    Name,
    Row,
    Text,
    Word,
)

room = Room("parties")
REGISTRY, ADMIN = TokenScope.REGISTRY, TokenScope.ADMIN


class DatesIn(Body):
    """From a day up to, and not on, another. Null: not recorded, or still."""

    valid_from: Day | None = None
    valid_to: Day | None = None
    from_precision: Precision = Precision.DAY
    to_precision: Precision = Precision.DAY
    recorded_on: Day | None = None

    def facts(self) -> Any:
        return Dates(self.valid_from, self.valid_to, self.from_precision, self.to_precision, self.recorded_on)


class ParticipantIn(Body):
    code: Code
    name_en: Line120
    name_fr: Line120
    time_zone: Line40
    source: Text
    note: Text = ""


class StatusIn(Body):
    status: Status
    dates: DatesIn
    basis: Text
    source: Text
    ends: Id | None = None
    supersedes: Id | None = None
    note: Text = ""


class EndIn(Body):
    valid_to: Day
    precision: Precision = Precision.DAY


class LastDay(Body):
    valid_to: Day


class RestrictionIn(Body):
    code: Name
    participant: Code
    scope: Scope
    mode: Mode
    direction: Direction
    targets: list[Name] = Field([], max_length=500)
    dates: DatesIn
    basis: Text
    source: Text
    conditions: list[Name] = Field([], max_length=50)
    supersedes: Id | None = None
    note: Text = ""

    def facts(self) -> dict[str, Any]:
        told = super().facts()
        return {**told, "targets": tuple(self.targets), "conditions": tuple(self.conditions)}


class AuthorityIn(Body):
    slug: Name
    participant: Code
    kind: Word
    name_en: Line160
    name_fr: Line160
    address: Text
    source: Text
    valid_from: Day | None
    valid_to: Day | None = None


class SignatoryIn(Body):
    person_id: Id = Field(alias="person")
    function: Word
    valid_from: Day
    valid_to: Day | None = None


class RuleIn(Body):
    """`value` is what the rule holds: its form is that of the rule of the same key that is in force."""

    key: Line60
    participant: CodeOrAll
    value: dict[str, Any] = Field(max_length=100)
    basis: Text
    source: Text
    standing: Word
    dates: DatesIn
    supersedes: Id | None = None
    note: Text = ""


class Period(Row):
    valid_from: dt.date | None
    valid_to: dt.date | None
    from_precision: str
    to_precision: str
    recorded_on: dt.date | None


class StatusTold(Row):
    id: int
    status: str
    period: Period
    basis: str
    source: str
    note: str


class Participant(Row):
    """`is_participant` and `statuses` as of the day asked about."""

    code: str
    name_en: str
    name_fr: str
    time_zone: str
    is_participant: bool
    statuses: tuple[StatusTold, ...]
    source: str
    note: str


class Restriction(Row):
    id: int
    code: str
    participant: str
    scope: str
    mode: str
    direction: str
    targets: tuple[str, ...]
    period: Period
    basis: str
    source: str
    conditions: tuple[str, ...]
    note: str


class Authority(Row):
    slug: str
    issuer: str
    participant: str
    kind: str
    name_en: str
    name_fr: str
    address: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


class Signatory(Row):
    id: int
    authority: str
    person_id: int = Field(serialization_alias="person")
    name: str
    function: str
    valid_from: dt.date
    valid_to: dt.date | None


class Rule(Row):
    """`standing`: text, reported, ours (a model of ours, not a text of the Process) or open (not known)."""

    key: str
    participant: str
    value: Any
    basis: str
    source: str
    valid_from: dt.date | None
    standing: str
    note: str
    valid_to: dt.date | None


class Against(Row):
    code: str
    detail: str


class TradeAnswer(Row):
    allowed: bool
    reasons: list[Against]


class Event(Row):
    id: int
    kind: str
    at: Moment
    person_id: int = Field(serialization_alias="person")
    participant: str
    subject: str
    data: dict[str, Any]


_PARTICIPANT = {"parties.unknown_participant"}
_FACT = {"parties.unknown_fact"}
room.act(
    "registerParticipant", "/participants", actions.register_participant, ParticipantIn,
    scope=REGISTRY, answers={"participant": str}, creates=True,
    links={"participant": Link("getParticipant", {"participant": "$response.body#/data/participant"})},
)  # fmt: skip
room.act(
    "recordStatus", "/participants/{participant}/statuses", actions.record_status, StatusIn,
    scope=REGISTRY, answers={"status": int}, creates=True, missing=_PARTICIPANT,
    links={"end": Link("endStatus", {"status_id": "$response.body#/data/status"})},
)  # fmt: skip
room.act(
    "endStatus", "/statuses/{status_id}/end", actions.end_status, EndIn,
    scope=REGISTRY, answers={"status": int}, missing=_FACT,
)  # fmt: skip
room.act(
    "imposeRestriction", "/restrictions", actions.impose_restriction, RestrictionIn,
    scope=REGISTRY, answers={"restriction": int, "code": str}, creates=True,
    links={"lift": Link("liftRestriction", {"code": "$response.body#/data/code"})},
)  # fmt: skip
room.act(
    "liftRestriction", "/restrictions/{code}/lift", actions.lift_restriction, EndIn,
    scope=REGISTRY, answers={"restriction": int}, missing={"parties.unknown_restriction"},
)  # fmt: skip
_AUTHORITY = {"authority": "$response.body#/data/authority"}
room.act(
    "registerAuthority", "/authorities", actions.register_authority, AuthorityIn,
    scope=REGISTRY, answers={"authority": str}, creates=True,
    links={"authority": Link("getAuthority", _AUTHORITY), "signatory": Link("appointSignatory", _AUTHORITY)},
)  # fmt: skip
room.act(
    "closeAuthority", "/authorities/{slug}/close", actions.close_authority, LastDay,
    scope=REGISTRY, answers={"authority": str}, missing={"parties.unknown_authority"},
)  # fmt: skip
room.act(
    "appointSignatory", "/authorities/{authority}/signatories", actions.appoint_signatory, SignatoryIn,
    scope=ADMIN, answers={"signatory": int}, creates=True, missing={"parties.unknown_authority"},
    links={"end": Link("endSignatory", {"signatory_id": "$response.body#/data/signatory"})},
)  # fmt: skip
room.act(
    "endSignatory", "/signatories/{signatory_id}/end", actions.end_signatory, LastDay,
    scope=ADMIN, answers={"signatory": int}, missing=_FACT,
)  # fmt: skip
room.act(
    "setRule", "/rules", actions.set_rule, RuleIn, scope=REGISTRY, answers={"rule": int}, creates=True,
)  # fmt: skip


@room.listing("listParticipants", "/participants", Participant, key=lambda row: row.code)
def participants(caller: Caller, *, after: str, limit: int, on: Day | None = None) -> Sequence[ParticipantRow]:
    """Everyone known to the Process, by code, with what holds on a day (today if none is given)."""
    rows = queries.participants(on or now().date())
    return lists.after_key(rows, lambda row: row.code, after, limit)


@room.detail("getParticipant", "/participants/{participant}", Participant)
def participant(caller: Caller, *, participant: str, on: Day | None = None) -> ParticipantRow | None:
    """One participant, with what holds on a day (today if none is given)."""
    return next((row for row in queries.participants(on or now().date()) if row.code == participant), None)


@room.listing("listRestrictions", "/restrictions", Restriction, key=lambda row: row.id, numbered=True)
def restrictions(
    caller: Caller, *, after: int, limit: int, participant: MaybeName = "", on: Day | None = None
) -> Sequence[RestrictionRow]:
    """Limits on trade, by country, zone, mine or operator: those of a day, or all that were ever imposed."""
    rows = sorted(queries.restrictions(on, participant), key=lambda row: row.id)
    return lists.after_key(rows, lambda row: row.id, after, limit)


@room.listing("listAuthorities", "/authorities", Authority, key=lambda row: row.slug)
def authorities(caller: Caller, *, after: str, limit: int, participant: MaybeName = "") -> Sequence[AuthorityRow]:
    """Exporting and importing authorities, by slug."""
    return lists.after_key(queries.authorities(participant), lambda row: row.slug, after, limit)


@room.detail("getAuthority", "/authorities/{authority}", Authority)
def authority(caller: Caller, *, authority: str) -> AuthorityRow | None:
    """One authority, with the did:web under which it signs."""
    return next((row for row in queries.authorities() if row.slug == authority), None)


@room.listing("listSignatories", "/authorities/{authority}/signatories", Signatory, key=lambda row: row.id,
              numbered=True)  # fmt: skip
def signatories(caller: Caller, *, authority: str, after: int, limit: int) -> Sequence[SignatoryRow]:
    """Whose signature counts for an authority, and between which days."""
    rows = sorted(queries.signatories(viewer=caller.actor, authority=authority), key=lambda row: row.id)
    return lists.after_key(rows, lambda row: row.id, after, limit)


def _rule(row: RuleRow) -> str:
    return f"{row.key}|{row.participant}|{row.valid_from or ''}"


@room.listing("listRules", "/rules", Rule, key=_rule)
def rules(
    caller: Caller, *, after: str, limit: int, participant: Annotated[str, Field(pattern=r"^([A-Z]{2}|\*)?$")] = "",
    key: MaybeName = "",
) -> Sequence[RuleRow]:  # fmt: skip
    """Dated rules: rates, durations, panels, tolerances, each with what it rests on."""
    rows = sorted(queries.rules(participant, key), key=_rule)
    return lists.after_key(rows, _rule, after, limit)


@room.detail("mayTrade", "/may-trade", TradeAnswer)
def may_trade(
    caller: Caller, *, sender: Code, receiver: Code, on: Day | None = None, zone: MaybeName = "", site: MaybeName = ""
) -> TradeAnswer:
    """May one country send rough diamonds to another on a day? The answer with every reason against it."""
    answer = queries.may_trade(
        sender,
        receiver,
        on or now().date(),
        zones=(zone,) if zone else (),
        sites=(site,) if site else (),
    )
    against = answer.refusals()
    told = [Against(code=one.code, detail=say_refusal(caller.lang, one)) for one in against]
    return TradeAnswer(allowed=not against, reasons=told)


@room.listing("listEvents", "/events", Event, key=lambda row: row.id, numbered=True)
def history(
    caller: Caller, *, after: int, limit: int, subject: Annotated[str, Field(pattern=r"^[a-z]+:[A-Za-z0-9:._-]{1,80}$")]
) -> Sequence[EventRow]:
    """What happened to one object (`lot:L-SL-000001`, `shipment:S-SL-000001`), oldest first: what was done for the
    participants whose authority the caller is, and what the caller did."""
    return events.page(viewer=caller.actor, subject=subject, after=after, limit=limit)
