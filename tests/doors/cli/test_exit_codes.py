"""The exit code of each kind of end (docs/running/README.md), and one sentence instead of a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import django.db.utils
import pytest
from django.conf import settings
from tests.cast import raise_cast
from tests.desk import Desk, open_desk, seal_log
from tests.land import lay_out

from openkp import cli
from openkp.config import environment
from openkp.core.refusal import Damage, Refusal
from openkp.words import LANGUAGES, say

ROOT = Path(__file__).resolve().parents[3]


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """What `openkp WORDS` ends with, in this process, as an installation that exists."""
    monkeypatch.setattr(cli, "start_platform", lambda: None)
    monkeypatch.setattr(settings, "ENV", type("Env", (), {"initialised": True}), raising=False)
    monkeypatch.setattr(sys, "argv", ["openkp", *words])
    with pytest.raises(SystemExit) as done:
        cli.main()
    return int(done.value.code or 0)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception, lang: str = "en") -> int:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli.cli, "main", fail)
    monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
    return ended(monkeypatch)


@pytest.mark.django_db
def test_a_certificate_that_is_being_sealed_is_75_then_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk: Desk = open_desk(lay_out(raise_cast()))
    monkeypatch.setattr("openkp.cli.certificate.now", lambda: desk.cast.now)
    monkeypatch.setenv("LC_ALL", "C")
    number = desk.issue()
    export = ("certificate", "export", number, "--out", str(tmp_path / "out"))
    assert ended(monkeypatch, *export) == 75
    told = capsys.readouterr()
    assert told.out == "" and told.err.strip() == say("en", "certificates.being_sealed", number=number)
    assert not (tmp_path / "out").exists(), "half a bundle is none"
    seal_log(desk.cast.now)
    assert ended(monkeypatch, *export) == 0
    assert ended(monkeypatch, "certificate", "show", "SL000001") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_damage_is_one_sentence_and_65(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    assert failing(monkeypatch, Damage("leaf 7 is missing"), lang) == 65
    told = capsys.readouterr().err
    assert told.strip() == say(lang, "cli.damage", what="leaf 7 is missing")
    assert "Traceback" not in told and len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (django.db.utils.OperationalError("no such table: parties_person"), 78),
        (django.db.utils.OperationalError("no such column: signing_x509revocation.at"), 78),
        (django.db.utils.OperationalError("connection refused\nIs the server running?"), 69),
        (Refusal("documents.empty"), 1),
        (FileNotFoundError(2, "No such file or directory", "/nowhere"), 74),
    ],
)
def test_what_is_wrong_with_the_installation_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, code: int
) -> None:
    assert failing(monkeypatch, error) == code
    told = capsys.readouterr().err
    assert "Traceback" not in told and len(told.splitlines()) == 1


def test_a_bug_is_70_with_all_that_a_reporter_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error in (AssertionError("a promise"), django.db.utils.ProgrammingError('syntax error at or near "x"')):
        assert failing(monkeypatch, error) == 70
        assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("key", "list"), ("certificate", "list"), ("worker", "--once")])
def test_an_installation_without_its_tables_says_what_to_run(home: Path, words: tuple[str, ...]) -> None:
    """An installation.toml and an empty database, as after an update that was not followed by `openkp init`."""
    environment.write_installation(home, url="http://localhost:8000", specimen=True, name="Tests")
    done = subprocess.run(
        [sys.executable, "-m", "openkp", *words],
        capture_output=True,
        text=True,
        check=False,
        env={"OPENKP_HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )
    assert done.returncode == 78, done.stderr
    assert "openkp init" in done.stderr and "Traceback" not in done.stderr


def test_the_documented_codes_are_those_of_the_source() -> None:
    page = (ROOT / "docs/running/README.md").read_text().partition("## Exit codes")[2].partition("\n## ")[0]
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.M)}
    known = {value for name, value in vars(cli).items() if name.startswith("EXIT_")}
    assert documented == known | {0, 1, 2}
