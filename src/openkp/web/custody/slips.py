"""Slips, received and written, newest first; one slip with its dispute; and each act on it as one form and one call."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.core.roles import Role
from openkp.ledger import queries as ledger
from openkp.ledger.queries import DisputeRow, MovementRow
from openkp.parties import queries as parties

from .. import errors, frame, places
from ..forms import ActForm
from . import acts, people

PAGE = 20
SIDES = ("sold", "bought")


def listing(request: HttpRequest) -> HttpResponse:
    """One's licences in words, one's slips, and what may be done: the first page of a miner and of a buyer."""
    viewer, now = frame.actor(request), frame.now()
    operator = people.operator(request)
    country = "" if operator else people.country(request)
    side = request.GET.get("side", "")
    asked: dict[str, Any] = {"operator": operator, "participant": country, "side": side if side in SIDES else ""}
    rows = ledger.slips(viewer=viewer, before=_before(request), limit=PAGE + 1, **asked)
    page = rows[:PAGE]
    papers = people.papers(viewer, [operator], now.date()) if operator in viewer.operators() else []
    marks = {mark.movement: mark for mark in reversed(ledger.dispute_marks(row.id for row in page))}
    told = {
        "operator": operator,
        "own": sorted(viewer.operators(*frame.OPERATORS)),
        "papers": people.current(papers),
        "slips": [
            {"row": row, "mct": weight(row), "mark": marks.get(row.id), "sold": row.seller == operator} for row in page
        ],
        "names": ledger.slip_names(page, viewer=viewer),
        "returned": ledger.returned(row.id for row in page),
        "side": asked["side"],
        "sides": SIDES,
        "writes": viewer.has((Role.BUYER, Role.EXPORTER, *people.OFFICERS)),
        "digs": viewer.has((Role.MINER, *people.OFFICERS)),
        "next_url": _next(request, page[-1].id) if len(rows) > PAGE else "",
    }
    return render(request, "custody/slips.html", told)


def disputes(request: HttpRequest) -> HttpResponse:
    """Disputes that concern this person, those still open alone unless all are asked for."""
    everything = request.GET.get("all") == "yes"
    rows = ledger.disputes(
        viewer=frame.actor(request), open_only=not everything, before=_before(request), limit=PAGE + 1
    )
    page = rows[:PAGE]
    told = {"rows": page, "all": everything, "next_url": _next(request, page[-1].id) if len(rows) > PAGE else ""}
    return render(request, "custody/disputes.html", told)


def detail(request: HttpRequest, booklet: str, slip: int) -> HttpResponse:
    return _page(request, _found(request, booklet, slip))


def act(request: HttpRequest, booklet: str, slip: int, act: str) -> HttpResponse:
    """One form, one call. What is refused is told on the page of the slip, and nothing typed is lost."""
    row, viewer, lang = _found(request, booklet, slip), frame.actor(request), frame.lang(request)
    if act not in acts.SLIP_ACTS:
        raise Http404
    one = next((one for one in acts.of_slip(row, _disputes(request, row), viewer) if one.name == act), None)
    if one is None:
        return _cannot(request, row, act)
    form = one.bound(request.POST, found=row, lang=lang)
    if not form.is_valid():
        return _page(request, row, sent=form, status=422)
    told = frame.act(request, one.call, **dict(one.subject), **form.facts())
    if not told.done:
        return _page(request, row, sent=form, problems=told.problems, status=told.status)
    messages.success(request, frame.message(request, f"custody.done_{act}"))
    return redirect("custody:slip", booklet=booklet, slip=slip)


def weight(row: MovementRow) -> int:
    """What the slip sold, in milli-carats."""
    return sum(mct for _, mct in row.given)


def _cannot(request: HttpRequest, row: MovementRow, act: str) -> HttpResponse:
    """Not this person's to do, or no longer: somebody else may have done it meanwhile."""
    viewer = frame.actor(request)
    officer = viewer.has(people.OFFICERS, participant=row.participant)
    side = {"dispute": row.seller in viewer.operators(), "settle": officer}.get(act, not officer)
    if not side:
        return errors.not_yours(request)
    return _page(request, row, problems=(frame.message(request, "custody.not_now"),), status=422)


def _found(request: HttpRequest, booklet: str, slip: int) -> MovementRow:
    row = ledger.slip(booklet, slip, viewer=frame.actor(request)) if slip < 2**31 else None
    if row is None:
        raise Http404
    return row


def _disputes(request: HttpRequest, row: MovementRow) -> tuple[DisputeRow, ...]:
    return ledger.disputes(viewer=frame.actor(request), movement=row.id)


def _page(
    request: HttpRequest,
    row: MovementRow,
    *,
    sent: ActForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    found = _disputes(request, row)
    offered = []
    for one in acts.of_slip(row, found, viewer):
        form = sent if sent is not None and sent.prefix == one.name else one.bound(None, found=row, lang=lang)
        asked = request.GET.get("act") == one.name
        offered.append({"act": one, "form": form, "sent": form is sent or asked})
    told = {
        "row": row,
        "mct": weight(row),
        "per_carat": _per_carat(row),
        "place": places.place_name(row.place, lang),
        "names": ledger.slip_names([row], viewer=viewer),
        "lots": {ref: ledger.lot(ref, viewer=viewer) is not None for ref in _lots(row)},
        "returned": bool(ledger.returned([row.id])),
        "disputes": found,
        "people": parties.display_names(_people(found), viewer=viewer),
        "offered": offered,
        "problems": problems,
        "form": sent,
        "now": frame.now(),
    }
    return render(request, "custody/slip.html", told, status=status)


def _per_carat(row: MovementRow) -> int:
    mct = weight(row)
    return ((row.price_cents or 0) * 2000 + mct) // (2 * mct)


def _lots(row: MovementRow) -> list[str]:
    return [ref for ref, _ in (*row.given, *row.made)]


def _people(found: tuple[DisputeRow, ...]) -> set[int]:
    said = {one.person_id for row in found for one in row.answers}
    return said | {who for row in found for who in (row.opened_by, row.closed_by) if who is not None}


def _before(request: HttpRequest) -> int:
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 16 else 0


def _next(request: HttpRequest, before: int) -> str:
    asked = request.GET.copy()
    asked["before"] = str(before)
    return f"?{asked.urlencode()}"
