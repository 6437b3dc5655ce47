"""The one place where rows of the ledger are written by acts: lock the lots, ask the rules, post one movement."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from openkp.core import ledger
from openkp.core.ledger import HolderKind, Move, MovementKind
from openkp.core.refusal import Refusal, refuse
from openkp.core.rules.chain import DrawFacts
from openkp.events.actions import current_event_id

from .models import Entry, Lot, Movement

_REF = re.compile(r"L-([A-Z]{2})-([0-9]{6,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot that a movement makes."""

    participant: str
    holder_kind: HolderKind
    holder: str
    hs: str


def ref(participant: str, lot_id: int) -> str:
    """``L-SL-000123``: the participant and the id of the row, so that no counter is fought over."""
    return f"L-{participant}-{lot_id:06d}"


def ref_of(lot: Lot) -> str:
    return ref(lot.participant, lot.pk)


def parse_ref(text: str) -> tuple[str, int] | None:
    """Participant and id of a reference in its one right form; None if it is not one."""
    match = _REF.fullmatch(text)
    if match is None or ref(match[1], int(match[2])) != text:
        return None
    return match[1], int(match[2])


def lock(refs: Iterable[str]) -> dict[str, Lot]:
    """The lots, locked in the order of their ids so that two acts never wait for each other in a circle.

    Refuses every ``ledger.lot_unknown`` at once. On SQLite the transaction itself is the lock.
    """
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    wanted = list(dict.fromkeys(refs))
    ids = {parsed[1] for text in wanted if (parsed := parse_ref(text))}
    rows = Lot.objects.select_for_update(of=("self",)).select_related("made_by").filter(pk__in=ids).order_by("pk")
    found = {ref_of(row): row for row in rows}
    refuse(Refusal("ledger.lot_unknown", lot=text[:40]) for text in wanted if text not in found)
    return found


def draw_facts(lots: Mapping[str, Lot], draws: Iterable[tuple[str, int]]) -> tuple[DrawFacts, ...]:
    """What the rules need to know of what is drawn."""
    return tuple(
        DrawFacts(
            lot=text,
            holder=lots[text].holder,
            participant=lots[text].participant,
            hs=lots[text].hs,
            balance_mct=lots[text].balance_mct,
            mct=mct,
            made_on=lots[text].made_by.on,
        )
        for text, mct in draws
    )


def post(
    *,
    kind: MovementKind,
    on: dt.date,
    now: dt.datetime,
    participant: str,
    new: Sequence[NewLot] = (),
    moves: Sequence[Move],
    lots: Iterable[Lot] = (),
    entering: Mapping[str, int] | None = None,
    **facts: Any,
) -> tuple[str, ...]:
    """Write one movement, the lots that it makes and its entries; answer the references of the new lots.

    `lots` are the locked givers. The triggers move the balances.
    """
    shape = ledger.SHAPES[kind]
    for move in moves:
        allowed = shape.enters if move.source is None else shape.leaves if move.target is None else shape.within
        assert allowed, f"{kind} has no such entry"
    stocks = {lot.pk: ledger.Stock(lot.origins, lot.made_mct, lot.balance_mct) for lot in lots}
    origins = ledger.compose(moves, stocks, len(new), entering=entering)
    movement = Movement(kind=kind, on=on, at=now, participant=participant, event_id=current_event_id(), **facts)
    movement.save(force_insert=True)
    made = Lot.objects.bulk_create(
        Lot(
            participant=lot.participant,
            holder_kind=lot.holder_kind,
            holder=lot.holder,
            hs=lot.hs,
            made_mct=sum(origin.values()),
            origins=origin,
            made_by=movement,
        )
        for lot, origin in zip(new, origins, strict=True)
    )
    Entry.objects.bulk_create(
        Entry(
            movement=movement,
            source_lot_id=move.source,
            target_lot_id=None if move.target is None else made[move.target].pk,
            mct=move.mct,
        )
        for move in moves
    )
    return tuple(ref_of(lot) for lot in made)
