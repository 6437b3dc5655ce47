"""Applying for a certificate, and the two ways in which a file ends without one. domain.md 1.4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openkp.certificates import queries as certificates
from openkp.core.facts import KINDS, PartyFacts
from openkp.core.lifecycle import SHIPMENT, ShipmentState
from openkp.core.refusal import Refusal
from openkp.core.refusal import refuse as refuse_all
from openkp.core.roles import Actor, Role
from openkp.core.rules.chain import OperatorFacts
from openkp.core.rules.export import EXPORT, Application, ParcelApplication, SourceFacts, application
from openkp.events.actions import Outcome, action, current_event_id
from openkp.mining import queries as mining
from openkp.mining.queries import ExporterRow
from openkp.parties import queries as parties
from openkp.parties.queries import AuthorityRow

from .. import files, paper
from ..models import Shipment, ShipmentAct, ShipmentParcel

_IMPORTER = {"name", "address", "country", "operator", "licence"}
_PARCEL = {"reference", "hs", "weight_cct", "value_usd_cents", "stones", "draws"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The application as it was handed in; see `submit`. Refuses ``shipments.malformed``."""

    kind: str
    importer: dict[str, str]
    parcels: Sequence[dict[str, Any]]
    declared: bool
    sources: tuple[str, ...]
    relates_to: str
    purpose: str
    consents: tuple[str, str]
    route: tuple[str, ...]

    def __post_init__(self) -> None:
        sound = set(self.importer) <= _IMPORTER and all(
            set(parcel) - {"stones"} == _PARCEL - {"stones"} for parcel in self.parcels
        )
        if not sound:
            raise Refusal("shipments.malformed")


@action("shipments.submit")
def submit(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    authority: str,
    kind: str,
    importer: dict[str, str],
    parcels: Sequence[dict[str, Any]],
    declared: bool,
    exporter: str = "",
    sources: Sequence[str] = (),
    relates_to: str = "",
    purpose: str = "",
    consents: Sequence[str] = ("", ""),
    route: Sequence[str] = (),
) -> Outcome:
    """Apply for a certificate of the authority `authority` (slug).

    `importer` is ``{"name", "address", "country", "operator", "licence"}``, the last two optional: `operator` is the
    importer's number where it is an operator of this installation. Each of `parcels` is ``{"reference", "hs",
    "weight_cct", "value_usd_cents", "draws": [[lot, milli-carats], ...], "stones"}``, `stones` optional. `exporter` is
    an operator's number; "" for goods in the participant's own hands (technical certificates only).

    Refuses with every reason at once (core/rules/export.py, core/rules/trade.py, ``credential.value``); nothing is
    written then.
    """
    issuer = parties.authority(authority)
    sender = _exporter(by, exporter, issuer)
    operator = sender.facts if sender else None
    asked = _Asked(
        kind, importer, parcels, declared, tuple(sources), relates_to, purpose, (consents[0], consents[1]), tuple(route)
    )
    told, places = _judged(by, now.date(), issuer, operator, asked)
    refuse_all(dict.fromkeys([*_elsewhere(importer, told.destination), *application(told)]))
    row = Shipment(
        participant=issuer.participant,
        authority=issuer.slug,
        kind=kind,
        state=SHIPMENT.advance(SHIPMENT.initial, "submit"),
        holder=told.holder,
        exporter=exporter,
        importer=importer.get("operator", ""),
        importer_name=told.importer.name,
        importer_address=told.importer.address,
        importer_country=told.importer.country,
        importer_licence=told.importer.licence,
        destination=told.destination,
        sources=[source.number for source in told.sources],
        relates_to=relates_to,
        purpose=purpose,
        consents=list(told.consents),
        route=list(route),
        places=places,
        submitted_at=now,
        submitted_by=by.person_id,
    )
    _check_shape(row, told, issuer, paper.exporter_party(sender, issuer, now.date()))
    _keep(row, told.parcels, parcels, by, now)
    return files.outcome(row)


def _check_shape(row: Shipment, told: Application, issuer: AuthorityRow, exporter: PartyFacts) -> None:
    lines = [paper.Line(p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origins) for p in told.parcels]
    paper.check_shape(row, authority=issuer, exporter=exporter, lines=lines)


@action("shipments.withdraw")
def withdraw(*, by: Actor, now: dt.datetime, request_id: str, shipment: str, reason: str) -> Outcome:
    """The exporter takes its application back, before a certificate is approved."""
    row = files.locked(shipment)
    if row.exporter:
        by.require(Role.EXPORTER, Role.AGENT, participant=row.participant, operator=row.exporter)
    else:
        by.require(Role.OFFICER, participant=row.participant)
    return _end(row, "withdraw", by, now, reason)


@action("shipments.refuse")
def refuse(*, by: Actor, now: dt.datetime, request_id: str, shipment: str, reason: str) -> Outcome:
    """The authority refuses the file, with its reason, at any step before issue."""
    row = files.locked(shipment)
    by.require(*SHIPMENT.roles_of("refuse"), participant=row.participant)
    return _end(row, "refuse", by, now, reason)


def _exporter(by: Actor, exporter: str, issuer: AuthorityRow) -> ExporterRow | None:
    if not exporter:
        by.require(Role.OFFICER, participant=issuer.participant)
        return None
    sender = mining.exporter(exporter)
    by.require(Role.EXPORTER, Role.AGENT, participant=sender.facts.participant)
    return sender


def _judged(
    by: Actor, day: dt.date, issuer: AuthorityRow, operator: OperatorFacts | None, asked: _Asked
) -> tuple[Application, dict[str, list[str]]]:
    """The application with all that the rules ask for, and the places where its goods were found."""
    importer, country = asked.importer, asked.importer.get("country", "").strip()
    rows = files.lot_rows(str(lot) for parcel in asked.parcels for lot, _ in parcel["draws"])
    places = files.places_of(rows.values())
    trade: tuple[Refusal, ...] = ()
    if country:
        trade = files.trade_refusals(
            participant=issuer.participant,
            country=country,
            day=day,
            kind=asked.kind if asked.kind in KINDS else EXPORT,
            places=places,
            operator=operator.number if operator else "",
            route=asked.route,
        )
    told = Application(
        kind=asked.kind,
        participant=issuer.participant,
        day=day,
        holder=operator.number if operator else issuer.participant,
        exporter=operator,
        mandated=operator is not None and files.mandated(by, operator),
        importer=PartyFacts(
            importer.get("name", "").strip(), importer.get("address", "").strip(), country, importer.get("licence", "")
        ),
        destination=parties.acting_participant(country, day) if country else "",
        parcels=_parcels(asked.parcels, rows),
        declared=asked.declared,
        sources=tuple(files.source_facts(number) for number in dict.fromkeys(asked.sources)),
        trade=trade,
        purpose=asked.purpose,
        relates_to=SourceFacts(asked.relates_to, certificates.known(asked.relates_to)) if asked.relates_to else None,
        consents=asked.consents,
        route=asked.route,
    )
    return told, places


def _parcels(parcels: Sequence[dict[str, Any]], rows: dict[str, Any]) -> tuple[ParcelApplication, ...]:
    unknown = {str(lot) for parcel in parcels for lot, _ in parcel["draws"]} - rows.keys()
    refuse_all(Refusal("ledger.lot_unknown", lot=lot[:40]) for lot in sorted(unknown))
    composition = files.Composition(rows)
    return tuple(
        composition.parcel(
            reference=str(parcel["reference"]).strip(),
            hs=str(parcel["hs"]),
            weight_cct=int(parcel["weight_cct"]),
            value_usd_cents=int(parcel["value_usd_cents"]),
            draws=[(str(lot), int(mct)) for lot, mct in parcel["draws"]],
        )
        for parcel in parcels
    )


def _elsewhere(importer: dict[str, str], destination: str) -> list[Refusal]:
    """An importer named by number is an operator of the destination."""
    number = importer.get("operator", "")
    if not number:
        return []
    found = mining.operator_facts(number)
    told = {"operator": number, "destination_country": destination}
    return [] if found.participant == destination else [Refusal("shipments.importer_elsewhere", **told)]


def _keep(
    row: Shipment,
    judged: Sequence[ParcelApplication],
    parcels: Sequence[dict[str, Any]],
    by: Actor,
    now: dt.datetime,
) -> None:
    row.save(force_insert=True)
    ShipmentParcel.objects.bulk_create(
        ShipmentParcel(
            shipment=row,
            position=position,
            reference=parcel.reference,
            hs=parcel.hs,
            weight_cct=parcel.weight_cct,
            declared_usd_cents=parcel.value_usd_cents,
            stones=parcels[position].get("stones"),
            origins=dict(parcel.origins),
            draws=[[draw.lot, draw.mct] for draw in parcel.draws],
        )
        for position, parcel in enumerate(judged)
    )
    ShipmentAct.objects.create(
        shipment=row,
        act="submit",
        before=ShipmentState.DRAFT,
        after=row.state,
        at=now,
        person_id=by.person_id,
        event_id=current_event_id(),
    )


def _end(row: Shipment, act: str, by: Actor, now: dt.datetime, reason: str) -> Outcome:
    if not reason.strip():
        raise Refusal("shipments.reason_missing")
    files.advance(row, act, by=by, now=now, note=reason.strip())
    return files.outcome(row)
