"""A backup of a working installation, and its return: whole, refused, behind the log, cut in the middle; on both
databases, with the steps of docs/running/backup.md."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import raise_cast
from tests.desk import Desk, open_desk
from tests.land import lay_out

from openkp.config import archive, environment
from openkp.core.tlog import read_checkpoint
from openkp.documents import file_store
from openkp.worker import publishing

PAGE = Path(__file__).resolve().parents[3] / "docs" / "running" / "backup.md"
PDF = b"%PDF-1.7 a scanned booklet"


@pytest.fixture
def desk(committed_db: Path) -> Desk:
    """An installation where certificates were issued and the log is published."""
    environment.write_installation(committed_db, url="http://localhost:8000", specimen=True, name="Test")
    made = open_desk(lay_out(raise_cast(dt.datetime.now(dt.UTC).replace(microsecond=0))))
    made.issue()
    file_store.write(PDF)
    publish(made)
    return made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty home, and of an empty database where there is a server."""
    told = {"OPENKP_HOME": str(tmp_path / "restored")}
    if connection.vendor != "postgresql":
        yield told
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield {**told, "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def publish(desk: Desk) -> None:
    publishing.integrate_log(desk.cast.now)
    publishing.renew_status_lists(desk.cast.now)
    publishing.integrate_log(desk.cast.now)


def run(*told: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "openkp", *told],
        env={**os.environ, "PYTHONWARNINGS": "ignore", "LANG": "C", **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def back_up(path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    connection.close()  # a process of its own: nothing of ours is held
    done = run("backup", str(path), **env)
    return done


def taken(tmp_path: Path) -> Path:
    done = back_up(tmp_path / "one.tar")
    assert done.returncode == 0, done.stderr
    return tmp_path / "one.tar"


def home_of(fresh: dict[str, str]) -> Path:
    return Path(fresh["OPENKP_HOME"])


def anchor(home: Path) -> int:
    return read_checkpoint((home / "anchor" / "checkpoint").read_bytes()).size


def test_all_comes_back_and_the_log_to_the_byte(desk: Desk, home: Path, tmp_path: Path, fresh: dict[str, str]) -> None:
    done = back_up(tmp_path / "one.tar")
    assert done.returncode == 0, done.stderr
    assert f"sha256:{hashlib.sha256((tmp_path / 'one.tar').read_bytes()).hexdigest()}" in done.stdout
    assert "Not in the backup" not in done.stderr
    back = run("restore", str(tmp_path / "one.tar"), "--nothing-since", **fresh)
    assert back.returncode == 0, back.stdout + back.stderr
    assert "Nothing is broken." in back.stdout
    there = home_of(fresh)
    for folder in ("log", "keys", "files", "anchor"):
        ours = {p.relative_to(home): p.read_bytes() for p in (home / folder).rglob("*") if p.is_file()}
        theirs = {p.relative_to(there): p.read_bytes() for p in (there / folder).rglob("*") if p.is_file()}
        assert theirs == ours and ours, folder
    assert (there / "secret-key").read_bytes() == (home / "secret-key").read_bytes()
    assert (there / "secret-key").stat().st_mode & 0o777 == 0o600
    again = run("certificate", "list", "--json", **fresh)
    assert len(json.loads(again.stdout)["items"]) == 1
    worker = run("worker", "--once", **fresh)
    assert worker.returncode == 0, worker.stderr


def test_the_passphrase_is_never_in_it(desk: Desk, home: Path, tmp_path: Path) -> None:
    for name in ("keys.passphrase", "keys/passphrase", "keys/other.pem"):
        (home / name).write_text("long enough for a key")
    (home / "notes.txt").write_text("of the administrator")
    done = back_up(tmp_path / "one.tar", OPENKP_PASSPHRASE_FILE=str(home / "keys" / "other.pem"))
    assert done.returncode == 0 and "notes.txt" in done.stderr
    assert b"long enough for a key" not in (tmp_path / "one.tar").read_bytes()
    assert not [name for name in archive.check(tmp_path / "one.tar").files if "passphrase" in name]


def test_where_the_log_went_on_nothing_is_signed_any_more(
    desk: Desk, home: Path, tmp_path: Path, fresh: dict[str, str]
) -> None:
    path = taken(tmp_path)
    before = anchor(home)
    desk.issue()
    publish(desk)
    assert anchor(home) > before
    newest = home / "anchor" / "checkpoint"
    done = run("restore", str(path), "--newest-checkpoint", str(newest), **fresh)
    assert done.returncode == 65, done.stdout + done.stderr
    assert "THE LOG WENT ON AFTER THIS BACKUP" in done.stderr
    assert (home_of(fresh) / "anchor" / "checkpoint").read_bytes() == newest.read_bytes()
    assert run("worker", "--once", **fresh).returncode == 65
    assert not (home_of(fresh) / "log" / "checkpoint").exists()


def test_an_older_checkpoint_than_that_of_the_backup_changes_nothing(
    desk: Desk, home: Path, tmp_path: Path, fresh: dict[str, str]
) -> None:
    older = tmp_path / "older"
    shutil.copyfile(home / "anchor" / "checkpoint", older)
    desk.issue()
    publish(desk)
    path = taken(tmp_path)
    done = run("restore", str(path), "--newest-checkpoint", str(older), **fresh)
    assert done.returncode == 0, done.stdout + done.stderr
    assert anchor(home_of(fresh)) == anchor(home) > read_checkpoint(older.read_bytes()).size


def test_a_checkpoint_that_the_log_did_not_sign_is_refused(
    desk: Desk, home: Path, tmp_path: Path, fresh: dict[str, str]
) -> None:
    path = taken(tmp_path)
    text, _, signature = (home / "anchor" / "checkpoint").read_text().partition("\n\n")
    origin, size, root = text.split("\n")
    (tmp_path / "forged").write_text(f"{origin}\n{int(size) + 5}\n{root}\n\n{signature}")
    done = run("restore", str(path), "--newest-checkpoint", str(tmp_path / "forged"), **fresh)
    assert done.returncode == 1, done.stderr
    assert not home_of(fresh).exists()


def test_a_byte_flipped_anywhere_is_found_before_anything_is_written(
    desk: Desk, tmp_path: Path, fresh: dict[str, str]
) -> None:
    path = taken(tmp_path)
    whole = path.read_bytes()
    spots: list[int] = []
    with tarfile.open(path) as tar:
        for member in tar:  # the middle, the first and the last byte of each, and its header
            spots += [member.offset + 3, member.offset_data, member.offset_data + member.size - 1]
            spots.append(member.offset_data + member.size // 2)
    for at in random.Random(7).sample(spots, 12) + spots[-4:]:  # noqa: S311 - places, not secrets
        spoilt = bytearray(whole)
        spoilt[at] ^= 0x04
        path.write_bytes(spoilt)
        with pytest.raises((archive.Damage, archive.Refusal)):
            archive.check(path)
    spoilt = bytearray(whole)
    spoilt[spots[1]] ^= 1
    path.write_bytes(spoilt)
    done = run("restore", str(path), "--nothing-since", **fresh)
    assert done.returncode == 65 and "is not what was written into the backup" in done.stderr
    assert not home_of(fresh).exists()


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_an_archive_that_was_cut_is_refused(desk: Desk, tmp_path: Path, fresh: dict[str, str], kept: float) -> None:
    path = taken(tmp_path)
    with path.open("r+b") as file:
        file.truncate(int((path.stat().st_size - 10240) * kept))
    done = run("restore", str(path), "--nothing-since", **fresh)
    assert done.returncode in (1, 65), done.stderr
    assert not home_of(fresh).exists()


def test_what_is_no_backup_is_refused(desk: Desk, tmp_path: Path, fresh: dict[str, str]) -> None:
    (tmp_path / "x").write_bytes(PDF * 100)
    done = run("restore", str(tmp_path / "x"), "--nothing-since", **fresh)
    assert (done.returncode, home_of(fresh).exists()) == (1, False)
    assert "is not a backup of OpenKP" in done.stderr


def test_nothing_is_restored_over_anything(desk: Desk, tmp_path: Path, fresh: dict[str, str]) -> None:
    path = taken(tmp_path)
    home_of(fresh).mkdir()
    (home_of(fresh) / "precious").write_text("mine")
    done = run("restore", str(path), "--nothing-since", **fresh)
    assert done.returncode == 1 and "is not empty" in done.stderr
    assert [one.name for one in home_of(fresh).iterdir()] == ["precious"]
    (home_of(fresh) / "precious").unlink()
    if connection.vendor == "postgresql":
        done = run("restore", str(path), "--nothing-since", OPENKP_HOME=fresh["OPENKP_HOME"])
        assert done.returncode == 1 and "has tables already" in done.stderr
        assert not any(home_of(fresh).iterdir())
    again = back_up(path)
    assert again.returncode == 1 and "is there already" in again.stderr


@pytest.mark.parametrize("fault", ["backup.moment", "backup.added", "backup.written"])
def test_a_cut_in_a_backup_leaves_no_file_of_that_name(desk: Desk, tmp_path: Path, fault: str) -> None:
    path = tmp_path / "one.tar"
    assert back_up(path, OPENKP_FAULT=fault).returncode == 137
    assert not path.exists()
    taken(tmp_path)


@pytest.mark.parametrize(
    "fault", ["restore.extracted", "restore.marked", "restore.database", "restore.filled", "restore.named"]
)
def test_a_cut_in_a_restore_is_no_installation_and_the_next_one_goes_through(
    desk: Desk, tmp_path: Path, fresh: dict[str, str], fault: str
) -> None:
    if connection.vendor != "postgresql" and fault in ("restore.marked", "restore.database"):
        pytest.skip("of a server")
    path = taken(tmp_path)
    assert run("restore", str(path), "--nothing-since", **fresh, OPENKP_FAULT=fault).returncode == 137
    assert run("audit", **fresh).returncode == 64  # there is no installation here yet
    done = run("restore", str(path), "--nothing-since", **fresh)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (home_of(fresh) / ".restoring").exists()


def test_a_backup_while_officers_issue_and_the_worker_integrates(
    desk: Desk, home: Path, tmp_path: Path, fresh: dict[str, str]
) -> None:
    """Several backups while certificates are issued: the log of none is ahead of its database."""
    stop, failed = threading.Event(), []
    environ = {**os.environ, "PYTHONWARNINGS": "ignore"}

    def integrate() -> None:
        while not stop.is_set():
            done = subprocess.run(
                [sys.executable, "-m", "openkp", "worker", "--once"], env=environ, capture_output=True, check=False
            )
            if done.returncode:
                failed.append(done.stderr)

    worker = threading.Thread(target=integrate)
    worker.start()
    running: list[subprocess.Popen[bytes]] = []
    try:
        for turn in range(3):
            path = tmp_path / f"{turn}.tar"
            running.append(subprocess.Popen([sys.executable, "-m", "openkp", "backup", str(path)], env=environ))
            while running[-1].poll() is None:
                desk.issue()
    finally:
        stop.set()
        worker.join()
    assert not failed and [one.returncode for one in running] == [0, 0, 0]
    for turn in range(3):
        manifest = archive.check(tmp_path / f"{turn}.tar")
        assert manifest.facts["leaves"] >= 1
    done = run("restore", str(tmp_path / "1.tar"), "--nothing-since", **fresh)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing is broken." in done.stdout


def test_without_pg_dump_it_says_which_package(desk: Desk, tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no program")
    (tmp_path / "bin").mkdir()
    done = back_up(tmp_path / "one.tar", PATH=str(tmp_path / "bin"))
    assert done.returncode == 1 and "postgresql-client" in done.stderr
    assert not (tmp_path / "one.tar").exists()


def test_a_backup_of_a_newer_version_is_refused(desk: Desk, tmp_path: Path, fresh: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '9999_x', '2026-01-01')")
    try:
        done = run("restore", str(taken(tmp_path)), "--nothing-since", **fresh)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_x'")
    assert done.returncode == 1 and "newer version" in done.stderr
    assert not home_of(fresh).exists()


def test_the_steps_of_the_page(desk: Desk, tmp_path: Path, fresh: dict[str, str]) -> None:
    """Every line of the page's blocks marked `steps`, in order, as they stand."""
    blocks = re.findall(r"```steps (\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert [name for name, _ in blocks] == ["backup", "elsewhere", "rehearse"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "openkp").write_text(f'#!/bin/sh\nexec {sys.executable} -m openkp "$@"\n')
    (tmp_path / "bin" / "openkp").chmod(0o755)
    connection.close()
    base = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "BACKUPS": str(tmp_path / "backups")}
    (tmp_path / "backups").mkdir()
    told = {"REHEARSAL_HOME": fresh["OPENKP_HOME"], "REHEARSAL_DATABASE": fresh.get("DATABASE_URL", "")}
    script = "set -eu\n" + "\n".join(text.replace(".venv/bin/openkp", "openkp") for _, text in blocks)
    done = subprocess.run(["/bin/sh", "-c", script], env={**base, **told}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing is broken." in done.stdout
