"""Where the demonstration takes place: real towns and districts, from ``data/places.toml``, with their source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

DEGREE_UDEG = 1_000_000


@dataclass(frozen=True, slots=True)
class Zone:
    code: str  # "SL:KONO"
    participant: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A town. Coordinates in whole micro-degrees (udeg), north and east positive."""

    code: str
    name: str
    zone: str
    participant: str
    latitude_udeg: int
    longitude_udeg: int
    source: str  # natural-earth | geonames | approximate


def read(name: str) -> dict[str, Any]:
    """A data file of the demonstration."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def zones() -> tuple[Zone, ...]:
    return tuple(Zone(**row) for row in read("places")["zone"])


@cache
def places() -> tuple[Place, ...]:
    owner = {zone.code: zone.participant for zone in zones()}
    return tuple(
        Place(
            code=row["code"],
            name=row["name"],
            zone=row["zone"],
            participant=owner[row["zone"]],
            latitude_udeg=_udeg(row["latitude"]),
            longitude_udeg=_udeg(row["longitude"]),
            source=row["source"],
        )
        for row in read("places")["place"]
    )


def places_of(participant: str) -> tuple[Place, ...]:
    return tuple(place for place in places() if place.participant == participant)


def place(code: str) -> Place:
    return next(known for known in places() if known.code == code)


def _udeg(text: str) -> int:
    scaled = Decimal(text) * DEGREE_UDEG
    assert scaled == scaled.to_integral_value(), f"{text}: finer than a micro-degree"
    return int(scaled)
