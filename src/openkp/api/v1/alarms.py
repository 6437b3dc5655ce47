"""Alarms: what both authorities must hear of, until it is closed with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from openkp.certificates import actions, queries
from openkp.certificates.queries import AlarmDetail, AlarmRow
from openkp.parties.tokens import TokenScope

from ..tokens import Caller
from .operations import Link, Room
from .shapes import Body, Moment, Row, Text, Word

room = Room("alarms")
GONE = {"certificates.no_alarm"}


class NoteIn(Body):
    text: Text


class ClosingIn(Body):
    outcome: Word
    reason: Text


class Party(Row):
    participant: str
    role: str
    seen_at: Moment | None


class Alarm(Row):
    id: int
    kind: str
    number: str
    state: str
    raised_at: Moment
    facts: dict[str, Any]
    parties: tuple[Party, ...]
    times: int
    unseen: bool
    closed_at: Moment | None
    outcome: str


class AlarmNote(Row):
    participant: str
    at: Moment
    text: str
    facts: dict[str, Any]


class AlarmFile(Row):
    """One alarm with what was said of it."""

    row: Alarm = Field(serialization_alias="alarm")
    notes: tuple[AlarmNote, ...]
    reason: str
    may_act: bool


_ANSWER = {"alarm": int}
_READ = {"read": Link("getAlarm", {"alarm": "$response.body#/data/alarm"})}
room.act(
    "seeAlarm", "/alarms/{alarm}/see", actions.see_alarm,
    scope=TokenScope.IMPORT, answers=_ANSWER, missing=GONE, links=_READ,
)  # fmt: skip
room.act(
    "noteAlarm", "/alarms/{alarm}/notes", actions.note_alarm, NoteIn,
    scope=TokenScope.IMPORT, answers=_ANSWER, creates=True, missing=GONE, links=_READ,
)  # fmt: skip
room.act(
    "closeAlarm", "/alarms/{alarm}/close", actions.close_alarm, ClosingIn,
    scope=TokenScope.IMPORT, answers=_ANSWER, missing=GONE, links=_READ,
)  # fmt: skip


@room.listing("listAlarms", "/alarms", Alarm, key=lambda row: row.id, numbered=True)
def alarms(caller: Caller, *, after: int, limit: int, state: Word = "open") -> Sequence[AlarmRow]:
    """Alarms that concern the caller's authority, newest first. `state`: open, closed, or all."""
    asked = {"open": "open", "closed": "closed"}.get(state, "")
    return queries.alarms(viewer=caller.actor, state=asked, after=after, limit=limit)


@room.detail("getAlarm", "/alarms/{alarm}", AlarmFile)
def alarm(caller: Caller, *, alarm: int) -> AlarmDetail | None:
    """One alarm: who was told, who has seen it, what was said."""
    return queries.alarm(alarm, viewer=caller.actor)
