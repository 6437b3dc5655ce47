"""People and their roles: the names and addresses only for those who may read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Grant, Role

from .. import models
from .rows import GrantRow, PersonRow

AUTHORITIES = (Role.OFFICER, Role.APPROVER, Role.CUSTOMS, Role.VALUER, Role.FIELD_OFFICER)


def actor(person_id: int, on: dt.date) -> Actor:
    """The person with the roles in force that day; without any if unknown, inactive or erased."""
    rows = models.GrantRow.objects.filter(holding(on), person_id=person_id, person__is_active=True)
    return Actor(person_id, frozenset(Grant(Role(row.role), row.participant, row.operator) for row in rows))


def grants(person_id: int, *, viewer: Actor) -> tuple[GrantRow, ...]:
    """The roles a person holds or held, for those who may read that person."""
    return person(person_id, viewer=viewer).grants


def person(person_id: int, *, viewer: Actor) -> PersonRow:
    """One person. Refuses ``parties.unknown_person``. See `_reads` for who sees the name and the address."""
    row = models.Person.objects.filter(pk=person_id).first()
    if row is None:
        raise Refusal("parties.unknown_person", person=person_id)
    return _person(row, tuple(row.grants.order_by("pk")), viewer)


def people(*, viewer: Actor, participant: str = "") -> tuple[PersonRow, ...]:
    """The people whom the viewer may read, by number; of one participant if it is given."""
    rows = models.Person.objects.filter(erased_at__isnull=True).prefetch_related("grants").order_by("pk")
    if participant:
        rows = rows.filter(grants__participant=participant).distinct()
    found = (_person(row, tuple(row.grants.all()), viewer) for row in rows)
    return tuple(row for row in found if row.email)


def person_by_email(email: str, *, viewer: Actor) -> PersonRow:
    """Refuses ``parties.unknown_person`` for an address that is unknown, or that the viewer may not read."""
    row = models.Person.objects.filter(email=email.strip().lower()).prefetch_related("grants").first()
    found = _person(row, tuple(row.grants.all()), viewer) if row else None
    if found is None or not found.email:
        raise Refusal("parties.unknown_person", person=0)
    return found


def display_name(person_id: int, *, viewer: Actor) -> str:
    """The name to show beside an act; empty where the viewer may not read it: the door then shows the role."""
    return display_names((person_id,), viewer=viewer).get(person_id, "")


def display_names(person_ids: Iterable[int], *, viewer: Actor) -> dict[int, str]:
    """The same for many, in two queries."""
    rows = models.Person.objects.filter(pk__in=set(person_ids)).prefetch_related("grants")
    return {row.pk: row.name for row in rows if _reads(viewer, row.pk, tuple(row.grants.all()))}


def _person(row: models.Person, held: tuple[models.GrantRow, ...], viewer: Actor) -> PersonRow:
    reads = _reads(viewer, row.pk, held)
    return PersonRow(
        row.pk,
        row.email if reads else "",
        row.name if reads else "",
        row.language,
        row.is_active,
        tuple(
            GrantRow(grant.pk, Role(grant.role), grant.participant, grant.operator, grant.valid_from, grant.valid_to)
            for grant in held
            if reads
        ),
    )


def _reads(viewer: Actor, person_id: int, held: tuple[models.GrantRow, ...]) -> bool:
    """Oneself; an administrator or the authorities of a participant for which the person holds a role; the system."""
    if viewer.person_id == person_id or viewer.has(Role.SYSTEM):
        return True
    if viewer.has(Role.ADMIN, participant="*"):
        return True
    return any(viewer.has((Role.ADMIN, *AUTHORITIES), participant=grant.participant) for grant in held)


def holding(on: dt.date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
