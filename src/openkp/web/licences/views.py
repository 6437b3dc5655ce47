"""The check of a licence by its number: open to all, readable on the smallest phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.mining import queries as mining

from .. import frame, places


def check(request: HttpRequest) -> HttpResponse:
    number = " ".join(request.GET.get("number", "").split()).upper()[:60]
    found = mining.licence_check(number, on=frame.now().date()) if number else None
    told = {"number": number, "found": found}
    if found is not None:
        told["zone"] = places.zone_names([found.zone], frame.lang(request))[found.zone] if found.zone else ""
        told["site"] = places.site_name(found.site)
    return render(request, "licences/check.html", told, status=404 if number and found is None else 200)
