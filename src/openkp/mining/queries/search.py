"""The search box, for operators, licences, sites and booklets: by number, or by the beginning of a word of a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from openkp.core import finding
from openkp.core.finding import Hit
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.events.starting import starting

from ..models import Booklet, Licence, Operator, OperatorWord, Site, SiteWord

_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})
_CHAIN = (Role.MINER, Role.BUYER, Role.EXPORTER, Role.AGENT)  # they dig and trade at a country's sites
_LEAST = 2  # letters of a name
_LOOKED_AT = 500  # numbers that begin as typed, of which those in scope are shown
M = TypeVar("M", bound=Model)


def search(text: str, *, viewer: Actor, now: dt.datetime, limit: int = 10) -> tuple[Hit, ...]:
    """Those that the viewer may know by name: an authority its register, an operator itself and its papers. Each kind
    at most `limit`, those typed whole first."""
    typed = finding.typed(text).upper()
    if len(typed) < _LEAST:
        return ()
    found = [
        *_operators(typed, viewer, limit),
        *_licences(typed, viewer, now.date(), limit),
        *_sites(typed, viewer, limit),
        *_booklets(typed, viewer, limit),
    ]
    return tuple(sorted(found, key=lambda hit: not hit.exact))


def _operators(typed: str, viewer: Actor, limit: int) -> Iterator[Hit]:
    scope = _own(viewer, "participant", "number")
    rows = [*_numbered(Operator.objects.filter(scope), "number", typed, limit)]
    places = viewer.participants(*AUTHORITY_ROLES)
    walks = _walks("participant", places, everything=viewer.has(_WHOLE_PROCESS))
    walks += [Q(owner__number=number) for number in sorted(viewer.operators())]
    rows += _named(OperatorWord.objects.all(), Operator.objects.filter(scope), typed, walks, limit)
    for row in {row.pk: row for row in rows}.values():
        facts = {"number": row.number, "participant_country": row.participant}
        yield Hit("operator", (row.number,), row.name, row.kind, facts, row.number == typed)


def _licences(typed: str, viewer: Actor, today: dt.date, limit: int) -> Iterator[Hit]:
    scope = _own(viewer, "operator__participant", "operator__number")
    rows = Licence.objects.filter(scope).select_related("operator")
    for row in _numbered(rows, "number", typed, limit):
        facts = {"holder": row.operator.name, "kind": row.kind, "end": row.valid_until}
        yield Hit("licence", (row.number,), row.number, licence_state(row, today), facts, row.number == typed)


def _sites(typed: str, viewer: Actor, limit: int) -> Iterator[Hit]:
    places = viewer.participants(*AUTHORITY_ROLES, *_CHAIN)
    everything = viewer.has(_WHOLE_PROCESS) or "*" in places
    scope = Q() if everything else Q(participant__in=sorted(places))
    rows = [*_numbered(Site.objects.filter(scope), "code", typed, limit)]
    walks = _walks("participant", places, everything=everything)
    rows += _named(SiteWord.objects.all(), Site.objects.filter(scope), typed, walks, limit)
    for row in {row.pk: row for row in rows}.values():
        facts = {"code": row.code, "participant_country": row.participant}
        yield Hit("site", (row.code,), row.name, "", facts, row.code == typed)


def _booklets(typed: str, viewer: Actor, limit: int) -> Iterator[Hit]:
    scope = _own(viewer, "operator__participant", "operator__number")
    rows = Booklet.objects.filter(scope).select_related("operator")
    for row in _numbered(rows, "number", typed, limit):
        facts = {"holder": row.operator.name, "first": str(row.first), "last": str(row.last)}
        yield Hit("booklet", (row.operator.number,), row.number, "", facts, row.number == typed)


class Paper(Protocol):
    """Whatever tells from when to when a licence holds."""

    @property
    def valid_from(self) -> dt.date: ...
    @property
    def valid_until(self) -> dt.date: ...
    @property
    def revoked_on(self) -> dt.date | None: ...


def licence_state(row: Paper, today: dt.date) -> str:
    """One of valid, not-yet, expired, revoked."""
    if row.revoked_on is not None and row.revoked_on <= today:
        return "revoked"
    if today < row.valid_from:
        return "not-yet"
    return "valid" if today <= row.valid_until else "expired"


def _numbered(rows: QuerySet[M], column: str, typed: str, limit: int) -> Iterator[M]:
    """The one that was typed whole, then those that begin so. What is looked at is bounded before it is asked whether
    it is the viewer's: a short beginning costs nobody a walk through a register."""
    whole = rows.filter(**{column: typed}).first()
    if whole is not None:
        yield whole
    if len(typed) >= finding.LEAST_START and any(sign.isdigit() for sign in typed):
        begins = rows.model._default_manager.filter(starting(column, typed)).order_by(column)
        yield from rows.filter(pk__in=begins.values("pk")[:_LOOKED_AT]).exclude(**{column: typed})[:limit]


def _named(
    words: QuerySet[OperatorWord] | QuerySet[SiteWord],
    rows: QuerySet[M],
    typed: str,
    walks: list[Q],
    limit: int,
) -> list[M]:
    """Rows of which a word begins with each word typed. One short walk down an index for each reason to see a row."""
    wanted = finding.words_typed(typed)
    if not wanted or len(wanted[0]) < _LEAST:
        return []
    found = words.filter(starting("word", wanted[0]))
    for one in wanted[1:]:
        others = words.model._default_manager.filter(starting("word", one), owner=OuterRef("owner"))
        found = found.filter(Exists(others))
    keys = [key for walk in walks for key in found.filter(walk).values_list("owner", flat=True)[: limit * 2]]
    return list(rows.filter(pk__in=keys).order_by("pk")[:limit])


def _walks(column: str, places: frozenset[str], *, everything: bool) -> list[Q]:
    return [Q()] if everything or "*" in places else [Q(**{column: place}) for place in sorted(places)]


def _own(viewer: Actor, participant: str, operator: str) -> Q:
    scope = viewer.participants(*AUTHORITY_ROLES)
    if viewer.has(_WHOLE_PROCESS) or "*" in scope:
        return Q()
    return Q(**{f"{participant}__in": sorted(scope)}) | Q(**{f"{operator}__in": sorted(viewer.operators())})
