"""Whom an act concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openkp.certificates import queries as certificates
from openkp.certificates.queries.concerned import alarm_parties
from openkp.shipments.queries.concerned import export_sides, import_sides

from .kinds import EVERYONE, KINDS, TOLD, Reach


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, as far as the feed needs it: a row of the events."""

    event_id: int
    kind: str
    at: dt.datetime
    participant: str
    subject: str
    outcome: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """Numbers, references and states; nothing else of the outcome."""
        return {name: self.outcome[name] for name in TOLD if _plain(self.outcome.get(name))}

    @property
    def alarms(self) -> tuple[int, ...]:
        found = [*(self.outcome.get("alarms") or ()), self.outcome.get("alarm")]
        return tuple(one for one in found if isinstance(one, int))


def audiences(told: Sequence[Told]) -> dict[int, frozenset[str]]:
    """Event -> the participants concerned, in a handful of queries for all of them."""
    both = [one for one in told if KINDS[one.kind] is Reach.SIDES]
    certified = certificates.sides(_named(both, "certificate:"))
    sides: dict[str, frozenset[str]] = {
        **{f"certificate:{number}": frozenset({one, other}) for number, (one, _, other) in certified.items()},
        **{f"shipment:{ref}": found for ref, found in export_sides(_named(both, "shipment:")).items()},
        **{f"import:{ref}": found for ref, found in import_sides(_named(both, "import:")).items()},
    }
    parties = alarm_parties({alarm for one in told for alarm in one.alarms})
    out = {}
    for one in told:
        found = {one.participant}
        if KINDS[one.kind] is Reach.EVERYONE:
            found.add(EVERYONE)
        elif KINDS[one.kind] is Reach.SIDES:
            found |= sides.get(one.subject, frozenset())
        for alarm in one.alarms:
            found |= parties.get(alarm, frozenset())
        out[one.event_id] = frozenset(found - {""})
    return out


def _named(told: Iterable[Told], prefix: str) -> list[str]:
    """The objects of that kind that the acts name, each once."""
    return sorted({one.subject.removeprefix(prefix) for one in told if one.subject.startswith(prefix)})


def _plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str | int) for one in value)
    return isinstance(value, str | int)
