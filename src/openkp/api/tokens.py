"""Who asks: the bearer token (RFC 6750) of a person or a system, what it opens, and the key of an act."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.http import HttpRequest
from ninja.security.base import AuthBase

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.parties import actions as parties
from openkp.parties import queries as people
from openkp.parties.tokens import TokenScope, hash_of

from .problems import language

JSON = "application/json"
_KEY = re.compile(r"[!-~]{8,50}", re.ASCII)
_SYSTEM = Actor.system()


@dataclass(frozen=True, slots=True)
class Caller:
    """The person of the token, with the roles of today; the language in which it is answered."""

    actor: Actor
    scopes: frozenset[str]
    lang: str
    key: str = ""  # of the act, where it is one

    def require(self, scope: TokenScope) -> None:
        """Refuses ``api.scope_missing``."""
        if scope not in self.scopes:
            raise Refusal("api.scope_missing", scope=str(scope))


def now() -> dt.datetime:
    """The clock of this door: whole seconds, UTC. Nothing below reads it."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def request_id(caller: Caller, key: str) -> str:
    """The request id of an act: the caller's own key, in a space of its person's."""
    return f"api-{caller.actor.person_id}-{key}"


def read_key(text: str) -> str:
    """An Idempotency-Key, in quotation marks as the IETF draft writes it, or without. Refuses ``api.key_*``."""
    key = text.strip()
    if len(key) >= 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not key:
        raise Refusal("api.key_missing")
    if not _KEY.fullmatch(key):
        raise Refusal("api.key_malformed")
    return key


class Bearer(AuthBase):
    """The caller of a token that has `scope`; None: of any token. An act also needs JSON and an Idempotency-Key."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: TokenScope | None, *, act: bool = False, json: bool = False) -> None:
        super().__init__()
        self.scope, self.act, self.json = scope, act, json

    def __call__(self, request: HttpRequest) -> Caller:
        caller = _caller(request)
        if self.json and request.content_type != JSON:
            raise Refusal("api.not_json")
        key = read_key(request.headers.get("Idempotency-Key", "")) if self.act else ""
        if self.scope is not None:
            caller.require(self.scope)
        return Caller(caller.actor, caller.scopes, caller.lang, key)


def _caller(request: HttpRequest) -> Caller:
    kind, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise Refusal("api.token_missing")
    moment = now()
    holder = people.token_holder(hash_of(secret.strip()), moment)
    if holder is None:
        raise Refusal("api.token_unknown")
    if not request.headers.get("Accept-Language"):
        request.LANGUAGE_CODE = holder.language
    if holder.last_used_on != moment.date():
        parties.note_token_use(
            by=_SYSTEM,
            now=moment,
            request_id=f"token-{holder.token_id}-used-{moment.date().isoformat()}",
            token_id=holder.token_id,
        )
    return Caller(people.actor(holder.person_id, moment.date()), holder.scopes, language(request))
