"""C2SP tlog-tiles: the tree and its entries as static files, their names, and the nodes that they hold.

Level 0 tiles hold leaf hashes; one hash of level L+1 is the root of a full tile of level L. Entry bundles are numbered
like tiles of level 0. Heights count single levels of the tree: a tile of level L starts at height 8 * L.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from openkp.core.merkle import HASH_SIZE, node_hash
from openkp.core.refusal import Refusal

TILE_HEIGHT = 8
TILE_WIDTH = 256
MAX_KEPT = 512  # tiles, of about 40 kB in memory each
MAX_ENTRY = 65_535  # bytes; entries are prefixed by a uint16
ENTRIES = -1  # the "level" of an entry bundle
_PATH = re.compile(
    r"tile/(entries|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """`level` 0 to 63, or ENTRIES; `width` 1 to 256 hashes or entries, 256 when full."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Its name under the log's address: ``tile/0/x001/234/067.p/5``."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_number(self.index)}{partial}"

    @classmethod
    def parse(cls, path: str) -> Tile:
        """Read a name in its one right form. Refuses ``tlog.no_such_tile``."""
        found = _PATH.fullmatch(path)
        if found is None:
            raise Refusal("tlog.no_such_tile", path=path[:100])
        level, number, width = found.groups()
        tile = cls(
            ENTRIES if level == "entries" else int(level),
            int(number.replace("x", "").replace("/", "")),
            int(width or TILE_WIDTH),
        )
        if tile.path != path or (width is not None and tile.width >= TILE_WIDTH):
            raise Refusal("tlog.no_such_tile", path=path[:100])
        return tile

    @property
    def full(self) -> Tile:
        return Tile(self.level, self.index)


def tiles_between(old_size: int, new_size: int) -> Iterator[Tile]:
    """Bundles and tiles that a tree of `new_size` has and one of `old_size` had not: what growing must write.

    From 0, all that a log of `new_size` serves. Empty tiles do not exist.
    """
    for level in (ENTRIES, *range(64)):
        shift = TILE_HEIGHT * max(level, 0)
        old, new = old_size >> shift, new_size >> shift
        if new == 0:
            return
        for index in range(old // TILE_WIDTH, -(-new // TILE_WIDTH)):
            width = min(TILE_WIDTH, new - index * TILE_WIDTH)
            if index * TILE_WIDTH + width > old:
                yield Tile(level, index, width)


def tile_at(level: int, index: int, size: int) -> Tile:
    """The tile as a log of `size` serves it: full, or partial at the right edge."""
    width = (size >> (TILE_HEIGHT * max(level, 0))) - index * TILE_WIDTH
    assert width > 0, "an empty tile is not served"
    return Tile(level, index, min(width, TILE_WIDTH))


def entry_bundle(entries: Iterable[bytes]) -> bytes:
    """Entries, each after its length as a big-endian uint16."""
    parts: list[bytes] = []
    for entry in entries:
        assert len(entry) <= MAX_ENTRY, "an entry fits in a bundle"
        parts += (len(entry).to_bytes(2), entry)
    return b"".join(parts)


def read_bundle(data: bytes) -> tuple[bytes, ...]:
    """The entries of a bundle. Refuses ``tlog.tile_malformed``."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        start = at + 2
        at = start + int.from_bytes(data[at:start])
        if at > len(data) or start > len(data) or len(entries) >= TILE_WIDTH:
            raise Refusal("tlog.tile_malformed")
        entries.append(data[start:at])
    if not entries:
        raise Refusal("tlog.tile_malformed")
    return tuple(entries)


def tile_hashes(data: bytes, width: int) -> list[bytes]:
    """The hashes of a tile. Refuses ``tlog.tile_malformed``."""
    if len(data) != width * HASH_SIZE:
        raise Refusal("tlog.tile_malformed")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


class TileNodes:
    """Reads the nodes of a log of `size` from its tiles: a `NodeReader` for `core.merkle`.

    `read` gives the bytes of a path, or None; a partial tile that was cleared away is read from the full one. Nodes of
    tiles already met are kept, so that many proofs of one tree cost little more than one.
    """

    def __init__(self, read: Callable[[str], bytes | None], size: int) -> None:
        self.read = read
        self.size = size
        self._kept: dict[tuple[int, int], list[list[bytes]]] = {}

    def __call__(self, height: int, index: int) -> bytes:
        """The hash of the perfect subtree of 2**height leaves number `index`."""
        level, inside = divmod(height, TILE_HEIGHT)
        number, at = divmod(index, TILE_WIDTH >> inside)
        if (level, number) not in self._kept:
            if len(self._kept) >= MAX_KEPT:
                self._kept.clear()
            self._kept[level, number] = self._rows(tile_at(level, number, self.size))
        return self._kept[level, number][inside][at]

    def hashes(self, tile: Tile) -> list[bytes]:
        """The hashes of one tile. Refuses ``tlog.tile_missing``, ``tlog.tile_malformed``."""
        data = self.read(tile.path)
        if data is None and tile.width < TILE_WIDTH:
            data = self.read(tile.full.path)
            data = data and data[: tile.width * HASH_SIZE]
        if data is None:
            raise Refusal("tlog.tile_missing", path=tile.path)
        return tile_hashes(data, tile.width)

    def _rows(self, tile: Tile) -> list[list[bytes]]:
        """The hashes of the tile, then those of each level above that are complete inside it."""
        rows = [self.hashes(tile)]
        while len(rows) < TILE_HEIGHT and len(rows[-1]) > 1:
            row = rows[-1]
            rows.append([node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)])
        return rows


def _number(index: int) -> str:
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
