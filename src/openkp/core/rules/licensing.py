"""What a paper of the chain may grant: how long at most, and over how much ground. domain.md 6.8.

The limits are dated configuration of the participant, ``licence.terms``: ``{"months": 12, "artisanal-mining":
{"hectares": 1, ...}}``. A kind's own months go before the general ones. Depth and machines are not recorded of a
licence, so ``depth_metres`` and ``mechanised`` are compared with nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openkp.core.refusal import Refusal

_M2_PER_HECTARE = 10_000


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of one kind; `hectares` None: no limit is recorded."""

    months: int
    hectares: int | None

    @classmethod
    def of(cls, value: Mapping[str, Any], kind: str) -> Terms:
        own = value.get(kind, {})
        return cls(int(own.get("months", value["months"])), own.get("hectares"))

    def last_day(self, first: dt.date) -> dt.date:
        """The last day of the longest paper that begins on `first`: the one before that day of a later month, or that
        month's end where it has none."""
        month = first.month - 1 + self.months
        year, month = first.year + month // 12, month % 12 + 1
        if first.day == 1:
            return dt.date(year, month, 1) - dt.timedelta(days=1)
        return dt.date(year, month, min(first.day - 1, calendar.monthrange(year, month)[1]))


def refusals(terms: Terms, *, valid_from: dt.date, valid_until: dt.date, area_m2: int | None) -> Iterator[Refusal]:
    """Why a paper cannot be granted so; `area_m2` None: the ground's extent is not recorded, and not compared."""
    last = terms.last_day(valid_from)
    if valid_until > last:
        yield Refusal("mining.term_too_long", months=terms.months, last_day=last)
    if terms.hectares is not None and area_m2 is not None and area_m2 > terms.hectares * _M2_PER_HECTARE:
        yield Refusal("mining.area_too_large", hectares=terms.hectares, square_metres=area_m2)
