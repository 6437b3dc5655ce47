"""The border by the API: presented, weighed, confirmed, disputed, asked, heard of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import IMPORTER_EU
from tests.desk import Desk
from tests.doors.api.callers import Caller, codes

pytestmark = pytest.mark.django_db
EU = {"participant": "EU", "authority": "eu-antwerp"}
AE = {"participant": "AE", "authority": "ae-dmcc"}
PARTY = {"name": "Surat Rough", "address": "Surat", "country": "IN"}
PAPER: dict[str, Any] = {
    "authority": "GJEPC",
    "issued_on": "2026-11-02",
    "valid_until": "2026-12-31",
    "exporter": PARTY,
    "importer": PARTY | {"name": "Scheldt Rough NV", "country": "BE"},
    "destination": "BE",
    "parcels": [{"reference": "1", "hs": "7102.31", "carats": "10.00", "value_usd": "20000.00", "origin": "IN"}],
}


@pytest.fixture
def customs(call: Callable[..., Caller]) -> Caller:
    return call("customs_eu")


@pytest.fixture
def number(desk: Desk) -> str:
    return desk.depart(desk.issue())


def test_from_prealert_to_a_signed_confirmation(customs: Caller, call: Callable[..., Caller], number: str) -> None:
    (coming,) = customs.get("/prealerts?participant=EU").json()["items"]
    assert (coming["number"], coming["carats"], coming["late"]) == (number, "3.20", False)
    shown = customs.post("/imports", {**EU, "number": number})
    assert shown.status_code == 201
    file = shown.json()["data"]["file"]
    assert shown.json()["data"]["first"] is True
    assert customs.get("/prealerts?participant=EU").json()["items"] == []
    early = customs.post(f"/imports/{file}/confirm", {})
    assert (early.status_code, codes(early)) == (422, {"arrival.inspection_needed"})
    weighed = {"found": {"P-1": {"carats": "3.20"}}, "number_of_parcels": 1, "seals_intact": True}
    assert customs.done(f"/imports/{file}/inspect", weighed)["differences"] == []
    assert customs.done(f"/imports/{file}/confirm", {})["confirmed"] is True
    whole = customs.get(f"/imports/{file}").json()
    assert (whole["import"]["state"], whole["parcels"][0]["found_carats"]) == ("confirmed", "3.20")
    for reader in (customs, call("officer"), call("importer_eu")):
        assert reader.get(f"/certificates/{number}/confirmation").json()["jwt"].count(".") == 2
    assert call("customs_ae").get(f"/certificates/{number}/confirmation").status_code == 404
    again = customs.post("/imports", {**EU, "number": number}).json()["data"]
    assert (again["first"], len(again["alarms"])) == (False, 1)


def test_a_difference_is_discussed_and_settled(customs: Caller, call: Callable[..., Caller], number: str) -> None:
    file = customs.done("/imports", {**EU, "number": number})["file"]
    weighed = {"found": {"P-1": {"carats": "3.14"}}, "number_of_parcels": 1, "seals_intact": True}
    (told,) = customs.done(f"/imports/{file}/inspect", weighed)["differences"]
    assert told["found_carats"] == "3.14"
    assert customs.done(f"/imports/{file}/confirm", {})["confirmed"] is False
    officer = call("officer")
    assert officer.done(f"/imports/{file}/messages", {"text": "3.20 on our scale"})["side"] == "SL"
    (open_one,) = officer.get("/discrepancies?participant=SL").json()["items"]
    assert open_one["differences"] == [
        {"code": "arrival.weight_differs", "parcel": "P-1", "found_carats": "3.14", "carats": "3.20"}
    ]
    refused = officer.post(f"/imports/{file}/settle", {"outcome": "as-found", "explanation": "x"})
    assert (refused.status_code, codes(refused)) == (403, {"roles.not_yours"})
    wrong = customs.post(f"/imports/{file}/settle", {"outcome": "forgotten", "explanation": "x"})
    assert codes(wrong) == {"arrival.outcome_unknown"}
    done = customs.done(f"/imports/{file}/settle", {"outcome": "as-found", "explanation": "Dust"})
    assert done["state"] == "confirmed"
    assert officer.get("/discrepancies?participant=SL").json()["items"] == []
    assert len(officer.get("/discrepancies?participant=SL&closed=true").json()["items"]) == 1


def test_foreign_paper_with_all_its_faults_at_once(customs: Caller) -> None:
    bare = customs.post("/imports", {**EU, "number": "IN000123"})
    assert codes(bare) == {"arrival.paper_needed"}
    faulty = {**PAPER, "parcels": [PAPER["parcels"][0] | {"hs": "7103.10"}] * 2, "destination": "BE"}
    assert len(codes(customs.post("/imports", {**EU, "number": "IN000123", "paper": faulty}))) >= 1
    told = {**EU, "number": "IN000123", "paper": PAPER, "importer": IMPORTER_EU, "presented_at": "2026-11-23T09:00Z"}
    shown = customs.done("/imports", told)
    assert shown["first"] is True
    whole = customs.get(f"/imports/{shown['file']}").json()
    assert whole["import"]["presented_at"] == "2026-11-23T09:00:00Z"
    misshapen = customs.post("/imports", {**told, "presented_at": "2026-11-23T09:00"})
    assert misshapen.status_code == 422


def test_two_countries_hear_and_each_closes_with_a_reason(
    customs: Caller, call: Callable[..., Caller], number: str
) -> None:
    customs.done("/imports", {**EU, "number": number})
    dubai = call("customs_ae")
    second = dubai.done("/imports", {**AE, "number": number})
    (alarm,) = second["alarms"]
    for reader in (customs, dubai, call("officer")):
        (row,) = reader.get("/alarms").json()["items"]
        assert (row["id"], row["kind"], row["state"]) == (alarm, "presented-elsewhere", "open")
    assert call("customs_in").get("/alarms").json()["items"] == []
    assert call("customs_in").get(f"/alarms/{alarm}").status_code == 404
    dubai.done(f"/alarms/{alarm}/see")
    dubai.done(f"/alarms/{alarm}/notes", {"text": "The carrier is heard"})
    bare = dubai.post(f"/alarms/{alarm}/close", {"outcome": "forgery", "reason": " "})
    assert codes(bare) == {"certificates.reason_missing"}
    dubai.done(f"/alarms/{alarm}/close", {"outcome": "forgery", "reason": "A colour copy"})
    assert dubai.get("/alarms?state=closed").json()["items"][0]["outcome"] == "forgery"
    assert dubai.get(f"/alarms/{alarm}").json()["notes"][0]["text"] == "The carrier is heard"


def test_a_question_to_the_issuer(customs: Caller, call: Callable[..., Caller], number: str) -> None:
    file = customs.done("/imports", {**EU, "number": number})["file"]
    query = customs.done(f"/imports/{file}/queries", {"question": "Is it yours?"})["query"]
    officer = call("officer")
    (waiting,) = officer.get("/queries?participant=SL").json()["items"]
    assert waiting["id"] == query
    answer = {"answer": "genuine", "explanation": "It is in our register"}
    assert call("officer_lr").post(f"/queries/{query}/answer", answer).status_code == 403
    assert officer.done(f"/queries/{query}/answer", answer)["answer"] == "genuine"
    twice = officer.post(f"/queries/{query}/answer", answer)
    assert codes(twice) == {"shipments.query_answered"}
    assert officer.get("/late").json()["items"] == []


def test_a_photograph_is_kept_and_named(customs: Caller, number: str) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    kept = customs.send("/files", png, "image/png", **{"idempotency-key": "photo-0001"})
    assert kept.status_code == 201, kept.content
    sha256 = kept.json()["data"]["sha256"]
    file = customs.done("/imports", {**EU, "number": number})["file"]
    weighed = {"found": {"P-1": {"carats": "3.20"}}, "number_of_parcels": 1, "seals_intact": True, "photos": [sha256]}
    customs.done(f"/imports/{file}/inspect", weighed)
    assert customs.get(f"/imports/{file}").json()["inspections"][0]["photos"] == [sha256]
    unknown = customs.post(f"/imports/{file}/inspect", {**weighed, "photos": ["0" * 64]})
    assert codes(unknown) == {"arrival.document_unknown"}


def test_specimens_and_earlier_certificates(call: Callable[..., Caller]) -> None:
    officer, second = call("officer"), call("second_officer")
    made = officer.post("/specimens", {"participant": "SL", "name_printed": "NMA", "source": "Circular 3", "digits": 6})
    assert made.status_code == 201, made.content
    specimen = made.json()["data"]["specimen"]
    told = {"year": 2026, "first": 4000, "last": 4999, "source": "Circular 3"}
    officer.done(f"/specimens/{specimen}/ranges", told)
    assert officer.get(f"/specimens/{specimen}").json()["ranges"][0]["last"] == 4999
    paper = {**PAPER, "authority": "sl-nma", "exporter": PARTY | {"country": "SL"}}
    paper["parcels"] = [PAPER["parcels"][0] | {"origin": "SL"}]
    prior = officer.post("/prior-certificates", {"number": "SL000771", "paper": paper, "source": "Register 2026"})
    assert prior.status_code == 201, prior.content
    told_prior = prior.json()["data"]["prior"]
    same = officer.post(f"/prior-certificates/{told_prior}/confirm")
    assert codes(same) == {"certificates.same_officer"}
    second.done(f"/prior-certificates/{told_prior}/confirm")
    (row,) = officer.get("/prior-certificates?participant=SL").json()["items"]
    assert (row["number"], row["confirmed"]) == ("SL000771", True)


def test_who_may_and_who_may_not(call: Callable[..., Caller], number: str) -> None:
    for person in ("officer", "exporter", "miner", "observer", "customs_ae"):
        refused = call(person).post("/imports", {**EU, "number": number})
        assert (refused.status_code, codes(refused)) == (403, {"roles.not_yours"}), person
    refused = call("customs_eu", "read").post("/imports", {**EU, "number": number})
    assert codes(refused) == {"api.scope_missing"}
    file = call("customs_eu").done("/imports", {**EU, "number": number})["file"]
    for act, body in (
        ("detain", {"reason": "x"}), ("seize", {"reason": "x"}), ("return", {"reason": "x"}),
        ("dismiss", {"reason": "x"}), ("confirm", {}), ("queries", {"question": "x"}),
    ):  # fmt: skip
        for person in ("customs_ae", "officer"):
            assert call(person).post(f"/imports/{file}/{act}", body).status_code == 403, (act, person)
    assert call("customs_ae").get(f"/imports/{file}").status_code == 404
    assert call("officer").get(f"/imports/{file}").status_code == 200
