"""The check of a licence by its number or by a photo of the card's code: for all, readable on the smallest phone."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openkp.core import scan
from openkp.core.refusal import Refusal
from openkp.mining import queries as mining
from openkp.words import say_refusal

from .. import frame, places
from . import meaning

MAX_PHOTO = 5_000_000  # bytes
_TONES = {"valid": "good"}


def check(request: HttpRequest) -> HttpResponse:
    """A number is asked for in the address, so that the answer can be kept and sent on; a photo is read into one."""
    if request.method == "POST":
        return _read(request)
    number = meaning.number(request.GET.get("number", ""))
    day = _day(request.GET.get("on", ""))
    if not number:
        return _page(request, day=day)
    found = mining.licence_check(number, on=day or frame.now().date())
    if found is None:
        return _page(request, number=number, day=day, unknown=True, status=404)
    lang, on = frame.lang(request), day or frame.now().date()
    told: dict[str, Any] = {
        "found": found,
        "tone": _TONES.get(found.state, "bad"),
        "on": on,
        "today": frame.now().date(),
        "zone": places.zone_names([found.zone], lang)[found.zone] if found.zone else "",
        "site": places.site_name(found.site),
        "trade": meaning.trade(found, on),
        "bars": meaning.bars(found, on),
    }
    return _page(request, number=number, day=day, **told)


def _read(request: HttpRequest) -> HttpResponse:
    photo = request.FILES.get("photo")
    number = meaning.number(request.POST.get("number", ""))
    asked = {"on": request.POST["on"]} if _day(request.POST.get("on", "")) else {}
    problem = ""
    if not number and photo is None:
        problem = frame.message(request, "custody.check_nothing")
    elif not number and photo is not None:
        if (photo.size or 0) > MAX_PHOTO:
            problem = frame.message(request, "web.verify_file_too_large")
        else:
            try:
                number = next((one for text in scan.read_texts(photo.read()) if (one := meaning.in_code(text))), "")
                problem = "" if number else frame.message(request, "custody.check_no_licence_in_code")
            except Refusal as refusal:
                problem = say_refusal(frame.lang(request), refusal)
    if problem:
        return _page(request, day=_day(request.POST.get("on", "")), problem=problem, status=422)
    return redirect(f"{reverse('licences:check')}?{urlencode({'number': number, **asked})}")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _page(request: HttpRequest, *, status: int = 200, number: str = "", **told: Any) -> HttpResponse:
    return render(request, "licences/check.html", {"number": number, **told}, status=status)
