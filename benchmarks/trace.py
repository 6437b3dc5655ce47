"""Every ancestor of a lot, against the bare recursive SQL for the same ancestors, in one run.

    .venv/bin/python benchmarks/trace.py [--max ENTRIES] [--times N]      (DATABASE_URL: an empty PostgreSQL database)

Wanted (measures): at most 1.5 times the bare query, p95 at most 10 ms, flat from a thousand to ten million entries.
`walk` is the bare recursive SQL for the ancestors; `ancestry` answers them with their weights and the lot's origin
shares; `facts` is the bare SQL that fetches all that `trace` shows: holders, days, kinds, sites, slips.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import ground
import ledger_world

WALK = """
WITH RECURSIVE up(id) AS (
    SELECT CAST(%s AS bigint)
    UNION SELECT e.source_lot_id FROM up LEFT JOIN ledger_entry AS e ON e.target_lot_id = up.id
) SELECT id FROM up
"""
# What a trace shows, in one statement by hand: the walk, each lot with its movement, its parents with their weights.
FACTS = """
WITH RECURSIVE up(id) AS (
    SELECT CAST(%s AS bigint)
    UNION SELECT e.source_lot_id FROM up LEFT JOIN ledger_entry AS e ON e.target_lot_id = up.id
)
SELECT l.id, l.participant, l.holder_kind, l.holder, l.hs, l.made_mct, l.made_by_id, m.kind, CAST(m."on" AS text),
    m.certificate, m.site_id, m.slip_id,
    (SELECT {join} FROM ledger_entry AS e WHERE e.target_lot_id = up.id AND e.source_lot_id IS NOT NULL),
    CASE WHEN l.id = %s THEN CAST(l.origins AS text) END
FROM up LEFT JOIN ledger_lot AS l ON l.id = up.id LEFT JOIN ledger_movement AS m ON m.id = l.made_by_id
WHERE up.id IS NOT NULL
"""
JOIN = {
    "sqlite": "GROUP_CONCAT(e.source_lot_id || ' ' || e.mct)",
    "postgresql": "STRING_AGG(e.source_lot_id || ' ' || e.mct, ',')",
}
COLUMNS = ("entries", "ancestors", "walk", "facts", "ancestry", "p95", "x walk", "trace", "p95", "x walk", "x facts")


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--max", type=int, default=1_000_000, help="entries in the largest ledger")
    told.add_argument("--times", type=int, default=200, help="traces measured at each size")
    args = told.parse_args()
    home = ground.scratch()
    try:
        _run(args.max, args.times)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(most: int, times: int) -> None:
    from django.db import connection

    from openkp.ledger import queries

    print(f"trace: {ground.machine()}")
    print(" ".join(f"{name:>10}" for name in COLUMNS) + "   (medians and p95 in ms)")
    event_id, sites = ledger_world.event(), ledger_world.places()
    there, size = 0, 1_000
    while size <= most:
        began = time.perf_counter()
        tops = ledger_world.grow(
            size - there, event_id=event_id, sites=sites, seed=size,
            progress=lambda posted: print(f"… {posted:,}", end="\r", file=sys.stderr),
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        there = queries.figures()["entries"]
        print(f"… {there:,} entries, built in {time.perf_counter() - began:.1f} s", file=sys.stderr)
        _row(there, tops, times)
        size *= 10
    if there <= 200_000:
        print(f"audit of the ledger: {len(list(queries.problems()))} problems")


def _row(entries: int, tops: list[int], times: int) -> None:
    """One line: the four ways, each over the same lots in the same order."""
    from django.db import connection

    from openkp.core.roles import Actor
    from openkp.ledger import queries
    from openkp.ledger.book import ref

    dice, viewer = random.Random(entries), Actor.system()
    chosen = [dice.choice(tops) for _ in range(times + 1)]
    raw = connection.connection.cursor()
    mark = "?" if connection.vendor == "sqlite" else "%s"
    walk, facts = WALK.replace("%s", mark), FACTS.format(join=JOIN[connection.vendor]).replace("%s", mark)

    def each(act: Callable[[int], object]) -> tuple[float, float]:
        turn = iter(chosen)
        return ground.measure(lambda: act(next(turn)), times)

    walked, _ = each(lambda lot: raw.execute(walk, [lot]).fetchall())
    fetched, _ = each(lambda lot: raw.execute(facts, [lot, lot]).fetchall())
    lean, lean_late = each(lambda lot: queries.ancestry(ref("SL", lot)))
    full, full_late = each(lambda lot: queries.trace(ref("SL", lot), viewer=viewer))
    found = [len(queries.ancestry(ref("SL", lot)).ancestors) for lot in chosen[:20]]
    figures = (walked, fetched, lean, lean_late, lean / walked, full, full_late, full / walked, full / fetched)
    print(f"{entries:>10,} {sum(found) // len(found):>10,} " + " ".join(f"{figure:>10.2f}" for figure in figures))


if __name__ == "__main__":
    main()
