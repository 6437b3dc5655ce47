"""What other rooms log inside an action. A leaf waits unnumbered: no lock is shared while certificates are signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from openkp.core.merkle import leaf_hash
from openkp.core.tlog import MAX_ENTRY

_ROWS_A_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class NewLeaf:
    data: bytes
    kind: str
    number: str


def append(data: bytes, *, kind: str, number: str, now: dt.datetime) -> int:
    """Log one entry with the act that is being written; answers the id of its leaf.

    The same bytes are logged once: a repeat answers the leaf that is already there.
    """
    return append_many((NewLeaf(data, kind, number),), now=now)[0]


def append_many(leaves: Sequence[NewLeaf], *, now: dt.datetime) -> tuple[int, ...]:
    """Log many entries; answers the ids of their leaves, in the order given."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    ids: list[int] = []
    for start in range(0, len(leaves), _ROWS_A_STATEMENT):
        ids += _insert(leaves[start : start + _ROWS_A_STATEMENT], now)
    return tuple(ids)


def _insert(leaves: Sequence[NewLeaf], now: dt.datetime) -> list[int]:
    at = connection.ops.adapt_datetimefield_value(now)
    hashes: list[bytes] = []
    values: list[Any] = []
    for leaf in leaves:
        assert 0 < len(leaf.data) <= MAX_ENTRY, "an entry fits in a bundle"
        hashes.append(leaf_hash(leaf.data))
        values += (leaf.data, hashes[-1], leaf.kind, leaf.number, at)
    rows = ", ".join(["(%s, %s, %s, %s, %s)"] * len(leaves))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO transparency_leaf (data, leaf_hash, kind, number, added_at) VALUES {rows} "  # noqa: S608
            "ON CONFLICT (leaf_hash) DO NOTHING RETURNING leaf_hash, id",
            values,
        )
        known = {bytes(found): int(leaf_id) for found, leaf_id in cursor.fetchall()}
        others = [one for one in hashes if one not in known]
        if others:  # logged before, or by another process meanwhile
            marks = ", ".join(["%s"] * len(others))
            cursor.execute(f"SELECT leaf_hash, id FROM transparency_leaf WHERE leaf_hash IN ({marks})", others)  # noqa: S608
            known |= {bytes(found): int(leaf_id) for found, leaf_id in cursor.fetchall()}
    return [known[one] for one in hashes]
