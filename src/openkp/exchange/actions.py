"""Endpoints: registered, given a new secret, disabled. Secrets arrive closed (vault.py); their text is never stored."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action
from openkp.parties import queries as parties

from . import addresses, vault
from .kinds import KINDS
from .models import DISABLED_FOR, DROPPED, WAITING, Delivery, Endpoint
from .queries import OFFICES

MAX_ENDPOINTS = 10  # of one participant, in use
OVERLAP = dt.timedelta(hours=24)  # during which the former secret signs too
ASKED = "asked"


@action("exchange.register_endpoint")
def keep_endpoint(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    url: str,
    types: Sequence[str],
    closed_secret: str,
) -> Outcome:
    """Register where a participant wants to be told, from now on. `types` empty: of everything that concerns it."""
    by.require(*OFFICES, Role.ADMIN, participant=participant)
    parties.participant(participant, now.date())
    unknown = sorted(set(types) - set(KINDS))
    reasons = [Refusal("exchange.type_unknown", type=one[:60]) for one in unknown[:10]]
    if Endpoint.objects.filter(participant=participant, disabled_at__isnull=True).count() >= MAX_ENDPOINTS:
        reasons.append(Refusal("exchange.endpoints_too_many", most=MAX_ENDPOINTS))
    refuse(reasons)
    row = Endpoint.objects.create(
        participant=participant,
        person_id=by.person_id,
        url=url,
        types=sorted(set(types)),
        created_at=now,
        secret=closed_secret,
    )
    return _outcome(row)


def register_endpoint(
    *, by: Actor, now: dt.datetime, request_id: str, participant: str, url: str, types: Sequence[str] = ()
) -> Outcome:
    """Register where a participant wants to be told of what concerns it. Answers the secret, once: a repeat with the
    same key is refused. Refuses ``exchange.url_*``."""
    by.require(*OFFICES, Role.ADMIN, participant=participant)  # before a name is looked up for anyone
    addresses.check(url)
    secret = vault.new_secret()
    done = keep_endpoint(
        by=by, now=now, request_id=request_id, participant=participant, url=url, types=types,
        closed_secret=vault.close(secret),
    )  # fmt: skip
    return dataclasses.replace(done, data={**done.data, "secret": secret})


register_endpoint.action_kind = "exchange.register_endpoint"  # type: ignore[attr-defined]


@action("exchange.rotate_secret")
def keep_secret(*, by: Actor, now: dt.datetime, request_id: str, endpoint: int, closed_secret: str) -> Outcome:
    """Give an endpoint a new secret; the former one signs too for a day."""
    row = _locked(by, endpoint)
    Endpoint.objects.filter(pk=row.pk).update(
        former_secret=row.secret, former_until=now + OVERLAP, secret=closed_secret
    )
    return _outcome(row)


def rotate_secret(*, by: Actor, now: dt.datetime, request_id: str, endpoint: int) -> Outcome:
    """Give an endpoint a new secret, told once. For a day what is sent is signed with both, then with the new one."""
    secret = vault.new_secret()
    done = keep_secret(
        by=by, now=now, request_id=request_id, endpoint=endpoint, closed_secret=vault.close(secret)
    )  # fmt: skip
    return dataclasses.replace(done, data={**done.data, "secret": secret})


rotate_secret.action_kind = "exchange.rotate_secret"  # type: ignore[attr-defined]


@action("exchange.disable_endpoint")
def disable_endpoint(*, by: Actor, now: dt.datetime, request_id: str, endpoint: int) -> Outcome:
    """Send nothing more there. What waited is dropped; the feed still has it."""
    row = _locked(by, endpoint)
    _disable(row, ASKED, now)
    return _outcome(row, disabled_for=ASKED)


@action("exchange.endpoint_failed")
def give_up_endpoint(*, by: Actor, now: dt.datetime, request_id: str, endpoint: int, disabled_for: str) -> Outcome:
    """The worker disables an endpoint that cannot be told any more, and says so in the feed."""
    by.require(Role.SYSTEM)
    assert disabled_for in DISABLED_FOR
    row = Endpoint.objects.select_for_update().get(pk=endpoint)
    if row.disabled_at is None:
        _disable(row, disabled_for, now)
    return _outcome(row, disabled_for=row.disabled_for or disabled_for)


def _locked(by: Actor, endpoint: int) -> Endpoint:
    """An endpoint in use of a participant for whom the actor acts. Refuses ``exchange.endpoint_unknown``."""
    row = Endpoint.objects.select_for_update().filter(pk=endpoint).first()
    if row is None or not by.has((*OFFICES, Role.ADMIN), participant=row.participant):
        raise Refusal("exchange.endpoint_unknown", endpoint=endpoint)
    if row.disabled_at is not None:
        raise Refusal("exchange.endpoint_disabled", endpoint=endpoint)
    return row


def _disable(row: Endpoint, reason: str, now: dt.datetime) -> None:
    Endpoint.objects.filter(pk=row.pk).update(disabled_at=now, disabled_for=reason)
    Delivery.objects.filter(endpoint=row, state=WAITING).update(state=DROPPED)


def _outcome(row: Endpoint, **more: str) -> Outcome:
    return Outcome({"endpoint": row.pk, **more}, participant=row.participant, subject=f"endpoint:{row.pk}")
