"""From a lot back to the pits: every ancestor with what it gave, in one recursive query on either database.

The walk reads the covering index (target, source, mct) alone, so its cost follows the number of ancestors and not the
size of the ledger (benchmarks/trace.py). The origins of the lot need no walk: they are stored with it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
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
    """A lot of the trace. A tuple, made by the thousand: weights in milli-carats, `kind` and `on` of what made it."""

    id: int
    participant: str
    holder_kind: str
    holder: str
    hs: str
    made_mct: int
    kind: str
    on: dt.date
    movement: int
    certificate: str

    @property
    def ref(self) -> str:
        return ref(self.participant, self.id)


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


# One statement, two kinds of rows: first each lot once, then each entry between two of them (its certificate column
# is empty, its first column the negated target). The walk is materialised: it runs once for both.
_TRACE = """
WITH RECURSIVE up(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT e.source_lot_id FROM up JOIN ledger_entry AS e ON e.target_lot_id = up.id
    WHERE e.source_lot_id IS NOT NULL
), seen AS MATERIALIZED (SELECT id FROM up)
SELECT l.id, l.participant, l.holder_kind, l.holder, l.hs, l.made_mct, m.kind, m."on", m.id, m.certificate,
    m.site_id, m.slip_id, CASE WHEN l.id = %s THEN CAST(l.origins AS text) END
FROM seen JOIN ledger_lot AS l ON l.id = seen.id JOIN ledger_movement AS m ON m.id = l.made_by_id
UNION ALL
SELECT -e.target_lot_id, NULL, NULL, NULL, NULL, e.mct, NULL, NULL, e.source_lot_id, NULL, NULL, NULL, NULL
FROM seen JOIN ledger_entry AS e ON e.target_lot_id = seen.id WHERE e.source_lot_id IS NOT NULL
"""


def trace(lot_ref: str, *, viewer: Actor) -> Trace:
    """Everything a lot was made of. Refuses ``ledger.lot_unknown``.

    Whether the viewer may open this lot at all is for the door to ask (`sees_lot`, or a certificate in hand); what is
    filtered here are names.
    """
    parsed = parse_ref(lot_ref)
    if parsed is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref[:40])
    root = parsed[1]
    with connection.cursor() as cursor:
        cursor.execute(_TRACE, [root, root])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    found = [row for row in rows if row[0] > 0]
    edges = [Edge(-row[0], row[8], row[5]) for row in rows if row[0] < 0]
    nodes = sorted(Node._make((*row[:7], _day(row[7]), row[8], row[9])) for row in found)
    origins = next((row[12] for row in found if row[0] == root), None)
    if origins is None or not any(node.id == root and node.participant == parsed[0] for node in nodes):
        raise Refusal("ledger.lot_unknown", lot=lot_ref)
    sites = mining.site_codes({row[10] for row in found if row[10] is not None})
    slips = mining.slip_numbers({row[11] for row in found if row[11] is not None})
    holders = {node.holder for node in nodes if node.holder_kind == HolderKind.OPERATOR}
    return Trace(
        root=root,
        ref=lot_ref,
        origins=json.loads(origins),
        nodes=tuple(nodes),
        edges=tuple(edges),
        slips=tuple(SlipRow(row[0], *slips[row[11]]) for row in found if row[11] is not None),
        dug_at={row[0]: sites[row[10]] for row in found if row[10] is not None},
        names=mining.names(holders, viewer=viewer),
    )


_SITES = """
WITH RECURSIVE up(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT e.source_lot_id FROM up JOIN ledger_entry AS e ON e.target_lot_id = up.id
    WHERE e.source_lot_id IS NOT NULL
)
SELECT DISTINCT m.site_id FROM up JOIN ledger_lot AS l ON l.id = up.id JOIN ledger_movement AS m ON m.id = l.made_by_id
WHERE m.site_id IS NOT NULL
"""


def origin_sites(lot_ref: str) -> tuple[str, ...]:
    """Codes of the sites where any part of the lot was dug, sorted."""
    parsed = parse_ref(lot_ref)
    if parsed is None:
        raise Refusal("ledger.lot_unknown", lot=lot_ref[:40])
    with connection.cursor() as cursor:
        cursor.execute(_SITES, [parsed[1]])
        ids = {int(row[0]) for row in cursor.fetchall()}
    return tuple(sorted(mining.site_codes(ids).values()))


def _day(value: dt.date | str) -> dt.date:
    """SQLite answers a raw query with text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
