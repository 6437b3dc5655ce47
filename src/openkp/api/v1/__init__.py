"""/api/v1: everything an authority, an exporter, an agent or a customs system does. Described by /api/v1/openapi.json.

One router file per room, each in the pattern of `operations`; docs/api.md shows it by example.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from openkp import __version__
from openkp.core.refusal import Refusal, Refusals

from ..problems import answer, language, misshapen, problem, refused
from . import (
    alarms,
    bulk,
    certificates,
    exchange,
    files,
    imports,
    ledger,
    mining,
    parties,
    people,
    shipments,
    specimens,
    verify,
)
from .description import DESCRIPTION, TAGS, finish
from .operations import ADDRESSES, OPEN

_descriptions: dict[tuple[str, str], OpenAPISchema] = {}


class Api(NinjaAPI):
    """Its description is finished by `description.finish`: media types, scopes, keys, links."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Made once a process: it takes a second, and anyone may ask for it."""
        told = (settings.OPENKP_URL, repr(given))
        if told not in _descriptions:
            _descriptions[told] = finish(super().get_openapi_schema(**given))
        return _descriptions[told]


api = Api(
    title="OpenKP",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api-1",
    docs_url=None,
    openapi_url="/openapi.json",
    openapi_extra={"tags": TAGS},
)
for _room in (
    *(verify, parties, people, mining, ledger, shipments, certificates),
    *(imports, alarms, specimens, files, exchange, bulk),
):
    api.add_router("", _room.room.router)


def _on_refusal(request: HttpRequest, error: Any) -> HttpResponse:
    assert isinstance(error, Refusal | Refusals)
    return refused(request, error, getattr(request, "openkp_missing", frozenset()))


def _on_shape(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(request, misshapen(language(request), error.errors, request.path))


def _on_too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 413, "api.too_large", limit=verify.MAX_BODY)


def _on_not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 404, "api.not_found")


def _on_unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 400, "api.not_understood")


api.add_exception_handler(Refusal, _on_refusal)
api.add_exception_handler(Refusals, _on_refusal)
api.add_exception_handler(ValidationError, _on_shape)
api.add_exception_handler(RequestDataTooBig, _on_too_big)
api.add_exception_handler(Http404, _on_not_found)
api.add_exception_handler(HttpError, _on_unreadable)
api.add_exception_handler(MultiPartParserError, _on_unreadable)
api.add_exception_handler(SuspiciousOperation, _on_unreadable)

__all__ = ["ADDRESSES", "OPEN", "api"]
