"""The mathematics of the carat ledger: kinds of movement, their shapes, and the origins of what is drawn.

A lot's composition is stored once, in whole milli-carats of its first weight: ``{"SL:KONO": 700, "LR": 300}``. What is
drawn takes its shares in turn, by Webster's method on the whole taken so far: house-monotone, so no draw ever gets less
than nothing, and a lot drawn to its end has given exactly what it was made of, in however many pieces. A model of ours:
the Process does not say how a mixed parcel's origins are apportioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .facts import MIXED
from .refusal import Refusal
from .units import MAX_MCT, MCT_PER_CCT

ORIGIN_KEY = re.compile(r"[A-Z]{2}(:[A-Z0-9][A-Z0-9-]{0,23})?", re.ASCII)
MAX_ORIGINS = 500


class MovementKind(StrEnum):
    PRODUCTION = "production"
    MINE_PRODUCTION = "mine-production"
    OPENING_STOCK = "opening-stock"
    PURCHASE = "purchase"
    SPLIT = "split"
    MERGE = "merge"
    REWEIGH = "reweigh"
    RETURN = "return"
    EXPORT = "export"
    IMPORT = "import"
    IMPORT_OUTSIDE = "import-outside"  # on a certificate whose carats another installation keeps
    ABROAD = "abroad"  # confirmed by an importing authority whose ledger another installation keeps
    RESTORE = "restore"
    SEIZURE = "seizure"
    MANUFACTURE = "manufacture"
    LOSS = "loss"


class HolderKind(StrEnum):
    OPERATOR = "operator"  # `holder` is an operator's number
    TRANSIT = "transit"  # `holder` is a certificate's number
    AUTHORITY = "authority"  # `holder` is a participant's code: seized goods


@dataclass(frozen=True, slots=True)
class Move:
    """Whole milli-carats from one lot to another: `source` is a lot's id, or None where carats enter the ledger;
    `target` is the place of a new lot among those that the movement makes, or None where carats leave it."""

    source: int | None
    target: int | None
    mct: int


@dataclass(frozen=True, slots=True)
class Stock:
    """What a lot was made of, and what is left of it."""

    origins: Mapping[str, int]
    made_mct: int
    balance_mct: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Which entries a kind of movement may have: from a lot to a lot, into the ledger, out of it."""

    within: bool = False
    enters: bool = False
    leaves: bool = False


WITHIN, ENTERS, LEAVES = Shape(within=True), Shape(enters=True), Shape(leaves=True)
SHAPES: Mapping[MovementKind, Shape] = {
    MovementKind.PRODUCTION: ENTERS,
    MovementKind.MINE_PRODUCTION: ENTERS,
    MovementKind.OPENING_STOCK: ENTERS,
    MovementKind.PURCHASE: WITHIN,
    MovementKind.SPLIT: WITHIN,
    MovementKind.MERGE: WITHIN,
    MovementKind.REWEIGH: Shape(within=True, leaves=True),
    MovementKind.RETURN: WITHIN,
    MovementKind.EXPORT: WITHIN,
    MovementKind.IMPORT: WITHIN,
    MovementKind.IMPORT_OUTSIDE: ENTERS,
    MovementKind.ABROAD: LEAVES,
    MovementKind.RESTORE: WITHIN,
    MovementKind.SEIZURE: WITHIN,
    MovementKind.MANUFACTURE: LEAVES,
    MovementKind.LOSS: LEAVES,
}


def declared_origins(origins: Mapping[str, int], total_mct: int) -> tuple[Refusal, ...]:
    """Every reason why a declared composition cannot stand: ``ledger.origin_malformed``, ``ledger.origins_differ``."""
    reasons = [
        Refusal("ledger.origin_malformed", origin=str(key)[:40])
        for key, mct in origins.items()
        if not (key == MIXED or ORIGIN_KEY.fullmatch(key)) or not isinstance(mct, int) or not 0 < mct <= MAX_MCT
    ]
    if len(origins) > MAX_ORIGINS:
        reasons.append(Refusal("ledger.too_many_origins", most=MAX_ORIGINS))
    if not reasons and sum(origins.values()) != total_mct:
        reasons.append(Refusal("ledger.origins_differ", origins_mct=sum(origins.values()), total_mct=total_mct))
    return tuple(reasons)


def whole_hundredths(mct: int) -> tuple[Refusal, ...]:
    """Certificates carry hundredths of a carat, the ledger thousandths: a certified line is a multiple of 10 mct."""
    return (Refusal("ledger.not_hundredths", weight_mct=mct),) if mct % MCT_PER_CCT else ()


def first_shares(origins: Mapping[str, int], taken_mct: int) -> dict[str, int]:
    """Webster's apportionment of the first `taken_mct` of a lot made of `origins`; ties go to the first key.

    Keys with nothing are kept at zero. Exact at both ends: nothing taken, everything taken.
    """
    whole = sum(origins.values())
    assert 0 <= taken_mct <= whole, "a lot gives at most what it was made of"
    if len(origins) == 1:
        return dict.fromkeys(origins, taken_mct)
    keys = sorted(origins)
    if taken_mct in (0, whole):
        return {key: origins[key] if taken_mct else 0 for key in keys}
    weight = [origins[key] for key in keys]
    seats = [taken_mct * each // whole for each in weight]

    def before(i: int, seat_i: int, j: int, seat_j: int) -> bool:
        """Whether key i's seat number `seat_i` (from 0) is given before key j's seat number `seat_j`."""
        left, right = weight[i] * (2 * seat_j + 1), weight[j] * (2 * seat_i + 1)
        return left > right or (left == right and i < j)

    def next_one() -> int:
        best = 0
        for i in range(1, len(keys)):
            if before(i, seats[i], best, seats[best]):
                best = i
        return best

    for _ in range(taken_mct - sum(seats)):
        seats[next_one()] += 1
    while True:  # floors may have given a seat too early: move it until the last given precedes the next to give
        held = [i for i in range(len(keys)) if seats[i]]
        if not held:
            break
        last = held[0]
        for i in held[1:]:
            if before(last, seats[last] - 1, i, seats[i] - 1):
                last = i
        best = next_one()
        if best == last or before(last, seats[last] - 1, best, seats[best]):
            break
        seats[last] -= 1
        seats[best] += 1
    return dict(zip(keys, seats, strict=True))


def drawn_origins(origins: Mapping[str, int], *, taken_before_mct: int, mct: int) -> dict[str, int]:
    """What the next `mct` of a lot are made of, after `taken_before_mct`. Sums to `mct`; zero shares left out."""
    if len(origins) == 1:
        return dict.fromkeys(origins, mct)
    before = first_shares(origins, taken_before_mct)
    after = first_shares(origins, taken_before_mct + mct)
    return {key: after[key] - before[key] for key in sorted(after) if after[key] > before[key]}


def compose(
    moves: Sequence[Move], stocks: Mapping[int, Stock], made: int, *, entering: Mapping[str, int] | None = None
) -> tuple[dict[str, int], ...]:
    """The origins of the `made` new lots of one movement, its moves taken in order. `entering` is what comes from
    outside the ledger, into one lot. The caller has asked the rules; an overdraft here is a bug."""
    taken = {lot: stock.made_mct - stock.balance_mct for lot, stock in stocks.items()}
    parts: list[list[Mapping[str, int]]] = [[] for _ in range(made)]
    for move in moves:
        assert move.mct > 0 and (move.source is not None or move.target is not None), "a move takes something somewhere"
        if move.source is None:
            assert entering is not None and move.target is not None and sum(entering.values()) == move.mct
            parts[move.target].append(entering)
            continue
        stock, before = stocks[move.source], taken[move.source]
        assert before + move.mct <= stock.made_mct, "a lot gives at most what it was made of"
        taken[move.source] = before + move.mct
        if move.target is not None:
            parts[move.target].append(drawn_origins(stock.origins, taken_before_mct=before, mct=move.mct))
    return tuple(add_up(part) for part in parts)


def add_up(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The composition of a lot made of `parts`."""
    out: dict[str, int] = {}
    for part in parts:
        for key, mct in part.items():
            out[key] = out.get(key, 0) + mct
    return dict(sorted(out.items()))


def countries(origins: Mapping[str, int]) -> tuple[str, ...]:
    """The countries of mining origin, sorted; MIXED stands for goods whose countries are not known apart."""
    return tuple(sorted({key.partition(":")[0] for key in origins}))
