"""A slip written in somebody's name is disputed: what may be said against it, and how the dispute ends. A model of
ours: the Process asks that each sale be documented (Annex II, recommendation 15), not how the seller is heard about it.

Pure: facts in, every refusal out. The slip itself is never edited: a false one stays written, and is said to be false.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from openkp.core.refusal import Refusal


class Complaint(StrEnum):
    """What the seller says of the slip."""

    NOT_MINE = "not-mine"  # the seller did not make this sale
    WEIGHT = "weight"
    STONES = "stones"
    PRICE = "price"
    NOT_PAID = "not-paid"
    OTHER = "other"


class DisputeOutcome(StrEnum):
    STANDS = "stands"  # as it was written
    WRONG = "wrong"  # there was a sale, and its figures are wrong
    FALSE = "false"  # there was no such sale
    WITHDRAWN = "withdrawn"  # by the seller


AGAINST_THE_BUYER = frozenset({DisputeOutcome.WRONG, DisputeOutcome.FALSE})


class Side(StrEnum):
    SELLER = "seller"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class SettlingFacts:
    """`written_by`: the person who entered the slip. `heard`: the buyer has answered; else until `due` it may."""

    outcome: str
    explanation: str
    closed: bool
    heard: bool
    due: dt.datetime
    now: dt.datetime
    settles: int
    written_by: int


def opening(complaint: str, statement: str, *, already_open: bool) -> tuple[Refusal, ...]:
    """Every reason why the seller cannot dispute the slip so."""
    reasons = []
    if already_open:
        reasons.append(Refusal("ledger.dispute_already_open"))
    if complaint not in set(Complaint):
        reasons.append(Refusal("ledger.complaint_unknown", complaint=complaint[:40]))
    if not statement.strip():
        reasons.append(Refusal("ledger.statement_missing"))
    return tuple(reasons)


def answering(text: str, *, closed: bool) -> Iterator[Refusal]:
    if closed:
        yield Refusal("ledger.dispute_closed")
    if not text.strip():
        yield Refusal("ledger.statement_missing")


def settling(facts: SettlingFacts) -> Iterator[Refusal]:
    """Nobody settles a dispute about a slip of their own writing, nor against a buyer who may still answer."""
    if facts.closed:
        yield Refusal("ledger.dispute_closed")
    if facts.settles == facts.written_by:
        yield Refusal("ledger.dispute_own_slip")
    if facts.outcome not in set(DisputeOutcome):
        yield Refusal("ledger.dispute_outcome_unknown", outcome=facts.outcome[:40])
    elif facts.outcome in AGAINST_THE_BUYER and not facts.heard and facts.now < facts.due:
        yield Refusal("ledger.buyer_not_heard", due_until=facts.due)
    if not facts.explanation.strip():
        yield Refusal("ledger.reason_missing")
