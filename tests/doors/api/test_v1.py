"""/api/v1: verify, the public status of a number, and errors in the caller's language."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk import Desk

from openkp.certificates import papers
from openkp.certificates import queries as certificates
from openkp.certificates.papers import Paper

pytestmark = pytest.mark.django_db
VERIFY = "/api/v1/verify"


@pytest.fixture
def paper(desk: Desk, number: str) -> Paper:
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    made = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert made is not None
    return made


def test_a_raw_body_of_each_form(client: Client, paper: Paper) -> None:
    for body, form in (
        (papers.qr_text(paper).encode(), "qr"),
        (paper.vc_jwt.encode(), "vc"),
        (paper.cose, "cose"),
        (papers.qr_png(paper), None),
    ):
        answer = client.post(VERIFY, body, content_type="application/octet-stream")
        told = answer.json()
        assert (answer.status_code, told["verified"], told["verdict"]) == (200, True, "valid"), told
        assert told["specimen"] is True
        assert told["certificate"]["number"] == paper.number
        assert told["ages"].keys() == {"trust_list", "status_list"}
        assert form is None or told["form"] == form


def test_a_form_with_file_text_or_proof(client: Client, paper: Paper) -> None:
    file = SimpleUploadedFile("credential.vc.jwt", paper.vc_jwt.encode())
    assert client.post(VERIFY, {"file": file}).json()["verified"] is True
    assert client.post(VERIFY, {"text": papers.qr_text(paper)}).json()["verified"] is True
    assert client.post(VERIFY, {"text": paper.vc_jwt, "proof": papers.proof_text(paper)}).json()["verified"] is True
    broken = client.post(VERIFY, {"text": paper.vc_jwt, "proof": "nonsense"})
    assert (broken.status_code, broken.json()["verified"]) == (200, False), "a proof that is there and wrong"


def test_not_valid_and_cannot_check_are_not_errors(client: Client, paper: Paper) -> None:
    head, body, signature = paper.vc_jwt.split(".")
    forged = ".".join((head, body, ("A" if signature[0] != "A" else "B") + signature[1:]))
    told = client.post(VERIFY, forged, content_type="application/vc+jwt", headers={"accept-language": "fr"}).json()
    assert (told["verified"], told["verdict"], told["authentic"]) == (False, "not valid", False)
    assert any("signature" in reason["text"] for reason in told["reasons"])
    unknown = client.post(VERIFY, "KP7:ABC", content_type="text/plain").json()
    assert (unknown["verified"], unknown["verdict"]) == (None, "cannot check")


@pytest.mark.parametrize(("asked", "word"), [("fr", "Rien n’a été donné"), ("en", "Nothing was given")])
def test_nothing_given_is_a_problem_in_the_callers_language(client: Client, asked: str, word: str) -> None:
    answer = client.post(VERIFY, b"", content_type="text/plain", headers={"accept-language": asked})
    told = answer.json()
    assert answer.status_code == told["status"] == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Content-Language"] == asked
    assert told["detail"].startswith(word)
    assert told["type"] == "urn:openkp:problem:api.nothing_given"


def test_too_large_wrong_method_and_nowhere_are_problems_too(client: Client) -> None:
    large = client.post(VERIFY, b"x" * 5_100_000, content_type="application/octet-stream")
    larger = client.post(VERIFY, b"x" * 5_500_000, content_type="application/octet-stream")
    file = SimpleUploadedFile("a.pdf", b"x" * 5_100_000)
    answers = {413: [large, larger, client.post(VERIFY, {"file": file})]}
    answers |= {
        405: [client.get(VERIFY)],
        404: [client.get("/api/v1/nowhere"), client.get("/api/v1/certificates/XX1/status")],
    }
    for status, group in answers.items():
        for answer in group:
            assert answer.status_code == status
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["status"] == status


def test_a_number_alone_tells_its_public_status_only(client: Client, number: str) -> None:
    answer = client.get(f"/api/v1/certificates/{number}/status", headers={"accept-language": "fr"})
    assert answer.json() == {
        "number": number,
        "status": "valid",
        "participant": "SL",
        "issuer_restricted": False,
        "text": "en vigueur",
    }


def test_the_description_of_the_api(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.")
    assert {"/api/v1/verify", "/api/v1/certificates/{number}/status"} < set(told["paths"])
    assert "application/pdf" in told["paths"]["/api/v1/verify"]["post"]["requestBody"]["content"]


def test_a_verdict_needs_no_cookie_and_sets_none(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(VERIFY, "KP7:ABC", content_type="text/plain")
    assert answer.status_code == 200
    assert not answer.cookies
