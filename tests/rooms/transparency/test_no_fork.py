"""The integrator stops rather than contradict a head that may have been seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from tests.rooms.transparency.conftest import Log

from openkp.core.refusal import Damage, Refusal
from openkp.transparency import audit, queries
from openkp.transparency.models import Checkpoint, Leaf

pytestmark = pytest.mark.django_db


def _then_restore_the_database(log: Log, count: int) -> None:
    """Integrate more leaves, then put the database back to where it was: the files have gone on."""
    backup = transaction.savepoint()
    log.add(count, name="LOST")
    log.integrate()
    transaction.savepoint_rollback(backup)


def test_a_database_restored_from_a_backup_does_not_go_on(log: Log) -> None:
    log.add(10)
    log.integrate()
    _then_restore_the_database(log, 3)
    log.add(5, name="NEW")
    before = log.files()
    with pytest.raises(Damage, match="never decided"):
        log.integrate()
    assert log.files() == before
    assert Leaf.objects.filter(index__gte=10).count() == 0, "no number is given out either"
    assert log.codes() == {"transparency.head_unknown", "transparency.file_unexpected"}


def test_the_anchor_alone_is_enough_to_see_it(log: Log) -> None:
    log.add(10)
    log.integrate()
    old = log.files()
    _then_restore_the_database(log, 3)
    (log.folder / "checkpoint").write_bytes(old["checkpoint"])  # the log was restored with the database
    log.add(3, name="OTHER")
    with pytest.raises(Damage, match=r"anchor/checkpoint holds a head of 13 leaves that this database never decided"):
        log.integrate()


def test_a_new_database_beside_an_old_anchor_is_refused(log: Log) -> None:
    _then_restore_the_database(log, 3)
    with pytest.raises(Damage, match="never decided"):
        log.integrate()


def test_a_lost_anchor_is_not_made_up(log: Log) -> None:
    for name in ("A", "B"):
        log.add(2, name=name)
        log.integrate()
    log.anchor.unlink()
    log.add(2, name="C")
    with pytest.raises(Damage, match=r"anchor .* is missing"):
        log.integrate()
    assert "transparency.head_missing" in log.codes()


def test_an_older_anchor_is_seen(log: Log) -> None:
    notes = []
    for name in ("A", "B", "C"):
        log.add(2, name=name)
        log.integrate()
        notes.append(log.anchor.read_bytes())
    log.anchor.write_bytes(notes[0])
    with pytest.raises(Damage, match="the anchor stands at 2"):
        log.integrate()
    assert log.codes() == {"transparency.head_old", "transparency.anchor_behind"}
    log.anchor.write_bytes(notes[1])
    with pytest.raises(Damage, match="more than the anchor"):
        log.integrate()


@pytest.mark.parametrize("name", ["anchor", "checkpoint"])
def test_a_forged_or_spoilt_head_is_seen(log: Log, name: str) -> None:
    log.add(2)
    log.integrate()
    path = log.anchor if name == "anchor" else log.folder / "checkpoint"
    log.add(1, name="B")
    for note in (path.read_text().replace("\n2\n", "\n1\n"), "spoilt"):
        path.write_text(note)
        with pytest.raises(Damage):
            log.integrate()
        assert "transparency.head_unknown" in log.codes()


def test_a_changed_tile_stops_the_log(log: Log) -> None:
    log.add(300)
    log.integrate()
    path = log.folder / "tile/1/000.p/1"
    path.write_bytes(bytes(32))
    log.add(300, name="B")
    with pytest.raises(Damage, match="do not lead to the root"):
        log.integrate()
    assert log.head().size == 300, "and the head that is shown stays"
    path.unlink()
    with pytest.raises(Damage, match="tile_missing"):
        log.integrate()


def test_a_full_tile_is_never_replaced(log: Log) -> None:
    log.add(256)
    (log.folder / "tile/0").mkdir(parents=True)
    (log.folder / "tile/0/000").write_bytes(bytes(8192))
    with pytest.raises(Damage, match="never changes"):
        log.integrate()


@pytest.mark.parametrize("column", ["edge", "root"])
def test_a_changed_edge_is_seen(log: Log, without_triggers: Callable[..., None], column: str) -> None:
    log.add(3)
    log.integrate()
    statement = {
        "edge": "UPDATE transparency_checkpoint SET edge = %s",
        "root": "UPDATE transparency_checkpoint SET root = %s",
    }
    without_triggers(statement[column], bytes(64 if column == "edge" else 32))
    log.add(1, name="B")
    with pytest.raises(Damage):
        log.integrate()
    assert "transparency.root_differs" in log.codes()


def test_a_leaf_changed_while_it_waits_is_seen(log: Log, without_triggers: Callable[..., None]) -> None:
    log.add(3)
    log.integrate()
    log.add(1, name="B")
    without_triggers('UPDATE transparency_leaf SET data = %s WHERE "index" IS NULL', b"another")
    with pytest.raises(Damage, match="leaf 3 is not what was logged"):
        log.integrate()
    assert log.codes() == {"transparency.leaf_altered"}
    assert queries.pending_count() == 1


def test_a_number_given_behind_the_log_s_back_is_seen(log: Log, without_triggers: Callable[..., None]) -> None:
    log.add(3)
    log.integrate()
    log.add(1, name="B")
    without_triggers('UPDATE transparency_leaf SET "index" = 3 WHERE "index" IS NULL')
    with pytest.raises(Damage, match="last number given is 3"):
        log.integrate()
    assert log.codes() == {"transparency.leaf_unsigned"}


def test_another_name_is_another_log(log: Log) -> None:
    log.add(3)
    log.integrate()
    with pytest.raises(Damage, match="another name"):
        log.integrate(origin="kp.example/log")


def test_a_wrong_key_signs_nothing(log: Log) -> None:
    log.add(3)
    other = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"other").digest())
    with pytest.raises(Refusal, match="signature_wrong"):
        log.integrate(sign=other.sign)
    assert Checkpoint.objects.count() == 0
    assert queries.pending_count() == 3
    assert not log.anchor.exists()


def test_a_new_key_goes_on_with_the_same_log(log: Log) -> None:
    log.add(3)
    log.integrate()
    old = log.key
    log.secret = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"next").digest())
    log.add(2, name="B")
    head = log.integrate()
    assert head is not None
    assert head.size == 5
    assert log.codes() == {"transparency.head_wrong"}, "the audit was not told of the key that signed before"
    assert list(audit.problems(keys=[old, log.key], log_dir=log.folder, anchor_path=log.anchor)) == []
