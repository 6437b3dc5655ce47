"""What was paid per carat, by zone, size class and month: read from the slips themselves (core/rules/prices.py)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from django.db.models import Q, Sum

from openkp.core.ledger import MovementKind
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.rules import prices as rules
from openkp.core.rules.dispute import AGAINST_THE_BUYER
from openkp.core.rules.prices import USD, Price, Sale
from openkp.core.units import rate_of
from openkp.mining import queries as mining
from openkp.parties import queries as parties

from ..models import Movement, SlipDispute

NEWEST = 20_000  # slips looked at: those of some seasons, at most
RATES = "price.usd_rates"  # dated rule of a participant: {"SLE": US$ of one million units}
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})


def prices(*, viewer: Actor, participant: str, since: dt.date, zone: str = "") -> tuple[Price, ...]:
    """Of slips written since a day in a participant's zones, for whoever holds a role there; nothing of a zone, class
    and month where so few slips or sellers would reveal somebody. A sale given back does not count, nor one whose slip
    is disputed or was found wrong or false."""
    if not (viewer.has(_WHOLE_PROCESS) or {participant, "*"} & viewer.participants()):
        return ()
    usd = _dollars(participant)
    zones = cache(_zone)
    sales = []
    for one in _rows(participant, since):
        at = zones(one["place"])
        if at and (not zone or at == zone):
            cents = usd(one["on"], one["currency"], one["price_cents"])
            told = (one["mct"], one["stones"], one["price_cents"], one["currency"])
            sales.append(Sale(one["on"], at, one["entries__source_lot__holder"], *told, cents))
    return rules.prices(sales)


def _rows(participant: str, since: dt.date) -> list[dict[str, Any]]:
    """The newest purchases, each with its one seller and the sum of its entries."""
    kind = str(MovementKind.PURCHASE)
    newest = Movement.objects.filter(participant=participant, kind=kind, on__gte=since, corrected_by__isnull=True)
    doubted = SlipDispute.objects.filter(Q(closed_at__isnull=True) | Q(outcome__in=sorted(AGAINST_THE_BUYER)))
    newest = newest.exclude(pk__in=doubted.values("movement")).order_by("-pk")
    ids = list(newest.values_list("pk", flat=True)[:NEWEST])
    if not ids:
        return []
    rows = Movement.objects.filter(pk__gte=ids[-1], pk__in=newest.filter(pk__gte=ids[-1]).values("pk"))
    told = rows.values("pk", "on", "place", "stones", "price_cents", "currency", "entries__source_lot__holder")
    return [dict(row) for row in told.annotate(mct=Sum("entries__mct")).order_by("pk")]


def _zone(place: str) -> str:
    """The zone of a place by its code; "" where it is not known."""
    try:
        return mining.place_facts(place).codes[0]
    except Refusal:
        return ""


def _dollars(participant: str) -> Any:
    """(day, currency, hundredths) -> US cents, or None where no rate of that day is recorded."""

    @cache
    def rates(day: dt.date) -> dict[str, int]:
        try:
            return dict(parties.rule(RATES, participant, day).value)
        except Refusal:
            return {}

    def told(day: dt.date, currency: str, cents: int) -> int | None:
        if currency == USD:
            return cents
        rate = rates(day).get(currency)
        return None if rate is None else rate_of(cents, int(rate))

    return told


__all__ = ["Price", "prices"]
