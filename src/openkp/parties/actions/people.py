"""People, their roles, their signatures. Names and addresses live in Person rows only: there they can be erased."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.hashers import make_password

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action

from .. import steps
from ..models import GrantRow, Person, SavedFilter, Signatory

FUNCTIONS = frozenset({"issue", "validate", "confirm"})


@dataclass(frozen=True, slots=True, repr=False)
class Personal:
    """What is known of a person. It never enters an event: an action's digest sees only the word below.

    Give `password`, or `password_hash` already made; with neither the person cannot sign in by password.
    """

    email: str = ""
    name: str = ""
    language: str = ""
    password: str = field(default="")
    password_hash: str = ""

    def __str__(self) -> str:
        return "personal data"

    def hashed(self) -> str:
        return self.password_hash or make_password(self.password or None)


@action("parties.create_person")
def create_person(*, by: Actor, now: dt.datetime, request_id: str, who: Personal, participant: str = "*") -> Outcome:
    """Let someone sign in. An administrator of a participant names it; the person holds no role yet."""
    by.require(Role.ADMIN, Role.SYSTEM, participant=participant)
    person = Person.objects.create(
        email=_email(who.email),
        name=who.name.strip(),
        language=who.language or "en",
        password=who.hashed(),
        created_at=now,
    )
    return Outcome({"person": person.pk}, participant=_told(participant), subject=f"person:{person.pk}")


@action("parties.correct_person")
def correct_person(*, by: Actor, now: dt.datetime, request_id: str, person_id: int, who: Personal) -> Outcome:
    """Correct one's own name, address or language, or those of another as administrator. Empty fields stay."""
    person = reachable(by, person_id, itself=True)
    changes = {"name": who.name.strip(), "language": who.language}
    if who.email:
        changes["email"] = _email(who.email, but=person.pk)
    Person.objects.filter(pk=person.pk).update(**{name: value for name, value in changes.items() if value})
    return Outcome({"person": person.pk}, subject=f"person:{person.pk}")


@action("parties.set_password")
def set_password(*, by: Actor, now: dt.datetime, request_id: str, person_id: int, who: Personal) -> Outcome:
    """Set one's own password, or another's as administrator."""
    person = reachable(by, person_id, itself=True)
    Person.objects.filter(pk=person.pk).update(password=who.hashed())
    return Outcome({"person": person.pk}, subject=f"person:{person.pk}")


@action("parties.deactivate_person")
def deactivate_person(*, by: Actor, now: dt.datetime, request_id: str, person_id: int) -> Outcome:
    """Let someone sign in no more. What the person did stays."""
    person = reachable(by, person_id)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    return Outcome({"person": person.pk}, subject=f"person:{person.pk}")


@action("parties.erase_person")
def erase_person(*, by: Actor, now: dt.datetime, request_id: str, person_id: int) -> Outcome:
    """Empty the row of a person: name, address, password, second factors. Events go on naming the number alone."""
    person = reachable(by, person_id)
    Person.objects.filter(pk=person.pk).update(
        email=f"erased-{person.pk}@invalid",
        name="",
        password=make_password(None),
        is_active=False,
        last_login=None,
        erased_at=now,
    )
    for label, model in (("account", "EmailAddress"), ("mfa", "Authenticator")):
        apps.get_model(label, model)._default_manager.filter(user_id=person.pk).delete()
    SavedFilter.objects.filter(person=person).delete()
    return Outcome({"person": person.pk}, subject=f"person:{person.pk}")


@action("parties.grant_role")
def grant_role(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    person_id: int,
    role: Role,
    participant: str,
    valid_from: dt.date,
    operator: str = "",
    valid_to: dt.date | None = None,
) -> Outcome:
    """Give a person a role for a participant ("*": the whole Process), perhaps for one operator, from a day on."""
    by.require(Role.ADMIN, Role.SYSTEM, participant=participant)
    if role is Role.SYSTEM:
        raise Refusal("parties.role_of_no_person")
    if person_id == by.person_id:
        raise Refusal("parties.role_for_oneself")
    if participant != "*":
        steps.participant_row(participant)
    steps.person_row(person_id)
    if valid_to is not None and valid_to < valid_from:
        raise Refusal("parties.ends_before_it_begins", since=valid_from, until=valid_to)
    row = GrantRow.objects.create(
        person_id=person_id,
        role=str(role),
        participant=participant,
        operator=operator,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return Outcome({"grant": row.pk}, participant=_told(participant), subject=f"person:{person_id}")


@action("parties.withdraw_role")
def withdraw_role(*, by: Actor, now: dt.datetime, request_id: str, grant_id: int, valid_to: dt.date) -> Outcome:
    """Say from which day a role is no longer held."""
    row = GrantRow.objects.filter(pk=grant_id).first()
    if row is None:
        raise Refusal("parties.unknown_fact", fact=grant_id)
    by.require(Role.ADMIN, Role.SYSTEM, participant=row.participant)
    steps.set_end(row, valid_to)
    return Outcome({"grant": row.pk}, participant=_told(row.participant), subject=f"person:{row.person_id}")


@action("parties.appoint_signatory")
def appoint_signatory(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    authority: str,
    person_id: int,
    function: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
) -> Outcome:
    """Name a person whose signature counts for an authority; `function` is issue, validate or confirm."""
    row = steps.authority_row(authority)
    by.require(Role.ADMIN, Role.SYSTEM, participant=row.participant_id)
    steps.person_row(person_id)
    if function not in FUNCTIONS:
        raise Refusal("parties.unknown_function", function=function)
    if valid_to is not None and valid_to < valid_from:
        raise Refusal("parties.ends_before_it_begins", since=valid_from, until=valid_to)
    made = Signatory.objects.create(
        authority=row, person_id=person_id, function=function, valid_from=valid_from, valid_to=valid_to
    )
    return Outcome({"signatory": made.pk}, participant=row.participant_id, subject=f"authority:{authority}")


@action("parties.end_signatory")
def end_signatory(*, by: Actor, now: dt.datetime, request_id: str, signatory_id: int, valid_to: dt.date) -> Outcome:
    """Say from which day a signature no longer counts."""
    row = Signatory.objects.select_related("authority").filter(pk=signatory_id).first()
    if row is None:
        raise Refusal("parties.unknown_fact", fact=signatory_id)
    by.require(Role.ADMIN, Role.SYSTEM, participant=row.authority.participant_id)
    steps.set_end(row, valid_to)
    return Outcome(
        {"signatory": row.pk}, participant=row.authority.participant_id, subject=f"authority:{row.authority.slug}"
    )


def reachable(by: Actor, person_id: int, *, itself: bool = False) -> Person:
    """The person, for oneself where `itself`, for an administrator of one of the person's participants, or of all."""
    person: Person = steps.person_row(person_id)
    if itself and by.person_id == person_id:
        return person
    places = set(GrantRow.objects.filter(person_id=person_id).values_list("participant", flat=True)) or {"*"}
    for place in places:
        by.require(Role.ADMIN, Role.SYSTEM, participant=place)
    return person


def _email(text: str, *, but: int = 0) -> str:
    email = text.strip().lower()
    name, at, host = email.rpartition("@")
    if not at or not name or not host or len(email) > 254 or any(character.isspace() for character in email):
        raise Refusal("parties.email_malformed")
    if Person.objects.filter(email=email).exclude(pk=but).exists():
        raise Refusal("parties.email_taken")
    return email


def _told(participant: str) -> str:
    return "" if participant == "*" else participant
