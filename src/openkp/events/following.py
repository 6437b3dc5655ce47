"""For those who follow the events: which are new to them, and up to where nothing can appear any more.

Ids are not commit-ordered on PostgreSQL: event 2 may be committed long before event 1, and who remembers "the last id"
skips it. A follower keeps a row for each event that it has dealt with, and asks for those that have none, above a
floor.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from .models import Event
from .queries import EventRow

# Who writes events holds this lock of the table from before an id is drawn until the end of the transaction.
_WRITERS = """
SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND relation = 'events_event'::regclass
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
"""
_DRAWN = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM events_event_id_seq"


def new_to(known: QuerySet[Any], *, kinds: Iterable[str], above: int, limit: int) -> tuple[EventRow, ...]:
    """Events of these kinds above an id that no row of `known` names in its column `event`, by id."""
    rows = Event.objects.filter(pk__gt=above, kind__in=tuple(kinds), outcome__isnull=False)
    rows = rows.exclude(Exists(known.filter(event=OuterRef("pk")))).order_by("pk")[:limit]
    return tuple(
        EventRow(row.pk, row.kind, row.at, row.person_id, row.participant, row.subject, row.outcome or {})
        for row in rows
    )


class Floor:
    """Up to which id every event is committed or never will be. One for each following process: on PostgreSQL it
    remembers who was writing when it last looked, and blocks nobody."""

    def __init__(self) -> None:
        self._drawn = 0
        self._writers: frozenset[str] | None = None

    def settled(self) -> int:
        """The highest id known to be settled by now; 0 if none is. Ask before looking for new events."""
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":  # SQLite: one writer at a time, ids are commit-ordered
                cursor.execute("SELECT COALESCE(MAX(id), 0) FROM events_event")
                return int(cursor.fetchone()[0])
            settled, writing = 0, self._writing(cursor)
            if self._writers is not None and not self._writers & writing:
                settled, self._writers = self._drawn, None
            if self._writers is None:
                cursor.execute(_DRAWN)
                self._drawn = int(cursor.fetchone()[0])
                self._writers = self._writing(cursor)
                if not self._writers:
                    settled, self._writers = self._drawn, None
            return settled

    @staticmethod
    def _writing(cursor: Any) -> frozenset[str]:
        cursor.execute(_WRITERS)
        return frozenset(row[0] for row in cursor.fetchall())
