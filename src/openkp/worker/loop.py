"""The worker's round: everything that is due, in order, each part safe to repeat."""

from __future__ import annotations

import datetime as dt
import logging
import select
import signal
import socket
from collections.abc import Callable
from types import FrameType

from django.db import OperationalError, close_old_connections

from openkp.core.refusal import Refusal, Refusals
from openkp.events import bell, clock, heartbeat
from openkp.words import DEFAULT_LANGUAGE, say_all
from openkp.worker import exchanging, publishing

log = logging.getLogger(__name__)

PAUSE_SECONDS = 2
HOUSEKEEPING_SECONDS = 60


def round_of_work(now: dt.datetime, *, housekeeping: bool = True) -> None:
    """Integrate the log; then, at a housekeeping round, renew what ages: status lists, trust list, deadlines.

    What is refused, for want of a key, does not keep the rest from being done: the end of one key is news that the
    trust list must carry. It is told once in each housekeeping round."""
    parts: tuple[Callable[[dt.datetime], object], ...]
    parts = (publishing.integrate_log, publishing.renew_status_lists, exchanging.number_feed)
    if housekeeping:
        parts = (publishing.integrate_log, clock.tick, publishing.renew_status_lists, publishing.seal_rows)
        parts = (*parts, publishing.renew_trust_list, exchanging.number_feed)
    for part in (*parts, publishing.integrate_log):
        try:
            part(now)
        except (Refusal, Refusals) as refused:
            if housekeeping:
                log.error("%s: %s", part.__name__, " ".join(say_all(DEFAULT_LANGUAGE, refused)))


def run(now: Callable[[], dt.datetime]) -> None:
    """Work until told to stop: at each ring of the bell, and every few seconds without one."""
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    kept_house_at: dt.datetime | None = None
    with bell.listen() as door, exchanging.sender_beside(now):
        door.setblocking(False)
        while not stopping:
            moment = now()
            due = kept_house_at is None or (moment - kept_house_at).total_seconds() >= HOUSEKEEPING_SECONDS
            try:
                close_old_connections()
                round_of_work(moment, housekeeping=due)
                if due:
                    kept_house_at = moment
                    heartbeat.beat(moment)
            except OperationalError:
                log.exception("the database did not answer; trying again")
            _wait(door)


def _wait(door: socket.socket) -> None:
    """Sleep until the bell rings; one wake-up answers all rings so far."""
    ready, _, _ = select.select([door], [], [], PAUSE_SECONDS)
    while ready:
        try:
            door.recv(64)
        except BlockingIOError:
            return
