"""Lots in one's scope: what is held, and where one lot came from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from openkp.ledger import queries as ledger
from openkp.mining import queries as mining

from .. import frame, places
from ..drawing.provenance import provenance
from ..drawing.provenance_svg import picture
from ..lists.history import history
from ..lists.listing import show
from ..lists.lists import LOTS


def listing(request: HttpRequest) -> HttpResponseBase:
    return show(request, LOTS, "lots/list.html", "rows")


def detail(request: HttpRequest, ref: str) -> HttpResponse:
    viewer = frame.actor(request)
    row = ledger.lot(ref, viewer=viewer)
    if row is None:
        raise Http404
    trace = ledger.trace(ref, viewer=viewer)
    sites = {site.code: site for site in mining.sites(codes=trace.sites)} if trace.sites else {}
    names = places.zone_names(row.origins, frame.lang(request))
    told = {
        "row": row,
        "holder": mining.names([row.holder], viewer=viewer).get(row.holder, row.holder),
        "origins": [(names[code], mct) for code, mct in sorted(row.origins.items(), key=lambda item: -item[1])],
        "marks": ledger.dispute_marks(node.movement for node in trace.nodes),
        "acts": viewer.has(frame.CHAIN_PEOPLE),
        "history": history(request, f"lot:{ref}"),
        **picture(provenance([trace], number=row.ref, sites=sites), lang=frame.lang(request)),
    }
    return render(request, "lots/detail.html", told)
