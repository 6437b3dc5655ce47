"""For whom a person acts in the chain, and the few things that each page of theirs says about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from openkp.core.roles import Actor, Role
from openkp.mining import queries as mining
from openkp.mining.queries import BookletRow, LicenceRow

from .. import frame

OFFICERS = (Role.FIELD_OFFICER, Role.OFFICER)
SOON_DAYS = 30  # a licence that ends within so many days is worth a word


def operator(request: HttpRequest) -> str:
    """The operator that the page is about: the one asked for, if this person acts for it or is its authority; else the
    first for whom the person acts; "" for an officer who asked for none."""
    viewer = frame.actor(request)
    asked = request.GET.get("operator", "").strip().upper()[:40]
    if asked and may_act_for(viewer, asked):
        return asked
    own = sorted(viewer.operators(*frame.OPERATORS))
    return own[0] if own else ""


def may_act_for(viewer: Actor, number: str) -> bool:
    if number in viewer.operators(*frame.OPERATORS):
        return True
    row = mining.operator(number, viewer=viewer)
    return row is not None and viewer.has(OFFICERS, participant=row.participant)


def country(request: HttpRequest) -> str:
    """The participant in which this person works in the chain; "" for those of the whole Process."""
    held = sorted(frame.actor(request).participants(*frame.CHAIN_PEOPLE) - {"*"})
    return held[0] if held else ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A licence with how many days it is still good for, today included; negative: since when it is not. `state`: as
    the public check says it."""

    row: LicenceRow
    state: str
    days: int

    @property
    def soon(self) -> bool:
        return self.state == "valid" and self.days <= SOON_DAYS

    @property
    def code(self) -> str:
        """Of the sentence that says it."""
        if self.state == "valid":
            return "custody.licence_today" if self.days == 1 else "custody.licence_left"
        return f"custody.licence_{self.state.replace('-', '_')}"


def paper(row: LicenceRow, today: dt.date) -> Paper:
    if row.revoked_on is not None and row.revoked_on <= today:
        return Paper(row, "revoked", 0)
    if today < row.valid_from:
        return Paper(row, "not-yet", (row.valid_from - today).days)
    left = (row.valid_until - today).days + 1
    return Paper(row, "valid" if left > 0 else "expired", left)


def papers(viewer: Actor, numbers: Iterable[str], today: dt.date) -> list[Paper]:
    """Of these operators, the good ones first, each kind by its end."""
    rows = [row for number in numbers for row in mining.licences(viewer=viewer, operator=number)]
    order = {"valid": 0, "not-yet": 1, "expired": 2, "revoked": 2}
    found = [paper(row, today) for row in rows]
    return sorted(found, key=lambda one: (order[one.state], -one.row.valid_until.toordinal(), one.row.number))


def current(found: Iterable[Paper]) -> list[Paper]:
    """What the first page says: papers in force or to come; where there is none, the last one that was."""
    told = list(found)
    return [one for one in told if one.state in ("valid", "not-yet")] or told[:1]


def next_slip(row: BookletRow) -> int | None:
    """The first slip of a booklet that is neither used nor withdrawn."""
    gone = {*row.used, *row.withdrawn}
    return next((number for number in range(row.first, row.last + 1) if number not in gone), None)
