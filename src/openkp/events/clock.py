"""Deadlines that ran out become events, once each. Expired and overdue are computed from dates; this only tells."""

from __future__ import annotations

import datetime as dt

from openkp.core.roles import Actor, Role

from .actions import Outcome, action
from .models import Deadline
from .queries import overdue


@action("events.deadline_passed")
def raise_deadline(*, by: Actor, now: dt.datetime, request_id: str, deadline_id: int) -> Outcome:
    """Write the event of one deadline that passed unmet; a deadline met meanwhile is left in peace."""
    by.require(Role.SYSTEM)
    row = Deadline.objects.get(pk=deadline_id)
    raised = Deadline.objects.filter(pk=deadline_id, met_at__isnull=True, raised_at__isnull=True).update(raised_at=now)
    return Outcome(
        {"deadline": row.kind, "due_at": row.due_at.isoformat(), "raised": bool(raised)}, row.participant, row.subject
    )


def tick(now: dt.datetime) -> int:
    """Raise every deadline that passed by `now`; answers how many. Safe to run twice and from two processes."""
    raised = 0
    for deadline in overdue(now):
        outcome = raise_deadline(
            by=Actor.system(), now=now, request_id=f"deadline-{deadline.id:08d}", deadline_id=deadline.id
        )
        raised += bool(outcome.data["raised"])
    return raised
