"""Verify a certificate: the one operation that anyone may ask for, without a token."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from ninja import Schema

from openkp.certificates import published_trust
from openkp.core.refusal import Refusal
from openkp.core.verify import verify as judge
from openkp.words import say

from ..problems import language
from ..tokens import now
from .operations import Problem, Room, register

MAX_BODY = 5_000_000
_FIELDS = frozenset({"file", "text", "proof"})

room = Room("verify")


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
    confirmation: dict[str, Any] | None = None


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
                    "additionalProperties": False,
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


@room.router.post(
    "/verify",
    response={200: VerdictOut, 400: Problem, 413: Problem, 422: Problem, 429: Problem},
    operation_id="verify",
    url_name="verify",
    summary="Verify a certificate",
    tags=["verify"],
    openapi_extra=_BODY,
)
def verify(request: HttpRequest) -> dict[str, Any]:
    """Give the file or the text itself as the body, or a form with `file` or `text` (and `proof`)."""
    given, proof = _given(request)
    if len(given) > MAX_BODY:
        raise RequestDataTooBig
    if not given:
        raise Refusal("api.nothing_given")
    verdict = judge(given, trust=published_trust.current(), now=now(), proof=proof or None)
    lang = language(request)
    return verdict.to_dict(lambda code, **facts: say(lang, code, **facts))


def _given(request: HttpRequest) -> tuple[bytes | str, str]:
    if request.content_type != "multipart/form-data":
        return request.body, ""
    unknown = sorted({*request.POST, *request.FILES} - _FIELDS)
    if unknown or "file" in request.POST or {"text", "proof"} & set(request.FILES):
        raise Refusal("api.field_unknown", field=", ".join(unknown)[:80] or "file, text, proof")
    if "file" in request.FILES and "text" in request.POST:
        raise Refusal("api.file_or_text")
    proof = str(request.POST.get("proof", ""))
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return (file.read() if (file.size or 0) <= MAX_BODY else b"." * (MAX_BODY + 1)), proof
    return str(request.POST.get("text", "")), proof


register("verify", "/verify", "POST", None, anyone=True)
