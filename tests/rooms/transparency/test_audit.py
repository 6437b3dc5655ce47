"""One byte changed anywhere, in a row or in a file, and the audit says so, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.rooms.transparency.conftest import Log

from openkp import words
from openkp.core.problem import Problem
from openkp.transparency.models import Checkpoint, Leaf

pytestmark = pytest.mark.django_db


@pytest.fixture
def grown(log: Log) -> Log:
    """Three heads, a full tile, partial tiles of two of them, and two leaves that still wait."""
    for name, count in (("A", 250), ("B", 30), ("C", 10)):
        log.add(count, name=name)
        log.integrate()
    log.add(2, name="WAITING")
    assert log.problems() == []
    return log


def _say(problems: list[Problem]) -> set[str]:
    for problem in problems:
        for language in words.LANGUAGES:
            assert words.say(language, problem.code, **problem.facts)
    return {problem.code for problem in problems}


def test_each_byte_of_each_file_counts(grown: Log) -> None:
    files = grown.files()
    assert len(files) == 2 + 2 + 4 + 1, "head, policy; full tile and bundle; partial ones of 280 and 290; one above"
    for name, data in [*files.items(), ("anchor", grown.anchor.read_bytes())]:
        path = grown.anchor if name == "anchor" else grown.folder / name
        for at in sorted({0, len(data) // 3, len(data) - 2, len(data) - 1}):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            assert _say(grown.problems()), f"{name} changed at {at}"
        for other in (data[:-1], data + b"\n", b""):
            path.write_bytes(other)
            assert _say(grown.problems()), f"{name} cut or lengthened"
        path.unlink()
        assert _say(grown.problems()), f"{name} gone"
        path.write_bytes(data)
    assert grown.problems() == []


@pytest.mark.parametrize(
    "name", ["tile/0/001", "tile/0/001.p/11", "tile/1/001", "tile/0/000.p/3", "index.html", "tile/x"]
)
def test_a_file_that_no_head_explains(grown: Log, name: str) -> None:
    path = grown.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"?")
    (problem,) = grown.problems()
    assert (problem.code, problem.where) == ("transparency.file_unexpected", name)
    _say([problem])


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE transparency_leaf SET data = %s WHERE {at} = 7", {"leaf_altered", "root_differs", "file_differs"}),
        ("UPDATE transparency_leaf SET data = %s WHERE {at} IS NULL AND number LIKE '%%1'", {"leaf_altered"}),
        ("UPDATE transparency_leaf SET leaf_hash = %s WHERE {at} = 7", {"leaf_altered"}),
        ("DELETE FROM transparency_leaf WHERE {at} = 7 AND data <> %s", {"leaf_missing"}),
        ("DELETE FROM transparency_leaf WHERE {at} = 289 AND data <> %s", {"head_beyond"}),
        ("UPDATE transparency_leaf SET {at} = 1000 WHERE {at} = 7 AND data <> %s", {"leaf_missing"}),
        (
            "UPDATE transparency_leaf SET {at} = 290 WHERE {at} IS NULL AND number LIKE '%%1' AND data <> %s",
            {"leaf_unsigned"},
        ),
        ("UPDATE transparency_checkpoint SET root = %s WHERE size = 280", {"root_differs", "head_wrong"}),
        ("UPDATE transparency_checkpoint SET edge = %s WHERE size = 280", {"root_differs"}),
        (
            "UPDATE transparency_checkpoint SET size = 281 WHERE size = 280 AND root <> %s",
            {"root_differs", "head_wrong"},
        ),
        ("DELETE FROM transparency_checkpoint WHERE size = 290 AND root <> %s", {"leaf_unsigned", "head_unknown"}),
    ],
)
def test_a_changed_row_is_told(
    grown: Log, without_triggers: Callable[..., None], statement: str, expected: set[str]
) -> None:
    without_triggers(statement.format(at='"index"'), bytes(range(32)))
    assert {f"transparency.{code}" for code in expected} <= _say(grown.problems())


def test_a_note_changed_in_the_database_is_told(grown: Log, without_triggers: Callable[..., None]) -> None:
    for size in (250, 290):
        note = Checkpoint.objects.values_list("note", flat=True).get(size=size)
        at = note.rindex("=") - 5
        changed = note[:at] + ("A" if note[at] != "A" else "B") + note[at + 1 :]
        without_triggers("UPDATE transparency_checkpoint SET note = %s WHERE size = %s", changed, size)
        assert "transparency.head_wrong" in _say(grown.problems())


def test_two_leaves_that_changed_places_are_told(grown: Log, without_triggers: Callable[..., None]) -> None:
    for old, new in ((3, 999), (4, 3), (999, 4)):
        without_triggers('UPDATE transparency_leaf SET "index" = %s WHERE "index" = %s', new, old)
    assert _say(grown.problems()) == {"transparency.root_differs", "transparency.file_differs"}
    assert Leaf.objects.filter(index=3).exists()


def test_one_altered_leaf_does_not_fill_the_report(log: Log, without_triggers: Callable[..., None]) -> None:
    for number in range(60):
        log.add(1, name=f"N{number}-")
        log.integrate()
    without_triggers('UPDATE transparency_leaf SET data = %s WHERE "index" = 0', b"?")
    problems = log.problems()
    assert sum(problem.code == "transparency.root_differs" for problem in problems) == 50


def test_a_log_not_yet_begun_is_in_order(log: Log) -> None:
    assert log.problems() == []
    log.add(2)
    assert log.problems() == []
