"""Importers abroad: what arrived, under which certificates; parcels of mixed origin; what is sent on, what is cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from openkp.demo.hand import Hand
from openkp.demo.season import GEM, Held
from openkp.ledger import actions as ledger

MOST_SOURCES = 4  # import certificates that one re-export of the demonstration names
CUT_PPM = 600_000  # of what arrives in India and is cut there: ours
CUT_NOTE = "Cut and polished in Surat"


@dataclass(frozen=True, slots=True)
class Onward:
    """A re-export: its application falls on `begins_ago`. `mixed`: goods of two countries at least are put together
    before."""

    begins_ago: int
    hub: str
    importer: str
    weight_mct: int
    mixed: bool = False


ONWARD = (
    Onward(275, "EU-I-0001", "IN-I-0001", 9_000),
    Onward(232, "AE-I-0001", "IN-I-0002", 12_000),
    Onward(198, "EU-I-0002", "AE-I-0001", 9_000),
    Onward(166, "AE-I-0001", "IN-I-0001", 12_000, mixed=True),
    Onward(131, "EU-I-0001", "IN-I-0002", 12_000, mixed=True),
    Onward(97, "AE-I-0001", "EU-I-0002", 10_000),
    Onward(72, "EU-I-0002", "IN-I-0001", 9_000),
    Onward(40, "EU-I-0001", "IN-I-0001", 12_000, mixed=True),
    Onward(27, "AE-I-0001", "IN-I-0002", 10_000, mixed=True),
    Onward(10, "EU-I-0001", "IN-I-0002", 8_000),
)


@dataclass(slots=True)
class Landed:
    """A lot at an importer, with the certificates under which it came and the countries that they name."""

    held: Held
    numbers: frozenset[str]
    countries: frozenset[str]


class Hubs:
    """What every importer holds, by its number."""

    def __init__(self, hand: Hand, clock: Callable[[dt.date], dt.datetime]) -> None:
        self.hand, self.clock = hand, clock
        self.stock: dict[str, list[Landed]] = {}

    def land(self, importer: str, held: Held, number: str, country: str) -> None:
        self.stock.setdefault(importer, []).append(Landed(held, frozenset({number}), frozenset({country})))

    def cut(self, importer: str, held: Held, number: str, day: dt.date) -> None:
        """Some of what arrived is cut where it arrived: it leaves the ledger of rough."""
        part = held.part(held.mct * CUT_PPM // 1_000_000)
        self.hand.act(
            ledger.manufacture, by=importer, now=self.clock(day), key=f"cut-{number}-{held.lot}",
            draws=[[part.lot, part.mct]], note=CUT_NOTE,
        )  # fmt: skip

    def take(self, onward: Onward, day: dt.date) -> tuple[list[Held], tuple[str, ...]]:
        """About the weight that is wanted, of one line, and the certificates under which it came; nothing if there is
        too little, or of one country only where a mixed parcel is wanted."""
        if onward.mixed:
            return self._mixed(onward, day)
        landed = self.stock.get(onward.hub, [])
        taken: list[Held] = []
        numbers: set[str] = set()
        line = max((one.held.hs for one in landed), key=lambda hs: _weight(landed, hs), default="")
        if _weight(landed, line) < onward.weight_mct:
            return [], ()
        for one in [one for one in landed if one.held.hs == line]:
            left = onward.weight_mct - sum(part.mct for part in taken)
            if left and (one.numbers <= numbers or len(numbers | one.numbers) <= MOST_SOURCES):
                taken.append(one.held.part(min(one.held.mct, left)))
                numbers |= one.numbers
                self._keep_rest(onward.hub, one, taken[-1].mct)
        return taken, tuple(sorted(numbers))

    def _mixed(self, onward: Onward, day: dt.date) -> tuple[list[Held], tuple[str, ...]]:
        """Whole lots of several countries become one, and some of it is sent on."""
        gems = [one for one in self.stock.get(onward.hub, []) if one.held.hs == GEM]
        chosen: list[Landed] = []
        for one in gems:  # first a lot of each country, then others until there is enough
            if not any(one.countries <= known.countries for known in chosen):
                chosen.append(one)
        for one in gems:
            full = sum(known.held.mct for known in chosen) >= onward.weight_mct
            if one not in chosen and not full and len(chosen) < MOST_SOURCES:
                chosen.append(one)
        chosen = chosen[:MOST_SOURCES]
        countries = frozenset().union(*(one.countries for one in chosen))
        total = sum(one.held.mct for one in chosen)
        if len(chosen) < 2 or len(countries) < 2 or total < onward.weight_mct:
            return [], ()
        lot = self.hand.act(
            ledger.merge, by=onward.hub, now=self.clock(day), key=f"mix-{onward.hub}-{onward.begins_ago:03d}",
            lots=[one.held.lot for one in chosen], hs=GEM,
        )["lot"]  # fmt: skip
        stones, value = (sum(getattr(one.held, name) for one in chosen) for name in ("stones", "value_cents"))
        numbers = frozenset().union(*(one.numbers for one in chosen))
        whole = Landed(Held(lot, total, GEM, stones, value), numbers, countries)
        self.stock[onward.hub] = [one for one in self.stock[onward.hub] if one not in chosen] + [whole]
        part = whole.held.part(onward.weight_mct)
        self._keep_rest(onward.hub, whole, part.mct)
        return [part], tuple(sorted(numbers))

    def _keep_rest(self, hub: str, one: Landed, taken_mct: int) -> None:
        place = self.stock[hub].index(one)
        left = one.held.mct - taken_mct
        self.stock[hub][place : place + 1] = [replace(one, held=one.held.part(left))] if left else []


def _weight(landed: list[Landed], hs: str) -> int:
    return sum(one.held.mct for one in landed if one.held.hs == hs)
