"""Leaves become a published log: numbered once, tiles that never change, proofs that hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.rooms.transparency.conftest import NOW, ORIGIN, Log, leaf

from openkp.core import tlog
from openkp.core.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root_of, verify_consistency
from openkp.core.refusal import Damage
from openkp.core.tlog import ENTRIES, Policy, Tile, entry_bundle, tiles_between
from openkp.transparency import publication, queries, steps
from openkp.transparency.models import Checkpoint, Leaf

pytestmark = pytest.mark.django_db


def _entries() -> list[bytes]:
    return [bytes(data) for data in Leaf.objects.order_by("index").values_list("data", flat=True)]


def _expected(entries: list[bytes], sizes: list[int]) -> dict[str, bytes]:
    """All tiles that a log has to serve after heads of `sizes`, straight from the definition of C2SP tlog-tiles."""
    hashes = [leaf_hash(entry) for entry in entries]
    out: dict[str, bytes] = {}
    for size in sizes:
        for tile in tiles_between(0, size):
            span = 256 ** max(tile.level, 0)
            first = tile.index * 256
            if tile.width < 256 and (first + 256) * span <= sizes[-1]:
                continue  # full by now
            if tile.level == ENTRIES:
                out[tile.path] = entry_bundle(entries[first : first + tile.width])
            else:
                roots = (hashes[(first + at) * span : (first + at + 1) * span] for at in range(tile.width))
                out[tile.path] = b"".join(map(root_of, roots))
    return out


def test_the_first_integration_publishes_an_empty_log_and_nothing_is_done_twice(log: Log) -> None:
    head = log.integrate()
    assert head is not None
    assert (head.size, head.root, head.origin) == (0, EMPTY_ROOT, ORIGIN)
    assert set(log.files()) == {"checkpoint", "policy"}
    assert log.integrate() is None
    assert log.problems() == []


def test_a_leaf_is_being_sealed_until_it_is_integrated(log: Log) -> None:
    (leaf_id,) = log.add()
    assert queries.proof(leaf_id) is None
    assert queries.pending_count() == 1
    row = queries.leaf(leaf_id)
    assert row is not None
    assert row.index is None
    head = log.integrate()
    assert queries.latest_checkpoint() is not None
    assert head is not None
    assert head.note == log.head().note
    assert queries.pending_count() == 0
    proof = queries.proof(leaf_id)
    assert proof is not None
    proof.check(leaf_hash(row.data), log.head())
    assert queries.leaf(leaf_id + 1) is None
    assert queries.proof(leaf_id + 1) is None


def test_the_same_bytes_are_logged_once(log: Log) -> None:
    first = log.add(3)
    log.integrate()
    with transaction.atomic():
        again = steps.append_many([leaf("SL000002"), leaf("SL000009"), leaf("SL000000")], now=NOW)
    assert (again[0], again[2]) == (first[2], first[0])
    assert again[1] not in first
    with transaction.atomic():
        twice = steps.append_many([leaf("SL000010"), leaf("SL000010")], now=NOW)
    assert twice[0] == twice[1]
    assert queries.count() == 5


def test_a_log_that_grows_serves_what_the_specification_says(log: Log) -> None:
    sizes, size = [], 0
    for number, count in enumerate((1, 1, 253, 1, 1, 255, 88, 425, 1024)):
        log.add(count, name=f"A{number}-")
        size += count
        head = log.integrate()
        assert head is not None
        assert head.size == size
        sizes.append(size)
        entries = _entries()
        files = log.files()
        assert files.pop("checkpoint").decode() == head.note
        assert files.pop("policy").decode() == f"log {log.key}\nquorum none\n"
        assert files == _expected(entries, sizes)
        assert head.root == root_of(map(leaf_hash, entries))
    assert log.problems() == []
    assert Policy.parse((log.folder / "policy").read_text()).check(log.head().note).size == size


def test_a_log_of_three_levels(log: Log) -> None:
    log.add(65_000, name="B")
    log.integrate()
    log.add(1_200, name="C")
    log.integrate()
    entries = _entries()
    assert len(entries) == 66_200
    files = log.files()
    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    assert sizes == [16_384, 32_768, 49_152, 65_000, 66_200], "a long queue is decided in batches"
    assert {name: files[name] for name in files if name.startswith("tile")} == _expected(entries, sizes)
    assert files["tile/2/000.p/1"] == root_of(map(leaf_hash, entries[:65_536]))
    assert log.problems() == []


def test_every_head_is_the_beginning_of_the_next(log: Log) -> None:
    heads = []
    for number in range(12):
        log.add(97, name=f"D{number}-")
        heads.append(log.integrate())
    nodes = publication.nodes(log.folder, 12 * 97)
    for old in heads:
        for new in heads:
            assert old is not None
            assert new is not None
            if old.size <= new.size:
                proof = consistency_proof(old.size, new.size, nodes)
                assert verify_consistency(old.size, new.size, old.root, new.root, proof)


def test_full_tiles_are_written_once(log: Log) -> None:
    log.add(300)
    log.integrate()
    written = {name: (log.folder / name).stat().st_mtime_ns for name in ("tile/0/000", "tile/entries/000")}
    log.add(300, name="E")
    log.integrate()
    assert {name: (log.folder / name).stat().st_mtime_ns for name in written} == written


def test_many_proofs_under_one_head(log: Log) -> None:
    ids = log.add(1000)
    log.integrate()
    waiting = log.add(2, name="F")
    found = queries.proofs([*ids[::7], *waiting])
    assert set(found) == set(ids[::7])
    head = log.head()
    for leaf_id, proof in found.items():
        row = queries.leaf(leaf_id)
        assert row is not None
        assert proof.index == row.index
        proof.check(row.leaf_hash, head)
    assert [leaf_id for leaf_id, _ in queries.iter_proofs([ids[5], ids[1]])] == [ids[1], ids[5]]


def test_the_bytes_of_many_leaves(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = log.add(7)
    log.integrate()
    monkeypatch.setattr(queries, "_IDS_A_QUERY", 3)
    assert queries.leaf_data([*ids, ids[-1] + 5, ids[0]]) == {
        leaf_id: leaf(f"SL{number:06d}").data for number, leaf_id in enumerate(ids)
    }
    assert set(queries.proofs([*ids, ids[-1] + 5])) == set(ids)


def test_a_proof_comes_from_the_tiles_or_not_at_all(log: Log) -> None:
    ids = log.add(300)
    log.integrate()
    path = log.folder / "tile/0/000"
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    with pytest.raises(Damage, match="do not lead"):
        queries.proof(ids[5])
    path.unlink()
    with pytest.raises(Damage, match="tile_missing"):
        queries.proof(ids[5])


def test_a_lost_log_is_made_again_to_the_byte(log: Log) -> None:
    for number, count in enumerate((200, 56, 300, 3, 4, 10, 700, 5)):
        log.add(count, name=f"G{number}-")
        log.integrate()
    before = log.files()
    shutil.rmtree(log.folder)
    assert queries.pending_count() == 200 + 56 + 300 + 3 + 4 + 10 + 700 + 5
    head = log.integrate()
    assert head is not None
    assert head.note == before["checkpoint"].decode()
    assert log.files() == before
    assert log.problems() == []


def test_an_older_copy_of_the_log_is_brought_up_to_date(log: Log, tmp_path: Path) -> None:
    log.add(500)
    log.integrate()
    shutil.copytree(log.folder, tmp_path / "copy")
    log.add(400, name="H")
    log.integrate()
    before = log.files()
    shutil.rmtree(log.folder)
    shutil.copytree(tmp_path / "copy", log.folder)
    assert log.codes() >= set(), "an audit of the older copy does not crash"
    log.integrate()
    assert log.files() == before
    assert log.problems() == []


def test_an_export_is_one_moment_of_the_log(log: Log, tmp_path: Path) -> None:
    log.add(700)
    log.integrate()
    old = (log.folder / "checkpoint").read_bytes()
    log.add(900, name="I")
    log.integrate()
    now = log.files()
    assert publication.export(log.folder, tmp_path / "now") == 1600
    exported = Log(tmp_path / "x", log.secret)
    shutil.move(tmp_path / "now", exported.folder)
    assert exported.files() == {name: now[name] for name in now if name != "tile/1/000.p/2"}
    # The log grew between the reading of the checkpoint and that of the tiles: partial tiles come from full ones.
    (log.folder / "checkpoint").write_bytes(old)
    assert publication.export(log.folder, tmp_path / "then") == 700
    head = tlog.check_checkpoint((tmp_path / "then" / "checkpoint").read_bytes(), log.key)
    for tile in tiles_between(0, 700):
        assert (tmp_path / "then" / tile.path).exists()
    entries = tlog.read_bundle((tmp_path / "then" / Tile(ENTRIES, 2, 188).path).read_bytes())
    assert entries == tuple(_entries()[512:700])
    assert head.size == 700


def test_nothing_published_is_nothing_exported(log: Log, tmp_path: Path) -> None:
    with pytest.raises(Damage, match="no checkpoint"):
        publication.export(log.folder, tmp_path / "out")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM transparency_leaf",
        "UPDATE transparency_leaf SET number = 'SL999999'",
        "UPDATE transparency_leaf SET data = leaf_hash",
        'UPDATE transparency_leaf SET "index" = "index" + 10',
        'UPDATE transparency_leaf SET "index" = NULL WHERE "index" = 1',
        'INSERT INTO transparency_leaf (data, leaf_hash, kind, number, added_at, "index") '
        "SELECT data, root, kind, number, added_at, 77 FROM transparency_leaf, transparency_checkpoint LIMIT 1",
        "DELETE FROM transparency_checkpoint",
        "UPDATE transparency_checkpoint SET note = ''",
    ],
)
def test_the_database_itself_keeps_the_log(log: Log, statement: str) -> None:
    log.add(2)
    log.integrate()
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert log.problems() == []
