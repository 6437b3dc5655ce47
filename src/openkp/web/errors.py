"""Pages for what went wrong, in the reader's language and the design of the house."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from openkp.words import DEFAULT_LANGUAGE, LANGUAGES, say

from . import frame

# Addresses that programs read (api/urls.py): what goes wrong there is told as problem+json, whatever is accepted.
MACHINES = (
    *("/api", "/log/", "/credentials", "/status/", "/trust.json", "/authorities/", "/contexts/", "/.well-known/"),
)


def page(request: HttpRequest, status: int, code: str) -> HttpResponse:
    """The problem as a page, or as problem+json (RFC 9457) for a program: under /api, or where no page is accepted."""
    lang = frame.lang(request)
    accept = request.headers.get("Accept", "")
    if request.path.startswith(MACHINES) or ("json" in accept and "text/html" not in accept):
        told = {
            "type": f"urn:openkp:problem:web.{code}",
            "title": say(lang, f"web.{code}_title"),
            "status": status,
            "detail": say(lang, f"web.{code}_text"),
            "instance": request.path,
        }
        return JsonResponse(told, status=status, content_type="application/problem+json")
    shown = {"title": say(lang, f"web.{code}_title"), "text": say(lang, f"web.{code}_text"), "lang": lang}
    return render(request, "message.html", shown, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not hasattr(request, "user"):  # refused before anyone knew who asks: another host's name, for one
        return _plain(request, 400, "bad_request")
    return page(request, 400, "bad_request")


def not_yours(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, "not_yours")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404, "not_found")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, "csrf")


def locked_out(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return page(request, 429, "too_many")


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    response = page(request, 405, "wrong_method")
    response["Allow"] = ", ".join(allowed)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Without templates, database or session: any of them may be what broke."""
    return _plain(request, 500, "server_error")


def _plain(request: HttpRequest, status: int, code: str) -> HttpResponse:
    lang = request.path[1:3] if request.path[1:3] in LANGUAGES else DEFAULT_LANGUAGE
    title, text = say(lang, f"web.{code}_title"), say(lang, f"web.{code}_text")
    return HttpResponse(
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title} · OpenKP</title>'
        f"<h1>{title}</h1><p>{text}</p></html>",
        status=status,
    )
