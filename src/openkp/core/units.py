"""Carats and money as whole numbers: milli-carats (mct), hundredths of a carat (cct), US cents. Never floats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from .refusal import Refusal

MCT_PER_CARAT = 1000
MCT_PER_CCT = 10
MAX_MCT = 10**12  # a thousand million carats: several times the yearly production of the world
MAX_CENTS = 10**15

_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)


def parse_decimal(text: str, places: int, *, maximum: int, field: str) -> int:
    """Read an ASCII decimal such as ``"12.345"`` as a whole number of 10^-places.

    Refuses ``units.not_a_number``, ``units.too_precise`` and ``units.too_large``, each with `field` and `text`.
    """
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise Refusal("units.not_a_number", field=field, text=str(text)[:40])
    scaled = Decimal(text).scaleb(places)
    if scaled != scaled.to_integral_value():
        raise Refusal("units.too_precise", field=field, text=text, places=places)
    if scaled > maximum:
        raise Refusal("units.too_large", field=field, text=text)
    return int(scaled)


def format_decimal(number: int, places: int) -> str:
    """Write a whole number of 10^-places as ASCII: ``format_decimal(1234, 2) == "12.34"``. The machine's form."""
    sign = "-" if number < 0 else ""
    whole, part = divmod(abs(number), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def carats_from_mct(mct: int) -> str:
    """``"12.345"`` for 12345 mct."""
    return format_decimal(mct, 3)


def carats_from_cct(cct: int) -> str:
    """``"12.34"`` for 1234 hundredths: the precision of a certificate."""
    return format_decimal(cct, 2)


def dollars_from_cents(cents: int) -> str:
    return format_decimal(cents, 2)


def share_out(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share a whole `total` in proportion to `weights`, exactly (largest remainder, ties by key).

    A model of ours, not a text of the Process: the Process does not say how a mixed parcel's origins are apportioned.
    Keys with a zero share are left out. Requires a positive sum of weights unless `total` is zero.
    """
    weight_sum = sum(weights.values())
    assert total >= 0 and all(weight >= 0 for weight in weights.values()), "shares are of whole, positive things"
    if total == 0:
        return {}
    assert weight_sum > 0, "nothing to share in proportion to"
    floors = {key: total * weight // weight_sum for key, weight in weights.items()}
    left = total - sum(floors.values())
    by_remainder = sorted(weights, key=lambda key: (-(total * weights[key] % weight_sum), key))
    for key in by_remainder[:left]:
        floors[key] += 1
    return {key: share for key, share in sorted(floors.items()) if share}


def rate_of(amount: int, rate_ppm: int) -> int:
    """`amount` x `rate_ppm` / 1,000,000, rounded half up, in whole units. 3 % is 30,000 ppm."""
    assert amount >= 0 and rate_ppm >= 0, "levies are of positive amounts"
    return (amount * rate_ppm + 500_000) // 1_000_000


def decimals(told: Mapping[str, object]) -> dict[str, object]:
    """Facts as machines read them: whole numbers of hundredths, thousandths and cents become decimal text under the
    name of their unit: ``{"found_cct": 314}`` is ``{"found_carats": "3.14"}``."""
    endings = (("_cct", "carats", 2), ("_mct", "carats", 3), ("_usd_cents", "usd", 2))
    out: dict[str, object] = {}
    for name, value in told.items():
        for ending, unit, places in endings:
            if name.endswith(ending) and (value is None or isinstance(value, int)):
                stem = name.removesuffix(ending)
                written = None if value is None else format_decimal(value, places)
                out[unit if stem == "weight" else f"{stem}_{unit}"] = written
                break
        else:
            out[name] = value
    return out
