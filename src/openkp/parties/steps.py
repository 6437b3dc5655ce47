"""What actions of this room and of others do with parties inside an open transaction. No event is written here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from openkp.core.refusal import Refusal
from openkp.core.rules.trade import Precision

from .models import Authority, GrantRow, Participant, Person, RestrictionRow, RuleRow, Signatory, StatusRow

Row = TypeVar("Row", StatusRow, RestrictionRow, RuleRow)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a fact to be recorded: see models.Dated."""

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    from_precision: Precision = Precision.DAY
    to_precision: Precision = Precision.DAY
    recorded_on: dt.date | None = None

    def columns(self) -> dict[str, Any]:
        if self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from:
            raise Refusal("parties.ends_before_it_begins", since=self.valid_from, until=self.valid_to)
        return {
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "from_precision": str(self.from_precision),
            "to_precision": str(self.to_precision),
            "recorded_on": self.recorded_on,
        }


def participant_row(code: str) -> Participant:
    """Refuses ``parties.unknown_participant``."""
    row = Participant.objects.filter(code=code).first()
    if row is None:
        raise Refusal("parties.unknown_participant", party=code)
    return row


def person_row(person_id: int) -> Person:
    """Refuses ``parties.unknown_person``."""
    row = Person.objects.filter(pk=person_id).first()
    if row is None:
        raise Refusal("parties.unknown_person", person=person_id)
    return row


def authority_row(slug: str) -> Authority:
    """Refuses ``parties.unknown_authority``."""
    row = Authority.objects.filter(slug=slug).first()
    if row is None:
        raise Refusal("parties.unknown_authority", slug=slug)
    return row


def corrected(model: type[Row], row_id: int | None) -> Row | None:
    """The row that a correction names; refuses ``parties.unknown_fact`` and ``parties.already_corrected``."""
    if row_id is None:
        return None
    row: Row | None = model._default_manager.filter(pk=row_id).first()
    if row is None:
        raise Refusal("parties.unknown_fact", fact=row_id)
    if model._default_manager.filter(supersedes_id=row_id).exists():
        raise Refusal("parties.already_corrected", fact=row_id)
    return row


def set_end(
    row: StatusRow | RestrictionRow | RuleRow | Authority | Signatory | GrantRow,
    valid_to: dt.date,
    precision: Precision = Precision.DAY,
) -> None:
    """Say when a fact ceased to hold: once (``parties.already_ended``), and not before it began."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    if row.valid_from is not None and valid_to < row.valid_from:
        raise Refusal("parties.ends_before_it_begins", since=row.valid_from, until=valid_to)
    ends: dict[str, Any] = {"valid_to": valid_to}
    if precision is not Precision.DAY:
        ends["to_precision"] = str(precision)
    if not type(row)._default_manager.filter(pk=row.pk, valid_to__isnull=True).update(**ends):
        raise Refusal("parties.already_ended", until=type(row)._default_manager.get(pk=row.pk).valid_to)
