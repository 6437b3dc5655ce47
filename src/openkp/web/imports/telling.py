"""Sentences of what is kept as facts: findings on a paper, differences between paper and goods."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from openkp.words import formats, knows, say

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)
# Two values of one field of a paper: kept as text, told in the form of the field.
_PAIR = ("shown", "issued")


def sentence(lang: str, told: Mapping[str, Any]) -> str:
    """`told` is a code and its facts, as JSON keeps them."""
    facts = {name: _read(value) for name, value in told.items() if name not in ("code", "severity")}
    field = facts.get("field")
    if isinstance(field, str):
        facts |= {name: _as_field(lang, field, told[name]) for name in _PAIR if name in facts}
        facts["field"] = field_name(lang, field)
    return say(lang, str(told["code"]), **facts)


def field_name(lang: str, field: str) -> str:
    code = f"border.paper_{field}"
    return say(lang, code) if knows(lang, code) else field


def _read(value: Any) -> Any:
    return dt.date.fromisoformat(value) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else value


def _as_field(lang: str, field: str, value: Any) -> str:
    text = str(value)
    if field in ("weight_cct", "value_usd_cents") and _WHOLE.fullmatch(text):
        whole = int(text)
        return formats.carats_cct(lang, whole) if field == "weight_cct" else formats.money(lang, whole)
    if field == "destination":
        return formats.country(lang, text)
    return formats.day(lang, dt.date.fromisoformat(text)) if _ISO_DAY.fullmatch(text) else text
