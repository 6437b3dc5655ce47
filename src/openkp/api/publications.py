"""What an installation publishes for verifiers and monitors: the log, DID documents, status lists, the trust list."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from openkp.certificates import published_trust
from openkp.certificates import queries as certificates
from openkp.core import confirmation
from openkp.core.credential.vc import context_document
from openkp.core.refusal import Refusal
from openkp.core.tlog import Tile
from openkp.parties import queries as parties
from openkp.signing import queries as signing
from openkp.transparency import addresses, publication
from openkp.transparency import queries as transparency

CONTEXT_PATH = "/contexts/kp-certificate/v1"
_TEXT = "text/plain; charset=utf-8"
_FOR_EVER = "public, max-age=31536000, immutable"
_SOON = "public, max-age=60"
# C2SP tlog-tiles: the checkpoint and the policy are text; tiles and bundles never change once published.
_CHANGING = {publication.CHECKPOINT, publication.POLICY}


def log(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the log, byte for byte. Only names of the specification are opened."""
    if path not in _CHANGING:
        try:
            Tile.parse(path)
        except Refusal:
            raise Http404 from None
    data = publication.read(transparency.log_dir(), path)
    if data is None:
        raise Http404
    kind, age = (_TEXT, "no-cache") if path in _CHANGING else ("application/octet-stream", _FOR_EVER)
    return _public(HttpResponse(data, content_type=kind), age)


def log_did(request: HttpRequest) -> HttpResponse:
    return _did(addresses.log_issuer(settings.OPENKP_URL))


def authority_did(request: HttpRequest, slug: str) -> HttpResponse:
    """did:web:HOST:authorities:SLUG, "Read": the document of an authority of this installation."""
    try:
        issuer = parties.authority(slug).issuer
    except Refusal:
        raise Http404 from None
    return _did(issuer)


def _did(issuer: str) -> HttpResponse:
    try:
        document = signing.did_document(issuer)
    except Refusal:
        raise Http404 from None
    return _public(JsonResponse(document, content_type="application/did+json"), _SOON)


def context(request: HttpRequest) -> HttpResponse:
    return _context(context_document(settings.OPENKP_URL + CONTEXT_PATH))


def confirmation_context(request: HttpRequest) -> HttpResponse:
    return _context(confirmation.context_document(settings.OPENKP_URL + confirmation.CONTEXT_PATH))


def _context(document: dict[str, Any]) -> HttpResponse:
    return _public(JsonResponse(document, content_type="application/ld+json"), "public, max-age=86400")


def status_list(request: HttpRequest, name: str) -> HttpResponse:
    """The newest edition of a Bitstring Status List credential."""
    found = certificates.status_list(name)
    if found is None:
        raise Http404
    return _public(HttpResponse(found, content_type="application/vc+jwt"), _SOON)


def trust(request: HttpRequest) -> HttpResponse:
    """The signed trust list, as the worker last published it."""
    path = published_trust.path()
    if not path.is_file():
        raise Http404
    return _public(HttpResponse(path.read_bytes(), content_type="application/json"), _SOON)


def _public(response: HttpResponse, caching: str) -> HttpResponse:
    """Verifiers in other pages and on phones read these too."""
    response["Cache-Control"] = caching
    response["Access-Control-Allow-Origin"] = "*"
    return response
