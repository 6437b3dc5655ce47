"""Alarms: raised once for the same thing, seen and answered by both sides, closed once, never gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import Cast, raise_cast

from openkp import words
from openkp.certificates import actions, alarms, queries
from openkp.certificates.models import ALARM_KINDS, ALARM_OUTCOMES
from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor, Grant, Role
from openkp.events.actions import Outcome, action

pytestmark = pytest.mark.django_db
SIDES = {"EU": "presenter", "SL": "issuer", "AE": "destination"}


@pytest.fixture
def cast(db: None) -> Cast:
    return raise_cast()


@action("tests.raise_alarm")
def _raise(*, by: Actor, now: dt.datetime, request_id: str, **told: Any) -> Outcome:
    return Outcome({"alarm": alarms.raise_alarm(now=now, **told)})


def sound(cast: Cast, kind: str = "presented-twice", **told: Any) -> int:
    given = {"number": "SL004911", "parties": SIDES, "file": "I-EU-000001"} | told
    return int(_raise(by=cast.customs_eu, now=cast.now, request_id=cast.ask(), kind=kind, **given).data["alarm"])


def act(cast: Cast, what: Any, by: Actor, **told: Any) -> dict[str, Any]:
    return dict(what(by=by, now=cast.now, request_id=cast.ask(), **told).data)


def test_both_sides_hear_and_nobody_else(cast: Cast) -> None:
    made = sound(cast)
    for viewer in (cast.customs_eu, cast.officer, cast.approver, cast.customs_ae, cast.chair, cast.secretariat):
        (row,) = queries.alarms(viewer=viewer)
        assert (row.id, row.kind, row.number, row.state) == (made, "presented-twice", "SL004911", "open")
        assert {(one.participant, one.role) for one in row.parties} == set(SIDES.items())
        assert queries.alarm(made, viewer=viewer) is not None
    for viewer in (cast.officer_lr, cast.exporter, cast.importer_eu, cast.valuer, cast.observer, Actor.nobody()):
        assert queries.alarms(viewer=viewer) == ()
        assert queries.alarm(made, viewer=viewer) is None


def test_the_same_thing_again_is_one_alarm_with_each_sighting(cast: Cast) -> None:
    first = sound(cast)
    assert sound(cast, file="I-EU-000002") == first
    assert sound(cast, file="I-EU-000003", parties={"EU": "presenter", "SL": "issuer", "GN": "destination"}) == first
    assert sound(cast, kind="forged") != first, "another kind"
    assert sound(cast, parties={"AE": "presenter", "SL": "issuer"}) != first, "another presenter"
    assert sound(cast, number="SL004912") != first, "another number"
    detail = queries.alarm(first, viewer=cast.officer)
    assert detail is not None
    assert detail.row.times == 3
    assert [note.facts["file"] for note in detail.notes] == ["I-EU-000002", "I-EU-000003"]
    assert "GN" in {one.participant for one in detail.row.parties}
    act(cast, actions.close_alarm, cast.officer, alarm=first, outcome="duplicate-in-error", reason="Same shipment")
    again = sound(cast)
    assert again != first, "what happens after it was closed is a new alarm"
    assert {row.id for row in queries.alarms(viewer=cast.officer, number="SL004911", state="closed")} == {first}


def test_first_sight_is_kept(cast: Cast) -> None:
    made = sound(cast)
    assert queries.alarms(viewer=cast.officer)[0].unseen
    assert act(cast, actions.see_alarm, cast.officer, alarm=made)["seen"] == 1
    assert not queries.alarms(viewer=cast.officer)[0].unseen
    assert queries.alarms(viewer=cast.customs_eu)[0].unseen, "the other side has not"
    assert act(cast, actions.see_alarm, cast.approver, alarm=made)["seen"] == 0
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        act(cast, actions.see_alarm, cast.officer_lr, alarm=made)
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        act(cast, actions.close_alarm, cast.chair, alarm=made, outcome="other", reason="The Chair reads")
    with pytest.raises(Refusal, match=r"certificates\.no_alarm"):
        act(cast, actions.see_alarm, cast.officer, alarm=made + 99)


def test_closed_once_with_a_reason_and_still_seen_by_both(cast: Cast) -> None:
    made = sound(cast)
    with pytest.raises(Refusals) as refused:
        act(cast, actions.close_alarm, cast.customs_eu, alarm=made, outcome="nothing", reason=" ")
    assert refused.value.codes == {"certificates.reason_missing", "certificates.outcome_unknown"}
    act(cast, actions.note_alarm, cast.officer, alarm=made, text="We issued it once.")
    closed = act(cast, actions.close_alarm, cast.customs_eu, alarm=made, outcome="forgery", reason="Wrong paper")
    assert closed["outcome"] == "forgery"
    with pytest.raises(Refusal, match=r"certificates\.alarm_closed"):
        act(cast, actions.close_alarm, cast.officer, alarm=made, outcome="other", reason="Again")
    act(cast, actions.note_alarm, cast.officer, alarm=made, text="We do not agree.")
    with pytest.raises(Refusal, match=r"certificates\.text_missing"):
        act(cast, actions.note_alarm, cast.officer, alarm=made, text=" ")
    for viewer in (cast.officer, cast.customs_eu):
        assert queries.alarms(viewer=viewer) == ()
        (row,) = queries.alarms(viewer=viewer, state="closed")
        detail = queries.alarm(row.id, viewer=viewer)
        assert detail is not None
        assert (detail.reason, detail.closed_for, detail.may_act) == ("Wrong paper", "EU", False)
        assert [note.text for note in detail.notes] == ["We issued it once.", "We do not agree."]


def test_an_officer_of_both_sides_says_in_whose_name(cast: Cast) -> None:
    made = sound(cast)
    both = Actor(77, frozenset({Grant(Role.CUSTOMS, "EU"), Grant(Role.OFFICER, "SL")}))
    with pytest.raises(Refusals, match=r"roles\.not_yours"):
        act(cast, actions.close_alarm, both, alarm=made, outcome="other", reason="?", participant="AE")
    act(cast, actions.close_alarm, both, alarm=made, outcome="other", reason="Both agree", participant="SL")
    detail = queries.alarm(made, viewer=cast.officer)
    assert detail is not None
    assert detail.closed_for == "SL"


def test_nothing_of_trade_enters_an_alarm(cast: Cast) -> None:
    with pytest.raises(AssertionError, match="nothing of trade"):
        sound(cast, weight_cct=320)


def test_pages_newest_first(cast: Cast) -> None:
    made = [sound(cast, number=f"SL00{4000 + place}") for place in range(5)]
    first = queries.alarms(viewer=cast.officer, limit=2)
    assert [row.id for row in first] == made[:-3:-1]
    rest = queries.alarms(viewer=cast.officer, after=first[-1].id)
    assert [row.id for row in rest] == made[-3::-1]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM certificates_alarmnote",
        "DELETE FROM certificates_alarmparty",
        "DELETE FROM certificates_alarm",
        "UPDATE certificates_alarm SET number = 'SL000001'",
        "UPDATE certificates_alarm SET reason = 'Another'",
        "UPDATE certificates_alarmparty SET seen_at = NULL",
        "UPDATE certificates_alarmparty SET role = 'issuer'",
        "UPDATE certificates_alarmnote SET text = 'never said'",
    ],
)
def test_the_database_keeps_alarms(cast: Cast, sql: str) -> None:
    made = sound(cast)
    act(cast, actions.note_alarm, cast.officer, alarm=made, text="Ours.")
    act(cast, actions.see_alarm, cast.officer, alarm=made)
    act(cast, actions.close_alarm, cast.officer, alarm=made, outcome="other", reason="Done")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_each_kind_and_outcome_has_its_words() -> None:
    codes = {f"certificates.alarm_kind_{one}" for one in ALARM_KINDS}
    codes |= {f"certificates.alarm_outcome_{one}" for one in ALARM_OUTCOMES}
    assert all(words.knows(language, code) for code in codes for language in words.LANGUAGES)
