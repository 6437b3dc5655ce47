"""Lists: a page at a time by key, or the whole as JSON Lines or CSV, streamed with flat memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from pydantic import Field, StringConstraints

from openkp.core.refusal import Refusal

from ..negotiation import preferred
from ..problems import problem
from .shapes import Row

PAGE = 50
MAX_PAGE = 200
JSON, LINES, CSV = "application/json", "application/jsonl", "text/csv"
Cursor = Annotated[str, StringConstraints(max_length=80, pattern=r"^[A-Za-z0-9:._*|-]*$")]
Limit = Annotated[int, Field(ge=1, le=MAX_PAGE)]
LISTS: set[str] = set()  # operationIds, for the description
Rows = Callable[[str, int], Sequence[Any]]


def answer(
    request: HttpRequest, rows: Rows, out: type[Row], key: Callable[[Any], object], *, cursor: str, limit: int
) -> HttpResponseBase:
    """The page that the cursor begins, or, to whoever accepts lines or CSV rather than JSON, everything after it."""
    wanted = preferred(request.headers.get("Accept", ""), (JSON, LINES, CSV))
    if wanted is None:
        return problem(request, 406, "api.not_acceptable_list", offered=", ".join((JSON, LINES, CSV)))
    response: HttpResponseBase
    if wanted == JSON:
        response = _page(request, rows, out, key, cursor, limit)
    else:
        first = rows(cursor, MAX_PAGE)  # what is refused is refused before the answer begins
        every = _everything(first, rows, key)
        lines = _lines(every, out) if wanted == LINES else _csv(every, out)
        response = StreamingHttpResponse(lines, content_type=f"{wanted}; charset=utf-8")
    response["Vary"] = "Accept"
    return response


def number(cursor: str) -> int:
    """A cursor that is a whole number; 0 for the beginning. Refuses ``api.cursor_malformed``."""
    if not cursor:
        return 0
    if not cursor.isdigit() or len(cursor) > 18:
        raise Refusal("api.cursor_malformed")
    return int(cursor)


def after_key(rows: Iterable[Any], key: Callable[[Any], Any], after: Any, limit: int) -> Sequence[Any]:
    """A page of rows that are few, held whole and in the order of their keys."""
    return [row for row in rows if not after or key(row) > after][:limit]


def _page(
    request: HttpRequest, rows: Rows, out: type[Row], key: Callable[[Any], object], cursor: str, limit: int
) -> JsonResponse:
    found = rows(cursor, limit + 1)
    shown, after = found[:limit], ""
    if len(found) > limit:
        asked = {**request.GET.dict(), "cursor": str(key(shown[-1])), "limit": str(limit)}
        after = f"{request.path}?{urlencode(asked)}"
    told = {"items": [out.tell(row) for row in shown], "next": after or None}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    if after:
        response["Link"] = f'<{after}>; rel="next"'
    return response


def _everything(page: Sequence[Any], rows: Rows, key: Callable[[Any], object]) -> Iterator[Any]:
    while page:
        yield from page
        page = rows(str(key(page[-1])), MAX_PAGE) if len(page) == MAX_PAGE else ()


def _lines(rows: Iterator[Any], out: type[Row]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(out.tell(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _csv(rows: Iterator[Any], out: type[Row]) -> Iterator[bytes]:
    """RFC 4180, with a header; lists and objects as JSON text."""
    names = [one.serialization_alias or one.alias or name for name, one in out.model_fields.items()]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        told = out.tell(row)
        writer.writerow([_cell(told[name]) for name in names])
        yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    data = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return data


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    shown = str(value)
    formula = shown[:1] in ("=", "+", "@", "\t", "\r") or (shown[:1] == "-" and not shown[1:2].isdigit())
    return f"'{shown}" if formula else shown
