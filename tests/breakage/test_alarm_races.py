"""Many desks at once: one alarm with every sighting, closed once; one declaration of an earlier certificate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Cast, raise_cast
from tests.together import together

from openkp.certificates import actions, alarms, queries
from openkp.core.roles import Actor
from openkp.events.actions import Outcome, action


@action("tests.raise_alarm_racing")
def _raise(*, by: Actor, now: dt.datetime, request_id: str, **told: Any) -> Outcome:
    return Outcome({"alarm": alarms.raise_alarm(now=now, **told)})


@pytest.fixture
def cast(committed_db: Path) -> Cast:
    return raise_cast()


def doing(cast: Cast, what: Any, by: Actor, name: str, **told: Any) -> Callable[[], object]:
    return lambda: what(by=by, now=cast.now, request_id=f"race-{name}", **told)


def test_desks_that_meet_one_number_raise_one_alarm(cast: Cast) -> None:
    told = {"kind": "presented-twice", "number": "SL004911", "parties": {"EU": "presenter", "SL": "issuer"}}
    acts = [doing(cast, _raise, cast.customs_eu, f"{place:04d}", **told, file=f"I-{place}") for place in range(6)]
    assert together(acts) == ["done"] * 6
    (row,) = queries.alarms(viewer=cast.officer)
    assert row.times == 6
    detail = queries.alarm(row.id, viewer=cast.officer)
    assert detail is not None
    seen = {row.facts["file"], *(note.facts["file"] for note in detail.notes)}
    assert seen == {f"I-{place}" for place in range(6)}


def test_both_sides_close_at_once(cast: Cast) -> None:
    told = {"kind": "forged", "number": "SL004911", "parties": {"EU": "presenter", "SL": "issuer"}}
    made = _raise(by=cast.customs_eu, now=cast.now, request_id="race-raised", **told).data["alarm"]
    end = {"alarm": made, "outcome": "forgery", "reason": "Seen"}
    acts = [
        doing(cast, actions.close_alarm, cast.officer, "closing-1", **end),
        doing(cast, actions.close_alarm, cast.customs_eu, "closing-2", **end),
        doing(cast, _raise, cast.customs_eu, "raising-3", **told),
    ]
    answers = together(acts)
    assert answers.count("done") == 2, answers
    assert answers.count("certificates.alarm_closed") == 1, answers
    rows = queries.alarms(viewer=cast.officer, state="")
    assert sum(row.times for row in rows) == 2, "the second sighting is in the first alarm or in one of its own"


def test_two_officers_declare_one_number(cast: Cast) -> None:
    side = {"name": "Someone", "address": "Somewhere", "country": "SL"}
    paper = {
        "authority": "sl-nma",
        "issued_on": "2026-11-01",
        "valid_until": "2026-12-31",
        "exporter": side,
        "importer": side,
        "destination": "BE",
        "parcels": [{"hs": "7102.31", "weight_cct": 320, "value_usd_cents": 60_000, "origin": "SL"}],
    }
    told = {"number": "SL000777", "paper": paper, "source": "Register"}
    acts = [
        doing(cast, actions.register_prior, cast.officer, "declared-1", **told),
        doing(cast, actions.register_prior, cast.second_officer, "declared-2", **told),
    ]
    answers = together(acts)
    assert answers == ["certificates.number_known", "done"]
    assert len(queries.prior_certificates(viewer=cast.officer, participant="SL")) == 1
