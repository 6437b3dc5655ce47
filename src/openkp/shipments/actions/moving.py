"""Departure, and arrival in the minimal form: weighed again, carats to the importer, a difference stays in the open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from openkp.certificates import steps as certificates
from openkp.core.lifecycle import CERTIFICATE, SHIPMENT
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import export
from openkp.core.units import MCT_PER_CCT
from openkp.events.actions import Outcome, action
from openkp.ledger import queries as lots
from openkp.ledger import steps as carats
from openkp.parties import queries as parties

from .. import files
from ..models import Arrival, Shipment

LEAF = "confirmed"


@action("shipments.depart")
def depart(*, by: Actor, now: dt.datetime, request_id: str, shipment: str) -> Outcome:
    """The shipment leaves the territory, sealed, with its certificate."""
    row = files.locked(shipment)
    officer = by.has(Role.OFFICER, participant=row.participant)
    if not officer:
        by.require(*SHIPMENT.roles_of("depart"), participant=row.participant, operator=row.exporter)
    SHIPMENT.advance(row.state, "depart")
    paper = certificates.locked(row.certificate)
    refuse([Refusal("shipments.expired", number=paper.number)] if paper.valid_until <= now else [])
    certificates.advance(paper, "depart", person_id=by.person_id, now=now)
    files.advance(row, "depart", by=by, now=now)
    return files.outcome(row, certificate=paper.number)


@action("shipments.confirm_import")
def confirm_import(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    certificate: str,
    received_on: dt.date,
    weights: dict[str, int],
    number_of_parcels: int,
    seals_intact: bool,
    note: str = "",
) -> Outcome:
    """The importing authority confirms what arrived: number of parcels, weight of each (reference -> hundredths of a
    carat), seals. Without difference beyond the dated tolerance the certificate is confirmed and its carats are the
    importer's, if the importer is an operator here. With one, it is discrepant, and the carats wait until `resolve`.

    Refuses ``shipments.unknown_certificate``, ``lifecycle.not_now``, ``export.parcel_unknown``, ``shipments.*``.
    """
    row = _of(certificate)
    by.require(Role.CUSTOMS, participant=row.destination)
    paper = certificates.locked(certificate)
    CERTIFICATE.advance(paper.state, "confirm")
    certified = dict(row.parcels.values_list("reference", "weight_cct"))
    refuse(_entry(row, paper.issued_at, received_on, weights, certified, number_of_parcels, now))
    found = export.Arrival(weights, number_of_parcels, seals_intact)
    tolerance = int(parties.rule("weight.tolerance", row.destination, received_on).value["cct"])
    differing = export.differences(found, certified, tolerance_cct=tolerance)
    told = [{"code": one.code, **one.facts} for one in differing]
    Arrival.objects.create(
        shipment=row,
        received_on=received_on,
        at=now,
        person_id=by.person_id,
        weights=weights,
        number_of_parcels=number_of_parcels,
        seals_intact=seals_intact,
        differences=told,
        note=note.strip(),
    )
    act = "confirm_differing" if differing else "confirm"
    _confirmed(paper, act, by, now, received_on=received_on, weights=weights, parcels=number_of_parcels)
    received = () if differing else _receive(row, weights, received_on, now)
    certificates.stop_clocks(certificate, now=now)
    files.advance(row, "arrive", by=by, now=now)
    if not differing:
        files.advance(row, "close", by=by, now=now)
    return files.outcome(row, certificate=certificate, confirmed=not differing, differences=told, lots=list(received))


@action("shipments.resolve")
def resolve(*, by: Actor, now: dt.datetime, request_id: str, certificate: str, explanation: str) -> Outcome:
    """Customs accept the explanation of a difference: the importer gets what was weighed, never more than was
    certified; what was not found is written off as lost, with the explanation."""
    row = _of(certificate)
    by.require(Role.CUSTOMS, participant=row.destination)
    if not explanation.strip():
        raise Refusal("shipments.reason_missing")
    paper = certificates.locked(certificate)
    certificates.advance(
        paper, "resolve", person_id=by.person_id, now=now, leaf_kind=LEAF, explanation=explanation.strip()
    )
    arrival = row.arrival
    received = _receive(row, arrival.weights, now.date(), now, explanation=explanation.strip())
    files.advance(row, "close", by=by, now=now, note=explanation.strip())
    return files.outcome(row, certificate=certificate, lots=list(received))


def _of(certificate: str) -> Shipment:
    found = Shipment.objects.filter(certificate=certificate).first() if certificate else None
    if found is None:
        raise Refusal("shipments.unknown_certificate", number=certificate[:40])
    return files.locked(files.ref_of(found))


def _entry(
    row: Shipment,
    issued_at: dt.datetime,
    received_on: dt.date,
    weights: dict[str, int],
    certified: dict[str, int],
    number_of_parcels: int,
    now: dt.datetime,
) -> list[Refusal]:
    """What cannot have been found: a parcel nobody sent, a day that has not come, less than nothing."""
    reasons = [Refusal("export.parcel_unknown", parcel=one[:80]) for one in sorted(weights.keys() - certified.keys())]
    if received_on > now.date():
        reasons.append(Refusal("shipments.received_in_future", day=received_on))
    if received_on < issued_at.date():
        reasons.append(Refusal("shipments.received_before_issue", issued_on=issued_at.date(), received_on=received_on))
    if any(weight < 0 for weight in weights.values()) or number_of_parcels < 0:
        reasons.append(Refusal("shipments.less_than_nothing"))
    return reasons


def _confirmed(
    paper: Any, act: str, by: Actor, now: dt.datetime, *, received_on: dt.date, weights: dict[str, int], parcels: int
) -> None:
    certificates.advance(
        paper,
        act,
        person_id=by.person_id,
        now=now,
        leaf_kind=LEAF,
        received_on=received_on.isoformat(),
        weights_cct=weights,
        number_of_parcels=parcels,
    )


def _receive(
    row: Shipment, weights: dict[str, int], on: dt.date, now: dt.datetime, *, explanation: str = ""
) -> tuple[str, ...]:
    """From the transit lots to the importer's; what was not found is lost. Where the importer is no operator here the
    carats stay in the certificate's name: they left for a country whose ledger is elsewhere."""
    if not row.importer:
        return ()
    made = []
    parcels = row.parcels.order_by("position")
    for parcel, lot in zip(parcels, lots.transit_lots(row.certificate), strict=True):
        found = min(weights.get(parcel.reference, 0) * MCT_PER_CCT, lot.balance_mct)
        missing = lot.balance_mct - found
        if found:
            made.append(
                carats.arrive(
                    lot=lot.ref,
                    participant=row.destination,
                    operator=row.importer,
                    mct=found,
                    hs=parcel.hs,
                    on=on,
                    now=now,
                )
            )
        if missing:
            reason = explanation or "within the tolerance of the importing authority"
            carats.lose(lot=lot.ref, mct=missing, reason=reason, on=on, now=now)
    return tuple(made)
