"""One operator, one licence, one site of the registers, for those whose business they are."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.mining import queries as mining

from .. import frame, places
from ..lists.history import history


def operator(request: HttpRequest, number: str) -> HttpResponse:
    viewer, today = frame.actor(request), frame.now().date()
    row = mining.operator(number, viewer=viewer)
    if row is None or not row.named:
        raise Http404
    papers = mining.licences(viewer=viewer, operator=number)
    told = {
        "row": row,
        "papers": [(paper, mining.licence_state(paper, today)) for paper in papers],
        "booklets": mining.booklets(number, viewer=viewer),
        "history": history(request, f"operator:{number}", *(f"licence:{paper.number}" for paper in papers)),
    }
    return render(request, "search/operator.html", told)


def licence(request: HttpRequest, number: str) -> HttpResponse:
    viewer = frame.actor(request)
    row = mining.licence(number, viewer=viewer)
    if row is None:
        raise Http404
    why = {"mining.revoke_licence": row.revoked_reason}
    told = {
        "row": row,
        "state": mining.licence_state(row, frame.now().date()),
        "holder": mining.names([row.operator], viewer=viewer).get(row.operator, row.operator),
        "zone": places.place_name(row.zone, frame.lang(request)),
        "site": places.site_name(row.site),
        "history": history(request, f"licence:{number}", why=why),
    }
    return render(request, "search/licence.html", told)


def site(request: HttpRequest, code: str) -> HttpResponse:
    viewer = frame.actor(request)
    hits = mining.search(code, viewer=viewer, now=frame.now())
    row = mining.site(code)
    if row is None or not any(hit.kind == "site" and hit.key == (code,) for hit in hits):
        raise Http404
    zone = places.place_name(row.zone, frame.lang(request))
    told = {
        "row": row,
        "zone": zone,
        "coordinates": f"{_degrees(row.latitude_udeg)}, {_degrees(row.longitude_udeg)}",
        "history": history(request, f"site:{code}"),
    }
    return render(request, "search/site.html", told)


def _degrees(udeg: int) -> str:
    """Decimal degrees with a point, as maps take them: ``8.612340``, ``-10.987650``."""
    whole, rest = divmod(abs(udeg), 1_000_000)
    return f"{'-' if udeg < 0 else ''}{whole}.{rest:06d}"
