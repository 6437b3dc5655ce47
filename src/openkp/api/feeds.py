"""What became of certificates, for anyone and in either language: JSON by cursor, and an Atom feed of the newest.

Both are made of the public log alone (certificates/queries/changes.py): number, kind, place and time, nothing of the
trade. Places never change, so a page is named by its last one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag

from openkp.certificates import queries
from openkp.certificates.queries import PublicChange
from openkp.core.facts import instant
from openkp.words import LANGUAGES, say

from .problems import language

NEWEST = 100  # entries of the Atom feed
ATOM = "application/atom+xml; charset=utf-8"
_SOON = "public, max-age=30"


def changes_json(request: HttpRequest, *, after: int, limit: int) -> HttpResponse:
    """A page after a place; `next` goes on from its last."""
    rows = queries.public_changes(after=after, limit=limit)
    lang = _language(request)
    last = rows[-1].place if rows else after

    def make() -> HttpResponse:
        items = [
            {
                "place": row.place,
                "kind": row.kind,
                "number": row.number,
                "at": instant(row.at),
                "text": _text(lang, row),
            }
            for row in rows
        ]
        return JsonResponse({"items": items, "next": last}, json_dumps_params={"ensure_ascii": False})

    return _fresh(request, make, f"{lang}-{after}-{limit}-{len(rows)}-{last}", rows[-1].at if rows else None)


def changes_atom(request: HttpRequest) -> HttpResponse:
    """RFC 4287, the newest first. `?lang=fr` or `?lang=en`; else what Accept-Language asks for."""
    rows = queries.newest_changes(limit=NEWEST)
    lang = _language(request)
    address = f"{settings.OPENKP_URL}/feeds/changes.atom?lang={lang}"

    def make() -> HttpResponse:
        feed = Atom1Feed(
            title=say(lang, "exchange.feed_title"),
            description="",
            subtitle=say(lang, "exchange.feed_subtitle"),
            link=f"{settings.OPENKP_URL}/{lang}/",
            feed_url=address,
            language=lang,
            feed_guid=address,
            author_name="OpenKP",
        )
        for row in rows:
            feed.add_item(
                title=_text(lang, row),
                link=f"{settings.OPENKP_URL}/api/v1/public/changes?after={row.place - 1}&limit=1",
                description=_text(lang, row),
                unique_id=f"{settings.OPENKP_URL}/log/#{row.place}",
                pubdate=row.at,
                updateddate=row.at,
                categories=[row.kind],
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)

    place, at = (rows[0].place, rows[0].at) if rows else (-1, None)
    return _fresh(request, make, f"atom-{lang}-{place}-{len(rows)}", at)


def _text(lang: str, row: PublicChange) -> str:
    return say(lang, "exchange.change", number=row.number, kind=row.kind)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else language(request)


def _fresh(request: HttpRequest, make: Callable[[], HttpResponse], tag: str, at: dt.datetime | None) -> HttpResponse:
    """Nothing but 304 to whoever has it already. What is told of a page is named by where it ends."""
    etag = quote_etag(tag)
    seconds = int(at.timestamp()) if at else None
    # Django's middleware of the same purpose would make the page first.
    response = get_conditional_response(request, etag=etag, last_modified=seconds) or make()
    assert isinstance(response, HttpResponse)
    response["ETag"] = etag
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    response["Cache-Control"] = _SOON
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Language"])
    return response
