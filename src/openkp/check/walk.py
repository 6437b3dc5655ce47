"""The walk. Each room knows its own promises (`queries.problems()` or `audit.problems()`); this asks all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from openkp.check import parts
from openkp.core.problem import Problem
from openkp.events import queries as events
from openkp.events import references, triggers

MAX_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class Report:
    """`figures` counts what was examined; `problems` is empty when every promise holds."""

    figures: dict[str, int]
    problems: tuple[Problem, ...]


def walk(*, now: dt.datetime, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Examine every part; a part that cannot be examined to the end is itself a problem, and the others go on."""
    found: list[Problem] = []
    for name, examine in (("events", _events), *parts.PARTS):
        progress(name)
        try:
            for problem in examine(now):
                found.append(problem)
                if len(found) >= MAX_PROBLEMS:
                    return _report(found)
        except Exception as error:
            # Damaged rows may break their reader in any way; each of them is the same finding.
            found.append(_crashed(name, error))
    return _report(found)


def _report(found: list[Problem]) -> Report:
    try:
        return Report(parts.figures(), tuple(found))
    except Exception as error:
        return Report({}, (*found, _crashed("figures", error)))


def _crashed(part: str, error: Exception) -> Problem:
    return Problem("check.part_crashed", part, {"part": part, "detail": f"{type(error).__name__}: {error}"})


def problems(*, now: dt.datetime) -> tuple[Problem, ...]:
    """What is broken; the empty tuple if nothing is."""
    return walk(now=now).problems


def _events(_now: dt.datetime) -> Iterator[Problem]:
    yield from _database()
    for name in triggers.missing():
        yield Problem("check.trigger_missing", name, {"name": name})
    for table, row, parent in references.broken():
        yield Problem("check.reference_broken", f"{table} {row}", {"table": table, "row": row, "parent": parent})
    for event_id in events.incomplete():
        yield Problem("check.event_incomplete", f"event {event_id}", {"event_id": str(event_id)})


def _database() -> Iterable[Problem]:
    executor = MigrationExecutor(connection)
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Problem("check.migration_pending", str(migration), {"name": str(migration)})
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            for (line,) in cursor.fetchall():
                if line != "ok":
                    yield Problem("check.database_integrity", "sqlite", {"detail": str(line)})
