"""The page, its service worker, its words and its manifest. What the phone keeps is named by a hash of all of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from .. import frame
from .sentences import sentences

STATIC = Path(__file__).resolve().parent.parent / "static"
FOLDER = STATIC / "offline"
_STYLES = ("css/tokens.css", "css/openkp.css", "img/icon.svg")
_SOON = cache_control(public=True, no_cache=True)


@conditional_page  # what the page has read a moment ago is not sent again to its service worker
@csp_update({"manifest-src": ["'self'"]})
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "offline/page.html", _told())


@_SOON
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: the names of what it keeps, then the code. Nobody's name is on the page that is kept."""
    request.user = AnonymousUser()
    shown = render_to_string("offline/page.html", _told(), request)
    said = json.dumps(sentences(frame.lang(request)), sort_keys=True)
    digest = hashlib.sha256(shown.encode() + said.encode())
    for name in (*_files(), *_STYLES):
        digest.update((STATIC / name).read_bytes())
    kept = [reverse("offline:page"), reverse("offline:words"), reverse("offline:manifest")]
    kept += [*map(static, _STYLES), *map(address, _files())]
    names = f"const KEPT = {json.dumps(kept)};\nconst EDITION = {json.dumps(digest.hexdigest()[:16])};\n"
    code = (FOLDER / "worker.js").read_text(encoding="utf-8")
    return HttpResponse(names + code, content_type="text/javascript; charset=utf-8")


@conditional_page
@_SOON
def words(request: HttpRequest) -> HttpResponse:
    return JsonResponse(sentences(frame.lang(request)), json_dumps_params={"ensure_ascii": False})


@conditional_page
@_SOON
def manifest(request: HttpRequest) -> HttpResponse:
    """W3C Web Application Manifest."""
    here = reverse("offline:page")
    document = {
        "name": frame.message(request, "offline.app_name"),
        "short_name": frame.message(request, "offline.app_short_name"),
        "lang": frame.lang(request),
        "id": here,
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#faf8f3",
        "theme_color": "#17474f",
        "icons": [{"src": static("img/icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }
    return JsonResponse(document, content_type="application/manifest+json")


def address(name: str) -> str:
    """Modules name each other by their plain names, so they are asked for by these, and not by those with a hash."""
    return settings.STATIC_URL + name


def _told() -> dict[str, object]:
    return {"script": address("offline/page.js"), "style": address("offline/page.css"), "whole": _libraries_are_there()}


def _libraries_are_there() -> bool:
    """Whether the wheel's build fetched the two libraries (hatch_build.py)."""
    return all((FOLDER / "vendor" / name).is_file() for name in ("noble-ed25519.js", "qr-decode.js", "index.js"))


def _files() -> list[str]:
    found = [one for end in ("js", "css") for one in FOLDER.rglob(f"*.{end}") if one.name != "worker.js"]
    return sorted(one.relative_to(STATIC).as_posix() for one in found)
