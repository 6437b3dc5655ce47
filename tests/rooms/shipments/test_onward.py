"""Goods that cross a second border: a re-export names the certificates under which its goods last entered, no older."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import AUTHORITY, EXPORTER, IMPORTER_EU, raise_cast
from tests.desk import SCHELDT, Desk, open_desk
from tests.land import lay_out

from openkp.core.refusal import Refusals
from openkp.mining import actions as mining
from openkp.shipments import actions as shipments


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def test_what_was_imported_elsewhere_before_is_not_named_again(desk: Desk) -> None:
    cast = desk.cast
    today = cast.now.date()
    desk.act(
        mining.grant_licence, by=cast.officer_eu, operator=IMPORTER_EU, number="EU-EXL-0001", kind="export-licence",
        valid_from=today, valid_until=today + dt.timedelta(days=300),
    )  # fmt: skip
    first = desk.depart(desk.issue())
    (lot,) = desk.confirm(first)["lots"].values()
    home = {"name": "Fatmata Conteh", "address": "Freetown", "country": "SL", "operator": EXPORTER}
    file = desk.submit(
        by=cast.importer_eu, authority="eu-antwerp", exporter=IMPORTER_EU, kind="re-export", sources=[first],
        importer=home, parcels=[desk.parcel(lot, 3200)],
    )  # fmt: skip
    second = desk.issue(file)
    desk.act(shipments.depart, by=cast.officer_eu, shipment=file)
    customs = {"by": cast.customs_sl}
    reference = desk.present(second, participant="SL", authority=AUTHORITY, **customs)["file"]
    desk.inspect(reference, **customs)
    (back,) = desk.act(shipments.confirm, file=reference, **customs)["lots"].values()
    onward = {"kind": "re-export", "importer": SCHELDT, "parcels": [desk.parcel(back, 3200)]}
    with pytest.raises(Refusals) as refused:
        desk.submit(sources=[first, second], **onward)
    assert refused.value.codes == {"export.source_not_drawn"}
    assert desk.submit(sources=[second], **onward).startswith("S-SL-")
