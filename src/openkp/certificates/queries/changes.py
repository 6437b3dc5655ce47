"""What became of numbers, for anyone, in order: the public log's own entries, said again in words that a machine reads.

The order is that of the log. An act and its leaf are written in one transaction, but ids are not commit-ordered on
PostgreSQL: a reader who goes by them can pass a row that is committed later. The integrator alone gives a leaf its
place, after the act was committed, without gaps; whoever has read to place N has read everything before it, for ever.
The price is that a change appears when the log is published, some seconds after the act.

Nothing is told here that the log does not tell: kind, number, issuer. No weight, no value, no name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openkp.core.leaf import read_leaf
from openkp.transparency import queries as log

from .. import reports

MAX_PAGE = 1000
OF_CERTIFICATES = ("void", "lost", "stolen", "replaced", "returned", "expired-unused", "confirmed", "seized")
KINDS = (*OF_CERTIFICATES, *reports.LEAF_KINDS)


@dataclass(frozen=True, slots=True)
class PublicChange:
    """`place` is the leaf's index in the log: the cursor, and what a proof is asked for. `at` is when the act was
    written."""

    place: int
    kind: str
    number: str
    issuer: str
    at: dt.datetime


def public_changes(*, after: int = -1, limit: int = 100) -> tuple[PublicChange, ...]:
    """Changes after the place `after` (-1: from the beginning), oldest first, among what the log has published."""
    return _told(log.published(kinds=KINDS, after=after, limit=max(1, min(limit, MAX_PAGE))))


def newest_changes(*, limit: int = 100) -> tuple[PublicChange, ...]:
    """The last changes that the log has published, the newest first."""
    return _told(log.newest_published(kinds=KINDS, limit=max(1, min(limit, MAX_PAGE))))


def _told(found: tuple[log.LeafRow, ...]) -> tuple[PublicChange, ...]:
    return tuple(
        PublicChange(row.index, row.kind, row.number, read_leaf(row.data).issuer, row.added_at)
        for row in found
        if row.index is not None
    )
