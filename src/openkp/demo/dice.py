"""Chance, by seed: the same seed and key always draw the same world.

A float draws a stone, a whole number weighs it: nothing that leaves this module is a float.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
LARGEST_STONE_MCT = 60_000
SMALLEST_STONE_MCT = 20


class Dice:
    """A stream of chance of its own for each key, so that adding to one part of the world does not shake the rest."""

    def __init__(self, seed: int, *key: object) -> None:
        told = ":".join(str(part) for part in (seed, *key))
        self._random = random.Random(hashlib.sha256(told.encode()).digest())  # noqa: S311 - a world, not a secret

    def whole(self, low: int, high: int) -> int:
        """Any whole number from `low` to `high`, both included."""
        return self._random.randint(low, high)

    def choice(self, options: Sequence[T]) -> T:
        return self._random.choice(options)

    def some(self, options: Sequence[T], count: int) -> tuple[T, ...]:
        return tuple(self._random.sample(options, count))

    def chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def weighted(self, weights: Mapping[T, int]) -> T:
        return self._random.choices(tuple(weights), tuple(weights.values()))[0]

    def around(self, middle: int, spread_percent: int) -> int:
        """A positive number whose logarithm is normal, with median `middle`: sizes of stones, parcels and prices."""
        drawn: float = middle * math.exp(self._random.gauss(0, spread_percent / 100))
        return max(1, round(drawn))

    def stone_mct(self, median_mct: int, spread_percent: int = 85) -> int:
        """One alluvial stone, in milli-carats: lognormal, as sizes of a deposit are, cut at sixty carats."""
        return min(LARGEST_STONE_MCT, max(SMALLEST_STONE_MCT, self.around(median_mct, spread_percent)))

    def stones_mct(self, count: int, median_mct: int) -> tuple[int, ...]:
        return tuple(self.stone_mct(median_mct) for _ in range(count))

    def price_cents_per_carat(self, low: int, high: int, *, mean_stone_mct: int, median_mct: int) -> int:
        """US cents a carat inside a country's usual band, more for parcels of larger stones."""
        base = self._random.triangular(low, high)
        larger: float = (max(1, mean_stone_mct) / median_mct) ** 0.2
        return max(1, round(base * min(1.35, max(0.8, larger))))
