"""Reads of the events: an object's history, the clocks that ran out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .models import Deadline, Event


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


def incomplete() -> Iterator[int]:
    """Ids of events without an outcome: none can be committed by an action, so each is damage."""
    yield from Event.objects.filter(outcome__isnull=True).values_list("id", flat=True)


def count() -> int:
    return Event.objects.count()


def _row(event: Event) -> EventRow:
    return EventRow(
        event.id, event.kind, event.at, event.person_id, event.participant, event.subject, event.outcome or {}
    )
