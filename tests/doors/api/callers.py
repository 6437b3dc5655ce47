"""Callers of the API: a token for each of the cast, and a client that speaks JSON with keys."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.http import HttpResponse
from django.test import Client
from tests.cast import Cast

from openkp.parties import actions
from openkp.parties.tokens import TokenScope, hash_of, new_secret

API = "/api/v1"
EVERY = tuple(TokenScope)
_keys = itertools.count(1)


def token_of(cast: Cast, person: str, *scopes: str, days: int = 30) -> str:
    """The secret of a new token of one of the cast."""
    who, secret = getattr(cast, person), new_secret()
    actions.create_token(
        by=cast.admin,
        now=cast.now,
        request_id=cast.ask(),
        person_id=who.person_id,
        name="tests",
        scopes=scopes or EVERY,
        secret_sha256=hash_of(secret),
        expires_at=cast.now + dt.timedelta(days=days),
    )
    return secret


class Caller:
    """Asks the API with one token, or with none."""

    def __init__(self, secret: str = "", language: str = "en") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {"accept-language": language}
        if secret:
            self.headers["authorization"] = f"Bearer {secret}"

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(_address(path), headers={**self.headers, **headers})

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> Any:
        told = {**self.headers, "idempotency-key": key or f"key-of-tests-{next(_keys):06d}", **headers}
        return self.client.post(_address(path), body, content_type="application/json", headers=told)

    def send(self, path: str, text: str | bytes, kind: str, **headers: str) -> Any:
        return self.client.generic("POST", _address(path), text, content_type=kind, headers={**self.headers, **headers})

    def done(self, path: str, body: Any = None, **more: str) -> dict[str, Any]:
        """The data of an act that must succeed."""
        answer = self.post(path, body, **more)
        assert answer.status_code in (200, 201), answer.content.decode()
        return dict(answer.json()["data"])


def _address(path: str) -> str:
    return path if path.startswith(API) else API + path


def codes(answer: HttpResponse) -> set[str]:
    """The codes of every reason of a problem."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    told = answer.json()  # type: ignore[attr-defined]
    assert told["status"] == answer.status_code
    return {one["code"] for one in told.get("errors", [])} or {told["type"].rsplit(":", 1)[1]}
