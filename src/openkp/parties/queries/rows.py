"""The rows that queries of the parties answer with: frozen, plain, made for doors and other rooms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from openkp.core.roles import Role
from openkp.core.rules.trade import Direction, Mode, Period, Scope, Status


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """`statuses` are those that may hold on the day asked about, or all of them, oldest first."""

    code: str
    name_en: str
    name_fr: str
    time_zone: str
    is_participant: bool
    statuses: tuple[StatusRow, ...]
    source: str
    note: str

    def name(self, language: str) -> str:
        return self.name_fr if language == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class StatusRow:
    id: int
    participant: str
    status: Status
    period: Period
    basis: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class RestrictionRow:
    id: int
    code: str
    participant: str
    scope: Scope
    mode: Mode
    direction: Direction
    targets: tuple[str, ...]
    period: Period
    basis: str
    source: str
    conditions: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """`issuer` is the did:web that its certificates are signed under."""

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

    def name(self, language: str) -> str:
        return self.name_fr if language == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    id: int
    authority: str
    person_id: int
    name: str  # empty where the viewer may not read it
    function: str
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class GrantRow:
    id: int
    role: Role
    participant: str
    operator: str
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`email` and `name` are empty where the viewer may not read them."""

    id: int
    email: str
    name: str
    language: str
    is_active: bool
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A dated rule. `standing`: text, reported, ours (a model of ours) or open (not known): doors say which."""

    key: str
    participant: str
    value: Any
    basis: str
    source: str
    valid_from: dt.date | None
    standing: str
    note: str
    valid_to: dt.date | None = None
