"""Where a shipment arrives: what differs between paper and goods, what must be opened, how a difference may end.

KPCS Annex II 21-23; EU Regulation 2368/2002, Articles 4 to 7 and 13. The Process gives no tolerance, no share to be
inspected and no number of days: all are dated configuration, and the lists below are a model of ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from openkp.core.facts import HS_CODES, MIXED
from openkp.core.refusal import Refusal
from openkp.core.units import MAX_CENTS, MAX_MCT, MCT_PER_CCT

IMPORT_PURPOSE, TRANSIT_PURPOSE = "import", "transit"
PURPOSES = (IMPORT_PURPOSE, TRANSIT_PURPOSE)
ISSUED_HERE, PRIOR, CREDENTIAL, PAPER = "here", "prior", "credential", "paper"
SOURCES = (ISSUED_HERE, PRIOR, CREDENTIAL, PAPER)
GENUINE, NOT_GENUINE, CANNOT_SAY = "genuine", "not-genuine", "cannot-say"
ANSWERS = (GENUINE, NOT_GENUINE, CANNOT_SAY)
WHOLE_PPM = 1_000_000
_WEEK = 5


class Settlement(StrEnum):
    """How a discrepancy ends. A closed list, a model of ours."""

    AS_FOUND = "as-found"  # the importing authority's figures stand; what is missing is written off in the open
    AS_CERTIFIED = "as-certified"  # the certificate's figures stand: the second weighing or count was wrong
    EXCESS_SEIZED = "excess-seized"  # what was certified goes to the importer, what was found beyond it is seized
    GOODS_RETURNED = "goods-returned"
    GOODS_SEIZED = "goods-seized"


@dataclass(frozen=True, slots=True)
class Stated:
    """One parcel as the paper states it."""

    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    origin: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One parcel as found; "" and None: not looked at, taken as stated."""

    weight_cct: int
    hs: str = ""
    value_usd_cents: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What the importing authority found, by parcel reference."""

    parcels: Mapping[str, Weighed]
    number_of_parcels: int
    seals_intact: bool
    container_intact: bool = True


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Up to which a figure matches: hundredths of a carat for each parcel, millionths of its value."""

    weight_cct: int = 0
    value_ppm: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between paper and goods. `code` has a sentence in words; `parcel` is "" for the whole shipment."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parcel(self) -> str:
        return str(self.facts.get("parcel", ""))

    def told(self) -> dict[str, Any]:
        return {"code": self.code, **self.facts}


def differences(found: Found, stated: Sequence[Stated], tolerance: Tolerance) -> tuple[Difference, ...]:
    """Everything that does not match, beyond the tolerance of that day: both figures each time."""
    out = []
    if found.number_of_parcels != len(stated):
        out.append(Difference("arrival.parcels_differ", {"found": found.number_of_parcels, "certified": len(stated)}))
    if not found.seals_intact:
        out.append(Difference("arrival.seal_broken"))
    if not found.container_intact:
        out.append(Difference("arrival.container_opened"))
    for one in stated:
        seen = found.parcels.get(one.reference)
        if seen is None:
            out.append(Difference("arrival.parcel_missing", {"parcel": one.reference, "weight_cct": one.weight_cct}))
            continue
        if abs(seen.weight_cct - one.weight_cct) > tolerance.weight_cct:
            told = {"parcel": one.reference, "found_cct": seen.weight_cct, "weight_cct": one.weight_cct}
            out.append(Difference("arrival.weight_differs", told))
        if seen.hs and seen.hs != one.hs:
            out.append(
                Difference("arrival.hs_differs", {"parcel": one.reference, "found": seen.hs, "certified": one.hs})
            )
        if seen.value_usd_cents is not None and _beyond(seen.value_usd_cents, one.value_usd_cents, tolerance.value_ppm):
            told = {
                "parcel": one.reference,
                "found_usd_cents": seen.value_usd_cents,
                "certified_usd_cents": one.value_usd_cents,
            }
            out.append(Difference("arrival.value_differs", told))
        if seen.origin and seen.origin != one.origin:
            told = {"parcel": one.reference, "found_origin": seen.origin, "certified_origin": one.origin}
            out.append(Difference("arrival.origin_differs", told))
    return tuple(out)


def entry(found: Found, stated: Sequence[Stated]) -> tuple[Refusal, ...]:
    """What cannot have been found: a parcel that the paper does not name, less than nothing, a line of no list."""
    known = {one.reference for one in stated}
    reasons = [Refusal("arrival.parcel_unknown", parcel=one[:80]) for one in sorted(found.parcels.keys() - known)]
    if not 0 <= found.number_of_parcels <= 10_000:
        reasons.append(Refusal("arrival.parcels_malformed"))
    for reference, one in found.parcels.items():
        if not 0 <= one.weight_cct <= MAX_MCT // MCT_PER_CCT:
            reasons.append(Refusal("arrival.weight_malformed", parcel=reference[:80]))
        if one.hs and one.hs not in HS_CODES:
            reasons.append(Refusal("arrival.hs_unknown", parcel=reference[:80], hs=one.hs[:12]))
        if one.value_usd_cents is not None and not 0 <= one.value_usd_cents <= MAX_CENTS:
            reasons.append(Refusal("arrival.value_malformed", parcel=reference[:80]))
        if one.origin and one.origin != MIXED and not (len(one.origin) == 2 and one.origin.isalpha()):
            reasons.append(Refusal("arrival.origin_malformed", parcel=reference[:80]))
    return tuple(reasons)


def settlement(outcome: str, *, missing_cct: int, excess_cct: int) -> tuple[Refusal, ...]:
    """Whether a difference may end so: what was found beyond the certificate never simply enters a stock."""
    if outcome not in set(Settlement):
        return (Refusal("arrival.outcome_unknown", outcome=outcome[:40], known=", ".join(Settlement)),)
    if outcome == Settlement.AS_FOUND and excess_cct > 0:
        return (Refusal("arrival.excess_not_certified", excess_cct=excess_cct),)
    if outcome == Settlement.EXCESS_SEIZED and excess_cct <= 0:
        return (Refusal("arrival.no_excess", missing_cct=missing_cct),)
    return ()


def opened(*, share_ppm: int, draw_ppm: int, suspect: bool) -> bool:
    """Whether the goods have to be opened: by the dated share of the participant, and always where the paper raises a
    doubt. `draw_ppm`, from 0, was drawn at presentation and is kept: nobody picks afterwards."""
    return suspect or draw_ppm < share_ppm


def after(start: dt.datetime, rule: Mapping[str, Any]) -> dt.datetime:
    """The end of a legal clock: ``{"count": 10, "unit": "days" | "working-days" | "months"}`` from `start`.

    Working days are Monday to Friday: holidays are not recorded. A month later is the same day of the next month, or
    its last.
    """
    count, unit = int(rule["count"]), str(rule.get("unit", "days"))
    if unit == "days":
        return start + dt.timedelta(days=count)
    if unit == "months":
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        following = dt.date(year + (month == 11), 1 if month == 11 else month + 2, 1)
        last = (following - dt.timedelta(days=1)).day
        return start.replace(year=year, month=month + 1, day=min(start.day, last))
    assert unit == "working-days", "a unit of the list"
    day = start
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < _WEEK
    return day


def _beyond(found: int, stated: int, ppm: int) -> bool:
    return abs(found - stated) * WHOLE_PPM > stated * ppm
