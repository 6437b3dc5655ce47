"""The check of a licence: anyone's, by its number."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk import Desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("lang", "word"), [("en", "good today"), ("fr", "valable aujourd’hui")])
def test_a_good_card(desk: Desk, client: Client, lang: str, word: str) -> None:
    page = client.get(f"/{lang}/licences/", {"number": " sl-art-0001 "}).content.decode()
    assert word in page
    assert "Aminata Kamara" in page
    assert "Market Road" not in page, "no address"


def test_an_unknown_number_warns(client: Client) -> None:
    answer = client.get("/fr/licences/", {"number": "XX-1"})
    assert answer.status_code == 404
    assert "Ne vendez rien à son porteur" in answer.content.decode()


def test_the_empty_form_and_the_wrong_method(client: Client) -> None:
    assert client.get("/en/licences/").status_code == 200
    assert client.post("/en/licences/").status_code == 405
