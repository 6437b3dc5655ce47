"""One credential by its unguessable id, in the form that the client asks for.

Whoever holds the id holds the paper: it stands in the QR code and on the PDF. By number alone nothing is given here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from openkp.certificates import papers
from openkp.certificates.papers import Paper

from .negotiation import preferred
from .problems import language, problem

RETRY_SECONDS = 5
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a credential. `sealed`: it carries the log's proof, so it follows integration."""

    media_type: str
    suffix: str
    make: Callable[[Paper, str, dt.datetime], bytes]
    sealed: bool = False


FORMS = {
    "credential.vc.jwt": Form("application/vc+jwt", ".vc.jwt", lambda paper, *_: paper.vc_jwt.encode()),
    "credential.cose": Form("application/cose", ".cose", lambda paper, *_: paper.cose),
    "certificate.pdf": Form(
        "application/pdf", ".pdf", lambda paper, lang, now: papers.pdf(paper, lang, now=now), sealed=True
    ),
    "qr.png": Form("image/png", ".png", lambda paper, *_: papers.qr_png(paper), sealed=True),
    "qr.txt": Form(
        "text/plain; charset=utf-8", ".qr.txt", lambda paper, *_: papers.qr_text(paper).encode(), sealed=True
    ),
    "leaf": Form("application/octet-stream", ".leaf", lambda paper, *_: paper.leaf),
    "tlog-proof": Form(
        "text/plain; charset=utf-8", ".tlog-proof", lambda paper, *_: papers.proof_text(paper).encode(), sealed=True
    ),
}
_NEGOTIATED = {form.media_type: name for name, form in FORMS.items() if form.media_type.startswith(("appl", "image"))}
del _NEGOTIATED["application/octet-stream"]


def credential(request: HttpRequest, credential_id: str) -> HttpResponse:
    paper = _paper(credential_id)
    wanted = preferred(request.headers.get("Accept", ""), (*_NEGOTIATED, HTML))
    response: HttpResponse
    if wanted is None:
        response = problem(request, 406, "api.not_acceptable", offered=", ".join((*_NEGOTIATED, HTML)))
    elif wanted == HTML:
        response = HttpResponseRedirect(reverse("certificates:credential", args=[credential_id]))
        patch_vary_headers(response, ["Accept-Language"])
    else:
        response = _give(request, paper, FORMS[_NEGOTIATED[wanted]], attached=False)
    patch_vary_headers(response, ["Accept"])
    return response


def form(request: HttpRequest, credential_id: str, name: str) -> HttpResponse:
    """One form by its own address: for links, which cannot say what they accept."""
    found = FORMS.get(name)
    if found is None:
        raise Http404
    return _give(request, _paper(credential_id), found, attached=True)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _paper(credential_id: str) -> Paper:
    paper = papers.paper(credential_id, now=_now())
    if paper is None:
        raise Http404
    return paper


def _give(request: HttpRequest, paper: Paper, form: Form, *, attached: bool) -> HttpResponse:
    lang = request.GET.get("lang", "") or language(request)
    if form.sealed and paper.proof is None:
        response: HttpResponse = problem(request, 202, "api.being_sealed", number=paper.number)
        response["Content-Type"] = "application/json"  # not an error: signed, and soon to be had
        response["Retry-After"] = str(RETRY_SECONDS)
    else:
        response = HttpResponse(form.make(paper, lang, _now()), content_type=form.media_type)
        place = "attachment" if attached and form.media_type != "image/png" else "inline"
        response["Content-Disposition"] = f'{place}; filename="{paper.number}{form.suffix}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
