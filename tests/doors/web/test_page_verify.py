"""The page that verifies: three answers that cannot be mistaken for one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk import Desk

from openkp.certificates import actions, papers
from openkp.certificates import queries as certificates
from openkp.certificates.papers import Paper
from openkp.worker import publishing

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def paper_of(desk: Desk, number: str) -> Paper:
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert paper is not None
    return paper


@pytest.mark.parametrize(("lang", "verdict", "specimen"), [("en", "Valid", "SPECIMEN"), ("fr", "Valable", "SPÉCIMEN")])
def test_the_text_of_a_code_is_valid_and_a_specimen(
    desk: Desk, number: str, as_person: AsPerson, lang: str, verdict: str, specimen: str
) -> None:
    answer = as_person().post(f"/{lang}/verify/", {"text": papers.qr_text(paper_of(desk, number))})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"<h1>{verdict}</h1>" in page
    assert 'class="verdict good"' in page
    assert specimen in page
    assert number in page
    assert "Scheldt Rough NV" in page


@pytest.mark.parametrize("form", ["pdf", "png", "vc", "cose"])
def test_each_form_can_be_given_as_a_file(desk: Desk, number: str, as_person: AsPerson, form: str) -> None:
    paper = paper_of(desk, number)
    data = {
        "pdf": lambda: papers.pdf(paper, "fr", now=desk.cast.now),
        "png": lambda: papers.qr_png(paper),
        "vc": paper.vc_jwt.encode,
        "cose": lambda: paper.cose,
    }[form]()
    page = as_person().post("/en/verify/", {"file": SimpleUploadedFile(f"given.{form}", data)}).content.decode()
    assert 'class="verdict good"' in page, page[page.find("<main") :][:3000]


def test_an_altered_one_is_not_valid_and_says_why(desk: Desk, number: str, as_person: AsPerson) -> None:
    head, body, signature = paper_of(desk, number).vc_jwt.split(".")
    forged = ".".join((head, body, ("A" if signature[0] != "A" else "B") + signature[1:]))
    page = as_person().post("/fr/verify/", {"text": forged}).content.decode()
    assert 'class="verdict bad"' in page
    assert "<h1>Non valable</h1>" in page
    assert "La signature ne correspond pas" in page
    assert "Ce qu’il prétend" in page, "its facts are not shown as the authority’s"


def test_without_a_trust_list_nothing_can_be_told(desk: Desk, number: str, as_person: AsPerson, home: Path) -> None:
    text = papers.qr_text(paper_of(desk, number))
    (home / "published" / "trust.json").unlink()
    page = as_person().post("/en/verify/", {"text": text}).content.decode()
    assert 'class="verdict doubt"' in page
    assert "<h1>Cannot check</h1>" in page


def test_a_void_one_is_not_valid_once_its_status_list_is_out(desk: Desk, number: str, as_person: AsPerson) -> None:
    text = papers.qr_text(paper_of(desk, number))
    desk.act(actions.void, by=desk.cast.officer, number=number, reason="Wrong importer")
    later = desk.cast.now + dt.timedelta(seconds=2)
    publishing.renew_status_lists(later)
    publishing.renew_trust_list(later)
    page = as_person().post("/en/verify/", {"text": text}).content.decode()
    assert 'class="verdict bad"' in page
    assert "void" in page
    assert "It is authentic" in page


def test_a_number_alone_tells_only_its_public_status(desk: Desk, number: str, as_person: AsPerson) -> None:
    answer = as_person().post("/en/verify/", {"text": f"{number[:2]} {number[2:]}"})
    assert answer.status_code == 302
    page = as_person().get(answer["Location"]).content.decode()
    assert "in force" in page
    assert "Sierra Leone" in page
    assert "A number proves nothing" in page
    for secret in ("Scheldt", "Conteh", "3.20", "659"):
        assert secret not in page


def test_an_unknown_number(client: Client) -> None:
    page = client.get("/fr/verify/?number=SL99999999").content.decode()
    assert "inconnu ici" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Paste a text, type a number or choose a file."),
        ({"text": "x" * 40_001}, "This text is longer than any certificate."),
        ({"text": "KP1:X", "file": SimpleUploadedFile("a.txt", b"x")}, "Give the text or the file, not both."),
        ({"file": SimpleUploadedFile("a.pdf", b"x" * 5_000_001)}, "The file is larger than 5 MB."),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(client: Client, given: dict[str, object], told: str) -> None:
    answer = client.post("/en/verify/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'class="error-summary"' in page
    assert 'aria-invalid="true"' in page


def test_a_body_that_no_form_needs_is_not_read(client: Client) -> None:
    answer = client.post("/en/verify/", b"x" * 5_500_000, content_type="application/octet-stream")
    assert answer.status_code == 413


@pytest.mark.parametrize("given", ["nonsense", "KP1:nonsense", "KP9:X", "a.b.c", "\ufffe", "%PDF-1.7"])
def test_no_strangers_text_breaks_the_page(client: Client, given: str) -> None:
    assert client.post("/fr/verify/", {"text": given}).status_code == 200


def test_too_many_in_a_minute_are_asked_to_wait(client: Client) -> None:
    answers = [client.post("/en/verify/", {"text": "x"}).status_code for _ in range(62)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_the_other_language_keeps_what_was_pasted(client: Client) -> None:
    page = client.post("/en/verify/", {"text": "KP9:ABC"}).content.decode()
    assert 'action="/fr/verify/"' in page
    assert 'name="text" value="KP9:ABC"' in page


def test_a_used_one_is_not_praised(desk: Desk, number: str, as_person: AsPerson) -> None:
    text = papers.qr_text(paper_of(desk, number))
    fresh = as_person().post("/fr/verify/", {"text": text}).content.decode()
    assert "Le certificat est bon" in fresh
    desk.confirm(number)
    later = desk.cast.now + dt.timedelta(seconds=2)
    publishing.renew_status_lists(later)
    publishing.renew_trust_list(later)
    page = as_person().post("/fr/verify/", {"text": text}).content.decode()
    assert "Déjà utilisé" in page
    assert "Le certificat est bon" not in page
