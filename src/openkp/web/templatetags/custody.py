"""What the pages of custody say besides: months, acts of a history, and a value of a mapping by its key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context

from openkp import words
from openkp.words import formats

register = template.Library()


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key; the key itself where there is none and it is a text."""
    return mapping.get(key, key if isinstance(key, str) else "")


@register.simple_tag(takes_context=True)
def month(context: Context, day: dt.date) -> str:
    return formats.month(str(context.get("lang", words.DEFAULT_LANGUAGE)), day)


@register.simple_tag(takes_context=True)
def event(context: Context, kind: str) -> str:
    """What an act was, in words; its kind where the catalogues do not know it."""
    lang = str(context.get("lang", words.DEFAULT_LANGUAGE))
    code = f"custody.event_{kind.replace('.', '_')}"
    return words.say(lang, code) if words.knows(lang, code) else kind
