"""Alarms about a number: raised inside the acts of other rooms, seen, answered and closed by the authorities of both
sides. KPCS Annex II 22; domain.md 1.3, 9 (cases 13 to 17, 26).

Nothing is deleted. What happens again while an alarm is open is written into it, so that a number shown ten times is
one alarm with ten sightings; once it is closed, the next sighting is a new alarm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor
from openkp.events.actions import Outcome, action, current_event_id

from .models import ALARM_KINDS, ALARM_OUTCOMES, ALARM_ROLES, Alarm, AlarmNote, AlarmParty
from .queries.alarm_rows import CONCERNED

MAX_TEXT = 4000
# Facts of trade never enter an alarm: it is read on both sides, and by the Chair.
_COMMERCIAL = frozenset(
    {
        *("weight", "weight_cct", "mct", "carats", "value", "value_usd", "value_usd_cents", "price", "parcels"),
        *("exporter", "importer", "operator", "paper"),
    }
)


def raise_alarm(*, kind: str, number: str, parties: Mapping[str, str], now: dt.datetime, **facts: Any) -> int:
    """For use inside another room's action: tell `parties` (participant -> issuer, presenter or destination) of what
    happened; answers the alarm's id. `facts` are plain JSON and hold nothing of trade. The same kind, number and
    presenter while one is open: it is written into that one."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    assert kind in ALARM_KINDS and parties and set(parties.values()) <= set(ALARM_ROLES), "an alarm of the list"
    assert not _COMMERCIAL & facts.keys(), "an alarm holds nothing of trade"
    presenter = next((code for code, role in parties.items() if role == "presenter"), "")
    row, first = _opened(kind, number[:40], presenter, facts, now)
    if not first:
        AlarmNote.objects.create(alarm=row, participant=presenter, at=now, facts=facts, event_id=current_event_id())
    AlarmParty.objects.bulk_create(
        [AlarmParty(alarm=row, participant=code, role=role) for code, role in parties.items()], ignore_conflicts=True
    )
    return row.pk


def _opened(kind: str, number: str, presenter: str, facts: dict[str, Any], now: dt.datetime) -> tuple[Alarm, bool]:
    """The open alarm, locked, and whether this made it."""
    for _ in range(3):  # it may be closed between the two statements
        fresh = Alarm(
            kind=kind, number=number, presenter=presenter, raised_at=now, facts=facts, event_id=current_event_id()
        )
        # Two desks may raise the same one at this moment: the index of open alarms decides who was first.
        Alarm.objects.bulk_create([fresh], ignore_conflicts=True)
        rows = Alarm.objects.select_for_update().filter(kind=kind, number=number, presenter=presenter)
        row = rows.filter(closed_at__isnull=True).first()
        if row is not None:
            return row, row.event_id == fresh.event_id and not AlarmParty.objects.filter(alarm=row).exists()
    raise AssertionError("an alarm that is closed as fast as it is raised")


@action("certificates.see_alarm")
def see_alarm(*, by: Actor, now: dt.datetime, request_id: str, alarm: int) -> Outcome:
    """An officer of a party has seen it: the first time is kept."""
    row, mine = _mine(by, alarm)
    unseen = AlarmParty.objects.filter(alarm=row, participant__in=mine, seen_at__isnull=True)
    seen = unseen.update(seen_at=now, seen_by=by.person_id)
    return _outcome(row, mine, seen=seen)


@action("certificates.note_alarm")
def note_alarm(*, by: Actor, now: dt.datetime, request_id: str, alarm: int, text: str) -> Outcome:
    """A party says something of an alarm; possible for ever, even after it was closed. Refuses
    ``certificates.text_missing``."""
    row, mine = _mine(by, alarm)
    if not text.strip():
        raise Refusal("certificates.text_missing")
    AlarmNote.objects.create(
        alarm=row,
        participant=mine[0],
        person_id=by.person_id,
        at=now,
        text=text.strip()[:MAX_TEXT],
        event_id=current_event_id(),
    )
    return _outcome(row, mine)


@action("certificates.close_alarm")
def close_alarm(
    *, by: Actor, now: dt.datetime, request_id: str, alarm: int, outcome: str, reason: str, participant: str = ""
) -> Outcome:
    """A party closes an alarm, saying how it ended; `participant` says in whose name, where the officer serves both
    sides. Refuses ``certificates.reason_missing``, ``certificates.outcome_unknown``, ``certificates.alarm_closed``."""
    row, mine = _mine(by, alarm)
    reasons = []
    if outcome not in ALARM_OUTCOMES:
        reasons.append(Refusal("certificates.outcome_unknown", outcome=outcome[:40], known=", ".join(ALARM_OUTCOMES)))
    if not reason.strip():
        reasons.append(Refusal("certificates.reason_missing"))
    if participant and participant not in mine:
        reasons.append(Refusal("roles.not_yours", roles=", ".join(sorted(CONCERNED)), participant=participant))
    refuse(reasons)
    open_rows = Alarm.objects.filter(pk=row.pk, closed_at__isnull=True)
    closed = open_rows.update(
        closed_at=now,
        closed_by=by.person_id,
        closed_for=participant or mine[0],
        outcome=outcome,
        reason=reason.strip()[:MAX_TEXT],
    )
    if not closed:
        raise Refusal("certificates.alarm_closed", alarm=str(row.pk))
    # Who closes it has seen it.
    AlarmParty.objects.filter(alarm=row, participant__in=mine, seen_at__isnull=True).update(
        seen_at=now, seen_by=by.person_id
    )
    return _outcome(row, mine, outcome=outcome)


def _mine(by: Actor, alarm_id: int) -> tuple[Alarm, tuple[str, ...]]:
    """The alarm, and its parties for which the actor acts: the presenter first. Refuses ``certificates.no_alarm``,
    ``roles.not_yours``."""
    row = Alarm.objects.filter(pk=alarm_id).first()
    if row is None:
        raise Refusal("certificates.no_alarm", alarm=str(alarm_id)[:20])
    told = AlarmParty.objects.filter(alarm=row).order_by(F("role").desc(), "pk").values_list("participant", flat=True)
    mine = tuple(dict.fromkeys(code for code in told if by.has(CONCERNED, participant=code)))
    if not mine:
        by.require(*CONCERNED, participant=told[0] if told else "")
    return row, mine


def _outcome(row: Alarm, mine: tuple[str, ...], **told: Any) -> Outcome:
    data = {"alarm": row.pk, "certificate": row.number, **told}
    return Outcome(data, participant=mine[0], subject=f"alarm:{row.pk}")


__all__ = ["close_alarm", "note_alarm", "raise_alarm", "see_alarm"]
