"""The search box of every page: what was typed whole is opened at once, else what may be meant is shown, by kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.certificates import queries as certificates
from openkp.core import finding
from openkp.core.finding import Hit
from openkp.core.roles import Actor
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.shipments import queries as shipments

from .. import frame
from . import telling

LIMIT = 10  # of each kind
HELPS = ("number", "reference", "party", "licence", "slip", "seal")  # what may be typed


def results(request: HttpRequest) -> HttpResponse:
    text = finding.typed(request.GET.get("q", ""))
    groups = telling.groups(request, _found(text, frame.actor(request)), limit=LIMIT) if text else ()
    place = telling.one_place(groups)
    if place:
        return redirect(place)
    return render(request, "search/results.html", {"text": text, "groups": groups, "helps": HELPS})


def _found(text: str, viewer: Actor) -> tuple[Hit, ...]:
    """Each room is asked for one more than is shown."""
    now, limit = frame.now(), LIMIT + 1
    return (
        *certificates.search(text, viewer=viewer, now=now, limit=limit),
        *shipments.search(text, viewer=viewer, limit=limit),
        *ledger.search(text, viewer=viewer, limit=limit),
        *mining.search(text, viewer=viewer, now=now, limit=limit),
    )
