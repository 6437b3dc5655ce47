"""Many acts in one request, a line each: every line is its own action with its own key, so a cut file is sent again.

JSON Lines: ``{"operation": "ledger.record_purchase", "key": "...", "path": {...}, "body": {...}}``. CSV: one operation,
named in the address; the header names the fields of its body, and ``key``. The answer is JSON Lines, one for each line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja.params.functions import Query
from pydantic import BaseModel, Field, ValidationError

from openkp.core.refusal import Refusal, Refusals

from ..problems import misshapen, refusal
from ..tokens import Bearer, Caller, read_key
from .lists import LINES
from .operations import ACTS, BASE, Act, Problem, Room, adapters, register
from .shapes import Body

room = Room("bulk")
MAX_LINES = 5000
CSV = "text/csv"
KINDS = (LINES, "application/x-ndjson", CSV)
# What registers and mines send as tables. `draws` is written "L-SL-000001=3.20 L-SL-000002=1".
CSV_OPERATIONS = (
    "ledger.record_purchase",
    "ledger.record_production",
    "ledger.record_mine_production",
    "mining.register_operator",
    "mining.grant_licence",
    "mining.register_site",
    "mining.issue_booklet",
)


class Line(Body):
    """A line that comes in."""

    operation: str
    key: str
    path: dict[str, Any] = Field({})
    body: dict[str, Any] = Field({})


class LineDone(BaseModel):
    """A line that goes out: what came of the line of the same number, counted from 1 without the header of a CSV."""

    line: int
    key: str
    status: int
    outcome: dict[str, Any] | None = None
    problem: Problem | None = None


_RAW = {"schema": {"type": "string"}}


@room.router.post(
    "/bulk",
    response={200: LineDone, **dict.fromkeys((400, 401, 403, 413, 415, 422, 429), Problem)},
    operation_id="bulk",
    url_name="bulk",
    summary="Many acts in one request",
    tags=["bulk"],
    auth=Bearer(None),
    openapi_extra={"requestBody": {"required": True, "content": {LINES: _RAW, CSV: _RAW}}},
)
def bulk(
    request: HttpRequest,
    operation: Literal[CSV_OPERATIONS] | None = Query(None, description="Of a CSV."),  # type: ignore[valid-type]
) -> HttpResponseBase:
    """Do each line in turn, as its own action: one that is refused stops no other. A line that was done already
    answers the same again. At most 5000 lines and 5 MB; the answer is written as the lines are done."""
    kind = str(request.content_type)
    if kind not in KINDS:
        raise Refusal("api.not_lines")
    try:
        text = request.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("api.not_utf8") from None
    lines = _from_csv(text, operation) if kind == CSV else _from_json(text)
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return StreamingHttpResponse(_done(caller, lines), content_type=LINES)


register("bulk", "/bulk", "POST", None)


def _from_json(text: str) -> list[object]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MAX_LINES:
        raise Refusal("api.too_many_lines", most=MAX_LINES)
    return [_json(line) for line in lines]


def _json(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None  # told as a line of the wrong shape


def _from_csv(text: str, operation: str | None) -> list[object]:
    """Refuses ``api.csv_operation`` and ``api.csv_header``: a table whose header is wrong is not begun."""
    if operation is None:
        raise Refusal("api.csv_operation", known=", ".join(CSV_OPERATIONS))
    fields = {one.alias or name: one.annotation for name, one in ACTS[operation].body.model_fields.items()}
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = reader.fieldnames or ()
        unknown = sorted(set(header) - {*fields, "key"})
        if unknown or "key" not in header or len(set(header)) != len(header):
            raise Refusal("api.csv_header", known=", ".join(("key", *fields)))
        rows = [row for row, _ in zip(reader, range(MAX_LINES + 1), strict=False)]
    except csv.Error:
        raise Refusal("api.csv_malformed") from None
    if len(rows) > MAX_LINES:
        raise Refusal("api.too_many_lines", most=MAX_LINES)
    return [_of_row(operation, row) for row in rows]


def _of_row(operation: str, row: dict[Any, Any]) -> object:
    if None in row or None in row.values():
        return None  # a row longer or shorter than the header
    body = {name: _cell(name, text) for name, text in row.items() if name != "key" and text != ""}
    return {"operation": operation, "key": row["key"], "body": body}


_WHOLE = frozenset({"slip", "stones", "first", "last", "area_m2"})


def _cell(name: str, text: str) -> object:
    if name in _WHOLE and text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    if name == "draws":
        pairs = [pair.partition("=") for pair in text.split()]
        return [{"lot": lot, "carats": carats} for lot, _, carats in pairs]
    return text


def _done(caller: Caller, lines: list[object]) -> Iterator[bytes]:
    for number, line in enumerate(lines, 1):
        yield json.dumps(_one(caller, number, line), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _one(caller: Caller, number: int, given: object) -> dict[str, Any]:
    place = f"{BASE}/bulk#{number}"
    told: dict[str, Any] = {"line": number, "key": ""}
    missing: frozenset[str] = frozenset()
    try:
        line = Line.model_validate(given)
        told["key"] = line.key
        key = read_key(line.key)
        act = _act(line.operation)
        missing = act.missing
        caller.require(act.scope)
        path = {name: adapter.validate_python(line.path.get(name)) for name, adapter in adapters(act).items()}
        outcome = act.perform(caller, key, path, act.body.model_validate(line.body))
        return {**told, "status": act.status, "outcome": outcome}
    except ValidationError as error:
        problem = misshapen(caller.lang, error.errors(include_url=False), place)
    except (Refusal, Refusals) as error:
        problem = refusal(caller.lang, error, place, missing)
    return {**told, "status": problem["status"], "problem": problem}


def _act(operation: str) -> Act:
    act = ACTS.get(operation)
    if act is None:
        raise Refusal("api.operation_unknown", operation=operation[:40])
    return act
