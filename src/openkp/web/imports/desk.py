"""The desk at a border: what is awaited, what lies open, questions, differences, alarms, and who is late with what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.certificates import queries as certificates
from openkp.certificates.queries import AlarmRow
from openkp.core.lifecycle import ImportState
from openkp.core.roles import Actor, Role
from openkp.shipments import queries as shipments
from openkp.shipments.queries import DiscrepancyRow, ImportRow, LateRow, PreAlertRow, QueryRow

from .. import frame
from .acts import ISSUING, OPEN_STATES
from .telling import sentence

PAGE = 50
MOST = 500  # of one kind that a desk counts
STATES = tuple(str(state) for state in ImportState)


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


def listing(request: HttpRequest) -> HttpResponse:
    """Import files in one's scope: those of one's border, those of one's own certificates, those of one's goods."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    after = request.GET.get("after", "")[:30]
    rows = shipments.import_files(viewer=frame.actor(request), state=state, after=after, limit=PAGE + 1)
    page = rows[:PAGE]
    told = {
        "files": page,
        "state": state,
        "states": STATES,
        "next_url": "?" + urlencode({"state": state, "after": page[-1].reference}) if len(rows) > PAGE else "",
    }
    return render(request, "imports/list.html", told)


def discrepancies(request: HttpRequest) -> HttpResponse:
    """Those of one's participant, on either side; the open ones, or all."""
    viewer, everything = frame.actor(request), request.GET.get("all") == "yes"
    rows = [
        one
        for place in _places(viewer, Role.CUSTOMS, *ISSUING)
        for one in shipments.discrepancies(viewer=viewer, participant=place, open_only=not everything)
    ]
    unique = tuple({one.file: one for one in rows}.values())
    told = {"disputes": told_disputes(unique, frame.lang(request)), "everything": everything, "now": frame.now()}
    return render(request, "imports/discrepancies.html", told)


def told_disputes(rows: tuple[DiscrepancyRow, ...], lang: str) -> list[tuple[DiscrepancyRow, list[str]]]:
    return [(row, [sentence(lang, one) for one in row.differences]) for row in rows]


def _places(viewer: Actor, *roles: Role) -> tuple[str, ...]:
    return tuple(sorted(viewer.participants(*roles) - {"*"}))


def _late(viewer: Actor, now: dt.datetime) -> tuple[LateRow, ...]:
    return tuple(row for row in shipments.late(viewer=viewer, now=now) if row.participant)
