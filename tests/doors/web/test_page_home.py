"""The front page and one's own first page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk import Desk

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


@pytest.mark.parametrize(("asked", "given"), [("fr-BE,fr;q=0.9", "/fr/"), ("en-GB", "/en/"), ("de", "/en/")])
def test_the_root_goes_to_the_readers_language(client: Client, asked: str, given: str) -> None:
    answer = client.get("/", headers={"accept-language": asked})
    assert (answer.status_code, answer["Location"]) == (302, given)
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize(("lang", "words"), [("fr", "Vérifier un certificat"), ("en", "Verify a certificate")])
def test_the_front_page_verifies_first_and_links_to_itself_in_the_other_language(
    client: Client, lang: str, words: str
) -> None:
    page = client.get(f"/{lang}/").content.decode()
    other = {"fr": "en", "en": "fr"}[lang]
    assert f'<html lang="{lang}">' in page
    assert words in page
    assert f'href="/{other}/" lang="{other}"' in page


def test_the_policy_of_contents_is_strict_and_pages_keep_it(client: Client) -> None:
    answer = client.get("/en/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "style=" not in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://localhost", "").replace("http://www.w3.org/2000/svg", "")


def test_another_method_is_refused_in_the_readers_language(client: Client) -> None:
    answer = client.post("/fr/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "Pas de cette façon" in answer.content.decode()


def test_what_is_not_there_says_so(client: Client) -> None:
    assert "Il n’y a rien ici" in client.get("/fr/nowhere").content.decode()
    assert client.get("/en/nowhere").status_code == 404


def test_the_name_of_another_host_is_a_bad_request_and_no_fault_of_ours(client: Client) -> None:
    answer = client.get("/en/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


def test_an_address_without_language_finds_its_page(client: Client) -> None:
    answer = client.get("/verify/", headers={"accept-language": "fr"})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/verify/")


def test_my_work_shows_what_waits_for_this_person(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert f'href="/en/shipments/{file}/"' in as_person("valuer").get("/en/work/").content.decode()
    assert "Waiting for you" in as_person("valuer").get("/en/work/").content.decode()
    assert "Waiting for you" not in as_person("approver").get("/en/work/").content.decode()
    assert file not in as_person("importer_eu").get("/en/work/").content.decode(), "not before its certificate exists"


def test_my_work_needs_a_person(desk: Desk, as_person: AsPerson) -> None:
    answer = as_person().get("/fr/work/")
    assert (answer.status_code, answer["Location"]) == (302, "/fr/account/sign-in/?next=/fr/work/")


def test_my_account_names_my_roles(desk: Desk, as_person: AsPerson) -> None:
    page = as_person("officer").get("/fr/me/").content.decode()
    assert "Agent de l’autorité" in page
    assert "Hawa Jalloh" in page
