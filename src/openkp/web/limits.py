"""Middleware: how much and how often anyone may ask of the doors that are open to all."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from . import errors

MAX_BODY = 5_400_000  # a file of 5 MB and the rest of its form
# view -> (requests, seconds) per address: verifying costs a signature, a proof and perhaps the reading of a scan
RATES = {
    "verify:verify": (60, 60),
    "licences:check": (60, 60),
    "api-1:verify": (120, 60),
    "api-1:certificate-status": (240, 60),
    "api-1:public-changes": (120, 60),
    "public:changes-atom": (60, 60),
    "certificates:credential": (120, 60),
    "public:credential": (120, 60),
    "public:credential-form": (120, 60),
}
API = (1200, 60)  # every other operation of the API, counted together
_COUNTED_ON_POST = frozenset({"verify:verify"})


class Limits:
    """413 for a body that no door takes, 429 for an address that asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            return _refuse(request, 413, "too_large")
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if isinstance(match, ResolverMatch) else ""
        counted, rate = ("api-1", API) if _of_api(name) else (name, RATES.get(name))
        if rate is None or (request.method in ("GET", "HEAD") and match and match.view_name in _COUNTED_ON_POST):
            return None
        assert match is not None
        if _within(get_adapter(request).get_client_ip(request), counted, *rate):
            return None
        return _refuse(request, 429, "too_many")


def _of_api(name: str) -> bool:
    return name.startswith("api-1:") and name not in RATES


def _within(address: str, view: str, most: int, seconds: int) -> bool:
    """Count one request of `address` in the current window; whether it is still within `most`."""
    key = f"openkp:rate:{view}:{address}:{int(time.time() // seconds)}"
    cache.add(key, 0, seconds * 2)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the window ended between the two calls
        return True


def _refuse(request: HttpRequest, status: int, code: str) -> HttpResponse:
    response = errors.page(request, status, code)
    if status == 429:
        response["Retry-After"] = "60"
    return response
