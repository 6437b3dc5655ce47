"""May A send rough diamonds to B on day D? The facts for core/rules/trade.py, and its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from openkp.core.rules import trade
from openkp.core.rules.trade import Period, Status, TradeAnswer
from openkp.events.reference import Reference, ask

from .. import models
from .participants import period, restriction
from .rows import RestrictionRow

Standing = tuple[tuple[trade.StatusFact, ...], tuple[trade.RestrictionFact, ...]]


def may_trade(
    sender: str,
    receiver: str,
    on: dt.date,
    *,
    kind: str = "export",
    zones: Iterable[str] = (),
    sites: Iterable[str] = (),
    operator: str | None = None,
    importer: str | None = None,
    through: Iterable[str] = (),
    known: Reference | None = None,
) -> TradeAnswer:
    """The answer with every reason (core/rules/trade.py), in three queries, or in none of what is `known`.

    Countries of the EU count as the EU. `zones` and `sites` are those where the stones were found, `operator` and
    `importer` the numbers of those who send and receive, `through` the countries of transit. `kind` is a
    certificate's; every kind asks the same of both sides.
    """
    assert kind in ("export", "re-export", "transit", "technical")
    asked = (sender, receiver, *through)
    acts_as = _acting_as(asked, on, known)
    facts = ask(known, _standings, frozenset(acts_as.get(code, (code, ""))[0] for code in asked))

    def party(country: str) -> trade.Party:
        code, basis = acts_as.get(country, (country, ""))
        statuses, limits = facts.get(code, ((), ()))
        return trade.Party(country, code, statuses, limits, basis)

    goods = trade.Goods(frozenset(zones), frozenset(sites), frozenset(filter(None, (operator, importer))))
    return trade.may_trade(
        party(sender), party(receiver), on, goods=goods, through=tuple(party(code) for code in through)
    )


def restriction_fact(row: RestrictionRow) -> trade.RestrictionFact:
    """A restriction as the core rules take it."""
    return trade.RestrictionFact(
        row.code,
        row.participant,
        row.scope,
        row.mode,
        row.direction,
        frozenset(row.targets),
        row.period,
        row.basis,
        row.source,
        row.conditions,
    )


def acting_participant(country: str, on: dt.date, *, known: Reference | None = None) -> str:
    """The participant as which a country trades that day: ``EU`` for ``BE``, ``CN`` for ``HK``, else itself."""
    return _acting_as((country,), on, known).get(country, (country, ""))[0]


def _acting_as(countries: Iterable[str], on: dt.date, known: Reference | None) -> dict[str, tuple[str, str]]:
    held = ask(known, _memberships, frozenset(countries))
    return {country: (code, source) for country, code, source, dates in held if dates.may_hold(on)}


def _memberships(countries: frozenset[str]) -> tuple[tuple[str, str, str, Period], ...]:
    """Country, the participant as which it trades, the source, and when."""
    rows = models.Membership.objects.filter(country__in=countries, group__trades_as__isnull=False)
    found = rows.select_related("group").order_by("pk")
    return tuple((row.country, str(row.group.trades_as_id), row.source, period(row)) for row in found)


def _standings(codes: frozenset[str]) -> dict[str, Standing]:
    """What was ever said of each participant."""
    rows = models.StatusRow.objects.filter(participant_id__in=codes, corrected_by__isnull=True).order_by("pk")
    bars = models.RestrictionRow.objects.filter(participant_id__in=codes, corrected_by__isnull=True).order_by("pk")
    statuses: dict[str, list[trade.StatusFact]] = {}
    for row in rows:
        fact = trade.StatusFact(row.participant_id, Status(row.status), period(row), row.basis, row.source)
        statuses.setdefault(row.participant_id, []).append(fact)
    limits: dict[str, list[trade.RestrictionFact]] = {}
    for bar in bars:
        limits.setdefault(bar.participant_id, []).append(restriction_fact(restriction(bar)))
    return {code: (tuple(statuses.get(code, ())), tuple(limits.get(code, ()))) for code in codes}
