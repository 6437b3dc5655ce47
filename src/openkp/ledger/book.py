"""The one place where rows of the ledger are written by acts: lock the lots, ask the rules, post one movement."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, transaction

from openkp.core import ledger
from openkp.core.ledger import HolderKind, Move, MovementKind
from openkp.core.refusal import Refusal, refuse
from openkp.core.rules.chain import DrawFacts
from openkp.events import rows
from openkp.events.actions import current_event_id
from openkp.events.rows import Reader

from .models import Entry, Lot, Movement

_REF = re.compile(r"L-([A-Z]{2})-([0-9]{6,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot that a movement makes."""

    participant: str
    holder_kind: HolderKind
    holder: str
    hs: str


class Made(NamedTuple):
    """A lot that a movement made; `origins` are of its whole weight."""

    ref: str
    mct: int
    origins: Mapping[str, int]


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
    ids = sorted({parsed[1] for text in wanted if (parsed := parse_ref(text))})
    found = {ref_of(row): row for row in _locked(ids)}
    refuse(Refusal("ledger.lot_unknown", lot=text[:40]) for text in wanted if text not in found)
    return found


def _locked(ids: Sequence[int]) -> list[Lot]:
    """Lots with the movements that made them, by hand: this is read in every act, and measured."""
    if not ids:
        return []
    statement = _LOCK.format(columns=f"{_LOT.columns}, {_MADE.columns}", marks=", ".join(["%s"] * len(ids)))
    with connection.cursor() as cursor:
        cursor.execute(statement + (" FOR UPDATE OF l" if connection.features.has_select_for_update_of else ""), ids)
        rows = cursor.fetchall()
    lots = []
    for row in rows:
        lot = _LOT.row(row)
        lot.made_by = _MADE.row(row, _LOT.width)
        lots.append(lot)
    return lots


_LOT, _MADE = Reader(Lot, "l"), Reader(Movement, "m")
_LOCK = """
SELECT {columns} FROM ledger_lot AS l JOIN ledger_movement AS m ON m.id = l.made_by_id
WHERE l.id IN ({marks}) ORDER BY l.id
"""


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


def post(**told: Any) -> tuple[str, ...]:
    """As `write`; answers the references of the new lots alone."""
    return tuple(lot.ref for lot in write(**told))


def write(
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
) -> tuple[Made, ...]:
    """Write one movement, the lots that it makes and its entries; answer the new lots, in the order of `new`.

    `lots` are the locked givers; `facts` further columns of the movement. The triggers move the balances.
    """
    shape = ledger.SHAPES[kind]
    for move in moves:
        allowed = shape.enters if move.source is None else shape.leaves if move.target is None else shape.within
        assert allowed, f"{kind} has no such entry"
    stocks = {lot.pk: ledger.Stock(lot.origins, lot.made_mct, lot.balance_mct) for lot in lots}
    origins = ledger.compose(moves, stocks, len(new), entering=entering)
    told = {"kind": kind, "on": on, "at": now, "participant": participant, "event_id": current_event_id()}
    (movement,) = rows.add(Movement, {**told, **facts})
    made = [_columns(lot, origin, movement) for lot, origin in zip(new, origins, strict=True)]
    keys = rows.add(Lot, *made) if made else []
    entries = [
        {
            "movement_id": movement,
            "source_lot_id": move.source,
            "target_lot_id": None if move.target is None else keys[move.target],
            "mct": move.mct,
        }
        for move in moves
    ]
    rows.add(Entry, *entries)
    return tuple(
        Made(ref(lot["participant"], key), lot["made_mct"], lot["origins"]) for lot, key in zip(made, keys, strict=True)
    )


def _columns(lot: NewLot, origins: Mapping[str, int], movement: int) -> dict[str, Any]:
    return {
        "participant": lot.participant,
        "holder_kind": lot.holder_kind,
        "holder": lot.holder,
        "hs": lot.hs,
        "made_mct": sum(origins.values()),
        "origins": origins,
        "made_by_id": movement,
    }
