"""What was found, for people: a line that says what each thing is, its state, and where it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from openkp.core.finding import Hit
from openkp.core.roles import Role
from openkp.mining import queries as mining
from openkp.words import say

from .. import frame

# kind -> (page, who may open it, what its state is a state of), in the order of the results.
KINDS: dict[str, tuple[str, frozenset[Role] | None, str]] = {
    "certificate": ("certificates:detail", None, "certificate"),
    "export": ("shipments:detail", frame.FILE_PEOPLE, "shipment"),
    "import": ("imports:detail", frame.FILE_PEOPLE, "import"),
    "alarm": ("imports:alarm", frame.ALARM_PEOPLE, "alarm"),
    "seal": ("shipments:detail", frame.FILE_PEOPLE, "shipment"),
    "prior": ("", None, ""),
    "foreign": ("", None, ""),
    "lot": ("lots:detail", None, ""),
    "slip": ("custody:slip", frame.CHAIN_PEOPLE, ""),
    "operator": ("search:operator", None, ""),
    "licence": ("search:licence", None, "licence"),
    "booklet": ("search:operator", None, ""),
    "site": ("search:site", None, ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`url` "" where this person has no page to open; `badge`: (of what, state), or None."""

    label: str
    says: str
    url: str
    badge: tuple[str, str] | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Group:
    """`more`: not all of them are shown."""

    kind: str
    lines: tuple[Line, ...]
    more: bool


def groups(request: HttpRequest, hits: Iterable[Hit], *, limit: int) -> tuple[Group, ...]:
    """Each kind at most `limit`, exact ones first."""
    found: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
    for hit in hits:
        found[hit.kind].append(hit)
    names = _holders(request, found["lot"])
    return tuple(_group(request, kind, rows, names, limit) for kind, rows in found.items() if rows)


def _group(request: HttpRequest, kind: str, rows: list[Hit], names: Mapping[str, str], limit: int) -> Group:
    return Group(kind, tuple(_line(request, hit, names) for hit in rows[:limit]), len(rows) > limit)


def one_place(found: Iterable[Group]) -> str:
    """Where to go at once: the one page of what was typed whole; "" if there is none, or more than one."""
    places = {line.url for group in found for line in group.lines if line.exact and line.url}
    return places.pop() if len(places) == 1 else ""


def _line(request: HttpRequest, hit: Hit, names: Mapping[str, str]) -> Line:
    page, roles, of = KINDS[hit.kind]
    opens = bool(page) and (roles is None or frame.actor(request).has(roles))
    lang = frame.lang(request)
    return Line(
        label=hit.label,
        says=say(lang, f"search.says_{hit.kind}", **dict(_facts(lang, hit, names))),
        url=reverse(page, args=hit.key) if opens else "",
        badge=(of, hit.state) if of and hit.state else None,
        exact=hit.exact,
    )


def _facts(lang: str, hit: Hit, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Those of the hit, codes put into words."""
    for name, value in hit.facts.items():
        if (hit.kind, name) in _CODES:
            yield name, say(lang, f"{_CODES[hit.kind, name]}{value}")
        elif (hit.kind, name) == ("lot", "holder"):
            yield name, names.get(value, value)
        else:
            yield name, value
    if hit.kind == "operator":
        yield "kind", say(lang, f"search.operator_kind_{hit.state}")


_CODES = {
    ("licence", "kind"): "web.licence_kind_",
    ("alarm", "kind"): "certificates.alarm_kind_",
    ("lot", "kind"): "lot-page.kind_",
}


def _holders(request: HttpRequest, lots: Iterable[Hit]) -> dict[str, str]:
    return mining.names({str(hit.facts["holder"]) for hit in lots}, viewer=frame.actor(request))
