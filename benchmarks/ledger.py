"""A sale on a slip, durable, against the same rows written by bare SQL; the audit, against the number of entries.

    .venv/bin/python benchmarks/ledger.py [--acts N] [--max ENTRIES]      (DATABASE_URL: an empty PostgreSQL database)

`bare` inserts the rows that an act leaves (event, slip, movement, lot, entry) in one transaction each, through the same
connection and with the same triggers: what is left between the two is rules, facts and Python.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import ground
import ledger_world

DAY, NOW = ledger_world.DAY, ledger_world.NOW
SLIPS = 1000


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--acts", type=int, default=500, help="sales measured")
    told.add_argument("--max", type=int, default=100_000, help="entries in the largest audited ledger")
    args = told.parse_args()
    home = ground.scratch()
    try:
        print(f"ledger: {ground.machine()}")
        _sales(args.acts)
        _audits(args.max)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _sales(acts: int) -> None:
    from openkp.core.ledger import HolderKind, Move, MovementKind
    from openkp.core.roles import Actor, Grant, Role
    from openkp.ledger import actions
    from openkp.ledger.book import NewLot, ref
    from openkp.ledger.bulk import Book
    from openkp.mining import bulk
    from openkp.parties import actions as parties

    parties.load_reference(by=Actor.system(), now=NOW, request_id="benchmark-reference")
    event_id, sites = ledger_world.event(), ledger_world.places()
    bulk.add_operators(
        [("SL-AM-9001", "miner", "Miner"), ("SL-DL-9001", "dealer", "Dealer")], registered_on=dt.date(2020, 1, 1)
    )
    ends = (dt.date(2020, 1, 1), dt.date(2030, 1, 1))
    bulk.add_licences(
        [
            ("SL-ART-9001", "SL-AM-9001", "artisanal-mining", *ends, ledger_world.ZONES[0]),
            ("SL-DLL-9001", "SL-DL-9001", "dealer-licence", *ends, ""),
        ]
    )
    count = 2 * acts // SLIPS + 2
    keys = bulk.add_booklets((f"SL-BK-{number:05d}", "SL-DL-9001", 1, SLIPS, ends[0]) for number in range(count))
    slips = itertools.product(sorted(keys), range(1, SLIPS + 1))
    book = Book()
    lots = [
        book.post(
            kind=MovementKind.PRODUCTION, on=DAY, at=NOW, participant="SL", event_id=event_id, stones=3,
            new=[NewLot("SL", HolderKind.OPERATOR, "SL-AM-9001", "7102.10")], moves=[Move(None, 0, 1000)],
            entering={ledger_world.ZONES[0]: 1000}, site_id=sites[0],
        )[0]
        for _ in range(2 * acts + 2)
    ]  # fmt: skip
    book.write()
    stones = iter(lots)
    buyer = Actor(1, frozenset({Grant(Role.BUYER, "SL", "SL-DL-9001")}))
    request = itertools.count(1)

    def sale() -> None:
        booklet, slip = next(slips)
        actions.record_purchase(
            by=buyer, now=NOW, request_id=f"benchmark-sale-{next(request)}", seller="SL-AM-9001", buyer="SL-DL-9001",
            draws=[(ref("SL", next(stones)), 1000)], booklet=booklet, slip=slip, day=DAY, place=ledger_world.ZONES[0],
            hs="7102.10", stones=3, price_cents=150_000, currency="USD", payment_kind="bank", payment_ref="RCB",
        )  # fmt: skip

    def bare() -> None:
        booklet, slip = next(slips)
        _bare(keys[booklet], slip, next(stones), f"benchmark-bare-{next(request)}")

    (bare_ms, bare_late), (sale_ms, sale_late) = ground.measure(bare, acts), ground.measure(sale, acts)
    print(f"{'':>24} {'median ms':>10} {'p95 ms':>10} {'a second':>10}")
    print(f"{'bare rows, one commit':>24} {bare_ms:>10.2f} {bare_late:>10.2f} {1000 / bare_ms:>10,.0f}")
    print(f"{'record_purchase':>24} {sale_ms:>10.2f} {sale_late:>10.2f} {1000 / sale_ms:>10,.0f}")
    print(f"{'of the bare rate':>24} {bare_ms / sale_ms:>10.2f}")


def _bare(booklet: int, number: int, lot: int, request_id: str) -> None:
    """The rows of one sale and nothing else."""
    from django.db import connection, transaction

    at: Any = connection.ops.adapt_datetimefield_value(NOW)
    with transaction.atomic(durable=True), connection.cursor() as cursor:

        def insert(table: str, **row: Any) -> int:
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("%s" for _ in row)
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id", list(row.values()))
            return int(cursor.fetchone()[0])

        event = insert(
            "events_event", request_id=request_id, arguments_sha256="0" * 64, kind="ledger.record_purchase", at=at,
            person_id=1, participant="SL", subject=f"lot:{lot}", outcome=json.dumps({"lot": lot}),
        )  # fmt: skip
        slip = insert("mining_slip", booklet_id=booklet, number=number, fate="used", at=at)
        movement = insert(
            "ledger_movement", kind="purchase", on=DAY, at=at, participant="SL", event_id=event, slip_id=slip, stones=3,
            price_cents=150_000, currency="USD", payment_kind="bank", payment_ref="RCB", place=ledger_world.ZONES[0],
            certificate="", note="",
        )  # fmt: skip
        made = insert(
            "ledger_lot", participant="SL", holder_kind="operator", holder="SL-DL-9001", hs="7102.10", made_mct=1000,
            balance_mct=0, origins=json.dumps({ledger_world.ZONES[0]: 1000}), made_by_id=movement,
        )  # fmt: skip
        insert("ledger_entry", movement_id=movement, source_lot_id=lot, target_lot_id=made, mct=1000)


def _audits(most: int) -> None:
    from openkp.ledger import queries

    event_id, sites = ledger_world.event(), ledger_world.places()
    size = 1_000
    print(f"{'entries':>12} {'built in s':>10} {'audit s':>10} {'us an entry':>12} {'problems':>9}")
    while size <= most:
        began = time.perf_counter()
        there = queries.figures()["entries"]
        ledger_world.grow(max(size - there, 42), event_id=event_id, sites=sites, seed=size, progress=lambda _: None)
        built = time.perf_counter() - began
        there = queries.figures()["entries"]
        began = time.perf_counter()
        problems = len(list(queries.problems()))
        took = time.perf_counter() - began
        print(f"{there:>12,} {built:>10.1f} {took:>10.2f} {took / there * 1e6:>12.1f} {problems:>9}")
        size *= 10


if __name__ == "__main__":
    main()
