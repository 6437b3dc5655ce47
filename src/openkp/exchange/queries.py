"""Reads of the feed and of endpoints, each for those whom it concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from openkp.core.roles import Actor, Role

from .kinds import EVERYONE, KINDS
from .models import Delivery, Endpoint, FeedAudience, FeedEntry

MAX_PAGE = 500
# Who is told in the name of a participant: those who hear of its alarms.
OFFICES = (Role.OFFICER, Role.APPROVER, Role.CUSTOMS)
_WHOLE = (Role.ADMIN, Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One act as the feed tells it. `id` is the same in the feed and in every webhook, and nobody else's."""

    position: int
    id: str
    type: str
    at: dt.datetime
    subject: str
    participants: tuple[str, ...]  # whom it concerns; "*" for all
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """Where a participant is told. Never its secret."""

    id: int
    participant: str
    person_id: int
    url: str
    types: tuple[str, ...]
    created_at: dt.datetime
    former_until: dt.datetime | None
    disabled_at: dt.datetime | None
    disabled_for: str

    @property
    def state(self) -> str:
        return "disabled" if self.disabled_at else "active"


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    position: int
    type: str
    state: str
    attempts: int
    next_at: dt.datetime | None
    last_at: dt.datetime | None
    answer: int | None
    fault: str


def entries(*, viewer: Actor, after: int = 0, limit: int = 100, types: Iterable[str] = ()) -> tuple[EntryRow, ...]:
    """What concerns the participants of whom the viewer holds an office, after the place `after`, in order."""
    rows = FeedEntry.objects.filter(position__gt=after).order_by("position")
    if wanted := tuple(types):
        rows = rows.filter(kind__in=wanted)
    limit = max(1, min(limit, MAX_PAGE))
    if not _sees_all(viewer):
        mine = viewer.participants(*OFFICES, Role.ADMIN)
        if not mine and not viewer.has((Role.SECRETARIAT, Role.CHAIR)):
            return ()
        # One short walk down an index for each participant: an OR of them would scan.
        places: set[int] = set()
        for participant in (EVERYONE, *sorted(mine)):
            told = FeedAudience.objects.filter(participant=participant, entry__gt=after)
            if wanted:
                told = told.filter(entry__kind__in=wanted)
            places |= set(told.order_by("entry").values_list("entry_id", flat=True)[:limit])
        rows = rows.filter(pk__in=places)
    return of(rows[:limit])


def of(rows: Iterable[FeedEntry]) -> tuple[EntryRow, ...]:
    """Entries as they are told, in the order given."""
    found = tuple(rows)
    concerned: dict[int, list[str]] = {}
    pairs = FeedAudience.objects.filter(entry__in=[row.pk for row in found]).order_by("participant")
    for entry, participant in pairs.values_list("entry_id", "participant"):
        concerned.setdefault(entry, []).append(participant)
    return tuple(
        EntryRow(row.pk, uid(row.event_id), row.kind, row.at, row.subject, tuple(concerned.get(row.pk, ())), row.data)
        for row in found
    )


def uid(event_id: int) -> str:
    """What names an event everywhere: made of the installation's address and the event."""
    return f"evt_{uuid5(NAMESPACE_URL, f'{settings.OPENKP_URL}/events/{event_id}').hex}"


def endpoints(*, viewer: Actor, after: int = 0, limit: int = 50) -> tuple[EndpointRow, ...]:
    """The endpoints of the participants for whom the viewer acts, by number."""
    rows = Endpoint.objects.filter(pk__gt=after).order_by("pk")
    if not _sees_all(viewer):
        rows = rows.filter(participant__in=viewer.participants(*OFFICES, Role.ADMIN))
    return tuple(_endpoint(row) for row in rows[: min(limit, MAX_PAGE)])


def endpoint(endpoint_id: int, *, viewer: Actor) -> EndpointRow | None:
    row = Endpoint.objects.filter(pk=endpoint_id).first()
    return _endpoint(row) if row is not None and _sees(row, viewer) else None


def deliveries(endpoint_id: int, *, viewer: Actor, after: int = 0, limit: int = 50) -> tuple[DeliveryRow, ...]:
    """What was sent to an endpoint or waits for it, by place in the feed after `after`."""
    row = Endpoint.objects.filter(pk=endpoint_id).first()
    if row is None or not _sees(row, viewer):
        return ()
    found = Delivery.objects.filter(endpoint=row, entry__gt=after).select_related("entry").order_by("entry")
    return tuple(
        DeliveryRow(
            one.entry_id, one.entry.kind, one.state, one.attempts, one.next_at if one.state == "waiting" else None,
            one.last_at, one.answer, one.fault,
        )
        for one in found[: min(limit, MAX_PAGE)]
    )  # fmt: skip


def counts() -> dict[str, int]:
    return {"feed_entries": FeedEntry.objects.count(), "endpoints": Endpoint.objects.count()}


def _sees_all(viewer: Actor) -> bool:
    return EVERYONE in viewer.participants(*_WHOLE, *OFFICES)


def _sees(row: Endpoint, viewer: Actor) -> bool:
    return _sees_all(viewer) or viewer.has((*OFFICES, Role.ADMIN), participant=row.participant)


def _endpoint(row: Endpoint) -> EndpointRow:
    return EndpointRow(
        row.pk, row.participant, row.person_id, row.url, tuple(row.types), row.created_at, row.former_until,
        row.disabled_at, row.disabled_for,
    )  # fmt: skip


__all__ = [
    "KINDS",
    "OFFICES",
    "DeliveryRow",
    "EndpointRow",
    "EntryRow",
    "deliveries",
    "endpoint",
    "endpoints",
    "entries",
]
