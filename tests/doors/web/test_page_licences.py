"""The check of a licence: anyone's, by its number or a photo of its code; in large words, and nothing of the person."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk import SYSTEM, Desk
from tests.land import KENEMA

from openkp.core.rules.trade import Direction, Mode, Scope
from openkp.mining import actions as mining
from openkp.parties import actions as parties
from openkp.parties.steps import Dates

pytestmark = pytest.mark.django_db


def photo(text: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    segno.make(text).save(out, kind="png", scale=6, border=4)
    return SimpleUploadedFile("card.png", out.getvalue(), "image/png")


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Valid", "good today", "To dig by hand", "dealers, exporters", "Yengema 1, Kono, Sierra Leone")),
        ("fr", ("Valable", "valable aujourd’hui", "Exploiter à la main", "négociants, exportateurs", "Yengema 1")),
    ],
)
def test_a_good_card(desk: Desk, client: Client, lang: str, words: tuple[str, ...]) -> None:
    page = client.get(f"/{lang}/licences/", {"number": " sl-art-0001 "}).content.decode()
    assert heading(page) == words[0]
    assert [word for word in words if word not in page] == []
    assert "Aminata Kamara" in page, "the name on the card, to compare it with its bearer"
    assert "Market Road" not in page, "no address"


def test_the_answer_is_that_of_the_day_asked_for(desk: Desk, client: Client) -> None:
    late = desk.land.today + dt.timedelta(days=400)
    page = client.get("/en/licences/", {"number": "SL-ART-0001", "on": late.isoformat()}).content.decode()
    assert heading(page) == "Not valid"
    assert "it ended on" in page
    early = desk.land.today - dt.timedelta(days=400)
    assert "elle commence le" in client.get(f"/fr/licences/?number=SL-ART-0001&on={early}").content.decode()
    assert heading(client.get("/en/licences/?number=SL-ART-0001&on=never").content.decode()) == "Valid"


def test_a_revoked_card(desk: Desk, client: Client) -> None:
    desk.act(mining.revoke_licence, by=desk.cast.officer, licence="SL-ART-0001", reason="Sold across the border")
    page = client.get("/fr/licences/?number=SL-ART-0001").content.decode()
    assert heading(page) == "Non valable"
    assert "elle a été révoquée le" in page
    assert "across the border" not in page, "why is between the holder and the authority"


def test_a_good_card_for_a_zone_under_restriction_says_so(desk: Desk, client: Client) -> None:
    desk.act(
        parties.impose_restriction,
        by=SYSTEM,
        code="SL-TEST",
        participant="SL",
        scope=Scope.ZONE,
        mode=Mode.FORBIDDEN,
        direction=Direction.EXPORT,
        targets=(KENEMA,),
        basis="Administrative decision",
        source="tests",
        dates=Dates(desk.land.today),
    )
    assert "Administrative decision" in client.get("/en/licences/?number=SL-ART-0002").content.decode()
    assert "Administrative decision" not in client.get("/en/licences/?number=SL-ART-0001").content.decode()


@pytest.mark.parametrize("text", ["SL-ART-0001", "https://kp.example/fr/licences/?number=SL-ART-0001", "sl-art-0001"])
def test_a_photo_of_the_code_is_read(desk: Desk, client: Client, text: str) -> None:
    answer = client.post("/en/licences/", {"photo": photo(text)})
    assert (answer.status_code, answer["Location"]) == (302, "/en/licences/?number=SL-ART-0001")


def test_what_cannot_be_read_is_told(client: Client) -> None:
    for sent, told in [
        ({}, "Give the number"),
        ({"photo": photo("https://example.org/")}, "not that of a licence"),
        ({"photo": photo("http://[")}, "not that of a licence"),
        ({"photo": SimpleUploadedFile("card.png", b"no picture", "image/png")}, "picture"),
    ]:
        answer = client.post("/en/licences/", sent)
        assert answer.status_code == 422, sent
        assert told in answer.content.decode()
    assert client.post("/fr/licences/", {}).status_code == 422


def test_an_unknown_number_warns(client: Client) -> None:
    answer = client.get("/fr/licences/", {"number": "XX-1"})
    assert answer.status_code == 404
    assert heading(answer.content.decode()) == "Inconnue"
    assert "Ne vendez rien à son porteur" in answer.content.decode()


def test_the_empty_form_and_the_wrong_method(client: Client) -> None:
    assert client.get("/en/licences/").status_code == 200
    assert client.put("/en/licences/").status_code == 405
