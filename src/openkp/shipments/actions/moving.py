"""Departure with its pre-alert, and confirmations that come back on paper. KPCS Annex II 19, 21; domain.md 1.4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from openkp.certificates import queries as certificates
from openkp.certificates import steps as papers
from openkp.core.lifecycle import CERTIFICATE, SHIPMENT
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import arrival, numbers
from openkp.core.units import MAX_CENTS, MAX_MCT, MCT_PER_CCT
from openkp.events import steps as events
from openkp.events.actions import Outcome, action, current_event_id
from openkp.ledger import queries as lots
from openkp.ledger import steps as carats
from openkp.parties import queries as parties
from openkp.signing import queries as signing

from .. import files, imports
from ..models import PreAlert, Shipment, Slip

MAX_EXPECTED = dt.timedelta(days=120)


@action("shipments.depart")
def depart(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    shipment: str,
    expected_on: dt.date | None = None,
    carrier: str = "",
    waybill: str = "",
) -> Outcome:
    """The shipment leaves the territory, sealed, with its certificate; the importing authority is told at once: weight,
    value, parcels, exporter, importer, number, and the day it is expected (by the dated rule, if none is named).

    Refuses ``lifecycle.not_now``, ``shipments.expired``, ``shipments.expected_*``.
    """
    row = files.locked(shipment)
    officer = by.has(Role.OFFICER, participant=row.participant)
    if not officer:
        by.require(*SHIPMENT.roles_of("depart"), participant=row.participant, operator=row.exporter)
    SHIPMENT.advance(row.state, "depart")
    paper = papers.locked(row.certificate)
    refuse([Refusal("shipments.expired", number=paper.number)] if paper.valid_until <= now else [])
    due = _expected(row.destination, expected_on, now)
    papers.advance(paper, "depart", person_id=by.person_id, now=now)
    files.advance(row, "depart", by=by, now=now)
    PreAlert.objects.create(
        number=paper.number,
        issuer=row.participant,
        destination=row.destination,
        sent_at=now,
        expected_on=due,
        carrier=carrier.strip()[:120],
        waybill=waybill.strip()[:60],
        weight_cct=paper.weight_cct,
        value_usd_cents=paper.value_usd_cents,
        parcels=row.parcels.count(),
        exporter_name=_exporter_name(row),
        importer_name=row.importer_name,
        person_id=by.person_id,
        event_id=current_event_id(),
    )
    _await(paper.number, row.destination, due, now)
    return files.outcome(row, certificate=paper.number, expected_on=due.isoformat())


@action("shipments.register_prealert")
def register_prealert(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    number: str,
    sent_on: dt.date,
    weight_cct: int,
    value_usd_cents: int,
    parcels: int,
    exporter: str,
    importer: str,
    source: str,
    expected_on: dt.date | None = None,
) -> Outcome:
    """Customs enter a pre-alert that came by mail or message from an authority outside this installation. `source`
    says how it came. Refuses all at once ``numbers.malformed``, ``shipments.prealert_*``, ``shipments.expected_*``."""
    by.require(Role.CUSTOMS, participant=participant)
    issuer = numbers.participant_of(number)
    reasons: list[Refusal] = []
    if PreAlert.objects.filter(number=number).exists() or certificates.known(number):
        reasons.append(Refusal("shipments.prealert_known", number=number))
    sound = 0 < weight_cct <= MAX_MCT // MCT_PER_CCT and 0 <= value_usd_cents <= MAX_CENTS and 0 < parcels <= 100
    if not sound or sent_on > now.date():
        reasons.append(Refusal("shipments.prealert_malformed"))
    if not (exporter.strip() and importer.strip() and source.strip()):
        reasons.append(Refusal("shipments.prealert_incomplete"))
    refuse(reasons)
    due = _expected(participant, expected_on, now)
    PreAlert.objects.create(
        number=number,
        issuer=issuer,
        destination=participant,
        sent_at=dt.datetime.combine(sent_on, dt.time(), dt.UTC),
        expected_on=due,
        weight_cct=weight_cct,
        value_usd_cents=value_usd_cents,
        parcels=parcels,
        exporter_name=exporter.strip()[:200],
        importer_name=importer.strip()[:200],
        outside=True,
        source=source.strip(),
        person_id=by.person_id,
        event_id=current_event_id(),
    )
    if imports.lock_number(number).file_id is None:  # else it is here already
        _await(number, participant, due, now)
    return Outcome(
        {"certificate": number, "expected_on": due.isoformat()},
        participant=participant,
        subject=f"certificate:{number}",
    )


@action("shipments.record_slip")
def record_slip(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    certificate: str,
    received_on: dt.date,
    importer: str,
    weight_cct: int,
    number_of_parcels: int,
    signed_by: str,
    document: str = "",
    note: str = "",
) -> Outcome:
    """The import confirmation came back on paper from an authority outside this installation: the exporting authority
    records its minimum contents. The carats leave this ledger. A slip that says less than the certificate needs a
    `note` of what the two authorities wrote to each other, and what is missing is written off with it; one that says
    more is refused: write to that authority first (``shipments.slip_differs``).

    Refuses ``shipments.unknown_certificate``, ``lifecycle.not_now``, and all at once ``shipments.slip_*``.
    """
    row = locked_export(certificate)
    by.require(*CERTIFICATE.roles_of("confirm_by_slip"), participant=row.participant)
    paper = papers.locked(certificate)
    CERTIFICATE.advance(paper.state, "confirm_by_slip")
    slip = Slip(
        number=certificate,
        received_on=received_on,
        importer_name=importer.strip()[:200],
        weight_cct=weight_cct,
        number_of_parcels=number_of_parcels,
        signed_by=signed_by.strip()[:200],
        document=document,
        note=note.strip(),
        person_id=by.person_id,
        at=now,
        event_id=current_event_id(),
    )
    refuse([*_slip_reasons(slip, row, paper, now), *imports.unknown_documents([document] if document else [])])
    slip.save(force_insert=True)
    _leave(slip, (paper.weight_cct - weight_cct) * MCT_PER_CCT, now)
    papers.advance(
        paper,
        "confirm_by_slip",
        person_id=by.person_id,
        now=now,
        leaf_kind="confirmed",
        received_on=received_on.isoformat(),
        signed_by=slip.signed_by,
    )
    papers.stop_clocks(certificate, now=now)
    files.arrived(row, by=by, now=now, settled=True)
    return files.outcome(row, certificate=certificate, confirmed=True)


def _slip_reasons(slip: Slip, row: Shipment, paper: Any, now: dt.datetime) -> Iterator[Refusal]:
    """Everything that stands in the way of what the slip says."""
    issued_on, parcels = paper.issued_at.date(), row.parcels.count()
    if slip.received_on > now.date():
        yield Refusal("shipments.received_in_future", day=slip.received_on)
    if slip.received_on < issued_on:
        yield Refusal("shipments.received_before_issue", issued_on=issued_on, received_on=slip.received_on)
    if not slip.importer_name or not slip.signed_by:
        yield Refusal("shipments.slip_incomplete")
    if _confirms_here(row.destination, now):
        yield Refusal("shipments.slip_of_this_house", destination_country=row.destination)
    differs = slip.weight_cct != paper.weight_cct or slip.number_of_parcels != parcels
    if not 0 <= slip.weight_cct <= paper.weight_cct or (differs and not slip.note):
        figures = {"found_cct": slip.weight_cct, "weight_cct": paper.weight_cct}
        figures |= {"found": slip.number_of_parcels, "certified": parcels}
        yield Refusal("shipments.slip_differs", **figures)


def _leave(slip: Slip, missing_mct: int, now: dt.datetime) -> None:
    """What the slip confirms leaves this ledger; what is missing is written off with its note, the first lots first."""
    for lot in lots.transit_lots(slip.number):
        lost = min(missing_mct, lot.balance_mct)
        missing_mct -= lost
        if lost:
            carats.lose(lot=lot.ref, mct=lost, reason=slip.note, on=slip.received_on, now=now)
        if lot.balance_mct > lost:
            carats.leave(lot=lot.ref, note=slip.importer_name, on=slip.received_on, now=now)


def _confirms_here(participant: str, now: dt.datetime) -> bool:
    """Whether an authority of that participant signs its confirmations in this installation: then no slip is needed."""
    for authority in parties.authorities(participant, now.date()):
        try:
            signing.signer_for(issuer=authority.issuer, purpose="confirmation", on=now)
        except Refusal:
            continue
        return True
    return False


def locked_export(certificate: str) -> Shipment:
    """The export file of a certificate, locked. Refuses ``shipments.unknown_certificate``."""
    found = Shipment.objects.filter(certificate=certificate).first() if certificate else None
    if found is None:
        raise Refusal("shipments.unknown_certificate", number=certificate[:40])
    return files.locked(files.ref_of(found))


def _exporter_name(row: Shipment) -> str:
    return files.operator_party(row.exporter).name if row.exporter else row.authority


def _expected(destination: str, on: dt.date | None, now: dt.datetime) -> dt.date:
    if on is None:
        return arrival.after(now, imports.rule("shipment.expected", destination, now.date())).date()
    if on < now.date():
        raise Refusal("shipments.expected_in_past", day=on)
    if on > now.date() + MAX_EXPECTED:
        raise Refusal("shipments.expected_too_far", day=on)
    return on


def _await(number: str, destination: str, due: dt.date, now: dt.datetime) -> None:
    """The clock of an expected arrival: the day itself and the grace of the dated rule."""
    end = dt.datetime.combine(due, dt.time(), dt.UTC) + dt.timedelta(days=1)
    late = arrival.after(end, imports.rule("shipment.grace", destination, now.date()))
    events.set_deadline(kind=imports.ARRIVAL, subject=f"certificate:{number}", participant=destination, due_at=late)
