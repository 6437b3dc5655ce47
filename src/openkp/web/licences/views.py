"""The check of a licence by its number: open to all, readable on the smallest phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.mining import queries as mining

from .. import frame


def check(request: HttpRequest) -> HttpResponse:
    number = " ".join(request.GET.get("number", "").split()).upper()[:60]
    found = mining.licence_check(number, on=frame.now().date()) if number else None
    told = {"number": number, "found": found, "today": frame.now().date()}
    return render(request, "licences/check.html", told, status=404 if number and found is None else 200)
