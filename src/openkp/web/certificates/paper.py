"""The facts of a certificate on a country's own pre-numbered paper: a layout that is dated configuration."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.core.facts import CertificateFacts
from openkp.core.refusal import Refusal, Refusals
from openkp.documents import security_paper
from openkp.parties import queries as parties
from openkp.words import say_all

from .. import frame

LAYOUT_RULE = "certificate.paper"


def print_on_security_paper(request: HttpRequest, facts: CertificateFacts) -> HttpResponse:
    """A PDF to print, or every reason why it cannot be printed on this paper."""
    try:
        layout = parties.rule(LAYOUT_RULE, facts.participant, frame.now().date()).value
        data = security_paper.render(facts, layout=layout, now=frame.now())
    except (Refusal, Refusals) as error:
        title = frame.message(request, "certificate-page.paper_refused")
        text = " ".join(say_all(frame.lang(request), error))
        return render(request, "message.html", {"title": title, "text": text}, status=422)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{facts.number}-paper.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
