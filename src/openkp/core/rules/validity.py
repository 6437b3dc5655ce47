"""Until when a certificate holds: a rule of each participant, with dates, never a constant. KPCS Annex I A.

Canada: to 24:00 GMT on the sixtieth day after issue (SOR/2003-15). European Union: valid for export for two months at
most, and whatever was not exported goes back to its authority (Regulation (EC) 2368/2002, Article 12).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

MAX_DAYS = 3660


class Unit(StrEnum):
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """`until` is ``"24:00"`` (the end of the last day in `zone`) or ``"hour"`` (the hour of issue on the last day).

    `return_unused`: a certificate not used in that time must go back to the authority that issued it.
    """

    unit: Unit
    count: int
    until: str = "24:00"
    zone: str = "GMT"
    return_unused: bool = False


def validity_rule(value: Mapping[str, Any]) -> ValidityRule:
    """The rule as dated configuration holds it: ``{"unit": "days", "count": 60, "until": "24:00 GMT"}``."""
    until, _, zone = str(value.get("until", "24:00 GMT")).partition(" ")
    rule = ValidityRule(
        Unit(value["unit"]), int(value["count"]), until, zone or "GMT", value.get("unexported") == "return"
    )
    assert rule.until in ("24:00", "hour") and 0 < rule.count <= MAX_DAYS, "a validity ends some day"
    return rule


def valid_until(issued_at: dt.datetime, rule: ValidityRule) -> dt.datetime:
    """The first instant at which the certificate no longer holds (exclusive), in UTC.

    Days are counted after the day of issue: issued on 1 March for 60 days, it holds to 30 April 24:00. Months end on
    the same date of the last month, or on its last day if it has no such date (Regulation (EEC, Euratom) 1182/71,
    Article 3, which computes the Union's periods).
    """
    assert issued_at.tzinfo is not None, "an instant is aware"
    zone = dt.UTC if rule.zone in ("GMT", "UTC") else ZoneInfo(rule.zone)
    local = issued_at.astimezone(zone)
    last = _last_day(local.date(), rule)
    if rule.until == "hour":
        end = dt.datetime.combine(last, local.timetz())
    else:
        end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone)
    return end.astimezone(dt.UTC)


def _last_day(issued_on: dt.date, rule: ValidityRule) -> dt.date:
    if rule.unit is Unit.DAYS:
        return issued_on + dt.timedelta(days=rule.count)
    months = issued_on.year * 12 + issued_on.month - 1 + rule.count
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(issued_on.day, calendar.monthrange(year, month + 1)[1]))
