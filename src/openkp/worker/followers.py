"""Followers of events: each is owed one delivery row per event it follows, and pays it once.

A follower must be idempotent: it may be called again for an event whose payment was cut short.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from openkp.events import deliveries
from openkp.events.queries import EventRow, due

log = logging.getLogger(__name__)

Follower = Callable[[EventRow, dt.datetime], None]


def pay(followers: dict[str, Follower], now: dt.datetime) -> int:
    """Bring each follower up to date; answers how many deliveries were paid.

    A follower that fails is tried again at the next round, its error kept with the delivery; the others go on.
    """
    paid = 0
    for name, follow in followers.items():
        for event in due(name):
            try:
                follow(event, now)
            except Exception as error:
                log.exception("follower %s failed on event %d", name, event.id)
                deliveries.failed(name, event.id, repr(error))
                break
            deliveries.paid(name, event.id, now)
            paid += 1
    return paid
