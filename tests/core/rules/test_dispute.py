"""A dispute of a slip: both sides are heard, nobody judges a slip of their own writing."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from openkp.core.rules.dispute import DisputeOutcome, SettlingFacts, answering, opening, settling

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
FACTS = SettlingFacts(
    outcome="wrong",
    explanation="The bank says so",
    closed=False,
    heard=True,
    due=NOW + dt.timedelta(days=14),
    now=NOW,
    settles=7,
    written_by=8,
)


def codes(**changed: object) -> list[str]:
    return [one.code.removeprefix("ledger.") for one in settling(dataclasses.replace(FACTS, **changed))]  # type: ignore[arg-type]


def test_a_dispute_says_what_is_wrong() -> None:
    assert opening("price", "Half of it", already_open=False) == ()
    told = {one.code for one in opening("size", "  ", already_open=True)}
    assert told == {"ledger.dispute_already_open", "ledger.complaint_unknown", "ledger.statement_missing"}
    assert [one.code for one in answering(" ", closed=True)] == ["ledger.dispute_closed", "ledger.statement_missing"]


def test_whoever_wrote_the_slip_does_not_judge_it() -> None:
    assert codes() == []
    assert codes(written_by=7) == ["dispute_own_slip"]


@pytest.mark.parametrize("outcome", list(DisputeOutcome))
def test_nobody_decides_against_a_buyer_who_may_still_answer(outcome: str) -> None:
    against = outcome in ("wrong", "false")
    assert codes(outcome=outcome, heard=False) == (["buyer_not_heard"] if against else [])
    assert codes(outcome=outcome, heard=False, now=FACTS.due) == [], "it had its time"


def test_every_reason_is_told_at_once() -> None:
    told = codes(outcome="lost", explanation="", closed=True, settles=8)
    assert told == ["dispute_closed", "dispute_own_slip", "dispute_outcome_unknown", "reason_missing"]
