"""The sentences that the page says by itself, out of the same catalogues: nothing is written twice.

A sentence is a list of parts: text, or ``{"v": name}`` for a fact, or ``{"s": name, "o": {key: parts}, "d": key}``
for a choice by a fact or by its plural. words.js puts them together; a test compares what it says
with `openkp.words.say`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.syntax import FluentParser, ast

from openkp.words import formats

# Every code that verify.js can give, and what the page itself says.
_SAID = re.compile(
    r"verify-(?!no-trust-list|not-in-log|log-(?!incons)).*"
    r"|credential-(kid.*|version|value|type|json|base64|not-.*|protected-header|algorithm|media-type|truncated|too-large"
    r"|unprotected-header|trailing-bytes)"
    r"|qr-(unknown-version|malformed)|scan-(no-code|foreign-code|damaged)|trust-.*|status-.*"
    r"|offline-(?!app-|title|lead|without|not-whole|camera-st|camera-view|file|text|lists|renew$|believe|link).*|offline-file-too-large"
    r"|web-(verdict-.*|grade-.*|age-.*|spent|specimen|authentic-though|reasons-title|ages-title|facts-.*|compare-goods|issued-by|kind)"
    r"|web-verify-(nothing|both)|web-mixed-origin"
    r"|pdf-page-label-(number|issued|expires|exporter|importer|origin|provenance|destination|carats|value|parcel-count"
    r"|parcel|hs|seals|validated-by|sources|relates-to|licence)|pdf-page-kind-.*"
)


@cache
def sentences(language: str) -> dict[str, Any]:
    """What words.js needs of one language: its sentences by code, its months, and the pattern of its money."""
    said: dict[str, Any] = {}
    for file in sorted((files("openkp.words") / language).iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".ftl"):
            continue
        for entry in FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value is not None and _SAID.fullmatch(entry.id.name):
                parts = _parts(entry.value)
                said[entry.id.name] = parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts
    months = [formats.month(language, dt.date(2001, at, 1)).split(" ")[0] for at in range(1, 13)]
    return {"language": language, "said": said, "months": months, "money": formats.money(language, 0)}


def _parts(pattern: ast.Pattern) -> list[Any]:
    return [one.value if isinstance(one, ast.TextElement) else _placed(one.expression) for one in pattern.elements]


def _placed(found: Any) -> Any:
    if isinstance(found, ast.StringLiteral):
        return found.parse()["value"]
    if isinstance(found, ast.VariableReference):
        return {"v": found.id.name}
    assert isinstance(found, ast.SelectExpression), "the sentences of this page use facts and choices alone"
    assert isinstance(found.selector, ast.VariableReference), "a choice is made by a fact"
    keys = [_key(one.key) for one in found.variants]
    default = next(key for key, one in zip(keys, found.variants, strict=True) if one.default)
    chosen = {key: _parts(one.value) for key, one in zip(keys, found.variants, strict=True)}
    return {"s": found.selector.id.name, "o": chosen, "d": default}


def _key(key: ast.Identifier | ast.NumberLiteral) -> str:
    return key.name if isinstance(key, ast.Identifier) else str(key.value)
