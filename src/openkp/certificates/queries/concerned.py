"""Whom something concerns, for rooms above that tell them: participants only."""

from __future__ import annotations

from collections.abc import Collection

from ..models import AlarmParty


def alarm_parties(ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Alarm -> the participants that hear of it."""
    out: dict[int, set[str]] = {}
    if ids:
        for alarm, participant in AlarmParty.objects.filter(alarm__in=ids).values_list("alarm_id", "participant"):
            out.setdefault(alarm, set()).add(participant)
    return {alarm: frozenset(found) for alarm, found in out.items()}
