"""The worker numbers events into the feed: one place each, without gaps, after they were committed.

Ids of events are not commit-ordered on PostgreSQL (events/following.py): what has no place yet is looked for above a
floor, which rises only to where no event can appear any more. Two workers at once wait for each other; what one has
numbered the other finds numbered.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping

from django.db import connection, transaction
from django.db.models import Max

from openkp.events import following

from .audience import Told, audiences
from .kinds import EVERYONE, KINDS
from .models import Delivery, Endpoint, FeedAudience, FeedEntry, FeedFloor

BATCH = 500
SECONDS_A_ROUND = 5.0  # what is left waits for the next round
_ADVISORY_LOCK = 0x0FEE_D001


class Follower:
    """Numbers what is new. One for each worker process."""

    def __init__(self) -> None:
        self._floor = following.Floor()

    def number(self, now: dt.datetime) -> int:
        """Give places to the events that have none; answers how many. Safe to repeat, and beside another worker."""
        end = time.monotonic() + SECONDS_A_ROUND
        settled = self._floor.settled()
        done = 0
        while (found := _batch(now)) == BATCH and time.monotonic() < end:
            done += found
        if found < BATCH:
            _raise_floor(settled)
        return done + found


def _batch(now: dt.datetime) -> int:
    """Number one batch in a transaction of its own, and set its deliveries on their way."""
    with transaction.atomic(durable=True):
        _alone()
        floor = FeedFloor.objects.filter(pk=1).values_list("event_id", flat=True).first() or 0
        found = following.new_to(FeedEntry.objects.all(), kinds=KINDS, above=floor, limit=BATCH)
        if not found:
            return 0
        last = FeedEntry.objects.aggregate(last=Max("position"))["last"] or 0
        places = {
            place: Told(row.id, row.kind, row.at, row.participant, row.subject, row.data)
            for place, row in enumerate(found, last + 1)
        }
        concerned = audiences(tuple(places.values()))
        FeedEntry.objects.bulk_create(
            FeedEntry(
                position=place, event_id=one.event_id, kind=one.kind, at=one.at, subject=one.subject, data=one.data
            )
            for place, one in places.items()
        )
        FeedAudience.objects.bulk_create(
            FeedAudience(entry_id=place, participant=participant)
            for place, one in places.items()
            for participant in sorted(concerned[one.event_id])
        )
        Delivery.objects.bulk_create(_deliveries(places, concerned, now))
        return len(found)


def _deliveries(
    places: Mapping[int, Told], concerned: Mapping[int, frozenset[str]], now: dt.datetime
) -> Iterator[Delivery]:
    for endpoint in Endpoint.objects.filter(disabled_at__isnull=True).order_by("pk"):
        for place, one in places.items():
            mine = concerned[one.event_id] & {endpoint.participant, EVERYONE}
            if mine and one.at >= endpoint.created_at and (not endpoint.types or one.kind in endpoint.types):
                yield Delivery(endpoint=endpoint, entry_id=place, next_at=now)


def _alone() -> None:
    """Wait until no other worker numbers: on SQLite the transaction itself is alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


def _raise_floor(settled: int) -> None:
    """Everything up to there is numbered, for it was committed before the last look, which found nothing more."""
    if settled and not FeedFloor.objects.filter(pk=1, event_id__gte=settled).exists():
        with transaction.atomic():
            FeedFloor.objects.get_or_create(pk=1)
            FeedFloor.objects.filter(pk=1, event_id__lt=settled).update(event_id=settled)
