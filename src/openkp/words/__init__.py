"""Every sentence for people, in each language, and the formats of numbers and dates. No Django.

Catalogues are Project Fluent files, ``words/<language>/<room>.ftl``. Adding a language is adding one folder.
A code ``room.what_happened`` is the message ``room-what-happened``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from openkp.core.refusal import Refusal, Refusals

from . import formats

LANGUAGES = ("fr", "en")
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
DEFAULT_LANGUAGE = "en"


class MissingWord(KeyError):
    """A bug: a code without a sentence."""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = files(__package__) / language
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))
    return bundle


def message_id(code: str) -> str:
    return code.replace(".", "-").replace("_", "-")


def say(language: str, code: str, /, **facts: Any) -> str:
    """The sentence of `code` in `language`, its facts formatted by the unit their name ends with (see formats.typed).

    Raises MissingWord for an unknown code, and for a fact that the sentence needs and was not given.
    """
    if language not in LANGUAGES:
        language = DEFAULT_LANGUAGE
    bundle = _bundle(language)
    try:
        message = bundle.get_message(message_id(code))
    except LookupError:
        raise MissingWord(f"{language}: {code}") from None
    if message.value is None:
        raise MissingWord(f"{language}: {code} has no text")
    shown = {name: formats.typed(language, name, value, facts) for name, value in facts.items()}
    text, errors = bundle.format_pattern(message.value, shown)
    if errors:
        raise MissingWord(f"{language}: {code}: {errors}")
    assert isinstance(text, str)
    return text


def knows(language: str, code: str) -> bool:
    return bool(_bundle(language).has_message(message_id(code)))


def say_refusal(language: str, refusal: Refusal) -> str:
    """The sentence of a refusal: what was refused, why, and what to do."""
    return say(language, refusal.code, **refusal.facts)


def say_all(language: str, error: Refusal | Refusals) -> tuple[str, ...]:
    """Every reason, each once, in the order given."""
    reasons = error.reasons if isinstance(error, Refusals) else (error,)
    return tuple(dict.fromkeys(say_refusal(language, reason) for reason in reasons))
