"""From a lot back to the pits: every ancestor with what it gave, in one recursive query on either database.

The walk reads the covering index (target, source, mct) alone, so its cost follows the number of ancestors and not the
size of the ledger (benchmarks/trace.py). The origins of the lot need no walk: they are stored with it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from openkp.core import ledger
from openkp.core.ledger import HolderKind
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.mining import queries as mining

from ..book import parse_ref, ref


class Node(NamedTuple):
    """A lot of the trace. A tuple, for it is made by the thousand: weights in milli-carats, `kind` and `on` (ISO 8601)
    of the movement that made it."""

    id: int
    participant: str
    holder_kind: str
    holder: str
    hs: str
    made_mct: int
    movement: int
    kind: str
    on: str
    certificate: str

    @property
    def ref(self) -> str:
        return ref(self.participant, self.id)

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.on)


class Edge(NamedTuple):
    """`mct` of the lot `source` went into the lot `target` (ids of nodes)."""

    target: int
    source: int
    mct: int


class SlipRow(NamedTuple):
    """The slip of the purchase that made the lot `lot`."""

    lot: int
    booklet: str
    number: int


@dataclass(frozen=True, slots=True)
class Trace:
    """`nodes` in the order of ids, the lot itself among them (`root`); `sites` are those where carats were dug, with
    their codes; `names` holds only the operators that this viewer may see by name: others stay numbers."""

    root: int
    ref: str
    origins: Mapping[str, int]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    slips: tuple[SlipRow, ...]
    dug_at: Mapping[int, str]  # lot -> code of the site
    names: Mapping[str, str]

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.dug_at.values())))

    @property
    def countries(self) -> tuple[str, ...]:
        return ledger.countries(self.origins)


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The bare bones of a trace: ids and weights, for sums and checks over many lots."""

    root: int
    origins: Mapping[str, int]
    edges: tuple[Edge, ...]

    @property
    def ancestors(self) -> frozenset[int]:
        return frozenset(edge.source for edge in self.edges)


# LEFT JOIN where an inner join would do: for an inner join SQLite may first read the whole of ledger_entry to build a
# Bloom filter (seen after ANALYZE), and the cost would follow the size of the ledger. A lot that nothing went into
# gives one null, which joins nothing.
_UP = """
WITH RECURSIVE up(id) AS (
    SELECT CAST(%s AS bigint)
    UNION SELECT e.source_lot_id FROM up LEFT JOIN ledger_entry AS e ON e.target_lot_id = up.id
)"""
_FACTS = """
SELECT l.id, l.participant, l.holder_kind, l.holder, l.hs, l.made_mct, l.made_by_id, m.kind, CAST(m."on" AS text),
    m.certificate, m.site_id, m.slip_id,
    (SELECT {join} FROM ledger_entry AS e WHERE e.target_lot_id = up.id AND e.source_lot_id IS NOT NULL),
    CASE WHEN l.id = %s THEN CAST(l.origins AS text) END
FROM up LEFT JOIN ledger_lot AS l ON l.id = up.id LEFT JOIN ledger_movement AS m ON m.id = l.made_by_id
WHERE up.id IS NOT NULL
"""
_JOIN = {
    "sqlite": "GROUP_CONCAT(e.source_lot_id || ' ' || e.mct)",
    "postgresql": "STRING_AGG(e.source_lot_id || ' ' || e.mct, ',')",
}
_EDGES = """
SELECT e.target_lot_id, e.source_lot_id, e.mct
FROM up LEFT JOIN ledger_entry AS e ON e.target_lot_id = up.id
"""
_DUG = """
SELECT DISTINCT m.site_id FROM up LEFT JOIN ledger_lot AS l ON l.id = up.id
LEFT JOIN ledger_movement AS m ON m.id = l.made_by_id
"""


def trace(lot_ref: str, *, viewer: Actor) -> Trace:
    """Everything a lot was made of. Refuses ``ledger.lot_unknown``.

    Whether the viewer may open this lot at all is for the door to ask (`sees_lot`, or a certificate in hand); what is
    filtered here are names.
    """
    country, root = _parse(lot_ref)
    with connection.cursor() as cursor:
        cursor.execute(statement(connection.vendor), [root, root])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    origins = next((row[13] for row in rows if row[0] == root and row[1] == country), None)
    if origins is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref)
    nodes = sorted(Node._make(row[:10]) for row in rows)
    sites = mining.site_codes({row[10] for row in rows if row[10] is not None})
    slips = mining.slip_numbers({row[11] for row in rows if row[11] is not None})
    holders = {node.holder for node in nodes if node.holder_kind == HolderKind.OPERATOR}
    return Trace(
        root=root,
        ref=lot_ref,
        origins=json.loads(origins),
        nodes=tuple(nodes),
        edges=tuple(_edges(rows)),
        slips=tuple(SlipRow(row[0], *slips[row[11]]) for row in rows if row[11] is not None),
        dug_at={row[0]: sites[row[10]] for row in rows if row[10] is not None},
        names=mining.names(holders, viewer=viewer),
    )


def statement(vendor: str) -> str:
    """The one query of `trace`, in the dialect of the database."""
    return _UP + _FACTS.format(join=_JOIN[vendor])


def ancestry(lot_ref: str) -> Ancestry:
    """The ancestors of a lot with what each gave, and the lot's origin shares. Refuses ``ledger.lot_unknown``."""
    country, root = _parse(lot_ref)
    with connection.cursor() as cursor:
        cursor.execute(_UP + _EDGES, [root])
        rows = cursor.fetchall()
        cursor.execute(
            "SELECT CAST(origins AS text) FROM ledger_lot WHERE id = %s AND participant = %s", [root, country]
        )
        found = cursor.fetchone()
    if found is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref)
    return Ancestry(root, json.loads(found[0]), tuple(Edge._make(row) for row in rows if row[1] is not None))


def origin_sites(lot_ref: str) -> tuple[str, ...]:
    """Codes of the sites where any part of the lot was dug, sorted; none for a lot that does not exist."""
    with connection.cursor() as cursor:
        cursor.execute(_UP + _DUG, [_parse(lot_ref)[1]])
        ids = {int(row[0]) for row in cursor.fetchall() if row[0] is not None}
    return tuple(sorted(mining.site_codes(ids).values()))


def _parse(lot_ref: str) -> tuple[str, int]:
    parsed = parse_ref(lot_ref)
    if parsed is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref[:40])
    return parsed


def _edges(rows: list[tuple[Any, ...]]) -> Iterator[Edge]:
    for row in rows:
        if row[12]:
            for pair in row[12].split(","):
                source, _, mct = pair.partition(" ")
                yield Edge(row[0], int(source), int(mct))
