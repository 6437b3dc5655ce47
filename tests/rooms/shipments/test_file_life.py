"""A file from its application to the confirmation abroad, and each place where it is stopped."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.cast import IMPORTER_EU, raise_cast
from tests.desk import SCHELDT, SYSTEM, Desk, open_desk
from tests.land import KONO, lay_out

from openkp.certificates import audit as certificates_audit
from openkp.certificates import queries as certificates
from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor, Grant, Role
from openkp.ledger import queries as ledger
from openkp.mining import actions as mining
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def problems(desk: Desk) -> list[str]:
    found = [*certificates_audit.problems(desk.cast.now), *files.problems(), *ledger.problems()]
    return [str(problem) for problem in found]


def test_from_application_to_confirmation(desk: Desk) -> None:
    lot = desk.land.exporters_lot(3205)
    file = desk.submit(lot, 3200)
    assert desk.file(file).row.state == "submitted"
    number = desk.issue(file)
    assert number == "SL004301"
    assert desk.balance(lot) == 5, "a certificate carries hundredths, the rest stays in stock"
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    facts = found.facts
    assert (facts.total_weight_cct, facts.total_value_usd_cents) == (320, 65_992_548)
    assert (facts.origin, facts.provenance, facts.destination) == ("SL", "SL", "EU")
    assert facts.validated_by == "Mohamed Kallon"
    assert facts.seals == (f"SEAL-{file}",)
    assert facts.exporter.licence == "SL-EXL-0001"
    assert facts.specimen, "keys of the tests are worth nothing"
    desk.depart(number)
    answer = desk.confirm(number)
    assert answer["confirmed"]
    assert desk.held_by(IMPORTER_EU) == 3200
    assert [step.act for step in certificates.life(number)] == ["issue", "depart", "present", "confirm"]
    assert desk.of(number).row.state == "closed"
    assert problems(desk) == []


def test_three_valuations_are_blind_and_the_highest_wins(desk: Desk) -> None:
    file = desk.submit()
    cast = desk.cast
    desk.act(shipments.value, by=cast.valuer, shipment=file, seat="state", values={"P-1": 64_854_000}, special=["P-1"])
    seen = files.shipment(file, viewer=cast.exporter)
    assert seen is not None
    assert [sheet.total_usd_cents for sheet in seen.sheets] == [None]
    own = files.shipment(file, viewer=cast.valuer)
    assert own is not None
    assert [sheet.total_usd_cents for sheet in own.sheets] == [64_854_000]
    told = {"shipment": file, "values": {"P-1": 65_992_548}}
    with pytest.raises(Refusals) as twice:
        desk.act(shipments.value, by=cast.valuer, seat="state", **told)
    assert twice.value.codes == {"valuation.already_given"}
    desk.act(shipments.value, by=cast.independent_valuer, seat="independent", **told)
    desk.act(shipments.value, by=cast.agent, shipment=file, seat="exporter", values={"P-1": 60_170_100})
    shown = desk.file(file)
    assert [(sheet.seat, sheet.total_usd_cents) for sheet in shown.sheets if sheet.wins] == [
        ("independent", 65_992_548)
    ]
    (levy,) = shown.levies
    assert (levy.code, levy.amount_usd_cents) == ("special_stone_duty", 9_898_882), "Sierra Leone 2018: 98,988.82 US$"


def test_levies_are_paid_through_a_bank_before_sealing(desk: Desk) -> None:
    file = desk.submit()
    desk.value(file)
    (levy,) = desk.file(file).levies
    assert levy.amount_usd_cents == 1_979_776
    with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
        desk.seal(file)
    told = {"by": desk.cast.officer, "shipment": file, "levy": "export_duty"}
    with pytest.raises(Refusal, match="bank_reference_missing"):
        desk.act(shipments.pay_levy, bank_reference=" ", **told)
    desk.act(shipments.pay_levy, bank_reference="BSL-1", **told)
    assert desk.file(file).row.state == "levied"


def test_four_eyes(desk: Desk) -> None:
    file = desk.submit()
    desk.value(file)
    desk.pay(file)
    desk.seal(file)
    both = Actor(desk.cast.officer.person_id, frozenset({Grant(Role.OFFICER, "SL"), Grant(Role.APPROVER, "SL")}))
    with pytest.raises(Refusals) as alone:
        desk.act(shipments.approve, by=both, shipment=file)
    assert alone.value.codes == {"shipments.four_eyes", "shipments.not_a_signatory"}
    desk.act(shipments.approve, by=desk.cast.approver, shipment=file)
    approver = Actor(desk.cast.approver.person_id, frozenset({Grant(Role.OFFICER, "SL")}))
    with pytest.raises(Refusal, match="four_eyes"):
        desk.act(shipments.issue, by=approver, shipment=file)
    desk.act(shipments.issue, by=desk.cast.second_officer, shipment=file)


def test_contents_must_match_and_a_seal_serves_once(desk: Desk) -> None:
    first, second = desk.submit(), desk.submit()
    for file in (first, second):
        desk.value(file)
        desk.pay(file)
    desk.seal(first)
    with pytest.raises(Refusals) as refused:
        desk.seal(second, weights={"P-1": 319}, seals=[["C-1", f"SEAL-{first}"]])
    assert refused.value.codes == {"export.weight_differs", "export.seal_used"}


def test_all_refusals_of_an_application_at_once_and_nothing_written(desk: Desk) -> None:
    lot = desk.land.exporters_lot(3200)
    with pytest.raises(Refusals) as refused:
        desk.submit(
            importer={**SCHELDT, "address": " ", "country": "KE"},
            parcels=[
                desk.parcel(lot, 3205, weight_cct=320),
                desk.parcel(lot, 100, hs="7103.10", weight_cct=11),
            ],
            declared=False,
            by=desk.cast.agent,
        )
    assert refused.value.codes == {
        "export.importer_address_missing",
        "trade.not_a_participant",
        "shipments.importer_elsewhere",
        "export.not_hundredths",
        "export.draws_differ",
        "export.hs_unknown",
        "export.parcel_named_twice",
        "ledger.overdraft",
        "export.declaration_missing",
    }
    assert files.count() == 0


def test_an_agent_acts_only_under_its_mandate(desk: Desk) -> None:
    desk.submit(by=desk.cast.agent)
    stranger = Actor(999, frozenset({Grant(Role.AGENT, "SL", "SL-EX-0099")}))
    with pytest.raises(Refusals) as refused:
        desk.submit(by=stranger)
    assert refused.value.codes == {"export.not_mandated"}


def test_what_changed_since_the_application_is_asked_again_at_issue(desk: Desk) -> None:
    file = desk.submit()
    desk.approve(file)
    desk.act(mining.revoke_licence, by=desk.cast.officer, licence="SL-EXL-0001", reason="Fees unpaid")
    with pytest.raises(Refusals) as refused:
        desk.issue(file)
    assert refused.value.codes == {"chain.licence_revoked"}
    assert desk.file(file).row.certificate == ""


def test_a_lot_sold_meanwhile_cannot_be_certified(desk: Desk) -> None:
    lot = desk.land.exporters_lot(3200)
    first, second = desk.submit(lot, 3200), desk.submit(lot, 3200)
    desk.approve(first)
    desk.approve(second)
    desk.issue(first)
    with pytest.raises(Refusals) as refused:
        desk.issue(second)
    assert refused.value.codes == {"ledger.overdraft"}
    assert problems(desk) == []


def test_a_difference_stays_in_the_open_until_it_is_explained(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    answer = desk.confirm(number, weights={"P-1": 314})
    assert not answer["confirmed"]
    assert [one["code"] for one in answer["differences"]] == ["arrival.weight_differs"]
    assert desk.held_by(IMPORTER_EU) == 0
    found = certificates.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    assert found.row.state == "discrepant"
    assert problems(desk) == []
    desk.settle(answer["file"], "as-found")
    assert desk.held_by(IMPORTER_EU) == 3140
    assert problems(desk) == []


def test_refuse_and_withdraw_end_a_file(desk: Desk) -> None:
    first, second = desk.submit(), desk.submit()
    desk.act(shipments.withdraw, by=desk.cast.agent, shipment=first, reason="Buyer stepped back")
    desk.act(shipments.refuse, by=desk.cast.approver, shipment=second, reason="Doubts about the origin")
    for file in (first, second):
        with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
            desk.act(shipments.value, by=desk.cast.valuer, shipment=file, seat="state", values={"P-1": 1})
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        desk.act(shipments.refuse, by=desk.cast.customs_eu, shipment=first, reason="x")


def test_a_reexport_names_its_import_and_draws_it_down(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    (lot,) = desk.confirm(number)["lots"].values()
    cast = desk.cast
    told = {
        "by": cast.importer_eu,
        "authority": "eu-antwerp",
        "exporter": IMPORTER_EU,
        "importer": {"name": "Gulf Rough", "address": "Dubai", "country": "AE"},
        "parcels": [desk.parcel(lot, 1200)],
    }
    with pytest.raises(Refusals) as refused:
        desk.submit(**told)
    assert {"export.is_a_reexport", "export.origin_not_imported"} <= refused.value.codes
    with pytest.raises(Refusals) as unnamed:
        desk.submit(kind="re-export", sources=["GN002201"], **told)
    assert {"export.source_not_named", "export.source_unknown"} <= unnamed.value.codes


def test_technical_and_transit_certificates_say_why(desk: Desk) -> None:
    lot = desk.land.exporters_lot(3200)
    with pytest.raises(Refusals) as technical:
        desk.submit(lot, kind="technical", purpose="because")
    assert technical.value.codes == {
        "export.purpose_unknown",
        "export.original_missing",
        "export.consent_issuing_missing",
        "export.consent_receiving_missing",
    }
    with pytest.raises(Refusals) as transit:
        desk.submit(lot, kind="transit")
    assert transit.value.codes == {"export.purpose_missing", "export.route_missing"}
    number = desk.issue(desk.submit(lot, 1000, kind="transit", purpose="To Antwerp by Dubai", route=["AE"]))
    found = certificates.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    assert (found.facts.kind, found.facts.purpose) == ("transit", "To Antwerp by Dubai")


def test_texts_that_no_certificate_can_carry_are_refused_early(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"credential\.value"):
        desk.submit(importer={**SCHELDT, "name": "x" * 201})


def test_the_importing_side_sees_a_file_once_it_is_certified(desk: Desk) -> None:
    file = desk.submit()
    assert files.shipment(file, viewer=desk.cast.customs_eu) is None
    assert files.shipment(file, viewer=desk.cast.officer_lr) is None
    desk.issue(file)
    assert files.shipment(file, viewer=desk.cast.customs_eu) is not None
    assert files.shipment(file, viewer=desk.cast.importer_eu) is not None
    assert files.shipment(file, viewer=desk.cast.customs_ae) is None
    assert [row.reference for row in files.shipments(viewer=desk.cast.customs_eu)] == [file]
    assert files.shipments(viewer=desk.cast.observer) == ()


def test_zones_of_the_goods_are_kept_with_the_file(desk: Desk) -> None:
    assert desk.file(desk.submit()).zones == (KONO,)


def test_expired_paper_does_not_leave(desk: Desk) -> None:
    number = desk.issue()
    later = desk.cast.now + dt.timedelta(days=61)
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.depart, by=desk.cast.officer, shipment=desk.of(number).row.reference, now=later)
    assert refused.value.codes == {"shipments.expired"}
