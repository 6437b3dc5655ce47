"""/api/v1: verify, and the public status of a number. Described by /api/v1/openapi.json."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from openkp import __version__
from openkp.certificates import published_trust
from openkp.certificates import queries as certificates
from openkp.core.refusal import Refusal, Refusals
from openkp.core.verify import verify as judge
from openkp.words import say

from .problems import language, problem, refused

MAX_BODY = 5_000_000

api = NinjaAPI(
    title="OpenKP",
    version=__version__,
    description="Verify Kimberley Process certificates. Errors are application/problem+json (RFC 9457).",
    urls_namespace="api-1",
    docs_url=None,
    openapi_url="/openapi.json",
)


class ReasonOut(Schema):
    code: str
    grade: Literal["no", "unknown", "warning"]
    text: str


class VerdictOut(Schema):
    """`verified` is true (valid), false (not valid) or null (cannot check): three different answers."""

    verified: bool | None
    verdict: Literal["valid", "not valid", "cannot check"]
    authentic: bool | None
    specimen: bool
    reasons: list[ReasonOut]
    ages: dict[str, int]
    form: str | None
    kid: str | None
    certificate: dict[str, Any] | None


class StatusOut(Schema):
    """All that the public learns of a number alone."""

    number: str
    status: str
    participant: str
    issuer_restricted: bool
    text: str


class Problem(Schema):
    type: str
    title: str
    status: int
    detail: str
    instance: str


_ANY = {"schema": {"type": "string", "format": "binary"}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/octet-stream": _ANY,
            "application/pdf": _ANY,
            "application/cose": _ANY,
            "application/vc+jwt": {"schema": {"type": "string"}},
            "text/plain": {"schema": {"type": "string"}},
            "image/png": _ANY,
            "image/jpeg": _ANY,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "text": {"type": "string"},
                        "proof": {"type": "string", "description": "C2SP tlog-proof"},
                    },
                }
            },
        },
    }
}


@api.post(
    "/verify",
    response={200: VerdictOut, 400: Problem, 413: Problem, 422: Problem, 429: Problem},
    url_name="verify",
    summary="Verify a certificate",
    openapi_extra=_BODY,
)
def verify(request: HttpRequest) -> HttpResponse | dict[str, Any]:
    """Give the file or the text itself as the body, or a form with `file` or `text` (and `proof`)."""
    given, proof = _given(request)
    if len(given) > MAX_BODY:
        raise RequestDataTooBig
    if not given:
        raise Refusal("api.nothing_given")
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0)
    verdict = judge(given, trust=published_trust.current(), now=moment, proof=proof or None)
    lang = language(request)
    return verdict.to_dict(lambda code, **facts: say(lang, code, **facts))


def _given(request: HttpRequest) -> tuple[bytes | str, str]:
    if request.content_type != "multipart/form-data":
        return request.body, ""
    proof = str(request.POST.get("proof", ""))
    file = next(iter(request.FILES.values()), None)
    if isinstance(file, UploadedFile):
        return (file.read() if (file.size or 0) <= MAX_BODY else b"." * (MAX_BODY + 1)), proof
    return str(request.POST.get("text", "")), proof


@api.get(
    "/certificates/{number}/status",
    response={200: StatusOut, 404: Problem, 429: Problem},
    url_name="certificate-status",
    summary="What the public may know of a number",
)
def certificate_status(request: HttpRequest, number: str) -> dict[str, Any] | HttpResponse:
    """A number alone proves nothing: anyone can copy it. Verify the credential."""
    found = certificates.public_status(number, now=dt.datetime.now(dt.UTC).replace(microsecond=0))
    if not found.known:
        return problem(request, 404, "api.no_such_number", number=number[:20])
    text = say(language(request), f"web.state_public_{found.standing}")
    return {
        "number": found.number,
        "status": found.standing,
        "participant": found.participant,
        "issuer_restricted": found.restricted,
        "text": text,
    }


def _on_refusal(request: HttpRequest, error: Any) -> HttpResponse:
    assert isinstance(error, Refusal | Refusals)
    return refused(request, error)


def _on_shape(request: HttpRequest, error: Any) -> HttpResponse:
    told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors[:20])
    return problem(request, 422, "api.shape", told=told)


def _on_too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 413, "api.too_large", limit=MAX_BODY)


def _on_not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 404, "api.not_found")


def _on_http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, error.status_code, "api.not_understood")


api.add_exception_handler(Refusal, _on_refusal)
api.add_exception_handler(Refusals, _on_refusal)
api.add_exception_handler(ValidationError, _on_shape)
api.add_exception_handler(RequestDataTooBig, _on_too_big)
api.add_exception_handler(Http404, _on_not_found)
api.add_exception_handler(HttpError, _on_http)
