"""Stock in carats, lot by lot with its sums; and what a holder does with a lot: split, merge, reweigh, give back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.core.facts import HS_CODES
from openkp.core.rules.chain import UNSORTED
from openkp.events import queries as events
from openkp.ledger import actions
from openkp.ledger import queries as ledger
from openkp.ledger.queries import LotRow
from openkp.mining import queries as mining
from openkp.parties import queries as parties

from .. import errors, frame
from ..forms import ActForm
from . import acts, people
from .forms import hs_field

PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    return _stock(request)


def merge(request: HttpRequest) -> HttpResponse:
    """Several lots of one holder put together: chosen in the list of the stock."""
    chosen = request.POST.getlist("lots")[:1000]
    hs = request.POST.get("hs", UNSORTED)
    told = frame.act(request, actions.merge, lots=chosen, hs=hs)
    if told.outcome is None:
        return _stock(request, problems=told.problems, status=told.status, chosen=chosen)
    messages.success(request, frame.message(request, "custody.done_merge", lot=str(told.outcome.data["lot"])))
    return redirect("custody:lot", ref=str(told.outcome.data["lot"]))


def lot(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, _found(request, ref))


def act(request: HttpRequest, ref: str, act: str) -> HttpResponse:
    """One form, one call. What is refused is told on the page of the lot, and nothing typed is lost."""
    row, lang = _found(request, ref), frame.lang(request)
    if act not in acts.LOT_ACTS:
        raise Http404
    one = next((one for one in acts.of_lot(row, frame.actor(request)) if one.name == act), None)
    if one is None:
        if row.balance_mct and act in ("split", "reweigh", "loss"):
            return errors.not_yours(request)
        return _page(request, row, problems=(frame.message(request, "custody.not_now"),), status=422)
    form = one.bound(request.POST, found=row, lang=lang)
    if not form.is_valid():
        return _page(request, row, sent=form, status=422)
    told = frame.act(request, one.call, **dict(one.subject), **form.facts())
    if not told.done:
        return _page(request, row, sent=form, problems=told.problems, status=told.status)
    messages.success(request, frame.message(request, f"custody.done_{act}"))
    return redirect("custody:lot", ref=ref)


def _stock(
    request: HttpRequest, *, problems: tuple[str, ...] = (), status: int = 200, chosen: list[str] | None = None
) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    operator = people.operator(request)
    after = request.GET.get("after", "")
    place = int(after) if after.isdecimal() and after.isascii() and len(after) < 16 else 0
    rows = ledger.lots(viewer=viewer, holder=operator, after=place, limit=PAGE + 1) if operator else ()
    page = rows[:PAGE]
    whose = {"holder": operator} if operator else {"participant": people.country(request)}
    lines = ledger.stock(viewer=viewer, **whose)
    marks = {mark.movement for mark in ledger.dispute_marks(row.movement for row in page) if mark.state != "closed"}
    told = {
        "operator": operator,
        "own": sorted(viewer.operators(*frame.OPERATORS)),
        "rows": page,
        "lines": lines,
        "total": sum(line.mct for line in lines),
        "names": mining.names({line.holder for line in lines}, viewer=viewer),
        "disputed": marks,
        "chosen": chosen or [],
        "hs": hs_field(lang).choices,
        "problems": problems,
        "next_url": f"?operator={operator}&after={page[-1].id}" if len(rows) > PAGE else "",
    }
    return render(request, "custody/stock.html", told, status=status)


def _found(request: HttpRequest, ref: str) -> LotRow:
    row = ledger.lot(ref, viewer=frame.actor(request))
    if row is None:
        raise Http404
    return row


def _page(
    request: HttpRequest,
    row: LotRow,
    *,
    sent: ActForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    offered: list[dict[str, Any]] = []
    for one in acts.of_lot(row, viewer):
        form = sent if sent is not None and sent.prefix == one.name else one.bound(None, found=row, lang=lang)
        offered.append({"act": one, "form": form, "sent": form is sent})
    history = events.page(viewer=viewer, subject=f"lot:{row.ref}")
    made = ledger.movement(row.movement, viewer=viewer)
    told = {
        "row": row,
        "made": made,
        "sorted": row.hs in HS_CODES and row.hs != UNSORTED,
        "marks": ledger.dispute_marks([row.movement]),
        "offered": offered,
        "history": history,
        "people": parties.display_names({one.person_id for one in history}, viewer=viewer),
        "problems": problems,
        "form": sent,
    }
    return render(request, "custody/lot.html", told, status=status)
