"""From a lot back to the pits: every ancestor with what it gave, one generation a statement.

The walk reads the covering index (target, source, mct) alone, and each lot of it once, so its cost follows the number
of ancestors and not the size of the ledger (benchmarks/trace.py). A recursive query reads the index a second time for
the weights. Between two statements nothing can change: what a lot was made of is written with it, for ever. The origins
of the lot need no walk: they are stored with it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
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


# The ids that are asked for are one value, whatever their number. They come first, and the tables are looked up by key:
# left to themselves, planners would sooner or later read a whole table of the ledger (SQLite after ANALYZE, PostgreSQL
# for a join with `= ANY`).
_FACTS = """
SELECT l.id, l.participant, l.holder_kind, l.holder, l.hs, l.made_mct, l.made_by_id, m.kind, CAST(m."on" AS text),
    m.certificate, m.site_id, m.slip_id
"""
_SITES = "SELECT DISTINCT m.site_id "
_MADE = {
    "sqlite": """FROM json_each(%s) AS wanted CROSS JOIN ledger_lot AS l CROSS JOIN ledger_movement AS m
        WHERE l.id = wanted.value AND m.id = l.made_by_id""",
    "postgresql": """FROM unnest(%s::bigint[]) AS wanted(id) JOIN ledger_lot AS l ON l.id = wanted.id
        JOIN ledger_movement AS m ON m.id = l.made_by_id""",
}
_EDGES = {
    "sqlite": """SELECT e.target_lot_id, e.source_lot_id, e.mct FROM json_each(%s) AS wanted
        CROSS JOIN ledger_entry AS e WHERE e.target_lot_id = wanted.value""",
    "postgresql": """SELECT target_lot_id, source_lot_id, mct FROM ledger_entry
        WHERE target_lot_id = ANY(%s::bigint[])""",
}
_ORIGINS = "SELECT CAST(origins AS text) FROM ledger_lot WHERE id = %s AND participant = %s"
_edge, _node = partial(tuple.__new__, Edge), partial(tuple.__new__, Node)


def trace(lot_ref: str, *, viewer: Actor) -> Trace:
    """Everything a lot was made of. Refuses ``ledger.lot_unknown``.

    Whether the viewer may open this lot at all is for the door to ask (`sees_lot`, or a certificate in hand); what is
    filtered here are names.
    """
    found = ancestry(lot_ref)
    rows = sorted(_read(_FACTS + _MADE[connection.vendor], {found.root, *found.ancestors}))
    sites = mining.site_codes({row[10] for row in rows if row[10] is not None})
    slips = mining.slip_numbers({row[11] for row in rows if row[11] is not None})
    holders = {row[3] for row in rows if row[2] == HolderKind.OPERATOR}
    return Trace(
        root=found.root,
        ref=lot_ref,
        origins=found.origins,
        nodes=tuple([_node(row[:10]) for row in rows]),
        edges=found.edges,
        slips=tuple([SlipRow(row[0], *slips[row[11]]) for row in rows if row[11] is not None]),
        dug_at={row[0]: sites[row[10]] for row in rows if row[10] is not None},
        names=mining.names(holders, viewer=viewer),
    )


def ancestry(lot_ref: str) -> Ancestry:
    """The ancestors of a lot with what each gave, and the lot's origin shares. Refuses ``ledger.lot_unknown``."""
    country, root = _parse(lot_ref)
    with connection.cursor() as cursor:
        cursor.execute(_ORIGINS, [root, country])
        found = cursor.fetchone()
    if found is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref)
    return Ancestry(root, json.loads(found[0]), tuple(map(_edge, _up(root))))


def origin_sites(lot_ref: str) -> tuple[str, ...]:
    """Codes of the sites where any part of the lot was dug, sorted; none for a lot that does not exist."""
    root = _parse(lot_ref)[1]
    lots = {root, *(source for _, source, _ in _up(root))}
    ids = {int(row[0]) for row in _read(_SITES + _MADE[connection.vendor], lots) if row[0] is not None}
    return tuple(sorted(mining.site_codes(ids).values()))


def _up(root: int) -> list[tuple[int, int, int]]:
    """Target, source and weight of every entry above a lot, generation after generation."""
    seen, generation = {root}, {root}
    edges: list[tuple[int, int, int]] = []
    while generation:
        rows = [row for row in _read(_EDGES[connection.vendor], generation) if row[1] is not None]
        edges += rows
        generation = {row[1] for row in rows} - seen
        seen |= generation
    return edges


def _read(statement: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """The rows of those ids. They are handed over as text, `[1,2]` or `{1,2}`."""
    text = ",".join(map(str, sorted(ids)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"[{text}]" if connection.vendor == "sqlite" else f"{{{text}}}"])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _parse(lot_ref: str) -> tuple[str, int]:
    parsed = parse_ref(lot_ref)
    if parsed is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref[:40])
    return parsed
