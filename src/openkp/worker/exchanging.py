"""What the worker tells others: it numbers the feed in its round, and sends webhooks in a thread of its own."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, close_old_connections, connection

from openkp.exchange import feed, sending

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
_follower = feed.Follower()


def number_feed(now: dt.datetime) -> int:
    """Give the new events their places in the feed; answers how many."""
    try:
        return _follower.number(now)
    except IntegrityError:  # another worker gave a place first
        log.warning("the feed was numbered elsewhere at the same moment; trying again")
        return 0


def send_due(now: Callable[[], dt.datetime]) -> None:
    """Send every webhook that is due, once, and wait for the answers."""
    sender = sending.Sender(now)
    try:
        sender.drain()
    finally:
        sender.close()


@contextmanager
def sender_beside(now: Callable[[], dt.datetime]) -> Iterator[None]:
    """A thread that sends webhooks for as long as the worker runs. Whatever goes wrong in it is told, and tried again:
    the log is integrated meanwhile."""
    stop = threading.Event()
    thread = threading.Thread(target=_send_until, args=(stop, now), name="webhooks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def _send_until(stop: threading.Event, now: Callable[[], dt.datetime]) -> None:
    sender = sending.Sender(now)
    try:
        while not stop.is_set():
            on_their_way = 0
            try:
                close_old_connections()
                on_their_way = sender.step(seconds=PAUSE_SECONDS)
            except Exception:
                log.exception("webhooks: trying again")
                stop.wait(PAUSE_SECONDS * 10)
            if not on_their_way:
                stop.wait(PAUSE_SECONDS)
    finally:
        sender.close()
        connection.close()
