"""The front page, one's own first page, one's account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.certificates import queries as certificates
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining

from .. import frame
from ..verify.forms import VerifyForm

SHORT = 8


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home/home.html", {"form": VerifyForm(lang=frame.lang(request))})


def account(request: HttpRequest) -> HttpResponse:
    grants = sorted(frame.actor(request).grants, key=lambda grant: (grant.participant, grant.role, grant.operator))
    return render(request, "home/account.html", {"grants": grants})


def work(request: HttpRequest) -> HttpResponse:
    """What concerns this person: files that wait, certificates, lots, papers, each the newest few."""
    viewer, now = frame.actor(request), frame.now()
    lots = ledger.lots(viewer=viewer, limit=SHORT)
    told = {
        "grants": sorted(viewer.grants, key=lambda grant: (grant.participant, grant.role, grant.operator)),
        "rows": certificates.certificates(viewer=viewer, now=now, limit=SHORT),
        "lots": lots,
        "names": mining.names({row.holder for row in lots}, viewer=viewer),
        "licences": [
            row for number in sorted(viewer.operators()) for row in mining.licences(viewer=viewer, operator=number)
        ],
        "today": now.date(),
    }
    return render(request, "home/work.html", told)
