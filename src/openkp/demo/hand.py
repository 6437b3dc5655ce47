"""The hand that acts in the demonstration: each act a real action of a real person, under a request id made of its key.

The same key and the same facts answer the same, so a build that was cut is simply begun again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from openkp.core.roles import Actor
from openkp.demo.calendar import Calendar
from openkp.events.actions import Outcome
from openkp.parties import queries as parties


@dataclass(slots=True)
class Hand:
    """`persons` maps a key of the cast (``SL.officer``) to the person's id."""

    seed: int
    calendar: Calendar
    persons: dict[str, int] = field(default_factory=dict)
    acts: int = 0
    _actors: dict[str, Actor] = field(default_factory=dict)

    def act(
        self, action: Callable[..., Outcome], *, by: str, now: dt.datetime, key: str, **facts: Any
    ) -> dict[str, Any]:
        """Do one act as the person `by` of the cast ("" is the system); answers its data."""
        self.acts += 1
        outcome = action(by=self.actor(by), now=now, request_id=f"demo-{self.seed}-{key}", **facts)
        return outcome.data

    def actor(self, who: str) -> Actor:
        """The person with the roles of today: those of the demonstration hold for all of its season."""
        if not who:
            return Actor.system()
        if who not in self._actors:
            self._actors[who] = parties.actor(self.persons[who], self.calendar.today)
        return self._actors[who]
