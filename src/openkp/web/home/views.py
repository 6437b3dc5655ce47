"""The front page, one's own first page, one's account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.certificates import queries as certificates
from openkp.core.roles import Actor
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.shipments import queries as shipments
from openkp.shipments.queries import ShipmentRow

from .. import frame
from ..custody import desk as chain
from ..imports import desk
from ..shipments import acts
from ..verify.forms import VerifyForm

SHORT = 8
MOST = 60  # files looked at for what waits: those of the last weeks, at a desk of today's size


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home/home.html", {"form": VerifyForm(lang=frame.lang(request))})


def account(request: HttpRequest) -> HttpResponse:
    grants = sorted(frame.actor(request).grants, key=lambda grant: (grant.participant, grant.role, grant.operator))
    return render(request, "home/account.html", {"grants": grants})


def work(request: HttpRequest) -> HttpResponse:
    """What concerns this person: files that wait, certificates, lots, papers, each the newest few."""
    viewer, now = frame.actor(request), frame.now()
    files = shipments.shipments(viewer=viewer, limit=MOST) if viewer.has(frame.FILE_PEOPLE) else ()
    waiting = tuple(islice(_waiting(files, viewer), SHORT))
    lots = ledger.lots(viewer=viewer, limit=SHORT)
    told = {
        "grants": sorted(viewer.grants, key=lambda grant: (grant.participant, grant.role, grant.operator)),
        "rows": certificates.certificates(viewer=viewer, now=now, limit=SHORT),
        "waiting": waiting,
        "shipments": files[:SHORT],
        "lots": lots,
        "names": mining.names({row.holder for row in lots}, viewer=viewer),
        "licences": [
            row for number in sorted(viewer.operators()) for row in mining.licences(viewer=viewer, operator=number)
        ],
        "today": now.date(),
    }
    if viewer.has(frame.CHAIN_PEOPLE):
        told |= {"custody": chain.waiting(viewer, now), "chain": chain.pages(viewer)}
    if viewer.has(frame.BORDER_PEOPLE):
        border = desk.waiting(viewer, now)
        told |= {"border": border, "overdue": border.overdue(now)}
    return render(request, "home/work.html", told)


def _waiting(rows: Sequence[ShipmentRow], viewer: Actor) -> Iterator[ShipmentRow]:
    """Those whose next step is this person's. Opened only where the state alone does not say no."""
    for row in rows:
        if not row.ended and viewer.has(acts.roles_at(row.state)):
            found = shipments.shipment(row.reference, viewer=viewer)
            if found is not None and acts.waits(found, viewer):
                yield row
