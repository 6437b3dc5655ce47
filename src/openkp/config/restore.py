"""Bringing a backup back, into an empty home and an empty database, after all of it was read against its manifest.

What a cut leaves is nothing, or a folder ``.restoring`` that the next restore clears: what makes a home installed,
``installation.json``, is named last.

A backup is older than its installation. If the log went on after it, signing again from here would fork the log. So
whoever restores shows the newest checkpoint; it becomes the anchor, and the integrator refuses to contradict it.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from openkp.core.refusal import Refusal
from openkp.core.tlog import Checkpoint, check_checkpoint
from openkp.events import faults
from openkp.transparency import publication

from . import archive, server_tools
from .archive import ANCHOR, DUMP, FOLDERS, SINGLE, SQLITE, Manifest
from .environment import INSTALLATION_FILE, Environment

WORKPLACE = ".restoring"
_OF_WHICH = "of"  # in the workplace: the SHA-256 of the manifest that is being restored
_TOP = (*FOLDERS, "anchor", SQLITE, *(name for name in SINGLE if name != INSTALLATION_FILE))  # in this order
_ROOMS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Plan:
    """An archive that was read as a whole, and the checkpoint (None: there is none yet) to guard the log from now on.
    `behind`: how many leaves were published after the anchor of the archive."""

    path: Path
    manifest: Manifest
    checkpoint: bytes | None
    behind: int

    @property
    def on_server(self) -> bool:
        return bool(self.manifest.facts["database"] == DUMP)


def plan(path: Path, *, newest: bytes | None) -> Plan:
    """Read all of `path`; `newest` is the newest checkpoint that anyone still has, None for that of the archive.
    Writes nothing but a temporary copy of it. Refuses ``backup.not_an_archive``, ``backup.incomplete``,
    ``backup.other_format``, ``backup.newer_version``, ``backup.forked`` and as a checkpoint does; Damage."""
    manifest = archive.check(path)
    newer = sorted(name for name in manifest.facts["migrations"] if not _is_known(name))
    if newer:
        raise Refusal("backup.newer_version", version=manifest.facts["version"], name=newer[0])
    own = archive.read(path, ANCHOR) if ANCHOR in manifest.files else None
    there, known = _read(own, manifest), _read(newest, manifest)
    if known is None or (there is not None and known.size < there.size):
        return Plan(path, manifest, own, 0)
    if there is not None and known.size == there.size and known.root != there.root:
        raise Refusal("backup.forked", size=known.size)
    return Plan(path, manifest, newest, known.size - (there.size if there else 0))


def _read(note: bytes | None, manifest: Manifest) -> Checkpoint | None:
    """Signed by the log of the archive, or refused."""
    if note is None:
        return None
    refused: Refusal | None = None
    for key in manifest.facts["log_keys"]:
        try:
            return check_checkpoint(note, key)
        except Refusal as refusal:
            refused = refusal
    assert refused is not None, "an archive names the keys of its log"
    raise refused


def bring_back(plan: Plan, env: Environment, *, progress: Callable[[str], None] = lambda _: None) -> None:
    """Fill the home and the database. Refuses ``backup.home_not_empty``, ``backup.database_not_empty``,
    ``backup.other_database``, ``backup.tool_missing`` before anything is written."""
    home, work = env.home, env.home / WORKPLACE
    mark = hashlib.sha256(plan.manifest.text()).hexdigest()
    _check(plan, env, mark)
    progress("files")
    _clear(home)
    archive.extract(plan.path, plan.manifest, work)
    if plan.checkpoint is not None:
        (work / ANCHOR).parent.mkdir(exist_ok=True)
        (work / ANCHOR).write_bytes(plan.checkpoint)
    if plan.on_server:
        progress("database")
        _fill_server(plan, env, mark)
        (work / DUMP).unlink()
    faults.point("restore.filled")
    for name in (*_TOP, INSTALLATION_FILE):
        if (work / name).exists():
            (work / name).replace(home / name)
            archive.sync_folder(home)
            faults.point("restore.named")
    shutil.rmtree(work)


def _check(plan: Plan, env: Environment, mark: str) -> None:
    told = str(plan.manifest.facts["database"])
    if plan.on_server != (env.database["ENGINE"].rsplit(".", 1)[1] == "postgresql"):
        raise Refusal("backup.other_database", database="PostgreSQL" if plan.on_server else "SQLite")
    if told not in plan.manifest.files:
        raise Refusal("backup.incomplete", path=str(plan.path))
    if env.home.exists() and any(env.home.iterdir()) and not _unfinished(env.home):
        raise Refusal("backup.home_not_empty", path=str(env.home))
    if plan.on_server:
        server_tools.find("pg_restore")
        if _tables(env.database) and not _ours(env.home, mark):
            raise Refusal("backup.database_not_empty", name=str(env.database["NAME"]))


def _unfinished(home: Path) -> bool:
    """Whether all that lies there is what a restore left when it was cut."""
    there = {path.name for path in home.iterdir()}
    return WORKPLACE in there and INSTALLATION_FILE not in there and there <= {WORKPLACE, *_TOP}


def _ours(home: Path, mark: str) -> bool:
    """Whether a restore of the same archive was cut here after it had found the database empty. It fills the database
    in one transaction, so what is there is whole."""
    path = home / WORKPLACE / _OF_WHICH
    return path.is_file() and path.read_text(encoding="ascii") == mark


def _clear(home: Path) -> None:
    """Take away what an unfinished restore left (`_check` saw that it is nothing else), but the mark of which."""
    work = home / WORKPLACE
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    home.chmod(0o700)
    for path in (*home.iterdir(), *work.iterdir()):
        if path not in (work, work / _OF_WHICH):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _fill_server(plan: Plan, env: Environment, mark: str) -> None:
    work = env.home / WORKPLACE
    if _tables(env.database):
        return
    publication.write(work / _OF_WHICH, mark.encode("ascii"))
    faults.point("restore.marked")
    told = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    server_tools.run("pg_restore", env.database, *told, str(work / DUMP))
    faults.point("restore.database")


def _tables(database: dict[str, Any]) -> bool:
    """Whether there is any table of anybody in that database."""
    where = {name: database[key] for name, key in _CONNECT.items() if database.get(key)}
    with contextlib.closing(psycopg.connect(**where, **database["OPTIONS"])) as server:
        row = server.execute(
            "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchone()
    assert row is not None
    return bool(row[0])


_CONNECT = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
# What is not of this house: Django's and allauth's own tables, which its lock names.
_OTHERS = frozenset({"account", "admin", "auth", "contenttypes", "mfa", "sessions", "usersessions"})


def _is_known(migration: str) -> bool:
    """Whether this version has that migration (``room.0001_initial``)."""
    app, _, name = migration.partition(".")
    return app in _OTHERS or (_ROOMS / app / "migrations" / f"{name}.py").is_file()
