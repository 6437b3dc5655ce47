"""Export duties, royalties and funds, as dated rates of each participant. No rate is written in code.

A levy of the rule ``levies`` is ``{"code": "export_duty", "rate_ppm": 30000, "applies": {...}}``. `applies` may narrow
it: ``kind`` (``ordinary`` or ``special`` stones; both if left out), ``hs`` (lines of the Harmonised System),
``certificates`` (kinds of certificate; exports of one's own goods if left out), and for special stones
``over_usd_cents``: a parcel of one stone worth more is special whether or not the state's valuer said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openkp.core.units import rate_of

EXPORTS = ("export",)
ORDINARY, SPECIAL = "ordinary", "special"


@dataclass(frozen=True, slots=True)
class LevyRule:
    code: str
    rate_ppm: int
    stones: str = ""  # ordinary, special, or both
    hs: tuple[str, ...] = ()  # none: every line
    certificates: tuple[str, ...] = EXPORTS
    special_over_cents: int | None = None
    fixed_cents: int = 0  # a fee for the whole certificate, whatever it is worth


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel as valued. `special`: the state's valuer calls it a special stone."""

    parcel: str
    hs: str
    value_cents: int
    stones: int | None = None
    special: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid under one rule: `rate_ppm` of `base_cents`, and a fixed fee if there is one."""

    code: str
    base_cents: int
    rate_ppm: int
    amount_cents: int


def levy_rules(value: Iterable[Mapping[str, Any]]) -> tuple[LevyRule, ...]:
    """The rules as dated configuration holds them."""
    out = []
    for row in value:
        applies: Mapping[str, Any] = row.get("applies", {})
        rule = LevyRule(
            code=str(row["code"]),
            rate_ppm=int(row.get("rate_ppm", 0)),
            stones=str(applies.get("kind", "")),
            hs=tuple(applies.get("hs", ())),
            certificates=tuple(applies.get("certificates", EXPORTS)),
            special_over_cents=applies.get("over_usd_cents"),
            fixed_cents=int(row.get("fixed_usd_cents", 0)),
        )
        assert rule.stones in ("", ORDINARY, SPECIAL), "stones are ordinary or special"
        out.append(rule)
    return tuple(out)


def dues(rules: Iterable[LevyRule], lines: Iterable[Line], *, kind: str) -> tuple[Due, ...]:
    """What a certificate of `kind` owes. A rate applies to the sum of the lines it covers, rounded once, half up."""
    rules, lines = tuple(rules), tuple(lines)
    special = frozenset(line.parcel for line in lines if is_special(rules, line))
    out = []
    for rule in rules:
        covered = [line for line in lines if _covers(rule, line, special)] if kind in rule.certificates else []
        base = sum(line.value_cents for line in covered)
        amount = rate_of(base, rule.rate_ppm) + rule.fixed_cents if covered else 0
        if amount:
            out.append(Due(rule.code, base, rule.rate_ppm, amount))
    return tuple(out)


def is_special(rules: Iterable[LevyRule], line: Line) -> bool:
    """Whether a parcel is a special stone: the valuer says so, or it is one stone above a rule's threshold."""
    if line.special:
        return True
    over = [rule.special_over_cents for rule in rules if rule.special_over_cents is not None]
    return line.stones == 1 and any(line.value_cents > threshold for threshold in over)


def _covers(rule: LevyRule, line: Line, special: frozenset[str]) -> bool:
    if rule.hs and line.hs not in rule.hs:
        return False
    return not rule.stones or (rule.stones == SPECIAL) == (line.parcel in special)
