"""Reads of the events: an object's history, the clocks that ran out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from openkp.core.roles import AUTHORITY_ROLES, Actor, Role

from .models import Deadline, Event

MAX_PAGE = 500


@dataclass(frozen=True, slots=True)
class EventRow:
    id: int
    kind: str
    at: dt.datetime
    person_id: int
    participant: str
    subject: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    id: int
    kind: str
    subject: str
    participant: str
    due_at: dt.datetime


def history(subject: str) -> tuple[EventRow, ...]:
    """What happened to one object, oldest first."""
    return tuple(_row(event) for event in Event.objects.filter(subject=subject).order_by("id")[:1000])


def page(*, viewer: Actor, subject: str, after: int = 0, limit: int = 50) -> tuple[EventRow, ...]:
    """A page of an object's history, oldest first, after the event `after`: what was done for the participants whose
    authority the viewer is, and what the viewer did."""
    rows = Event.objects.filter(subject=subject, id__gt=after)
    places = viewer.participants(*AUTHORITY_ROLES, Role.ADMIN, Role.SYSTEM)
    if "*" not in places:
        rows = rows.filter(Q(participant__in=sorted(places)) | Q(person_id=viewer.person_id))
    return tuple(_row(event) for event in rows.order_by("id")[: min(limit, MAX_PAGE)])


def recent(*, participants: frozenset[str], limit: int = 50) -> tuple[EventRow, ...]:
    """The newest events of some participants ("*" for all)."""
    rows = Event.objects.order_by("-id")
    if "*" not in participants:
        rows = rows.filter(participant__in=participants)
    return tuple(_row(event) for event in rows[:limit])


def overdue(now: dt.datetime) -> tuple[DeadlineRow, ...]:
    rows = Deadline.objects.filter(due_at__lte=now, met_at__isnull=True, raised_at__isnull=True).order_by(
        "due_at", "id"
    )
    return tuple(DeadlineRow(row.id, row.kind, row.subject, row.participant, row.due_at) for row in rows[:1000])


def passed(kind: str, subjects: Iterable[str], now: dt.datetime) -> frozenset[str]:
    """Which of these subjects have a clock of that kind that ran out unmet."""
    rows = Deadline.objects.filter(kind=kind, subject__in=tuple(subjects), due_at__lte=now, met_at__isnull=True)
    return frozenset(rows.values_list("subject", flat=True))


def awaited(kind: str, participant: str) -> frozenset[str]:
    """The subjects of a participant whose clock of that kind runs, or ran out, unmet."""
    rows = Deadline.objects.filter(kind=kind, participant=participant, met_at__isnull=True)
    return frozenset(rows.values_list("subject", flat=True))


def due(subjects: Iterable[str]) -> dict[tuple[str, str], dt.datetime]:
    """(subject, kind) -> when the first unmet clock of that kind runs out, or ran out."""
    rows = Deadline.objects.filter(subject__in=tuple(subjects), met_at__isnull=True).values("subject", "kind")
    return {(row["subject"], row["kind"]): row["due_at"] for row in rows.annotate(due_at=Min("due_at"))}


def lateness(now: dt.datetime) -> tuple[tuple[str, str, int, dt.datetime], ...]:
    """(participant, kind, how many clocks ran out unmet, the first of them), in that order."""
    rows = Deadline.objects.filter(due_at__lte=now, met_at__isnull=True).values("participant", "kind")
    told = rows.annotate(count=Count("id"), oldest=Min("due_at")).order_by("participant", "kind")
    return tuple((row["participant"], row["kind"], row["count"], row["oldest"]) for row in told)


def person_of(event_id: int) -> int:
    """Who did what the event tells of: the id of a person."""
    return int(Event.objects.values_list("person_id", flat=True).get(pk=event_id))


def incomplete() -> Iterator[int]:
    """Ids of events without an outcome: none can be committed by an action, so each is damage."""
    yield from Event.objects.filter(outcome__isnull=True).values_list("id", flat=True)


def count() -> int:
    return Event.objects.count()


def _row(event: Event) -> EventRow:
    return EventRow(
        event.id, event.kind, event.at, event.person_id, event.participant, event.subject, event.outcome or {}
    )
