"""``GET /credentials/{id}``: the form that the client asks for, to whoever holds the id."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from tests.desk import Desk

from openkp.certificates import queries as certificates
from openkp.core.credential.canonical import canonical_bytes
from openkp.core.credential.cose import read_cose
from openkp.core.credential.vc import read_vc
from openkp.core.scan import read_code
from openkp.core.tlog import LogProof

pytestmark = pytest.mark.django_db


def address_of(desk: Desk, number: str) -> str:
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    return f"/credentials/{found.row.credential_id}"


def test_each_form_by_accept(desk: Desk, number: str, client: Client) -> None:
    address = address_of(desk, number)
    vc = client.get(address, headers={"accept": "application/vc+jwt"})
    assert vc["Content-Type"] == "application/vc+jwt"
    assert read_vc(vc.content.decode()).facts.number == number
    cose = client.get(address, headers={"accept": "application/cose"})
    assert read_cose(cose.content).facts == read_vc(vc.content.decode()).facts
    pdf = client.get(address, headers={"accept": "application/pdf"})
    assert pdf.content.startswith(b"%PDF-")
    png = client.get(address, headers={"accept": "image/png"})
    assert png["Content-Type"] == "image/png"
    assert read_code(png.content).startswith("KP1:")
    for answer in (vc, cose, pdf, png):
        assert answer.status_code == 200
        assert "Accept" in answer["Vary"]
        assert answer["X-Robots-Tag"] == "noindex"
        assert "no-cache" in answer["Cache-Control"]
        assert number in answer["Content-Disposition"]


def test_a_browser_is_led_to_the_page(desk: Desk, number: str, client: Client) -> None:
    address = address_of(desk, number)
    answer = client.get(address, headers={"accept": "text/html", "accept-language": "fr"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/fr/certificates/by-id/{address.rsplit('/', 1)[1]}/"
    assert client.get(answer["Location"]).status_code == 200


def test_the_leaf_is_what_the_log_holds_and_reveals_no_trade(desk: Desk, number: str, client: Client) -> None:
    address = address_of(desk, number)
    leaf = client.get(f"{address}/leaf").content
    facts = read_cose(client.get(f"{address}/credential.cose").content).facts
    assert hashlib.sha256(canonical_bytes(facts)).hexdigest().encode() in leaf
    for secret in (b"Scheldt", b"3.20", b"659925", facts.salt.hex().encode()):
        assert secret not in leaf
    bundle = client.get("/log/tile/entries/000.p/2").content
    assert leaf in bundle


def test_the_proof_is_a_c2sp_tlog_proof(desk: Desk, number: str, client: Client) -> None:
    answer = client.get(f"{address_of(desk, number)}/tlog-proof")
    proof = LogProof.from_text(answer.content.decode())
    assert proof.checkpoint.startswith("localhost:8000/log\n")
    assert answer.content.startswith(b"c2sp.org/tlog-proof@v1\n")


@pytest.mark.parametrize("accept", ["application/pdf", "image/png"])
def test_before_integration_it_is_being_sealed(desk: Desk, client: Client, accept: str) -> None:
    address = address_of(desk, desk.issue())
    answer = client.get(address, headers={"accept": accept, "accept-language": "fr"})
    assert answer.status_code == 202
    assert int(answer["Retry-After"]) > 0
    assert "scell" in answer.json()["detail"]
    assert client.get(address, headers={"accept": "application/vc+jwt"}).status_code == 200
    assert client.get(f"{address}/leaf").status_code == 200
    assert client.get(f"{address}/tlog-proof").status_code == 202


def test_head_406_404_405(desk: Desk, number: str, client: Client) -> None:
    address = address_of(desk, number)
    head = client.head(address, headers={"accept": "application/cose"})
    assert (head.status_code, head.content) == (200, b"")
    refused = client.get(address, headers={"accept": "text/turtle"})
    assert refused.status_code == 406
    assert refused["Content-Type"] == "application/problem+json"
    assert client.get("/credentials/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert client.get(f"/credentials/{number}").status_code == 404, "a number is not an id"
    assert client.get(f"{address}/nothing").status_code == 404
    assert client.post(address).status_code == 405
