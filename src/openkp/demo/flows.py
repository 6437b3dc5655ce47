"""A synthetic stream of the world's trade in rough, in order of time, where no hub re-exports what it has not imported.

A model of ours, calibrated on published totals (``data/flows.toml``). Pure: no database, no clock.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from openkp.core.ledger import add_up, drawn_origins
from openkp.core.units import MCT_PER_CCT
from openkp.demo.dice import Dice
from openkp.demo.places import read

MAX_SOURCES = 6  # import certificates that one synthetic re-export names
TRAVEL_DAYS = (2, 9)
HS_OF_MINED = {"7102.31": 62, "7102.21": 22, "7102.10": 16}
LARGEST_CCT = 30_000_000  # three hundred thousand carats in one certificate


@dataclass(frozen=True, slots=True)
class Flow:
    """One exporting participant in an average year."""

    code: str
    certificates: int
    carats: int
    usd_per_carat: int
    mined_percent: int
    to: dict[str, int]


@dataclass(frozen=True, slots=True)
class Draw:
    """Hundredths of a carat taken from what arrived under certificate `serial`."""

    serial: int
    cct: int


@dataclass(frozen=True, slots=True)
class Consignment:
    """One certificate to be. Its one parcel is of `origins_mct` (country -> milli-carats, as the ledger shares them);
    `draws` say which imports a re-export draws down; there are none where the goods were mined in the country."""

    serial: int
    issuer: str
    destination: str
    issued_at: dt.datetime
    arrives_at: dt.datetime
    hs: str
    weight_cct: int
    value_usd_cents: int
    origins_mct: dict[str, int]
    draws: tuple[Draw, ...]
    fate: str  # confirmed | exported | issued | void

    @property
    def is_reexport(self) -> bool:
        return bool(self.draws)


@dataclass(slots=True)
class _Arrived:
    """The lot that a certificate became at its destination. `taken_cct` has left again."""

    serial: int
    weight_cct: int
    origins_mct: dict[str, int]
    cents_per_carat: int
    taken_cct: int = 0

    def draw(self, wanted_cct: int) -> tuple[int, dict[str, int]]:
        """Take at most `wanted_cct`; answers what was taken and what it is made of."""
        cct = min(wanted_cct, self.weight_cct - self.taken_cct)
        origins = drawn_origins(self.origins_mct, taken_before_mct=self.taken_cct * MCT_PER_CCT, mct=cct * MCT_PER_CCT)
        self.taken_cct += cct
        return cct, origins


@dataclass(slots=True)
class _Stock:
    """What a hub holds of one HS line: arrivals in order."""

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
        self.weights = {flow.code: flow.certificates for flow in flows()}
        self.mined = {flow.code: flow.certificates * flow.mined_percent for flow in flows() if flow.mined_percent}
        self.stock: dict[tuple[str, str], _Stock] = {}
        self.travelling: list[tuple[dt.datetime, int, Consignment]] = []

    def run(self) -> Iterator[Consignment]:
        for serial in range(1, self.certificates + 1):
            at = self.start + dt.timedelta(seconds=self.span_seconds * (serial - 1) // self.certificates)
            self._arrive(at)
            sent = self._reexport(serial, at) or self._mined(serial, at)
            if sent.fate == "confirmed":
                heapq.heappush(self.travelling, (sent.arrives_at, serial, sent))
            yield sent

    def _arrive(self, at: dt.datetime) -> None:
        """What was confirmed before `at` becomes stock of its destination."""
        while self.travelling and self.travelling[0][0] < at:
            sent = heapq.heappop(self.travelling)[2]
            stock = self.stock.setdefault((sent.destination, sent.hs), _Stock())
            price = sent.value_usd_cents * 100 // sent.weight_cct
            stock.held.append(_Arrived(sent.serial, sent.weight_cct, sent.origins_mct, price))
            stock.held_cct += sent.weight_cct

    def _reexport(self, serial: int, at: dt.datetime) -> Consignment | None:
        """A re-export from what a hub holds; None where chance wants mined goods or the hub holds nothing."""
        flow = self.by_code[self.dice.weighted(self.weights)]
        if flow.mined_percent and self.dice.chance(flow.mined_percent):
            return self._mined(serial, at, flow)
        lines = {hs: stock.held_cct for (code, hs), stock in self.stock.items() if code == flow.code and stock.held_cct}
        if not lines:
            return None
        hs = self.dice.weighted(lines)
        wanted = self._size_cct(flow)
        stock = self.stock[flow.code, hs]
        draws: list[Draw] = []
        parts: list[dict[str, int]] = []
        cents = 0
        while wanted and stock.held and len(draws) < MAX_SOURCES:
            lot = stock.held[0]
            cct, origins = lot.draw(wanted)
            if lot.taken_cct == lot.weight_cct:
                stock.held.popleft()
            draws.append(Draw(lot.serial, cct))
            parts.append(origins)
            stock.held_cct -= cct
            wanted -= cct
            cents += cct * lot.cents_per_carat // 100
        markup = self.dice.whole(100, 108)
        return self._consign(serial, at, flow, hs, max(1, cents * markup // 100), add_up(parts), tuple(draws))

    def _mined(self, serial: int, at: dt.datetime, flow: Flow | None = None) -> Consignment:
        flow = flow or self.by_code[self.dice.weighted(self.mined)]
        cct = self._size_cct(flow)
        hs = self.dice.weighted(HS_OF_MINED)
        price = self.dice.around(flow.usd_per_carat, 45)
        return self._consign(serial, at, flow, hs, max(1, cct * price), {flow.code: cct * MCT_PER_CCT}, ())

    def _size_cct(self, flow: Flow) -> int:
        """Lognormal around a median that gives about the mean of the model (sigma 1: the mean is 1.65 medians)."""
        return min(LARGEST_CCT, self.dice.around(flow.carats * 60, 100))

    def _consign(
        self,
        serial: int,
        at: dt.datetime,
        flow: Flow,
        hs: str,
        cents: int,
        origins: dict[str, int],
        draws: tuple[Draw, ...],
    ) -> Consignment:
        arrives = at + dt.timedelta(days=self.dice.whole(*TRAVEL_DAYS), minutes=self.dice.whole(0, 600))
        return Consignment(
            serial=serial,
            issuer=flow.code,
            destination=self.dice.weighted(flow.to),
            issued_at=at,
            arrives_at=arrives,
            hs=hs,
            weight_cct=sum(origins.values()) // MCT_PER_CCT,
            value_usd_cents=cents,
            origins_mct=origins,
            draws=draws,
            fate=self._fate(at, arrives),
        )

    def _fate(self, at: dt.datetime, arrives: dt.datetime) -> str:
        if self.dice.whole(1, 1000) <= 4:  # four in a thousand are voided before they leave: ours
            return "void"
        if arrives < self.until:
            return "confirmed"
        return "exported" if at + dt.timedelta(days=1) < self.until else "issued"


def head(consignments: Iterator[Consignment], count: int) -> list[Consignment]:
    """The next `count`, fewer at the end."""
    return list(itertools.islice(consignments, count))
