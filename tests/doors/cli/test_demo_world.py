"""The demonstration, as a newcomer meets it: built once for this file, cut in the middle, begun again."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from openkp.core.lifecycle import CertificateState
from openkp.core.roles import Role

PORT = "48765"
OPENKP = (sys.executable, "-m", "openkp")


def _environment(home: Path) -> dict[str, str]:
    """A machine of its own: SQLite in `home`, English, whatever database the suite runs on."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "OPENKP_URL", "LC_ALL")}
    return {**kept, "OPENKP_HOME": str(home), "LANG": "en_GB.UTF-8"}


def _run(home: Path, *words: str, code: int = 0) -> str:
    done = subprocess.run([*OPENKP, *words], env=_environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stdout + done.stderr


def _cut(home: Path) -> None:
    """Begin a demonstration and cut its power once the season has begun and some files are there."""
    process = subprocess.Popen(
        [*OPENKP, "demo", "--port", PORT, "--no-serve"],
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and _count(home, "shipments_shipment") < 8:
        time.sleep(0.2)
    assert process.poll() is None, "the demonstration ended before it could be cut"
    process.send_signal(signal.SIGKILL)
    process.wait()


def _count(home: Path, table: str) -> int:
    try:
        with sqlite3.connect(f"file:{home}/openkp.sqlite3?mode=ro", uri=True) as database:
            return int(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608 - names of this file
    except sqlite3.OperationalError:
        return 0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A finished demonstration, and the story that it printed."""
    home = tmp_path_factory.mktemp("demonstration")
    _cut(home)
    return home, _run(home, "demo", "--port", PORT, "--no-serve")


def _items(home: Path, *words: str) -> list[dict[str, Any]]:
    found = json.loads(_run(home, *words, "--json"))
    assert set(found) == {"items"}
    return list(found["items"])


def test_one_account_for_each_role(world: tuple[Path, str]) -> None:
    items = _items(world[0], "demo", "--accounts")
    assert sorted(item["role"] for item in items) == sorted(str(role) for role in Role if role is not Role.SYSTEM)
    assert all(set(item) == {"role", "person", "participant", "login", "password", "first_page"} for item in items)
    assert all(item["first_page"].startswith(("/en/", "/fr/")) for item in items)


def test_there_is_a_certificate_in_every_state(world: tuple[Path, str]) -> None:
    for state in (*CertificateState, "expired"):
        found = _items(world[0], "certificate", "list", "--state", str(state))
        assert found and all(item["state"] == state for item in found), state


def test_there_is_a_certificate_of_every_kind(world: tuple[Path, str]) -> None:
    kinds = {item["kind"] for item in _items(world[0], "certificate", "list")}
    assert kinds == {"export", "re-export", "transit", "technical"}


def test_one_file_waits_at_each_step(world: tuple[Path, str]) -> None:
    home, story = world
    with sqlite3.connect(home / "openkp.sqlite3") as database:
        states = dict(database.execute("SELECT state, COUNT(*) FROM shipments_shipment GROUP BY state"))
    for state in ("submitted", "valued", "levied", "sealed", "approved"):
        assert states[state] == 1, state
    assert len(re.findall(r"file S-SL-\d{6}", story)) == 5


def test_the_story_tells_who_where_what_and_the_address_of_each_page(world: tuple[Path, str]) -> None:
    story = world[1]
    assert "Sahr Gborie" in story and "Koidu" in story and "Every certificate says SPECIMEN" in story
    pages = re.findall(rf"see (http://localhost:{PORT}/en/\S+)", story)
    for part in ("licences/?number=SL-M-0001-L1", "lots/L-SL-", "shipments/S-SL-", "certificates/SL"):
        assert any(part in page for page in pages), part


def test_the_parcel_of_the_story_has_every_slip_as_its_parent_and_the_pit_as_its_root(
    world: tuple[Path, str],
) -> None:
    home, story = world
    found = re.search(r"a parcel made of (\d+) slips .*lot (L-SL-\d+)", story)
    first = re.search(r"The find enters the ledger as lot (L-SL-\d+)", story)
    assert found and first and int(found[1]) >= 2
    traced = json.loads(_run(home, "lot", "trace", found[2], "--json"))
    assert first[1] in json.dumps(traced) and "SL:KOIDU-01" in json.dumps(traced)


def test_the_printed_commands_verify_the_story_without_a_network(world: tuple[Path, str]) -> None:
    home, story = world
    commands = re.findall(r"verify (\S+) --trust (\S+)", story)
    assert {Path(file).suffix for file, _ in commands} == {".pdf", ".txt", ".png"}
    for file, trust in commands:
        verdict = _run(home, "verify", file, "--trust", trust)
        assert verdict.splitlines()[0].startswith("SPECIMEN") and "\nVALID" in verdict


def test_nothing_in_it_is_broken(world: tuple[Path, str]) -> None:
    audit = json.loads(_run(world[0], "audit", "--json"))
    assert audit["items"] == []


def test_run_again_it_tells_the_same_and_does_nothing(world: tuple[Path, str]) -> None:
    home, story = world
    events = _count(home, "events_event")
    assert _run(home, "demo", "--no-serve") == story
    assert _count(home, "events_event") == events


def test_it_refuses_to_become_another_world(world: tuple[Path, str]) -> None:
    home, _ = world
    assert f"--port {PORT}" in _run(home, "demo", "--port", "48766", "--no-serve", code=64)
    assert "seed 1" in _run(home, "demo", "--seed", "2", "--no-serve", code=64)


def test_it_is_told_in_french_too(world: tuple[Path, str]) -> None:
    environment = {**_environment(world[0]), "LANG": "fr_FR.UTF-8"}
    done = subprocess.run([*OPENKP, "demo", "--no-serve"], env=environment, capture_output=True, text=True, check=True)
    assert "exploitant artisanal" in done.stdout and f"http://localhost:{PORT}/fr/lots/" in done.stdout


def test_accounts_of_a_world_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "openkp demo" in _run(tmp_path / "empty", "demo", "--accounts", "--json", code=64)


def test_a_real_installation_is_never_made_a_demonstration(tmp_path: Path) -> None:
    (tmp_path / "installation.json").write_text('{"url": "http://localhost:48765", "specimen": false, "name": "x"}')
    assert "not a demonstration" in _run(tmp_path, "demo", "--no-serve", code=64)
    assert not (tmp_path / "demo.json").exists()
