"""Reads of the log. A proof is made from the published tiles, for the published checkpoint: what anyone can fetch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from openkp.core import tlog
from openkp.core.merkle import inclusion_proof, verify_inclusion
from openkp.core.refusal import Damage
from openkp.core.tlog import LogProof

from . import publication
from .models import Checkpoint, Leaf

_IDS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class LeafRow:
    """`index` is None until the leaf is numbered."""

    id: int
    data: bytes
    leaf_hash: bytes
    kind: str
    number: str
    added_at: dt.datetime
    index: int | None


def log_dir() -> Path:
    """The folder of the published log of this installation."""
    return Path(settings.OPENKP_HOME) / "log"


def anchor_path() -> Path:
    """The last published checkpoint, kept apart."""
    return Path(settings.OPENKP_HOME) / "anchor" / "checkpoint"


def leaf(leaf_id: int) -> LeafRow | None:
    row = Leaf.objects.filter(pk=leaf_id).first()
    return None if row is None else _row(row)


def leaf_data(leaf_ids: Iterable[int]) -> dict[int, bytes]:
    """The logged bytes of many leaves, by id; those that do not exist are left out."""
    wanted = sorted(set(leaf_ids))
    out: dict[int, bytes] = {}
    for start in range(0, len(wanted), _IDS_A_QUERY):
        rows = Leaf.objects.filter(pk__in=wanted[start : start + _IDS_A_QUERY]).values_list("pk", "data")
        out |= {leaf_id: bytes(data) for leaf_id, data in rows}
    return out


def latest_checkpoint() -> tlog.Checkpoint | None:
    """The published checkpoint; None before the first."""
    return publication.published(log_dir())


def pending_count() -> int:
    """Leaves that the published checkpoint does not cover yet."""
    head = latest_checkpoint()
    return Leaf.objects.filter(index__isnull=True).count() + (
        Leaf.objects.filter(index__gte=head.size if head else 0).count()
    )


def proof(leaf_id: int) -> LogProof | None:
    """The proof that a leaf is in the published log; None while it is being sealed."""
    return proofs([leaf_id]).get(leaf_id)


def proofs(leaf_ids: Iterable[int]) -> dict[int, LogProof]:
    """The proofs of many leaves under one checkpoint, by id; those still being sealed are left out.

    Each proof is checked before it is handed out. Raises Damage if the tiles do not lead to the checkpoint.
    """
    return dict(iter_proofs(leaf_ids))


def iter_proofs(leaf_ids: Iterable[int]) -> Iterator[tuple[int, LogProof]]:
    """Like `proofs`, one after the other in the order of the log."""
    head = latest_checkpoint()
    if head is None:
        return
    wanted = sorted(set(leaf_ids))
    places: list[tuple[int, int, bytes]] = []
    for start in range(0, len(wanted), _IDS_A_QUERY):
        rows = Leaf.objects.filter(pk__in=wanted[start : start + _IDS_A_QUERY], index__lt=head.size)
        places += rows.values_list("index", "pk", "leaf_hash")  # type: ignore[arg-type]  # numbered, by the filter
    nodes = publication.nodes(log_dir(), head.size)
    for index, leaf_id, leaf_hash in sorted(places):
        with publication.spoilt_is_damage(log_dir()):
            hashes = inclusion_proof(index, head.size, nodes)
        if not verify_inclusion(index, head.size, bytes(leaf_hash), hashes, head.root):
            raise Damage(f"the tiles do not lead from leaf {index} to the checkpoint of {head.size}")
        yield leaf_id, LogProof(index, hashes, head.note)


def count() -> int:
    """Leaves logged, numbered or not."""
    return Leaf.objects.count()


def count_of(kind: str) -> int:
    """How many leaves of one kind there are."""
    return Leaf.objects.filter(kind=kind).count()


def published(*, kinds: Iterable[str], after: int, limit: int) -> tuple[LeafRow, ...]:
    """Leaves of these kinds after the place `after`, in the order of the log, that the published checkpoint covers."""
    head = latest_checkpoint()
    rows = Leaf.objects.filter(index__gt=after, index__lt=head.size if head else 0, kind__in=tuple(kinds))
    return tuple(_row(row) for row in rows.order_by("index")[:limit])


def newest_published(*, kinds: Iterable[str], limit: int) -> tuple[LeafRow, ...]:
    """The last leaves of these kinds that the published checkpoint covers, the newest first."""
    head = latest_checkpoint()
    rows = Leaf.objects.filter(index__lt=head.size if head else 0, kind__in=tuple(kinds))
    return tuple(_row(row) for row in rows.order_by("-index")[:limit])


def checkpoint_count() -> int:
    """Heads signed so far."""
    return Checkpoint.objects.count()


def newest_head_at() -> dt.datetime | None:
    """When the newest head was signed."""
    return Checkpoint.objects.order_by("-size").values_list("at", flat=True).first()


def _row(row: Leaf) -> LeafRow:
    return LeafRow(row.pk, bytes(row.data), bytes(row.leaf_hash), row.kind, row.number, row.added_at, row.index)
