"""Errors as RFC 9457 problem+json, in the caller's language. `type` names the refusal, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from openkp.core.refusal import Refusal, Refusals
from openkp.words import DEFAULT_LANGUAGE, LANGUAGES, say, say_refusal

MEDIA_TYPE = "application/problem+json"


def language(request: HttpRequest) -> str:
    """What the caller's Accept-Language asks for, of those we speak."""
    code = str(getattr(request, "LANGUAGE_CODE", DEFAULT_LANGUAGE))[:2]
    return code if code in LANGUAGES else DEFAULT_LANGUAGE


def problem(request: HttpRequest, status: int, code: str, /, **facts: Any) -> JsonResponse:
    """A problem whose sentence is ``code`` with its facts."""
    return _answer(request, status, code, say(language(request), code, **facts))


def refused(request: HttpRequest, error: Refusal | Refusals, status: int = 422) -> JsonResponse:
    """All reasons at once: the first is the `detail`, each is in `errors`."""
    reasons = error.reasons if isinstance(error, Refusals) else (error,)
    lang = language(request)
    told = [{"code": reason.code, "detail": say_refusal(lang, reason)} for reason in reasons]
    return _answer(request, status, reasons[0].code, told[0]["detail"], errors=told)


def _answer(request: HttpRequest, status: int, code: str, detail: str, **more: Any) -> JsonResponse:
    lang = language(request)
    told = {
        "type": f"urn:openkp:problem:{code}",
        "title": say(lang, "api.status", status=status),
        "status": status,
        "detail": detail,
        "instance": request.path,
        **more,
    }
    return JsonResponse(
        told, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False},
        headers={"Content-Language": lang},
    )  # fmt: skip
