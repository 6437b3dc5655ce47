"""Reads of files: for the authorities of both sides, exporter and importer. A panel is blind until it is full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from openkp.certificates import queries as certificates
from openkp.core.lifecycle import SHIPMENT, CertificateState, ShipmentState
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.core.rules import valuation
from openkp.mining import queries as mining
from openkp.parties import queries as parties

from .. import files
from ..models import ImportFile, Shipment, ShipmentParcel, Valuation

MAX_PAGE = 500
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})
ISSUED = frozenset(
    {str(S) for S in (ShipmentState.ISSUED, ShipmentState.DEPARTED, ShipmentState.ARRIVED, ShipmentState.CLOSED)}
)
_UNDER_WAY = frozenset({str(S) for S in (ShipmentState.ISSUED, ShipmentState.DEPARTED, ShipmentState.ARRIVED)})
# What becomes of a certificate that leaves nothing to do in its file.
_ENDS = frozenset(
    {
        str(C)
        for C in (
            *(CertificateState.VOID, CertificateState.REPLACED, CertificateState.LOST, CertificateState.STOLEN),
            *(CertificateState.RETURNED_UNUSED, CertificateState.RETURNED, CertificateState.CAME_BACK),
            CertificateState.SEIZED,
        )
    }
)
_HOUSE = Actor.system()


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One line of a desk. `certificate` is "" until it is issued; `ended` is the state of the certificate where that
    ended the file (void, lost, seized), else "". Whoever sees a file sees who applied for it by name."""

    reference: str
    participant: str
    authority: str
    kind: str
    state: str
    exporter: str
    exporter_name: str
    importer: str
    importer_name: str
    destination: str
    parcels: int
    weight_cct: int
    submitted_at: dt.datetime
    certificate: str
    ended: str


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """`value_usd_cents` is the value that counts, None until the panel is full."""

    position: int
    reference: str
    hs: str
    weight_cct: int
    declared_usd_cents: int
    value_usd_cents: int | None
    stones: int | None
    origins: dict[str, int]
    draws: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A valuer's sheet. `total_usd_cents` is None while the panel is blind, except to the person who gave it."""

    seat: str
    person_id: int
    at: dt.datetime
    total_usd_cents: int | None
    wins: bool


@dataclass(frozen=True, slots=True)
class LevyRow:
    code: str
    base_usd_cents: int
    rate_ppm: int
    amount_usd_cents: int
    basis: str
    paid_at: dt.datetime | None
    paid_ref: str


@dataclass(frozen=True, slots=True)
class StepRow:
    act: str
    before: str
    after: str
    at: dt.datetime
    person_id: int
    note: str


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    received_on: dt.date
    at: dt.datetime
    person_id: int
    weights: dict[str, int]
    number_of_parcels: int
    seals_intact: bool
    differences: tuple[dict[str, Any], ...]
    note: str


@dataclass(frozen=True, slots=True)
class ShipmentDetail:
    """The whole file. `seats` are those of the panel, `acts` the steps that may come next."""

    row: ShipmentRow
    importer_address: str
    importer_country: str
    importer_licence: str
    sources: tuple[str, ...]
    relates_to: str
    purpose: str
    consents: tuple[str, ...]
    route: tuple[str, ...]
    zones: tuple[str, ...]
    parcels: tuple[ParcelRow, ...]
    seats: tuple[str, ...]
    sheets: tuple[SheetRow, ...]
    levies: tuple[LevyRow, ...]
    seals: tuple[tuple[str, str], ...]
    life: tuple[StepRow, ...]
    acts: tuple[str, ...]
    arrival: ArrivalRow | None


def shipment(reference: str, *, viewer: Actor) -> ShipmentDetail | None:
    """None if there is no such file, or it does not concern the viewer."""
    row = files.find(reference)
    return None if row is None or not _sees(row, viewer) else _detail(row, viewer)


def of_certificate(number: str, *, viewer: Actor) -> ShipmentDetail | None:
    """The file from which a certificate was issued."""
    row = Shipment.objects.filter(certificate=number).first() if number else None
    return None if row is None or not _sees(row, viewer) else _detail(row, viewer)


def shipments(
    *, viewer: Actor, state: str = "", participant: str = "", after: str = "", limit: int = 50
) -> tuple[ShipmentRow, ...]:
    """A page, newest first, after the file `after`."""
    rows = Shipment.objects.order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if participant:
        rows = rows.filter(participant=participant)
    previous = files.find(after) if after else None
    if previous is not None:
        rows = rows.filter(pk__lt=previous.pk)
    limit = min(limit, MAX_PAGE)
    found: dict[int, Shipment] = {}
    for scope in scopes(viewer):
        found |= {row.pk: row for row in rows.filter(scope)[:limit]}
    return rows_for([found[pk] for pk in sorted(found, reverse=True)[:limit]])


def rows_for(page: Sequence[Shipment]) -> tuple[ShipmentRow, ...]:
    weights: dict[int, tuple[int, int]] = {}
    told = ShipmentParcel.objects.filter(shipment__in=page).values_list("shipment_id", "weight_cct")
    for shipment_id, weight in told:
        count, total = weights.get(shipment_id, (0, 0))
        weights[shipment_id] = (count + 1, total + weight)
    names, ends = _exporters(page), _ends(page)
    return tuple(_row(row, *weights[row.pk], names=names, ends=ends) for row in page)


def count() -> int:
    return Shipment.objects.count()


def scopes(viewer: Actor) -> Iterator[Q]:
    if viewer.has(_WHOLE_PROCESS) or "*" in viewer.participants(*AUTHORITY_ROLES):
        yield Q()
        return
    for participant in sorted(viewer.participants(*AUTHORITY_ROLES, Role.INDEPENDENT_VALUER)):
        yield Q(participant=participant)
    for participant in sorted(viewer.participants(Role.CUSTOMS)):
        yield Q(destination=participant, state__in=ISSUED)
    for operator in sorted(viewer.operators()):
        yield Q(exporter=operator)
        yield Q(importer=operator, state__in=ISSUED)


def _sees(row: Shipment, viewer: Actor) -> bool:
    """The importing side sees a file once its certificate exists."""
    if viewer.has(_WHOLE_PROCESS) or row.exporter in viewer.operators():
        return True
    if viewer.has((*AUTHORITY_ROLES, Role.INDEPENDENT_VALUER), participant=row.participant):
        return True
    other_side = viewer.has(Role.CUSTOMS, participant=row.destination) or row.importer in viewer.operators()
    return other_side and row.state in ISSUED


def _exporters(rows: Sequence[Shipment]) -> dict[str, str]:
    return mining.names({row.exporter for row in rows if row.exporter}, viewer=_HOUSE)


def _ends(rows: Sequence[Shipment]) -> dict[str, str]:
    """Certificate -> what ended it, of files that would otherwise wait for ever."""
    numbers = [row.certificate for row in rows if row.certificate and row.state in _UNDER_WAY]
    return {number: state for number, state in certificates.stored_states(numbers).items() if state in _ENDS}


def _row(row: Shipment, parcels: int, weight_cct: int, *, names: dict[str, str], ends: dict[str, str]) -> ShipmentRow:
    return ShipmentRow(
        reference=files.ref_of(row),
        participant=row.participant,
        authority=row.authority,
        kind=row.kind,
        state=row.state,
        exporter=row.exporter,
        exporter_name=names.get(row.exporter, ""),
        importer=row.importer,
        importer_name=row.importer_name,
        destination=row.destination,
        parcels=parcels,
        weight_cct=weight_cct,
        submitted_at=row.submitted_at,
        certificate=row.certificate,
        ended=ends.get(row.certificate, ""),
    )


def _detail(row: Shipment, viewer: Actor) -> ShipmentDetail:
    rule = valuation.panel(parties.rule("valuation", row.participant, row.submitted_at.date()).value)
    sheets = list(row.valuations.order_by("pk"))
    full = bool(row.value_seat)
    parcels = list(row.parcels.order_by("position"))
    ends = _ends([row])
    carats = sum(parcel.weight_cct for parcel in parcels)
    return ShipmentDetail(
        row=_row(row, len(parcels), carats, names=_exporters([row]), ends=ends),
        importer_address=row.importer_address,
        importer_country=row.importer_country,
        importer_licence=row.importer_licence,
        sources=tuple(row.sources),
        relates_to=row.relates_to,
        purpose=row.purpose,
        consents=tuple(row.consents),
        route=tuple(row.route),
        zones=tuple(row.places["zones"]),
        parcels=tuple(_parcel(parcel, row.values.get(parcel.reference)) for parcel in parcels),
        seats=tuple(str(seat) for seat in rule.seats),
        sheets=tuple(_sheet(sheet, viewer, full=full, wins=sheet.seat == row.value_seat) for sheet in sheets),
        levies=tuple(
            LevyRow(
                one.code,
                one.base_usd_cents,
                one.rate_ppm,
                one.amount_usd_cents,
                one.basis,
                one.paid_at,
                one.paid_ref,
            )
            for one in row.levies.order_by("pk")
        ),
        seals=tuple(row.seals.order_by("position").values_list("container", "seal")),
        life=tuple(
            StepRow(one.act, one.before, one.after, one.at, one.person_id, one.note) for one in row.life.order_by("pk")
        ),
        acts=() if ends else SHIPMENT.acts_from(row.state),
        arrival=_arrival(row),
    )


def _parcel(parcel: ShipmentParcel, value: int | None) -> ParcelRow:
    return ParcelRow(
        parcel.position,
        parcel.reference,
        parcel.hs,
        parcel.weight_cct,
        parcel.declared_usd_cents,
        value,
        parcel.stones,
        parcel.origins,
        tuple((lot, mct) for lot, mct in parcel.draws),
    )


def _sheet(sheet: Valuation, viewer: Actor, *, full: bool, wins: bool) -> SheetRow:
    seen = full or sheet.person_id == viewer.person_id
    return SheetRow(sheet.seat, sheet.person_id, sheet.at, sum(sheet.values.values()) if seen else None, wins)


def _arrival(row: Shipment) -> ArrivalRow | None:
    """What the importing authority that holds the certificate found, once it has opened the shipment."""
    file = ImportFile.objects.filter(number=row.certificate, claims=True).first() if row.certificate else None
    seen = file.inspections.order_by("-pk").first() if file is not None else None
    if file is None or seen is None:
        return None
    return ArrivalRow(
        file.presented_at.date(),
        seen.at,
        seen.person_id,
        {reference: int(one["weight_cct"]) for reference, one in seen.found.items()},
        seen.number_of_parcels,
        seen.seals_intact,
        tuple(seen.differences),
        seen.note,
    )
