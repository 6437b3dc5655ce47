"""What every template may use: the language, the same page in the other one, and whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from openkp.words import LANGUAGE_NAMES, LANGUAGES

from . import frame


def page(request: HttpRequest) -> dict[str, Any]:
    lang = frame.lang(request)
    return {
        "lang": lang,
        "translations": [
            {"code": code, "name": LANGUAGE_NAMES[code], "url": translate_url(request.get_full_path(), code)}
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
