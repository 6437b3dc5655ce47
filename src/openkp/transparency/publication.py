"""The published log as files: tiles and bundles that never change, the checkpoint, the policy, the anchor kept apart.

Everything here can be made again from the leaves, but the anchor: the last checkpoint that may have been seen outside.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TypeVar

from openkp.core.merkle import Tree, root_of
from openkp.core.refusal import Damage, Refusal
from openkp.core.tlog import (
    ENTRIES,
    TILE_WIDTH,
    Checkpoint,
    Tile,
    TileNodes,
    entry_bundle,
    read_checkpoint,
    tile_at,
    tiles_between,
)
from openkp.events import faults

CHECKPOINT = "checkpoint"
POLICY = "policy"
MAX_OPEN = 256  # files written before they are flushed and named
FLUSHES_AT_ONCE = 16
T = TypeVar("T")
LeafReader = Callable[[int, int], Iterable[tuple[bytes, bytes]]]


def published(log_dir: Path) -> Checkpoint | None:
    """The checkpoint that the log serves; its signature is not checked. Raises Damage if it cannot be read."""
    data = read(log_dir, CHECKPOINT)
    with spoilt_is_damage(log_dir):
        return None if data is None else read_checkpoint(data)


@contextlib.contextmanager
def spoilt_is_damage(log_dir: Path) -> Iterator[None]:
    """What would be refused from a stranger is damage in our own log."""
    try:
        yield
    except Refusal as refusal:
        raise Damage(f"the log in {log_dir} is spoilt: {refusal}") from refusal


def read(log_dir: Path, name: str) -> bytes | None:
    """A file of the log, or None."""
    try:
        return (log_dir / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def nodes(log_dir: Path, size: int) -> TileNodes:
    """The nodes of the tree of `size` leaves, read from its tiles."""
    return TileNodes(lambda path: read(log_dir, path), size)


def grow(log_dir: Path, *, old_size: int, new_size: int, root: bytes, leaves: LeafReader) -> None:
    """Write every bundle and tile that a log of `new_size` has and one of `old_size` has not; durable on return.

    `leaves(start, end)` gives entries, each with its leaf hash. Raises Damage if a file that is there differs, or if
    the tiles written do not lead to `root`. Safe to repeat after a cut.
    """
    out = _Writer(log_dir)
    with spoilt_is_damage(log_dir):
        fresh = _write_leaves(out, old_size, new_size, leaves)
        level = 1
        while new_size >> (8 * level):
            fresh = _write_level(out, level, old_size, new_size, fresh)
            level += 1
        out.make_durable()
        faults.point("log.tiled")
        if Tree.at(new_size, nodes(log_dir, new_size)).root() != root:
            raise Damage(f"the tiles of {log_dir} do not lead to the root of {new_size} leaves")
    _clear_partials(log_dir, old_size, new_size)


def publish(checkpoint: str, *, log_dir: Path, anchor_path: Path, policy: str) -> None:
    """Swap in a checkpoint whose tiles are in place. The anchor goes first: what is seen outside is never newer."""
    if read(log_dir, POLICY) != policy.encode():
        write(log_dir / POLICY, policy.encode())
    write(anchor_path, checkpoint.encode())
    faults.point("log.anchored")
    write(log_dir / CHECKPOINT, checkpoint.encode())
    faults.point("log.published")


def export(log_dir: Path, folder: Path) -> int:
    """Copy the published log to `folder`, as it stood at one checkpoint; answers its size in leaves.

    Raises Damage if nothing is published, a tile is missing, or the tiles do not lead to the checkpoint.
    """
    head = published(log_dir)
    if head is None:
        raise Damage(f"no checkpoint is published in {log_dir}")
    out = _Writer(folder)
    for tile in tiles_between(0, head.size):
        data = read(log_dir, tile.path)
        if data is None and tile.width < TILE_WIDTH:  # the log grew meanwhile
            full = read(log_dir, tile.full.path)
            data = full and _cut(full, tile)
        if data is None:
            raise Damage(f"the log lacks {tile.path}")
        out.put(tile, data)
    out.make_durable()
    with spoilt_is_damage(log_dir):
        if Tree.at(head.size, nodes(folder, head.size)).root() != head.root:
            raise Damage(f"the tiles of {log_dir} do not lead to its checkpoint")
    policy = read(log_dir, POLICY)
    if policy is not None:
        write(folder / POLICY, policy)
    write(folder / CHECKPOINT, head.note.encode())
    return head.size


def write(path: Path, data: bytes) -> None:
    """Replace a file as a whole: after a power cut it is the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = _open_new(path, data)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    _new(path).replace(path)
    _sync_folder(path.parent)


def _write_leaves(out: _Writer, old_size: int, new_size: int, leaves: LeafReader) -> list[bytes]:
    """Entry bundles and tiles of level 0; answers the roots of the tiles that became full."""
    full: list[bytes] = []
    start = old_size - old_size % TILE_WIDTH
    entries = iter(leaves(start, new_size))
    while start < new_size:
        tile = tile_at(0, start // TILE_WIDTH, new_size)
        bundle = list(islice(entries, tile.width))
        if len(bundle) != tile.width:
            raise Damage(f"a leaf is missing between {start} and {start + tile.width}")
        hashes = [hash_of_leaf for _, hash_of_leaf in bundle]
        if start + tile.width > old_size:
            out.put(Tile(ENTRIES, tile.index, tile.width), entry_bundle(entry for entry, _ in bundle))
            faults.point("log.bundled")
            out.put(tile, b"".join(hashes))
        if tile.width == TILE_WIDTH:
            full.append(root_of(hashes))
        start += tile.width
    return full


def _write_level(out: _Writer, level: int, old_size: int, new_size: int, fresh: list[bytes]) -> list[bytes]:
    """Tiles of one level above the leaves, from the hashes that it gains; answers the roots of those now full."""
    first = (old_size >> (8 * level)) // TILE_WIDTH
    kept = (old_size >> (8 * level)) % TILE_WIDTH
    row = nodes(out.folder, old_size).hashes(Tile(level, first, kept)) if kept else []
    row += fresh
    full: list[bytes] = []
    for at in range(0, len(row), TILE_WIDTH):
        hashes = row[at : at + TILE_WIDTH]
        if at + len(hashes) > kept:
            out.put(Tile(level, first + at // TILE_WIDTH, len(hashes)), b"".join(hashes))
        if len(hashes) == TILE_WIDTH:
            full.append(root_of(hashes))
    return full


def _clear_partials(log_dir: Path, old_size: int, new_size: int) -> None:
    """Partial tiles give way to the full tile (C2SP tlog-tiles, "Partial Tiles"): it is in place by now."""
    for tile in tiles_between(old_size, new_size):
        if tile.width == TILE_WIDTH:
            shutil.rmtree(log_dir / f"{tile.path}.p", ignore_errors=True)


def _cut(full: bytes, tile: Tile) -> bytes:
    """The partial tile or bundle at the beginning of a full one."""
    if tile.level != ENTRIES:
        return full[: 32 * tile.width]
    end = 0
    for _ in range(tile.width):
        end += 2 + int.from_bytes(full[end : end + 2])
    return full[:end]


class _Writer:
    """Writes tiles under a folder, many at a time: all are written, all made durable, then all get their names.

    The disk takes many flushes at once about twenty times faster than one after the other, so threads wait for them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: list[tuple[int, Path]] = []
        self._touched: set[Path] = set()
        self._made: set[Path] = set()

    def put(self, tile: Tile, data: bytes) -> None:
        """Write a tile, or find it there with the same bytes. Raises Damage if it is there with others."""
        path = self.folder / tile.path
        there = read(self.folder, tile.path)
        if there is None:
            self._make(path.parent)
            self._open.append((_open_new(path, data), path))
            if len(self._open) >= MAX_OPEN:
                self._settle()
        elif there != data:
            raise Damage(f"{path} is not what the leaves make it; a tile never changes")
        self._touched.add(path.parent)

    def make_durable(self) -> None:
        """All tiles are in place and stay there."""
        self._settle()
        _at_once(_sync_folder, self._touched | self._made)
        self._touched.clear()
        self._made.clear()

    def _settle(self) -> None:
        waiting, self._open = self._open, []
        try:
            _at_once(os.fsync, [descriptor for descriptor, _ in waiting])
        finally:
            for descriptor, _ in waiting:
                os.close(descriptor)
        for _, path in waiting:
            _new(path).replace(path)
            faults.point("log.named")

    def _make(self, folder: Path) -> None:
        if folder in self._touched or folder.is_dir():
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)
        self._made.add(folder.parent)


def _at_once(work: Callable[[T], object], items: Collection[T]) -> None:
    if len(items) == 1:
        work(next(iter(items)))
    elif items:
        with ThreadPoolExecutor(min(len(items), FLUSHES_AT_ONCE)) as pool:
            for _ in pool.map(work, items):  # the first error is raised here
                pass


def _new(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _open_new(path: Path, data: bytes) -> int:
    """Write beside `path`, for it to be replaced; answers the open file."""
    descriptor = os.open(_new(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    return descriptor


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
