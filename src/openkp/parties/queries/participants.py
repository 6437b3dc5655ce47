"""Participants, their dated statuses and restrictions, and the groups they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from openkp.core.refusal import Refusal
from openkp.core.rules import trade
from openkp.core.rules.trade import Direction, Mode, Period, Precision, Scope, Status

from .. import models
from .rows import ParticipantRow, RestrictionRow, StatusRow


def participants(on: dt.date | None = None) -> tuple[ParticipantRow, ...]:
    """Everyone known, by code: with the statuses of that day, or with all of them."""
    by_code: dict[str, list[StatusRow]] = {}
    for row in statuses():
        by_code.setdefault(row.participant, []).append(row)
    return tuple(
        _participant(row, by_code.get(row.code, []), on) for row in models.Participant.objects.order_by("code")
    )


def participant(code: str, on: dt.date | None = None) -> ParticipantRow:
    """Refuses ``parties.unknown_participant``."""
    row = models.Participant.objects.filter(code=code).first()
    if row is None:
        raise Refusal("parties.unknown_participant", party=code)
    return _participant(row, statuses(code), on)


def statuses(code: str = "") -> tuple[StatusRow, ...]:
    """Statuses in force of corrections, oldest first."""
    rows = models.StatusRow.objects.filter(corrected_by__isnull=True)
    if code:
        rows = rows.filter(participant_id=code)
    found = (
        StatusRow(r.pk, r.participant_id, Status(r.status), period(r), r.basis, r.source, r.note)
        for r in rows.order_by("participant_id", "pk")
    )
    return tuple(sorted(found, key=lambda row: (row.participant, row.period.valid_from or dt.date.min, row.id)))


def restrictions(on: dt.date | None = None, participant: str = "") -> tuple[RestrictionRow, ...]:
    """Restrictions that may hold on a day, or all that were ever imposed, oldest first."""
    rows = models.RestrictionRow.objects.filter(corrected_by__isnull=True)
    if participant:
        rows = rows.filter(participant_id=participant)
    found = tuple(restriction(row) for row in rows.order_by("participant_id", "valid_from", "pk"))
    return found if on is None else tuple(row for row in found if row.period.may_hold(on))


def groups(country: str, on: dt.date) -> frozenset[str]:
    """Codes of the groups to which a country belongs that day: ``EU``, ``MRU``."""
    rows = models.Membership.objects.filter(country=country)
    return frozenset(row.group_id for row in rows if period(row).may_hold(on))


def members(group: str, on: dt.date) -> tuple[str, ...]:
    """The countries of a group that day, by code."""
    rows = models.Membership.objects.filter(group_id=group).order_by("country")
    return tuple(row.country for row in rows if period(row).may_hold(on))


def period(row: models.Dated) -> Period:
    return Period(
        row.valid_from, row.valid_to, Precision(row.from_precision), Precision(row.to_precision), row.recorded_on
    )


def _participant(row: models.Participant, known: Iterable[StatusRow], on: dt.date | None) -> ParticipantRow:
    rows = tuple(known)
    held = rows if on is None else tuple(status for status in rows if status.period.may_hold(on))
    facts = tuple(_status_fact(status) for status in rows)
    taking_part = on is not None and trade.is_participant(facts, on)
    return ParticipantRow(row.code, row.name_en, row.name_fr, row.time_zone, taking_part, held, row.source, row.note)


def restriction(row: models.RestrictionRow) -> RestrictionRow:
    return RestrictionRow(
        row.pk,
        row.code,
        row.participant_id,
        Scope(row.scope),
        Mode(row.mode),
        Direction(row.direction),
        tuple(row.targets),
        period(row),
        row.basis,
        row.source,
        tuple(row.conditions),
        row.note,
    )


def _status_fact(row: StatusRow) -> trade.StatusFact:
    return trade.StatusFact(row.participant, row.status, row.period, row.basis, row.source)
