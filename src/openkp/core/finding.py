"""What somebody types into a search box, brought to the forms in which things are kept; and what a search answers.

Numbers are typed as people read them from paper: with spaces, hyphens or small letters, without leading zeros. Names
are compared word by word, without accents and capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_TYPED = 100
MAX_WORD = 40
MAX_WORDS = 16  # of one name; the rest is not searched
MAX_DIGITS = 12  # of a certificate's number (core.rules.numbers)
LEAST_START = 5  # signs of a number before what begins like it is looked for

_NUMBER = re.compile(r"([A-Z]{2})?([0-9]{1,12})", re.ASCII)
_REFERENCE = re.compile(r"([A-Z])([A-Z]{2})([0-9]{1,18})", re.ASCII)
_SLIP = re.compile(r"(\S.*?)\s*[\s/#-]\s*([0-9]{1,9})", re.ASCII)
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´"))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `key`: the parts of its address; `facts`: what its line says, formatted by the unit
    that their names end with. `exact`: what was typed is its own number, whole."""

    kind: str
    key: tuple[str, ...]
    label: str
    state: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    exact: bool = False


def typed(text: str) -> str:
    """One line, without what surrounds it, of a length that is looked for."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\0", "").split())[:MAX_TYPED]


def compact(text: str) -> str:
    """Capitals and digits alone: ``sl 004-317`` is ``SL004317``."""
    return "".join(sign for sign in typed(text).upper() if sign.isalnum())


def number_as_typed(text: str) -> str:
    """The certificate's number that was typed whole, with its zeros; "" if it is none."""
    found = _NUMBER.fullmatch(compact(text))
    return compact(text) if found is not None and found[1] else ""


def numbers(text: str, *, prefixes: Iterable[str] = ()) -> tuple[str, ...]:
    """Every number that may be meant: as typed, and with other counts of leading zeros. They are different numbers
    (core.rules.numbers): whoever looks is shown them, never taken to one. Digits alone: under these prefixes."""
    found = _NUMBER.fullmatch(compact(text))
    if found is None:
        return ()
    serial = int(found[2])
    given = (found[1],) if found[1] else tuple(sorted(prefixes))
    forms = [f"{prefix}{serial:0{digits}d}" for prefix in given for digits in range(1, MAX_DIGITS + 1)]
    return tuple(dict.fromkeys(form for form in forms if len(form) <= 2 + MAX_DIGITS))


def number_start(text: str) -> str:
    """What numbers begin with, if enough of one was typed; else ""."""
    found = number_as_typed(text)
    return found if len(found) >= LEAST_START else ""


def reference(text: str, letter: str) -> tuple[str, int] | None:
    """Participant and id of ``S-SL-000042``, however it was typed: ``s sl 42``."""
    found = _REFERENCE.fullmatch(compact(text))
    if found is None or found[1] != letter:
        return None
    return found[2], int(found[3])


def slip(text: str) -> tuple[str, int] | None:
    """Booklet and number of ``BK-0007/12``, ``BK-0007 12``."""
    found = _SLIP.fullmatch(typed(text).upper())
    return None if found is None else (found[1], int(found[2]))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: no accents, no capitals, each once. ``N'Guessan`` is found by its parts and
    as one word."""
    plain = _plain(name)
    parts = [*_split(plain.translate(_APOSTROPHES)), *_split(plain)]
    return tuple(dict.fromkeys(part[:MAX_WORD] for part in parts))[:MAX_WORDS]


def words_typed(text: str) -> tuple[str, ...]:
    """The words that are looked for, the longest first: it leaves the fewest names."""
    parts = dict.fromkeys(part[:MAX_WORD] for part in _split(_plain(typed(text)).translate(_APOSTROPHES)))
    return tuple(sorted(parts, key=len, reverse=True))[:MAX_WORDS]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_LETTERS)


def _split(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
