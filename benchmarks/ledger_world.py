"""A synthetic ledger for benchmarks: ten layers of lots over the pits, two parents each; it passes the audit."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

LAYERS = 10
MCT = 2_000  # each lot: half of it goes into each of two lots of the next layer
ENTRIES_PER_COLUMN = 1 + 2 * LAYERS
DAY = dt.date(2026, 1, 15)
NOW = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
HOLDER = "SL-EX-9001"
ZONES = tuple(f"SL:Z{number:02d}" for number in range(12))
BATCH = 20_000


def event() -> int:
    """The one event that the synthetic rows name."""
    from openkp.core.roles import Actor, Role
    from openkp.events.actions import Outcome, action

    @action("benchmarks.build")
    def build(*, by: Actor, now: dt.datetime, request_id: str, marker: str) -> Outcome:
        by.require(Role.SYSTEM)
        return Outcome({"synthetic": True})

    return build(by=Actor.system(), now=NOW, request_id="benchmark-world", marker="synthetic").event_id


def places() -> list[int]:
    """Zones and sites; answers the keys of the sites."""
    from openkp.mining import bulk

    bulk.add_zones((code, code) for code in ZONES)
    bulk.add_sites(
        (f"{zone}-{pit}", zone, f"pit {pit}", 8_000_000 + pit, -11_000_000 - pit) for zone in ZONES for pit in range(20)
    )
    return sorted(bulk.site_keys().values())


def grow(entries: int, *, event_id: int, sites: list[int], progress: Callable[[int], None], seed: int = 7) -> list[int]:
    """Add columns until about `entries` more entries are there; answers the ids of the lots on top."""
    from openkp.core.ledger import HolderKind, Move, MovementKind
    from openkp.ledger.book import NewLot
    from openkp.ledger.bulk import Book

    dice = random.Random(seed)
    width = max(entries // ENTRIES_PER_COLUMN, 2)
    book = Book()
    told = {"on": DAY, "at": NOW, "participant": "SL", "event_id": event_id}
    lot = NewLot("SL", HolderKind.OPERATOR, HOLDER, "7102.10")
    layer: list[int] = []
    posted = 0
    for column in range(width):
        layer += book.post(
            kind=MovementKind.PRODUCTION, new=[lot], moves=[Move(None, 0, MCT)],
            entering={ZONES[column % len(ZONES)]: MCT}, site_id=sites[column % len(sites)], stones=5, **told,
        )  # fmt: skip
        posted += 1
        if posted % BATCH == 0:
            book.write()
            progress(posted)
    for _ in range(LAYERS):
        first, second = layer[:], layer[:]
        dice.shuffle(first)
        dice.shuffle(second)
        layer = []
        for one, other in zip(first, second, strict=True):
            parents = [Move(one, 0, MCT)] if one == other else [Move(one, 0, MCT // 2), Move(other, 0, MCT // 2)]
            layer += book.post(kind=MovementKind.MERGE, new=[lot], moves=parents, **told)
            posted += 2
            if posted % BATCH < 2:
                book.write()
                progress(posted)
    book.write()
    return layer
