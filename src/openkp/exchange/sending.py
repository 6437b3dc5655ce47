"""Webhooks on their way: signed (Standard Webhooks), sent again by a published schedule, never in the worker's way.

The calling thread alone speaks to the database; threads of a pool speak to the network, one at a time for each
endpoint, so that a slow receiver keeps nobody waiting but itself. An answer is recorded after it came: after a cut
between the two the same message is sent again, under the same id. At least once, never at most once.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from standardwebhooks import Webhook

from openkp.core.facts import instant
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.events import faults
from openkp.parties import queries as parties

from . import actions, channel, vault
from .channel import Answer
from .models import DELIVERED, FAILED, WAITING, Delivery, Endpoint
from .queries import OFFICES, EntryRow, of

log = logging.getLogger(__name__)

RETRIES_RULE = "webhook.retries"
AT_ONCE = 32  # receivers told at the same time
LEASE = dt.timedelta(seconds=60)  # longer than one attempt: nobody else takes a message while it is on its way
USER_AGENT = "OpenKP-Webhooks/1"
GONE = 410
Clock = Callable[[], dt.datetime]
Post = Callable[[str, Mapping[str, str], bytes], Answer]


@dataclass(frozen=True, slots=True)
class _Message:
    delivery: int
    endpoint: int
    attempt: int
    sent_at: dt.datetime


class Sender:
    """Sends what is due. One for each worker process; two at once send nothing twice but after a cut."""

    def __init__(self, now: Clock, *, post: Post = channel.post) -> None:
        self._now, self._post = now, post
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
        self._sending: dict[Future[Answer], _Message] = {}

    def step(self, seconds: float = 0.0) -> int:
        """Record the answers that came, then send to each endpoint that is free what is due first. Waits up to
        `seconds` for an answer. Answers how many messages are on their way."""
        if self._sending:
            wait(self._sending, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in [one for one in self._sending if one.done()]:
            self._record(self._sending.pop(future), future.result())
        busy = {message.endpoint for message in self._sending.values()}
        free = AT_ONCE - len(busy)
        for delivery in _due(self._now(), busy)[: max(0, free)]:
            self._send(delivery)
        return len(self._sending)

    def drain(self) -> None:
        """Send everything that is due, and wait for the answers."""
        while self.step(seconds=1.0):
            pass

    def close(self) -> None:
        """Leave: what is on its way is sent again by the next worker."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _send(self, delivery: Delivery) -> None:
        now, endpoint = self._now(), delivery.endpoint
        if not _may_be_told(endpoint, now):
            _give_up(endpoint.pk, "person", now)
            return
        secrets = _secrets(endpoint, now)
        if not secrets:
            _give_up(endpoint.pk, "secret", now)
            return
        claimed = Delivery.objects.filter(pk=delivery.pk, state=WAITING, next_at=delivery.next_at)
        if not claimed.update(next_at=now + LEASE):
            return  # another worker has it
        (entry,) = of([delivery.entry])
        text = body(entry)
        headers = signed(entry.id, text, now, secrets)
        message = _Message(delivery.pk, endpoint.pk, delivery.attempts + 1, now)
        self._sending[self._pool.submit(self._post, endpoint.url, headers, text)] = message

    def _record(self, message: _Message, answer: Answer) -> None:
        faults.point("webhook.sent")
        now = self._now()
        told = {"attempts": message.attempt, "last_at": message.sent_at, "answer": answer.status, "fault": answer.fault}
        waiting = Delivery.objects.filter(pk=message.delivery, state=WAITING)
        if answer.taken:
            waiting.update(state=DELIVERED, **told)
            return
        pauses = retries(now)
        if answer.status != GONE and message.attempt <= len(pauses):
            waiting.update(next_at=now + pauses[message.attempt - 1], **told)
            return
        waiting.update(state=FAILED, **told)
        if answer.status == GONE or _silent(message):
            _give_up(message.endpoint, "gone" if answer.status == GONE else "failing", now)


def retries(now: dt.datetime) -> tuple[dt.timedelta, ...]:
    """The pauses before each further attempt, by the dated rule."""
    value = parties.rule(RETRIES_RULE, "*", now.date()).value
    return tuple(dt.timedelta(seconds=int(one)) for one in value["seconds"])


def body(entry: EntryRow) -> bytes:
    """What is sent: who may see the object fetches it. The same bytes at each attempt."""
    told = {
        "type": entry.type,
        "timestamp": instant(entry.at),
        "data": {
            "id": entry.id,
            "position": entry.position,
            "subject": entry.subject,
            "participants": list(entry.participants),
            **({"facts": dict(entry.data)} if entry.data else {}),
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def signed(message_id: str, text: bytes, now: dt.datetime, secrets: Sequence[str]) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0: one signature for each secret that is good today."""
    marks = [Webhook(secret).sign(message_id, now, text.decode()) for secret in secrets]
    return {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(marks),
    }


def _due(now: dt.datetime, busy: set[int]) -> list[Delivery]:
    """What is due first at each endpoint in use that is not busy; who has waited longest comes first."""
    mine = Delivery.objects.filter(endpoint=OuterRef("pk"), state=WAITING, next_at__lte=now)
    first = mine.order_by("next_at", "entry").values("pk")[:1]
    usable = Endpoint.objects.filter(disabled_at__isnull=True).exclude(pk__in=busy).annotate(first=Subquery(first))
    wanted = list(usable.filter(first__isnull=False).values_list("first", flat=True))
    rows = Delivery.objects.filter(pk__in=wanted).select_related("endpoint", "entry")
    return list(rows.order_by("next_at", "entry"))


def _silent(message: _Message) -> bool:
    """Whether the endpoint took nothing since the event of this message: then the rest would fail too."""
    of_message = Delivery.objects.filter(pk=message.delivery).values("entry__at")[:1]
    taken = Delivery.objects.filter(endpoint=message.endpoint, state=DELIVERED, last_at__gte=Subquery(of_message))
    return not taken.exists()


def _may_be_told(endpoint: Endpoint, now: dt.datetime) -> bool:
    """Whether the person who registered it still holds an office of the participant: a token would not do more."""
    try:
        actor = parties.actor(endpoint.person_id, now.date())
    except Refusal:
        return False
    return actor.has((*OFFICES, Role.ADMIN), participant=endpoint.participant)


def _secrets(endpoint: Endpoint, now: dt.datetime) -> tuple[str, ...]:
    kept = [endpoint.secret]
    if endpoint.former_until is not None and now < endpoint.former_until:
        kept.append(endpoint.former_secret)
    found = [vault.open_(one) for one in kept]
    return tuple(one for one in found if one is not None)


def _give_up(endpoint: int, reason: str, now: dt.datetime) -> None:
    log.warning("endpoint %d is told no more: %s", endpoint, reason)
    actions.give_up_endpoint(
        by=Actor.system(), now=now, request_id=f"endpoint-{endpoint:08d}-failed", endpoint=endpoint, disabled_for=reason
    )
