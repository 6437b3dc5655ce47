"""The database keeps the promises by itself, whoever writes to it; what was forced into it, the audit finds."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import EXPORTER, NOW, raise_cast
from tests.land import GEM, UNSORTED, Land, lay_out

from openkp.core.roles import Actor
from openkp.events import triggers
from openkp.ledger import actions, queries
from openkp.ledger.triggers import TRIGGERS

pytestmark = pytest.mark.django_db
ANY = Actor.system()


@pytest.fixture
def land() -> Land:
    """Three finds (100, 200, 300), the first sold in part (40), two merged later by the tests."""
    land = lay_out(raise_cast())
    first = land.find(100)
    land.find(200)
    land.find(300)
    land.sell([(first, 40)])
    return land


def run(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def first_lot() -> int:
    return min(lot.id for lot in queries.lots(viewer=ANY, held_only=False))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_lot SET balance_mct = balance_mct + 1 WHERE id = {lot}",
        "UPDATE ledger_lot SET balance_mct = made_mct WHERE id = {lot}",
        "UPDATE ledger_lot SET balance_mct = -1 WHERE id = {lot}",
        "UPDATE ledger_lot SET made_mct = made_mct + 1 WHERE id = {lot}",
        "UPDATE ledger_lot SET holder = 'SL-X' WHERE id = {lot}",
        "UPDATE ledger_lot SET origins = '{{}}' WHERE id = {lot}",
        "DELETE FROM ledger_lot WHERE id = {lot}",
        "UPDATE ledger_entry SET mct = mct + 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_movement SET note = 'other'",
        "DELETE FROM ledger_movement",
        # more than the lot holds, to nowhere; from nowhere into a lot that another movement made
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct)"
        " SELECT MAX(id), {lot}, NULL, 61 FROM ledger_movement",
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct)"
        " SELECT MAX(id), NULL, {lot}, 1 FROM ledger_movement",
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct)"
        " SELECT made_by_id, NULL, {lot}, 1 FROM ledger_lot WHERE id = {lot}",
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct)"
        " SELECT MAX(id), {lot}, NULL, 0 FROM ledger_movement",
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct)"
        " SELECT MAX(id), {lot}, {lot}, 1 FROM ledger_movement",
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct)"
        " SELECT MAX(id), NULL, NULL, 1 FROM ledger_movement",
        "INSERT INTO ledger_lot (participant, holder_kind, holder, hs, made_mct, balance_mct, origins, made_by_id)"
        " SELECT participant, holder_kind, holder, hs, 5, 5, origins, made_by_id FROM ledger_lot WHERE id = {lot}",
        "INSERT INTO ledger_lot (participant, holder_kind, holder, hs, made_mct, balance_mct, origins, made_by_id)"
        " SELECT participant, holder_kind, holder, '7102', 5, 0, origins, made_by_id FROM ledger_lot WHERE id = {lot}",
    ],
)
def test_no_statement_unbalances_the_ledger(land: Land, statement: str) -> None:
    with pytest.raises(DatabaseError):
        run(statement.format(lot=first_lot()))
    assert list(queries.problems()) == []


@pytest.mark.parametrize("kind", ["purchase", "production", "opening-stock", "export", "return", "loss", "gift"])
def test_no_movement_without_its_papers(land: Land, kind: str) -> None:
    bare = (
        'INSERT INTO ledger_movement (kind, "on", at, participant, event_id, certificate, currency, payment_kind,'
        " payment_ref, place, note) SELECT '{kind}', \"on\", at, participant, event_id, '', '', '', '', '', ''"
        " FROM ledger_movement WHERE id = (SELECT MIN(id) FROM ledger_movement)"
    )
    run(bare.format(kind="split"))
    with pytest.raises(DatabaseError):
        run(bare.format(kind=kind))


def test_several_entries_of_one_lot_in_one_statement_count_together(land: Land) -> None:
    lot = first_lot()
    two = (
        "INSERT INTO ledger_entry (movement_id, source_lot_id, target_lot_id, mct) "
        "SELECT MAX(id), {0}, CAST(NULL AS bigint), {1} FROM ledger_movement "
        "UNION ALL SELECT MAX(id), {0}, NULL, {2} FROM ledger_movement"
    )
    with pytest.raises(DatabaseError):
        run(two.format(lot, 30, 31))
    run(two.format(lot, 30, 30))
    (row,) = [row for row in queries.lots(viewer=ANY, held_only=False) if row.id == lot]
    assert row.balance_mct == 0


FORGERIES = {
    "a balance raised": (
        "ledger.balance_wrong",
        "UPDATE ledger_lot SET balance_mct = balance_mct + 1 WHERE id = {lot}",
    ),
    "an entry lightened": ("ledger.balance_wrong", "UPDATE ledger_entry SET mct = mct - 1 WHERE source_lot_id = {lot}"),
    "an entry removed": ("ledger.balance_wrong", "DELETE FROM ledger_entry WHERE source_lot_id = {lot}"),
    "a find made heavier": (
        "ledger.origins_wrong",
        "UPDATE ledger_lot SET made_mct = made_mct + 1, balance_mct = balance_mct + 1 WHERE id = {lot};"
        "UPDATE ledger_entry SET mct = mct + 1 WHERE target_lot_id = {lot}",
    ),
    "another origin": (
        "ledger.origins_unfounded",
        "UPDATE ledger_lot SET origins = '{{\"LR\": 40}}' WHERE holder = 'SL-DL-0001'",
    ),
    "another movement": (
        "ledger.filled_by_another",
        "UPDATE ledger_lot SET made_by_id = (SELECT MAX(id) FROM ledger_movement) WHERE id = {lot}",
    ),
    "a movement without entries": (
        "ledger.movement_misshapen",
        "DELETE FROM ledger_entry WHERE movement_id = (SELECT MAX(id) FROM ledger_movement)",
    ),
    "a sale that becomes a split": (
        "ledger.movement_misshapen",
        "UPDATE ledger_movement SET kind = 'split' WHERE kind = 'purchase'",
    ),
    "a sale to oneself": (
        "ledger.movement_misshapen",
        "UPDATE ledger_lot SET holder = 'SL-AM-0001' WHERE holder = 'SL-DL-0001'",
    ),
    "a slip taken out of its sale": (
        "ledger.slip_astray",
        "UPDATE mining_slip SET fate = 'missing'",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_the_audit_finds_what_was_forced_past_the_triggers(land: Land, name: str) -> None:
    code, statements = FORGERIES[name]
    for trigger in (*TRIGGERS, *triggers.all_triggers()):
        run(
            f"DROP TRIGGER IF EXISTS {trigger.name}" + ("" if connection.vendor == "sqlite" else f" ON {trigger.table}")
        )
    run(*statements.format(lot=first_lot()).split(";"))
    assert code in {problem.code for problem in queries.problems()}


def test_the_triggers_are_all_in_place(land: Land) -> None:
    assert not {trigger.name for trigger in TRIGGERS} & set(triggers.missing())


def test_a_whole_life_leaves_nothing_for_the_audit(land: Land) -> None:
    cast = land.cast
    lot = land.exporters_lot(1000)
    parts = [(400, GEM), (600, UNSORTED)]
    made = actions.split(by=cast.exporter, now=NOW, request_id=cast.ask(), lot=lot, parts=parts).data["lots"]
    actions.merge(by=cast.exporter, now=NOW, request_id=cast.ask(), lots=made, hs=UNSORTED)
    assert list(queries.problems()) == []
    assert queries.stock(viewer=cast.exporter, holder=EXPORTER)[0].mct == 1000
    assert queries.figures() == {"lots": 10, "movements": 9, "entries": 11}
