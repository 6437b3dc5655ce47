"""Alarms, for those whom they concern: the authorities of each party, for ever; the Chair and the Secretariat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openkp.core.roles import Actor, Role

from ..models import Alarm, AlarmNote, AlarmParty

MAX_PAGE = 500
OPEN, CLOSED = "open", "closed"
# Whose eyes see for their participant, and who may speak and close in its name.
CONCERNED = (Role.OFFICER, Role.APPROVER, Role.CUSTOMS)
_ALL = frozenset({Role.ADMIN, Role.SYSTEM, Role.SECRETARIAT, Role.CHAIR})


@dataclass(frozen=True, slots=True)
class AlarmPartyRow:
    participant: str
    role: str
    seen_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm. `times`: how often the same thing happened; `unseen`: a party of the viewer has not seen it yet.
    `outcome` and `closed_at` are set once it is closed."""

    id: int
    kind: str
    number: str
    raised_at: dt.datetime
    facts: Mapping[str, Any]
    parties: tuple[AlarmPartyRow, ...]
    times: int
    unseen: bool
    closed_at: dt.datetime | None
    outcome: str

    @property
    def state(self) -> str:
        return CLOSED if self.closed_at else OPEN


@dataclass(frozen=True, slots=True)
class AlarmNoteRow:
    """`text` "" : the same happened again, with `facts`."""

    participant: str
    person_id: int | None
    at: dt.datetime
    text: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AlarmDetail:
    row: AlarmRow
    notes: tuple[AlarmNoteRow, ...]
    closed_by: int | None
    closed_for: str
    reason: str
    may_act: bool


def alarms(
    *, viewer: Actor, state: str = OPEN, after: int = 0, limit: int = 50, number: str = ""
) -> tuple[AlarmRow, ...]:
    """A page, newest first, after (before, in time) the alarm `after`. `state`: open, closed, or "" for both."""
    rows = Alarm.objects.order_by("-pk")
    if state:
        rows = rows.filter(closed_at__isnull=state == OPEN)
    if number:
        rows = rows.filter(number=number)
    if after:
        rows = rows.filter(pk__lt=after)
    if not sees_all(viewer):
        mine = AlarmParty.objects.filter(participant__in=viewer.participants(*CONCERNED))
        rows = rows.filter(pk__in=mine.values("alarm"))
    return rows_for(list(rows[: min(limit, MAX_PAGE)]), viewer)


def alarm(alarm_id: int, *, viewer: Actor) -> AlarmDetail | None:
    """None if there is none, or it does not concern the viewer."""
    found = Alarm.objects.filter(pk=alarm_id).first()
    if found is None:
        return None
    (row,) = rows_for([found], viewer)
    mine = any(viewer.has(CONCERNED, participant=party.participant) for party in row.parties)
    if not mine and not sees_all(viewer):
        return None
    notes = tuple(
        AlarmNoteRow(note.participant, note.person_id, note.at, note.text, note.facts)
        for note in AlarmNote.objects.filter(alarm=found).order_by("pk")
    )
    return AlarmDetail(row, notes, found.closed_by, found.closed_for, found.reason, mine and row.closed_at is None)


def sees_all(viewer: Actor) -> bool:
    return viewer.has(_ALL, participant="*") or "*" in viewer.participants(*CONCERNED)


def rows_for(found: list[Alarm], viewer: Actor) -> tuple[AlarmRow, ...]:
    ids = [row.pk for row in found]
    parties = _by_alarm(AlarmParty.objects.filter(alarm__in=ids).order_by("pk"))
    again = AlarmNote.objects.filter(alarm__in=ids, text="").values_list("alarm_id", flat=True)
    times = list(again)
    return tuple(_row(row, parties.get(row.pk, ()), 1 + times.count(row.pk), viewer) for row in found)


def _by_alarm(rows: Iterable[AlarmParty]) -> dict[int, tuple[AlarmParty, ...]]:
    out: dict[int, tuple[AlarmParty, ...]] = {}
    for row in rows:
        out[row.alarm_id] = (*out.get(row.alarm_id, ()), row)
    return out


def _row(row: Alarm, parties: tuple[AlarmParty, ...], times: int, viewer: Actor) -> AlarmRow:
    unseen = any(party.seen_at is None and viewer.has(CONCERNED, participant=party.participant) for party in parties)
    return AlarmRow(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        raised_at=row.raised_at,
        facts=row.facts,
        parties=tuple(AlarmPartyRow(party.participant, party.role, party.seen_at) for party in parties),
        times=times,
        unseen=unseen,
        closed_at=row.closed_at,
        outcome=row.outcome,
    )
