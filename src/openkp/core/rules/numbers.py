"""Numbers of certificates: the issuing participant's prefix, then digits. KPCS Annex I A; form ``[A-Z]{2}[0-9]+``.

The prefix is that of the participant that issues, whatever the origin (a pad of Mexico may certify Canadian goods).
How many digits a participant prints is dated configuration: the rule ``certificate.number``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openkp.core.refusal import Refusal

NUMBER = re.compile(r"([A-Z]{2})([0-9]{1,12})", re.ASCII)
PREFIXES = {"EU": ("EU", "EC")}  # EC: the European Community's, on forms printed before 2009 and still met
MAX_DIGITS = 12
MAX_RANGE = 10_000_000  # forms received at once


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How a participant numbers its forms: ``NumberRule("SL", 6)`` prints SL000123."""

    prefix: str
    digits: int

    def number(self, serial: int) -> str:
        """The number as printed; a serial that has outgrown its digits is printed whole."""
        return f"{self.prefix}{serial:0{self.digits}d}"


@dataclass(frozen=True, slots=True)
class Span:
    """Serials of one prefix and one count of digits, both ends included."""

    prefix: str
    digits: int
    first: int
    last: int

    def meets(self, other: Span) -> bool:
        """Whether one number is in both. SL004306 and SL4306 are two numbers: a forger once counted on the contrary."""
        same = (self.prefix, self.digits) == (other.prefix, other.digits)
        return same and self.first <= other.last and other.first <= self.last


def number_rule(value: Mapping[str, Any], participant: str) -> NumberRule:
    """The rule as dated configuration holds it: ``{"prefix": "", "digits": 6}``; without prefix, the participant's."""
    rule = NumberRule(str(value.get("prefix") or participant), int(value["digits"]))
    assert re.fullmatch(r"[A-Z]{2}", rule.prefix) and 1 <= rule.digits <= MAX_DIGITS, "a prefix and some digits"
    return rule


def prefixes(participant: str) -> tuple[str, ...]:
    """The prefixes under which a participant's certificates are met."""
    return PREFIXES.get(participant, (participant,))


def parse(number: str) -> tuple[str, str]:
    """Prefix and digits as printed. Refuses ``numbers.malformed``."""
    found = NUMBER.fullmatch(number)
    if found is None:
        raise Refusal("numbers.malformed", number=number[:40])
    return found[1], found[2]


def participant_of(number: str) -> str:
    """The participant that a number's prefix names. Refuses ``numbers.malformed``."""
    prefix, _ = parse(number)
    return next((code for code, known in PREFIXES.items() if prefix in known), prefix)


def received(participant: str, span: Span, known: Iterable[Span]) -> tuple[Refusal, ...]:
    """Every reason why these forms cannot enter the participant's blank stock."""
    reasons: list[Refusal] = []
    if span.prefix not in prefixes(participant):
        reasons.append(Refusal("numbers.prefix_not_yours", prefix=span.prefix, participant_country=participant))
    if not 1 <= span.digits <= MAX_DIGITS:
        reasons.append(Refusal("numbers.digits", digits=span.digits, most=MAX_DIGITS))
    if not 0 <= span.first <= span.last:
        reasons.append(Refusal("numbers.range_reversed", first=str(span.first), last=str(span.last)))
    elif span.last - span.first >= MAX_RANGE:
        reasons.append(Refusal("numbers.range_too_long", most=MAX_RANGE))
    elif 1 <= span.digits <= MAX_DIGITS and len(str(span.last)) > span.digits:
        reasons.append(Refusal("numbers.too_few_digits", last=str(span.last), digits=span.digits))
    for other in known:
        if span.meets(other):
            rule = NumberRule(other.prefix, other.digits)
            reasons.append(Refusal("numbers.range_known", first=rule.number(other.first), last=rule.number(other.last)))
    return tuple(reasons)
