"""A list as every page shows it: filters and order in the address, pages by key in both directions, exports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from openkp.core.roles import Actor
from openkp.events.paging import Asked
from openkp.parties import queries as parties
from openkp.words import say

from .. import frame
from . import exporting

PAGE = 50
EXPORTED_AT_ONCE = 500
FILTERS = ("state", "since", "until", "other", "order")  # kept in the address, in this order
FORMATS = {"csv": exporting.csv_file, "xlsx": exporting.xlsx_file}


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. `fetch` answers the rows that were asked for; `name_of` names a row for the next page; `states` are
    codes, said by `state_words`; `orders`: name -> code of its label; `cells`: of one row, for exports."""

    name: str
    fetch: Callable[[Asked, Actor, dt.datetime], Sequence[Any]]
    name_of: Callable[[Any], str]
    states: tuple[str, ...]
    state_words: str
    orders: dict[str, str]
    default: str
    columns: tuple[exporting.Column, ...]
    other: str = "search.other_side"  # label of the filter; "" for none
    everything: str = ""  # in the address, for every state where the list begins with one
    first_state: str = ""
    names: Callable[[Sequence[Any], Actor], dict[str, str]] | None = None  # of the holders of a page's rows


@dataclass(frozen=True, slots=True)
class Choice:
    """An order of the list: its column, which way, where it is shown, and whether it is now."""

    column: str
    way: str
    url: str
    now: bool

    @property
    def down(self) -> bool:
        return "order=-" in self.url


def show(
    request: HttpRequest,
    listing: Listing,
    template: str,
    rows_as: str,
    shown: Callable[[Sequence[Any]], Any] = tuple,
    **more: Any,
) -> HttpResponseBase:
    """The page, or the export that `?format=` asks for. The template has the rows as `rows_as`, made by `shown`."""
    asked = read(request, listing)
    wanted = request.GET.get("format", "")
    if wanted in FORMATS:
        return FORMATS[wanted](request, listing.name, listing.columns, everything(request, listing, asked))
    rows = _fetch(request, listing, asked, PAGE + 1)
    back = bool(asked.before)
    further = len(rows) > PAGE
    page = rows[-PAGE:] if back else rows[:PAGE]
    told = {
        rows_as: shown(page),
        "names": listing.names(page, frame.actor(request)) if listing.names is not None else {},
        "listing": _told(request, listing, asked),
        "next_url": _place(request, "after", listing.name_of(page[-1])) if page and (further or back) else "",
        "previous_url": _place(request, "before", listing.name_of(page[0]))
        if page and (further if back else asked.after)
        else "",
    }
    return render(request, template, told | more)


def read(request: HttpRequest, listing: Listing) -> Asked:
    """What the address asks for; what it does not understand it leaves out."""
    got = request.GET
    order = got.get("order", "")
    state = got.get("state", listing.first_state)
    return Asked(
        order=order if order.removeprefix("-") in listing.orders else listing.default,
        state=state if state in listing.states else "",
        since=_day(got.get("since", "")),
        until=_day(got.get("until", "")),
        other=got.get("other", "").strip().upper()[:40] if listing.other else "",
        after=got.get("after", "")[:40],
        before=got.get("before", "")[:40] if not got.get("after") else "",
        limit=PAGE,
    )


def everything(request: HttpRequest, listing: Listing, asked: Asked) -> Iterator[Any]:
    """Every row of what is filtered, from the first on, a few hundred at once."""
    after = ""
    while True:
        one = Asked(asked.order, asked.state, asked.since, asked.until, asked.other, after, "", EXPORTED_AT_ONCE)
        rows = listing.fetch(one, frame.actor(request), frame.now())
        names = listing.names(rows, frame.actor(request)) if listing.names is not None else {}
        for row in rows:
            yield row, names
        if len(rows) < EXPORTED_AT_ONCE:
            return
        after = listing.name_of(rows[-1])


def kept(request: HttpRequest) -> dict[str, str]:
    """The filters of the address, without the place in the list."""
    return {name: request.GET[name][:40] for name in FILTERS if request.GET.get(name)}


def _fetch(request: HttpRequest, listing: Listing, asked: Asked, limit: int) -> Sequence[Any]:
    one = Asked(asked.order, asked.state, asked.since, asked.until, asked.other, asked.after, asked.before, limit)
    return listing.fetch(one, frame.actor(request), frame.now())


def _told(request: HttpRequest, listing: Listing, asked: Asked) -> dict[str, Any]:
    lang, viewer, filters = frame.lang(request), frame.actor(request), kept(request)
    query = urlencode(filters)
    saved = parties.saved_filters(listing.name, viewer=viewer)
    return {
        "name": listing.name,
        "asked": asked,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "states": [(code, say(lang, f"{listing.state_words}{code}"), code == asked.state) for code in listing.states],
        "everything": listing.everything,
        "other": say(lang, listing.other) if listing.other else "",
        "sides": {row.code: row.name(lang) for row in parties.participants()} if listing.other else {},
        "order": filters.get("order", ""),
        "orders": _orders(lang, listing, asked, filters),
        "filtered": bool({*filters} - {"order"}),
        "query": query,
        "saved": [{"row": row, "now": row.query == query} for row in saved],
        "exports": [(name, "?" + urlencode({**filters, "format": name})) for name in FORMATS],
    }


def _orders(lang: str, listing: Listing, asked: Asked, filters: dict[str, str]) -> list[Choice]:
    out = []
    for name, label in listing.orders.items():
        for sign, way in (("-", "down"), ("", "up")):
            url = "?" + urlencode({**filters, "order": sign + name})
            out.append(Choice(say(lang, label), say(lang, f"search.order_{way}"), url, asked.order == sign + name))
    return out


def _place(request: HttpRequest, side: str, name: str) -> str:
    return "?" + urlencode({**kept(request), side: name})


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 9998 else None
