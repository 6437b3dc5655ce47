"""A certificate presented at the desk: by number, by code, by photograph, and paper that nobody here knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import AUTHORITY_AE, AUTHORITY_EU, IMPORTER_EU
from tests.desk import Desk

from openkp.certificates import papers
from openkp.certificates import queries as certificates
from openkp.shipments import queries as shipments

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def present(client: Client, lang: str = "en", **told: Any) -> Any:
    sent = {"office": AUTHORITY_EU, "purpose": "import", **told}
    return client.post(f"/{lang}/work/imports/present/", sent)


def paper_of(desk: Desk, number: str) -> papers.Paper:
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert paper is not None
    return paper


def foreign(desk: Desk) -> dict[str, str]:
    """The fields of a paper from India, as customs key it in."""
    day = desk.cast.now.date().isoformat()
    sheet = {
        "authority": "GJEPC", "issued_on": day, "valid_until": day, "destination": "Belgium",
        "exporter_name": "Surat Rough", "exporter_address": "Surat", "exporter_country": "IN",
        "importer_name": "Scheldt Rough NV", "importer_address": "Antwerp", "importer_country": "be",
        "number_of_parcels": "1", "weight_cct": "10,00", "value_usd_cents": "20 000", "signatory": "P. Shah",
        "seals": "S-1, S-2", "hs-0": "7102.31", "weight-0": "10", "value-0": "20000.00", "origin-0": "Mixed origin",
    }  # fmt: skip
    return {"paper": "yes", "paper-rows": "5", **{f"paper-{name}": value for name, value in sheet.items()}}


def test_by_its_number_and_the_office_is_ones_own(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    customs = as_person("customs_eu")
    form = customs.get(f"/en/work/imports/present/?number={number}").content.decode()
    assert f'value="{number}"' in form
    assert f'value="{AUTHORITY_EU}" selected' in form
    assert "Union authority at Antwerp" in form
    answer = present(customs, number=f" {number.lower()[:2]} {number[2:]}")
    assert answer.status_code == 302
    assert "This file now holds the certificate" in customs.get(answer["Location"]).content.decode()
    assert desk.state(number) == "presented"
    again = present(customs, "fr", number=number)
    assert "une alerte est donnée" in customs.get(again["Location"]).content.decode()


@pytest.mark.parametrize("form", ["text", "png", "pdf", "vc", "cose"])
def test_its_code_alone_says_the_number(desk: Desk, number: str, as_person: AsPerson, form: str) -> None:
    paper = paper_of(desk, number)
    desk.depart(number)
    if form == "text":
        told: dict[str, Any] = {"credential": papers.qr_text(paper)}
    else:
        path, kind = {
            "png": ("qr.png", "image/png"), "pdf": ("certificate.pdf", "application/pdf"),
            "vc": ("credential.vc.jwt", "text/plain"), "cose": ("credential.cose", "application/cose"),
        }[form]  # fmt: skip
        found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
        assert found is not None
        data = as_person().get(f"/credentials/{found.row.credential_id}/{path}").content
        told = {"file": SimpleUploadedFile(path, data, content_type=kind)}
    answer = present(as_person("customs_eu"), **told)
    assert answer.status_code == 302, answer.content.decode()
    (row,) = shipments.imports_of(number, viewer=desk.cast.customs_eu)
    assert row.first
    assert row.findings == 0


def test_what_cannot_be_read_is_told_and_nothing_typed_is_lost(desk: Desk, as_person: AsPerson) -> None:
    bad = SimpleUploadedFile("scan.png", b"\x89PNG no picture", content_type="image/png")
    answer = present(as_person("customs_eu"), "fr", number="SL009999", note="Vol SN 242", file=bad)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error-summary"' in told
    assert 'value="SL009999"' in told
    assert "Vol SN 242</textarea>" in told
    nothing = present(as_person("customs_eu"))
    assert nothing.status_code == 422
    assert "Type the number of the certificate, or give its code." in nothing.content.decode()
    assert present(as_person("customs_eu"), credential="KP1:nonsense").status_code == 422
    assert present(as_person("customs_eu"), number="12").status_code == 422


def test_paper_that_nobody_here_knows_is_keyed_in(desk: Desk, as_person: AsPerson) -> None:
    customs = as_person("customs_eu")
    first = present(customs, "fr", number="IN000123", importer=IMPORTER_EU)
    told = first.content.decode()
    assert first.status_code == 422
    assert "n’est pas connu ici" in told
    assert 'class="error-summary"' not in told, "nothing is wrong yet"
    assert 'name="paper-authority"' in told
    assert f'value="{IMPORTER_EU}"' in told
    answer = present(customs, number="IN000123", importer=IMPORTER_EU, **foreign(desk))
    assert answer.status_code == 302, answer.content.decode()
    (row,) = shipments.imports_of("IN000123", viewer=desk.cast.customs_eu)
    assert (row.source, row.weight_cct, row.value_usd_cents, row.importer) == ("paper", 1000, 2_000_000, IMPORTER_EU)
    found = shipments.import_file(row.reference, viewer=desk.cast.customs_eu)
    assert found is not None
    assert found.parcels[0].origin == "MIXED"
    assert found.paper["seals"] == ["S-1", "S-2"]
    page = customs.get(answer["Location"]).content.decode()
    assert "The paper, keyed in here" in page


def test_every_fault_of_the_paper_at_once_and_rows_on_demand(desk: Desk, as_person: AsPerson) -> None:
    customs = as_person("customs_eu")
    sheet = foreign(desk) | {"paper-weight-0": "zehn", "paper-destination": "Atlantis", "paper-authority": ""}
    sheet |= {"paper-weight-1": "1.00", "paper-exporter_country": ""}
    answer = present(customs, number="IN000123", **sheet)
    told = answer.content.decode()
    assert answer.status_code == 422
    for name in ("authority", "destination", "exporter_country", "weight-0", "hs-1", "value-1", "origin-1"):
        assert f'href="#id_paper-{name}"' in told, name
    assert 'value="zehn"' in told
    assert 'value="Surat Rough"' in told
    longer = present(customs, number="IN000123", more="yes", **sheet)
    assert longer.status_code == 200
    assert 'name="paper-weight-9"' in longer.content.decode()
    assert 'value="zehn"' in longer.content.decode()
    assert 'class="error-summary"' not in longer.content.decode()
    assert shipments.imports_of("IN000123", viewer=desk.cast.admin) == ()


def test_transit_and_the_office_of_another_participant(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    answer = present(as_person("customs_ae"), number=number, office=AUTHORITY_AE, purpose="transit")
    assert answer.status_code == 302
    assert desk.state(number) == "exported"
    assert present(as_person("customs_ae"), number=number, office=AUTHORITY_EU).status_code == 422


def test_only_customs_present(desk: Desk, as_person: AsPerson) -> None:
    for person in ("officer", "exporter", "chair"):
        assert present(as_person(person), number="SL000001").status_code == 403, person
    assert as_person().get("/fr/work/imports/present/").status_code == 302
    assert as_person("customs_eu").put("/en/work/imports/present/").status_code == 405
