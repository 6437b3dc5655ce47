"""PostgreSQL's own programs for whole databases, on the database of the settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

from openkp.core.refusal import Refusal

PACKAGE = "postgresql-client"  # Debian's and Ubuntu's name of the package that has both
_LIBPQ = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey"})  # read by libpq as PGSSLMODE and so on


def find(name: str) -> str:
    """The path of `name`. Refuses ``backup.tool_missing`` with the package that has it."""
    found = shutil.which(name)
    if found is None:
        raise Refusal("backup.tool_missing", tool=name, package=PACKAGE)
    return found


def run(name: str, database: dict[str, Any], *told: str) -> None:
    """Run it on `database` (Django's dictionary). The password is in its environment, where other users see nothing.
    Refuses ``backup.tool_missing``, ``backup.tool_failed`` with its first words."""
    where = {"host": database.get("HOST"), "port": database.get("PORT"), "username": database.get("USER")}
    options = [f"--{option}={value}" for option, value in where.items() if value]
    env = {**os.environ}
    if database.get("PASSWORD"):
        env["PGPASSWORD"] = str(database["PASSWORD"])
    for option, value in database.get("OPTIONS", {}).items():
        if option in _LIBPQ:
            env[f"PG{option.upper()}"] = str(value)
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, our own arguments
        [find(name), *options, f"--dbname={database['NAME']}", "--no-password", *told],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refusal("backup.tool_failed", tool=name, detail=" ".join(done.stderr.split())[:300])
