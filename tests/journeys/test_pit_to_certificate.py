"""One parcel from the pit to a border abroad: dug, sold on slips, valued, certified, verified offline, confirmed,
re-exported in part; and the house is whole at the end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from tests.cast import EXPORTER, IMPORTER_EU, raise_cast
from tests.desk import SYSTEM, Desk, open_desk, seal_log
from tests.land import GEM, KONO_PIT, OTHER_MINER, UNSORTED, lay_out

from openkp.certificates import bundle, queries, trust_export
from openkp.check import walk as check
from openkp.core.logcheck import DirectoryLog
from openkp.core.trust import read_trust_list
from openkp.core.verify import verify
from openkp.ledger import actions as ledger
from openkp.ledger import queries as lots
from openkp.mining import actions as mining


@pytest.fixture
def desk(committed_db: Path) -> Desk:
    return open_desk(lay_out(raise_cast()))


def test_from_the_pit_to_a_border_and_beyond(desk: Desk, tmp_path: Path) -> None:
    land, cast = desk.land, desk.cast
    # Two miners find stones; a dealer buys on slips, and sells the whole to the exporter.
    finds = [land.find(4150, stones=4), land.find(2055, stones=1)]
    finds.append(land.find(900, operator=OTHER_MINER, site="SL:KENEMA-TONGO-1"))
    bought = [land.sell([(lot, desk.balance(lot))]) for lot in finds[:2]]
    bought.append(land.sell([(finds[2], 900)], seller=OTHER_MINER, place="SL:KENEMA"))
    parcel = land.sell_on([(lot, desk.balance(lot)) for lot in bought])
    assert desk.balance(parcel) == 7105
    # The exporter sorts it: gems apart. Hundredths are certified; the rest stays in stock.
    sorted_lots = desk.act(ledger.split, by=cast.exporter, lot=parcel, parts=[[4105, GEM], [3000, UNSORTED]])["lots"]
    gems, rest = sorted_lots
    file = desk.submit(
        parcels=[desk.parcel(gems, 4100, "PK-1", hs=GEM), desk.parcel(rest, 3000, "PK-2")],
    )
    number = desk.issue(file)
    assert desk.balance(gems) == 5
    # The certificate and its proof leave on paper; at the border there is no network.
    seal_log(cast.now)
    out = tmp_path / "paper"
    bundle.export(number, out, viewer=cast.exporter, now=cast.now)
    trust = read_trust_list(trust_export.build(cast.now))
    copy = DirectoryLog(settings.OPENKP_HOME / "log")
    for ending in ("qr.txt", "png", "pdf"):
        verdict = verify((out / f"{number}.{ending}").read_bytes(), trust=trust, now=cast.now, log=copy)
        assert verdict.verdict == "valid", verdict.reasons
    # Every carat leads back to its pit.
    found = queries.certificate(number, viewer=cast.customs_eu, now=cast.now)
    assert found is not None
    traces = [lots.trace(parcel_row.lot, viewer=SYSTEM) for parcel_row in found.parcels]
    assert {site for trace in traces for site in trace.sites} == {KONO_PIT, "SL:KENEMA-TONGO-1"}
    assert all(len(trace.slips) == 4 for trace in traces), "three slips to the dealer, one to the exporter"
    # Abroad it is weighed again, and what arrived is the importer's.
    desk.depart(number)
    received = desk.confirm(number)["lots"]
    assert desk.held_by(IMPORTER_EU) == 7100
    assert queries.public_status(number, now=cast.now).standing == "void"
    # Part of it goes on to Dubai, under a certificate that names the first and draws it down.
    today = cast.now.date()
    desk.act(
        mining.grant_licence,
        by=cast.officer_eu,
        operator=IMPORTER_EU,
        number="EU-EXL-0001",
        kind="export-licence",
        valid_from=today,
        valid_until=today + dt.timedelta(days=300),
    )
    onward = desk.submit(
        by=cast.importer_eu,
        authority="eu-antwerp",
        kind="re-export",
        exporter=IMPORTER_EU,
        importer={"name": "Gulf Rough DMCC", "address": "Almas Tower, Dubai", "country": "AE"},
        parcels=[desk.parcel(received["PK-1"], 1000, "RX-1", hs=GEM)],
        sources=[number],
    )
    second = desk.issue(onward)
    assert second == "EU00004301"
    told = queries.certificate(second, viewer=SYSTEM, now=cast.now)
    assert told is not None
    assert (told.facts.sources, told.facts.origin, told.facts.provenance) == ((number,), "SL", "EU")
    assert told.facts.valid_until == dt.datetime(2027, 1, 25, tzinfo=dt.UTC), "two months"
    assert desk.balance(received["PK-1"]) == 3100
    assert desk.held_by(EXPORTER) == 5
    seal_log(cast.now + dt.timedelta(minutes=1))
    assert check.problems(now=cast.now) == ()
