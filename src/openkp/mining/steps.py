"""What the ledger does with slips inside an action."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from openkp.core.refusal import Refusal

from .models import Booklet, Slip


def lock_booklet(booklet: str) -> None:
    """Serialise the users of one booklet, so that the second hears that the slip is used (PostgreSQL)."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    list(Booklet.objects.select_for_update().filter(number=booklet))


def use_slip(*, booklet: str, number: int, now: dt.datetime) -> int:
    """Use a slip for ever; answers the id of its row. Refuses ``chain.slip_used`` if it has a fate already."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    row = Booklet.objects.filter(number=booklet).first()
    if row is None:
        raise Refusal("chain.slip_unknown_booklet", booklet=booklet)
    try:
        with transaction.atomic():
            slip = Slip(booklet=row, number=number, fate="used", at=now)
            slip.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("chain.slip_used", booklet=booklet, number=str(number)) from error
    return int(slip.pk)
