"""Names for invented people, put together from the names that a country bears."""

from __future__ import annotations

import unicodedata
from functools import cache

from openkp.demo.dice import Dice
from openkp.demo.places import read


@cache
def _stock() -> dict[str, dict[str, list[str]]]:
    return read("names")


def people(participant: str, count: int, seed: int) -> tuple[str, ...]:
    """`count` different full names of that country, the same for the same seed."""
    stock = _stock().get(participant, _stock()["*"])
    every = [f"{given} {family}" for given in stock["given"] for family in stock["family"]]
    return Dice(seed, "people", participant).some(every, count)


def ascii_name(name: str) -> str:
    """``"Sékou Condé"`` -> ``"sekou.conde"``: for an address of electronic mail."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join("".join(c for c in word if c.isalnum()) for word in plain.split())
