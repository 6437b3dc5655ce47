"""Filters kept under a name, and forgotten: each a form of a list, and back to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from openkp.parties import actions

from .. import frame
from .lists import LISTS


def save(request: HttpRequest) -> HttpResponse:
    page, query = request.POST.get("page", ""), request.POST.get("query", "")[:600]
    back = _back(page, query)
    told = frame.act(request, actions.save_filter, page=page, name=request.POST.get("name", "")[:200], query=query)
    _say(request, told, "search.filter_saved")
    return back


def forget(request: HttpRequest) -> HttpResponse:
    page, query, asked = (
        request.POST.get("page", ""),
        request.POST.get("query", "")[:600],
        request.POST.get("filter", ""),
    )
    back = _back(page, query)
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    _say(request, frame.act(request, actions.forget_filter, filter_id=int(asked)), "search.filter_forgotten")
    return back


def _back(page: str, query: str) -> HttpResponse:
    if page not in LISTS:
        raise Http404
    return redirect(f"{reverse(LISTS[page][1])}{'?' if query else ''}{query}")


def _say(request: HttpRequest, told: frame.Told, done: str) -> None:
    if told.done:
        messages.success(request, frame.message(request, done))
    for problem in told.problems:
        messages.warning(request, problem)
