"""Dated configuration: the rule of a participant on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from openkp.core.refusal import Refusal
from openkp.events.reference import Reference, ask

from .. import models
from .rows import RuleRow


def rule(key: str, participant: str, on: dt.date) -> RuleRow:
    """The rule of a participant on a day, else the general one ("*"), in one query: of several, the newest start.

    Refuses ``parties.rule_absent``. A start known to the month or year counts from its first day.
    """
    return several_rules({key: participant}, on)[key]


def several_rules(wanted: Mapping[str, str], on: dt.date, *, known: Reference | None = None) -> dict[str, RuleRow]:
    """The rules of several keys, each for its own participant, in one query: key -> rule. Refuses as `rule` does."""
    rows = ask(known, _dated, frozenset(wanted), frozenset((*wanted.values(), "*")))
    best: dict[str, RuleRow] = {}
    for row in rows:
        if (row.valid_from is not None and on < row.valid_from) or (row.valid_to is not None and row.valid_to <= on):
            continue
        held = best.get(row.key)
        if row.participant == wanted[row.key] or (row.participant == "*" and (held is None or held.participant == "*")):
            best[row.key] = row
    for key, participant in wanted.items():
        if key not in best:
            raise Refusal("parties.rule_absent", key=key, participant=participant, on=on)
    return best


def _dated(keys: frozenset[str], participants: frozenset[str]) -> tuple[RuleRow, ...]:
    """Every rule of those keys and participants, whenever it holds; the oldest start first."""
    rows = models.RuleRow.objects.filter(key__in=keys, participant__in=participants, corrected_by__isnull=True)
    return tuple(_rule(row) for row in sorted(rows, key=lambda row: (row.valid_from or dt.date.min, row.pk)))


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
