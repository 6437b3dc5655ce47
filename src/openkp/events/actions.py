"""The frame of every action: one durable transaction, one event row, one answer per request id."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec

from django.db import connection, transaction

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor

from . import bell
from .models import Event

P = ParamSpec("P")
_BEGIN = """
INSERT INTO events_event (request_id, arguments_sha256, kind, at, person_id, participant, subject, outcome)
VALUES (%s, %s, %s, %s, %s, '', '', NULL) ON CONFLICT (request_id) DO NOTHING RETURNING id
"""
_COMPLETE = "UPDATE events_event SET participant = %s, subject = %s, outcome = %s WHERE id = %s"
_current_event: ContextVar[int | None] = ContextVar("openkp_event", default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action answers: plain JSON data. `subject` is ``kind:number``, for the history of an object."""

    data: dict[str, Any] = field(default_factory=dict)
    participant: str = ""
    subject: str = ""
    event_id: int = 0


def action(kind: str) -> Callable[[Callable[P, Outcome]], Callable[P, Outcome]]:
    """Make a function an action of `kind` (``"room.verb"``). It takes keywords only: ``by``, ``now``, ``request_id``.

    The first call with a request id runs the body in one durable transaction and keeps its outcome in the event row;
    a repeat with the same arguments answers the same without running it; a repeat with other arguments, or for
    another kind of action, is refused ``events.request_id_reused``. A refusal rolls everything back.
    """

    def decorate(body: Callable[P, Outcome]) -> Callable[P, Outcome]:
        @functools.wraps(body)
        def run(*args: P.args, **kwargs: P.kwargs) -> Outcome:
            assert not args, "actions take keyword arguments only"
            by, now, request_id = kwargs["by"], kwargs["now"], kwargs["request_id"]
            assert isinstance(by, Actor) and isinstance(now, dt.datetime) and now.tzinfo is not None
            assert isinstance(request_id, str)
            if not 8 <= len(request_id) <= 80 or not request_id.isascii():
                raise Refusal("events.request_id_malformed")
            digest = _digest(kind, by, kwargs)
            with transaction.atomic(durable=True):
                event_id = _begun(request_id, digest, kind, now, by.person_id)
                if event_id is None:
                    return _stored(Event.objects.get(request_id=request_id), kind, digest)
                return _run(event_id, body, kwargs)

        run.action_kind = kind  # type: ignore[attr-defined]
        return run

    return decorate


def _begun(request_id: str, digest: str, kind: str, now: dt.datetime, person_id: int) -> int | None:
    """The id of a new event row; None if the request id has one. Waits for another process that writes the same."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [request_id, digest, kind, connection.ops.adapt_datetimefield_value(now), person_id])
        found = cursor.fetchone()
    return None if found is None else int(found[0])


def _run(event_id: int, body: Callable[..., Outcome], kwargs: dict[str, Any]) -> Outcome:
    token = _current_event.set(event_id)
    try:
        outcome = body(**kwargs)
    finally:
        _current_event.reset(token)
    told = Event._meta.get_field("outcome").get_db_prep_save(outcome.data, connection)
    with connection.cursor() as cursor:
        cursor.execute(_COMPLETE, [outcome.participant, outcome.subject, told, event_id])
    bell.ring_on_commit()
    return Outcome(outcome.data, outcome.participant, outcome.subject, event_id)


def _stored(event: Event, kind: str, digest: str) -> Outcome:
    if event.kind != kind or event.arguments_sha256 != digest:
        raise Refusal("events.request_id_reused", request_id=event.request_id)
    return Outcome(event.outcome or {}, event.participant, event.subject, event.pk)


def _digest(kind: str, by: Actor, kwargs: dict[str, Any]) -> str:
    told = {name: value for name, value in kwargs.items() if name not in ("by", "now", "request_id")}
    text = json.dumps([kind, by.person_id, told], sort_keys=True, default=_plain, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def current_event_id() -> int:
    """The id of the event being written, for rows that name it. Only inside an action."""
    event_id = _current_event.get()
    assert event_id is not None, "a step runs inside an action"
    return event_id


__all__ = ["Outcome", "action", "current_event_id"]
