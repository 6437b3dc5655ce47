"""Tokens of the API: made, revoked, and seen in use. The secret is made by the door, which hands in its hash alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action

from ..models import ApiToken
from ..tokens import MAX_DAYS, TokenScope
from .people import reachable

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@action("parties.create_token")
def create_token(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    person_id: int,
    name: str,
    scopes: Sequence[str],
    secret_sha256: str,
    expires_at: dt.datetime,
) -> Outcome:
    """Let a program act for a person: for oneself, or for another as administrator. Refuses all at once
    ``parties.token_*``. A repeat with another secret is refused: what was told once is not told again."""
    assert _SHA256.fullmatch(secret_sha256), "the hash of a secret, never the secret"
    person = reachable(by, person_id, itself=True)
    reasons = [Refusal("parties.token_scope_unknown", scope=one[:20]) for one in scopes if one not in set(TokenScope)]
    if not scopes:
        reasons.append(Refusal("parties.token_scope_missing"))
    if not name.strip():
        reasons.append(Refusal("parties.token_name_missing"))
    if not now < expires_at <= now + dt.timedelta(days=MAX_DAYS):
        reasons.append(Refusal("parties.token_days", most=MAX_DAYS))
    if not person.is_active:
        reasons.append(Refusal("parties.token_inactive_person"))
    refuse(reasons)
    row = ApiToken.objects.create(
        person=person,
        name=name.strip(),
        scopes=sorted(set(scopes)),
        secret_sha256=secret_sha256,
        created_at=now,
        expires_at=expires_at,
    )
    told = {
        "token": row.pk,
        "person": person.pk,
        "scopes": row.scopes,
        "expires_at": f"{expires_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    return Outcome(told, subject=f"person:{person.pk}")


@action("parties.revoke_token")
def revoke_token(*, by: Actor, now: dt.datetime, request_id: str, token_id: int) -> Outcome:
    """End a token at once: one's own, or another's as administrator. Revoking it again changes nothing."""
    row = ApiToken.objects.filter(pk=token_id).first()
    if row is None:
        raise Refusal("parties.unknown_token", token=token_id)
    reachable(by, row.person_id, itself=True)
    ApiToken.objects.filter(pk=row.pk, revoked_at__isnull=True).update(revoked_at=now)
    return Outcome({"token": row.pk}, subject=f"person:{row.person_id}")


@action("parties.note_token_use")
def note_token_use(*, by: Actor, now: dt.datetime, request_id: str, token_id: int) -> Outcome:
    """Record that a token was used today. The door calls it once a day and token, with a request id that says so."""
    by.require(Role.SYSTEM)
    row = ApiToken.objects.get(pk=token_id)
    ApiToken.objects.filter(pk=token_id).update(last_used_on=now.date())
    return Outcome({"token": token_id, "on": now.date().isoformat()}, subject=f"person:{row.person_id}")
