"""Time in the demonstration: everything happens in the year before the day on which it is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

MONTHS = 12
DAYS = 30 * MONTHS
DENSE_DAYS = 120  # the last months are told in full; before, artisanal life is drawn lightly


@dataclass(frozen=True, slots=True)
class Calendar:
    """`founded_at` is when the world was begun; it stays, so that a build that was cut goes on with the same days.

    Nothing in the demonstration happens after it.
    """

    founded_at: dt.datetime

    @property
    def today(self) -> dt.date:
        return self.founded_at.date()

    @property
    def start(self) -> dt.date:
        """The first day of the year that the demonstration tells."""
        return self.ago(DAYS)

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)

    def at(self, day: dt.date, minute: int) -> dt.datetime:
        """A moment of that day, `minute` of its working hours counted from 08:00 UTC."""
        assert 0 <= minute < 10 * 60, "working hours"
        moment = dt.datetime.combine(day, dt.time(8), dt.UTC) + dt.timedelta(minutes=minute)
        assert moment <= self.founded_at, "the demonstration has no future"
        return moment

    def just_before(self, minutes: int) -> dt.datetime:
        """That many minutes before the world was begun: for what still waits on somebody's desk."""
        return self.founded_at - dt.timedelta(minutes=minutes)

    @staticmethod
    def workday(day: dt.date) -> dt.date:
        """That day, or the Friday before it: offices are shut on Saturdays and Sundays."""
        return day - dt.timedelta(days=max(0, day.weekday() - 4))
