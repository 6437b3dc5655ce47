"""What other rooms do with events inside an action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from . import rows
from .models import Deadline


def set_deadline(*, kind: str, subject: str, participant: str, due_at: dt.datetime) -> None:
    """Start a clock; setting the same one twice changes nothing."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    Deadline.objects.get_or_create(kind=kind, subject=subject, due_at=due_at, defaults={"participant": participant})


def set_deadlines(
    clocks: Mapping[str, dt.datetime], *, subject: str, participant: str, owing: Mapping[str, str] | None = None
) -> None:
    """Start several clocks on one subject, kind -> due, in one statement; those already set stay. `owing`: who is late
    with a kind, where it is not `participant`."""
    who = owing or {}
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    rows.add_missing(
        Deadline,
        *(
            {"subject": subject, "participant": who.get(kind, participant), "kind": kind, "due_at": due}
            for kind, due in clocks.items()
        ),
    )


def meet_deadlines(*, kind: str, subject: str, now: dt.datetime) -> None:
    """Stop the clocks of that kind on that subject."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    Deadline.objects.filter(kind=kind, subject=subject, met_at__isnull=True).update(met_at=now)


def resume_deadlines(*, kind: str, subject: str) -> None:
    """Let the clocks of that kind on that subject run again: what had met them was none."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    Deadline.objects.filter(kind=kind, subject=subject, met_at__isnull=False).update(met_at=None)
