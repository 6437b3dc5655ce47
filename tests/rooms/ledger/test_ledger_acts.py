"""Acts on lots: what they write, what they refuse, and that the parents stay for ever."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import DEALER, EXPORTER, MINER, NOW, OTHER_MINER, raise_cast
from tests.land import (
    BOOKLET,
    EXPORT_BOOKLET,
    GEM,
    INDUSTRIAL,
    KENEMA,
    KENEMA_PIT,
    KOIDU,
    KONO,
    KONO_PIT,
    MINE,
    UNSORTED,
    Land,
    lay_out,
)

from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.core.rules.trade import Direction, Mode, Scope
from openkp.ledger import actions, queries
from openkp.ledger.models import Entry, Lot, Movement
from openkp.mining import actions as mining
from openkp.parties import actions as parties
from openkp.parties.steps import Dates

pytestmark = pytest.mark.django_db
ANY = Actor.system()


@pytest.fixture
def land() -> Land:
    return lay_out(raise_cast())


def row(ref: str) -> queries.LotRow:
    found = queries.lot(ref, viewer=ANY)
    assert found is not None
    return found


def well() -> bool:
    problems = list(queries.problems())
    assert problems == []
    return True


def test_a_find_becomes_a_lot_of_its_finder_with_its_origin(land: Land) -> None:
    lot = row(land.find(3200, by=land.cast.miner))
    assert (lot.participant, lot.holder, lot.made_mct, lot.balance_mct) == ("SL", MINER, 3200, 3200)
    assert (dict(lot.origins), lot.kind, lot.on) == ({KONO: 3200}, "production", NOW.date())
    assert lot.countries == ("SL",)
    assert well()


def test_five_slips_into_one_parcel_keep_five_parents(land: Land) -> None:
    """Domain, section 12, acceptance (b): five purchases of a dealer, one parcel to the exporter."""
    bought = [land.sell([(land.find(mct), mct)]) for mct in (310, 420, 55, 1200, 7)]
    parcel = land.sell_on([(lot, row(lot).made_mct) for lot in bought])
    trace = queries.trace(parcel, viewer=ANY)
    assert {edge.source for edge in trace.edges if edge.target == trace.root} == {row(lot).id for lot in bought}
    assert len({(slip.booklet, slip.number) for slip in trace.slips}) == 6
    assert (row(parcel).made_mct, dict(row(parcel).origins)) == (1992, {KONO: 1992})
    assert well()


def test_a_slip_serves_once(land: Land) -> None:
    """Domain, section 12, acceptance (j)."""
    first, second = land.find(100), land.find(100)
    land.sell([(first, 100)], slip=42)
    with pytest.raises(Refusals) as refused:
        land.sell([(second, 100)], slip=42)
    assert refused.value.codes == {"chain.slip_used"}
    assert row(second).balance_mct == 100


def test_a_sale_is_refused_with_all_its_reasons_and_writes_nothing(land: Land) -> None:
    cast = land.cast
    lot = land.find(100)
    mining.revoke_licence(by=cast.officer, now=NOW, request_id=cast.ask(), licence="SL-DLL-0001", reason="Unpaid fee")
    before = Movement.objects.count(), Lot.objects.count(), Entry.objects.count()
    with pytest.raises(Refusals) as refused:
        land.sell([(lot, 101)], slip=501, payment_kind="cash", payment_ref="", seller=OTHER_MINER, hs=GEM)
    assert refused.value.codes == {
        "chain.licence_revoked",
        "chain.slip_outside_booklet",
        "chain.payment_reference_missing",
        "ledger.not_holder",
        "ledger.overdraft",
        "chain.hs_cannot_change",
    }
    assert (Movement.objects.count(), Lot.objects.count(), Entry.objects.count()) == before
    assert well()


def test_the_pair_must_be_allowed_where_the_sale_is_made(land: Land) -> None:
    """Sierra Leone: an exporter does not sell to a dealer."""
    lot = land.exporters_lot(100)
    with pytest.raises(Refusals) as refused:
        land.sell([(lot, 100)], seller=EXPORTER)
    assert refused.value.codes == {"chain.pair_not_allowed"}


def test_a_sale_cannot_precede_the_find(land: Land) -> None:
    lot = land.find(100)
    with pytest.raises(Refusals) as refused:
        land.sell([(lot, 100)], day=land.today - dt.timedelta(days=1))
    assert refused.value.codes == {"ledger.before_it_was_made"}


def test_a_barred_zone_stops_finds_and_sales(land: Land) -> None:
    cast = land.cast
    lot = land.find(100)
    parties.impose_restriction(
        by=cast.chair, now=NOW, request_id=cast.ask(), code="SL-TEST", participant="SL", scope=Scope.ZONE,
        mode=Mode.FORBIDDEN, direction=Direction.EXPORT, targets=(KONO,), basis="Order 7",
        source="test", dates=Dates(valid_from=land.today),
    )  # fmt: skip
    for act in (lambda: land.find(5), lambda: land.sell([(lot, 100)])):
        with pytest.raises(Refusals) as refused:
            act()
        assert refused.value.codes == {"chain.place_barred"}
    assert land.sell([(lot, 100)], place=KENEMA)


def test_a_licence_covers_its_site_or_its_zone(land: Land) -> None:
    with pytest.raises(Refusals, match="site_outside_licence"):
        land.find(5, site=KENEMA_PIT)
    assert land.find(5, operator=OTHER_MINER, site=KENEMA_PIT)


def test_a_mine_produces_without_counting_stones(land: Land) -> None:
    cast = land.cast
    told = {"operator": MINE, "day": land.today, "hs": UNSORTED, "mct": 48_000_000}
    made = actions.record_mine_production(by=cast.officer, now=NOW, request_id=cast.ask(), site=KOIDU, **told)
    assert row(made.data["lot"]).kind == "mine-production"
    with pytest.raises(Refusals, match="site_outside_licence"):
        actions.record_mine_production(by=cast.officer, now=NOW, request_id=cast.ask(), site=KENEMA_PIT, **told)
    with pytest.raises(Refusals, match="licence_absent"):
        actions.record_mine_production(
            by=cast.officer, now=NOW, request_id=cast.ask(), site=KONO_PIT, **{**told, "operator": MINER}
        )
    with pytest.raises(Refusals, match="licence_absent"):
        land.find(5, operator=MINE, site=KOIDU)
    assert well()


def test_opening_stock_takes_two_officers_and_a_paper(land: Land) -> None:
    cast = land.cast
    told: dict[str, Any] = {
        "operator": EXPORTER,
        "hs": GEM,
        "mct": 1000,
        "origins": {KONO: 700, "LR": 300},
        "day": land.today,
        "source": "Stock count 2026-01, NMA file 77",
    }
    for changed, code in (
        ({"source": " "}, "ledger.source_missing"),
        ({"origins": {KONO: 700}}, "ledger.origins_differ"),
        ({"origins": {"kono": 1000}}, "ledger.origin_malformed"),
        ({"hs": "1"}, "chain.hs_unknown"),
        ({"day": land.today + dt.timedelta(days=1)}, "chain.in_future"),
    ):
        with pytest.raises(Refusals) as refused:
            actions.declare_stock(by=cast.officer, now=NOW, request_id=cast.ask(), **{**told, **changed})
        assert refused.value.codes == {code}
    declared = actions.declare_stock(by=cast.officer, now=NOW, request_id=cast.ask(), **told).data["declaration"]
    assert Lot.objects.count() == 0
    with pytest.raises(Refusals, match="same_officer"):
        actions.open_stock(by=cast.officer, now=NOW, request_id=cast.ask(), declaration=declared)
    with pytest.raises(Refusal, match="not_yours"):
        actions.open_stock(by=cast.officer_lr, now=NOW, request_id=cast.ask(), declaration=declared)
    made = actions.open_stock(by=cast.approver, now=NOW, request_id=cast.ask(), declaration=declared).data["lot"]
    assert (row(made).balance_mct, dict(row(made).origins)) == (1000, {KONO: 700, "LR": 300})
    with pytest.raises(Refusals, match="already_opened"):
        actions.open_stock(by=cast.second_officer, now=NOW, request_id=cast.ask(), declaration=declared)
    (listed,) = queries.declarations(viewer=cast.officer, participant="SL")
    assert (listed.lot, listed.declared_by) == (made, cast.officer.person_id)
    assert queries.declarations(viewer=cast.exporter, participant="SL") == ()
    assert well()


def test_sorting_splits_a_lot_and_its_origins_exactly(land: Land) -> None:
    cast = land.cast
    one = land.sell([(land.find(701), 701)])
    two = land.sell([(land.find(299, operator=OTHER_MINER, site=KENEMA_PIT), 299)], seller=OTHER_MINER)
    merged = actions.merge(by=cast.buyer, now=NOW, request_id=cast.ask(), lots=[one, two], hs=UNSORTED).data["lot"]
    assert dict(row(merged).origins) == {KENEMA: 299, KONO: 701}
    parts = [(333, GEM), (333, INDUSTRIAL), (334, UNSORTED)]
    made = actions.split(by=cast.buyer, now=NOW, request_id=cast.ask(), lot=merged, parts=parts).data["lots"]
    assert [(row(lot).balance_mct, row(lot).hs) for lot in made] == parts
    for origin, whole in ((KENEMA, 299), (KONO, 701)):
        assert sum(row(lot).origins[origin] for lot in made) == whole
    assert row(merged).balance_mct == 0
    assert {node.ref for node in queries.trace(made[2], viewer=ANY).nodes} >= {one, two, merged}
    assert well()


def test_cleaning_loses_what_the_rule_allows(land: Land) -> None:
    cast = land.cast
    lot = land.sell([(land.find(1000), 1000)])
    with pytest.raises(Refusals, match="cleaning_loss_too_large"):
        actions.reweigh(by=cast.buyer, now=NOW, request_id=cast.ask(), lot=lot, after_mct=979, reason="Boiled in acid")
    made = actions.reweigh(
        by=cast.buyer, now=NOW, request_id=cast.ask(), lot=lot, after_mct=980, reason="Boiled in acid"
    ).data["lot"]
    assert (row(lot).balance_mct, row(made).balance_mct, dict(row(made).origins)) == (0, 980, {KONO: 980})
    with pytest.raises(Refusal, match="not_yours"):
        actions.record_loss(by=cast.buyer, now=NOW, request_id=cast.ask(), lot=made, mct=100, reason="Theft")
    actions.record_loss(by=cast.officer, now=NOW, request_id=cast.ask(), lot=made, mct=100, reason="Theft, police 12")
    assert row(made).balance_mct == 880
    assert well()


def test_goods_go_back_by_a_new_fact_that_names_the_sale(land: Land) -> None:
    cast = land.cast
    found = land.find(500)
    bought = land.sell([(found, 400)])
    back = actions.return_goods(
        by=cast.buyer, now=NOW, request_id=cast.ask(), lot=bought, reason="Synthetic found"
    ).data["lot"]
    assert (row(back).holder, row(back).balance_mct, row(found).balance_mct) == (MINER, 400, 100)
    movement = queries.movement(row(back).movement, viewer=ANY)
    assert movement is not None
    assert movement.corrects == row(bought).movement
    with pytest.raises(Refusals, match="already_drawn"):
        actions.return_goods(by=cast.buyer, now=NOW, request_id=cast.ask(), lot=bought, reason="Again")
    with pytest.raises(Refusal, match="not_bought"):
        actions.return_goods(by=cast.officer, now=NOW, request_id=cast.ask(), lot=found, reason="Never sold")
    assert well()


def test_cut_stones_leave_the_ledger(land: Land) -> None:
    cast = land.cast
    lot = land.exporters_lot(900)
    actions.manufacture(by=cast.exporter, now=NOW, request_id=cast.ask(), draws=[(lot, 400)], note="Cut in Freetown")
    assert row(lot).balance_mct == 500
    with pytest.raises(Refusals, match="overdraft"):
        actions.manufacture(by=cast.exporter, now=NOW, request_id=cast.ask(), draws=[(lot, 501)], note="More")
    assert well()


def test_seized_lots_are_the_states_and_keep_their_story(land: Land) -> None:
    cast = land.cast
    lots = [land.find(10), land.find(20)]
    with pytest.raises(Refusal, match="not_yours"):
        actions.seize(by=cast.customs_eu, now=NOW, request_id=cast.ask(), lots=lots, reason="No papers")
    made = actions.seize(by=cast.customs_sl, now=NOW, request_id=cast.ask(), lots=lots, reason="No papers").data["lots"]
    assert [(row(lot).holder_kind, row(lot).holder, row(lot).made_mct) for lot in made] == [
        ("authority", "SL", 10),
        ("authority", "SL", 20),
    ]
    with pytest.raises(Refusal, match="not_holder"):
        actions.split(by=cast.officer, now=NOW, request_id=cast.ask(), lot=made[0], parts=[(5, GEM), (5, GEM)])
    assert well()


def test_nobody_moves_anothers_stones(land: Land) -> None:
    cast = land.cast
    lot = land.sell([(land.find(100), 100)])
    parts = [(50, UNSORTED), (50, UNSORTED)]
    for by in (cast.miner, cast.exporter, cast.officer_lr, cast.observer, Actor.nobody(), Actor.system()):
        with pytest.raises(Refusal, match="not_yours"):
            actions.split(by=by, now=NOW, request_id=cast.ask(), lot=lot, parts=parts)
    with pytest.raises(Refusal, match="not_yours"):
        land.find(5, by=cast.other_miner)
    with pytest.raises(Refusal, match="not_yours"):
        land.sell([(land.find(5), 5)], by=cast.exporter)


@pytest.mark.parametrize("ref", ["L-SL-999999", "L-LR-000001", "L-SL-1", "L-SL-0000001", "nonsense", ""])
def test_an_unknown_lot_is_refused_and_never_a_crash(land: Land, ref: str) -> None:
    land.find(5)
    with pytest.raises(Refusals, match="lot_unknown"):
        land.sell([(ref, 5)])
    with pytest.raises(Refusal, match="lot_unknown"):
        queries.trace(ref, viewer=ANY)
    assert queries.lot(ref, viewer=ANY) is None


def test_a_repeated_request_answers_the_same_and_moves_nothing_twice(land: Land) -> None:
    cast = land.cast
    told: dict[str, Any] = {"operator": MINER, "site": KONO_PIT, "day": land.today, "hs": UNSORTED, "mct": 77}
    first = actions.record_production(by=cast.miner, now=NOW, request_id="the-same-find", stones=1, **told)
    again = actions.record_production(by=cast.miner, now=NOW, request_id="the-same-find", stones=1, **told)
    assert first == again
    assert Lot.objects.count() == 1


def test_each_reader_sees_its_own_stock(land: Land) -> None:
    cast = land.cast
    found = land.find(100)
    land.sell([(found, 40)])
    assert queries.lot(found, viewer=cast.miner) is not None
    for viewer in (cast.buyer, cast.officer_lr, cast.observer, Actor.nobody()):
        assert queries.lot(found, viewer=viewer) is None
    assert [line.mct for line in queries.stock(viewer=cast.miner)] == [60]
    assert [line.mct for line in queries.stock(viewer=cast.buyer)] == [40]
    assert {line.holder: line.mct for line in queries.stock(viewer=cast.officer, participant="SL")} == {
        MINER: 60,
        DEALER: 40,
    }
    assert queries.stock(viewer=cast.officer_lr, participant="SL") == ()
    assert queries.lots(viewer=Actor.nobody()) == ()


def test_lots_are_paged_by_id(land: Land) -> None:
    made = [land.find(mct) for mct in range(1, 8)]
    seen: list[str] = []
    after = 0
    while page := queries.lots(viewer=land.cast.officer, participant="SL", after=after, limit=3):
        seen += [lot.ref for lot in page]
        after = page[-1].id
    assert seen == made


def test_the_register_of_a_buyer_holds_what_annex_ii_asks(land: Land) -> None:
    cast = land.cast
    found = land.find(100)
    land.sell([(found, 40)], slip=5, price_cents=99_00, currency="SLE", payment_kind="cash", payment_ref="SLCB 4")
    (sale,) = queries.register(DEALER, viewer=cast.buyer, participant="SL")
    assert (sale.seller, sale.buyer, sale.given) == (MINER, DEALER, ((found, 40),))
    assert (sale.booklet, sale.slip, sale.stones, sale.place) == (BOOKLET, 5, 3, KONO)
    assert (sale.price_cents, sale.currency, sale.payment_ref) == (9900, "SLE", "SLCB 4")
    assert queries.register(MINER, viewer=cast.miner, participant="SL") == (sale,)
    assert queries.register(DEALER, viewer=cast.miner, participant="SL") == ()
    assert queries.register(EXPORTER, viewer=cast.officer, participant="SL") == ()
    assert EXPORT_BOOKLET not in sale.booklet
