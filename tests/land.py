"""The ground of the tests: zones, sites, operators with their papers, booklets; and a first lawful parcel on it.

land = lay_out(raise_cast())
lot = land.find(3200)                # dug at KONO_PIT by MINER
bought = land.sell([(lot, 3200)])    # to DEALER, on the next slip of booklet BOOKLET
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.cast import DEALER, EXPORTER, IMPORTER_EU, MINER, OTHER_MINER, Cast

from openkp.core.refusal import Refusals
from openkp.ledger import actions as ledger
from openkp.mining import actions as mining
from openkp.parties import actions as parties
from openkp.parties.steps import Dates

KONO, KENEMA, LOFA = "SL:KONO", "SL:KENEMA", "LR:LOFA"
KONO_PIT, KENEMA_PIT, KOIDU = "SL:KONO-YENGEMA-1", "SL:KENEMA-TONGO-1", "SL:KOIDU-MINE"
MINE = "SL-LS-0001"
BOOKLET, EXPORT_BOOKLET = "SL-BK-0001", "SL-BK-0002"
SLIPS = 500
UNSORTED, INDUSTRIAL, GEM = "7102.10", "7102.21", "7102.31"

OPERATORS = (  # number, kind, name, licence, kind of licence, zone, site
    (MINER, "miner", "Aminata Kamara", "SL-ART-0001", "artisanal-mining", KONO, KONO_PIT),
    (OTHER_MINER, "miner", "Sahr Gbondo", "SL-ART-0002", "artisanal-mining", KENEMA, ""),
    (DEALER, "dealer", "Ibrahim Sesay", "SL-DLL-0001", "dealer-licence", "", ""),
    (EXPORTER, "exporter", "Fatmata Conteh & Sons", "SL-EXL-0001", "export-licence", "", ""),
    (MINE, "large-scale-mine", "Koidu Deep Ltd", "SL-LSL-0001", "industrial-mining", KONO, KOIDU),
    (IMPORTER_EU, "importer", "Scheldt Rough NV", "EU-IML-0001", "import-licence", "", ""),
)


@dataclass(frozen=True, slots=True)
class Land:
    """The cast on its ground. Acts take today's date and the actors whose business they are, unless told otherwise."""

    cast: Cast
    _slips: Iterator[int] = field(default_factory=lambda: itertools.count(1), compare=False, repr=False)
    _export_slips: Iterator[int] = field(default_factory=lambda: itertools.count(1), compare=False, repr=False)

    @property
    def today(self) -> dt.date:
        return self.cast.now.date()

    def find(self, mct: int, **changed: Any) -> str:
        """A find of `mct` by MINER at KONO_PIT; answers the lot."""
        told = {"operator": MINER, "site": KONO_PIT, "day": self.today, "hs": UNSORTED, "mct": mct, "stones": 3}
        told |= {"by": self.cast.field_officer, **changed}
        return str(ledger.record_production(now=self.cast.now, request_id=self.cast.ask(), **told).data["lot"])

    def sell(self, draws: Sequence[tuple[str, int]], **changed: Any) -> str:
        """MINER sells to DEALER, on the next slip of BOOKLET; answers the buyer's lot."""
        told: dict[str, Any] = {
            "by": self.cast.buyer,
            "seller": MINER,
            "buyer": DEALER,
            "booklet": BOOKLET,
            "day": self.today,
            "place": KONO,
            "hs": UNSORTED,
            "stones": 3,
            "price_cents": 150_000,
            "currency": "USD",
            "payment_kind": "bank",
            "payment_ref": "RCB-2026-0117",
            **changed,
        }
        if "slip" not in told:
            told["slip"] = next(self._slips)
        return str(
            ledger.record_purchase(now=self.cast.now, request_id=self.cast.ask(), draws=draws, **told).data["lot"]
        )

    def sell_on(self, draws: Sequence[tuple[str, int]], **changed: Any) -> str:
        """DEALER sells to EXPORTER; answers the exporter's lot."""
        told = {"by": self.cast.exporter, "seller": DEALER, "buyer": EXPORTER, "booklet": EXPORT_BOOKLET, **changed}
        if "slip" not in told:
            told["slip"] = next(self._export_slips)
        return self.sell(draws, **told)

    def exporters_lot(self, mct: int) -> str:
        """The short way from the pit to the exporter."""
        found = self.find(mct)
        return self.sell_on([(self.sell([(found, mct)]), mct)])


def lay_out(cast: Cast) -> Land:
    """Register everything above, licences in force from a year before to a year after the cast's now: longer than the
    general rule allows, so the two countries have terms of their own."""
    for code in ("SL", "EU"):
        parties.set_rule(
            by=cast.admin,
            now=cast.now,
            request_id=cast.ask(),
            key="licence.terms",
            participant=code,
            value={"months": 25, "artisanal-mining": {"hectares": 1}},
            basis="The tests look a year back and a year ahead",
            source="tests",
            standing="ours",
            dates=Dates(cast.now.date()),
        )
    for code, name in ((KONO, "Kono"), (KENEMA, "Kenema")):
        mining.register_zone(
            by=cast.officer, now=cast.now, request_id=cast.ask(), participant="SL", code=code, name=name
        )
    mining.register_zone(
        by=cast.officer_lr, now=cast.now, request_id=cast.ask(), participant="LR", code=LOFA, name="Lofa"
    )
    for code, zone, name, latitude, longitude in (
        (KONO_PIT, KONO, "Yengema 1", 8_612_000, -11_050_000),
        (KENEMA_PIT, KENEMA, "Tongo 1", 8_215_000, -11_061_000),
        (KOIDU, KONO, "Koidu kimberlite", 8_648_000, -10_972_000),
    ):
        told = {"zone": zone, "code": code, "name": name, "latitude_udeg": latitude, "longitude_udeg": longitude}
        mining.register_site(by=cast.field_officer, now=cast.now, request_id=cast.ask(), **told)
    today = cast.now.date()
    for number, kind, name, licence, licence_kind, zone, site in OPERATORS:
        by = cast.officer_eu if number.startswith("EU") else cast.officer
        who = {"participant": number[:2], "number": number, "kind": kind, "name": name}
        where = {"address": f"1 Market Road, {name}", "nationality": number[:2]}
        mining.register_operator(by=by, now=cast.now, request_id=cast.ask(), **who, **where)
        mining.grant_licence(
            by=by,
            now=cast.now,
            request_id=cast.ask(),
            operator=number,
            number=licence,
            kind=licence_kind,
            valid_from=today - dt.timedelta(days=365),
            valid_until=today + dt.timedelta(days=365),
            zone=zone,
            site=site,
        )
    earlier = cast.now - dt.timedelta(days=300)
    for booklet, holder in ((BOOKLET, DEALER), (EXPORT_BOOKLET, EXPORTER)):
        told = {"operator": holder, "number": booklet, "first": 1, "last": SLIPS}
        mining.issue_booklet(by=cast.officer, now=earlier, request_id=cast.ask(), **told)
    return Land(cast)


def codes_of(error: Refusals) -> set[str]:
    return set(error.codes)
