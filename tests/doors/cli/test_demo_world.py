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

from openkp.core.lifecycle import CertificateState, ImportState
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


def test_the_printed_commands_verify_the_story_and_its_confirmation_without_a_network(world: tuple[Path, str]) -> None:
    home, story = world
    commands = re.findall(r"verify (\S+) --trust (\S+)", story)
    assert {Path(file).suffix for file, _ in commands} == {".pdf", ".txt", ".png", ".jwt"}
    for file, trust in commands:
        verdict = _run(home, "verify", file, "--trust", trust)
        assert verdict.splitlines()[0].startswith("SPECIMEN") and "\nVALID" in verdict
        if file.endswith(".confirmation.vc.jwt"):
            weight = re.search(r"customs confirms ([0-9.]+ ct)", story)
            assert (
                weight and f"Import confirmation of {Path(file).name.split('.')[0]}" in verdict and weight[1] in verdict
            )


_VISIT = """
import sys
from openkp.cli import start_platform
start_platform()
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.contrib.auth import get_user_model
from django.test import Client
for line in sys.stdin.read().splitlines():
    path, _, login = line.partition(" ")
    client = Client(SERVER_NAME="localhost")
    if login:
        client.force_login(get_user_model().objects.get(email=login))
    print(client.get(path).status_code, path, login)
"""


def test_every_printed_address_opens_for_the_account_that_is_named_with_it(world: tuple[Path, str]) -> None:
    home, story = world
    pages = re.findall(rf"see http://localhost:{PORT}(/en/\S+)(?: \(as (\S+)\))?", story)
    assert len(pages) > 15 and {login.partition("@")[0] for _, login in pages} == {"", "officer", "customs"}
    pages += [(one["first_page"], one["login"]) for one in _items(home, "demo", "--accounts")]
    asked = "\n".join(f"{path} {login}".strip() for path, login in pages)
    done = subprocess.run(
        [sys.executable, "-c", _VISIT], env=_environment(home), input=asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answers = done.stdout.splitlines()
    assert len(answers) == len(pages) and [line for line in answers if not line.startswith("200 ")] == []


def _ask(home: Path, sql: str) -> list[Any]:
    with sqlite3.connect(f"file:{home}/openkp.sqlite3?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def test_there_is_an_import_file_in_every_state(world: tuple[Path, str]) -> None:
    found = {state for (state,) in _ask(world[0], "SELECT DISTINCT state FROM shipments_importfile")}
    assert found == {str(state) for state in ImportState}


def test_a_year_of_trade_among_the_producers_and_the_hubs(world: tuple[Path, str]) -> None:
    rows = _ask(world[0], "SELECT participant, destination, substr(issued_at, 1, 7) FROM certificates_certificate")
    assert len({month for *_, month in rows}) >= 11
    assert {participant for participant, *_ in rows} == {"SL", "LR", "GN", "CI", "EU", "AE"}
    assert {"EU", "AE", "IN"} <= {destination for _, destination, _ in rows}


def test_a_hub_mixes_goods_of_two_countries_and_draws_their_certificates_down(world: tuple[Path, str]) -> None:
    home = world[0]
    rows = _ask(
        home,
        "SELECT s.sources, c.number FROM shipments_shipment s"
        " JOIN certificates_certificate c ON c.number = s.certificate"
        " WHERE c.kind = 're-export' AND c.origin = 'MIXED' AND c.destination = 'IN'",
    )
    assert rows
    for told, number in rows:
        sources = json.loads(told)
        assert len({source[:2] for source in sources}) >= 2, number
        for source in sources:
            arrived = _ask(
                home,
                "SELECT l.balance_mct, l.made_mct FROM ledger_lot l JOIN ledger_movement m ON m.id = l.made_by_id"  # noqa: S608
                f" WHERE m.kind = 'import' AND m.certificate = '{source}'",
            )
            assert any(balance < made for balance, made in arrived), f"{source} of {number} is not drawn down"


def test_what_does_not_go_smoothly_is_there_open_and_closed(world: tuple[Path, str]) -> None:
    home = world[0]
    kinds = dict(_ask(home, "SELECT closed_at IS NULL, COUNT(*) FROM certificates_alarm GROUP BY 1"))
    assert kinds[0] >= 1 and kinds[1] >= 1
    assert _ask(home, "SELECT 1 FROM certificates_alarm WHERE closed_at IS NOT NULL AND reason = ''") == []
    assert {bool(answer) for (answer,) in _ask(home, "SELECT answer FROM shipments_issuerquery")} == {True, False}
    talk = (
        "SELECT COUNT(*) FROM shipments_discrepancynote n JOIN shipments_discrepancy d ON d.id = n.discrepancy_id"
        " WHERE d.state {} 'closed'"
    )
    assert _ask(home, talk.format("<>"))[0][0] >= 3
    assert _ask(home, talk.format("="))[0][0] >= 3
    late = _ask(home, "SELECT subject FROM events_deadline WHERE kind = 'shipment.arrival' AND raised_at IS NOT NULL")
    assert late
    foreign = _ask(home, "SELECT state, findings FROM shipments_importfile WHERE source = 'paper'")
    assert "confirmed" in {state for state, _ in foreign}
    assert any("paper.range_of_another_year" in findings for _, findings in foreign)
    assert len(_ask(home, "SELECT 1 FROM shipments_slip")) == 1


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
