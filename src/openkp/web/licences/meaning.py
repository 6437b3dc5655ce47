"""What a licence allows that day: to whom its holder may sell, from whom buy, and what is barred where it holds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from openkp.core.refusal import Refusal
from openkp.core.rules import chain
from openkp.core.rules.chain import ROLE_OF, Bar, LicenceKind
from openkp.mining import queries as mining
from openkp.mining.queries import LicenceCheck
from openkp.parties import queries as parties

_NUMBER = re.compile(r"[A-Z]{2}-[A-Z0-9][A-Z0-9-]{0,36}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trade:
    """Kinds of operators, by code."""

    sells_to: tuple[str, ...]
    buys_from: tuple[str, ...]


def number(typed: str) -> str:
    """As it is kept: capitals, no space at its ends."""
    return " ".join(typed.split()).upper()[:60]


def in_code(text: str) -> str:
    """The number of a licence in the text of a card's code: bare, or in the address of a check; "" if there is none."""
    if text.startswith(("http://", "https://")):
        try:
            text = parse_qs(urlsplit(text).query).get("number", [""])[0]
        except ValueError:
            return ""
    found = number(text)
    return found if _NUMBER.fullmatch(found) else ""


def trade(found: LicenceCheck, day: dt.date) -> Trade | None:
    """By the rule of its country that day; None where it has none."""
    try:
        pairs = parties.rule("chain.pairs", found.participant, day).value
    except Refusal:
        return None
    own = str(ROLE_OF[LicenceKind(found.kind)])
    return Trade(
        tuple(sorted(str(buyer) for seller, buyer in pairs if seller == own)),
        tuple(sorted(str(seller) for seller, buyer in pairs if buyer == own)),
    )


def bars(found: LicenceCheck, day: dt.date) -> tuple[Bar, ...]:
    """Restrictions in force where the licence holds, or against its holder."""
    rows = [parties.restriction_fact(row) for row in parties.restrictions(day, found.participant)]
    places = frozenset({found.zone, found.site} - {""})
    holder = frozenset({mining.holder_of(found.number)})
    return chain.bars(rows, day, zones=places, sites=places, operators=holder)
