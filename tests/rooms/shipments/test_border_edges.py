"""Ends at a border that are easily missed: clocks that stop or run again, goods counted once, who may say what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import AUTHORITY_AE, IMPORTER_EU, raise_cast
from tests.desk import Desk, open_desk, seal_log
from tests.land import lay_out

from openkp.certificates import actions as certificates
from openkp.certificates import queries as papers
from openkp.certificates import trust_export
from openkp.core.refusal import Refusal, Refusals
from openkp.core.trust import read_trust_list
from openkp.core.verify import verify
from openkp.documents import actions as documents
from openkp.ledger import queries as lots
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files

from .test_border import PAPER, problems

PRIOR: dict[str, Any] = PAPER | {
    "authority": "sl-nma",
    "exporter": {"name": "Fatmata Conteh", "address": "Freetown", "country": "SL"},
}


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def late(desk: Desk) -> set[tuple[str, str]]:
    at = desk.cast.now + dt.timedelta(days=200)
    return {(row.participant, row.kind) for row in files.late(viewer=desk.cast.chair, now=at)}


def three_parcels(desk: Desk) -> str:
    lot = desk.land.exporters_lot(9000)
    parcels = [desk.parcel(lot, 3000, f"P-{n}") for n in (1, 2, 3)]
    return desk.depart(desk.issue(desk.submit(parcels=parcels)))


def test_an_arrival_is_awaited_again_after_a_dismissal(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    assert ("EU", "shipment.arrival") in late(desk)
    file = desk.present(number)["file"]
    desk.act(shipments.ask_issuer, by=desk.cast.customs_eu, file=file, question="Is it yours?")
    assert {kind for _, kind in late(desk)} >= {"query.answer", "import.decision"}
    assert ("EU", "shipment.arrival") not in late(desk)
    desk.act(shipments.dismiss, by=desk.cast.customs_eu, file=file, reason="Typed wrong")
    assert ("EU", "shipment.arrival") in late(desk)
    assert not {kind for _, kind in late(desk)} & {"query.answer", "import.decision"}


def test_nobody_awaits_what_was_lost_on_the_way(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    told = {"number": number, "reason": "The bag was lost", "goods_safe": False}
    desk.act(certificates.report_lost, by=desk.cast.officer, **told)
    assert late(desk) == set()


def test_what_is_here_already_is_not_awaited(desk: Desk) -> None:
    told: dict[str, Any] = {
        "by": desk.cast.customs_eu, "participant": "EU", "sent_on": desk.cast.now.date(), "weight_cct": 1000,
        "value_usd_cents": 2_000_000, "parcels": 1, "exporter": "Surat Rough", "importer": "Scheldt", "source": "Mail",
    }  # fmt: skip
    desk.act(shipments.register_prealert, number="IN000122", **told)
    assert ("EU", "shipment.arrival") in late(desk)
    desk.present("IN000122", paper=PAPER)
    assert ("EU", "shipment.arrival") not in late(desk)
    desk.present("IN000123", paper=PAPER)
    desk.act(shipments.register_prealert, number="IN000123", **told)
    assert ("EU", "shipment.arrival") not in late(desk)


def test_foreign_goods_seized_in_transit_are_not_imported_besides(desk: Desk) -> None:
    cast = desk.cast
    file = desk.present("IN000123", paper=PAPER, purpose="transit")["file"]
    desk.act(shipments.detain, by=cast.customs_eu, file=file, reason="Opened")
    desk.act(shipments.seize, by=cast.customs_eu, file=file, reason="Opened")
    told = {"by": cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE}
    again = desk.present("IN000123", paper=PAPER, **told)
    assert not again["first"]
    assert again["alarms"]


def test_what_was_drawn_to_be_opened_stays_drawn(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = desk.depart(desk.issue())
    monkeypatch.setattr(shipments.presenting, "opened", lambda *, suspect, **_: True)
    file = desk.present(number)["file"]
    desk.act(shipments.dismiss, by=desk.cast.customs_eu, file=file, reason="Typed wrong")
    monkeypatch.setattr(shipments.presenting, "opened", lambda *, suspect, **_: suspect)
    assert desk.present(number)["inspect"]
    other = desk.depart(desk.issue())
    assert not desk.present(other)["inspect"]


def test_goods_received_are_a_source_whatever_becomes_of_the_rest(desk: Desk) -> None:
    number = three_parcels(desk)
    assert papers.source(number).importer == ""  # type: ignore[union-attr]
    file = desk.confirm(number, {"P-1": 300, "P-2": 290, "P-3": 300})["file"]
    for outcome in ("", "goods-returned"):
        if outcome:
            desk.settle(file, outcome)
        found = papers.source(number)
        assert found is not None
        assert found.importer == IMPORTER_EU
    assert desk.state(number) == "returned"
    assert problems(desk) == []


def test_as_certified_keeps_the_certified_line(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    file = desk.present(number)["file"]
    desk.inspect(file, found={"P-1": {"weight_cct": 320, "hs": "7102.21"}})
    desk.act(shipments.confirm, by=desk.cast.customs_eu, file=file)
    desk.settle(file, "as-certified")
    (lot,) = lots.lots(viewer=desk.cast.importer_eu, holder=IMPORTER_EU, limit=10)
    stated = files.import_file(file, viewer=desk.cast.customs_eu)
    assert stated is not None
    assert (lot.hs, stated.parcels[0].hs) == (stated.parcels[0].hs, "7102.10")


def test_goods_go_to_the_importer_that_is_named(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    file = desk.present(number)["file"]
    desk.inspect(file)
    told = {"by": desk.cast.customs_eu, "file": file}
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.confirm, importer="AE-IM-0001", **told)
    assert refused.value.codes == {"arrival.importer_named"}
    desk.act(shipments.confirm, importer=IMPORTER_EU, **told)
    assert desk.held_by(IMPORTER_EU) == 3200


def test_customs_do_not_answer_for_an_issuer_that_is_here(desk: Desk) -> None:
    cast = desk.cast
    number = desk.depart(desk.issue())
    file = desk.present(number)["file"]
    query = desk.act(shipments.ask_issuer, by=cast.customs_eu, file=file, question="Is it yours?")["query"]
    pdf = {"data": b"%PDF-1.7\n%%EOF", "media_type": "application/pdf"}
    document = desk.act(documents.store_upload, by=cast.customs_eu, **pdf)["sha256"]
    told = {"query": query, "answer": "not-genuine", "explanation": "So they write", "document": document}
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        desk.act(shipments.answer_query, by=cast.customs_eu, **told)
    assert desk.act(shipments.answer_query, by=cast.officer, **told)["alarms"]
    foreign = desk.present("IN000123", paper=PAPER)["file"]
    told["query"] = desk.act(shipments.ask_issuer, by=cast.customs_eu, file=foreign, question="Is it yours?")["query"]
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.answer_query, by=cast.customs_eu, **(told | {"document": ""}))
    assert refused.value.codes == {"shipments.answer_needs_document"}
    assert desk.act(shipments.answer_query, by=cast.customs_eu, **told)["alarms"]


def test_the_confirmation_of_a_prior_certificate_verifies_offline(desk: Desk) -> None:
    cast = desk.cast
    paper = PRIOR | {name: PRIOR[name].isoformat() for name in ("issued_on", "valid_until")}
    told = {"number": "SL000777", "paper": paper, "source": "Register of 2026, page 12"}
    prior = desk.act(certificates.register_prior, by=cast.officer, **told)["prior"]
    desk.act(certificates.confirm_prior, by=cast.approver, prior=prior)
    file = desk.present("SL000777")["file"]
    desk.inspect(file)
    desk.act(shipments.confirm, by=cast.customs_eu, file=file, importer=IMPORTER_EU)
    seal_log(cast.now)
    kept = files.confirmation("SL000777", viewer=cast.customs_eu)
    assert kept is not None
    trust = read_trust_list(trust_export.build(cast.now))
    found = verify(kept.jwt, trust=trust, now=cast.now)
    assert "verify.number_never_issued" not in {one.code for one in found.reasons}
    assert (found.verdict, found.authentic) == ("valid", True), found.reasons
