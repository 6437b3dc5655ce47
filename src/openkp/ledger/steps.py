"""What shipments do with lots inside an action: into transit, to the importer, back, into the state's hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from openkp.core.facts import HS_CODES
from openkp.core.ledger import HolderKind, Move, MovementKind, declared_origins, whole_hundredths
from openkp.core.refusal import Refusal, refuse
from openkp.core.rules import chain

from . import book
from .book import Made, NewLot
from .models import Lot


def lock(refs: Iterable[str]) -> None:
    """Lock all the lots that an act will draw from, in one order. Call it once, before the first `to_transit`."""
    book.lock(refs)


def to_transit(
    *,
    draws: Sequence[tuple[str, int]],
    number: str,
    exporter: str,
    hs: str,
    on: dt.date,
    now: dt.datetime,
) -> Made:
    """One certified parcel leaves the exporter's lots for the transit lot of certificate `number`, which is answered.
    `draws` are (lot, milli-carats); together a multiple of 10, the rest stays in stock.

    Refuses all at once: ``ledger.not_holder``, ``ledger.overdraft``, ``ledger.not_hundredths``, ``chain.*``.
    """
    lots = book.lock(lot for lot, _ in draws)
    facts = book.draw_facts(lots, draws)
    total = sum(draw.mct for draw in facts)
    refuse([*chain.draws(facts, holder=exporter, day=on), *chain.line_of(hs, facts), *whole_hundredths(max(total, 0))])
    (made,) = book.write(
        kind=MovementKind.EXPORT,
        on=on,
        now=now,
        participant=facts[0].participant,
        new=[NewLot(facts[0].participant, HolderKind.TRANSIT, number, hs)],
        moves=[Move(lots[draw.lot].pk, 0, draw.mct) for draw in facts],
        lots=lots.values(),
        certificate=number,
    )
    return made


def arrive(*, lot: str, participant: str, operator: str, mct: int, hs: str, on: dt.date, now: dt.datetime) -> str:
    """The importer receives `mct` of a transit lot, at most what is in it; the rest waits there for an explanation.

    `hs` is the line that the importing authority found: a correction is its new fact.
    """
    found = _transit(lot)
    (draw,) = book.draw_facts({lot: found}, [(lot, mct)])
    reasons = [*chain.draws((draw,), holder=found.holder)]
    if hs not in HS_CODES:
        reasons.append(Refusal("chain.hs_unknown", hs=hs))
    refuse(reasons)
    (made,) = book.post(
        kind=MovementKind.IMPORT,
        on=on,
        now=now,
        participant=participant,
        new=[NewLot(participant, HolderKind.OPERATOR, operator, hs)],
        moves=[Move(found.pk, 0, mct)],
        lots=[found],
        certificate=found.holder,
    )
    return made


def arrive_from_outside(
    *,
    number: str,
    participant: str,
    operator: str,
    hs: str,
    mct: int,
    origins: Mapping[str, int],
    on: dt.date,
    now: dt.datetime,
) -> str:
    """Goods on a certificate whose carats another installation keeps enter this ledger, with the origins it states.

    Without `operator` they are in the hands of the participant's authority: seized on arrival.
    """
    reasons = [*declared_origins(origins, mct)]
    if hs not in HS_CODES:
        reasons.append(Refusal("chain.hs_unknown", hs=hs))
    refuse(reasons)
    holder = (HolderKind.OPERATOR, operator) if operator else (HolderKind.AUTHORITY, participant)
    (made,) = book.post(
        kind=MovementKind.IMPORT_OUTSIDE,
        on=on,
        now=now,
        participant=participant,
        new=[NewLot(participant, *holder, hs)],
        moves=[Move(None, 0, mct)],
        entering=dict(sorted(origins.items())),
        certificate=number,
    )
    return made


def leave(*, lot: str, note: str, on: dt.date, now: dt.datetime) -> int:
    """What is in a transit lot has arrived where another installation, or paper, keeps the ledger: it leaves this one.
    Answers the milli-carats that left."""
    found = _transit(lot)
    if found.balance_mct == 0:
        raise Refusal("ledger.nothing_left", lot=lot)
    mct = found.balance_mct
    book.post(
        kind=MovementKind.ABROAD,
        on=on,
        now=now,
        participant=found.participant,
        moves=[Move(found.pk, None, mct)],
        lots=[found],
        certificate=found.holder,
        note=note.strip(),
    )
    return mct


def restore(*, lot: str, reason: str, on: dt.date, now: dt.datetime) -> str:
    """A certificate was void, replaced or returned: what is in its transit lot becomes a lot of the exporter again."""
    found = _transit(lot)
    if found.balance_mct == 0:
        raise Refusal("ledger.nothing_left", lot=lot)
    exporter = Lot.objects.filter(given__target_lot=found).order_by("pk")[:1].get()
    (made,) = book.post(
        kind=MovementKind.RESTORE,
        on=on,
        now=now,
        participant=exporter.participant,
        new=[NewLot(exporter.participant, HolderKind(exporter.holder_kind), exporter.holder, found.hs)],
        moves=[Move(found.pk, 0, found.balance_mct)],
        lots=[found],
        certificate=found.holder,
        note=reason.strip(),
    )
    return made


def seize(*, lots: Sequence[str], participant: str, reason: str, on: dt.date, now: dt.datetime) -> tuple[str, ...]:
    """The whole of each lot, an operator's or in transit, becomes a lot in the hands of `participant`'s authority."""
    found = book.lock(lots)
    reasons = [Refusal("ledger.nothing_left", lot=text) for text, row in found.items() if row.balance_mct == 0]
    if not found:
        reasons.append(Refusal("chain.no_lots"))
    if not reason.strip():
        reasons.append(Refusal("ledger.reason_missing"))
    refuse(reasons)
    return book.post(
        kind=MovementKind.SEIZURE,
        on=on,
        now=now,
        participant=participant,
        new=[NewLot(participant, HolderKind.AUTHORITY, participant, row.hs) for row in found.values()],
        moves=[Move(row.pk, place, row.balance_mct) for place, row in enumerate(found.values())],
        lots=found.values(),
        note=reason.strip(),
    )


def lose(*, lot: str, mct: int, reason: str, on: dt.date, now: dt.datetime) -> None:
    """`mct` of a lot are gone: stolen, lost on the way, or never there when the parcel was opened."""
    found = book.lock([lot])[lot]
    (draw,) = book.draw_facts({lot: found}, [(lot, mct)])
    reasons = [*chain.draws((draw,), holder=found.holder)]
    if not reason.strip():
        reasons.append(Refusal("ledger.reason_missing"))
    refuse(reasons)
    book.post(
        kind=MovementKind.LOSS,
        on=on,
        now=now,
        participant=found.participant,
        moves=[Move(found.pk, None, mct)],
        lots=[found],
        note=reason.strip(),
    )


def _transit(lot: str) -> Lot:
    found = book.lock([lot])[lot]
    if found.holder_kind != HolderKind.TRANSIT:
        raise Refusal("ledger.not_in_transit", lot=lot)
    return found
