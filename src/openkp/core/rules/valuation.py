"""The panel of valuers: each gives a value in ignorance of the others', and the rule says which one counts.

Sierra Leone and Liberia: three valuations, the highest wins (domain 6.2, 6.3). Others have one valuer. The panel is
dated configuration: the rule ``valuation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openkp.core.refusal import Refusal
from openkp.core.units import MAX_CENTS


class Seat(StrEnum):
    """A place on the panel."""

    STATE = "state"
    INDEPENDENT = "independent"
    EXPORTER = "exporter"


@dataclass(frozen=True, slots=True)
class Panel:
    """`seats` that must all give a value; `wins` is ``"highest"``: of the whole shipment, not line by line, because a
    valuation sheet is one opinion and is adopted or not."""

    seats: tuple[Seat, ...]
    wins: str = "highest"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One valuer's sheet: parcel reference -> US cents."""

    seat: Seat
    person_id: int
    values: Mapping[str, int]

    @property
    def total_cents(self) -> int:
        return sum(self.values.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """The value that counts, and whose it is."""

    seat: Seat
    values: Mapping[str, int]
    total_cents: int


def panel(value: Mapping[str, Any]) -> Panel:
    """The rule as dated configuration holds it: ``{"panel": ["state", ...], "wins": "highest"}``."""
    found = Panel(tuple(Seat(name) for name in value["panel"]), str(value.get("wins", "highest")))
    assert found.seats and len(set(found.seats)) == len(found.seats) and found.wins == "highest", "a panel has seats"
    return found


def sheet(
    opinion: Opinion, *, panel: Panel, parcels: Iterable[str], given: Iterable[tuple[Seat, int]]
) -> tuple[Refusal, ...]:
    """Every reason why this sheet cannot be taken in. `given` are the (seat, person) of sheets already in."""
    reasons: list[Refusal] = []
    wanted = set(parcels)
    if opinion.seat not in panel.seats:
        reasons.append(Refusal("valuation.no_such_seat", seat=str(opinion.seat)))
    for seat, person_id in given:
        if seat is opinion.seat:
            reasons.append(Refusal("valuation.already_given", seat=str(seat)))
        elif person_id == opinion.person_id:
            reasons.append(Refusal("valuation.one_seat_each", seat=str(seat)))
    for reference in sorted(wanted - opinion.values.keys()):
        reasons.append(Refusal("valuation.parcel_missing", parcel=reference))
    for reference in sorted(opinion.values.keys() - wanted):
        reasons.append(Refusal("valuation.parcel_unknown", parcel=reference[:80]))
    for reference, cents in sorted(opinion.values.items()):
        if not 0 < cents <= MAX_CENTS:
            reasons.append(Refusal("valuation.not_positive", parcel=reference[:80]))
    return tuple(reasons)


def complete(panel: Panel, given: Iterable[Seat]) -> bool:
    """Whether every seat has given its value. Until then nobody sees any."""
    return set(panel.seats) <= set(given)


def decide(panel: Panel, opinions: Iterable[Opinion]) -> Finding:
    """The opinion that counts: the highest total; of equal ones, the first of the panel."""
    by_seat = {opinion.seat: opinion for opinion in opinions}
    assert complete(panel, by_seat), "a panel decides when every seat has spoken"
    ranked = [by_seat[seat] for seat in panel.seats]
    winner = max(ranked, key=lambda opinion: opinion.total_cents)
    return Finding(winner.seat, dict(winner.values), winner.total_cents)
