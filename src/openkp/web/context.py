"""What every template may use: the language, the same page in the other one, and whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url

from openkp.words import LANGUAGE_NAMES, LANGUAGES

from . import frame


def page(request: HttpRequest) -> dict[str, Any]:
    lang = frame.lang(request)
    return {
        "lang": lang,
        "translations": [
            {"code": code, "name": LANGUAGE_NAMES[code], "url": translate_url(_address(request), code)}
            for code in LANGUAGES
            if code != lang
        ],
        "languages": [
            {"code": code, "url": settings.OPENKP_URL + translate_url(request.path, code)} for code in LANGUAGES
        ],
        "demonstration": settings.OPENKP_SPECIMEN,
        "opens_files": request.user.is_authenticated and frame.actor(request).has(frame.FILE_PEOPLE),
        "section": getattr(request.resolver_match, "namespace", "") if request.resolver_match else "",
    }


def _address(request: HttpRequest) -> str:
    """Where this page can be read again: what a form of a file answered is the page of that file."""
    match = request.resolver_match
    if match is not None and match.view_name == "shipments:act":
        return reverse("shipments:detail", args=[match.kwargs["reference"]])
    return request.get_full_path()
