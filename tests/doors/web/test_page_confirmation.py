"""An import confirmation at the doors that verify: the page and the API show what was found, and who says so."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from tests.core.test_confirmation import confirmed
from tests.desk import AUTHORITY, AUTHORITY_EU, SYSTEM, Desk
from tests.doors.conftest import publish

from openkp.core.confirmation import PURPOSE, sign_confirmation
from openkp.parties import queries as parties
from openkp.signing import actions as signing
from openkp.signing import queries as keys

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


@pytest.fixture
def confirmation(desk: Desk) -> str:
    """Antwerp's confirmation of a certificate of Sierra Leone, with a difference; its key is in the published list."""
    now, issuer = desk.cast.now, parties.issuer(AUTHORITY_EU)
    told = {"issuer": issuer, "purpose": PURPOSE, "valid_from": now}
    signing.create_key(by=SYSTEM, now=now, request_id=desk.cast.ask(), **told)
    number = desk.issue()
    publish(desk)
    signer = keys.signer_for(issuer=issuer, purpose=PURPOSE, on=now)
    facts = confirmed(
        number=number, issuer=parties.issuer(AUTHORITY), confirmer=issuer, confirmed_at=now, received_on=now.date(),
        differences=("arrival.weight_differs",), specimen=True,
    )  # fmt: skip
    return sign_confirmation(facts, kid=signer.kid, sign=signer.sign)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("The importing authority it names signed it", "147.33 ct", "accepted", "one difference", "SPECIMEN")),
        ("fr", ("L’autorité d’importation qu’elle nomme l’a signée", "147,33", "admis", "une différence", "SPÉCIMEN")),
    ],
)
def test_the_page_shows_what_was_found(
    confirmation: str, as_person: AsPerson, lang: str, words: tuple[str, ...]
) -> None:
    page = as_person().post(f"/{lang}/verify/", {"text": confirmation}).content.decode()
    assert 'class="verdict good"' in page
    for word in (*words, "Antwerp Rough NV", "Lien Peeters"):
        assert word in page


def test_an_altered_one_is_not_valid_and_the_page_does_not_speak_of_goods(
    confirmation: str, as_person: AsPerson
) -> None:
    head, body, signature = confirmation.split(".")
    forged = ".".join((head, body, ("A" if signature[0] != "A" else "B") + signature[1:]))
    page = as_person().post("/en/verify/", {"text": forged}).content.decode()
    assert 'class="verdict bad"' in page and "Do not take this for the word of an importing authority" in page
    assert "What it claims" in page and "Do not accept the goods" not in page


def test_the_api_answers_with_the_facts(confirmation: str, client: Client) -> None:
    told = client.post("/api/v1/verify", confirmation, content_type="application/vc+jwt").json()
    assert (told["verified"], told["form"], told["certificate"]) == (True, "confirmation", None)
    assert told["confirmation"]["number_of_parcels"] == 3


def test_its_context_is_published_to_all(client: Client) -> None:
    context = client.get("/contexts/kp-import-confirmation/v1")
    assert context["Content-Type"] == "application/ld+json" and context["Access-Control-Allow-Origin"] == "*"
    assert "KimberleyProcessImportConfirmation" in json.loads(context.content)["@context"]
