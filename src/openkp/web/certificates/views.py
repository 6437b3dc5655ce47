"""Certificates: a list in one's scope; one certificate with its life, its provenance and its proofs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from openkp.certificates import papers
from openkp.certificates import queries as certificates
from openkp.certificates.queries import CertificateDetail
from openkp.core.credential.canonical import facts_hash
from openkp.core.merkle import leaf_hash
from openkp.core.roles import Role
from openkp.core.tlog import read_checkpoint
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.shipments import queries as shipments

from .. import frame
from ..drawing.provenance import Provenance, provenance
from ..drawing.provenance_svg import picture
from ..imports.telling import sentence
from ..lists.history import history
from ..lists.listing import show
from ..lists.lists import CERTIFICATES
from ..shipments import acts
from . import ending, life
from .paper import print_on_security_paper


def listing(request: HttpRequest) -> HttpResponseBase:
    return show(request, CERTIFICATES, "certificates/list.html", "rows")


def detail(request: HttpRequest, number: str) -> HttpResponse:
    """For those whom the certificate concerns; to others there is nothing here, and the number's public status is
    on the page that verifies."""
    found = certificates.certificate(number, viewer=frame.actor(request), now=frame.now())
    if found is None:
        raise Http404
    return _page(request, found)


def credential(request: HttpRequest, credential_id: str) -> HttpResponse:
    """For whoever holds the paper: the certificate as it stands there."""
    found = certificates.by_credential_id(credential_id, now=frame.now())
    if found is None:
        raise Http404
    response = _page(request, found)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The facts alone, placed for the country's own pre-numbered security paper, as a PDF to print."""
    found = certificates.certificate(number, viewer=frame.actor(request), now=frame.now())
    if found is None or not found.named:
        raise Http404
    return print_on_security_paper(request, found.facts)


def _page(request: HttpRequest, found: CertificateDetail) -> HttpResponse:
    viewer = frame.actor(request)
    in_scope = certificates.certificate(found.row.number, viewer=viewer, now=frame.now()) is not None
    ended = ending.ending(found, viewer=viewer, now=frame.now()) if in_scope and found.named else None
    moments = life.moments(request, found, ended.files if ended is not None else (), names=in_scope)
    told: dict[str, Any] = {
        "found": found,
        "facts": found.facts,
        "in_scope": in_scope,
        "ended": ended,
        "life": moments,
        "timeline": life.line(request, found, moments),
        "proof": _proof(found),
        "may_print": in_scope and viewer.has(Role.OFFICER, participant=found.row.participant),
        "address": papers.address(found.row.credential_id) if found.named else "",
    }
    if ended is not None and ended.differences:
        told["differences"] = [sentence(frame.lang(request), one) for one in ended.differences]
    if in_scope and viewer.has(frame.FILE_PEOPLE):
        file = shipments.of_certificate(found.row.number, viewer=viewer)
        told |= {"file": file, "waits": file is not None and acts.waits(file, viewer)}
    if in_scope:
        files = [f"import:{one.row.reference}" for one in ended.files] if ended is not None else []
        if told.get("file"):
            files.append(f"shipment:{told['file'].row.reference}")
        reasons = ((row.at, row.person_id, str(row.record.get("reason", ""))) for row in found.life)
        told["history"] = history(request, f"certificate:{found.row.number}", *files, notes=reasons)
    if in_scope and found.named:
        told |= _provenance(request, found)
    return render(request, "certificates/detail.html", told)


def _proof(found: CertificateDetail) -> dict[str, object] | None:
    """What the log says of it, for those who check by hand; None while it is being sealed."""
    if not found.named:
        return None
    paper = papers.paper(found.row.credential_id, now=frame.now())
    if paper is None or paper.proof is None:
        return None
    head = read_checkpoint(paper.proof.checkpoint)
    return {
        "index": paper.proof.index,
        "size": head.size,
        "origin": head.origin,
        "root": head.root.hex(),
        "leaf_text": paper.leaf.decode("utf-8", "replace"),
        "leaf_hash": leaf_hash(paper.leaf).hex(),
        "facts_hash": facts_hash(found.facts).hex(),
        "kid": found.kid,
    }


def _provenance(request: HttpRequest, found: CertificateDetail) -> dict[str, object]:
    viewer = frame.actor(request)
    traces = [ledger.trace(parcel.lot, viewer=viewer) for parcel in found.parcels if parcel.lot]
    if not traces:
        return {}
    codes = {code for trace in traces for code in trace.sites}
    sites = {row.code: row for row in mining.sites(codes=codes)} if codes else {}
    made: Provenance = provenance(traces, number=found.row.number, sites=sites)
    return picture(made, lang=frame.lang(request))
