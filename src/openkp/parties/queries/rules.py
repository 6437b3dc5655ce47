"""Dated configuration: the rule of a participant on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from openkp.core.refusal import Refusal

from .. import models
from .rows import RuleRow


def rule(key: str, participant: str, on: dt.date) -> RuleRow:
    """The rule of a participant on a day, else the general one ("*"), in one query: of several, the newest start.

    Refuses ``parties.rule_absent``. A start known to the month or year counts from its first day.
    """
    rows = models.RuleRow.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        key=key,
        participant__in=(participant, "*"),
        corrected_by__isnull=True,
    )
    best = max(
        rows,
        key=lambda row: (row.participant == participant, row.valid_from or dt.date.min, row.pk),
        default=None,
    )
    if best is None:
        raise Refusal("parties.rule_absent", key=key, participant=participant, on=on)
    return _rule(best)


def rules(participant: str = "", key: str = "") -> tuple[RuleRow, ...]:
    """Every rule in force of corrections, by key, participant and start."""
    rows = models.RuleRow.objects.filter(corrected_by__isnull=True)
    if participant:
        rows = rows.filter(participant=participant)
    if key:
        rows = rows.filter(key=key)
    return tuple(_rule(row) for row in rows.order_by("key", "participant", "valid_from", "pk"))


def _rule(row: models.RuleRow) -> RuleRow:
    return RuleRow(
        row.key, row.participant, row.value, row.basis, row.source, row.valid_from, row.standing, row.note, row.valid_to
    )
