"""Rows of large worlds, built in memory under the same rules as acts and written by the thousand.

For generators and benchmarks, never for doors: no roles are asked and no event is written here; the caller names the
event that it wrote. Shapes, overdrafts and origins are those of core/ledger, and the triggers of the database still
move every balance.

    book = Book()
    (lot,) = book.post(kind=MovementKind.PRODUCTION, on=day, at=now, participant="SL", event_id=1,
                       new=[NewLot("SL", HolderKind.OPERATOR, "SL-AM-1", "7102.10")],
                       moves=[Move(None, 0, 3200)], entering={"SL:KONO": 3200}, site_id=1, stones=3)
    book.write()
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from openkp.core import ledger
from openkp.core.ledger import Move, MovementKind, Stock
from openkp.core.refusal import Refusal
from openkp.events.rows import insert

from .book import NewLot, ref
from .models import Entry, Lot, Movement

_LOT = ("id", "participant", "holder_kind", "holder", "hs", "made_mct", "balance_mct", "origins", "made_by_id")
_ENTRY = ("id", "movement_id", "source_lot_id", "target_lot_id", "mct")
_FACTS: Mapping[str, Any] = {
    "slip_id": None,
    "site_id": None,
    "declaration_id": None,
    "corrects_id": None,
    "certificate": "",
    "stones": None,
    "price_cents": None,
    "currency": "",
    "payment_kind": "",
    "payment_ref": "",
    "place": "",
    "note": "",
}
_MOVEMENT = ("id", "kind", "on", "at", "participant", "event_id", *_FACTS)

Rows = dict[str, list[tuple[Any, ...]]]


def _no_rows() -> Rows:
    return {"movement": [], "lot": [], "entry": []}


class Book:
    """One writer at a time. Ids go on from the highest that are there; `write` sends what was posted and forgets the
    lots that are empty."""

    def __init__(self) -> None:
        self._stocks: dict[int, tuple[str, Stock]] = {}
        self._rows = _no_rows()
        self._last = {
            name: int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0)
            for name, model in (("movement", Movement), ("lot", Lot), ("entry", Entry))
        }

    def post(
        self,
        *,
        kind: MovementKind,
        on: dt.date,
        at: dt.datetime,
        participant: str,
        event_id: int,
        moves: Sequence[Move],
        new: Sequence[NewLot] = (),
        entering: Mapping[str, int] | None = None,
        **facts: Any,
    ) -> tuple[int, ...]:
        """One movement; answers the ids of its new lots. Refuses ``ledger.overdraft`` and ``ledger.lot_unknown``."""
        shape = ledger.SHAPES[kind]
        taken: dict[int, int] = {}
        for move in moves:
            assert shape.enters if move.source is None else shape.leaves if move.target is None else shape.within
            if move.source is not None:
                taken[move.source] = taken.get(move.source, 0) + move.mct
        stocks = {lot: self.stock(lot) for lot in taken}
        for lot, mct in taken.items():
            if mct > stocks[lot].balance_mct:
                facts_of = {"asked_mct": mct, "balance_mct": stocks[lot].balance_mct}
                raise Refusal("ledger.overdraft", lot=ref(self._stocks[lot][0], lot), **facts_of)
        origins = ledger.compose(moves, stocks, len(new), entering=entering)
        movement = self._next("movement")
        assert not facts.keys() - _FACTS.keys(), "facts of a movement only"
        columns = {**_FACTS, **facts}
        self._rows["movement"].append((movement, str(kind), on, at, participant, event_id, *columns.values()))
        made = tuple(self._add(lot, origin, movement) for lot, origin in zip(new, origins, strict=True))
        for move in moves:
            target = None if move.target is None else made[move.target]
            self._rows["entry"].append((self._next("entry"), movement, move.source, target, move.mct))
        for lot, mct in taken.items():
            country, before = self._stocks[lot]
            self._stocks[lot] = (country, Stock(before.origins, before.made_mct, before.balance_mct - mct))
        return made

    def stock(self, lot: int) -> Stock:
        """What is left of a lot, posted here or read from the database."""
        if lot not in self._stocks:
            row = Lot.objects.filter(pk=lot).first()
            if row is None:
                raise Refusal("ledger.lot_unknown", lot=str(lot))
            self._stocks[lot] = (row.participant, Stock(row.origins, row.made_mct, row.balance_mct))
        return self._stocks[lot][1]

    def balance(self, lot: int) -> int:
        """Milli-carats that are left of a lot."""
        return self.stock(lot).balance_mct

    def take(self) -> Rows:
        """What was posted since the last time, to be written later with what belongs to it."""
        rows, self._rows = self._rows, _no_rows()
        return rows

    def write(self, rows: Rows | None = None) -> None:
        """Write what was posted since the last time, or what was taken, in one transaction (or in the caller's)."""
        rows = self.take() if rows is None else rows
        with transaction.atomic():
            insert("ledger_movement", _MOVEMENT, rows["movement"])
            insert("ledger_lot", _LOT, rows["lot"])
            insert("ledger_entry", _ENTRY, rows["entry"])
        self._stocks = {lot: held for lot, held in self._stocks.items() if held[1].balance_mct}

    def _add(self, lot: NewLot, origins: Mapping[str, int], movement: int) -> int:
        key = self._next("lot")
        made = sum(origins.values())
        told = (lot.participant, str(lot.holder_kind), lot.holder, lot.hs)
        self._rows["lot"].append((key, *told, made, 0, json.dumps(origins), movement))
        self._stocks[key] = (lot.participant, Stock(origins, made, made))
        return key

    def _next(self, name: str) -> int:
        self._last[name] += 1
        return self._last[name]
