"""The desk at the border: arrivals, files, questions, differences, alarms, lateness; and where they are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cast import AUTHORITY_AE
from tests.desk import Desk

from openkp.certificates import queries as certificates
from openkp.shipments import actions

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def read(client: Client, path: str, lang: str = "en") -> str:
    answer = client.get(f"/{lang}/{path}")
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def depart(desk: Desk, ago: int) -> str:
    """A shipment that left so many days ago, expected the day after, by air."""
    then = desk.cast.now - dt.timedelta(days=ago)
    number = desk.issue(now=then) if ago == 0 else desk.issue()
    told = {"shipment": desk.of(number).row.reference, "by": desk.cast.officer, "carrier": "Brussels Airlines"}
    desk.act(actions.depart, now=then, expected_on=then.date() + dt.timedelta(days=1), **told)
    return number


def test_the_late_arrival_stands_first_and_is_marked(desk: Desk, as_person: AsPerson) -> None:
    coming = depart(desk, 0)
    late = depart(desk, 9)
    page = read(as_person("customs_eu"), "work/imports/")
    awaited = page.split('id="expected"')[1].split("</section>")[0]
    assert awaited.index(late) < awaited.index(coming)
    assert awaited.count('class="badge bad">late<') == 1
    assert f'href="/en/work/imports/present/?number={late}"' in awaited
    assert "Brussels Airlines" in awaited
    assert "Arrival of an announced shipment" in page.split('id="late"')[1]
    assert "Arrivée d’un chargement annoncé" in read(as_person("officer"), "work/imports/", "fr"), "all see who is late"
    assert late not in read(as_person("customs_ae"), "work/imports/")
    work = read(as_person("customs_eu"), "work/")
    assert "<b>2</b><span>shipments announced</span>" in work
    assert "1 late" in work


def test_open_files_questions_and_differences_are_counted_on_both_sides(desk: Desk, as_person: AsPerson) -> None:
    cast = desk.cast
    weigh = str(desk.present(desk.depart(desk.issue()))["file"])
    asked = desk.cast.now - dt.timedelta(days=30)
    told = {"by": cast.customs_eu, "file": weigh, "question": "Is this number yours?"}
    desk.act(actions.ask_issuer, now=asked, **told)
    disputed = desk.confirm(desk.depart(desk.issue()), {"P-1": 314})["file"]
    customs, officer = read(as_person("customs_eu"), "work/imports/"), read(as_person("officer"), "work/imports/")
    files = customs.split('id="files"')[1].split("</section>")[0]
    assert weigh in files
    assert "to weigh" in files
    assert disputed in files
    assert 'id="files"' not in officer, "the issuer has no goods before it"
    for page in (customs, officer):
        assert weigh in page.split('id="questions"')[1].split("</section>")[0]
        assert "overdue" in page.split('id="questions"')[1].split("</section>")[0]
        differing = page.split('id="discrepancies"')[1].split("</section>")[0]
        assert disputed in differing
        assert "Parcel P-1 weighs 3.14 ct" in differing
    work = read(as_person("officer"), "work/", "fr")
    assert "<b>1</b><span>question à laquelle répondre</span>" in work
    assert "<b>1</b><span>écart ouvert</span>" in work
    assert "1 échue" in work
    assert "dossier à ouvrir" in read(as_person("customs_eu"), "work/", "fr")
    assert weigh not in read(as_person("customs_ae"), "work/imports/")


def test_the_list_filters_and_keeps_to_ones_scope(desk: Desk, as_person: AsPerson) -> None:
    file = str(desk.present(desk.depart(desk.issue()))["file"])
    for person in ("customs_eu", "officer", "importer_eu"):
        assert file in read(as_person(person), "work/imports/files/"), person
    assert file not in read(as_person("customs_ae"), "work/imports/files/")
    assert file in read(as_person("customs_eu"), "work/imports/files/?state=presented", "fr")
    assert file not in read(as_person("customs_eu"), "work/imports/files/?state=seized", "fr")
    assert file in read(as_person("customs_eu"), "work/imports/files/?state=nonsense")
    assert as_person("miner").get("/en/work/imports/files/").status_code == 403


def test_the_differences_of_a_participant(desk: Desk, as_person: AsPerson) -> None:
    file = desk.confirm(desk.depart(desk.issue()), {"P-1": 314})["file"]
    assert file in read(as_person("officer"), "work/imports/discrepancies/", "fr")
    assert file not in read(as_person("officer_lr"), "work/imports/discrepancies/")
    desk.settle(file, "as-found")
    assert file not in read(as_person("officer"), "work/imports/discrepancies/")
    assert "ended as found" in read(as_person("officer"), "work/imports/discrepancies/?state=all")
    assert as_person("exporter").get("/en/work/imports/discrepancies/").status_code == 403
    assert as_person("officer").post("/en/work/imports/discrepancies/").status_code == 405


@pytest.fixture
def alarm(desk: Desk) -> int:
    """A number shown at Antwerp and at Dubai."""
    number = desk.depart(desk.issue())
    desk.present(number)
    told: dict[str, Any] = {"by": desk.cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE}
    return int(desk.present(number, **told)["alarms"][0])


def test_an_alarm_is_seen_answered_and_closed_with_its_reason(desk: Desk, as_person: AsPerson, alarm: int) -> None:
    path = f"work/imports/alarms/{alarm}/"
    for person in ("officer", "customs_eu", "customs_ae", "chair"):
        assert "Presented to another participant" in read(as_person(person), path), person
        assert f"/en/{path}" in read(as_person(person), "work/imports/alarms/")
    assert as_person("customs_in").get(f"/en/{path}").status_code == 404
    assert as_person("exporter").get(f"/en/{path}").status_code == 403
    assert as_person("chair").post(f"/en/{path}close/").status_code == 403, "the Chair reads"
    assert "<b>1</b><span>open alarm</span>" in read(as_person("customs_ae"), "work/")
    officer = as_person("officer")
    assert "not seen by you" in read(officer, "work/imports/")
    assert officer.post(f"/en/{path}see/").status_code == 302
    assert "not seen by you" not in read(officer, "work/imports/")
    assert officer.post(f"/en/{path}note/", {"note-text": "We issued one paper only"}).status_code == 302
    assert "We issued one paper only" in read(as_person("customs_ae"), path, "fr")
    refused = officer.post(f"/fr/{path}close/", {"close-reason": "Une copie"})
    assert refused.status_code == 422
    assert "Une copie</textarea>" in refused.content.decode()
    assert f'href="/en/{path}" lang="en"' in refused.content.decode()
    assert officer.get(f"/en/{path}close/").status_code == 405
    assert officer.post(f"/en/{path}fly/").status_code == 404
    told = {"close-outcome": "forgery", "close-reason": "The copy has no watermark"}
    assert officer.post(f"/en/{path}close/", told).status_code == 302
    assert "The copy has no watermark" in read(as_person("customs_eu"), path)
    assert f"/en/{path}" not in read(officer, "work/imports/alarms/")
    assert f"/en/{path}" in read(officer, "work/imports/alarms/?state=closed")
    assert officer.post(f"/en/{path}close/", told).status_code == 422, "once"


def test_the_desk_is_for_those_who_work_at_a_border(as_person: AsPerson) -> None:
    for person, status in (("customs_eu", 200), ("officer", 200), ("exporter", 403), ("chair", 403), ("miner", 403)):
        assert as_person(person).get("/fr/work/imports/").status_code == status, person
    assert as_person().get("/fr/work/imports/").status_code == 302
    assert as_person("customs_eu").post("/fr/work/imports/").status_code == 405
    assert "Frontière" not in as_person("exporter").get("/fr/me/").content.decode()


def test_the_certificate_shows_how_it_ended(desk: Desk, as_person: AsPerson) -> None:
    number = depart(desk, 0)
    assert "Brussels Airlines" in read(as_person("exporter"), f"certificates/{number}/"), "it was announced"
    file = desk.confirm(number, {"P-1": 314})["file"]
    desk.settle(file, "as-found")
    for person in ("officer", "customs_eu", "importer_eu"):
        page = read(as_person(person), f"certificates/{number}/")
        ended = page.split("How it ended</h2>")[1].split("</section>")[0]
        assert "3.20 ct" in ended
        assert "3.14 ct" in ended
        assert "Dust left in the paper" in ended
        assert "As found:" in ended
        assert f'href="/en/work/imports/{file}/confirmation.jwt"' in page
    french = read(as_person("officer"), f"certificates/{number}/", "fr")
    for step in ("Présenté à la frontière", "Ouvert et pesé", "Importation confirmée, chiffres différents"):
        assert step in french
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    holder = read(as_person(), f"certificates/by-id/{found.row.credential_id}/")
    assert "3.14" not in holder, "who holds the paper sees what the paper says"
    assert file not in holder
    assert "How it ended" not in read(as_person("chair"), f"certificates/{number}/")


def test_every_act_and_state_of_a_certificate_has_its_words(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    file = str(desk.present(number)["file"])
    desk.act(actions.detain, by=desk.cast.customs_eu, file=file, reason="Seal")
    desk.act(actions.release, by=desk.cast.customs_eu, file=file, remedy="Told by the issuer")
    desk.act(actions.dismiss, by=desk.cast.customs_eu, file=file, reason="Another number")
    page = read(as_person("officer"), f"certificates/{number}/", "fr")
    assert "Présentation classée" in page
    assert "Told by the issuer" in page
    assert read(as_person("officer"), "certificates/?state=presented", "fr")


def test_an_announcement_by_mail_is_entered_and_awaited(desk: Desk, as_person: AsPerson) -> None:
    customs, day = as_person("customs_eu"), desk.cast.now.date()
    told = {
        "participant": "EU", "number": "in 000123", "sent_on": day.isoformat(), "weight_cct": "12,50",
        "value_usd_cents": "40 000", "parcels": "2", "exporter": "Surat Rough", "importer": "Scheldt Rough NV",
        "source": "Mail of GJEPC",
    }  # fmt: skip
    refused = customs.post("/fr/work/imports/announce/", told | {"weight_cct": "beaucoup", "source": ""})
    assert refused.status_code == 422
    assert 'value="beaucoup"' in refused.content.decode()
    assert 'href="#id_source"' in refused.content.decode()
    assert customs.post("/fr/work/imports/announce/", told).status_code == 302
    page = read(customs, "work/imports/")
    assert "IN000123" in page
    assert "12.50 ct" in page
    assert "told by message" in page
    assert customs.post("/en/work/imports/announce/", told).status_code == 422, "known already"
    assert as_person("officer").get("/en/work/imports/announce/").status_code == 403
    assert read(customs, "work/imports/announce/", "fr")


def test_a_number_met_without_goods_is_reported(desk: Desk, as_person: AsPerson) -> None:
    customs = as_person("customs_eu")
    told = {"participant": "EU", "number": "SL009999", "note": "Offered by mail"}
    answer = customs.post("/fr/work/imports/report/", told)
    assert answer.status_code == 302
    assert "SL009999" in customs.get(answer["Location"]).content.decode()
    good = customs.post("/en/work/imports/report/", told | {"number": desk.issue()})
    assert good.status_code == 422
    assert "Nothing is wrong with number" in good.content.decode()
    assert "Offered by mail</textarea>" in good.content.decode()
    assert as_person("exporter").post("/en/work/imports/report/", told).status_code == 403
