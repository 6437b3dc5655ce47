"""Write a slip: the next unused number is proposed, the seller's licence is asked about as soon as it is sent, and all
that is wrong is told at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.core.roles import Role
from openkp.ledger import actions
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining

from .. import frame
from . import people
from .write_form import WriteForm

BUYS = (Role.BUYER, Role.EXPORTER)


def write(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, _form(request, None))
    form = _form(request, request.POST)
    if request.POST.get("check"):
        return _page(request, form, quiet=True)
    if not form.is_valid():
        return _page(request, form, status=422)
    facts = form.facts()
    told = frame.act(request, actions.record_purchase, **facts)
    if not told.done:
        return _page(request, form, problems=told.problems, status=told.status)
    messages.success(request, frame.message(request, "custody.done_write", slip=str(facts["slip"])))
    return redirect("custody:slip", booklet=facts["booklet"], slip=facts["slip"])


def _form(request: HttpRequest, data: Any) -> WriteForm:
    country = people.country(request)
    return WriteForm(
        data,
        lang=frame.lang(request),
        buyers=sorted(frame.actor(request).operators(*BUYS)),
        places=[(row.code, row.name) for row in mining.zones(country)],
        initial=_proposed(request) if data is None else {},
    )


def _proposed(request: HttpRequest) -> dict[str, Any]:
    """What stood on the last slip that this buyer wrote, and the next number of its booklet."""
    viewer = frame.actor(request)
    own = sorted(viewer.operators(*BUYS))
    told: dict[str, Any] = {"day": frame.now().date(), "lot-1": request.GET.get("lot", "")[:20]}
    if not own:
        return told
    last = ledger.slips(viewer=viewer, operator=own[0], side="bought", limit=1)
    if last:
        told |= {"place": last[0].place, "currency": last[0].currency, "payment_kind": last[0].payment_kind}
    free = [(row, people.next_slip(row)) for row in mining.booklets(own[0], viewer=viewer)]
    open_ = [(row.number, number) for row, number in free if number is not None]
    begun = [one for one in open_ if last and one[0] == last[0].booklet]
    for booklet, number in (begun or open_)[:1]:
        told |= {"booklet": booklet, "slip": number}
    return told


def _page(
    request: HttpRequest, form: WriteForm, *, problems: tuple[str, ...] = (), status: int = 200, quiet: bool = False
) -> HttpResponse:
    """`quiet`: nothing is wrong yet, only the seller's licence was asked about."""
    licence = form.licence() if form.is_bound else ""
    checked = mining.licence_check(licence, on=frame.now().date()) if licence else None
    told = {
        "write": form,
        "form": None if quiet else form,
        "problems": problems,
        "quiet": quiet,
        "licence": licence,
        "checked": checked,
    }
    return render(request, "custody/write.html", told, status=status)
