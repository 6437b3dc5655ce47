"""The world before anything happens in it: companies with their numbers and papers, mine sites, prices. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openkp.core.rules.chain import LicenceKind
from openkp.demo import names, places
from openkp.demo.dice import Dice

SITE_REACH_UDEG = 45_000  # about five kilometres around the town
PLOT = {"SL": "plot", "LR": "plot", "GN": "parcelle"}
STORY_PLACE = "KOIDU"

LICENCES_OF = {
    "miner": (LicenceKind.ARTISANAL_MINING,),
    "cooperative": (LicenceKind.COOPERATIVE_APPROVAL,),
    "collector": (LicenceKind.COLLECTOR_CARD,),
    "broker": (LicenceKind.BROKER_LICENCE,),
    "dealer": (LicenceKind.DEALER_LICENCE,),
    "exporter": (LicenceKind.EXPORT_LICENCE,),
    "buying-house": (LicenceKind.BUYING_HOUSE_LICENCE,),
    "large-scale-mine": (LicenceKind.INDUSTRIAL_MINING, LicenceKind.EXPORT_LICENCE),
    "importer": (LicenceKind.IMPORT_LICENCE, LicenceKind.EXPORT_LICENCE),
}
NUMBER_LETTER = {
    "miner": "M",
    "cooperative": "C",
    "collector": "K",
    "broker": "B",
    "dealer": "D",
    "exporter": "X",
    "buying-house": "H",
    "large-scale-mine": "L",
    "importer": "I",
}


@dataclass(frozen=True, slots=True)
class Site:
    """An invented place of work near a real town. Coordinates in micro-degrees."""

    code: str
    name: str
    zone: str
    participant: str
    community: str
    latitude_udeg: int
    longitude_udeg: int


@dataclass(frozen=True, slots=True)
class Company:
    """An operator to be. `zone` and `site` are where its papers let it work; "" is the whole country. `story` marks
    those through whose hands the parcel of the story goes."""

    number: str
    participant: str
    country: str  # where its address is: BE for an Antwerp importer of the EU
    kind: str
    name: str
    address: str
    zone: str = ""
    site: str = ""
    exports: bool = False
    story: bool = False

    @property
    def licence_kinds(self) -> tuple[LicenceKind, ...]:
        kinds = LICENCES_OF[self.kind]
        if self.exports and LicenceKind.EXPORT_LICENCE not in kinds and self.kind != "buying-house":
            return (*kinds, LicenceKind.EXPORT_LICENCE)
        return kinds


@dataclass(frozen=True, slots=True)
class Country:
    """Prices in US cents a carat, a usual band; `median_mct` is the usual stone."""

    code: str
    low_cents: int
    high_cents: int
    median_mct: int
    mine_low_cents: int = 0
    mine_high_cents: int = 0


@dataclass(frozen=True, slots=True)
class World:
    countries: dict[str, Country]
    sites: tuple[Site, ...]
    companies: tuple[Company, ...]

    def of(self, participant: str, *kinds: str) -> tuple[Company, ...]:
        return tuple(c for c in self.companies if c.participant == participant and (not kinds or c.kind in kinds))

    def exporters(self, participant: str) -> tuple[Company, ...]:
        return tuple(c for c in self.companies if c.participant == participant and c.exports)

    def story(self, kind: str) -> Company:
        return next(c for c in self.companies if c.story and c.kind == kind)


def draw(seed: int) -> World:
    """The world of a seed."""
    told = places.read("world")
    countries = {code: _country(code, row) for code, row in told["country"].items()}
    sites: list[Site] = []
    companies: list[Company] = []
    for code, row in told["country"].items():
        counter = _Numbers(code)
        made = list(_miners(code, row, counter, seed)) + list(_cooperatives(code, row, counter, seed))
        made += list(_mines(code, row, counter, seed))
        for company, site in made:
            sites.append(site)
            companies.append(company)
        companies += _traders(code, row, counter)
    importers: dict[str, _Numbers] = {}
    for row in told["importer"]:
        counter = importers.setdefault(row["participant"], _Numbers(row["participant"]))
        companies.append(_importer(row, counter))
    return World(countries, tuple(sites), tuple(companies))


class _Numbers:
    """Numbers of a national register, one run for each kind: ``SL-M-0007``."""

    def __init__(self, participant: str) -> None:
        self.participant = participant
        self.given: dict[str, int] = {}

    def next(self, kind: str) -> tuple[str, int]:
        self.given[kind] = self.given.get(kind, 0) + 1
        return f"{self.participant}-{NUMBER_LETTER[kind]}-{self.given[kind]:04d}", self.given[kind]


def _country(code: str, row: dict[str, Any]) -> Country:
    low, high = row["usd_per_carat"]
    mine = next(iter(row.get("mine", [])), {"usd_per_carat": [0, 0]})["usd_per_carat"]
    return Country(code, low * 100, high * 100, row["median_mct"], mine[0] * 100, mine[1] * 100)


def _site(place: places.Place, order: int, seed: int, name: str) -> Site:
    dice = Dice(seed, "site", place.code, order)
    return Site(
        code=f"{place.participant}:{place.code}-{order:02d}",
        name=name,
        zone=place.zone,
        participant=place.participant,
        community=place.name,
        latitude_udeg=place.latitude_udeg + dice.whole(-SITE_REACH_UDEG, SITE_REACH_UDEG),
        longitude_udeg=place.longitude_udeg + dice.whole(-SITE_REACH_UDEG, SITE_REACH_UDEG),
    )


def _miners(code: str, row: dict[str, Any], counter: _Numbers, seed: int) -> Iterator[tuple[Company, Site]]:
    """Licensed miners, each with one plot, dealt over the country's places; the first of Koidu is the story's."""
    around = places.places_of(code)
    for order, name in enumerate(names.people(code, row["miners"], seed + 2)):
        place = around[order % len(around)]
        story = order == 0 and place.code == STORY_PLACE
        number, _ = counter.next("miner")
        site = _site(place, order // len(around) + 1, seed, f"{place.name}, {PLOT[code]} {order // len(around) + 1}")
        yield (
            Company(
                number, code, code, "miner", "Sahr Gborie" if story else name, f"{place.name}",
                zone=place.zone, site=site.code, story=story,
            ),
            site,
        )  # fmt: skip


def _cooperatives(code: str, row: dict[str, Any], counter: _Numbers, seed: int) -> Iterator[tuple[Company, Site]]:
    for told in row.get("cooperative", []):
        place = places.place(told["place"])
        number, _ = counter.next("cooperative")
        site = _site(place, 1, seed, f"Chantier {place.name}")
        yield (
            Company(
                number, code, code, "cooperative", told["name"], told["address"], zone=place.zone, site=site.code
            ),
            site,
        )  # fmt: skip


def _mines(code: str, row: dict[str, Any], counter: _Numbers, seed: int) -> Iterator[tuple[Company, Site]]:
    for told in row.get("mine", []):
        place = next(known for known in places.places_of(code) if known.zone == told["zone"])
        number, order = counter.next("large-scale-mine")
        site = _site(place, 90 + order, seed, f"{place.name} pipe")
        yield (
            Company(
                number, code, code, "large-scale-mine", told["name"], told["address"],
                zone=told["zone"], site=site.code, exports=True,
            ),
            site,
        )  # fmt: skip


def _traders(code: str, row: dict[str, Any], counter: _Numbers) -> Iterator[Company]:
    for which in ("buyer", "exporter"):
        for order, told in enumerate(row.get(which, [])):
            number, _ = counter.next(told["kind"])
            yield Company(
                number, code, code, told["kind"], told["name"], told["address"],
                zone=told.get("zone", ""), exports=which == "exporter", story=code == "SL" and order == 0,
            )  # fmt: skip


def _importer(row: dict[str, Any], counter: _Numbers) -> Company:
    number, _ = counter.next("importer")
    return Company(
        number, row["participant"], row["country"], "importer", row["name"], row["address"], exports=True,
        story=row["participant"] == "EU" and number.endswith("0001"),
    )  # fmt: skip
