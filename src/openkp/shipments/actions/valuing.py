"""Valuations in ignorance of each other, and the levies that follow from the one that counts. domain.md 6.2."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openkp.core.lifecycle import SHIPMENT, ShipmentState
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import levy, valuation
from openkp.core.rules.valuation import Opinion, Panel, Seat
from openkp.events.actions import Outcome, action
from openkp.parties import queries as parties

from .. import files, paper
from ..models import Levy, Shipment, Valuation


@action("shipments.value")
def value(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    shipment: str,
    seat: str,
    values: dict[str, int],
    special: Sequence[str] = (),
) -> Outcome:
    """Give a valuer's sheet: parcel reference -> US cents. `special` names the parcels that the state's valuer calls
    special stones. The last sheet of the panel decides the value, computes the levies and moves the file on.

    Refuses all at once: ``valuation.*``; ``lifecycle.not_now``.
    """
    row = files.locked(shipment)
    SHIPMENT.advance(row.state, "value")
    if seat not in set(Seat):
        raise Refusal("valuation.no_such_seat", seat=seat[:20])
    rule = valuation.panel(parties.rule("valuation", row.participant, row.submitted_at.date()).value)
    opinion = Opinion(Seat(seat), by.person_id, values)
    _require_seat(by, row, opinion.seat, rule)
    given = [(Seat(one), person) for one, person in row.valuations.values_list("seat", "person_id")]
    parcels = list(row.parcels.order_by("position"))
    references = {parcel.reference for parcel in parcels}
    reasons = [*valuation.sheet(opinion, panel=rule, parcels=references, given=given)]
    reasons += [Refusal("valuation.parcel_unknown", parcel=str(one)[:80]) for one in special if one not in references]
    refuse(reasons)
    Valuation.objects.create(
        shipment=row,
        seat=seat,
        person_id=by.person_id,
        values=values,
        special=list(special) if opinion.seat is Seat.STATE else [],
        at=now,
    )
    if valuation.complete(rule, [opinion.seat, *(one for one, _ in given)]):
        _decide(row, by, now)
    return files.outcome(row)


@action("shipments.pay_levy")
def pay_levy(*, by: Actor, now: dt.datetime, request_id: str, shipment: str, levy: str, bank_reference: str) -> Outcome:
    """Record that a levy was paid through a bank. The last one moves the file on."""
    row = files.locked(shipment)
    by.require(Role.OFFICER, participant=row.participant)
    SHIPMENT.advance(row.state, "levy")
    if not bank_reference.strip():
        raise Refusal("shipments.bank_reference_missing")
    due = row.levies.filter(code=levy).first()
    if due is None:
        raise Refusal("shipments.levy_unknown", levy=levy[:40])
    if not Levy.objects.filter(pk=due.pk, paid_at__isnull=True).update(paid_at=now, paid_ref=bank_reference.strip()):
        raise Refusal("shipments.levy_paid", levy=levy)
    if not row.levies.filter(paid_at__isnull=True).exists():
        files.advance(row, "levy", by=by, now=now)
    return files.outcome(row, levy=levy)


def _require_seat(by: Actor, row: Shipment, seat: Seat, rule: Panel) -> None:
    """Who may sit where. Where the authority alone values, one of its officers may hold its seat."""
    if seat is Seat.EXPORTER:
        if not row.exporter:
            raise Refusal("valuation.no_such_seat", seat=str(seat))
        by.require(Role.EXPORTER, Role.AGENT, participant=row.participant, operator=row.exporter)
    elif seat is Seat.INDEPENDENT:
        by.require(Role.INDEPENDENT_VALUER, participant=row.participant)
    elif len(rule.seats) == 1:
        by.require(Role.VALUER, Role.OFFICER, participant=row.participant)
    else:
        by.require(Role.VALUER, participant=row.participant)


def _decide(row: Shipment, by: Actor, now: dt.datetime) -> None:
    """The value that counts, and what is owed on it; a shipment that owes nothing goes on at once."""
    seat, values = paper.values(row)
    told = parties.rule("levies", row.participant, now.date())
    special = {one for sheet in row.valuations.all() for one in sheet.special}
    lines = [
        levy.Line(parcel.reference, parcel.hs, values[parcel.reference], parcel.stones, parcel.reference in special)
        for parcel in row.parcels.order_by("position")
    ]
    dues = levy.dues(levy.levy_rules(told.value), lines, kind=row.kind)
    Levy.objects.bulk_create(
        Levy(
            shipment=row,
            code=due.code,
            base_usd_cents=due.base_cents,
            rate_ppm=due.rate_ppm,
            amount_usd_cents=due.amount_cents,
            basis=told.basis,
        )
        for due in dues
    )
    files.advance(row, "value", by=by, now=now, value_seat=seat, values=values)
    if not dues:
        files.advance(row, "levy", by=by, now=now)
    assert row.state in (ShipmentState.VALUED, ShipmentState.LEVIED)
