"""Tiles: their names, which of them a size has, and the nodes that they hold."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openkp.core import tlog
from openkp.core.merkle import (
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from openkp.core.refusal import Refusal
from openkp.core.tlog import ENTRIES, Tile, TileNodes, tiles_between

HASHES = [leaf_hash(number.to_bytes(4)) for number in range(70_000)]


def _tiles(size: int, *, since: int = 0) -> dict[str, bytes]:
    """Tiles as their definition says, straight from the leaves: MTH(D[(n*256+i)*256**l : (n*256+i+1)*256**l])."""
    out = {}
    for tile in tiles_between(since, size):
        if tile.level == ENTRIES:
            continue
        span = 256**tile.level
        first = tile.index * 256
        out[tile.path] = b"".join(
            root_of(HASHES[(first + at) * span : (first + at + 1) * span]) for at in range(tile.width)
        )
    return out


def test_the_example_of_the_specification() -> None:
    tiles = list(tiles_between(0, 70_000))
    widths = {level: [tile.width for tile in tiles if tile.level == level] for level in (ENTRIES, 0, 1, 2)}
    assert widths == {ENTRIES: [256] * 273 + [112], 0: [256] * 273 + [112], 1: [256, 17], 2: [1]}
    assert len(tiles) == 274 * 2 + 3
    assert [str(tile.path) for tile in tiles_between(255, 256) if tile.level >= 0] == ["tile/0/000", "tile/1/000.p/1"]


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(0, 0), "tile/0/000"),
        (Tile(63, 999, 1), "tile/63/999.p/1"),
        (Tile(1, 1000, 255), "tile/1/x001/000.p/255"),
        (Tile(ENTRIES, 273, 112), "tile/entries/273.p/112"),
    ],
)
def test_names_of_tiles(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert Tile.parse(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "",
        "checkpoint",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/1234067",
        "tile/0/x000/067",
        "tile/0/001/x234",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/entry/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/../../../etc/passwd",
        "tile/0/٠٠٠",
        "/tile/0/000",
        "tile/0/000\n",
    ],
)
def test_a_tile_has_one_name(path: str) -> None:
    with pytest.raises(Refusal, match="no_such_tile"):
        Tile.parse(path)


@given(
    st.text(max_size=40) | st.from_regex(r"tile/(entries|\d{1,2})/(x\d{3}/){0,3}\d{3}(\.p/\d{1,3})?", fullmatch=True)
)
def test_reading_a_name_gives_it_back_or_refuses(path: str) -> None:
    with contextlib.suppress(Refusal):
        assert Tile.parse(path).path == path


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_growing_step_by_step_writes_what_growing_at_once_does(first: int, second: int) -> None:
    old, new = sorted((first, second))
    at_once = {tile.path for tile in tiles_between(0, new) if tile.width == 256}
    stepwise = {tile.path for tile in [*tiles_between(0, old), *tiles_between(old, new)] if tile.width == 256}
    assert at_once == stepwise
    partial = {tile.path for tile in tiles_between(0, new)} - at_once
    assert partial <= {tile.path for tile in [*tiles_between(0, old), *tiles_between(old, new)]}


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 4_369, 65_535, 65_536, 65_537, 70_000])
def test_proofs_are_made_from_tiles(size: int) -> None:
    tiles = _tiles(size)
    nodes = TileNodes(tiles.get, size)
    root = root_of(HASHES[:size])
    assert Tree.at(size, nodes).root() == root
    for index in {0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size)):
        assert verify_inclusion(index, size, HASHES[index], inclusion_proof(index, size, nodes), root)
    for old in {1, 255, 256, 300, size // 2, size - 1} & set(range(1, size)):
        proof = consistency_proof(old, size, nodes)
        assert verify_consistency(old, size, root_of(HASHES[:old]), root, proof)


def test_a_partial_tile_that_was_cleared_away_is_read_from_the_full_one() -> None:
    later = {path: data for path, data in _tiles(600).items() if ".p/" not in path}
    nodes = TileNodes((later | {"tile/1/000.p/1": _tiles(300)["tile/1/000.p/1"]}).get, 300)
    assert Tree.at(300, nodes).root() == root_of(HASHES[:300])


def test_a_missing_or_cut_tile_is_refused() -> None:
    tiles = _tiles(300)
    with pytest.raises(Refusal, match="tile_missing"):
        inclusion_proof(10, 300, TileNodes({}.get, 300))
    with pytest.raises(Refusal, match="tile_malformed"):
        inclusion_proof(10, 300, TileNodes({path: data[:-1] for path, data in tiles.items()}.get, 300))


def test_what_is_kept_in_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tlog.tiles, "MAX_KEPT", 2)
    tiles = _tiles(4_369)
    nodes = TileNodes(tiles.get, 4_369)
    root = root_of(HASHES[:4_369])
    for index in range(0, 4_369, 300):
        assert verify_inclusion(index, 4_369, HASHES[index], inclusion_proof(index, 4_369, nodes), root)
        assert len(nodes._kept) <= 2


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    data = tlog.entry_bundle(entries)
    assert tlog.read_bundle(data) == tuple(entries)
    for end in range(1, len(data), max(1, len(data) // 20)):
        with contextlib.suppress(Refusal):
            assert tlog.read_bundle(data[:end]) == tuple(entries)[: len(tlog.read_bundle(data[:end]))]


def test_the_bytes_of_a_bundle() -> None:
    assert tlog.entry_bundle([b"a", b"", b"bc" * 200]) == b"\x00\x01a\x00\x00\x01\x90" + b"bc" * 200
    assert len(tlog.entry_bundle([b"x" * tlog.MAX_ENTRY])) == 65_537


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\1", b"\0\1a\0", b"\0\0" * 257])
def test_what_is_not_a_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="tile_malformed"):
        tlog.read_bundle(data)


@given(st.binary(max_size=2000))
def test_no_bundle_of_a_stranger_raises_anything_but_a_refusal(data: bytes) -> None:
    with contextlib.suppress(Refusal):
        assert tlog.entry_bundle(tlog.read_bundle(data)) == data
