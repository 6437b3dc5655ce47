"""The three kinds of error of the house: refusals (expected), damage (integrity broken), and bugs (assertions)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Refusal(Exception):
    """An expected "no": a code that `words` can say in each language, and the facts of the sentence.

    `code` is dotted, its first part the room or rule that refuses: ``"ledger.overdraft"``. `facts` are plain values
    (text, integers, dates): nothing is formatted here.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, facts)

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and (self.code, self.facts) == (other.code, other.facts)

    def __hash__(self) -> int:
        return hash(self.code)


class Refusals(Exception):
    """Every reason at once: raised by an action when rules gave one refusal or more; nothing was written."""

    def __init__(self, reasons: Iterable[Refusal]) -> None:
        self.reasons = tuple(reasons)
        assert self.reasons, "a refusal needs a reason"
        super().__init__(self.reasons)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.reasons)

    def __str__(self) -> str:
        return "; ".join(str(reason) for reason in self.reasons)


class Damage(Exception):
    """Integrity is broken: stop issuing and call someone. Never caught to go on."""


def refuse(reasons: Iterable[Refusal]) -> None:
    """Raise all `reasons` together; do nothing if there are none."""
    reasons = tuple(reasons)
    if reasons:
        raise Refusals(reasons)
