"""The three answers: valid, not valid, cannot check. "Cannot check" is never a softer "not valid", nor the reverse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .confirmation import ConfirmationFacts
from .credential.shape import seen
from .facts import CertificateFacts

VALID = "valid"
NOT_VALID = "not valid"
CANNOT_CHECK = "cannot check"
_EXIT_CODES = {VALID: 0, NOT_VALID: 1, CANNOT_CHECK: 2}
_VERIFIED = {VALID: True, NOT_VALID: False, CANNOT_CHECK: None}


class Grade(StrEnum):
    """What a reason does to the verdict: one NO makes it not valid; else one UNKNOWN makes it cannot check."""

    NO = "no"
    UNKNOWN = "unknown"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` has a sentence in `words`; `facts` are its facts, not formatted.

    Some quote what a stranger wrote (an unknown member, a key id): quoted so that it can only be read. An escape
    sequence would clear a terminal, a mark of direction would turn the sentence, and either could say VALID.
    """

    code: str
    grade: Grade
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shown = {name: seen(value) if isinstance(value, str) else value for name, value in self.facts.items()}
        object.__setattr__(self, "facts", shown)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and all its reasons.

    `authentic`: True when an authority's key really signed these facts (an expired certificate is authentic), False
    when it did not, None when that cannot be told. `facts` are what the certificate says, to be believed only when
    authentic. `ages`: seconds since ``trust_list`` and ``status_list`` were made.
    """

    verdict: str
    authentic: bool | None
    specimen: bool
    reasons: tuple[Reason, ...]
    ages: Mapping[str, int]
    facts: CertificateFacts | None = None
    form: str = ""
    kid: str = ""
    confirmation: ConfirmationFacts | None = None  # of an import confirmation, which has no `facts`

    @property
    def exit_code(self) -> int:
        return _EXIT_CODES[self.verdict]

    @property
    def verified(self) -> bool | None:
        return _VERIFIED[self.verdict]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.reasons)

    def to_dict(self, say: Callable[..., str]) -> dict[str, Any]:
        """For the API and ``--json``. `say(code, **facts)` gives the sentence in the reader's language."""
        return {
            "verified": self.verified,
            "verdict": self.verdict,
            "authentic": self.authentic,
            "specimen": self.specimen,
            "reasons": [
                {"code": reason.code, "grade": str(reason.grade), "text": say(reason.code, **reason.facts)}
                for reason in self.reasons
            ],
            "ages": dict(self.ages),
            "form": self.form or None,
            "kid": self.kid or None,
            "certificate": self.facts.to_dict() if self.facts is not None else None,
            "confirmation": self.confirmation.to_dict() if self.confirmation is not None else None,
        }


def conclude(reasons: tuple[Reason, ...]) -> str:
    """The verdict that the reasons amount to."""
    grades = {reason.grade for reason in reasons}
    if Grade.NO in grades:
        return NOT_VALID
    return CANNOT_CHECK if Grade.UNKNOWN in grades else VALID
