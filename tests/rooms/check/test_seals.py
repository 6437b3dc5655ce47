"""Seals: what was sealed and is edited from outside, behind the back of every trigger, is found and named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from tests.cast import Cast, raise_cast
from tests.desk import open_desk
from tests.land import lay_out

from openkp.check import seals, set_once
from openkp.check.models import SealRound
from openkp.core.roles import Actor
from openkp.events import triggers

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()


@pytest.fixture
def sealed(cast: Cast) -> dt.datetime:
    assert seals.seal(by=SYSTEM, now=cast.now) > 100
    assert list(seals.problems()) == []
    return cast.now


def _unguarded(statement: str, table: str) -> None:
    """Write as someone does who holds the database file: no trigger of ours is asked."""
    with connection.cursor() as cursor:
        for trigger in triggers.all_triggers():
            if trigger.table == table:
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER {trigger.name}{on}")
        cursor.execute(statement)
        assert cursor.rowcount > 0, "the forgery changes something"


def _found() -> set[tuple[str, str]]:
    return {(problem.code, problem.where.split(" ")[0]) for problem in seals.problems()}


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        (
            "parties_statusrow",
            "UPDATE parties_statusrow SET basis = basis || '.' WHERE id = (SELECT MIN(id) + 2 FROM parties_statusrow)",
        ),
        ("parties_statusrow", "UPDATE parties_statusrow SET status = 'active' WHERE status <> 'active'"),
        (
            "parties_grantrow",
            "UPDATE parties_grantrow SET role = 'admin' WHERE id = (SELECT MIN(id) + 1 FROM parties_grantrow)",
        ),
        (
            "parties_rulerow",
            "UPDATE parties_rulerow SET source = 'x' WHERE id = (SELECT MIN(id) FROM parties_rulerow)",
        ),
        ("parties_participant", "UPDATE parties_participant SET name_fr = 'Ailleurs' WHERE code = 'SL'"),
        (
            "parties_authority",
            "UPDATE parties_authority SET address = 'elsewhere' WHERE id = (SELECT MIN(id) FROM parties_authority)",
        ),
        (
            "events_event",
            "UPDATE events_event SET person_id = person_id + 1 WHERE id = (SELECT MIN(id) + 1 FROM events_event)",
        ),
        ("events_event", "UPDATE events_event SET outcome = '{}' WHERE id = (SELECT MIN(id) FROM events_event)"),
        ("parties_signatory", "DELETE FROM parties_signatory WHERE id = (SELECT MIN(id) FROM parties_signatory)"),
        ("events_event", "DELETE FROM events_event WHERE id = (SELECT MIN(id) + 1 FROM events_event)"),
    ],
)
def test_a_row_changed_or_removed_from_outside_is_named(sealed: dt.datetime, table: str, statement: str) -> None:
    _unguarded(statement, table)
    assert ("check.seal_broken", table) in _found()


def test_a_row_slipped_in_among_the_sealed_is_found(sealed: dt.datetime) -> None:
    grant = apps.get_model("parties", "GrantRow")
    first, second = grant._default_manager.order_by("pk")[:2]
    _unguarded("DELETE FROM parties_grantrow WHERE id = (SELECT MIN(id) + 1 FROM parties_grantrow)", "parties_grantrow")
    first.pk = second.pk
    first.save(force_insert=True)
    assert ("check.seal_broken", "parties_grantrow") in _found()


def _filled(cast: Cast) -> tuple[int, dt.date]:
    """A grant that an act has ended since it was sealed, and the day."""
    grant = apps.get_model("parties", "GrantRow")
    first, day = grant._default_manager.order_by("pk")[0], cast.now.date() + dt.timedelta(days=9)
    assert grant._default_manager.filter(pk=first.pk).update(valid_to=day) == 1
    return first.pk, day


def test_what_is_set_once_is_sealed_in_the_next_round_and_told_when_it_changes(cast: Cast, sealed: dt.datetime) -> None:
    key, day = _filled(cast)
    assert list(seals.problems()) == []  # it waits
    assert seals.seal(by=SYSTEM, now=sealed) > 0
    assert list(seals.problems()) == []
    assert seals.seal(by=SYSTEM, now=sealed) == 0, "and once only"
    later = day + dt.timedelta(days=1)
    _unguarded(f"UPDATE parties_grantrow SET valid_to = '{later}' WHERE id = {key}", "parties_grantrow")  # noqa: S608
    assert _found() == {("check.seal_broken", "parties_grantrow")}


def test_what_was_set_once_and_is_emptied_from_outside_is_told(cast: Cast, sealed: dt.datetime) -> None:
    key, _ = _filled(cast)
    assert seals.seal(by=SYSTEM, now=sealed) > 0
    _unguarded(f"UPDATE parties_grantrow SET valid_to = NULL WHERE id = {key}", "parties_grantrow")  # noqa: S608
    assert _found() == {("check.seal_broken", "parties_grantrow")}


def test_what_is_filled_from_outside_without_an_act_is_told(cast: Cast, sealed: dt.datetime) -> None:
    key, day = _filled(cast)
    assert seals.seal(by=SYSTEM, now=sealed) > 0
    _unguarded(f"UPDATE parties_grantrow SET valid_to = '{day}' WHERE id = {key + 1}", "parties_grantrow")  # noqa: S608
    assert _found() == {("check.filled_from_outside", "parties_grantrow")}


def test_rows_that_were_written_filled_are_sealed_whole(sealed: dt.datetime) -> None:
    statuses = apps.get_model("parties", "StatusRow")._default_manager.filter(valid_to__isnull=False)
    key = statuses.order_by("pk")[0].pk
    _unguarded(f"UPDATE parties_statusrow SET to_precision = 'year' WHERE id = {key}", "parties_statusrow")  # noqa: S608
    assert ("check.seal_broken", "parties_statusrow") in _found()


def test_a_paid_levy_changed_by_one_byte_is_told() -> None:
    desk = open_desk(lay_out(raise_cast()))
    desk.issue()
    assert seals.seal(by=SYSTEM, now=desk.cast.now) > 0
    assert list(seals.problems()) == []
    _unguarded("UPDATE shipments_levy SET paid_ref = paid_ref || '.'", "shipments_levy")
    _unguarded("UPDATE shipments_shipment SET certificate = 'SL009999'", "shipments_shipment")
    assert {("check.seal_broken", "shipments_levy"), ("check.seal_broken", "shipments_shipment")} <= _found()


def test_what_an_act_may_set_later_breaks_no_seal(sealed: dt.datetime) -> None:
    grant = apps.get_model("parties", "GrantRow")
    first = grant._default_manager.order_by("pk")[0]
    assert grant._default_manager.filter(pk=first.pk).update(valid_to=sealed.date() + dt.timedelta(days=9)) == 1
    assert list(seals.problems()) == []


def test_new_rows_are_sealed_next_time_and_sealing_alone_is_nothing_new(sealed: dt.datetime) -> None:
    rounds = SealRound.objects.count()
    assert seals.seal(by=SYSTEM, now=sealed) == 0
    assert SealRound.objects.count() == rounds
    country = apps.get_model("parties", "Participant")
    country._default_manager.create(code="KE", name_en="Kenya", name_fr="Kenya", time_zone="Africa/Nairobi", source="x")
    assert seals.seal(by=SYSTEM, now=sealed) == 2  # the country, and the event of the sealing before
    assert list(seals.problems()) == []


@pytest.mark.parametrize(
    ("table", "statement", "code"),
    [
        (
            "check_seal",
            "UPDATE check_seal SET sha256 = salt || salt WHERE id = (SELECT MIN(id) FROM check_seal)",
            "check.seal_round_broken",
        ),
        (
            "check_seal",
            "DELETE FROM check_seal WHERE id = (SELECT MIN(id) FROM check_seal)",
            "check.seal_round_broken",
        ),
        ("check_sealround", "UPDATE check_sealround SET leaf_id = leaf_id + 99", "check.seal_round_broken"),
    ],
)
def test_a_seal_forged_or_removed_is_found(sealed: dt.datetime, table: str, statement: str, code: str) -> None:
    _unguarded(statement, table)
    assert code in {problem.code for problem in seals.problems()}


def test_a_round_that_was_rolled_back_leaves_no_gap_in_the_count(sealed: dt.datetime) -> None:
    """A sequence of PostgreSQL is not rolled back: the next round's key skips a number, its leaf does not."""
    with transaction.atomic():
        SealRound.objects.create(at=sealed, sha256="0" * 64, leaf_id=10**9)
        transaction.set_rollback(True)
    country = apps.get_model("parties", "Participant")
    country._default_manager.create(code="KE", name_en="Kenya", name_fr="Kenya", time_zone="Africa/Nairobi", source="x")
    assert seals.seal(by=SYSTEM, now=sealed) > 0
    assert list(seals.problems()) == []


def test_a_round_taken_away_whole_is_missed(sealed: dt.datetime) -> None:
    _unguarded("DELETE FROM check_seal", "check_seal")
    _unguarded("DELETE FROM check_sealround", "check_sealround")
    assert "check.seal_round_missing" in {problem.code for problem in seals.problems()}


def test_every_table_of_facts_is_sealed_and_kept_by_the_database() -> None:
    """A room's new table must be sealed, or be named here with its reason."""
    others = {
        "parties_person",  # personal data: may be erased
        "parties_savedfilter",  # what people look for, no fact
        "mining_operatorword",  # words of names, made anew with them
        "mining_siteword",
        "events_reference",  # a version of what is sealed elsewhere, drawn anew with each change
        "events_deadline",  # clocks, made of dates that are sealed
        "transparency_leaf",  # the log itself is made again byte for byte
        "transparency_checkpoint",
        "exchange_feedentry",  # copies of events, which are sealed
        "exchange_feedaudience",
        "exchange_feedfloor",
        "exchange_delivery",  # on its way, changed by the worker
        "check_seal",
        "check_sealround",
        "check_waiting",  # emptied by each sealing
    }
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("openkp.")}
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in rooms}
    assert tables == set(seals.SET_LATER) | others
    kept = {trigger.table for trigger in triggers.all_triggers()}
    assert set(seals.SET_LATER) <= kept


def test_the_columns_left_out_exist() -> None:
    known: dict[str, type[models.Model]] = {model._meta.db_table: model for model in apps.get_models()}
    for table, later in seals.SET_LATER.items():
        once = {column for part in set_once.PARTS if part.table == table for column in part.columns}
        assert later == once | set_once.NEVER.get(table, frozenset()), "set once and sealed then, or never sealed"
        assert later <= {field.attname for field in known[table]._meta.concrete_fields}, table
