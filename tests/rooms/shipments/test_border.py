"""What is presented at a border: first or not, weighed, confirmed, disputed, sent back, seized. Both sides hear."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import AUTHORITY_AE, EXPORTER, IMPORTER_EU, raise_cast
from tests.desk import SYSTEM, Desk, open_desk
from tests.land import lay_out

from openkp.certificates import actions as certificates
from openkp.certificates import audit as certificates_audit
from openkp.certificates import queries as papers
from openkp.core.confirmation import read_confirmation
from openkp.core.refusal import Refusal, Refusals
from openkp.events import clock
from openkp.ledger import queries as lots
from openkp.parties import queries as parties
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files
from openkp.signing import actions as signing

PAPER: dict[str, Any] = {
    "authority": "GJEPC",
    "issued_on": dt.date(2026, 11, 2),
    "valid_until": dt.date(2026, 12, 31),
    "exporter": {"name": "Surat Rough", "address": "Surat", "country": "IN"},
    "importer": {"name": "Scheldt Rough NV", "address": "Antwerp", "country": "BE"},
    "destination": "BE",
    "parcels": [
        {"reference": "1", "hs": "7102.31", "weight_cct": 1000, "value_usd_cents": 2_000_000, "origin": "MIXED",
         "origins": {"SL": 6000, "LR": 4000}},
    ],
}  # fmt: skip


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def problems(desk: Desk) -> list[str]:
    found = [*certificates_audit.problems(desk.cast.now), *files.problems(), *lots.problems()]
    return [str(problem) for problem in found]


def test_a_confirmation_is_signed_logged_and_moves_the_carats(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    shown = desk.present(number)
    assert (shown["first"], shown["findings"], shown["alarms"], shown["inspect"]) == (True, [], [], True)
    assert desk.state(number) == "presented"
    with pytest.raises(Refusal, match=r"arrival\.inspection_needed"):
        desk.act(shipments.confirm, by=desk.cast.customs_eu, file=shown["file"])
    assert desk.inspect(shown["file"])["differences"] == []
    answer = desk.act(shipments.confirm, by=desk.cast.customs_eu, file=shown["file"])
    assert answer["confirmed"]
    assert desk.state(number) == "confirmed"
    assert desk.held_by(IMPORTER_EU) == 3200
    kept = files.confirmation(number, viewer=desk.cast.officer)
    assert kept is not None
    facts = read_confirmation(kept.jwt).facts
    assert (facts.number, facts.confirmed_by, facts.participant) == (number, "Lotte Peeters", "EU")
    assert [(p.reference, p.weight_cct) for p in facts.parcels] == [("P-1", 320)]
    assert files.confirmation(number, viewer=desk.cast.customs_ae) is None
    assert problems(desk) == []


def test_3_20_against_3_14_opens_a_file_with_both_figures_and_a_dialogue(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    answer = desk.confirm(number, {"P-1": 314})
    assert (answer["confirmed"], desk.state(number), desk.held_by(IMPORTER_EU)) == (False, "discrepant", 0)
    file = answer["file"]
    cast = desk.cast
    write = shipments.write_to_other_side
    desk.act(write, by=cast.customs_eu, file=file, text="We find 3.14.")
    told = desk.act(write, by=cast.officer, file=file, text="Our scale said 3.20.")
    assert told["discrepancy"] == "answered"
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        desk.act(write, by=cast.customs_ae, file=file, text="x")
    (seen,) = files.discrepancies(viewer=cast.officer, participant="SL")
    assert seen.differences == (
        {"code": "arrival.weight_differs", "parcel": "P-1", "found_cct": 314, "weight_cct": 320},
    )
    assert [(one.act, one.participant) for one in seen.notes] == [("ask", "EU"), ("answer", "SL")]
    assert files.discrepancies(viewer=cast.customs_ae, participant="SL") == ()
    with pytest.raises(Refusals) as refused:
        desk.settle(file, "excess-seized")
    assert refused.value.codes == {"arrival.no_excess"}
    desk.settle(file, "as-found")
    assert (desk.state(number), desk.held_by(IMPORTER_EU)) == ("confirmed", 3140)
    with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
        desk.settle(file, "as-certified")
    assert problems(desk) == []


@pytest.mark.parametrize(
    ("outcome", "state", "importer", "seized"),
    [
        ("as-certified", "confirmed", 3200, 0),
        ("excess-seized", "confirmed", 3200, 130),
        ("goods-returned", "returned", 0, 0),
        ("goods-seized", "seized", 0, 3200),
    ],
)
def test_more_than_was_certified_never_enters_a_stock(
    desk: Desk, outcome: str, state: str, importer: int, seized: int
) -> None:
    number = desk.depart(desk.issue())
    file = desk.confirm(number, {"P-1": 333})["file"]
    with pytest.raises(Refusals) as refused:
        desk.settle(file, "as-found")
    assert refused.value.codes == {"arrival.excess_not_certified"}
    desk.settle(file, outcome)
    assert (desk.state(number), desk.held_by(IMPORTER_EU)) == (state, importer)
    in_hands = [row.balance_mct for row in lots.lots(viewer=SYSTEM, holder="EU", limit=10)]
    assert sum(in_hands) == seized
    assert problems(desk) == []


def test_parcels_are_accepted_one_by_one(desk: Desk) -> None:
    lot = desk.land.exporters_lot(9000)
    parcels = [desk.parcel(lot, 3000, f"P-{n}") for n in (1, 2, 3)]
    number = desk.depart(desk.issue(desk.submit(parcels=parcels)))
    before = desk.held_by(EXPORTER)
    file = desk.present(number)["file"]
    desk.inspect(file, {"P-1": 300, "P-2": 290, "P-3": 300})
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.confirm, by=desk.cast.customs_eu, file=file, fates={"P-3": "seized", "P-9": "returned"})
    assert refused.value.codes == {"arrival.parcel_unknown"}
    told = {"by": desk.cast.customs_eu, "file": file, "fates": {"P-3": "seized"}, "reason": "No part of this mine"}
    answer = desk.act(shipments.confirm, **told)
    assert not answer["confirmed"]
    assert set(answer["lots"]) == {"P-1", "P-3"}, "what does not differ moves at once"
    assert desk.held_by(IMPORTER_EU) == 3000
    desk.settle(file, "as-found")
    assert desk.held_by(IMPORTER_EU) == 5900
    assert desk.held_by(EXPORTER) == before
    assert problems(desk) == []


def test_the_second_presentation_raises_an_alarm_at_both(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    first = desk.present(number)
    other = {"by": desk.cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE}
    second = desk.present(number, **other)
    assert (first["first"], second["first"]) == (True, False)
    assert len(second["alarms"]) == 1
    assert second["inspect"]
    for viewer in (desk.cast.officer, desk.cast.customs_eu, desk.cast.customs_ae):
        assert [one.kind for one in papers.alarms(viewer=viewer)] == ["presented-elsewhere"]
    assert papers.alarms(viewer=desk.cast.customs_in) == ()
    desk.act(shipments.inspect, by=desk.cast.customs_ae, file=second["file"], found={"P-1": {"weight_cct": 320}},
             number_of_parcels=1, seals_intact=True)  # fmt: skip
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.confirm, by=desk.cast.customs_ae, file=second["file"])
    assert "arrival.not_the_first" in refused.value.codes
    desk.act(shipments.dismiss, by=desk.cast.customs_ae, file=second["file"], reason="A copy; the carrier is heard")
    desk.inspect(first["file"])
    assert desk.act(shipments.confirm, by=desk.cast.customs_eu, file=first["file"])["confirmed"]
    assert problems(desk) == []


def test_the_country_of_destination_hears_that_its_certificate_was_shown_elsewhere(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    desk.present(number, by=desk.cast.customs_ae, participant="AE", authority=AUTHORITY_AE)
    (alarm,) = papers.alarms(viewer=desk.cast.customs_eu)
    assert alarm.kind == "presented-elsewhere"
    told = {(party.participant, party.role) for party in alarm.parties}
    assert told == {("AE", "presenter"), ("SL", "issuer"), ("EU", "destination")}


def test_a_number_typed_wrong_is_dismissed_and_the_certificate_free_again(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    first = desk.present(number)
    desk.act(shipments.dismiss, by=desk.cast.customs_eu, file=first["file"], reason="Wrong number typed")
    assert desk.state(number) == "exported"
    again = desk.present(number)
    assert (again["first"], again["alarms"]) == (True, [])
    assert problems(desk) == []


def test_a_certificate_that_never_left_is_in_force_again_after_a_mistake(desk: Desk) -> None:
    number = desk.issue()
    file = desk.present(number)["file"]
    desk.act(shipments.dismiss, by=desk.cast.customs_eu, file=file, reason="Wrong number typed")
    assert desk.state(number) == "issued"
    desk.depart(number)
    assert desk.confirm(number)["confirmed"]
    assert problems(desk) == []


def test_detained_goods_are_released_with_their_remedy(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    customs = desk.cast.customs_eu
    file = desk.present(number)["file"]
    desk.act(shipments.detain, by=customs, file=file, reason="The seal has another number")
    assert desk.state(number) == "detained"
    desk.inspect(file)
    with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
        desk.act(shipments.confirm, by=customs, file=file)
    with pytest.raises(Refusal, match=r"shipments\.reason_missing"):
        desk.act(shipments.release, by=customs, file=file, remedy=" ")
    desk.act(shipments.release, by=customs, file=file, remedy="The issuing authority confirms the seal")
    assert desk.act(shipments.confirm, by=customs, file=file)["confirmed"]
    assert problems(desk) == []


def test_a_lost_certificate_that_turns_up_raises_an_alarm_and_its_goods_can_be_seized(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    told = {"by": desk.cast.officer, "number": number, "reason": "Lost on the way", "goods_safe": False}
    desk.act(certificates.report_lost, **told)
    shown = desk.present(number)
    assert not shown["first"]
    assert [one.kind for one in papers.alarms(viewer=desk.cast.officer)] == ["lost-presented"]
    desk.act(shipments.detain, by=desk.cast.customs_eu, file=shown["file"], reason="Reported lost")
    desk.act(shipments.seize, by=desk.cast.customs_eu, file=shown["file"], reason="Reported lost")
    assert desk.state(number) == "seized"
    assert problems(desk) == []


def test_a_lost_paper_whose_goods_stayed_at_home_brings_no_carats(desk: Desk) -> None:
    number = desk.issue()
    told = {"by": desk.cast.officer, "number": number, "reason": "Lost at the bank", "goods_safe": True}
    desk.act(certificates.report_lost, **told)
    held = desk.held_by(EXPORTER)
    file = desk.present(number)["file"]
    assert desk.act(shipments.seize, by=desk.cast.customs_eu, file=file, reason="No goods")["lots"] == []
    assert (desk.state(number), desk.held_by(EXPORTER)) == ("lost", held)
    assert problems(desk) == []


def test_what_is_seized_is_what_was_found(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    file = desk.present(number)["file"]
    desk.inspect(file, {"P-1": 300})
    desk.act(shipments.seize, by=desk.cast.customs_eu, file=file, reason="Origin false")
    assert [row.balance_mct for row in lots.lots(viewer=SYSTEM, holder="EU", limit=10)] == [3000]
    assert [lot.balance_mct for lot in lots.transit_lots(number)] == [0]
    assert problems(desk) == []


def test_transit_is_seen_in_and_out_and_leaves_the_certificate_alone(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    transit = {"by": desk.cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE, "purpose": "transit"}
    shown = desk.present(number, **transit)
    assert (shown["state"], shown["alarms"], desk.state(number)) == ("in-transit", [], "exported")
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.see_out, by=desk.cast.customs_ae, file=shown["file"], untouched=False)
    assert refused.value.codes == {"arrival.not_untouched"}
    desk.act(shipments.see_out, by=desk.cast.customs_ae, file=shown["file"], untouched=True)
    assert desk.confirm(number)["confirmed"]
    assert problems(desk) == []


def test_foreign_paper_is_keyed_in_confirmed_and_can_be_reexported(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"arrival\.paper_needed"):
        desk.present("IN000123")
    with pytest.raises(Refusals) as refused:
        desk.present("IN000123", paper={"authority": "", "parcels": [{"hs": "7103.10"}]})
    assert len(refused.value.reasons) > 5, "all problems at once"
    shown = desk.present("IN000123", paper=PAPER, importer=IMPORTER_EU)
    assert shown["first"]
    again = desk.present("IN000123", paper=PAPER, importer=IMPORTER_EU)
    assert (again["first"], len(again["alarms"])) == (False, 1)
    desk.inspect(shown["file"])
    if any(one["severity"] == "impossible" for one in shown["findings"]):
        pytest.fail(str(shown["findings"]))
    answer = desk.act(shipments.confirm, by=desk.cast.customs_eu, file=shown["file"])
    assert answer["confirmed"]
    (lot,) = answer["lots"].values()
    held = lots.lot(lot, viewer=SYSTEM)
    assert held is not None
    assert held.origins == {"SL": 6000, "LR": 4000}
    source = papers.source("IN000123")
    assert source is not None
    assert (source.importer, source.origins) == (IMPORTER_EU, frozenset({"SL", "LR"}))
    told = {
        "by": desk.cast.importer_eu,
        "authority": "eu-antwerp",
        "exporter": IMPORTER_EU,
        "kind": "re-export",
        "sources": ["IN000123"],
        "importer": {"name": "Gulf Rough", "address": "Dubai", "country": "AE"},
        "parcels": [desk.parcel(lot, 1200)],
    }
    with pytest.raises(Refusals) as only:
        desk.submit(**told)
    assert only.value.codes == {"chain.licence_absent"}, "nothing is wrong with the source"
    assert problems(desk) == []


def test_paper_that_says_something_else_than_what_was_issued_is_found(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    parcels = [{**PAPER["parcels"][0], "weight_cct": 350, "origins": {"SL": 3500}, "origin": "SL"}]
    shown = desk.present(number, paper={**PAPER, "parcels": parcels})
    assert {one["field"] for one in shown["findings"] if one["code"] == "arrival.paper_differs"} >= {"weight_cct"}
    desk.inspect(shown["file"])
    with pytest.raises(Refusals) as refused:
        desk.act(shipments.confirm, by=desk.cast.customs_eu, file=shown["file"])
    assert refused.value.codes == {"arrival.remedy_needed"}


def test_a_question_to_the_issuer_has_a_clock_and_a_no_raises_an_alarm(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    cast = desk.cast
    file = desk.present(number)["file"]
    asked = desk.act(shipments.ask_issuer, by=cast.customs_eu, file=file, question="Is this number yours?")
    (waiting,) = files.queries_open(viewer=cast.officer, participant="SL")
    assert waiting.id == asked["query"]
    late = cast.now + dt.timedelta(days=9)
    assert clock.tick(late) >= 1
    assert ("SL", "query.answer") in {(row.participant, row.kind) for row in files.late(viewer=cast.chair, now=late)}
    told = {"query": asked["query"], "answer": "not-genuine", "explanation": "We never printed it"}
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        desk.act(shipments.answer_query, by=cast.customs_eu, **told)
    answer = desk.act(shipments.answer_query, by=cast.officer, **told)
    assert len(answer["alarms"]) == 1
    assert files.queries_open(viewer=cast.officer, participant="SL") == ()


def test_a_departure_announces_the_shipment_and_a_late_one_is_raised(desk: Desk) -> None:
    number = desk.issue()
    reference = desk.of(number).row.reference
    day = desk.cast.now.date() + dt.timedelta(days=4)
    told = {"shipment": reference, "by": desk.cast.officer, "expected_on": day, "carrier": "Brussels Airlines"}
    desk.act(shipments.depart, **told)
    (coming,) = files.expected(viewer=desk.cast.customs_eu, participant="EU", now=desk.cast.now)
    assert (coming.number, coming.expected_on, coming.weight_cct, coming.late) == (number, day, 320, False)
    assert files.expected(viewer=desk.cast.customs_ae, participant="EU", now=desk.cast.now) == ()
    after = desk.cast.now + dt.timedelta(days=9)
    (late,) = files.expected(viewer=desk.cast.customs_eu, participant="EU", now=after)
    assert late.late
    assert clock.tick(after) == 1
    desk.present(number, now=after)
    assert files.expected(viewer=desk.cast.customs_eu, participant="EU", now=after) == ()


def test_a_confirmation_that_does_not_come_climbs_a_ladder(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    for days, rung in ((16, "confirmation"), (31, "confirmation_overdue"), (61, "confirmation_to_chair")):
        at = desk.cast.now + dt.timedelta(days=days)
        late = {(row.participant, row.kind) for row in files.late(viewer=desk.cast.chair, now=at)}
        assert ("EU", f"certificate.{rung}") in late, "the importing authority owes it"
    assert clock.tick(at) >= 4
    desk.confirm(number)
    assert files.late(viewer=desk.cast.chair, now=at) == ()
    assert files.late(viewer=desk.cast.observer, now=at) == ()


def test_a_slip_from_outside_confirms_and_the_carats_leave_this_ledger(desk: Desk) -> None:
    importer = {"name": "Surat Rough", "address": "Surat", "country": "IN"}
    number = desk.depart(desk.issue(desk.submit(importer=importer)))
    told: dict[str, Any] = {
        "by": desk.cast.officer, "certificate": number, "received_on": desk.cast.now.date(), "importer": "Surat Rough",
        "weight_cct": 320, "number_of_parcels": 1, "signed_by": "P. Shah",
    }  # fmt: skip
    for weight, note in ((314, ""), (333, "More than we sent")):
        with pytest.raises(Refusals) as refused:
            desk.act(shipments.record_slip, **(told | {"weight_cct": weight, "note": note}))
        assert refused.value.codes == {"shipments.slip_differs"}
    here = desk.depart(desk.issue())
    with pytest.raises(Refusals) as needless:
        desk.act(shipments.record_slip, **(told | {"certificate": here}))
    assert needless.value.codes == {"shipments.slip_of_this_house"}
    desk.act(shipments.record_slip, **(told | {"weight_cct": 314, "note": "Surat found 3.14; dust, they write"}))
    assert desk.state(number) == "confirmed"
    assert [lot.balance_mct for lot in lots.transit_lots(number)] == [0]
    assert problems(desk) == []


def test_a_confirmation_made_without_a_network_keeps_its_own_time(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    later = desk.cast.now + dt.timedelta(days=2)
    at = desk.cast.now + dt.timedelta(hours=3)
    file = desk.present(number, now=later, presented_at=at)["file"]
    desk.inspect(file, now=later, inspected_at=at + dt.timedelta(minutes=20))
    moment = at + dt.timedelta(hours=1)
    desk.act(shipments.confirm, by=desk.cast.customs_eu, file=file, now=later, confirmed_at=moment)
    kept = files.confirmation(number, viewer=SYSTEM)
    assert kept is not None
    assert (kept.confirmed_at, kept.at, kept.received_on) == (moment, later, at.date())
    with pytest.raises(Refusal, match=r"arrival\.time_in_future"):
        desk.present("IN000123", paper=PAPER, presented_at=later + dt.timedelta(days=1))


def test_a_key_made_since_does_not_sign_for_an_earlier_moment(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    at, later = desk.cast.now + dt.timedelta(hours=1), desk.cast.now + dt.timedelta(days=2)
    issuer = parties.issuer("eu-antwerp")
    told = {"issuer": issuer, "purpose": "confirmation", "valid_from": later - dt.timedelta(hours=1)}
    newer = desk.act(signing.create_key, by=SYSTEM, now=later - dt.timedelta(hours=1), **told)["kid"]
    file = desk.present(number, now=later, presented_at=at)["file"]
    desk.inspect(file, now=later, inspected_at=at)
    desk.act(shipments.confirm, by=desk.cast.customs_eu, file=file, now=later, confirmed_at=at)
    kept = files.confirmation(number, viewer=SYSTEM)
    assert kept is not None
    assert read_confirmation(kept.jwt).kid != newer


def test_numbers_never_issued_and_lost_forms_raise_their_alarms(desk: Desk) -> None:
    cast = desk.cast
    told = {"by": cast.customs_eu, "participant": "EU", "note": "Offered by mail"}
    assert desk.act(shipments.report_number, number="SL009999", **told)["kind"] == "never-issued"
    blanks = {"numbers": ["SL004390"], "fate": "stolen", "reason": "Office broken into"}
    desk.act(certificates.report_blanks, by=cast.officer, **blanks)
    assert desk.act(shipments.report_number, number="SL004390", **told)["kind"] == "blank-lost-or-stolen"
    with pytest.raises(Refusal, match=r"arrival\.number_is_good"):
        desk.act(shipments.report_number, number=desk.issue(), **told)
    assert {one.kind for one in papers.alarms(viewer=cast.officer)} == {"never-issued", "blank-lost-or-stolen"}
