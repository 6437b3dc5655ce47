"""`openkp audit`: what it says of a house that is whole, and that no damage stops it from saying so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from tests.cast import raise_cast

from openkp.cli.audit import audit


@pytest.fixture(autouse=True)
def _house(committed_db: Path) -> None:
    raise_cast()


def run(*told: str) -> tuple[int, dict[str, object]]:
    result: Result = CliRunner().invoke(audit, ["--json", *told], standalone_mode=False)
    assert result.exception is None, result.exception
    return int(result.return_value), json.loads(result.stdout)


def harm(sql: str) -> None:
    """Change the database as an editor of the file would: no trigger, no foreign key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql)
        for _, text in triggers:
            cursor.execute(text)


def test_a_whole_house() -> None:
    code, told = run()
    assert (code, told["ok"], told["items"]) == (0, True, [])


def test_a_word_that_no_reader_knows_is_a_finding_and_not_a_crash() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("a constraint of PostgreSQL is not edited away in a file")
    harm("UPDATE parties_statusrow SET status = 'acthve'")
    code, told = run()
    assert (code, told["ok"]) == (1, False)
    assert "check.part_crashed" in {item["code"] for item in told["items"]}  # type: ignore[attr-defined]


def test_a_row_that_others_name_and_that_is_gone_is_found() -> None:
    harm("DELETE FROM parties_person")
    code, told = run()
    assert code == 1
    broken = [i for i in told["items"] if i["code"] == "check.reference_broken"]  # type: ignore[attr-defined,index]
    assert broken and all("parties_person" in item["text"] for item in broken)


@pytest.mark.parametrize("told", [["audit"], ["certificate", "list"], ["trust", "export", "x"], ["worker", "--once"]])
def test_where_no_installation_is_each_command_says_so(told: list[str], tmp_path: Path) -> None:
    env = {**os.environ, "OPENKP_HOME": str(tmp_path / "none"), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "openkp", *told], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 64
    assert "openkp init" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "none").exists()
