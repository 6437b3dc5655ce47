"""Into transit and out of it: what shipments do with lots."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.cast import EXPORTER, IMPORTER_EU, NOW, raise_cast
from tests.land import GEM, KONO, UNSORTED, Land, lay_out

from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.events.actions import Outcome, action
from openkp.ledger import queries, steps

pytestmark = pytest.mark.django_db
ANY = Actor.system()
ON = NOW.date()


@action("tests.ship")
def ship(*, by: Actor, now: object, request_id: str, draws: list[tuple[str, int]], hs: str = UNSORTED) -> Outcome:
    steps.lock([lot for lot, _ in draws])
    lot = steps.to_transit(draws=draws, number="SL000001", exporter=EXPORTER, hs=hs, on=ON, now=NOW)
    return Outcome({"lot": lot.ref})


@action("tests.step")
def step(*, by: Actor, now: object, request_id: str, name: str, **told: object) -> Outcome:
    made = getattr(steps, name)(on=ON, now=NOW, **told)
    return Outcome({"made": list(made) if isinstance(made, tuple) else made})


@pytest.fixture
def land() -> Land:
    return lay_out(raise_cast())


def row(ref: str) -> queries.LotRow:
    found = queries.lot(ref, viewer=ANY)
    assert found is not None
    return found


def sent(land: Land, draws: list[tuple[str, int]], **changed: str) -> str:
    return str(ship(by=ANY, now=NOW, request_id=land.cast.ask(), draws=draws, **changed).data["lot"])


def test_a_parcel_goes_into_transit_with_its_parents_and_the_rest_stays(land: Land) -> None:
    one, two = land.exporters_lot(1234), land.exporters_lot(770)
    transit = row(sent(land, [(one, 1230), (two, 770)]))
    assert (transit.holder_kind, transit.holder, transit.made_mct) == ("transit", "SL000001", 2000)
    assert dict(transit.origins) == {KONO: 2000}
    assert row(one).balance_mct == 4
    assert queries.transit_lots("SL000001") == (transit,)
    trace = queries.trace(transit.ref, viewer=ANY)
    assert {edge.source for edge in trace.edges if edge.target == transit.id} == {row(one).id, row(two).id}
    assert list(queries.problems()) == []


def test_what_cannot_be_certified(land: Land) -> None:
    lot = land.exporters_lot(1000)
    dealers = land.sell([(land.find(50), 50)])
    with pytest.raises(Refusals) as refused:
        sent(land, [(lot, 1005), (dealers, 50)], hs=GEM)
    assert refused.value.codes == {
        "ledger.overdraft",
        "ledger.not_holder",
        "ledger.not_hundredths",
        "chain.hs_cannot_change",
    }
    assert row(lot).balance_mct == 1000


def test_an_importer_receives_and_what_is_missing_waits_for_an_explanation(land: Land) -> None:
    """Domain, section 12, acceptance (f): exported 3.20 ct, imported 3.14 ct."""
    transit = sent(land, [(land.exporters_lot(3200), 3200)])
    told = {"lot": transit, "participant": "EU", "operator": IMPORTER_EU, "hs": UNSORTED}
    arrived = step(by=ANY, now=NOW, request_id=land.cast.ask(), name="arrive", mct=3140, **told).data["made"]
    lot = row(arrived)
    assert (lot.ref[:5], lot.holder, lot.balance_mct, dict(lot.origins)) == ("L-EU-", IMPORTER_EU, 3140, {KONO: 3140})
    assert row(transit).balance_mct == 60
    with pytest.raises(Refusals, match="overdraft"):
        step(by=ANY, now=NOW, request_id=land.cast.ask(), name="arrive", mct=61, **told)
    step(by=ANY, now=NOW, request_id=land.cast.ask(), name="lose", lot=transit, mct=60, reason="Scale of Freetown")
    assert row(transit).balance_mct == 0
    assert queries.origin_sites(arrived) == ("SL:KONO-YENGEMA-1",)
    assert list(queries.problems()) == []


def test_a_void_certificate_gives_the_carats_back_once(land: Land) -> None:
    lot = land.exporters_lot(500)
    transit = sent(land, [(lot, 500)])
    back = step(by=ANY, now=NOW, request_id=land.cast.ask(), name="restore", lot=transit, reason="Void").data["made"]
    assert (row(back).holder, row(back).balance_mct, row(back).kind) == (EXPORTER, 500, "restore")
    with pytest.raises(Refusal, match="nothing_left"):
        step(by=ANY, now=NOW, request_id=land.cast.ask(), name="restore", lot=transit, reason="Void")
    with pytest.raises(Refusal, match="not_in_transit"):
        step(by=ANY, now=NOW, request_id=land.cast.ask(), name="restore", lot=lot, reason="Void")
    assert sent(land, [(back, 500)])
    assert list(queries.problems()) == []


def test_a_parcel_seized_on_its_way_keeps_its_origins(land: Land) -> None:
    transit = sent(land, [(land.exporters_lot(500), 500)])
    told = {"lots": [transit], "participant": "EU", "reason": "Forged seal"}
    (seized,) = step(by=ANY, now=NOW, request_id=land.cast.ask(), name="seize", **told).data["made"]
    assert (row(seized).holder_kind, row(seized).holder, dict(row(seized).origins)) == ("authority", "EU", {KONO: 500})
    with pytest.raises(Refusals, match="nothing_left"):
        step(by=ANY, now=NOW, request_id=land.cast.ask(), name="seize", **told)
    assert list(queries.problems()) == []


def test_goods_of_another_installation_enter_with_what_their_certificate_says(land: Land) -> None:
    told = {"number": "LR000044", "participant": "SL", "operator": EXPORTER, "hs": GEM, "mct": 1000}
    name = "arrive_from_outside"
    made = step(by=ANY, now=NOW, request_id=land.cast.ask(), name=name, origins={"LR": 1000}, **told).data["made"]
    assert (row(made).countries, row(made).kind) == (("LR",), "import-outside")
    with pytest.raises(Refusals, match="origins_differ"):
        step(by=ANY, now=NOW, request_id=land.cast.ask(), name=name, origins={"LR": 999}, **told)
    assert list(queries.problems()) == []


@pytest.mark.django_db(transaction=False)
def test_steps_need_an_action_around_them(land: Land) -> None:
    lot = land.exporters_lot(500)
    with pytest.raises(AssertionError, match="inside an action"), transaction.atomic():
        steps.to_transit(draws=[(lot, 500)], number="SL000001", exporter=EXPORTER, hs=UNSORTED, on=ON, now=NOW)
