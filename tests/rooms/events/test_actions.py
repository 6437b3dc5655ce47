"""The frame of every action: one event, one answer per request id, nothing half done."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Grant, Role
from openkp.events import queries, triggers
from openkp.events.actions import Outcome, action, current_event_id
from openkp.events.models import Event

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
OFFICER = Actor(7, frozenset({Grant(Role.OFFICER, "SL")}))
pytestmark = pytest.mark.django_db

calls: list[int] = []


@action("tests.weigh")
def weigh(*, by: Actor, now: dt.datetime, request_id: str, weight_mct: int) -> Outcome:
    by.require(Role.OFFICER, participant="SL")
    calls.append(current_event_id())
    if weight_mct < 0:
        raise Refusal("units.too_large", field="weight", text=str(weight_mct))
    return Outcome({"weight_mct": weight_mct}, participant="SL", subject="lot:L-SL-1")


def test_an_act_writes_one_event_with_its_outcome() -> None:
    outcome = weigh(by=OFFICER, now=NOW, request_id="request-1", weight_mct=3200)
    (row,) = queries.history("lot:L-SL-1")
    assert row.data == outcome.data == {"weight_mct": 3200}
    assert (row.kind, row.person_id, row.participant, row.at) == ("tests.weigh", 7, "SL", NOW)
    assert outcome.event_id == row.id


def test_a_repeat_answers_the_same_and_does_nothing() -> None:
    calls.clear()
    first = weigh(by=OFFICER, now=NOW, request_id="request-2", weight_mct=1)
    again = weigh(by=OFFICER, now=NOW + dt.timedelta(hours=1), request_id="request-2", weight_mct=1)
    assert first == again
    assert len(calls) == 1
    assert Event.objects.count() == 1


def test_a_request_id_serves_once() -> None:
    weigh(by=OFFICER, now=NOW, request_id="request-3", weight_mct=1)
    with pytest.raises(Refusal) as refused:
        weigh(by=OFFICER, now=NOW, request_id="request-3", weight_mct=2)
    assert refused.value.code == "events.request_id_reused"


def test_another_person_does_not_get_the_answer() -> None:
    weigh(by=OFFICER, now=NOW, request_id="request-4", weight_mct=1)
    with pytest.raises(Refusal, match="request_id_reused"):
        weigh(by=Actor(8, OFFICER.grants), now=NOW, request_id="request-4", weight_mct=1)


def test_a_refusal_leaves_nothing_behind() -> None:
    with pytest.raises(Refusal):
        weigh(by=OFFICER, now=NOW, request_id="request-5", weight_mct=-1)
    assert Event.objects.count() == 0
    assert weigh(by=OFFICER, now=NOW, request_id="request-5", weight_mct=1).data == {"weight_mct": 1}


@pytest.mark.parametrize("request_id", ["short", "x" * 81, "é" * 10])
def test_a_malformed_request_id_is_refused(request_id: str) -> None:
    with pytest.raises(Refusal, match="request_id_malformed"):
        weigh(by=OFFICER, now=NOW, request_id=request_id, weight_mct=1)


def test_who_lacks_the_role_is_refused() -> None:
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        weigh(by=Actor(9, frozenset({Grant(Role.OFFICER, "LR")})), now=NOW, request_id="request-6", weight_mct=1)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events_event",
        "UPDATE events_event SET kind = 'tests.other'",
        "UPDATE events_event SET outcome = '{}'",
        "UPDATE events_event SET outcome = NULL",
    ],
)
def test_the_database_itself_keeps_events(statement: str) -> None:
    weigh(by=OFFICER, now=NOW, request_id="request-7", weight_mct=1)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_triggers_are_in_place_and_their_absence_is_seen() -> None:
    assert triggers.missing() == ()
    table = "" if connection.vendor == "sqlite" else " ON events_event"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER events_event_no_delete{table}")
    assert triggers.missing() == ("events_event_no_delete",)


def test_a_trigger_that_does_something_else_is_seen() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER events_event_no_delete")
            cursor.execute("CREATE TRIGGER events_event_no_delete BEFORE DELETE ON events_event BEGIN SELECT 1; END")
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION events_event_no_delete() RETURNS trigger LANGUAGE plpgsql AS "
                "$openkp$ BEGIN RETURN OLD; END; $openkp$"
            )
    assert triggers.missing() == ("events_event_no_delete",)
