"""What other rooms do with events inside an action."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from .models import Deadline


def set_deadline(*, kind: str, subject: str, participant: str, due_at: dt.datetime) -> None:
    """Start a clock; setting the same one twice changes nothing."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    Deadline.objects.get_or_create(kind=kind, subject=subject, due_at=due_at, defaults={"participant": participant})


def meet_deadlines(*, kind: str, subject: str, now: dt.datetime) -> None:
    """Stop the clocks of that kind on that subject."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    Deadline.objects.filter(kind=kind, subject=subject, met_at__isnull=True).update(met_at=now)
