"""Disputes of slips in the ledger: who may open, answer and end them, what the database keeps, who reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import DEALER, MINER, Cast
from tests.land import BOOKLET, KENEMA_PIT, Land, lay_out

from openkp.check import seals
from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.ledger import actions, queries
from openkp.ledger.models import SlipDispute
from openkp.mining import actions as mining
from openkp.parties import actions as parties
from openkp.parties.steps import Dates

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()


@pytest.fixture
def land(cast: Cast) -> Land:
    land = lay_out(cast)
    land.sell([(land.find(3200), 3200)])
    return land


def act(land: Land, call: Any, **told: Any) -> Any:
    told = {"now": land.cast.now, "request_id": land.cast.ask(), **told}
    return call(**told).data


def opened(land: Land, **changed: Any) -> int:
    told = {"by": land.cast.miner, "booklet": BOOKLET, "slip": 1, "complaint": "price", "statement": "He paid half"}
    return int(act(land, actions.open_dispute, **(told | changed))["dispute"])


def settle(land: Land, dispute: int, **changed: Any) -> Any:
    told = {"by": land.cast.field_officer, "dispute": dispute, "outcome": "stands", "explanation": "The bank says so"}
    return act(land, actions.settle_dispute, **(told | changed))


def refused(call: Any, *told: Any, **facts: Any) -> set[str]:
    with pytest.raises((Refusal, Refusals)) as caught:
        call(*told, **facts)
    return set(caught.value.codes) if isinstance(caught.value, Refusals) else {caught.value.code}


def test_only_the_seller_named_on_the_slip_disputes_it(land: Land) -> None:
    for name in ("buyer", "other_miner", "field_officer", "officer", "admin"):
        assert refused(opened, land, by=getattr(land.cast, name)) == {"roles.not_yours"}, name
    assert refused(opened, land, slip=2) == {"ledger.slip_unwritten"}
    assert refused(opened, land, booklet="SL-NO") == {"ledger.slip_unwritten"}
    assert opened(land)
    assert refused(opened, land, complaint="size", statement="") == {
        *("ledger.dispute_already_open", "ledger.complaint_unknown", "ledger.statement_missing"),
    }


def test_both_sides_say_what_they_have_to_say_until_it_ends(land: Land) -> None:
    dispute, answer = opened(land), actions.answer_dispute
    told = {"dispute": dispute, "text": "The rest came by mobile money"}
    for name in ("other_miner", "exporter", "field_officer"):
        assert refused(act, land, answer, by=getattr(land.cast, name), **told) == {"roles.not_yours"}, name
    assert act(land, answer, by=land.cast.miner, **told)["side"] == "seller"
    (row,) = queries.disputes(viewer=land.cast.officer)
    assert row.state == "open", "the buyer has not spoken"
    assert act(land, answer, by=land.cast.buyer, **told)["side"] == "buyer"
    (row,) = queries.disputes(viewer=land.cast.officer)
    assert (row.state, [one.side for one in row.answers]) == ("answered", ["seller", "buyer"])
    settle(land, dispute)
    assert refused(act, land, answer, by=land.cast.buyer, **told) == {"ledger.dispute_closed"}
    assert refused(settle, land, dispute) == {"ledger.dispute_closed"}
    assert refused(settle, land, dispute + 1) == {"ledger.dispute_unknown"}
    assert refused(settle, land, 2**70) == {"ledger.dispute_unknown"}


def test_an_officer_of_the_country_who_did_not_write_the_slip_ends_it(land: Land) -> None:
    land.sell([(land.find(1000), 1000)], by=land.cast.field_officer)
    dispute = opened(land, slip=2)
    for name in ("miner", "buyer", "officer_lr", "approver", "admin"):
        assert refused(settle, land, dispute, by=getattr(land.cast, name)) == {"roles.not_yours"}, name
    assert refused(settle, land, dispute) == {"ledger.dispute_own_slip"}
    settle(land, dispute, by=land.cast.officer)
    assert opened(land, slip=2) > dispute, "new facts, a new dispute"


def test_a_silent_buyer_has_its_days(land: Land) -> None:
    dispute = opened(land)
    assert refused(settle, land, dispute, outcome="false") == {"ledger.buyer_not_heard"}
    later = land.cast.now + dt.timedelta(days=14)
    settle(land, dispute, outcome="false", now=later)
    (row,) = queries.disputes(viewer=land.cast.miner)
    assert (row.state, row.outcome, row.closed_at) == ("closed", "false", later)


def test_the_lot_goes_on_and_carries_the_mark(land: Land) -> None:
    found = land.find(2000)
    bought = land.sell([(found, 2000)])
    opened(land, slip=2)
    end = land.sell_on([(bought, 2000)])
    trace = queries.trace(end, viewer=land.cast.exporter)
    (mark,) = queries.dispute_marks(node.movement for node in trace.nodes)
    assert (mark.booklet, mark.slip, mark.state) == (BOOKLET, 2, "open")
    assert queries.dispute_marks([]) == ()


def test_a_dispute_is_read_by_those_whom_it_concerns(land: Land) -> None:
    opened(land)
    for name, reads in [
        *(("miner", True), ("buyer", True), ("field_officer", True), ("officer", True), ("admin", True)),
        *(("other_miner", False), ("exporter", False), ("officer_lr", False), ("customs_eu", False), ("valuer", False)),
    ]:
        assert bool(queries.disputes(viewer=getattr(land.cast, name))) == reads, name
    assert queries.disputes(viewer=Actor.nobody()) == ()


def test_a_slip_and_its_names_are_read_by_those_who_stand_on_it(land: Land) -> None:
    row = queries.slip(BOOKLET, 1, viewer=land.cast.miner)
    assert row is not None
    assert queries.slip_names([row], viewer=land.cast.miner)[DEALER] == "Ibrahim Sesay"
    assert queries.slip_names([row], viewer=land.cast.other_miner) == {}
    assert queries.slip(BOOKLET, 1, viewer=land.cast.other_miner) is None
    assert queries.slips(viewer=land.cast.other_miner, operator=MINER) == ()
    assert queries.slips(viewer=land.cast.officer_lr, operator=MINER) == ()
    assert [one.slip for one in queries.slips(viewer=land.cast.miner, operator=MINER, side="sold")] == [1]
    assert queries.slips(viewer=land.cast.miner, operator=MINER, side="bought") == ()
    assert queries.slips(viewer=Actor.nobody()) == ()


def test_a_page_of_slips_ends_where_the_next_begins(land: Land) -> None:
    for _ in range(4):
        land.sell([(land.find(600), 300), (land.find(600), 300)])
    asked: dict[str, Any] = {"viewer": land.cast.miner, "operator": MINER}
    first = queries.slips(limit=3, **asked)
    rest = queries.slips(limit=3, before=first[-1].id, **asked)
    assert [row.slip for row in (*first, *rest)] == [5, 4, 3, 2, 1]
    finds = queries.finds(limit=5, **asked)
    assert len(finds) == 5 and finds == tuple(sorted(finds, key=lambda row: -row.id))
    assert len(queries.finds(limit=5, before=finds[-1].id, **asked)) == 4


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_slipdispute SET statement = 'nothing'",
        "UPDATE ledger_slipdispute SET opened_by = 1",
        "UPDATE ledger_slipdispute SET due_at = opened_at",
        "UPDATE ledger_slipdispute SET outcome = 'false', explanation = 'so'",
        "DELETE FROM ledger_slipdispute",
        "UPDATE ledger_disputeanswer SET text = 'nothing'",
        "DELETE FROM ledger_disputeanswer",
    ],
)
@pytest.mark.parametrize("ended", [False, True])
def test_the_database_keeps_a_dispute_as_it_was_said(land: Land, statement: str, ended: bool) -> None:
    dispute = opened(land)
    act(land, actions.answer_dispute, by=land.cast.buyer, dispute=dispute, text="No")
    if ended:
        settle(land, dispute)
    with pytest.raises(DatabaseError), transaction.atomic():
        _spoil(statement)


def test_an_end_is_written_once_and_with_its_reason(land: Land) -> None:
    dispute = opened(land)
    for changed in ({"closed_at": land.cast.now}, {"outcome": "false"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SlipDispute.objects.filter(pk=dispute).update(**changed)
    settle(land, dispute)
    with pytest.raises(DatabaseError), transaction.atomic():
        SlipDispute.objects.filter(pk=dispute).update(outcome="false")


def test_an_end_is_sealed_when_it_is_set(land: Land) -> None:
    dispute = opened(land)
    seals.seal(by=SYSTEM, now=land.cast.now)
    settle(land, dispute)
    seals.seal(by=SYSTEM, now=land.cast.now + dt.timedelta(hours=1))
    assert list(seals.problems()) == []


def test_the_audit_finds_a_dispute_that_names_others_or_was_ended_by_the_writer(land: Land) -> None:
    dispute = opened(land)
    assert list(queries.problems()) == []
    row = SlipDispute.objects.get(pk=dispute)
    told = {"opened_at": row.opened_at, "opened_by": row.opened_by, "due_at": row.due_at, "event_id": row.event_id}
    end = {"closed_at": row.due_at, "outcome": "stands", "explanation": "So"}
    for seller, closed_by in (("SL-AM-0002", 999), (MINER, land.cast.buyer.person_id)):
        told |= {"seller": seller, "buyer": DEALER, "closed_by": closed_by, **end}
        forged = SlipDispute(movement_id=row.movement_id, participant="SL", complaint="price", statement="x", **told)
        forged.save(force_insert=True)
        assert f"dispute {forged.pk}" in {one.where for one in queries.problems()}
    settle(land, dispute)
    assert f"dispute {dispute}" not in {one.where for one in queries.problems()}


def test_prices_leave_out_what_is_doubtful_and_what_was_given_back(land: Land) -> None:
    sellers = [{"operator": MINER}, {"operator": "SL-AM-0002", "site": KENEMA_PIT}]
    for place in range(6):
        told = sellers[place % 2]
        land.sell([(land.find(3200, **told), 3200)], seller=told["operator"])
    viewer, since = land.cast.miner, land.today.replace(day=1)
    asked: dict[str, Any] = {"viewer": viewer, "participant": "SL", "since": since}
    assert queries.prices(**asked) == (), "two sellers"
    lot = _third_seller(land)
    (line,) = queries.prices(**asked)
    assert (line.slips, line.currency, line.zone, line.median_cents) == (8, "USD", "SL:KONO", 46_875)
    opened(land)
    assert queries.prices(**asked)[0].slips == 7, "disputed"
    act(land, actions.return_goods, by=land.cast.buyer, lot=lot, reason="Not as weighed")
    assert queries.prices(**asked) == (), "given back: two sellers again"
    assert queries.prices(**(asked | {"viewer": land.cast.officer_lr})) == ()
    assert queries.prices(**(asked | {"viewer": Actor.nobody()})) == ()


def test_prices_in_dollars_by_the_rate_of_the_day(land: Land) -> None:
    _third_seller(land, price_cents=3_200_000, currency="SLE")
    for operator in (MINER, "SL-AM-0002", MINER, "SL-AM-0002"):
        told = {"operator": operator} | ({} if operator == MINER else {"site": KENEMA_PIT})
        land.sell([(land.find(3200, **told), 3200)], seller=operator, price_cents=3_200_000, currency="SLE")
    asked: dict[str, Any] = {"viewer": land.cast.miner, "participant": "SL", "since": land.today.replace(day=1)}
    assert [row.currency for row in queries.prices(**asked)] == ["SLE"]
    told: dict[str, Any] = {
        "key": "price.usd_rates",
        "participant": "SL",
        "value": {"SLE": 44_000},
        "basis": "Bank of Sierra Leone",
    }
    act(
        land, parties.set_rule, by=land.cast.admin, source="tests", standing="reported", dates=Dates(land.today), **told
    )
    lines = {row.currency: (row.slips, row.median_cents) for row in queries.prices(**asked)}
    assert lines == {"SLE": (5, 1_000_000), "USD": (6, 44_000)}, "and the one slip paid in dollars"


def _spoil(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _third_seller(land: Land, **changed: Any) -> str:
    number = "SL-AM-0003"
    who = {"participant": "SL", "number": number, "kind": "miner", "name": "Finda Komba", "address": "Yengema"}
    act(land, mining.register_operator, by=land.cast.officer, nationality="SL", **who)
    paper = {"operator": number, "number": "SL-ART-0003", "kind": "artisanal-mining", "zone": "SL:KONO"}
    act(land, mining.grant_licence, by=land.cast.officer, valid_from=land.today, valid_until=land.today, **paper)
    return land.sell([(land.find(3200, operator=number), 3200)], seller=number, **changed)
