"""The digest of some rows of a table, and what is told of one that differs."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openkp.core.problem import Problem

from .models import Seal

BLOCK = 256  # rows


@dataclass(frozen=True, slots=True)
class Block:
    """`part` and `keys` (comma between) are of rows sealed again when columns of theirs were set; else ""."""

    table: str
    first: str
    last: str
    rows: int
    salt: str
    sha256: str
    part: str = ""
    keys: str = ""

    def line(self) -> str:
        table = f"{self.table}/{self.part}" if self.part else self.table
        return f"{table} {self.first} {self.last} {self.rows} {self.sha256}"

    __str__ = line


def block_of(table: str, rows: Sequence[tuple[Any, bytes]], *, part: str = "") -> Block:
    """A new block of (key, bytes), under a salt of its own."""
    salt = secrets.token_hex(16)
    keys = ",".join(str(key) for key, _ in rows) if part else ""
    digest = digest_of(salt, (data for _, data in rows))
    return Block(table, str(rows[0][0]), str(rows[-1][0]), len(rows), salt, digest, part, keys)


def digest_of(salt: str, rows: Iterable[bytes]) -> str:
    out = hashlib.sha256(salt.encode())
    for data in rows:
        out.update(len(data).to_bytes(8, "big"))
        out.update(data)
    return out.hexdigest()


def row_bytes(values: Sequence[Any]) -> bytes:
    return json.dumps(values, sort_keys=True, default=_plain, separators=(",", ":")).encode()


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def broken(row: Seal) -> Problem:
    return Problem(
        "check.seal_broken", f"{row.table} {row.first}", {"table": row.table, "first": row.first, "last": row.last}
    )
