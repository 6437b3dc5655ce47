"""The search box: what it finds, for whom, and what it never tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import IMPORTER_EU, MINER
from tests.desk import Desk
from tests.land import BOOKLET, KONO_PIT

from openkp.certificates import queries as certificates
from openkp.mining import actions as mining
from openkp.mining import bulk

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def found(client: Client, text: str, lang: str = "en") -> str:
    answer = client.get(f"/{lang}/search/", {"q": text}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def goes_to(client: Client, text: str) -> str:
    answer = client.get("/en/search/", {"q": text})
    return str(answer["Location"]) if answer.status_code == 302 else ""


def test_a_number_typed_whole_opens_the_certificate(number: str, as_person: AsPerson) -> None:
    client = as_person("officer")
    spaced = f" {number[:2].lower()} {number[2:5]}-{number[5:]} "
    assert goes_to(client, number) == f"/en/certificates/{number}/"
    assert goes_to(client, spaced) == f"/en/certificates/{number}/"
    assert goes_to(as_person("importer_eu"), number) == f"/en/certificates/{number}/"


def test_without_zeros_it_is_shown_and_chosen_by_whoever_looks(number: str, as_person: AsPerson) -> None:
    short = number[:2] + number[2:].lstrip("0")
    assert short != number
    client = as_person("officer")
    for text in (short, short[2:]):
        assert goes_to(client, text) == "", "SL004306 and SL4306 are two numbers"
        page = found(client, text)
        assert f'href="/en/certificates/{number}/"' in page
        assert "Certificate from Sierra Leone to European Union" in page
    assert f'href="/en/certificates/{number}/"' in found(client, number[:-1]), "the beginning of a number"


@pytest.mark.parametrize("person", ["miner", "officer_lr", "customs_ae", "observer"])
def test_of_others_nothing_is_told(desk: Desk, number: str, as_person: AsPerson, person: str) -> None:
    client = as_person(person)
    shown = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert shown is not None
    file = desk.of(number).row.reference
    for text in (number, number[:-1], file, f"SEAL-{file}", shown.parcels[0].lot, "Conteh", IMPORTER_EU, "EU-IML-0001"):
        page = client.get("/en/search/", {"q": text})
        assert page.status_code == 200, text
        assert "Nothing of yours is found" in page.content.decode(), text


def test_the_chair_finds_the_certificate_and_no_name(number: str, as_person: AsPerson) -> None:
    client = as_person("chair")
    assert goes_to(client, number) == f"/en/certificates/{number}/"
    assert "Nothing of yours" in found(client, "Kamara")


def test_files_lots_slips_and_seals(desk: Desk, number: str, as_person: AsPerson) -> None:
    client, file = as_person("officer"), desk.of(number).row.reference
    shown = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert shown is not None
    lot = shown.parcels[0].lot
    assert goes_to(client, file.replace("-0000", " ").lower()) == f"/en/shipments/{file}/"
    assert goes_to(client, lot.replace("-0000", "")) == f"/en/lots/{lot}/"
    assert goes_to(client, f"{BOOKLET.lower()} 1") == f"/en/work/slips/{BOOKLET}/1/"
    assert goes_to(as_person("miner"), f"{BOOKLET}/1") == f"/en/work/slips/{BOOKLET}/1/"
    assert goes_to(client, f"seal-{file}") == f"/en/shipments/{file}/"
    assert file in found(client, number[2:]), "by the number of its certificate"


def test_customs_find_what_comes_to_them(desk: Desk, number: str, as_person: AsPerson) -> None:
    desk.depart(number)
    told = desk.present(number)
    client, file = as_person("customs_eu"), desk.of(number).row.reference
    assert goes_to(client, str(told["file"])) == f"/en/work/imports/{told['file']}/"
    assert goes_to(client, f"SEAL-{file}") == f"/en/shipments/{file}/", "the seal on the box before them"
    assert told["file"] in found(client, number[:2] + number[2:].lstrip("0"))


def test_a_party_by_number_and_by_any_word_of_its_name(desk: Desk, as_person: AsPerson) -> None:
    client = as_person("officer")
    assert goes_to(client, MINER.lower()) == f"/en/search/operators/{MINER}/"
    for text in ("aminata", "KAMA", "Kámara", "kamara aminata", "ami kam"):
        assert f'href="/en/search/operators/{MINER}/"' in found(client, text), text
    assert MINER not in found(client, "aminata sesay")
    mining.correct_operator(
        by=desk.cast.officer,
        now=desk.cast.now,
        request_id=desk.cast.ask(),
        operator=MINER,
        name="Aïcha N’Diaye",
        address="Koidu",
        nationality="SL",
    )
    assert MINER in found(client, "ndiaye")
    assert MINER in found(client, "diaye aicha")
    assert MINER not in found(client, "kamara"), "the former name is gone"


def test_an_operator_finds_itself_among_many_of_its_name(desk: Desk, as_person: AsPerson) -> None:
    bulk.add_operators(
        ((f"SL-AK-{one:04d}", "miner", "Aminata Kamara") for one in range(60)), registered_on=desk.cast.now.date()
    )
    page = found(as_person("miner"), "kamara")
    assert f'href="/en/search/operators/{MINER}/"' in page
    assert "SL-AK-" not in page
    assert "There are more" in found(as_person("officer"), "kamara")


def test_a_licence_a_booklet_and_a_site(as_person: AsPerson) -> None:
    client = as_person("officer")
    assert goes_to(client, "sl-art-0001") == "/en/search/licences/SL-ART-0001/"
    assert goes_to(client, BOOKLET) == "/en/search/operators/SL-DL-0001/"
    assert goes_to(client, KONO_PIT) == f"/en/search/sites/{KONO_PIT}/"
    assert KONO_PIT in found(client, "yenge")
    assert "SL-ART-0002" in found(client, "SL-ART-0"), "the beginning of a number"


def test_the_registers_are_read_by_those_whose_business_they_are(as_person: AsPerson) -> None:
    page = as_person("officer").get("/en/search/operators/SL-AM-0001/").content.decode()
    assert "Aminata Kamara" in page
    assert "SL-ART-0001" in page
    assert "Licence granted" in page, "its history"
    assert "Hawa Jalloh" in page, "who"
    assert as_person("miner").get("/fr/search/licences/SL-ART-0001/").status_code == 200
    for person in ("other_miner", "officer_lr", "customs_eu", "chair"):
        for path in ("operators/SL-AM-0001/", "licences/SL-ART-0001/"):
            assert as_person(person).get(f"/en/search/{path}").status_code == 404, (person, path)
    assert as_person("officer_lr").get(f"/en/search/sites/{KONO_PIT}/").status_code == 404


def test_both_languages_and_an_empty_box(number: str, as_person: AsPerson) -> None:
    client = as_person("officer")
    assert "Ce que l’on peut taper" in found(client, "", "fr")
    assert "Certificat\u00a0: Sierra Leone vers Union européenne" in found(client, number[2:], "fr")
    assert 'role="search"' in client.get("/fr/work/").content.decode(), "on every page of those signed in"
    assert 'role="search"' not in as_person().get("/fr/").content.decode()
    assert as_person().get("/en/search/?q=x").status_code == 302


@pytest.mark.parametrize("text", ["\0", "%", "_%", "<b>x</b>", "'; DROP TABLE", "é" * 400, "٣٤٥", "9" * 80, "/", "- 1"])
def test_whatever_is_typed_is_answered(as_person: AsPerson, text: str) -> None:
    answer = as_person("officer").get("/en/search/", {"q": text})
    assert answer.status_code == 200
    assert "<b>x</b>" not in answer.content.decode()
