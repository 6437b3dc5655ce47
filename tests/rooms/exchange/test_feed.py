"""The feed: every act of the published kinds has one place, in the order in which it became known."""

from __future__ import annotations

import pytest
from tests.cast import raise_cast
from tests.desk import SYSTEM, Desk, open_desk
from tests.land import lay_out

from openkp.exchange import feed, queries

pytestmark = pytest.mark.django_db
SECRETS = ("L-SL-", "L-EU-", "usd", "weight", "name", "credential", "reason")


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def number(desk: Desk) -> int:
    return feed.Follower().number(desk.cast.now)


def kinds(desk: Desk, person: str, **told: int) -> list[str]:
    rows = queries.entries(viewer=getattr(desk.cast, person), limit=500, **told)
    return [row.type for row in rows if not row.type.startswith("parties.")]


def test_each_side_reads_what_concerns_it_in_order(desk: Desk) -> None:
    certificate = desk.issue()
    desk.depart(certificate)
    desk.confirm(certificate)
    assert number(desk) > 0
    assert number(desk) == 0, "once each"
    ours, theirs = kinds(desk, "officer"), kinds(desk, "customs_eu")
    assert ours[-7:] == [
        *("shipments.seal", "shipments.approve", "shipments.issue", "shipments.depart"),
        *("shipments.present", "shipments.inspect", "shipments.confirm"),
    ]
    assert [kind for kind in theirs if kind.startswith("shipments.")] == [
        *("shipments.issue", "shipments.depart", "shipments.present", "shipments.inspect", "shipments.confirm"),
    ], "nothing of the file before its certificate exists"
    for stranger in ("customs_ae", "officer_lr", "miner", "exporter", "observer", "secretariat", "chair"):
        assert kinds(desk, stranger) == [], stranger
    every = queries.entries(viewer=SYSTEM, limit=500)
    assert [row.position for row in every] == list(range(1, len(every) + 1)), "no gaps"
