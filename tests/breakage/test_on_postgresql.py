"""On SQLite, `make test` still runs the races on PostgreSQL, where a server answers: only there two acts overlap."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = os.environ.get("OPENKP_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"


def test_what_needs_postgresql_passes_there() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("this run is on PostgreSQL: the tests themselves run")
    try:
        psycopg.connect(ADDRESS, connect_timeout=3).close()
    except psycopg.OperationalError:
        pytest.skip(f"PostgreSQL does not answer at {ADDRESS}: its tests were not run")
    races = sorted(str(path) for path in Path(__file__).parent.glob("test_*races*.py"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *races]
    environment = {**os.environ, "DATABASE_URL": ADDRESS}
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=500)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
