"""The power goes at each step; the next integration finishes the work, and nothing that was seen is contradicted."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.rooms.transparency.conftest import NOW, Log

from openkp.core import tlog
from openkp.core.merkle import consistency_proof, leaf_hash, verify_consistency
from openkp.events import faults
from openkp.transparency import publication, queries, steps
from openkp.transparency.models import Checkpoint, Leaf

pytestmark = pytest.mark.usefixtures("committed_db")

POINTS = ("log.numbered", "log.decided", "log.bundled", "log.named", "log.tiled", "log.anchored", "log.published")


class PowerCut(BaseException):
    """Not an Exception: nothing on the way may catch it."""


def _cut_at(monkeypatch: pytest.MonkeyPatch, name: str, *, after: int = 0) -> list[str]:
    """Stop dead when the point is met for the (after+1)-th time; answers the points met so far."""
    met: list[str] = []

    def point(here: str) -> None:
        met.append(here)
        if here == name and met.count(name) > after:
            raise PowerCut

    monkeypatch.setattr(faults, "point", point)
    return met


def _seen(log: Log) -> tlog.Checkpoint | None:
    """The head that anyone may have fetched; its tiles must all be there."""
    if not (log.folder / "checkpoint").exists():
        return None
    head = log.head()
    nodes = publication.nodes(log.folder, head.size)
    assert consistency_proof(1, head.size, nodes) is not None if head.size else True
    return head


def _whole(log: Log, ids: tuple[int, ...], earlier: list[tlog.Checkpoint]) -> None:
    """Everything is published, proven, consistent with what was seen before, and in order."""
    head = log.head()
    assert head.size == Leaf.objects.count()
    assert log.anchor.read_bytes() == (log.folder / "checkpoint").read_bytes()
    for leaf_id, proof in queries.proofs(ids).items():
        row = queries.leaf(leaf_id)
        assert row is not None
        proof.check(leaf_hash(row.data), head)
    nodes = publication.nodes(log.folder, head.size)
    for old in earlier:
        proof_between = consistency_proof(old.size, head.size, nodes)
        assert verify_consistency(old.size, head.size, old.root, head.root, proof_between)
    assert not list(log.home.rglob("*.new"))
    assert log.problems() == []


@pytest.mark.parametrize("start", [0, 250], ids=["first", "later"])
@pytest.mark.parametrize("point", POINTS)
def test_the_power_goes_at_each_step(log: Log, monkeypatch: pytest.MonkeyPatch, point: str, start: int) -> None:
    if start:
        log.add(start, name="OLD")
        log.integrate()
    ids = log.add(300)
    with monkeypatch.context() as cut:
        _cut_at(cut, point)
        with pytest.raises(PowerCut):
            log.integrate()
    head = _seen(log)
    earlier = [head] if head else []
    assert {problem.code for problem in log.problems()} == set(), "a cut leaves nothing broken"
    ids += log.add(20, name="MORE")
    log.integrate()
    _whole(log, ids, earlier)
    assert log.integrate() is None


def test_the_power_goes_again_and_again(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut at every point in turn, at each file that is written, until one run goes through."""
    ids: tuple[int, ...] = ()
    earlier: list[tlog.Checkpoint] = []
    for turn in range(30):
        ids += log.add(37, name=f"T{turn}-")
        with monkeypatch.context() as cut:
            _cut_at(cut, POINTS[turn % len(POINTS)], after=turn % 2)
            with contextlib.suppress(PowerCut):
                log.integrate(batch=64)
        head = _seen(log)
        if head:
            earlier.append(head)
    log.integrate()
    _whole(log, ids, earlier)
    notes = dict(Checkpoint.objects.values_list("size", "note"))
    assert all(notes[head.size] == head.note for head in earlier), "one head for one size, for ever"


def test_a_cut_before_the_commit_has_happened_to_nobody(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.add(3)
    with monkeypatch.context() as cut:
        _cut_at(cut, "log.numbered")
        with pytest.raises(PowerCut):
            log.integrate()
    assert Leaf.objects.filter(index__isnull=False).count() == Checkpoint.objects.count() == 0
    assert queries.pending_count() == 3


def test_the_points_come_in_the_order_that_keeps_the_promise(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.add(1)
    met = _cut_at(monkeypatch, "nowhere")
    log.integrate()
    assert tuple(dict.fromkeys(met)) == POINTS


SCRIPT = """
import sys, django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[2]
from pathlib import Path
from tests.rooms.transparency.conftest import Log
log = Log(Path(sys.argv[1]))
log.add(40, name=sys.argv[3])
print("acknowledged", flush=True)
log.integrate(batch=16)
"""


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_loses_nothing(log: Log, point: str) -> None:
    """The same with a process of its own that is really killed, by the switch that operators' drills use."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "openkp.config.settings", "OPENKP_FAULT": point}
    command = [sys.executable, "-c", SCRIPT, str(log.home), str(connection.settings_dict["NAME"]), f"K-{point}-"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (137, "acknowledged\n"), done.stderr
    assert Leaf.objects.count() == 40
    assert log.problems() == []
    log.integrate()
    _whole(log, tuple(Leaf.objects.values_list("id", flat=True)), [])


@pytest.fixture
def hands() -> Iterator[list[BaseException]]:
    """What went wrong in threads."""
    wrong: list[BaseException] = []
    yield wrong
    assert wrong == []


def test_integrators_at_once_and_acts_meanwhile(log: Log, hands: list[BaseException]) -> None:
    def work(name: str) -> None:
        try:
            for turn in range(6):
                if name.startswith("act"):
                    log.add(25, name=f"{name}-{turn}-")
                else:
                    log.integrate(batch=32)
        except BaseException as error:
            hands.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("act1", "act2", "int1", "int2", "int3")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    log.integrate()
    assert Leaf.objects.count() == 2 * 6 * 25
    _whole(log, tuple(Leaf.objects.values_list("id", flat=True)), [])


def test_the_same_entry_logged_by_two_acts_at_once(log: Log, hands: list[BaseException]) -> None:
    barrier = threading.Barrier(2)
    ids: list[tuple[int, ...]] = []

    def work() -> None:
        try:
            barrier.wait(timeout=20)
            ids.append(log.add(50))
        except BaseException as error:
            hands.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert ids[0] == ids[1]
    assert Leaf.objects.count() == 50


def test_a_step_needs_an_act_around_it(log: Log) -> None:
    with pytest.raises(AssertionError, match="inside an action"):
        steps.append(b"data", kind="issued", number="SL1", now=NOW)
    with transaction.atomic():
        steps.append(b"data", kind="issued", number="SL1", now=NOW)
    assert Path(log.home).exists()
