"""An export file walked through in a browser, and each wrong hand."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk import Desk

from openkp.certificates import actions as certificates
from openkp.shipments import queries as shipments

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def press(client: Client, file: str, act: str, key: str = "", **told: str) -> int:
    prefix = f"{act}{key}"
    fields = {f"{prefix}-{name.replace('__', '-')}": value for name, value in told.items()}
    return client.post(f"/en/shipments/{file}/{act}/", {"form": prefix, **fields}).status_code


def test_from_valuation_to_departure_each_by_its_own_hand(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert press(as_person("valuer"), file, "value", parcel__0="648 540,00") == 302
    assert press(as_person("independent_valuer"), file, "value", parcel__0="659925.48") == 302
    assert press(as_person("exporter"), file, "value", parcel__0="601701") == 302
    assert desk.file(file).row.state == "valued"
    (levy,) = desk.file(file).levies
    assert press(as_person("officer"), file, "levy", "-0", levy=levy.code, bank_reference="BSL-77") == 302
    sealed = {"parcel__0": "3,20", "container__1": "C-1", "seal__1": "S-9", "container__2": "", "seal__2": ""}
    assert press(as_person("officer"), file, "seal", **sealed) == 302
    assert press(as_person("approver"), file, "approve") == 302
    assert press(as_person("officer"), file, "issue") == 302
    number = desk.file(file).row.certificate
    assert number.startswith("SL")
    due = (desk.cast.now + dt.timedelta(days=4)).date()
    flight = {"expected_on": due.isoformat(), "carrier": "Brussels Airlines", "waybill": "082-1234 5675"}
    assert press(as_person("exporter"), file, "depart", **flight) == 302
    (coming,) = shipments.expected(viewer=desk.cast.customs_eu, participant="EU", now=desk.cast.now)
    assert (coming.expected_on, coming.carrier, coming.waybill) == (due, "Brussels Airlines", "082-1234 5675")


def test_a_departure_needs_neither_day_nor_carrier_and_a_day_gone_by_comes_back(
    desk: Desk, as_person: AsPerson
) -> None:
    number = desk.issue()
    file = desk.of(number).row.reference
    answer = as_person("officer").post(
        f"/fr/shipments/{file}/depart/",
        {"form": "depart", "depart-expected_on": "2020-01-01", "depart-carrier": "Air Peace"},
    )
    assert answer.status_code == 422
    assert 'value="Air Peace"' in answer.content.decode()
    assert press(as_person("officer"), file, "depart") == 302


def test_once_at_a_border_the_file_leads_there_and_shows_both_figures(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    there = str(desk.present(number)["file"])
    file = desk.of(number).row.reference
    page = as_person("officer").get(f"/en/shipments/{file}/").content.decode()
    assert f'href="/en/work/imports/{there}/"' in page
    assert "Carats found" not in page
    desk.inspect(there, {"P-1": 314})
    page = as_person("officer").get(f"/en/shipments/{file}/").content.decode()
    assert "3.20 ct" in page
    assert "3.14 ct" in page
    assert "Parcel P-1 weighs 3.14" in page
    assert press(as_person("customs_eu"), file, "confirm") == 404, "confirmed in the import file"


def test_nobody_sees_another_sheet_before_all_are_in(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    press(as_person("valuer"), file, "value", parcel__0="648540")
    page = as_person("officer").get(f"/en/shipments/{file}/").content.decode()
    assert "given; shown once all are in" in page
    assert "648,540" not in page


def test_what_is_mistyped_comes_back_with_its_reason(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    answer = as_person("valuer").post(
        f"/fr/shipments/{file}/value/", {"form": "value", "value-parcel-0": "douze mille"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "douze mille" in page
    assert "n’est pas un nombre" in page or "nombre" in page
    assert 'href="#id_value-parcel-0"' in page


def test_a_refusal_of_the_rules_is_told_in_the_readers_language(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    desk.value(file)
    desk.pay(file)
    answer = as_person("officer").post(
        f"/fr/shipments/{file}/seal/",
        {"form": "seal", "seal-parcel-0": "3.10", "seal-container-1": "C-1", "seal-seal-1": "S-1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error-summary"' in page
    assert 'value="3.10"' in page, "nothing typed is lost"
    assert desk.file(file).row.state == "levied"


@pytest.mark.parametrize(
    ("person", "act", "status"),
    [("exporter", "approve", 422), ("miner", "value", 403), ("officer", "value", 403), ("customs_eu", "value", 404)],
)
def test_the_wrong_hand_is_stopped(desk: Desk, as_person: AsPerson, person: str, act: str, status: int) -> None:
    file = desk.submit()
    assert press(as_person(person), file, act, parcel__0="1") == status
    assert desk.file(file).row.state == "submitted"
    assert not desk.file(file).sheets


def test_a_form_sent_twice_is_one_act(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    told = {"form": "value", "request_id": "web-one-press", "value-parcel-0": "5"}
    client = as_person("valuer")
    assert client.post(f"/en/shipments/{file}/value/", told).status_code == 302
    assert client.post(f"/en/shipments/{file}/value/", told).status_code in (302, 403)
    assert len(desk.file(file).sheets) == 1


def test_to_strangers_there_is_no_file(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert as_person("officer_lr").get(f"/en/shipments/{file}/").status_code == 404
    assert as_person("miner").get(f"/en/shipments/{file}/").status_code == 403
    assert as_person().get(f"/en/shipments/{file}/").status_code == 302


def test_a_get_changes_nothing(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert as_person("valuer").get(f"/en/shipments/{file}/value/").status_code == 405


def test_after_a_mistake_the_other_language_shows_the_file(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    page = as_person("valuer").post(f"/fr/shipments/{file}/value/", {"form": "value"}).content.decode()
    assert f'href="/en/shipments/{file}/" lang="en"' in page


def test_an_unknown_act_is_not_there(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert as_person("officer").post(f"/en/shipments/{file}/fly/").status_code == 404


def test_the_list_shows_ones_scope(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert file in as_person("exporter").get("/fr/shipments/").content.decode()
    assert file not in as_person("officer_lr").get("/fr/shipments/").content.decode()
    assert file not in as_person("exporter").get("/fr/shipments/?state=closed").content.decode()


def test_what_a_certificates_end_leaves_is_no_work(desk: Desk, as_person: AsPerson) -> None:
    number = desk.issue()
    found = shipments.of_certificate(number, viewer=desk.cast.officer)
    assert found is not None
    file = found.row.reference
    assert file in as_person("officer").get("/en/work/").content.decode().split("Export files</h2>")[0]
    desk.act(certificates.void, by=desk.cast.officer, number=number, reason="Torn")
    work = as_person("officer").get("/en/work/").content.decode()
    assert "Waiting for you" not in work
    page = as_person("officer").get(f"/en/shipments/{file}/").content.decode()
    assert f"Certificate {number} ended this file" in page
    assert f'action="/en/shipments/{file}/depart/"' not in page
    assert 'class="badge bad">void<' in page
    assert 'class="badge bad">void<' in as_person("officer").get("/en/shipments/").content.decode()


def test_the_certificate_leads_to_its_file_and_the_file_names_who_applied(desk: Desk, as_person: AsPerson) -> None:
    number = desk.issue()
    found = shipments.of_certificate(number, viewer=desk.cast.officer)
    assert found is not None
    page = as_person("customs_eu").get(f"/en/certificates/{number}/").content.decode()
    assert f'href="/en/shipments/{found.row.reference}/"' in page
    named = as_person("customs_eu").get(f"/en/shipments/{found.row.reference}/").content.decode()
    assert found.row.exporter_name
    assert html.escape(found.row.exporter_name) in named, "whoever sees a file sees who applied for it"


def test_the_page_says_whose_turn_it_is(desk: Desk, as_person: AsPerson) -> None:
    file = desk.submit()
    assert (
        "Prochaine étape\u00a0: les évaluations" in as_person("officer").get(f"/fr/shipments/{file}/").content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("648.540,00", 64854000),
        ("648,540.00", 64854000),
        ("12,345", "«\u00a012,345\u00a0» a trop de décimales"),
        ("-5", "«\u00a0-5\u00a0» n’est pas un nombre"),
        ("1e5", "«\u00a01e5\u00a0» n’est pas un nombre"),
        ("99999999999999", "dépasse"),
        ("", "Donnez un nombre"),
    ],
)
def test_figures_are_read_as_people_type_them(desk: Desk, as_person: AsPerson, typed: str, told: int | str) -> None:
    file = desk.submit()
    answer = as_person("valuer").post(f"/fr/shipments/{file}/value/", {"form": "value", "value-parcel-0": typed})
    if isinstance(told, int):
        (sheet,) = desk.file(file).sheets
        found = shipments.shipment(file, viewer=desk.cast.valuer)
        assert sheet.seat == "state"
        assert found is not None
        assert found.sheets[0].total_usd_cents == told
    else:
        assert told in answer.content.decode()
        assert not desk.file(file).sheets


def test_a_confirmation_on_paper_is_recorded_by_the_authority(desk: Desk, as_person: AsPerson) -> None:
    importer = {"name": "Surat Rough", "address": "Surat", "country": "IN"}
    number = desk.depart(desk.issue(desk.submit(importer=importer)))
    file = desk.of(number).row.reference
    told = {
        "received_on": desk.cast.now.date().isoformat(), "weight_cct": "3,14", "number_of_parcels": "1",
        "importer": "Surat Rough", "signed_by": "P. Shah",
    }  # fmt: skip
    assert "Record a paper confirmation" in as_person("officer").get(f"/en/shipments/{file}/").content.decode()
    assert "Record a paper" not in as_person("exporter").get(f"/en/shipments/{file}/").content.decode()
    work = as_person("officer").get("/en/work/").content.decode()
    assert "Waiting for you" not in work, "possible, and not awaited"
    assert press(as_person("officer"), file, "slip", **told) == 422, "another weight opens a dialogue"
    assert press(as_person("officer"), file, "slip", **(told | {"weight_cct": "3,20"})) == 302
    assert desk.state(number) == "confirmed"
