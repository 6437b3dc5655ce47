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


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"texte": "KP7:ABC"}, "api.field_unknown"),
        ({"text": "KP7:ABC", "colour": "blue"}, "api.field_unknown"),
        ({"file": "KP7:ABC"}, "api.field_unknown"),
        ({"text": SimpleUploadedFile("a", b"KP7:ABC")}, "api.field_unknown"),
        ({"text": "KP7:ABC", "file": SimpleUploadedFile("a", b"KP7:ABC")}, "api.file_or_text"),
        ({"proof": "c2sp.org/tlog-proof@v1"}, "api.nothing_given"),
    ],
)
def test_a_form_has_the_documented_fields_and_no_other(client: Client, form: dict[str, object], code: str) -> None:
    answer = client.post(VERIFY, form)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


def test_a_form_that_is_cut_short(client: Client) -> None:
    answer = client.post(VERIFY, b"--x\r\nContent-Disp", content_type="multipart/form-data; boundary=")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


NOWHERE = (
    "/api", "/api/v2/lots", "/api/v1/nowhere", "/log/nothing", "/credentials", "/credentials/", "/credentials/AAAA",
    "/credentials/AAAA/nothing", "/status/", "/status/none", "/.well-known/did.json", "/authorities/none/did.json",
    "/trust.json/", "/contexts/none",
)  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_unknown_addresses_of_machines_are_problems(db: None, client: Client, path: str, accept: str) -> None:
    answer = client.get(path, headers={"accept": accept})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    ["/credentials/AAAA", "/credentials/AAAA/qr.png", "/log/checkpoint", "/trust.json", "/status/none",
     "/authorities/sl-nma/did.json", "/contexts/kp-certificate/v1", "/api/v1/certificates/SL000001/status"],
)  # fmt: skip
def test_another_method_is_405_and_not_a_matter_of_csrf(db: None, path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"a": "b"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer["Content-Type"] == "application/problem+json"


def test_head_is_get_without_its_body(desk: Desk, number: str) -> None:
    answer = Client().head(f"/api/v1/certificates/{number}/status")
    assert (answer.status_code, answer.content) == (200, b"")


def test_too_often_is_a_problem_that_says_when(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openkp.web.limits.API", (3, 60))
    answers = [Client().get("/api/v1/me") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert (answers[-1]["Content-Type"], answers[-1]["Retry-After"]) == ("application/problem+json", "60")
