"""A log to try things on: leaves in, integrations, and what is published read back as a stranger would."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from openkp.core import tlog
from openkp.core.leaf import leaf_bytes
from openkp.core.problem import Problem
from openkp.core.tlog import VerifierKey
from openkp.transparency import audit, integrator, steps

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ORIGIN = "localhost:8000/log"


@dataclass
class Log:
    home: Path
    secret: Ed25519PrivateKey = field(
        default_factory=lambda: Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"log").digest())
    )

    @property
    def folder(self) -> Path:
        return self.home / "log"

    @property
    def anchor(self) -> Path:
        return self.home / "anchor" / "checkpoint"

    @property
    def key(self) -> VerifierKey:
        return VerifierKey(ORIGIN, self.secret.public_key().public_bytes_raw())

    def add(self, count: int = 1, *, name: str = "SL") -> tuple[int, ...]:
        """Log `count` events in one act; answers the ids of their leaves."""
        with transaction.atomic():
            return steps.append_many([leaf(f"{name}{number:06d}") for number in range(count)], now=NOW)

    def integrate(self, **changes: object) -> tlog.Checkpoint | None:
        arguments = {
            "now": NOW,
            "sign": self.secret.sign,
            "public_key": self.secret.public_key().public_bytes_raw(),
            "origin": ORIGIN,
            "log_dir": self.folder,
            "anchor_path": self.anchor,
        }
        return integrator.integrate(**{**arguments, **changes})  # type: ignore[arg-type]

    def head(self) -> tlog.Checkpoint:
        return tlog.check_checkpoint((self.folder / "checkpoint").read_bytes(), self.key)

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def problems(self) -> list[Problem]:
        return list(audit.problems(keys=[self.key], log_dir=self.folder, anchor_path=self.anchor))

    def codes(self) -> set[str]:
        return {problem.code for problem in self.problems()}


def leaf(number: str) -> steps.NewLeaf:
    digest = hashlib.sha256(number.encode()).digest()
    issuer = "did:web:localhost%3A8000:authorities:sl-nma"
    return steps.NewLeaf(leaf_bytes(kind="issued", issuer=issuer, number=number, facts_sha256=digest), "issued", number)


@pytest.fixture
def log(home: Path) -> Log:
    return Log(home)


@pytest.fixture
def without_triggers() -> Callable[..., None]:
    """Write to the database as an intruder would who has it to himself: its own guards are taken down first."""

    def write(statement: str, *values: object) -> None:
        with connection.cursor() as cursor:
            for table in ("transparency_leaf", "transparency_checkpoint"):
                for act in ("insert", "update", "delete"):
                    name = f"{table}_no_{act}"
                    on = "" if connection.vendor == "sqlite" else f" ON {table}"
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            cursor.execute(statement, values)

    return write
