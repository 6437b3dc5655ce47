"""Middleware: a sign-in ends when nothing was asked for a while. Desks are shared, and people leave them."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN = "openkp.seen"
NOTE_SECONDS = 60  # how often it is written down


class Idle:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = int(request.session.get(SEEN, now))
            if now - seen > settings.OPENKP_IDLE_MINUTES * 60:
                logout(request)
            elif SEEN not in request.session or now - seen >= NOTE_SECONDS:
                request.session[SEEN] = now
        return self.get_response(request)
