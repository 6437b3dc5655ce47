"""The feed of what concerns a participant, its webhooks, and the changes that are for anyone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from openkp.exchange import actions, queries
from openkp.exchange.addresses import MAX_URL
from openkp.exchange.queries import DeliveryRow, EndpointRow, EntryRow
from openkp.parties.tokens import TokenScope

from .. import feeds
from ..tokens import Caller
from . import lists
from .operations import Link, Problem, Room, register
from .shapes import Body, Code, Moment, Row

room = Room("exchange")
Url = Annotated[str, StringConstraints(strict=True, min_length=8, max_length=MAX_URL, pattern=r"^https?://[!-~]+$")]
Type = Annotated[str, StringConstraints(strict=True, max_length=60, pattern=r"^[a-z]+\.[a-z_]+$")]


class EndpointIn(Body):
    """`types` empty: everything that concerns the participant."""

    participant: Code
    url: Url
    types: list[Type] = Field(default=[], max_length=100)


class Entry(Row):
    """`data` holds numbers, references and states: fetch the object for the rest, as far as you may see it."""

    position: int
    id: str
    type: str
    at: Moment
    subject: str
    participants: tuple[str, ...]
    data: dict[str, Any]


class Endpoint(Row):
    id: int
    participant: str
    person_id: int = Field(serialization_alias="person")
    url: str
    types: tuple[str, ...]
    state: str
    created_at: Moment
    former_until: Moment | None = Field(serialization_alias="former_secret_until")
    disabled_at: Moment | None
    disabled_for: str


class Delivery(Row):
    """`answer`: the HTTP status of the last attempt; `fault`: why there was none."""

    position: int
    type: str
    state: str
    attempts: int
    next_at: Moment | None
    last_at: Moment | None
    answer: int | None
    fault: str


class Change(Schema):
    """`place`: its index in the public log, where a proof of it is found."""

    place: int
    kind: str
    number: str
    at: dt.datetime
    text: str


class Changes(Schema):
    """`next`: what to give as `after` the next time; the same as before where nothing is new."""

    items: list[Change]
    next: int


_NONE = {"exchange.endpoint_unknown"}
_SECRET = {"endpoint": int, "secret": str}
room.act(
    "registerWebhook", "/webhooks", actions.register_endpoint, EndpointIn,
    scope=TokenScope.ADMIN, answers=_SECRET, creates=True,
    links={
        "read": Link("getWebhook", {"endpoint": "$response.body#/data/endpoint"}),
        "disable": Link("disableWebhook", {"endpoint": "$response.body#/data/endpoint"}),
    },
)  # fmt: skip
room.act(
    "rotateWebhookSecret", "/webhooks/{endpoint}/rotate", actions.rotate_secret,
    scope=TokenScope.ADMIN, answers=_SECRET, missing=_NONE,
)  # fmt: skip
room.act(
    "disableWebhook", "/webhooks/{endpoint}/disable", actions.disable_endpoint,
    scope=TokenScope.ADMIN, answers={"endpoint": int, "disabled_for": str}, missing=_NONE,
)  # fmt: skip


@room.listing("listFeed", "/feed", Entry, key=lambda row: row.position, numbered=True)
def feed(
    caller: Caller,
    *,
    after: int,
    limit: int,
    type: Annotated[str, Field(pattern=r"^([a-z]+\.[a-z_]+)?$")] = "",  # noqa: A002 - its name in the address
) -> Sequence[EntryRow]:
    """What was done that concerns your participants, in the order in which it became known. To follow it, give the
    `position` of the last entry that you have as `cursor`: nothing is ever put in before it."""
    return queries.entries(viewer=caller.actor, after=after, limit=limit, types=(type,) if type else ())


@room.listing("listWebhooks", "/webhooks", Endpoint, key=lambda row: row.id, numbered=True)
def webhooks(caller: Caller, *, after: int, limit: int) -> Sequence[EndpointRow]:
    """The endpoints of your participants, without their secrets."""
    return queries.endpoints(viewer=caller.actor, after=after, limit=limit)


@room.detail("getWebhook", "/webhooks/{endpoint}", Endpoint)
def webhook(caller: Caller, *, endpoint: int) -> EndpointRow | None:
    """One endpoint of your participants."""
    return queries.endpoint(endpoint, viewer=caller.actor)


@room.listing(
    "listDeliveries", "/webhooks/{endpoint}/deliveries", Delivery, key=lambda row: row.position, numbered=True
)
def deliveries(caller: Caller, *, endpoint: int, after: int, limit: int) -> Sequence[DeliveryRow]:
    """What was sent to an endpoint, and what waits for it."""
    return queries.deliveries(endpoint, viewer=caller.actor, after=after, limit=limit)


@room.router.api_operation(
    ["GET", "HEAD"],
    "/public/changes",
    response={200: Changes, 422: Problem, 429: Problem},
    operation_id="listPublicChanges",
    url_name="public-changes",
    summary="What became of certificates, for anyone",
    tags=["exchange"],
)
def public_changes(
    request: HttpRequest,
    after: Annotated[int, Query(ge=-1, le=10**15)] = -1,
    limit: Annotated[int, Query(ge=1, le=lists.MAX_PAGE)] = lists.PAGE,
) -> HttpResponse:
    """Numbers lost, stolen, void, replaced, returned, seized, confirmed; blank forms missing, lost or stolen: in the
    order of the public log, after the place `after` (-1: from the beginning). No weight, no value, no name."""
    return feeds.changes_json(request, after=after, limit=limit)


register("listPublicChanges", "/public/changes", "GET", None, anyone=True)
