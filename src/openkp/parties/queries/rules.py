"""Dated configuration: the rule of a participant on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Q

from openkp.core.refusal import Refusal

from .. import models
from .rows import RuleRow


def rule(key: str, participant: str, on: dt.date) -> RuleRow:
    """The rule of a participant on a day, else the general one ("*"), in one query: of several, the newest start.

    Refuses ``parties.rule_absent``. A start known to the month or year counts from its first day.
    """
    return several_rules({key: participant}, on)[key]


def several_rules(wanted: Mapping[str, str], on: dt.date) -> dict[str, RuleRow]:
    """The rules of several keys, each for its own participant, in one query: key -> rule. Refuses as `rule` does."""
    rows = models.RuleRow.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        key__in=tuple(wanted),
        participant__in={*wanted.values(), "*"},
        corrected_by__isnull=True,
    )
    best: dict[str, models.RuleRow] = {}
    for row in sorted(rows, key=lambda row: (row.valid_from or dt.date.min, row.pk)):
        known = best.get(row.key)
        if row.participant == wanted[row.key] or (
            row.participant == "*" and (known is None or known.participant == "*")
        ):
            best[row.key] = row
    for key, participant in wanted.items():
        if key not in best:
            raise Refusal("parties.rule_absent", key=key, participant=participant, on=on)
    return {key: _rule(row) for key, row in best.items()}


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
