"""The desk at a border: what is awaited, what lies open, questions, differences, alarms, and who is late with what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from openkp.certificates import queries as certificates
from openkp.certificates.queries import AlarmRow
from openkp.core.lifecycle import ImportState
from openkp.core.roles import Actor, Role
from openkp.shipments import queries as shipments
from openkp.shipments.queries import DiscrepancyRow, ImportRow, LateRow, PreAlertRow, QueryRow

from .. import frame
from ..lists.listing import show
from ..lists.lists import DISCREPANCIES, IMPORTS
from .acts import ISSUING, OPEN_STATES
from .telling import sentence

PAGE = 50
MOST = 500  # of one kind that a desk counts


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits at the border for one person. `weigh`: files whose goods must be opened; `late`: of the expected."""

    expected: tuple[PreAlertRow, ...]
    files: tuple[ImportRow, ...]
    questions: tuple[QueryRow, ...]
    discrepancies: tuple[DiscrepancyRow, ...]
    alarms: tuple[AlarmRow, ...]
    customs: bool

    @property
    def late(self) -> int:
        return sum(one.late for one in self.expected)

    @property
    def weigh(self) -> int:
        return sum(one.inspect and one.state == ImportState.PRESENTED for one in self.files)

    def overdue(self, now: dt.datetime) -> int:
        return sum(one.due_at <= now for one in self.questions)


def waiting(viewer: Actor, now: dt.datetime) -> Waiting:
    """For customs what comes to them, for the issuing authority what is asked of it; late ones first."""
    customs, sides = _places(viewer, Role.CUSTOMS), _places(viewer, Role.CUSTOMS, *ISSUING)
    expected = [
        one for place in customs for one in shipments.expected(viewer=viewer, participant=place, now=now, limit=MOST)
    ]
    files = [
        one
        for place in customs
        for state in OPEN_STATES
        for one in shipments.import_files(viewer=viewer, participant=place, state=state, limit=MOST)
    ]
    questions = [one for place in sides for one in shipments.queries_open(viewer=viewer, participant=place)]
    disputes = [one for place in sides for one in shipments.discrepancies(viewer=viewer, participant=place)]
    return Waiting(
        tuple(sorted(expected, key=lambda one: (not one.late, one.expected_on))),
        tuple(files),
        tuple(sorted(questions, key=lambda one: one.due_at)),
        tuple({one.file: one for one in disputes}.values()),
        certificates.alarms(viewer=viewer, limit=MOST) if viewer.has(frame.ALARM_PEOPLE) else (),
        bool(customs),
    )


def desk(request: HttpRequest) -> HttpResponse:
    viewer, now, lang = frame.actor(request), frame.now(), frame.lang(request)
    found = waiting(viewer, now)
    places = _places(viewer, Role.CUSTOMS)
    asked = [one for place in places for one in shipments.queries_asked(viewer=viewer, participant=place)]
    told: dict[str, Any] = {
        "waiting": found,
        "files": found.files[:PAGE],
        "expected": found.expected[:PAGE],
        "asked": asked,
        "disputes": told_disputes(found.discrepancies[:PAGE], lang),
        "alarms": found.alarms[:PAGE],
        "late": _late(viewer, now),
        "now": now,
        "overdue": found.overdue(now),
        "participants": _places(viewer, Role.CUSTOMS, *ISSUING),
    }
    return render(request, "imports/desk.html", told)


def listing(request: HttpRequest) -> HttpResponseBase:
    """Import files in one's scope: those of one's border, those of one's own certificates, those of one's goods."""
    return show(request, IMPORTS, "imports/list.html", "files")


def discrepancies(request: HttpRequest) -> HttpResponseBase:
    """Those of one's participant, on either side; the open ones, or all."""
    lang, everything = frame.lang(request), request.GET.get("state") == DISCREPANCIES.everything

    def sentences(rows: Sequence[DiscrepancyRow]) -> list[tuple[DiscrepancyRow, list[str]]]:
        return told_disputes(rows, lang)

    more = {"everything": everything, "now": frame.now()}
    return show(request, DISCREPANCIES, "imports/discrepancies.html", "disputes", shown=sentences, **more)


def told_disputes(rows: Sequence[DiscrepancyRow], lang: str) -> list[tuple[DiscrepancyRow, list[str]]]:
    return [(row, [sentence(lang, one) for one in row.differences]) for row in rows]


def _places(viewer: Actor, *roles: Role) -> tuple[str, ...]:
    return tuple(sorted(viewer.participants(*roles) - {"*"}))


def _late(viewer: Actor, now: dt.datetime) -> tuple[LateRow, ...]:
    return tuple(row for row in shipments.late(viewer=viewer, now=now) if row.participant)
