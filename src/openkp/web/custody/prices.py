"""Prices around one: what was paid per carat, from slips, where that reveals nobody."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.core.rules.prices import LEAST_SELLERS, LEAST_SLIPS, SIZE_CLASSES
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.parties import queries as parties

from .. import frame, places

MONTHS = 12


def page(request: HttpRequest) -> HttpResponse:
    viewer, lang, today = frame.actor(request), frame.lang(request), frame.now().date()
    held = viewer.participants()
    offered = sorted(held - {"*"}) or [row.code for row in parties.participants()]
    asked = request.GET.get("country", "")[:2].upper()
    country = asked if asked in offered else offered[0]
    zones = mining.zones(country)
    zone = request.GET.get("zone", "")[:27]
    zone = zone if zone in {row.code for row in zones} else ""
    found = ledger.prices(viewer=viewer, participant=country, since=since(today), zone=zone)
    names = places.zone_names({row.zone for row in found}, lang)
    told = {
        "months": [
            (month, [{"price": row, "zone": names[row.zone], "upper": upper(row.size_mct)} for row in rows])
            for month, rows in ((month, list(rows)) for month, rows in groupby(found, key=lambda row: row.month))
        ],
        "country": country,
        "countries": offered if len(offered) > 1 else [],
        "zones": zones,
        "zone": zone,
        "slips": LEAST_SLIPS,
        "sellers": LEAST_SELLERS,
        "count": MONTHS,
    }
    return render(request, "custody/prices.html", told)


def since(today: dt.date) -> dt.date:
    """The first day of the month, MONTHS - 1 months ago."""
    months = today.year * 12 + today.month - MONTHS
    return dt.date(months // 12, months % 12 + 1, 1)


def upper(size_mct: int) -> int:
    """Where the next class begins; 0 for the last one."""
    return next((least for least in SIZE_CLASSES if least > size_mct), 0)
