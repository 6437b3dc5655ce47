"""No sequence of acts unbalances the ledger: whatever is tried, in whatever order, with whatever weights."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import EXPORTER, IMPORTER_EU, NOW, OTHER_MINER, raise_cast
from tests.land import GEM, KENEMA_PIT, UNSORTED, Land, lay_out

from openkp.core import ledger as mathematics
from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.events.actions import Outcome, action
from openkp.ledger import actions, queries, steps
from openkp.ledger.models import Entry, Lot

pytestmark = pytest.mark.django_db
ANY = Actor.system()
ON = NOW.date()
ACTS = (
    "find", "find elsewhere", "sell", "sell on", "split", "merge", "reweigh", "return", "seize", "ship", "arrive",
    "restore", "lose", "cut",
)  # fmt: skip
# (act, which lot, which other lot, weight): the weights are often more than there is.
MOVES = st.tuples(st.sampled_from(ACTS), st.integers(0, 50), st.integers(0, 50), st.integers(-3, 1500))


@pytest.fixture
def land() -> Land:
    return lay_out(raise_cast())


@action("tests.any_step")
def any_step(*, by: Actor, now: object, request_id: str, name: str, told: dict[str, object]) -> Outcome:
    getattr(steps, name)(on=ON, now=NOW, **told)
    return Outcome()


def act(land: Land, name: str, one: str, other: str, mct: int) -> None:
    cast = land.cast
    frame = {"now": NOW, "request_id": cast.ask()}
    if name == "find":
        land.find(mct)
    elif name == "find elsewhere":
        land.find(mct, operator=OTHER_MINER, site=KENEMA_PIT)
    elif name in ("sell", "sell on"):
        seller = OTHER_MINER if mct % 3 == 0 else "SL-AM-0001"
        sell = land.sell_on if name == "sell on" else land.sell
        told = {} if name == "sell on" else {"seller": seller}
        sell([(one, mct)] if one == other else [(one, mct), (other, max(mct // 2, 1))], **told)
    elif name == "split":
        actions.split(by=cast.officer, lot=one, parts=[(mct, UNSORTED), (abs(mct) * 2 + 1, UNSORTED)], **frame)
    elif name == "merge":
        actions.merge(by=cast.officer, lots=[one, other], hs=UNSORTED, **frame)
    elif name == "reweigh":
        actions.reweigh(by=cast.officer, lot=one, after_mct=mct, reason="Cleaned", **frame)
    elif name == "return":
        actions.return_goods(by=cast.officer, lot=one, reason="Returned", **frame)
    elif name == "cut":
        actions.manufacture(by=cast.officer, draws=[(one, mct)], note="Cut", **frame)
    else:
        told = {
            "seize": {"lots": [one, other], "participant": "SL", "reason": "Seized"},
            "ship": {"draws": [(one, mct)], "number": "SL000001", "exporter": EXPORTER, "hs": UNSORTED},
            "arrive": {"lot": one, "participant": "EU", "operator": IMPORTER_EU, "mct": mct, "hs": GEM},
            "restore": {"lot": one, "reason": "Void"},
            "lose": {"lot": one, "mct": mct, "reason": "Lost"},
        }[name]
        step = {"ship": "to_transit"}.get(name, name)
        any_step(by=ANY, name=step, told=told, **frame)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOVES, min_size=1, max_size=25))
def test_no_sequence_of_acts_unbalances_the_ledger(land: Land, moves: list[tuple[str, int, int, int]]) -> None:
    shipped = land.exporters_lot(500)
    any_step(
        by=ANY, now=NOW, request_id=land.cast.ask(), name="to_transit",
        told={"draws": [(shipped, 400)], "number": "SL000001", "exporter": EXPORTER, "hs": UNSORTED},
    )  # fmt: skip
    for name, one, other, mct in moves:
        recent = [queries.lots(viewer=ANY, held_only=False, limit=500)[-1 - place % 12].ref for place in (one, other)]
        rows = Lot.objects.count(), Entry.objects.count()
        try:
            act(land, name, *recent, mct)
        except (Refusal, Refusals):
            assert (Lot.objects.count(), Entry.objects.count()) == rows
    assert list(queries.problems()) == []
    came = Entry.objects.filter(source_lot=None).aggregate(mct=Sum("mct"))["mct"]
    went = Entry.objects.filter(target_lot=None).aggregate(mct=Sum("mct"))["mct"] or 0
    assert came - went == Lot.objects.aggregate(mct=Sum("balance_mct"))["mct"]
    _origins_are_conserved()


def _origins_are_conserved() -> None:
    """Each origin's carats that entered are still there, or left: to the last milli-carat, through every mixture."""
    there: Counter[str] = Counter()
    entered: Counter[str] = Counter()
    left = 0
    for lot in Lot.objects.all():
        given = mathematics.first_shares(lot.origins, lot.made_mct - lot.balance_mct)
        there.update({key: mct - given[key] for key, mct in lot.origins.items()})
        if lot.made_by.kind == "production":
            entered.update(lot.origins)
    for entry in Entry.objects.filter(target_lot=None):
        left += entry.mct
    assert all(there[key] <= mct for key, mct in entered.items())
    assert sum(entered.values()) - sum(there.values()) == left
