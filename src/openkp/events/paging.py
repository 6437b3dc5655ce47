"""A page of a list by key: in the order of an indexed column, forwards or backwards from a row that is known.

The cost follows the page, not the table: one short walk down an index for each reason to see a row (an OR of them would
scan), then merged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a list is asked for. `order`: the name of one of its orders, "-" before it for the last first; `since`
    and `until`: days, both included; `other`: the other side, as the list means it; `after` or `before`: the row
    that the page follows or precedes, by the name that it is listed under."""

    order: str = ""
    state: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    other: str = ""
    after: str = ""
    before: str = ""
    limit: int = 50

    def days(self, column: str) -> Q:
        """Of a moment in UTC, or of a day if its name ends with ``_on``."""
        day = column.endswith("_on")
        asked = Q()
        if self.since is not None:
            asked &= Q(**{f"{column}__gte": self.since if day else _midnight(self.since)})
        if self.until is not None:
            end = self.until + dt.timedelta(days=1)
            asked &= Q(**{f"{column}__lt": end if day else _midnight(end)})
        return asked


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def walk(
    rows: QuerySet[M], scopes: Iterable[Q], asked: Asked, *, columns: dict[str, str], default: str, start: M | None
) -> list[M]:
    """The page, in the order asked for. `columns`: name of an order -> column; `default`: an order; `start`: the row of
    `asked.after` or `asked.before`, None for the first page. Rows of one value follow their keys."""
    order = asked.order if asked.order.removeprefix("-") in columns else default
    column, back = columns[order.removeprefix("-")], bool(asked.before) and not asked.after
    down = order.startswith("-") != back
    if start is not None:
        rows = rows.filter(_beyond(column, start, down=down))
    sign = "-" if down else ""
    ordered = rows.order_by(*([f"{sign}pk"] if column == "pk" else [f"{sign}{column}", f"{sign}pk"]))
    found: dict[Any, M] = {}
    for scope in scopes:
        found |= {row.pk: row for row in ordered.filter(scope)[: asked.limit]}
    page = sorted(found.values(), key=lambda row: (getattr(row, column), row.pk), reverse=down)[: asked.limit]
    return page[::-1] if back else page


def _beyond(column: str, start: Model, *, down: bool) -> Q:
    past = "lt" if down else "gt"
    if column == "pk":
        return Q(**{f"pk__{past}": start.pk})
    value = getattr(start, column)
    # The first condition is what an index is entered by; the second passes over the rows of the same value.
    entered = Q(**{f"{column}__{past}e": value})
    return entered & (Q(**{f"{column}__{past}": value}) | Q(**{column: value, f"pk__{past}": start.pk}))
