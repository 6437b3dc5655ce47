"""Export files: those in one's scope, one file on one page, and each act as one form and one call."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from openkp.parties import queries as parties
from openkp.shipments import queries as shipments
from openkp.shipments.queries import ShipmentDetail

from .. import errors, frame, places
from ..forms import ActForm
from ..imports.telling import sentence
from ..lists.history import history
from ..lists.listing import show
from ..lists.lists import EXPORTS
from . import acts


def listing(request: HttpRequest) -> HttpResponseBase:
    return show(request, EXPORTS, "shipments/list.html", "shipments")


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, _found(request, reference))


def act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One form, one call. What is refused is told on the page of the file, and nothing typed is lost."""
    found = _found(request, reference)
    chosen = [one for one in acts.possible(found, frame.actor(request)) if one.name == act]
    if act not in _KNOWN:
        raise Http404
    sent = [one for one in chosen if f"{one.name}{one.key}" == request.POST.get("form", f"{one.name}{one.key}")]
    if not sent:
        return _cannot(request, found, act)
    form = sent[0].bound(request.POST, found=found, lang=frame.lang(request))
    if not form.is_valid():
        return _page(request, found, sent=form, status=422)
    told = frame.act(request, sent[0].call, **sent[0].subject(found), **form.facts())
    if not told.done:
        return _page(request, _found(request, reference), sent=form, problems=told.problems, status=told.status)
    messages.success(request, frame.message(request, f"file.done_{act}"))
    return redirect("shipments:detail", reference=reference)


_KNOWN = frozenset({"value", "levy", "seal", "approve", "issue", "depart", "slip", "refuse", "withdraw"})


def _found(request: HttpRequest, reference: str) -> ShipmentDetail:
    found = shipments.shipment(reference, viewer=frame.actor(request))
    if found is None:
        raise Http404
    return found


def _cannot(request: HttpRequest, found: ShipmentDetail, act: str) -> HttpResponse:
    """Not this person's to do, or no longer: somebody else may have done it meanwhile."""
    if act in found.acts:
        return errors.not_yours(request)
    return _page(request, found, problems=(frame.message(request, "file.not_now"),), status=422)


def _page(
    request: HttpRequest,
    found: ShipmentDetail,
    *,
    sent: ActForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    offered: list[dict[str, Any]] = []
    for one in acts.possible(found, viewer):
        name = f"{one.name}{one.key}"
        form = sent if sent is not None and sent.prefix == name else one.bound(None, found=found, lang=lang)
        levy = next((row for row in found.levies if (("levy", row.code),) == one.initial), None)
        offered.append({"act": one, "form": form, "name": name, "levy": levy})
    told = {
        "found": found,
        "row": found.row,
        "zones": places.zone_names(found.zones, lang).values(),
        "differences": [sentence(lang, told) for told in found.arrival.differences] if found.arrival else [],
        "both": [(one, found.arrival.weights.get(one.reference)) for one in found.parcels] if found.arrival else [],
        "imports": shipments.imports_of(found.row.certificate, viewer=viewer) if found.row.certificate else (),
        "next": "" if found.row.ended or not found.acts else f"file.next_{found.row.state}",
        "people": parties.display_names(
            {step.person_id for step in found.life} | {sheet.person_id for sheet in found.sheets}, viewer=viewer
        ),
        "history": history(
            request,
            f"shipment:{found.row.reference}",
            notes=((step.at, step.person_id, step.note) for step in found.life),
        ),
        "offered": offered,
        "mine": any(not one["form"].folded for one in offered),
        "problems": problems,
        "form": sent,
    }
    return render(request, "shipments/detail.html", told, status=status)
