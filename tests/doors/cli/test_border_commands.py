"""`openkp certificate confirm`, `openkp shipment`, `openkp alarm`: the border at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click import Command
from click.testing import CliRunner, Result
from tests.cast import email_of, raise_cast
from tests.desk import Desk, open_desk
from tests.land import lay_out

from openkp.cli.alarm import alarm
from openkp.cli.certificate import certificate
from openkp.cli.shipment import shipment
from openkp.core.refusal import Refusal, Refusals

EU, AE, SL = (["--by", email_of(who)] for who in ("customs_eu", "customs_ae", "officer"))


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = open_desk(lay_out(raise_cast()))
    monkeypatch.setattr("openkp.cli.hand.now", lambda: desk.cast.now)
    for module in ("certificate", "shipment"):
        monkeypatch.setattr(f"openkp.cli.{module}.now", lambda: desk.cast.now)
    return desk


def run(command: Command, *words: str) -> Result:
    return CliRunner().invoke(command, list(words), standalone_mode=False)


def told(command: Command, *words: str) -> dict[str, Any]:
    done = run(command, *words, "--json")
    assert done.exception is None, done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_one_command_confirms_what_arrived(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    answer = told(certificate, "confirm", number, "--office", "eu-antwerp", *EU)
    assert answer["confirmed"] is True
    assert desk.state(number) == "confirmed"
    assert "confirmed" in run(certificate, "show", number).stdout


def test_a_difference_is_told_and_settled(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    answer = told(certificate, "confirm", number, "--office", "eu-antwerp", "--weight", "P-1=3.14", *EU)
    assert answer["confirmed"] is False
    (difference,) = answer["differences"]
    assert (difference["found_carats"], difference["carats"]) == ("3.14", "3.20")
    file = answer["file"]
    assert told(shipment, "write", file, "Our scale said 3.20", *SL)["discrepancy"] == "answered"
    settled = told(shipment, "settle", file, "--outcome", "as-found", "--explanation", "Dust", *EU)
    assert settled["state"] == "confirmed"
    shown = told(shipment, "show", file)
    assert shown["discrepancy"]["outcome"] == "as-found"
    assert shown["parcels"][0]["found_carats"] == "3.14"


def test_step_by_step_with_detention_and_release(desk: Desk) -> None:
    number = desk.issue()
    run(shipment, "depart", desk.of(number).row.reference, "--carrier", "SN", *SL)
    assert [row["number"] for row in told(shipment, "expected", "EU")["items"]] == [number]
    file = told(shipment, "present", number, "--participant", "EU", "--office", "eu-antwerp", *EU)["file"]
    told(shipment, "detain", file, "--reason", "Seal number differs", *EU)
    told(shipment, "release", file, "--reason", "Seal confirmed by the issuer", *EU)
    told(shipment, "inspect", file, "--weight", "P-1=3.20", *EU)
    assert told(shipment, "confirm", file, *EU)["confirmed"] is True
    assert [row["state"] for row in told(shipment, "list", "--imports")["items"]] == ["confirmed"]
    assert file in run(shipment, "list", "--imports").stdout


def test_foreign_paper_from_a_file(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "paper.json"
    parcel = {"hs": "7102.31", "carats": "10.00", "value_usd": "20000.00", "origin": "IN"}
    party = {"name": "Surat Rough", "address": "Surat", "country": "IN"}
    document = {
        "authority": "GJEPC", "issued_on": "2026-11-02", "valid_until": "2026-12-31", "destination": "BE",
        "exporter": party, "importer": party | {"country": "BE"}, "parcels": [parcel],
    }  # fmt: skip
    paper.write_text(json.dumps(document))
    where = ["--participant", "EU", "--office", "eu-antwerp", "--paper", str(paper)]
    shown = told(shipment, "present", "IN000123", *where, *EU)
    assert shown["first"] is True
    paper.write_text("[]")
    assert "not a JSON object" in str(run(shipment, "present", "IN000124", *where, *EU).exception)


def test_an_alarm_is_listed_shown_and_closed_with_its_reason(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    told(shipment, "present", number, "--participant", "EU", "--office", "eu-antwerp", *EU)
    second = told(shipment, "present", number, "--participant", "AE", "--office", "ae-dmcc", *AE)
    assert second["first"] is False
    (row,) = told(alarm, "list")["items"]
    assert (row["number"], row["kind"], row["state"]) == (number, "presented-elsewhere", "open")
    assert {party["participant"] for party in row["parties"]} == {"SL", "EU", "AE"}
    told(alarm, "show", str(row["id"]))
    done = run(alarm, "close", str(row["id"]), "--outcome", "forgery", "--reason", " ", *AE)
    assert isinstance(done.exception, Refusal | Refusals)
    told(alarm, "close", str(row["id"]), "--outcome", "forgery", "--reason", "A colour copy; carrier heard", *AE)
    assert told(alarm, "list")["items"] == []
    assert number in run(alarm, "list", "--state", "closed").stdout


def test_wrong_words_are_no_acts(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    for words in (["--weight", "3.14"], ["--weight", "P-1=three"]):
        done = run(certificate, "confirm", number, "--office", "eu-antwerp", *words, *EU)
        assert done.exception is not None
    assert desk.state(number) in ("exported", "presented")
    stranger = run(certificate, "confirm", number, "--by", "nobody@example.org")
    assert isinstance(stranger.exception, Refusal)
    assert run(shipment, "show", "I-EU-999999").exception is not None
