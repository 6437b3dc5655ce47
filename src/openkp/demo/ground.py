"""The ground the demonstration stands on: its folder, its marker, and how quickly its acts are committed."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from openkp.shipments import queries as shipments

MARKER = "demo.json"
ACCOUNTS = "demo-accounts.json"
# A larger cache and rarer checkpoints: indices of a large world are written in places all over the file.
_SQLITE_QUICK = ("PRAGMA synchronous=NORMAL", "PRAGMA cache_size=-131072", "PRAGMA wal_autocheckpoint=16384")
_SQLITE_FULL = ("PRAGMA synchronous=FULL", "PRAGMA cache_size=-2000", "PRAGMA wal_autocheckpoint=1000")


class NotADemonstration(Exception):
    """The folder or the database holds something else; the message says what to do."""


@dataclass(slots=True)
class Marker:
    """What the folder remembers of its demonstration. `founded_at` stays when a cut build is begun again."""

    seed: int
    founded_at: dt.datetime
    complete: bool = False
    story: list[dict[str, Any]] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    def write(self, home: Path) -> None:
        write_json(
            home / MARKER,
            {
                "demonstration": True,
                "seed": self.seed,
                "founded_at": self.founded_at.isoformat(),
                "complete": self.complete,
                "story": self.story,
                "figures": self.figures,
            },
        )


def read(home: Path) -> Marker | None:
    """The marker of a demonstration in that folder, if there is one."""
    path = home / MARKER
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Marker(
        told["seed"], dt.datetime.fromisoformat(told["founded_at"]), told["complete"], told["story"], told["figures"]
    )


def accounts(home: Path) -> list[dict[str, str]] | None:
    """The accounts of the demonstration in that folder."""
    path = home / ACCOUNTS
    if not path.exists():
        return None
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def write_json(path: Path, told: Any) -> None:
    """Swapped in by rename, so that a reader never meets half of it."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def check_database() -> None:
    """Refuse to build a new demonstration over a database in which something happened already."""
    tables = set(connection.introspection.table_names())
    if "events_event" not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM events_event")
        (events,) = cursor.fetchone()
    if events:
        raise NotADemonstration(
            "The database holds an installation already, and this folder does not know it as a demonstration. "
            "Use another OPENKP_HOME, or another DATABASE_URL."
        )


def issued_by_people() -> bool:
    """Whether a certificate was ever issued here from a file, by an officer."""
    return shipments.count() > 0


@contextlib.contextmanager
def quick_commits() -> Iterator[None]:
    """Commits that may be lost by a power cut, and never broken: a build that was cut is begun again.

    What is published afterwards is decided in a full commit, which makes everything before it durable too.
    """
    quick, full = {
        "sqlite": (_SQLITE_QUICK, _SQLITE_FULL),
        "postgresql": (("SET synchronous_commit TO off",), ("SET synchronous_commit TO on",)),
    }[connection.vendor]
    _set(quick)
    try:
        yield
    finally:
        _set(full)


def _set(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
