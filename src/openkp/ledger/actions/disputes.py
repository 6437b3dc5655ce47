"""A dispute of a slip: opened by the seller whom it names, answered by the buyer, settled by an officer."""

from __future__ import annotations

import datetime as dt

from openkp.core.ledger import MovementKind
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import dispute as rules
from openkp.core.rules.dispute import Side
from openkp.events import queries as events
from openkp.events.actions import Outcome, action, current_event_id
from openkp.parties import queries as parties

from ..models import DisputeAnswer, Movement, SlipDispute

_OPERATORS = (Role.MINER, Role.BUYER, Role.EXPORTER)


@action("ledger.open_dispute")
def open_dispute(
    *, by: Actor, now: dt.datetime, request_id: str, booklet: str, slip: int, complaint: str, statement: str
) -> Outcome:
    """The seller named on a written slip disputes it; its lot goes on, and the dispute is shown with it.

    `complaint`: one of core/rules/dispute.Complaint. Refuses ``ledger.slip_unwritten``,
    ``ledger.dispute_already_open``, ``ledger.complaint_unknown``, ``ledger.statement_missing``.
    """
    rows = Movement.objects.select_for_update(of=("self",))
    sale = rows.filter(slip__booklet__number=booklet, slip__number=slip, kind=str(MovementKind.PURCHASE)).first()
    if sale is None:
        raise Refusal("ledger.slip_unwritten", booklet=booklet[:40], number=str(slip))
    seller, buyer = _sides(sale)
    by.require(*_OPERATORS, participant=sale.participant, operator=seller)
    held = SlipDispute.objects.filter(movement=sale, closed_at__isnull=True).exists()
    refuse(rules.opening(complaint, statement, already_open=held))
    days = int(parties.rule("slip_dispute.answer_days", sale.participant, now.date()).value)
    row = SlipDispute(
        movement=sale,
        participant=sale.participant,
        seller=seller,
        buyer=buyer,
        complaint=complaint,
        statement=statement.strip(),
        opened_at=now,
        opened_by=by.person_id,
        due_at=now + dt.timedelta(days=days),
        event_id=current_event_id(),
    )
    row.save(force_insert=True)
    return _outcome(row)


@action("ledger.answer_dispute")
def answer_dispute(*, by: Actor, now: dt.datetime, request_id: str, dispute: int, text: str) -> Outcome:
    """The buyer answers, or either side says more, until the dispute is settled. Refuses ``ledger.dispute_unknown``,
    ``ledger.dispute_closed``, ``ledger.statement_missing``."""
    row = _locked(dispute)
    sides = {Side.BUYER: row.buyer, Side.SELLER: row.seller}
    held = [side for side, number in sides.items() if by.has(_OPERATORS, participant=row.participant, operator=number)]
    if not held:
        by.require(*_OPERATORS, participant=row.participant, operator=row.buyer)
    refuse(rules.answering(text, closed=row.closed_at is not None))
    answer = DisputeAnswer(
        dispute=row,
        side=str(held[0]),
        person_id=by.person_id,
        at=now,
        text=text.strip(),
        event_id=current_event_id(),
    )
    answer.save(force_insert=True)
    return _outcome(row, side=str(held[0]))


@action("ledger.settle_dispute")
def settle_dispute(
    *, by: Actor, now: dt.datetime, request_id: str, dispute: int, outcome: str, explanation: str
) -> Outcome:
    """An officer who did not write the slip ends the dispute, with the reason. The slip and its lot stay written: what
    follows from a false or wrong slip (a return, a seizure) is an act of its own.

    `outcome`: one of core/rules/dispute.DisputeOutcome. Refuses ``ledger.dispute_unknown``,
    ``ledger.dispute_closed``, ``ledger.dispute_own_slip``, ``ledger.dispute_outcome_unknown``,
    ``ledger.buyer_not_heard``, ``ledger.reason_missing``.
    """
    row = _locked(dispute)
    by.require(Role.FIELD_OFFICER, Role.OFFICER, participant=row.participant)
    facts = rules.SettlingFacts(
        outcome=outcome,
        explanation=explanation,
        closed=row.closed_at is not None,
        heard=row.answers.filter(side=str(Side.BUYER)).exists(),
        due=row.due_at,
        now=now,
        settles=by.person_id,
        written_by=events.person_of(Movement.objects.values_list("event_id", flat=True).get(pk=row.movement_id)),
    )
    refuse(rules.settling(facts))
    SlipDispute.objects.filter(pk=row.pk).update(
        closed_at=now, closed_by=by.person_id, outcome=outcome, explanation=explanation.strip()
    )
    return _outcome(row, outcome=outcome)


def _locked(dispute: int) -> SlipDispute:
    row = SlipDispute.objects.select_for_update().filter(pk=dispute).first() if 0 < dispute < 2**63 else None
    if row is None:
        raise Refusal("ledger.dispute_unknown", dispute=str(dispute)[:20])
    return row


def _sides(sale: Movement) -> tuple[str, str]:
    """(seller, buyer) of a purchase: one seller, one new lot."""
    entry = sale.entries.select_related("source_lot", "target_lot").order_by("pk")[0]
    assert entry.source_lot is not None and entry.target_lot is not None, "a purchase goes from a lot to a lot"
    return entry.source_lot.holder, entry.target_lot.holder


def _outcome(row: SlipDispute, **told: str) -> Outcome:
    subject = f"slip:{row.movement_id}"
    return Outcome({"dispute": row.pk, **told}, participant=row.participant, subject=subject)
