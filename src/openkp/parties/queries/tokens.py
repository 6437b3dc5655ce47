"""Tokens of the API: whose they are, and the one that a secret opens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openkp.core.roles import Actor

from .. import models
from .people import people, person


@dataclass(frozen=True, slots=True)
class TokenRow:
    """What is known of a token: never its secret. `state` is valid, expired or revoked."""

    id: int
    person_id: int
    name: str
    scopes: tuple[str, ...]
    created_at: dt.datetime
    expires_at: dt.datetime
    revoked_at: dt.datetime | None
    last_used_on: dt.date | None

    def state(self, now: dt.datetime) -> str:
        if self.revoked_at is not None and self.revoked_at <= now:
            return "revoked"
        return "valid" if now < self.expires_at else "expired"


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """The token that a secret opens today, and the language of its person."""

    token_id: int
    person_id: int
    scopes: frozenset[str]
    language: str
    last_used_on: dt.date | None


def token_holder(secret_sha256: str, now: dt.datetime) -> TokenHolder | None:
    """None for a secret that is unknown, expired, revoked, or of a person who was let go."""
    row = models.ApiToken.objects.select_related("person").filter(secret_sha256=secret_sha256).first()
    if row is None or not row.person.is_active or _row(row).state(now) != "valid":
        return None
    return TokenHolder(row.pk, row.person_id, frozenset(row.scopes), row.person.language, row.last_used_on)


def tokens(*, viewer: Actor, person_id: int | None = None) -> tuple[TokenRow, ...]:
    """The tokens of a person, or of all whom the viewer may read, in the order in which they were made."""
    if person_id is not None:
        seen = {person_id} if viewer.person_id == person_id or person(person_id, viewer=viewer).email else set()
    else:
        seen = {row.id for row in people(viewer=viewer)} | {viewer.person_id}
    rows = models.ApiToken.objects.filter(person_id__in=seen).order_by("pk")
    return tuple(_row(row) for row in rows)


def _row(row: models.ApiToken) -> TokenRow:
    told = (row.created_at, row.expires_at, row.revoked_at, row.last_used_on)
    return TokenRow(row.pk, row.person_id, row.name, tuple(row.scopes), *told)
