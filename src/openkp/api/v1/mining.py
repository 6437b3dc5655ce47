"""Operators, licences, zones, sites, slip booklets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pydantic import Field

from openkp.mining import actions, queries
from openkp.mining.queries import BookletRow, LicenceRow, OperatorRow, SiteRow, ZoneRow
from openkp.parties.tokens import TokenScope

from ..tokens import Caller
from . import lists
from .operations import Link, Room
from .shapes import (
    Body,
    Code,
    Day,
    Line80,
    Line120,
    Line160,
    Line200,
    MaybeName,
    Name,
    Reason,
    Row,
    Serial,
    Text,
    Udeg,
    UdegOut,
    Whole,
    Word,
)

room = Room("mining")
REGISTRY = TokenScope.REGISTRY


class OperatorIn(Body):
    participant: Code
    number: Name
    kind: Word
    name: Line160
    address: Text
    nationality: Line80


class OperatorNames(Body):
    name: Line160
    address: Text
    nationality: Line80


class LicenceIn(Body):
    operator: Name
    number: Name
    kind: Word
    valid_from: Day
    valid_until: Day
    zone: MaybeName = ""
    site: MaybeName = ""
    area: Line200 = ""


class ZoneIn(Body):
    participant: Code
    code: Name
    name: Line120
    region: Line120 = ""
    source: Text = ""


class SiteIn(Body):
    zone: Name
    code: Name
    name: Line120
    latitude_udeg: Udeg = Field(alias="latitude")
    longitude_udeg: Udeg = Field(alias="longitude")
    community: Line120 = ""
    area_m2: Serial | None = None
    source: Text = ""


class BookletIn(Body):
    operator: Name
    number: Name
    first: Whole
    last: Whole


class SlipFate(Body):
    number: Whole
    fate: Word


class Operator(Row):
    number: str
    participant: str
    kind: str
    named: bool
    name: str
    address: str
    nationality: str
    registered_on: dt.date


class Licence(Row):
    number: str
    operator: str
    participant: str
    kind: str
    valid_from: dt.date
    valid_until: dt.date
    zone: str
    site: str
    area: str
    revoked_on: dt.date | None
    revoked_reason: str


class Zone(Row):
    code: str
    participant: str
    name: str
    region: str
    source: str


class Site(Row):
    code: str
    participant: str
    zone: str
    name: str
    community: str
    latitude_udeg: UdegOut = Field(serialization_alias="latitude")
    longitude_udeg: UdegOut = Field(serialization_alias="longitude")
    area_m2: int | None
    source: str


class Booklet(Row):
    number: str
    operator: str
    first: int
    last: int
    issued_on: dt.date
    used: tuple[int, ...]
    withdrawn: tuple[int, ...]


_OPERATOR = Link("getOperator", {"operator": "$response.body#/data/operator"})
room.act(
    "registerOperator", "/operators", actions.register_operator, OperatorIn,
    scope=REGISTRY, answers={"operator": str}, creates=True, links={"operator": _OPERATOR},
)  # fmt: skip
room.act(
    "correctOperator", "/operators/{operator}/correct", actions.correct_operator, OperatorNames,
    scope=REGISTRY, answers={"operator": str}, missing={"mining.operator_unknown"}, links={"operator": _OPERATOR},
)  # fmt: skip
room.act(
    "grantLicence", "/licences", actions.grant_licence, LicenceIn,
    scope=REGISTRY, answers={"licence": str}, creates=True,
    links={"revoke": Link("revokeLicence", {"licence": "$response.body#/data/licence"})},
)  # fmt: skip
room.act(
    "revokeLicence", "/licences/{licence}/revoke", actions.revoke_licence, Reason,
    scope=REGISTRY, answers={"licence": str}, missing={"mining.licence_unknown"},
)  # fmt: skip
room.act(
    "registerZone", "/zones", actions.register_zone, ZoneIn,
    scope=REGISTRY, answers={"zone": str}, creates=True,
    links={"sites": Link("listSites", {"zone": "$response.body#/data/zone"})},
)  # fmt: skip
room.act(
    "registerSite", "/sites", actions.register_site, SiteIn,
    scope=REGISTRY, answers={"site": str}, creates=True,
    links={"site": Link("getSite", {"site": "$response.body#/data/site"})},
)  # fmt: skip
room.act(
    "issueBooklet", "/booklets", actions.issue_booklet, BookletIn,
    scope=REGISTRY, answers={"booklet": str}, creates=True,
    links={"withdraw": Link("withdrawSlip", {"booklet": "$response.body#/data/booklet"})},
)  # fmt: skip
room.act(
    "withdrawSlip", "/booklets/{booklet}/withdraw-slip", actions.withdraw_slip, SlipFate,
    scope=REGISTRY, answers={"booklet": str, "number": int}, missing={"chain.slip_unknown_booklet"},
)  # fmt: skip


@room.listing("listOperators", "/operators", Operator, key=lambda row: row.number)
def operators(
    caller: Caller, *, after: str, limit: int, participant: Code, kind: MaybeName = ""
) -> Sequence[OperatorRow]:
    """A participant's register of operators, by number. Names only for those whose business they are."""
    return queries.operators(viewer=caller.actor, participant=participant, kind=kind, after=after, limit=limit)


@room.detail("getOperator", "/operators/{operator}", Operator)
def operator(caller: Caller, *, operator: str) -> OperatorRow | None:
    """One operator. Its name only for those whose business it is."""
    return queries.operator(operator, viewer=caller.actor)


@room.listing("listLicences", "/licences", Licence, key=lambda row: row.number)
def licences(
    caller: Caller, *, after: str, limit: int, operator: MaybeName = "", participant: MaybeName = ""
) -> Sequence[LicenceRow]:
    """Papers, newest first: of an operator or of a participant, for its authority and for the operator itself."""
    return queries.licences(viewer=caller.actor, operator=operator, participant=participant, limit=limit, after=after)


@room.listing("listZones", "/zones", Zone, key=lambda row: row.code)
def zones(caller: Caller, *, after: str, limit: int, participant: Code) -> Sequence[ZoneRow]:
    """The mining zones of a participant, by code."""
    return lists.after_key(queries.zones(participant), lambda row: row.code, after, limit)


@room.listing("listSites", "/sites", Site, key=lambda row: row.code)
def sites(
    caller: Caller, *, after: str, limit: int, participant: MaybeName = "", zone: MaybeName = ""
) -> Sequence[SiteRow]:
    """Sites, of a participant or of a zone, by code."""
    return lists.after_key(queries.sites(participant, zone=zone), lambda row: row.code, after, limit)


@room.detail("getSite", "/sites/{site}", Site)
def site(caller: Caller, *, site: str) -> SiteRow | None:
    """One site with its coordinates."""
    return queries.site(site)


@room.listing("listBooklets", "/booklets", Booklet, key=lambda row: row.number)
def booklets(caller: Caller, *, after: str, limit: int, operator: Name) -> Sequence[BookletRow]:
    """An operator's slip booklets, with the slips that are gone, for its authority and for itself."""
    held = sorted(queries.booklets(operator, viewer=caller.actor), key=lambda row: row.number)
    return lists.after_key(held, lambda row: row.number, after, limit)
