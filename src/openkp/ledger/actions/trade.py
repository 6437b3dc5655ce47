"""A sale on a slip, and its reverse."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from openkp.core.ledger import HolderKind, Move, MovementKind
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import chain
from openkp.events.actions import Outcome, action
from openkp.mining import queries as mining
from openkp.mining import steps as slips

from .. import book, chain_facts
from ..book import NewLot
from ..models import Lot, Movement

_RECORD = (Role.BUYER, Role.EXPORTER, Role.FIELD_OFFICER, Role.OFFICER)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)  # ISO 4217


@action("ledger.record_purchase")
def record_purchase(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    seller: str,
    buyer: str,
    draws: Sequence[tuple[str, int]],
    booklet: str,
    slip: int,
    day: dt.date,
    place: str,
    hs: str,
    stones: int,
    price_cents: int,
    currency: str,
    payment_kind: str,
    payment_ref: str = "",
    note: str = "",
) -> Outcome:
    """Enter a sale: from each of the seller's lots its weight, into one new lot of the buyer that keeps every parent.

    `draws` are (lot, milli-carats); `slip` is the number of the slip in `booklet`; `place` the code of a zone or site;
    `price_cents` hundredths of the currency. Refuses with all reasons of `chain.purchase` at once.
    """
    sells, buys = mining.operator_facts(seller), mining.operator_facts(buyer)
    by.require(*_RECORD, participant=buys.participant, operator=buyer)
    where = mining.place_facts(place)
    slips.lock_booklet(booklet)
    lots = book.lock(lot for lot, _ in draws)
    paid: dict[str, Any] = {"stones": stones, "price_cents": price_cents, "payment_kind": payment_kind}
    facts = chain.PurchaseFacts(
        day=day,
        today=now.date(),
        seller=sells,
        buyer=buys,
        draws=book.draw_facts(lots, draws),
        slip=mining.slip_facts(booklet, slip),
        hs=hs,
        payment_ref=payment_ref,
        **paid,
        **_rules(buys.participant, day, places=where.codes, operators=(seller, buyer)),
    )
    refuse([*chain.purchase(facts), *_written_wrong(currency, place, at_home=where.participant == buys.participant)])
    (lot,) = book.post(
        kind=MovementKind.PURCHASE,
        on=day,
        now=now,
        participant=buys.participant,
        new=[NewLot(buys.participant, HolderKind.OPERATOR, buyer, hs)],
        moves=[Move(lots[lot].pk, 0, mct) for lot, mct in draws],
        lots=lots.values(),
        slip_id=slips.use_slip(booklet=booklet, number=slip, now=now),
        place=place,
        currency=currency,
        payment_ref=payment_ref.strip(),
        note=note.strip(),
        **paid,
    )
    return Outcome({"lot": lot}, participant=buys.participant, subject=f"lot:{lot}")


def _written_wrong(currency: str, place: str, *, at_home: bool) -> Iterator[Refusal]:
    if not _CURRENCY.fullmatch(currency):
        yield Refusal("ledger.currency_malformed", currency=currency[:10])
    if not at_home:
        yield Refusal("ledger.place_abroad", place=place)


def _rules(participant: str, day: dt.date, *, places: tuple[str, ...], operators: tuple[str, ...]) -> dict[str, Any]:
    """What the buyer's country rules that day: who may sell to whom, which payments need a document, what is barred."""
    return {
        "pairs": chain_facts.pairs(participant, day),
        "reference_needed_for": chain_facts.reference_needed_for(participant, day),
        "bars": chain_facts.bars(participant, day, places=places, operators=operators),
    }


@action("ledger.return_goods")
def return_goods(*, by: Actor, now: dt.datetime, request_id: str, lot: str, reason: str) -> Outcome:
    """Give bought goods back: the whole lot that a purchase made, untouched, becomes a lot of the seller again.

    The sale stays written, and its slip used; the return is a new fact that names it.
    """
    found = book.lock([lot])[lot]
    by.require(*_RECORD, participant=found.participant, operator=found.holder)
    sale = found.made_by
    if sale.kind != MovementKind.PURCHASE:
        raise Refusal("ledger.not_bought", lot=lot)
    reasons = []
    if found.balance_mct != found.made_mct:
        reasons.append(Refusal("ledger.already_drawn", lot=lot, made_mct=found.made_mct, balance_mct=found.balance_mct))
    if not reason.strip():
        reasons.append(Refusal("ledger.reason_missing"))
    refuse(reasons)
    (back,) = book.post(
        kind=MovementKind.RETURN,
        on=now.date(),
        now=now,
        participant=found.participant,
        new=[NewLot(found.participant, HolderKind.OPERATOR, _seller(sale), found.hs)],
        moves=[Move(found.pk, 0, found.balance_mct)],
        lots=[found],
        corrects_id=sale.pk,
        note=reason.strip(),
    )
    return Outcome({"lot": back}, participant=found.participant, subject=f"lot:{lot}")


def _seller(sale: Movement) -> str:
    """A purchase has one seller, whose lots it drew from."""
    return Lot.objects.filter(given__movement=sale).values_list("holder", flat=True)[:1].get()
