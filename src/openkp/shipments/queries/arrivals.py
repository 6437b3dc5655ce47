"""Reads of import files: for customs where a certificate was presented, and for the authority that issued it.

The importer sees its own files; nobody else sees weights, values or names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from openkp.core.lifecycle import DISCREPANCY, IMPORT, DiscrepancyState
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.events import queries as events

from .. import imports
from ..models import (
    Confirmation,
    Discrepancy,
    ImportFile,
    Inspection,
    IssuerQuery,
    PreAlert,
    Shipment,
)
from .exports import MAX_PAGE

_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})
_BOTH_SIDES = (Role.CUSTOMS, Role.OFFICER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of a customs desk. `first`: this file holds the certificate."""

    reference: str
    number: str
    participant: str
    authority: str
    issuer: str
    source: str
    purpose: str
    state: str
    first: bool
    inspect: bool
    importer: str
    importer_name: str
    exporter_name: str
    presented_at: dt.datetime
    recorded_at: dt.datetime
    weight_cct: int
    value_usd_cents: int
    findings: int


@dataclass(frozen=True, slots=True)
class ImportParcelRow:
    """Both figures of one parcel; the found ones are None and "" until it was weighed again."""

    position: int
    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    origin: str
    found_cct: int | None
    found_hs: str
    found_usd_cents: int | None
    found_origin: str
    lot: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    at: dt.datetime
    own_time: dt.datetime
    person_id: int
    number_of_parcels: int
    seals_intact: bool
    container_intact: bool
    photos: tuple[str, ...]
    differences: tuple[dict[str, Any], ...]
    note: str


@dataclass(frozen=True, slots=True)
class ImportStep:
    act: str
    before: str
    after: str
    own_time: dt.datetime
    at: dt.datetime
    person_id: int
    note: str


@dataclass(frozen=True, slots=True)
class QueryRow:
    """A question to the issuer; `answer` "" while it is open."""

    id: int
    file: str
    number: str
    issuer: str
    participant: str
    asked_at: dt.datetime
    question: str
    due_at: dt.datetime
    answered_at: dt.datetime | None
    answer: str
    explanation: str
    document: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    act: str
    participant: str
    person_id: int
    at: dt.datetime
    text: str
    document: str


@dataclass(frozen=True, slots=True)
class DiscrepancyRow:
    """`due_at`: until when the issuing authority is to answer; None where nothing is asked of it."""

    file: str
    number: str
    exporter_side: str
    importer_side: str
    state: str
    differences: tuple[dict[str, Any], ...]
    opened_at: dt.datetime
    outcome: str
    closed_at: dt.datetime | None
    explanation: str
    acts: tuple[str, ...]
    notes: tuple[NoteRow, ...]
    due_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    number: str
    received_on: dt.date
    confirmed_at: dt.datetime
    at: dt.datetime
    weight_cct: int
    differences: tuple[dict[str, Any], ...]
    jwt: str


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """The whole file. `clocks`: its own that run or ran out unmet, kind -> due."""

    row: ImportRow
    issued_on: dt.date
    valid_until: dt.date
    importer_address: str
    exporter_address: str
    paper: dict[str, Any]
    findings: tuple[dict[str, Any], ...]
    parcels: tuple[ImportParcelRow, ...]
    inspections: tuple[InspectionRow, ...]
    life: tuple[ImportStep, ...]
    queries: tuple[QueryRow, ...]
    discrepancy: DiscrepancyRow | None
    confirmation: ConfirmationRow | None
    acts: tuple[str, ...]
    clocks: dict[str, dt.datetime]


@dataclass(frozen=True, slots=True)
class PreAlertRow:
    """A shipment that was announced. `late`: its day and the grace are over, and nobody has presented it."""

    number: str
    issuer: str
    destination: str
    sent_at: dt.datetime
    expected_on: dt.date
    carrier: str
    waybill: str
    weight_cct: int
    value_usd_cents: int
    parcels: int
    exporter_name: str
    importer_name: str
    outside: bool
    late: bool


@dataclass(frozen=True, slots=True)
class LateRow:
    """How many clocks of one kind have run out for one participant, and since when the oldest has."""

    participant: str
    kind: str
    count: int
    oldest: dt.datetime


def import_file(reference: str, *, viewer: Actor) -> ImportDetail | None:
    """None if there is no such file, or it does not concern the viewer."""
    row = imports.find(reference)
    if row is None or not _sees(row, viewer):
        return None
    found = _detail(row)
    return found if _is_authority(row, viewer) else _for_the_importer(found)


def _for_the_importer(found: ImportDetail) -> ImportDetail:
    """Its goods, figures and outcome; not what two authorities write to each other about it."""
    discrepancy = replace(found.discrepancy, notes=()) if found.discrepancy is not None else None
    inspections = tuple(replace(one, note="", photos=()) for one in found.inspections)
    return replace(found, queries=(), discrepancy=discrepancy, inspections=inspections)


def imports_of(number: str, *, viewer: Actor) -> tuple[ImportRow, ...]:
    """Every presentation of a number that the viewer may see, oldest first."""
    rows = ImportFile.objects.filter(number=number).order_by("pk")
    return tuple(_row(row) for row in rows if _sees(row, viewer))


def import_files(
    *, viewer: Actor, state: str = "", participant: str = "", after: str = "", limit: int = 50
) -> tuple[ImportRow, ...]:
    """A page, newest first, after the file `after`."""
    rows = ImportFile.objects.order_by("-pk").prefetch_related("parcels")
    if state:
        rows = rows.filter(state=state)
    if participant:
        rows = rows.filter(participant=participant)
    previous = imports.find(after) if after else None
    if previous is not None:
        rows = rows.filter(pk__lt=previous.pk)
    limit = min(limit, MAX_PAGE)
    found: dict[int, ImportFile] = {}
    for scope in scopes(viewer):
        found |= {row.pk: row for row in rows.filter(scope)[:limit]}
    return rows_for(found[pk] for pk in sorted(found, reverse=True)[:limit])


def rows_for(page: Iterable[ImportFile]) -> tuple[ImportRow, ...]:
    return tuple(_row(row) for row in page)


def expected(
    *, viewer: Actor, participant: str, now: dt.datetime, after: str = "", limit: int = 50
) -> tuple[PreAlertRow, ...]:
    """What was announced to a participant's customs and not yet presented, the earliest day first."""
    if not (viewer.has(_WHOLE_PROCESS) or viewer.has(Role.CUSTOMS, participant=participant)):
        return ()
    numbers = [subject.partition(":")[2] for subject in events.awaited(imports.ARRIVAL, participant)]
    rows = PreAlert.objects.filter(destination=participant, number__in=numbers).order_by("expected_on", "pk")
    previous = PreAlert.objects.filter(number=after).first() if after else None
    if previous is not None:
        rows = rows.filter(
            Q(expected_on__gt=previous.expected_on) | Q(expected_on=previous.expected_on, pk__gt=previous.pk)
        )
    page = list(rows[: min(limit, MAX_PAGE)])
    late = events.passed(imports.ARRIVAL, [f"certificate:{row.number}" for row in page], now)
    return tuple(_prealert(row, late=f"certificate:{row.number}" in late) for row in page)


def queries_open(*, viewer: Actor, participant: str) -> tuple[QueryRow, ...]:
    """Questions that wait for an answer of a participant's authority, the first due first."""
    if not (viewer.has(_WHOLE_PROCESS) or viewer.has(_BOTH_SIDES, participant=participant)):
        return ()
    rows = IssuerQuery.objects.filter(issuer=participant, answer="").select_related("file").order_by("due_at", "pk")
    return tuple(_query(row, row.file) for row in rows[:MAX_PAGE])


def queries_asked(*, viewer: Actor, participant: str) -> tuple[QueryRow, ...]:
    """Questions of a participant's customs that nobody has answered yet, the first due first."""
    if not (viewer.has(_WHOLE_PROCESS) or viewer.has(Role.CUSTOMS, participant=participant)):
        return ()
    rows = IssuerQuery.objects.filter(file__participant=participant, answer="").select_related("file")
    return tuple(_query(row, row.file) for row in rows.order_by("due_at", "pk")[:MAX_PAGE])


def discrepancies(*, viewer: Actor, participant: str, open_only: bool = True) -> tuple[DiscrepancyRow, ...]:
    """Those of a participant, on either side, newest first."""
    if not (viewer.has(_WHOLE_PROCESS) or viewer.has(_BOTH_SIDES, participant=participant)):
        return ()
    rows = Discrepancy.objects.filter(Q(exporter_side=participant) | Q(importer_side=participant))
    if open_only:
        rows = rows.exclude(state=str(DiscrepancyState.CLOSED))
    found = list(rows.select_related("file").prefetch_related("notes").order_by("-pk")[:MAX_PAGE])
    due = events.due([imports.subject(row.file) for row in found])
    return tuple(dispute_row(row, due) for row in found)


def prealert(number: str, *, viewer: Actor, now: dt.datetime) -> PreAlertRow | None:
    """The announcement of a shipment: for the authorities of both sides and the exporter. `late` while awaited."""
    row = PreAlert.objects.filter(number=number).first()
    if row is None:
        return None
    sides = viewer.has(Role.CUSTOMS, participant=row.destination) or viewer.has(_BOTH_SIDES, participant=row.issuer)
    own = Shipment.objects.filter(certificate=number, exporter__in=viewer.operators())
    if not (sides or viewer.has(_WHOLE_PROCESS) or own.exists()):
        return None
    return _prealert(row, late=bool(events.passed(imports.ARRIVAL, [f"certificate:{number}"], now)))


def confirmation(number: str, *, viewer: Actor) -> ConfirmationRow | None:
    """The signed confirmation of a certificate, for both sides and the importer."""
    row = Confirmation.objects.filter(number=number).select_related("file").first()
    return None if row is None or not _sees(row.file, viewer) else _confirmation(row)


def late(*, viewer: Actor, now: dt.datetime) -> tuple[LateRow, ...]:
    """Who is late with what: clocks that ran out unmet, by participant and kind. Whoever works for an authority or the
    Process sees the figures of every participant; they name nobody and no trade."""
    reads = (*AUTHORITY_ROLES, Role.SECRETARIAT, Role.CHAIR, Role.REVIEWER, Role.STATISTICIAN, *_WHOLE_PROCESS)
    if not viewer.has(reads):
        return ()
    return tuple(LateRow(*row) for row in events.lateness(now))


def counts() -> dict[str, int]:
    return {
        "import_files": ImportFile.objects.count(),
        "inspections": Inspection.objects.count(),
        "confirmations": Confirmation.objects.count(),
        "discrepancies": Discrepancy.objects.count(),
        "prealerts": PreAlert.objects.count(),
    }


def scopes(viewer: Actor) -> Iterator[Q]:
    if viewer.has(_WHOLE_PROCESS) or "*" in viewer.participants(*_BOTH_SIDES):
        yield Q()
        return
    for participant in sorted(viewer.participants(Role.CUSTOMS)):
        yield Q(participant=participant)
    for participant in sorted(viewer.participants(*_BOTH_SIDES)):
        yield Q(issuer=participant)
    for operator in sorted(viewer.operators()):
        yield Q(importer=operator)


def dispute_scopes(viewer: Actor) -> Iterator[Q]:
    places = viewer.participants(*_BOTH_SIDES)
    if viewer.has(_WHOLE_PROCESS) or "*" in places:
        yield Q()
        return
    for participant in sorted(places):
        yield Q(exporter_side=participant)
        yield Q(importer_side=participant)


def _sees(row: ImportFile, viewer: Actor) -> bool:
    if viewer.has(_WHOLE_PROCESS) or (row.importer and row.importer in viewer.operators()):
        return True
    return _is_authority(row, viewer)


def _is_authority(row: ImportFile, viewer: Actor) -> bool:
    if viewer.has(_WHOLE_PROCESS) or viewer.has(Role.CUSTOMS, participant=row.participant):
        return True
    return viewer.has(_BOTH_SIDES, participant=row.issuer)


def _row(row: ImportFile) -> ImportRow:
    parcels = list(row.parcels.all())
    return ImportRow(
        reference=imports.ref_of(row),
        number=row.number,
        participant=row.participant,
        authority=row.authority,
        issuer=row.issuer,
        source=row.source,
        purpose=row.purpose,
        state=row.state,
        first=row.claims,
        inspect=row.inspect,
        importer=row.importer,
        importer_name=row.importer_name,
        exporter_name=row.exporter_name,
        presented_at=row.presented_at,
        recorded_at=row.recorded_at,
        weight_cct=sum(parcel.weight_cct for parcel in parcels),
        value_usd_cents=sum(parcel.value_usd_cents for parcel in parcels),
        findings=len(row.findings),
    )


def _detail(row: ImportFile) -> ImportDetail:
    inspections = list(row.inspections.order_by("pk"))
    found = inspections[-1].found if inspections else {}
    settled = imports.received_lots(row)
    discrepancy = Discrepancy.objects.filter(file=row).first()
    confirmed = Confirmation.objects.filter(file=row).first()
    due = events.due([imports.subject(row)])
    return ImportDetail(
        row=_row(row),
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        importer_address=row.importer_address,
        exporter_address=row.exporter_address,
        paper=row.paper,
        findings=tuple(row.findings),
        parcels=tuple(
            _parcel(parcel, found.get(parcel.reference), settled.get(parcel.reference, ""))
            for parcel in row.parcels.order_by("position")
        ),
        inspections=tuple(_inspection(one) for one in inspections),
        life=tuple(
            ImportStep(one.act, one.before, one.after, one.own_time, one.at, one.person_id, one.note)
            for one in row.life.order_by("pk")
        ),
        queries=tuple(_query(one, row) for one in row.queries.order_by("pk")),
        discrepancy=dispute_row(discrepancy, due) if discrepancy is not None else None,
        confirmation=_confirmation(confirmed) if confirmed is not None else None,
        acts=IMPORT.acts_from(row.state),
        clocks={kind: at for (_, kind), at in due.items()},
    )


def _parcel(parcel: Any, found: dict[str, Any] | None, lot: str) -> ImportParcelRow:
    seen = found or {}
    return ImportParcelRow(
        parcel.position,
        parcel.reference,
        parcel.hs,
        parcel.weight_cct,
        parcel.value_usd_cents,
        parcel.origin,
        seen.get("weight_cct"),
        str(seen.get("hs", "")),
        seen.get("value_usd_cents"),
        str(seen.get("origin", "")),
        lot,
    )


def _inspection(row: Inspection) -> InspectionRow:
    return InspectionRow(
        row.at,
        row.own_time,
        row.person_id,
        row.number_of_parcels,
        row.seals_intact,
        row.container_intact,
        tuple(row.photos),
        tuple(row.differences),
        row.note,
    )


def _query(row: IssuerQuery, file: ImportFile) -> QueryRow:
    return QueryRow(
        row.pk,
        imports.ref_of(file),
        file.number,
        row.issuer,
        file.participant,
        row.asked_at,
        row.question,
        row.due_at,
        row.answered_at,
        row.answer,
        row.explanation,
        row.document,
    )


def dispute_row(row: Discrepancy, due: dict[tuple[str, str], dt.datetime]) -> DiscrepancyRow:
    return DiscrepancyRow(
        imports.ref_of(row.file),
        row.number,
        row.exporter_side,
        row.importer_side,
        row.state,
        tuple(row.differences),
        row.opened_at,
        row.outcome,
        row.closed_at,
        row.explanation,
        DISCREPANCY.acts_from(row.state),
        tuple(
            NoteRow(one.act, one.participant, one.person_id, one.at, one.text, one.document)
            for one in sorted(row.notes.all(), key=lambda one: one.pk)
        ),
        due.get((imports.subject(row.file), imports.DISCREPANCY_ANSWER)),
    )


def _confirmation(row: Confirmation) -> ConfirmationRow:
    return ConfirmationRow(
        row.number,
        row.received_on,
        row.confirmed_at,
        row.at,
        row.weight_cct,
        tuple(row.differences),
        row.jwt,
    )


def _prealert(row: PreAlert, *, late: bool) -> PreAlertRow:
    return PreAlertRow(
        row.number,
        row.issuer,
        row.destination,
        row.sent_at,
        row.expected_on,
        row.carrier,
        row.waybill,
        row.weight_cct,
        row.value_usd_cents,
        row.parcels,
        row.exporter_name,
        row.importer_name,
        row.outside,
        late,
    )
