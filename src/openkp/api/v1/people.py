"""People and systems, their roles, and the tokens that act for them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome
from openkp.parties import actions, queries
from openkp.parties.actions import Personal
from openkp.parties.queries import PersonRow
from openkp.parties.tokens import MAX_DAYS, TokenScope, hash_of, new_secret

from ..tokens import Caller, now
from . import lists
from .operations import Link, Room
from .shapes import Body, CodeOrAll, Day, Line80, Line120, MaybeName, Moment, Row

room = Room("people")
ADMIN = TokenScope.ADMIN
Email = Annotated[str, StringConstraints(strict=True, max_length=254, pattern=r"^[^\s\x00-\x1f@]+@[^\s\x00-\x1f@]+$")]
if TYPE_CHECKING:
    Given: TypeAlias = str
else:  # a role that somebody may hold: the system's own is nobody's
    Given = Literal[tuple(str(role) for role in Role if role is not Role.SYSTEM)]


class PersonIn(Body):
    """Somebody, or a system. Without a password: whoever signs in on pages asks for a link to set one."""

    participant: CodeOrAll = "*"
    email: Email
    name: Line120
    language: Literal["en", "fr"] = "en"

    def facts(self) -> dict[str, object]:
        who = Personal(email=self.email, name=self.name, language=self.language)
        return {"participant": self.participant, "who": who}


class PersonNames(Body):
    email: Email | None = None
    name: Line120 = ""
    language: Literal["en", "fr", ""] = ""

    def facts(self) -> dict[str, object]:
        return {"who": Personal(email=self.email or "", name=self.name, language=self.language)}


class RoleIn(Body):
    role: Given
    participant: CodeOrAll
    operator: Annotated[MaybeName, Field(max_length=40)] = ""
    valid_from: Day
    valid_to: Day | None = None

    def facts(self) -> dict[str, object]:
        return {**super().facts(), "role": Role(self.role)}


class RoleEnd(Body):
    valid_to: Day


class TokenIn(Body):
    name: Line80
    scopes: list[TokenScope] = Field(min_length=1, max_length=10)
    days: Annotated[int, Field(ge=1, le=MAX_DAYS, strict=True)]


class Held(Row):
    id: int
    role: str
    participant: str
    operator: str
    valid_from: dt.date
    valid_to: dt.date | None


class Person(Row):
    """`email` and `name` are empty where the caller may not read them."""

    id: int
    email: str
    name: str
    language: str
    is_active: bool
    grants: tuple[Held, ...] = Field(serialization_alias="roles")


class Me(Row):
    """Whose token this is, and what it opens today."""

    person: Person
    scopes: list[str]


class Token(Row):
    id: int
    person_id: int = Field(serialization_alias="person")
    name: str
    scopes: tuple[str, ...]
    state: str
    created_at: Moment
    expires_at: Moment
    revoked_at: Moment | None
    last_used_on: dt.date | None


def create_token(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    person_id: int,
    name: str,
    scopes: Sequence[str],
    days: int,
) -> Outcome:
    """Make a token for oneself, or for another as administrator. Its secret is told once: a repeat with the same key
    is refused."""
    secret = new_secret()
    done = actions.create_token(
        by=by, now=now, request_id=request_id, person_id=person_id, name=name, scopes=scopes,
        secret_sha256=hash_of(secret), expires_at=now + dt.timedelta(days=days),
    )  # fmt: skip
    return dataclasses.replace(done, data={**done.data, "secret": secret})


create_token.action_kind = "parties.create_token"  # type: ignore[attr-defined]

_PERSON = {"person_id": "$response.body#/data/person"}
_NOBODY = {"parties.unknown_person"}
_READ = Link("getPerson", _PERSON)
room.act(
    "createPerson", "/people", actions.create_person, PersonIn,
    scope=ADMIN, answers={"person": int}, creates=True,
    links={"person": _READ, "role": Link("grantRole", _PERSON), "token": Link("createToken", _PERSON)},
)  # fmt: skip
room.act(
    "correctPerson", "/people/{person_id}/correct", actions.correct_person, PersonNames,
    scope=ADMIN, answers={"person": int}, missing=_NOBODY, links={"person": _READ},
)  # fmt: skip
room.act(
    "deactivatePerson", "/people/{person_id}/deactivate", actions.deactivate_person,
    scope=ADMIN, answers={"person": int}, missing=_NOBODY,
)  # fmt: skip
room.act(
    "erasePerson", "/people/{person_id}/erase", actions.erase_person,
    scope=ADMIN, answers={"person": int}, missing=_NOBODY,
)  # fmt: skip
room.act(
    "grantRole", "/people/{person_id}/roles", actions.grant_role, RoleIn,
    scope=ADMIN, answers={"grant": int}, creates=True, missing=_NOBODY,
    links={"withdraw": Link("withdrawRole", {"grant_id": "$response.body#/data/grant"})},
)  # fmt: skip
room.act(
    "withdrawRole", "/roles/{grant_id}/withdraw", actions.withdraw_role, RoleEnd,
    scope=ADMIN, answers={"grant": int}, missing={"parties.unknown_fact"},
)  # fmt: skip
room.act(
    "createToken", "/people/{person_id}/tokens", create_token, TokenIn,
    scope=ADMIN, creates=True, missing=_NOBODY,
    answers={"token": int, "person": int, "scopes": list[str], "expires_at": str, "secret": str},
    links={"revoke": Link("revokeToken", {"token_id": "$response.body#/data/token"})},
)  # fmt: skip
room.act(
    "revokeToken", "/tokens/{token_id}/revoke", actions.revoke_token,
    scope=ADMIN, answers={"token": int}, missing={"parties.unknown_token"},
)  # fmt: skip


@room.detail("getMe", "/me", Me)
def me(caller: Caller) -> Me:
    """The person of the token, its roles, and the scopes of the token."""
    found = queries.person(caller.actor.person_id, viewer=caller.actor)
    return Me(person=Person.model_validate(found), scopes=sorted(caller.scopes))


@room.listing("listPeople", "/people", Person, key=lambda row: row.id, numbered=True)
def people(
    caller: Caller, *, after: int, limit: int, participant: Annotated[str, Field(pattern=r"^([A-Z]{2}|\*)?$")] = ""
) -> Sequence[PersonRow]:
    """The people whom the caller may read, by number."""
    rows = queries.people(viewer=caller.actor, participant=participant)
    return lists.after_key(rows, lambda row: row.id, after, limit)


@room.detail("getPerson", "/people/{person_id}", Person)
def person(caller: Caller, *, person_id: int) -> PersonRow | None:
    """One person whom the caller may read."""
    try:
        found = queries.person(person_id, viewer=caller.actor)
    except Refusal:
        return None
    return found if found.email else None


@room.listing("listTokens", "/tokens", Token, key=lambda row: row.id, numbered=True)
def tokens(caller: Caller, *, after: int, limit: int) -> Sequence[Token]:
    """Tokens of the people whom the caller may read, without their secrets."""
    moment = now()
    rows = lists.after_key(queries.tokens(viewer=caller.actor), lambda row: row.id, after, limit)
    return [Token(**dataclasses.asdict(row), state=row.state(moment)) for row in rows]
