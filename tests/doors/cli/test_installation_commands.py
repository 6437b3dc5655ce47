"""The first minutes of a newcomer: help everywhere, nothing written where something is missing, a cut that goes on."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from tests.cast import email_of, raise_cast

from openkp.cli import cli
from openkp.cli.demo import NAME, _address
from openkp.cli.installation import good_password
from openkp.config import environment, founding


@pytest.mark.parametrize("told", [["--help"], ["audit", "--help"], ["key", "create", "--help"], ["serve", "--help"]])
def test_help_needs_no_installation_and_no_good_environment(told: list[str], home: Path) -> None:
    env = {**os.environ, "DATABASE_URL": "nonsense"}
    done = subprocess.run([sys.executable, "-m", "openkp", *told], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage:" in done.stdout
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("told", [["init"], ["demo"], ["audit"], ["key", "list"]])
def test_the_verifier_alone_says_what_is_missing_and_writes_nothing(
    told: list[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name == "django" else real(name, *a))
    done = CliRunner().invoke(cli, told)
    assert done.exit_code == 64
    assert "openkp[server]" in done.stderr
    assert list(home.iterdir()) == []


@pytest.mark.django_db
def test_an_administrator_who_is_known_is_known(home: Path) -> None:
    cast = raise_cast()
    assert founding.is_administrator(email_of("admin"))
    assert not founding.is_administrator(email_of("officer")) and not founding.is_administrator("nobody@example.org")
    founding.first_administrator(now=cast.now, login="You@example.org", password="a river of stones 9")
    assert founding.is_administrator("you@example.org")


def test_the_first_administrator_has_agood_password() -> None:
    assert good_password("a river of stones 9") == "a river of stones 9"
    with pytest.raises(click.UsageError):
        good_password("of stones")


def test_a_demonstration_cut_in_its_first_second_goes_on(home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    environment.write_installation(home, url=url, specimen=True, name=NAME)
    assert _address(home, None) == url


@pytest.mark.parametrize(("specimen", "name"), [(False, NAME), (True, "Mine")])
def test_another_installation_is_not_taken_for_a_demonstration(specimen: bool, name: str, home: Path) -> None:
    environment.write_installation(home, url="http://localhost:8000", specimen=specimen, name=name)
    with pytest.raises(SystemExit):
        _address(home, None)


def test_the_address_is_frozen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.write_installation(home, url="https://kp.example.org", specimen=False, name="OpenKP")
    with pytest.raises(environment.BadEnvironment):
        environment.write_installation(home, url="https://kp.example.com", specimen=False, name="OpenKP")
    assert environment.read().url == "https://kp.example.org"
    monkeypatch.setenv("OPENKP_URL", "https://kp.example.com")
    with pytest.raises(environment.BadEnvironment):
        environment.read()


@pytest.mark.parametrize(("told", "expected"), [("", 0), ("1", 1), ("-1", None), ("many", None), ("99", None)])
def test_proxies_are_counted_or_refused(told: str, expected: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENKP_PROXIES", told)
    if expected is None:
        with pytest.raises(environment.BadEnvironment):
            environment.read()
    else:
        assert environment.read().proxies == expected
