"""Taking a backup of a running installation: the database as of one moment, then keys and stored files.

The anchor is read and the moment of the database chosen while no integrator runs, so that the two belong together.
Keys and files come after: each is on disk before a row names it. The published log is left out: it is made from the
leaves. So are caches, and the passphrase, which must not lie beside the keys.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from openkp import __version__
from openkp.core.facts import instant
from openkp.core.refusal import Refusal
from openkp.core.tlog import VerifierKey, read_checkpoint
from openkp.events import faults, heartbeat
from openkp.signing import queries as signing
from openkp.transparency import addresses, integrator, publication
from openkp.transparency import queries as transparency

from . import archive, server_tools
from .archive import ANCHOR, DUMP, FOLDERS, SINGLE, SQLITE

# Made again by whoever needs them, or not for a backup.
REMADE = frozenset({"log", "cache", "static", "published", "worker.sock", heartbeat.FILE, heartbeat.BACKUP_FILE})


@dataclass(frozen=True, slots=True)
class Taken:
    """`leaves`: the size of the anchor in it, None before the first. `left_out`: what lies in the home and is in no
    backup, because nothing here knows it."""

    path: Path
    sha256: str
    size: int
    files: int
    leaves: int | None
    left_out: tuple[str, ...]


def take(path: Path, *, now: dt.datetime, progress: Callable[[str], None] = lambda _: None) -> Taken:
    """Write the archive `path`. Refuses ``backup.exists``, ``backup.tool_missing``, ``backup.tool_failed``,
    ``backup.no_log_key``; Damage if what was written cannot be read back."""
    if path.exists():
        raise Refusal("backup.exists", path=str(path))
    home = Path(settings.OPENKP_HOME)
    rows = signing.keys()
    known = {key.public_key for key in rows if key.purpose == "log"}
    if not known:
        raise Refusal("backup.no_log_key")

    def fill(writer: archive.Writer) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            copy = Path(folder)
            progress("database")
            anchor, name = _database(copy)
            writer.add(name, copy / name)
            if anchor is not None:
                (copy / "checkpoint").write_bytes(anchor)
                writer.add(ANCHOR, copy / "checkpoint")
        progress("files")
        for inner in _kept(home):
            writer.add(inner.relative_to(home).as_posix(), inner)
        return _facts(now, name, anchor, known)

    manifest, sha256 = archive.write(path, fill)
    leaves = manifest.facts["leaves"]
    told = {"at": instant(now), "file": str(path), "sha256": sha256, "leaves": leaves}
    publication.write(home / heartbeat.BACKUP_FILE, json.dumps(told, indent=1).encode() + b"\n")
    return Taken(path, sha256, path.stat().st_size, len(manifest.files), leaves, _unknown(home))


def _facts(now: dt.datetime, name: str, anchor: bytes | None, log_keys: set[bytes]) -> dict[str, Any]:
    origin = addresses.log_origin(settings.OPENKP_URL)
    return {
        "taken_at": instant(now),
        "version": __version__,
        "url": settings.OPENKP_URL,
        "database": name,
        "leaves": None if anchor is None else read_checkpoint(anchor).size,
        "log_keys": sorted(str(VerifierKey(origin, key)) for key in log_keys),
        "migrations": sorted(f"{app}.{one}" for app, one in MigrationRecorder(connection).applied_migrations()),
    }


def _database(folder: Path) -> tuple[bytes | None, str]:
    """Copy the database into `folder`, as of a moment that fits the anchor; the anchor, and the name of the copy."""
    on_server = connection.vendor == "postgresql"
    if on_server:
        server_tools.find("pg_dump")
    name = DUMP if on_server else SQLITE
    with contextlib.ExitStack() as held:
        with integrator.alone(transparency.anchor_path()):
            anchor = publication.read(transparency.anchor_path().parent, transparency.anchor_path().name)
            copy = held.enter_context(_moment_of_server() if on_server else _moment_of_file())
        faults.point("backup.moment")
        copy(folder / name)
    return anchor, name


@contextlib.contextmanager
def _moment_of_file() -> Iterator[Callable[[Path], None]]:
    """SQLite: a reader's transaction, begun now, from which the online backup API copies while others write."""
    with contextlib.closing(sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)) as source:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def copy(target: Path) -> None:
            with contextlib.closing(sqlite3.connect(target)) as out:
                source.backup(out)
                out.execute("PRAGMA journal_mode = DELETE")

        yield copy


@contextlib.contextmanager
def _moment_of_server() -> Iterator[Callable[[Path], None]]:
    """PostgreSQL: a snapshot, taken now in a transaction of its own and handed to pg_dump."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()

        def copy(target: Path) -> None:
            told = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
            server_tools.run("pg_dump", connection.settings_dict, *told)

        yield copy
    finally:
        other.close()


def _kept(home: Path) -> Iterator[Path]:
    """What of the home may not be lost, but the database and the anchor."""
    passphrase = Path(settings.OPENKP_PASSPHRASE_FILE).resolve() if settings.OPENKP_PASSPHRASE_FILE else None
    for name in SINGLE:
        if (home / name).is_file():
            yield home / name
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            half = path.name.startswith(".") or path.name.endswith(".new")
            if path.is_file() and not half and path.resolve() != passphrase and "passphrase" not in path.name:
                yield path


def _unknown(home: Path) -> tuple[str, ...]:
    known = {*REMADE, *SINGLE, *FOLDERS, "anchor", "keys.passphrase"}
    found = {path.name for path in home.iterdir() if not path.name.startswith((f"{SQLITE}", "."))}
    return tuple(sorted(found - known))
