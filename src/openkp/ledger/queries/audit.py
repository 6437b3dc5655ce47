"""The promises of the ledger, examined again from its entries alone. Linear in the size of the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from openkp.core import ledger
from openkp.core.ledger import Move, MovementKind, Stock
from openkp.core.problem import Problem

from ..book import ref
from ..models import Entry, Lot, Movement

_BATCH = 5000

# Every lot's balance re-added from its entries by one aggregate.
_BALANCES = """
SELECT l.participant, l.id, l.balance_mct, l.made_mct, COALESCE(i.mct, 0), COALESCE(o.mct, 0)
FROM ledger_lot AS l
LEFT JOIN (SELECT target_lot_id AS lot, SUM(mct) AS mct FROM ledger_entry WHERE target_lot_id IS NOT NULL
           GROUP BY target_lot_id) AS i ON i.lot = l.id
LEFT JOIN (SELECT source_lot_id AS lot, SUM(mct) AS mct FROM ledger_entry WHERE source_lot_id IS NOT NULL
           GROUP BY source_lot_id) AS o ON o.lot = l.id
WHERE l.balance_mct <> COALESCE(i.mct, 0) - COALESCE(o.mct, 0) OR l.made_mct <> COALESCE(i.mct, 0) OR l.balance_mct < 0
"""
# Entries between lots with what the giver had given before: the composition of each lot is computed again from these.
_COMPOSITION = """
SELECT t.id, t.participant, t.origins, e.mct, s.origins, s.made_mct,
    SUM(e.mct) OVER (PARTITION BY e.source_lot_id ORDER BY e.id) - e.mct
FROM ledger_entry AS e JOIN ledger_lot AS s ON s.id = e.source_lot_id
LEFT JOIN ledger_lot AS t ON t.id = e.target_lot_id
ORDER BY t.id
"""
_STRANGERS = """
SELECT l.participant, l.id FROM ledger_entry AS e JOIN ledger_lot AS l ON l.id = e.target_lot_id
WHERE l.made_by_id <> e.movement_id
"""
_EMPTY = """
SELECT m.id, m.kind FROM ledger_movement AS m
WHERE NOT EXISTS (SELECT 1 FROM ledger_entry AS e WHERE e.movement_id = m.id)
"""
_SHAPES = """
SELECT m.id, m.kind, MIN(e.id) FROM ledger_entry AS e JOIN ledger_movement AS m ON m.id = e.movement_id
GROUP BY m.id, m.kind, e.source_lot_id IS NULL, e.target_lot_id IS NULL
HAVING {conditions}
"""
# Who may hold what a movement makes: the same holder where goods are only handled, one seller in a sale.
_HOLDERS = """
SELECT m.id, m.kind FROM ledger_entry AS e JOIN ledger_movement AS m ON m.id = e.movement_id
JOIN ledger_lot AS s ON s.id = e.source_lot_id JOIN ledger_lot AS t ON t.id = e.target_lot_id
WHERE (m.kind IN ('split', 'merge', 'reweigh') AND (s.holder <> t.holder OR t.holder_kind <> 'operator'))
   OR (m.kind = 'purchase' AND (s.holder = t.holder OR s.participant <> t.participant
       OR s.holder_kind <> 'operator' OR t.holder_kind <> 'operator'))
   OR (m.kind = 'export' AND (s.holder_kind = 'transit' OR t.holder_kind <> 'transit' OR t.holder <> m.certificate))
   OR (m.kind IN ('import', 'restore')
       AND (s.holder_kind <> 'transit' OR t.holder_kind = 'transit' OR s.holder <> m.certificate))
   OR (m.kind = 'seizure' AND t.holder_kind <> 'authority')
"""
_SELLERS = """
SELECT m.id FROM ledger_movement AS m JOIN ledger_entry AS e ON e.movement_id = m.id
JOIN ledger_lot AS s ON s.id = e.source_lot_id
WHERE m.kind = 'purchase' GROUP BY m.id HAVING COUNT(DISTINCT s.holder) > 1
"""
_CERTIFIED = """
SELECT l.participant, l.id, l.made_mct FROM ledger_lot AS l WHERE l.holder_kind = 'transit' AND l.made_mct % 10 <> 0
"""
_SLIPS = """
SELECT s.id FROM mining_slip AS s LEFT JOIN ledger_movement AS m ON m.slip_id = s.id
WHERE (s.fate = 'used' AND m.id IS NULL) OR (s.fate <> 'used' AND m.id IS NOT NULL)
"""
_SLIPS_TWICE = "SELECT slip_id FROM ledger_movement WHERE slip_id IS NOT NULL GROUP BY slip_id HAVING COUNT(*) > 1"
_OFFICERS = """
SELECT d.id FROM ledger_movement AS m JOIN ledger_stockdeclaration AS d ON d.id = m.declaration_id
JOIN events_event AS v ON v.id = m.event_id WHERE v.person_id = d.declared_by
"""

# A dispute is about a sale between the two whom it names, and its end was not written by whoever wrote the slip.
_DISPUTES = """
SELECT DISTINCT d.id FROM ledger_slipdispute AS d JOIN ledger_movement AS m ON m.id = d.movement_id
LEFT JOIN ledger_entry AS e ON e.movement_id = m.id
LEFT JOIN ledger_lot AS s ON s.id = e.source_lot_id LEFT JOIN ledger_lot AS t ON t.id = e.target_lot_id
JOIN events_event AS v ON v.id = m.event_id
WHERE m.kind <> 'purchase' OR s.holder <> d.seller OR t.holder <> d.buyer OR d.closed_by = v.person_id
ORDER BY d.id
"""


def problems() -> Iterator[Problem]:
    """Everything that does not hold, with the lot or movement where it does not."""
    for country, lot, balance, made, came, went in _rows(_BALANCES):
        facts = {"balance_mct": balance, "made_mct": made, "in_mct": int(came), "out_mct": int(went)}
        yield Problem("ledger.balance_wrong", f"lot {ref(country, lot)}", {"lot": ref(country, lot), **facts})
    yield from _origins()
    yield from _compositions()
    for country, lot in _rows(_STRANGERS):
        yield Problem("ledger.filled_by_another", f"lot {ref(country, lot)}", {"lot": ref(country, lot)})
    for movement, kind in (*_rows(_EMPTY), *((row[0], row[1]) for row in _rows(_shapes())), *_rows(_HOLDERS)):
        yield _shape(movement, kind)
    for (movement,) in _rows(_SELLERS):
        yield _shape(movement, str(MovementKind.PURCHASE))
    for country, lot, made in _rows(_CERTIFIED):
        yield Problem("ledger.not_hundredths", f"lot {ref(country, lot)}", {"weight_mct": made})
    for (slip,) in (*_rows(_SLIPS), *_rows(_SLIPS_TWICE)):
        yield Problem("ledger.slip_astray", f"slip {slip}", {"slip": str(slip)})
    for (declaration,) in _rows(_OFFICERS):
        yield Problem("ledger.opened_alone", f"declaration {declaration}", {"declaration": str(declaration)})
    for (dispute,) in _rows(_DISPUTES):
        yield Problem("ledger.dispute_astray", f"dispute {dispute}", {"dispute": str(dispute)})


def figures() -> dict[str, int]:
    """How much there is: for `audit`."""
    return {"lots": Lot.objects.count(), "movements": Movement.objects.count(), "entries": Entry.objects.count()}


def _shape(movement: int, kind: str) -> Problem:
    return Problem("ledger.movement_misshapen", f"movement {movement}", {"movement": str(movement), "kind": kind})


def _shapes() -> str:
    """Entries that enter, leave or stay within, where their kind of movement does not."""

    def kinds(side: str) -> str:
        allowed = [kind for kind, shape in ledger.SHAPES.items() if getattr(shape, side)]
        return ", ".join(f"'{kind}'" for kind in allowed)

    source, target = "e.source_lot_id IS NULL", "e.target_lot_id IS NULL"
    return _SHAPES.format(
        conditions=(
            f"({source} AND m.kind NOT IN ({kinds('enters')})) OR ({target} AND m.kind NOT IN ({kinds('leaves')})) "
            f"OR (NOT ({source}) AND NOT ({target}) AND m.kind NOT IN ({kinds('within')}))"
        )
    )


def _origins() -> Iterator[Problem]:
    """Each lot's stored origins add up to what it was made with."""
    each = (
        "(SELECT SUM(value) FROM json_each(l.origins))"
        if connection.vendor == "sqlite"
        else "(SELECT SUM(value::bigint) FROM jsonb_each_text(l.origins))"
    )
    sql = f"SELECT l.participant, l.id, l.made_mct, {each} FROM ledger_lot AS l WHERE l.made_mct <> COALESCE({each}, 0)"  # noqa: S608 - two constants
    for country, lot, made, total in _rows(sql):
        facts = {"lot": ref(country, lot), "made_mct": made, "origins_mct": int(total or 0)}
        yield Problem("ledger.origins_wrong", f"lot {ref(country, lot)}", facts)


def _compositions() -> Iterator[Problem]:
    """Each lot's stored origins are what its parents gave it, computed again."""
    current: tuple[int, str, str] | None = None
    parts: list[dict[str, int]] = []
    for target, country, stored, mct, source, made, before in _rows(_COMPOSITION):
        if target is None:
            continue
        if current is not None and current[0] != target:
            yield from _composed(current, parts)
            parts = []
        current = (target, country, stored)
        origins = json.loads(source)
        if not isinstance(origins, dict) or sum(origins.values()) != made or before + mct > made:
            continue  # told already as a wrong balance or wrong origins of the giver
        (part,) = ledger.compose([Move(0, 0, mct)], {0: Stock(origins, made, made - int(before))}, 1)
        parts.append(part)
    if current is not None:
        yield from _composed(current, parts)


def _composed(lot: tuple[int, str, str], parts: list[dict[str, int]]) -> Iterator[Problem]:
    if json.loads(lot[2]) != ledger.add_up(parts):
        yield Problem("ledger.origins_unfounded", f"lot {ref(lot[1], lot[0])}", {"lot": ref(lot[1], lot[0])})


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a statement, in batches. JSON comes as text from either database."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(_BATCH):
            yield from rows
