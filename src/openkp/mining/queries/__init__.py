"""Reads of operators and their papers. Names and addresses are shown to those whose business they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, QuerySet

from openkp.core.problem import Problem
from openkp.core.refusal import Refusal
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.core.rules.chain import (
    LicenceFacts,
    LicenceKind,
    OperatorFacts,
    OperatorKind,
    SiteFacts,
    SlipFacts,
)

from ..models import Booklet, Licence, Operator, Site, Slip, Zone
from .search import licence_state, search

MAX_PAGE = 500
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """`named` tells whether this viewer may see name, address and nationality; they are "" where not."""

    number: str
    participant: str
    kind: str
    named: bool
    name: str
    address: str
    nationality: str
    registered_on: dt.date


@dataclass(frozen=True, slots=True)
class LicenceRow:
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


@dataclass(frozen=True, slots=True)
class LicenceCheck:
    """What anyone may ask of a number: what the holder's card shows, and whether it is good. `state` is one of valid,
    not-yet, expired, revoked."""

    number: str
    participant: str
    kind: str
    holder: str
    valid_from: dt.date
    valid_until: dt.date
    zone: str
    site: str
    state: str
    revoked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ZoneRow:
    code: str
    participant: str
    name: str
    region: str
    source: str


@dataclass(frozen=True, slots=True)
class SiteRow:
    code: str
    participant: str
    zone: str
    name: str
    community: str
    latitude_udeg: int
    longitude_udeg: int
    area_m2: int | None
    source: str


@dataclass(frozen=True, slots=True)
class BookletRow:
    number: str
    operator: str
    first: int
    last: int
    issued_on: dt.date
    used: tuple[int, ...]
    withdrawn: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """`codes`: the zone, and the site if it was named."""

    participant: str
    codes: tuple[str, ...]


def sees_names(viewer: Actor, *, participant: str, operator: str) -> bool:
    """Whether the viewer may know who stands behind an operator's number: its authority, itself, the administrator."""
    return (
        viewer.has(_WHOLE_PROCESS)
        or viewer.has(AUTHORITY_ROLES, participant=participant)
        or operator in viewer.operators()
    )


def operator(number: str, *, viewer: Actor) -> OperatorRow | None:
    row = Operator.objects.filter(number=number).first()
    return None if row is None else _operator(row, viewer)


def operators(
    *, viewer: Actor, participant: str, kind: str = "", after: str = "", limit: int = 50
) -> tuple[OperatorRow, ...]:
    """A page of a participant's register in the order of numbers, after the number `after`."""
    rows = Operator.objects.filter(participant=participant, number__gt=after)
    if kind:
        rows = rows.filter(kind=kind)
    return tuple(_operator(row, viewer) for row in rows.order_by("number")[: min(limit, MAX_PAGE)])


def names(numbers: Iterable[str], *, viewer: Actor) -> dict[str, str]:
    """Number -> name of those operators that the viewer may see by name."""
    wanted = sorted(set(numbers))
    out: dict[str, str] = {}
    for start in range(0, len(wanted), MAX_PAGE):
        found = Operator.objects.filter(number__in=wanted[start : start + MAX_PAGE])
        for number, participant, name in found.values_list("number", "participant", "name"):
            if sees_names(viewer, participant=participant, operator=number):
                out[number] = name
    return out


def licences(
    *, viewer: Actor, operator: str = "", participant: str = "", after: str = "", limit: int = 200
) -> tuple[LicenceRow, ...]:
    """An operator's papers, or a participant's, newest first, after the paper `after`: for its authority and for the
    operator itself."""
    rows: QuerySet[Licence] = Licence.objects.select_related("operator", "zone", "site")
    if operator:
        rows = rows.filter(operator__number=operator)
    if participant:
        rows = rows.filter(operator__participant=participant)
    if not viewer.has(_WHOLE_PROCESS):
        scope = viewer.participants(*AUTHORITY_ROLES)
        own = Q(operator__number__in=sorted(viewer.operators()))
        rows = rows if "*" in scope else rows.filter(own | Q(operator__participant__in=sorted(scope)))
    last = Licence.objects.filter(number=after).first() if after else None
    if after and last is None:
        return ()
    if last is not None:
        rows = rows.filter(Q(valid_from__lt=last.valid_from) | Q(valid_from=last.valid_from, id__lt=last.pk))
    return tuple(_licence(row) for row in rows.order_by("-valid_from", "-id")[: min(limit, MAX_PAGE)])


def licence(number: str, *, viewer: Actor) -> LicenceRow | None:
    """One paper, for its authority and the operator itself; to others there is none."""
    row = Licence.objects.select_related("operator", "zone", "site").filter(number=number).first()
    if row is None:
        return None
    shown = _licence(row)
    return shown if sees_names(viewer, participant=shown.participant, operator=shown.operator) else None


def licence_check(number: str, *, on: dt.date) -> LicenceCheck | None:
    """Anyone's question at the pit: is this card good today? No address, no nationality, no trade."""
    row = Licence.objects.select_related("operator", "zone", "site").filter(number=number).first()
    if row is None:
        return None
    state = licence_state(row, on)
    return LicenceCheck(
        number=row.number,
        participant=row.operator.participant,
        kind=row.kind,
        holder=row.operator.name,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        zone=row.zone.code if row.zone else "",
        site=row.site.code if row.site else "",
        state=state,
        revoked_on=row.revoked_on if state == "revoked" else None,
    )


def holder_of(licence: str) -> str:
    """The number of the operator whose paper this is; "" for an unknown number."""
    return Licence.objects.filter(number=licence).values_list("operator__number", flat=True).first() or ""


def zones(participant: str) -> tuple[ZoneRow, ...]:
    rows = Zone.objects.filter(participant=participant).order_by("code")
    return tuple(ZoneRow(row.code, row.participant, row.name, row.region, row.source) for row in rows)


def sites(participant: str = "", *, zone: str = "", codes: Iterable[str] = ()) -> tuple[SiteRow, ...]:
    """Sites of a participant, of a zone, or of given codes, in the order of their codes."""
    rows = Site.objects.select_related("zone").order_by("code")
    if participant:
        rows = rows.filter(participant=participant)
    if zone:
        rows = rows.filter(zone__code=zone)
    wanted = tuple(codes)
    if wanted:
        rows = rows.filter(code__in=wanted)
    return tuple(_site(row) for row in rows)


def site(code: str) -> SiteRow | None:
    row = Site.objects.select_related("zone").filter(code=code).first()
    return None if row is None else _site(row)


def booklets(operator: str, *, viewer: Actor) -> tuple[BookletRow, ...]:
    """An operator's booklets and the slips that are gone, for its authority and for itself."""
    holder = Operator.objects.filter(number=operator).first()
    if holder is None or not sees_names(viewer, participant=holder.participant, operator=operator):
        return ()
    rows = Booklet.objects.filter(operator=holder).prefetch_related("slips").order_by("issued_on", "number")
    return tuple(
        BookletRow(
            row.number,
            operator,
            row.first,
            row.last,
            row.issued_on,
            tuple(sorted(slip.number for slip in row.slips.all() if slip.fate == "used")),
            tuple(sorted(slip.number for slip in row.slips.all() if slip.fate != "used")),
        )
        for row in rows
    )


def operator_facts(number: str) -> OperatorFacts:
    """The operator with its papers, for the rules. Refuses ``mining.operator_unknown``."""
    row = Operator.objects.filter(number=number).first()
    if row is None:
        raise Refusal("mining.operator_unknown", operator=number)
    papers = Licence.objects.filter(operator=row).select_related("zone", "site").order_by("id")
    return OperatorFacts(row.number, row.participant, OperatorKind(row.kind), tuple(_facts(paper) for paper in papers))


@dataclass(frozen=True, slots=True)
class ExporterRow:
    """Who sends: what the rules ask, and what the certificate will say of it."""

    facts: OperatorFacts
    name: str
    address: str


def exporter(number: str) -> ExporterRow:
    """An operator with its papers, its name and its address, in one query. Refuses ``mining.operator_unknown``."""
    with connection.cursor() as cursor:
        cursor.execute(_EXPORTER, [number])
        rows = cursor.fetchall()
    if not rows:
        raise Refusal("mining.operator_unknown", operator=number)
    participant, kind, name, address = rows[0][:4]
    papers = tuple(
        LicenceFacts(paper, LicenceKind(kind_of), since, until, revoked, zone or "", site or "")
        for paper, kind_of, since, until, revoked, zone, site in (row[4:] for row in rows)
        if paper is not None
    )
    return ExporterRow(OperatorFacts(number, participant, OperatorKind(kind), papers), name, address)


_EXPORTER = """
SELECT o.participant, o.kind, o.name, o.address,
    l.number, l.kind, l.valid_from, l.valid_until, l.revoked_on, z.code, s.code
FROM mining_operator AS o LEFT JOIN mining_licence AS l ON l.operator_id = o.id
LEFT JOIN mining_zone AS z ON z.id = l.zone_id LEFT JOIN mining_site AS s ON s.id = l.site_id
WHERE o.number = %s ORDER BY l.id
"""


def site_facts(code: str) -> SiteFacts:
    """The site and its zone, for the rules. Refuses ``mining.site_unknown``."""
    row = Site.objects.select_related("zone").filter(code=code).first()
    if row is None:
        raise Refusal("mining.site_unknown", site=code)
    return SiteFacts(row.code, row.participant, row.zone.code)


def place_facts(code: str) -> PlaceFacts:
    """Where a sale was made, by the code of a zone or of a site. Refuses ``mining.place_unknown``."""
    at_site = Site.objects.select_related("zone").filter(code=code).first()
    if at_site is not None:
        return PlaceFacts(at_site.participant, (at_site.zone.code, at_site.code))
    zone = Zone.objects.filter(code=code).first()
    if zone is None:
        raise Refusal("mining.place_unknown", place=code[:40])
    return PlaceFacts(zone.participant, (zone.code,))


def site_id(code: str) -> int:
    """The key by which another room's row names a site that exists."""
    return int(Site.objects.values_list("pk", flat=True).get(code=code))


def site_codes(ids: Iterable[int]) -> dict[int, str]:
    """Key -> code, for rooms whose rows name sites."""
    return dict(Site.objects.filter(pk__in=sorted(set(ids))).values_list("pk", "code"))


def slip_numbers(ids: Iterable[int]) -> dict[int, tuple[str, int]]:
    """Key -> (booklet, number), for rooms whose rows name slips."""
    wanted = sorted(set(ids))
    out: dict[int, tuple[str, int]] = {}
    for start in range(0, len(wanted), MAX_PAGE):
        rows = Slip.objects.filter(pk__in=wanted[start : start + MAX_PAGE])
        for key, booklet, number in rows.values_list("pk", "booklet__number", "number"):
            out[key] = (booklet, number)
    return out


def slip_facts(booklet: str, number: int) -> SlipFacts:
    """One slip with its booklet, for the rules; an unknown booklet is told by an empty `issued_to`."""
    row = Booklet.objects.select_related("operator").filter(number=booklet).first()
    if row is None:
        return SlipFacts(booklet, number)
    fate = Slip.objects.filter(booklet=row, number=number).values_list("fate", flat=True).first() or ""
    return SlipFacts(booklet, number, row.first, row.last, row.operator.number, row.issued_on, fate)


def problems() -> Iterator[Problem]:
    """Slips outside their booklets, papers revoked before they began to be kept, sites in another country's zone."""
    outside = Slip.objects.exclude(number__gte=F("booklet__first"), number__lte=F("booklet__last"))
    for booklet, number in outside.values_list("booklet__number", "number")[:MAX_PAGE]:
        yield Problem("mining.slip_outside", f"slip {booklet}/{number}", {"booklet": booklet, "number": str(number)})
    for code, zone in Site.objects.exclude(participant=F("zone__participant")).values_list("code", "zone__code"):
        yield Problem("mining.site_abroad", f"site {code}", {"site": code, "zone": zone})
    silent = Licence.objects.filter(revoked_on__isnull=False, revoked_reason="")
    for licence in silent.values_list("number", flat=True):
        yield Problem("mining.revoked_without_reason", f"licence {licence}", {"licence": licence})


def figures() -> dict[str, int]:
    """How much there is: for `audit`."""
    return {
        "operators": Operator.objects.count(),
        "licences": Licence.objects.count(),
        "sites": Site.objects.count(),
        "slips": Slip.objects.count(),
    }


def _operator(row: Operator, viewer: Actor) -> OperatorRow:
    named = sees_names(viewer, participant=row.participant, operator=row.number)
    told = (row.name, row.address, row.nationality) if named else ("", "", "")
    return OperatorRow(row.number, row.participant, row.kind, named, *told, row.registered_on)


def _licence(row: Licence) -> LicenceRow:
    return LicenceRow(
        number=row.number,
        operator=row.operator.number,
        participant=row.operator.participant,
        kind=row.kind,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        zone=row.zone.code if row.zone else "",
        site=row.site.code if row.site else "",
        area=row.area,
        revoked_on=row.revoked_on,
        revoked_reason=row.revoked_reason,
    )


def _facts(row: Licence) -> LicenceFacts:
    return LicenceFacts(
        number=row.number,
        kind=LicenceKind(row.kind),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        revoked_on=row.revoked_on,
        zone=row.zone.code if row.zone else "",
        site=row.site.code if row.site else "",
    )


def _site(row: Site) -> SiteRow:
    return SiteRow(
        row.code,
        row.participant,
        row.zone.code,
        row.name,
        row.community,
        row.latitude_udeg,
        row.longitude_udeg,
        row.area_m2,
        row.source,
    )


__all__ = [
    "BookletRow",
    "ExporterRow",
    "LicenceCheck",
    "LicenceRow",
    "OperatorRow",
    "PlaceFacts",
    "SiteRow",
    "ZoneRow",
    "booklets",
    "exporter",
    "figures",
    "holder_of",
    "licence",
    "licence_check",
    "licence_state",
    "licences",
    "names",
    "operator",
    "operator_facts",
    "operators",
    "place_facts",
    "problems",
    "search",
    "sees_names",
    "site",
    "site_codes",
    "site_facts",
    "site_id",
    "sites",
    "slip_facts",
    "slip_numbers",
    "zones",
]
