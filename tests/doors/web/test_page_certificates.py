"""Certificates: in one's scope, by the unguessable id, never by number for a stranger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk import Desk

from openkp.certificates import queries as certificates

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def credential_of(desk: Desk, number: str) -> str:
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    return found.row.credential_id


@pytest.mark.parametrize("person", ["officer", "exporter", "customs_eu", "importer_eu", "admin"])
def test_those_whom_it_concerns_see_it(number: str, as_person: AsPerson, person: str) -> None:
    page = as_person(person).get(f"/en/certificates/{number}/").content.decode()
    assert "Scheldt Rough NV" in page
    assert f"/en/certificates/{number}/" in as_person(person).get("/en/certificates/").content.decode()


@pytest.mark.parametrize("person", ["miner", "officer_lr", "customs_ae", "observer"])
def test_to_others_there_is_nothing(number: str, as_person: AsPerson, person: str) -> None:
    assert as_person(person).get(f"/en/certificates/{number}/").status_code == 404
    assert number not in as_person(person).get("/en/certificates/").content.decode()


def test_the_chair_reads_the_trade_without_names(number: str, as_person: AsPerson) -> None:
    page = as_person("chair").get(f"/en/certificates/{number}/").content.decode()
    assert "3.20 ct" in page
    assert "Scheldt" not in page
    assert "credentials/" not in page


def test_the_page_has_life_provenance_and_proofs(desk: Desk, number: str, as_person: AsPerson) -> None:
    page = as_person("officer").get(f"/fr/certificates/{number}/").content.decode()
    assert "Délivré" in page
    assert "Hawa Jalloh" in page, "who issued it"
    assert "Yengema 1" in page, "the site where it was dug"
    assert "Aminata Kamara" in page, "the miner"
    assert page.count("<svg") >= 3
    assert "tlog-proof" in page
    assert "style=" not in page


def test_whoever_holds_the_id_sees_the_paper_and_no_more(desk: Desk, number: str, as_person: AsPerson) -> None:
    answer = as_person().get(f"/en/certificates/by-id/{credential_of(desk, number)}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Scheldt Rough NV" in page
    assert "Yengema" not in page, "provenance is for those whom it concerns"
    assert "Hawa Jalloh" not in page, "who acted inside the authority is not on the paper"
    assert answer["X-Robots-Tag"] == "noindex"
    assert as_person().get("/en/certificates/by-id/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404


def test_by_number_a_stranger_is_asked_to_sign_in(number: str, as_person: AsPerson) -> None:
    assert as_person().get(f"/fr/certificates/{number}/").status_code == 302


def test_before_the_log_is_published_it_is_being_sealed(desk: Desk, as_person: AsPerson) -> None:
    number = desk.issue()
    page = as_person("officer").get(f"/en/certificates/{number}/").content.decode()
    assert "being sealed" in page
    assert "certificate.pdf" not in page
    assert "credential.vc.jwt" in page


def test_the_list_filters_and_pages(desk: Desk, number: str, as_person: AsPerson) -> None:
    client = as_person("officer")
    assert number in client.get("/en/certificates/?state=issued").content.decode()
    assert number not in client.get("/en/certificates/?state=void").content.decode()
    assert number in client.get("/en/certificates/?state=nonsense").content.decode()


def test_security_paper_is_the_officers_and_says_what_is_missing(number: str, as_person: AsPerson) -> None:
    answer = as_person("officer").get(f"/en/certificates/{number}/paper/")
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert answer.content.startswith(b"%PDF-")
    assert as_person("exporter").get(f"/en/certificates/{number}/paper/").status_code == 403


def test_wrong_method(number: str, as_person: AsPerson) -> None:
    assert as_person("officer").post(f"/en/certificates/{number}/").status_code == 405
