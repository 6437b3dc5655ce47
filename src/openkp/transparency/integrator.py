"""The one integrator: numbers the waiting leaves, decides a head in one transaction, then carries the decision out.

The decision (numbers, root, signed note) is one commit. What follows goes in the order tiles, anchor, checkpoint, and
through the same function after a cut as without one. So at any moment published <= anchor <= decided, and whatever may
have been seen outside is never contradicted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from openkp.core import tlog
from openkp.core.merkle import HASH_SIZE, Tree, leaf_hash
from openkp.core.refusal import Damage, Refusal
from openkp.core.tlog import TILE_WIDTH, VerifierKey, read_checkpoint
from openkp.events import faults

from . import publication
from .models import Checkpoint, Leaf

BATCH = 64 * TILE_WIDTH  # leaves decided at once: bounds memory, and how long SQLite makes others wait
LOCK_FILE = "integrator.lock"
_ADVISORY_LOCK = 0x6F70656E6B706C67  # "openkplg"
# The ids are given to the statement: PostgreSQL, which cannot guess how many leaves wait, would else read them all.
_WAITING = {
    "postgresql": "SELECT leaf_id, place - 1 AS place FROM unnest(%s::bigint[]) WITH ORDINALITY AS t (leaf_id, place)",
    "sqlite": "SELECT value AS leaf_id, key AS place FROM json_each(%s)",
}
_NUMBER = """
UPDATE transparency_leaf SET "index" = waiting.place + %s FROM ({waiting}) AS waiting
WHERE transparency_leaf.id = waiting.leaf_id AND +"index" IS NULL RETURNING "index", data, leaf_hash
"""  # the plus keeps SQLite from starting at the leaves without a number: it would read the list once for each of them


@dataclass(frozen=True, slots=True)
class _Head:
    """A decided head. `entries`: those from leaf `first` on, with their hashes; older ones are in the database."""

    size: int
    root: bytes
    note: str
    first: int
    entries: list[tuple[bytes, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Files:
    log_dir: Path
    anchor_path: Path
    policy: str


def integrate(
    *,
    now: dt.datetime,
    sign: Callable[[bytes], bytes],
    public_key: bytes,
    origin: str,
    log_dir: Path,
    anchor_path: Path,
    batch: int = BATCH,
) -> tlog.Checkpoint | None:
    """Bring the published log up to date with the leaves; answers the newest checkpoint if one was published.

    `sign` makes the 64 bytes of Ed25519 that `public_key` checks; `origin` is the name of the log and of its key. Only
    one runs at a time, others wait. The first call publishes even an empty log. Raises Damage rather than fork: if the
    anchor or the published checkpoint is not what the database decided, or a file is not what the leaves make it.
    """
    key = VerifierKey(origin, public_key)
    files = _Files(log_dir, anchor_path, tlog.Policy(logs=(key,)).to_text())
    newest: _Head | None = None
    with alone(anchor_path):
        last = _last_head()
        shown = _shown_size(files, last)
        if last is not None and shown != last.size:
            _carry_out(files, shown, last)
            newest = last
        while (head := _decide(now, sign, key, batch)) is not None:
            _carry_out(files, last.size if last else 0, head)
            newest = last = head
            if len(head.entries) < batch:  # what was added meanwhile rings again
                break
    return None if newest is None else read_checkpoint(newest.note)


def rebuild(*, public_key: bytes, origin: str, log_dir: Path, anchor_path: Path) -> int | None:
    """Publish the newest head that was decided already; no key is needed, nothing new is signed. After a restore: the
    whole log is made again from the leaves. Answers its size; None if there is no head. Raises Damage as `integrate`.
    """
    files = _Files(log_dir, anchor_path, tlog.Policy(logs=(VerifierKey(origin, public_key),)).to_text())
    with alone(anchor_path):
        last = _last_head()
        shown = _shown_size(files, last)
        if last is None:
            return None
        if shown != last.size:
            _carry_out(files, shown, last)
        return last.size


def _decide(now: dt.datetime, sign: Callable[[bytes], bytes], key: VerifierKey, batch: int) -> _Head | None:
    """Number waiting leaves and sign the head that they make, in one transaction; None if nothing waits."""
    with transaction.atomic(durable=True):
        last = Checkpoint.objects.order_by("-size").first()
        tree = _tree(last, key.name)
        first = tree.size
        numbered = Leaf.objects.aggregate(last=Max("index"))["last"]
        if first != (0 if numbered is None else numbered + 1):
            raise Damage(f"{first} leaves were signed, but the last number given is {numbered}")
        entries = _number(tree, batch)
        if not entries and last is not None:
            return None
        root = tree.root()
        note = tlog.sign_checkpoint(key=key, size=tree.size, root=root, sign=sign).note
        Checkpoint.objects.create(size=tree.size, root=root, edge=b"".join(tree.edge), note=note, at=now)
        faults.point("log.numbered")
    faults.point("log.decided")
    return _Head(tree.size, root, note, first, entries)


def _tree(last: Checkpoint | None, origin: str) -> Tree:
    """The right edge of the last decided tree."""
    if last is None:
        return Tree()
    edge = bytes(last.edge)
    hashes = [edge[at : at + HASH_SIZE] for at in range(0, len(edge), HASH_SIZE)]
    if len(hashes) != last.size.bit_count() or Tree(last.size, hashes).root() != bytes(last.root):
        raise Damage(f"the edge kept at {last.size} leaves does not lead to the root that was signed")
    if read_checkpoint(last.note).origin != origin:
        raise Damage(f"the log was begun under another name than {origin}")
    return Tree(last.size, hashes)


def _number(tree: Tree, batch: int) -> list[tuple[bytes, bytes]]:
    """Give the next numbers to at most `batch` waiting leaves, in the order of their ids; grows `tree` by them."""
    ids = list(Leaf.objects.filter(index__isnull=True).order_by("id").values_list("id", flat=True)[:batch])
    if not ids:
        return []
    with connection.cursor() as cursor:
        statement = _NUMBER.format(waiting=_WAITING[connection.vendor])
        cursor.execute(statement, [tree.size, ids if connection.vendor == "postgresql" else json.dumps(ids)])
        rows = sorted(cursor.fetchall())
    entries: list[tuple[bytes, bytes]] = []
    for expected, (index, data, kept) in enumerate(rows, tree.size):
        entry = bytes(data)
        found = leaf_hash(entry)
        if index != expected or found != bytes(kept):
            raise Damage(f"leaf {index} is not what was logged")
        entries.append((entry, found))
    tree.extend(found for _, found in entries)
    return entries


def _carry_out(files: _Files, old_size: int | None, head: _Head) -> None:
    """Write the tiles of a decided head, then publish it. `old_size` None: no log is there, make all of it again."""
    steps = _sizes_to_serve() if old_size is None else [(head.size, head.root)]
    at = old_size or 0
    for size, root in steps:
        publication.grow(
            files.log_dir, old_size=at, new_size=size, root=root, leaves=lambda start, end: _entries(head, start, end)
        )
        at = size
    publication.publish(head.note, log_dir=files.log_dir, anchor_path=files.anchor_path, policy=files.policy)


def _entries(head: _Head, start: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Entries ``[start, end)`` with their hashes: those at hand from memory, older ones from the database."""
    if start < head.first:
        rows = Leaf.objects.filter(index__gte=start, index__lt=min(end, head.first)).order_by("index")
        for index, data in enumerate(rows.values_list("index", "data").iterator(chunk_size=2000), start):
            if data[0] != index:
                raise Damage(f"leaf {index} is missing")
            entry = bytes(data[1])
            yield entry, leaf_hash(entry)
    yield from head.entries[max(start - head.first, 0) : max(end - head.first, 0)]


def _sizes_to_serve() -> list[tuple[int, bytes]]:
    """Decided heads whose partial tiles are still to be served (C2SP tlog-tiles, "Partial Tiles"), oldest first, the
    last one included: one for each width that a tile still partial has had. With their roots."""
    heads = list(Checkpoint.objects.order_by("-size").values_list("size", "root")[:1])
    last = heads[0][0]
    for level in range(8):
        width = 8 * level
        if not last >> width:
            break
        start = last >> width >> 8 << 8 << width  # where the partial tile of this level begins
        seen = {size >> width for size, _ in heads}
        for size, root in Checkpoint.objects.filter(size__gt=start).order_by("-size").values_list("size", "root"):
            if size >> width not in seen:
                seen.add(size >> width)
                heads.append((size, root))
    return sorted((size, bytes(root)) for size, root in heads)


def _last_head() -> _Head | None:
    row = Checkpoint.objects.order_by("-size").first()
    return None if row is None else _Head(row.size, bytes(row.root), row.note, row.size)


def _shown_size(files: _Files, last: _Head | None) -> int | None:
    """The size that the log shows, None if it shows none, after comparing all that may have been seen outside with
    what the database decided. Raises Damage where they part: the database is older, or another one."""
    newest_two = list(Checkpoint.objects.order_by("-size").values_list("size", flat=True)[:2])
    anchor = _decided(files.anchor_path)
    shown = _decided(files.log_dir / publication.CHECKPOINT)
    if anchor is None:
        if len(newest_two) > 1 or shown is not None:
            raise Damage(f"the anchor {files.anchor_path} is missing, and heads were published")
    elif anchor not in newest_two:
        raise Damage(f"the anchor stands at {anchor} leaves, the database goes on to {last.size if last else 0}")
    if shown is not None and (anchor is None or shown > anchor):
        raise Damage(f"the log shows {shown} leaves, more than the anchor ({anchor})")
    return shown


def _decided(path: Path) -> int | None:
    """The size of the head kept in a file, which must be one that the database decided, to the byte."""
    try:
        note = path.read_bytes().decode()
        size = read_checkpoint(note).size
    except FileNotFoundError:
        return None
    except (Refusal, UnicodeDecodeError) as error:
        raise Damage(f"{path} is not a checkpoint: {error}") from error
    if not Checkpoint.objects.filter(size=size, note=note).exists():
        raise Damage(f"{path} holds a head of {size} leaves that this database never decided: going on would fork")
    return size


@contextlib.contextmanager
def alone(anchor_path: Path) -> Iterator[None]:
    """Keep every integrator waiting: a lock beside the anchor for this machine, one in PostgreSQL for others."""
    anchor_path.parent.mkdir(parents=True, exist_ok=True)
    with (anchor_path.parent / LOCK_FILE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
        try:
            yield
        finally:
            with (
                contextlib.suppress(DatabaseError),
                connection.cursor() as cursor,
            ):  # a lost connection lets go by itself
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])
