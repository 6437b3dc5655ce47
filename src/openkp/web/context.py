"""What every template may use: the language, the same page in the other one, and whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url

from openkp.core.roles import Actor, Role
from openkp.words import LANGUAGE_NAMES, LANGUAGES

from . import frame


def page(request: HttpRequest) -> dict[str, Any]:
    lang = frame.lang(request)
    viewer = frame.actor(request) if request.user.is_authenticated else Actor.nobody()
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
        "opens_files": viewer.has(frame.FILE_PEOPLE),
        "at_border": viewer.has(frame.ALARM_PEOPLE),
        "border_page": "imports:desk" if viewer.has(frame.BORDER_PEOPLE) else "imports:alarms",
        "in_chain": viewer.has(frame.CHAIN_PEOPLE),
        "administers": viewer.has(Role.ADMIN),
        "administers_all": viewer.has(Role.ADMIN, participant="*"),
        "section": getattr(request.resolver_match, "namespace", "") if request.resolver_match else "",
    }


def _address(request: HttpRequest) -> str:
    """Where this page can be read again: what a form of a file answered is the page of that file."""
    match = request.resolver_match
    shown = _SHOWN_AT.get(match.view_name) if match is not None else None
    if match is None or shown is None:
        return request.get_full_path()
    page, *names = shown
    return reverse(page, args=[match.kwargs[name] for name in names])


_SHOWN_AT: dict[str, tuple[str, ...]] = {  # where what a form answers is shown
    "shipments:act": ("shipments:detail", "reference"),
    "admin:person-act": ("admin:person", "person_id"),
    "imports:act": ("imports:detail", "reference"),
    "imports:alarm-act": ("imports:alarm", "alarm"),
    "custody:slip-act": ("custody:slip", "booklet", "slip"),
    "custody:lot-act": ("custody:lot", "ref"),
    "custody:merge": ("custody:stock",),
    "custody:withdraw": ("custody:licences",),
}
