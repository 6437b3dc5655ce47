"""A broken promise, as `check` reports it: what, where, and the facts of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is dotted like a refusal's and has a sentence in `words`; `where` names the row, tile or file."""

    code: str
    where: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} at {self.where} {self.facts or ''}".rstrip()
