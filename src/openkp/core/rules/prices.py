"""Prices around a miner: what was paid per carat, from slips, told only where nobody is revealed. A model of ours.

Money is whole hundredths of a currency, weights whole milli-carats. A slip tells no single stone: its size class is
that of its average stone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low

LEAST_SLIPS = 5
LEAST_SELLERS = 3
USD = "USD"
# Smallest average stone of a class, in milli-carats. 10.80 carats is where the trade speaks of specials.
SIZE_CLASSES = (0, 500, 1_000, 2_500, 5_000, 10_800)


@dataclass(frozen=True, slots=True)
class Sale:
    """One slip. `usd_cents`: the price in US$ where it was paid so or a rate of that day is recorded; else None."""

    day: dt.date
    zone: str
    seller: str
    mct: int
    stones: int
    price_cents: int
    currency: str
    usd_cents: int | None


@dataclass(frozen=True, slots=True)
class Price:
    """Per carat, in hundredths of `currency`. `size_mct`: the smallest average stone of the class; `slips`: how many it
    rests on. `month` is the first day of it."""

    month: dt.date
    zone: str
    size_mct: int
    currency: str
    slips: int
    mct: int
    low_cents: int
    median_cents: int
    high_cents: int


def size_class(mct: int, stones: int) -> int:
    """The class of an average stone, by its lower bound."""
    return max(least for least in SIZE_CLASSES if least * stones <= mct)


def per_carat(price_cents: int, mct: int) -> int:
    """Hundredths per carat, rounded half up."""
    return (price_cents * 2000 + mct) // (2 * mct)


def prices(sales: Iterable[Sale]) -> tuple[Price, ...]:
    """The newest month first. Each slip counts in its own currency and, where its dollars are known, in US$. A line
    needs LEAST_SLIPS slips of LEAST_SELLERS sellers: fewer would tell what one person was paid."""
    groups: dict[tuple[dt.date, str, int, str], list[tuple[int, Sale]]] = defaultdict(list)
    for sale in sales:
        where = (sale.day.replace(day=1), sale.zone, size_class(sale.mct, sale.stones))
        paid = {sale.currency: sale.price_cents}
        if sale.usd_cents is not None:
            paid[USD] = sale.usd_cents
        for currency, price in paid.items():
            groups[*where, currency].append((per_carat(price, sale.mct), sale))
    out = []
    for (month, zone, size, currency), found in groups.items():
        if len(found) < LEAST_SLIPS or len({sale.seller for _, sale in found}) < LEAST_SELLERS:
            continue
        cents = sorted(each for each, _ in found)
        weight = sum(sale.mct for _, sale in found)
        out.append(Price(month, zone, size, currency, len(found), weight, cents[0], median_low(cents), cents[-1]))
    return tuple(sorted(out, key=lambda row: (-row.month.toordinal(), row.zone, row.size_mct, row.currency)))
