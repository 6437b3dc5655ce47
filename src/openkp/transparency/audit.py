"""Makes the whole log again from its leaves and compares: every number, every head, every byte that is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from openkp.core import tlog
from openkp.core.merkle import Tree, leaf_hash, root_of
from openkp.core.problem import Problem
from openkp.core.refusal import Refusal
from openkp.core.tlog import (
    ENTRIES,
    TILE_WIDTH,
    Policy,
    Tile,
    VerifierKey,
    entry_bundle,
    read_checkpoint,
    tiles_between,
)

from . import publication
from .models import Checkpoint, Leaf

MAX_OF_A_KIND = 50  # one altered leaf spoils every head after it
_CHUNK = 2000


def problems(*, keys: Iterable[VerifierKey | str], log_dir: Path, anchor_path: Path) -> Iterator[Problem]:
    """Every broken promise of the log. `keys` are those that may have signed it, past and present.

    A head that was decided and not yet published is in order: the integrator will carry it out.
    """
    told: Counter[str] = Counter()
    for problem in _problems(
        [key if isinstance(key, VerifierKey) else VerifierKey.parse(key) for key in keys], log_dir, anchor_path
    ):
        told[problem.code] += 1
        if told[problem.code] <= MAX_OF_A_KIND:
            yield problem


def _problems(keys: list[VerifierKey], log_dir: Path, anchor_path: Path) -> Iterator[Problem]:
    shown, anchor = _size_shown(log_dir / publication.CHECKPOINT), _size_shown(anchor_path)
    yield from _standing(keys, log_dir, anchor_path, shown, anchor)
    walk = _Walk(keys, log_dir, max(shown or 0, 0))
    yield from walk.problems()
    yield from _unnumbered()
    if shown is not None and shown >= 0:
        yield from _unexpected(log_dir, walk)


def _size_shown(path: Path) -> int | None:
    """The size of the head in a file; -1 if the file is not a head, None if there is none."""
    try:
        return read_checkpoint(path.read_bytes()).size
    except FileNotFoundError:
        return None
    except Refusal:
        return -1


def _standing(
    keys: list[VerifierKey], log_dir: Path, anchor_path: Path, shown: int | None, anchor: int | None
) -> Iterator[Problem]:
    """Published <= anchor <= decided, each to the byte, none left behind; and the policy passes the published head."""
    newest = list(Checkpoint.objects.order_by("-size").values_list("size", flat=True)[:2])
    for path, size in ((log_dir / publication.CHECKPOINT, shown), (anchor_path, anchor)):
        facts = {"path": str(path)}
        if size is None:
            if len(newest) > 1 or (shown is not None and newest):  # the very first head may still be on its way
                yield Problem("transparency.head_missing", str(path), facts)
        elif not Checkpoint.objects.filter(size=size, note=path.read_bytes().decode(errors="replace")).exists():
            yield Problem("transparency.head_unknown", str(path), facts)
        elif size not in newest:
            yield Problem("transparency.head_old", str(path), {**facts, "size": size, "last": newest[0]})
    if shown is None:
        return
    if anchor is not None and shown > anchor:
        yield Problem("transparency.anchor_behind", str(anchor_path), {"shown": shown, "anchor": anchor})
    try:
        text = publication.read(log_dir, publication.POLICY) or b""
        policy = Policy.parse(text)
        policy.check(publication.read(log_dir, publication.CHECKPOINT) or b"")
        if policy.to_text().encode() != text:
            raise Refusal("tlog.policy_malformed", line=0)
        if not set(policy.logs) <= set(keys):
            raise Refusal("tlog.other_log", origin=policy.logs[0].name)
    except Refusal as refusal:
        yield Problem("transparency.policy_wrong", str(log_dir / publication.POLICY), {"detail": refusal.code})


def _unnumbered() -> Iterator[Problem]:
    rows = Leaf.objects.filter(index__isnull=True).values_list("id", "data", "leaf_hash")
    for leaf_id, data, kept in rows.iterator(chunk_size=_CHUNK):
        if leaf_hash(bytes(data)) != bytes(kept):
            yield Problem("transparency.leaf_altered", f"leaf {leaf_id}", {"leaf_id": str(leaf_id)})


def _unexpected(log_dir: Path, walk: _Walk) -> Iterator[Problem]:
    """Files that no decided head explains. What a power cut left half written (``.new``) is none of the log."""
    last = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    coming = {tile.path for tile in tiles_between(walk.shown, last)}  # decided, perhaps being written
    expected = walk.partial | coming | {publication.CHECKPOINT, publication.POLICY}
    for path in sorted(log_dir.rglob("*")):
        name = path.relative_to(log_dir).as_posix()
        if path.is_dir() or name in expected or name.endswith(".new"):
            continue
        try:
            tile = Tile.parse(name)
            full = tile.width == TILE_WIDTH and (tile.index + 1) * TILE_WIDTH <= last >> (8 * max(tile.level, 0))
        except Refusal:
            full = False
        if not full and last == walk.last:  # a log that grew meanwhile is judged by the next audit
            yield Problem("transparency.file_unexpected", name, {"path": name})


class _Walk:
    """One pass over the leaves in the order of the log, with every head and every published byte on the way."""

    def __init__(self, keys: list[VerifierKey], log_dir: Path, shown: int) -> None:
        self.keys = keys
        self.log_dir = log_dir
        self.shown = shown
        self.tree = Tree()
        self.entries: list[bytes] = []  # of the bundle that is being filled
        self.rows: list[list[bytes]] = [[]]  # of the tile that is being filled, at each level
        self.recent: list[set[int]] = [set()]  # widths that heads gave to that tile
        self.partial: set[str] = set()
        self.last = 0

    def problems(self) -> Iterator[Problem]:
        heads = Checkpoint.objects.order_by("size").iterator(chunk_size=_CHUNK)
        head = next(heads, None)
        while head is not None and head.size == 0:
            yield from self._head(head)
            head = next(heads, None)
        leaves = Leaf.objects.filter(index__isnull=False).order_by("index")
        for index, leaf_id, data, kept in leaves.values_list("index", "id", "data", "leaf_hash").iterator(_CHUNK):
            if index != self.tree.size:
                yield Problem("transparency.leaf_missing", f"leaf {self.tree.size}", {"index": str(self.tree.size)})
                return
            entry = bytes(data)
            found = leaf_hash(entry)
            if found != bytes(kept):
                yield Problem("transparency.leaf_altered", f"leaf {leaf_id}", {"leaf_id": str(leaf_id)})
            yield from self._leaf(entry, found)
            if head is not None and head.size == self.tree.size:
                yield from self._head(head)
                self.last = head.size
                head = next(heads, None)
            if self.tree.size == self.shown:
                yield from self._edge()
        if head is not None:
            facts = {"size": head.size, "count": self.tree.size}
            yield Problem("transparency.head_beyond", f"head {head.size}", facts)
        elif self.last != self.tree.size:
            facts = {"size": self.last, "count": self.tree.size}
            yield Problem("transparency.leaf_unsigned", f"leaf {self.last}", facts)

    def _leaf(self, entry: bytes, found: bytes) -> Iterator[Problem]:
        """Take one more leaf in; compare each bundle and tile that it completes."""
        self.tree.append(found)
        self.entries.append(entry)
        self.rows[0].append(found)
        level = 0
        while len(self.rows[level]) == TILE_WIDTH:
            row = self.rows[level]
            number = (self.tree.size >> (8 * level)) // TILE_WIDTH - 1
            if self.tree.size <= self.shown:
                if level == 0:
                    yield from self._compare(Tile(ENTRIES, number), entry_bundle(self.entries))
                yield from self._compare(Tile(level, number), b"".join(row))
            if level == 0:
                self.entries = []
            self.rows[level] = []
            self.recent[level].clear()
            level += 1
            if level == len(self.rows):
                self.rows.append([])
                self.recent.append(set())
            self.rows[level].append(root_of(row))

    def _head(self, head: Checkpoint) -> Iterator[Problem]:
        """The head is that of the leaves so far, and one of the keys signed it."""
        root = self.tree.root()
        where = f"head {head.size}"
        if bytes(head.root) != root or bytes(head.edge) != b"".join(self.tree.edge):
            yield Problem("transparency.root_differs", where, {"size": head.size})
        try:
            signed = read_checkpoint(head.note)
            tlog.check_note(head.note, [key for key in self.keys if key.name == signed.origin])
            if (signed.size, signed.root) != (head.size, bytes(head.root)):
                raise Refusal("tlog.not_included")
        except Refusal as refusal:
            yield Problem("transparency.head_wrong", where, {"size": head.size, "detail": refusal.code})
        for level, row in enumerate(self.rows):
            if row:
                self.recent[level].add(len(row))

    def _edge(self) -> Iterator[Problem]:
        """The partial tiles of the published head, and those of earlier heads that are still to be served."""
        for level, row in enumerate(self.rows):
            number = self.tree.size >> (8 * (level + 1))
            for width in sorted(self.recent[level]):
                if level == 0:
                    yield from self._compare(Tile(ENTRIES, number, width), entry_bundle(self.entries[:width]))
                yield from self._compare(Tile(level, number, width), b"".join(row[:width]))

    def _compare(self, tile: Tile, expected: bytes) -> Iterator[Problem]:
        data = publication.read(self.log_dir, tile.path)
        if tile.width < TILE_WIDTH:
            self.partial.add(tile.path)
            full = None if data is not None else publication.read(self.log_dir, tile.full.path)
            data = full[: len(expected)] if full is not None else data  # the log grew meanwhile
        if data is None:
            yield Problem("transparency.file_missing", tile.path, {"path": tile.path})
        elif data != expected:
            yield Problem("transparency.file_differs", tile.path, {"path": tile.path})
