"""How old the signed status lists are: for whoever looks after the installation."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from ..models import StatusList


def status_lists_until() -> tuple[int, dt.datetime | None]:
    """How many status lists there are, and when the first of their newest editions is too old for verifiers; None if
    one was never signed, or if there are none."""
    ends = list(StatusList.objects.annotate(end=Max("editions__valid_until")).values_list("end", flat=True))
    known = [end for end in ends if end is not None]
    return len(ends), min(known) if known and len(known) == len(ends) else None
