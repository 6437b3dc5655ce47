"""A synthetic stream of the world's trade in rough, in order of time, where no hub re-exports what it has not imported.

A model of ours, calibrated on published totals (``data/flows.toml``). Pure: no database, no clock.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from openkp.demo.dice import Dice
from openkp.demo.places import read

MAX_SOURCES = 6  # import certificates that one synthetic re-export names
TRAVEL_DAYS = (2, 9)
HS_OF_MINED = {"7102.31": 62, "7102.21": 22, "7102.10": 16}
LARGEST_CCT = 30_000_000  # three hundred thousand carats in one certificate
VOID_PER_THOUSAND = 4  # voided before they leave: ours
DIFFERING_PER_THOUSAND = 10  # found lighter when they are weighed again: ours
ARRIVAL_TAKES = dt.timedelta(hours=1)  # until it is confirmed


@dataclass(frozen=True, slots=True)
class Flow:
    """One exporting participant in an average year."""

    code: str
    certificates: int
    carats: int
    usd_per_carat: int
    mined_percent: int
    cut_percent: int
    to: dict[str, int]


@dataclass(frozen=True, slots=True)
class Draw:
    """Hundredths of a carat taken from what arrived under certificate `serial`."""

    serial: int
    cct: int


@dataclass(frozen=True, slots=True)
class Consignment:
    """One certificate to be, of one parcel. `draws` say which imports a re-export draws down; there are none where the
    goods were mined in the country. `exporter` and `importer` are traders of their participants, counted from 0."""

    serial: int
    issuer: str
    exporter: int
    destination: str
    importer: int
    issued_at: dt.datetime
    arrives_at: dt.datetime
    hs: str
    weight_cct: int
    value_usd_cents: int
    draws: tuple[Draw, ...]
    fate: str  # confirmed | exported | issued | void
    cut: bool  # polished where it arrives
    missing_cct: int = 0  # what a second weighing finds less; such goods are neither cut nor sent on

    @property
    def is_reexport(self) -> bool:
        return bool(self.draws)


@dataclass(slots=True)
class _Arrived:
    """The lot that a certificate became at its destination."""

    serial: int
    left_cct: int
    cents_per_carat: int


@dataclass(slots=True)
class _Stock:
    """What a trader holds of one HS line: arrivals in order."""

    held: deque[_Arrived] = field(default_factory=deque)
    held_cct: int = 0


@cache
def flows() -> tuple[Flow, ...]:
    return tuple(
        Flow(
            code=row["code"],
            certificates=row["certificates"],
            carats=row["carats"],
            usd_per_carat=row["usd_per_carat"],
            mined_percent=row["mined"],
            cut_percent=row.get("cut", 0),
            to=row["to"],
        )
        for row in read("flows")["exporter"]
    )


def participants() -> tuple[str, ...]:
    """Every participant that the model names, as exporter or destination."""
    return tuple(sorted({flow.code for flow in flows()} | {code for flow in flows() for code in flow.to}))


def year_certificates() -> int:
    """Certificates of an average year of the world."""
    return int(read("flows")["year_certificates"])


def traders(certificates: int) -> dict[str, int]:
    """How many traders each participant has in a world of so many certificates: ours."""
    year = year_certificates()
    share = {flow.code: flow.certificates * certificates // year for flow in flows()}
    return {code: 1 + min(24, share.get(code, 0) // 400) for code in participants()}


def stream(*, certificates: int, years: int, seed: int, until: dt.datetime) -> Iterator[Consignment]:
    """`certificates` consignments over the `years` before `until`, evenly in time; the same for the same arguments."""
    return _World(certificates=certificates, years=years, seed=seed, until=until).run()


class _World:
    def __init__(self, *, certificates: int, years: int, seed: int, until: dt.datetime) -> None:
        self.dice = Dice(seed, "flows", certificates, years)
        self.certificates, self.until = certificates, until
        self.start = until - dt.timedelta(days=365 * years)
        self.span_seconds = 365 * years * 86400
        self.by_code = {flow.code: flow for flow in flows()}
        self.weights: Mapping[str, int] = {flow.code: flow.certificates for flow in flows()}
        self.mined = {flow.code: flow.certificates * flow.mined_percent for flow in flows() if flow.mined_percent}
        self.traders = traders(certificates)
        self.stock: dict[str, dict[tuple[int, str], _Stock]] = {code: {} for code in self.traders}
        self.travelling: list[tuple[dt.datetime, int, Consignment]] = []

    def run(self) -> Iterator[Consignment]:
        for serial in range(1, self.certificates + 1):
            at = self.start + dt.timedelta(seconds=self.span_seconds * (serial - 1) // self.certificates)
            self._arrive(at)
            sent = self._reexport(serial, at) or self._mined(serial, at)
            if sent.fate == "confirmed" and not sent.cut and not sent.missing_cct:
                heapq.heappush(self.travelling, (sent.arrives_at, serial, sent))
            yield sent

    def _arrive(self, at: dt.datetime) -> None:
        """What was confirmed before `at` becomes stock of its importer."""
        while self.travelling and self.travelling[0][0] < at:
            sent = heapq.heappop(self.travelling)[2]
            stock = self.stock[sent.destination].setdefault((sent.importer, sent.hs), _Stock())
            price = sent.value_usd_cents * 100 // sent.weight_cct
            stock.held.append(_Arrived(sent.serial, sent.weight_cct, price))
            stock.held_cct += sent.weight_cct

    def _reexport(self, serial: int, at: dt.datetime) -> Consignment | None:
        """A re-export from what a hub holds; None where the hub holds nothing."""
        flow = self.by_code[self.dice.weighted(self.weights)]
        if flow.mined_percent and self.dice.chance(flow.mined_percent):
            return self._mined(serial, at, flow)
        lines = {key: stock.held_cct for key, stock in self.stock[flow.code].items() if stock.held_cct}
        if not lines:
            return None
        exporter, hs = self.dice.weighted(lines)
        wanted = self._size_cct(flow)
        stock = self.stock[flow.code][exporter, hs]
        draws: list[Draw] = []
        cents = 0
        while wanted and stock.held and len(draws) < MAX_SOURCES:
            lot = stock.held[0]
            cct = min(wanted, lot.left_cct)
            lot.left_cct -= cct
            if not lot.left_cct:
                stock.held.popleft()
            draws.append(Draw(lot.serial, cct))
            stock.held_cct -= cct
            wanted -= cct
            cents += cct * lot.cents_per_carat // 100
        markup = self.dice.whole(100, 108)
        weight = sum(draw.cct for draw in draws)
        return self._consign(serial, at, flow, exporter, hs, weight, max(1, cents * markup // 100), tuple(draws))

    def _mined(self, serial: int, at: dt.datetime, flow: Flow | None = None) -> Consignment:
        flow = flow or self.by_code[self.dice.weighted(self.mined)]
        cct = self._size_cct(flow)
        hs = self.dice.weighted(HS_OF_MINED)
        price = self.dice.around(flow.usd_per_carat, 45)
        exporter = self.dice.whole(0, self.traders[flow.code] - 1)
        return self._consign(serial, at, flow, exporter, hs, cct, max(1, cct * price), ())

    def _size_cct(self, flow: Flow) -> int:
        """Lognormal around a median that gives about the mean of the model (sigma 1: the mean is 1.65 medians)."""
        return min(LARGEST_CCT, self.dice.around(flow.carats * 60, 100))

    def _consign(
        self,
        serial: int,
        at: dt.datetime,
        flow: Flow,
        exporter: int,
        hs: str,
        cct: int,
        cents: int,
        draws: tuple[Draw, ...],
    ) -> Consignment:
        arrives = at + dt.timedelta(days=self.dice.whole(*TRAVEL_DAYS), minutes=self.dice.whole(0, 600))
        destination = self.dice.weighted(flow.to)
        onward = self.by_code.get(destination)
        return Consignment(
            serial=serial,
            issuer=flow.code,
            exporter=exporter,
            destination=destination,
            importer=self.dice.whole(0, self.traders[destination] - 1),
            issued_at=at,
            arrives_at=arrives,
            hs=hs,
            weight_cct=cct,
            value_usd_cents=cents,
            draws=draws,
            fate=self._fate(at, arrives),
            cut=onward is None or self.dice.chance(onward.cut_percent),
            missing_cct=self._missing_cct(cct),
        )

    def _missing_cct(self, cct: int) -> int:
        """Some hundredths at times, and never more than a hundredth part of it."""
        differs = self.dice.whole(1, 1000) <= DIFFERING_PER_THOUSAND
        return min(self.dice.whole(1, 12), cct // 100) if differs else 0

    def _fate(self, at: dt.datetime, arrives: dt.datetime) -> str:
        if self.dice.whole(1, 1000) <= VOID_PER_THOUSAND:
            return "void"
        if arrives + ARRIVAL_TAKES < self.until:
            return "confirmed"
        return "exported" if at + dt.timedelta(days=1) < self.until else "issued"
