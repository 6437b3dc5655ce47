"""Two acts at once on one lot, one slip, one declaration: one stands, the other is refused, nothing is half done.

On both databases, with real commits and a thread for each act; what only PostgreSQL can do wrong is marked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import EXPORTER, NOW, raise_cast
from tests.land import GEM, KONO, UNSORTED, Land, lay_out
from tests.together import together

from openkp.core.roles import Actor
from openkp.events.models import Event
from openkp.ledger import actions, queries
from openkp.ledger.models import Movement

ANY = Actor.system()


@pytest.fixture
def land(committed_db: Path) -> Land:
    return lay_out(raise_cast())


def test_one_lot_drawn_by_many_at_once_gives_its_carats_once(land: Land) -> None:
    lot = land.find(100)
    acts = [lambda slip=slip: land.sell([(lot, 60)], slip=slip) for slip in range(1, 7)]
    assert together(acts) == ["done"] + ["ledger.overdraft"] * 5
    assert list(queries.problems()) == []
    assert sum(line.mct for line in queries.stock(viewer=ANY)) == 100


def test_one_slip_written_twice_at_once_serves_once(land: Land) -> None:
    lots = [land.find(100) for _ in range(5)]
    acts = [lambda lot=lot: land.sell([(lot, 100)], slip=7) for lot in lots]
    assert together(acts) == ["chain.slip_used"] * 4 + ["done"]
    assert list(queries.problems()) == []


def test_two_officers_open_one_declaration_at_once(land: Land) -> None:
    cast = land.cast
    declared = actions.declare_stock(
        by=cast.officer, now=NOW, request_id=cast.ask(), operator=EXPORTER, hs=GEM, mct=1000, origins={KONO: 1000},
        day=land.today, source="Count of January",
    ).data["declaration"]  # fmt: skip
    acts = [
        lambda by=by, name=name: actions.open_stock(by=by, now=NOW, request_id=name, declaration=declared)
        for by, name in ((cast.approver, "opened-by-1"), (cast.second_officer, "opened-by-2"))
    ]
    assert together(acts) == ["done", "ledger.already_opened"]
    assert sum(line.mct for line in queries.stock(viewer=ANY)) == 1000


def test_one_request_sent_twice_at_once_is_one_act(land: Land) -> None:
    cast, told = land.cast, {"day": land.today, "hs": UNSORTED, "mct": 5, "stones": 1}
    before = Event.objects.count()

    def find() -> None:
        actions.record_production(
            by=cast.field_officer, now=NOW, request_id="one-and-the-same", operator="SL-AM-0001",
            site="SL:KONO-YENGEMA-1", **told,
        )  # fmt: skip

    assert together([find] * 4) == ["done"] * 4
    assert (Event.objects.count() - before, Movement.objects.count()) == (1, 1)


def test_acts_that_take_the_same_lots_in_other_orders_never_wait_in_a_circle(land: Land) -> None:
    lots = [land.find(1000) for _ in range(4)]
    orders = [lots[place:] + lots[:place] for place in range(4)] + [lots[::-1]] * 2
    acts = [
        lambda order=order, slip=slip: land.sell([(lot, 10) for lot in order], slip=slip)
        for slip, order in enumerate(orders * 3, start=1)
    ]
    assert together(acts) == ["done"] * len(acts)
    assert list(queries.problems()) == []


@pytest.mark.postgres
def test_the_database_alone_serialises_two_draws_that_took_no_lock(land: Land) -> None:
    """Two connections insert an entry each without asking anyone: the second waits, and is an overdraft."""
    lot = land.find(100)
    row = queries.lot(lot, viewer=ANY)
    assert row is not None

    def draw() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct) VALUES (%s, %s, NULL, 60)",
                [row.movement, row.id],
            )
            cursor.execute("SELECT pg_sleep(0.2)")

    ended = together([draw, draw, draw])
    assert ended[-1] == "done"
    assert all(text.startswith(IntegrityError.__name__) and "ledger_no_overdraft" in text for text in ended[:2])
    after = queries.lot(lot, viewer=ANY)
    assert after is not None
    assert after.balance_mct == 40
