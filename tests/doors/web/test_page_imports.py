"""One import file in a browser: weighed, confirmed, disputed, detained; by the wrong hand, with the wrong figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import AUTHORITY_AE, IMPORTER_EU
from tests.desk import Desk

from openkp.shipments import actions
from openkp.shipments import queries as shipments

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"a photograph of a scale"
WEIGHED = {"number_of_parcels": "1", "seals_intact": "yes", "container_intact": "yes"}


def send(client: Client, file: str, act: str, key: str = "", lang: str = "en", **told: Any) -> Any:
    prefix = f"{act}{key}"
    fields = {f"{prefix}-{name.replace('__', '-')}": value for name, value in told.items()}
    return client.post(f"/{lang}/work/imports/{file}/{act}/", {"form": prefix, **fields})


def press(client: Client, file: str, act: str, key: str = "", **told: Any) -> int:
    return int(send(client, file, act, key, **told).status_code)


def page(client: Client, file: str, lang: str = "en") -> str:
    return str(client.get(f"/{lang}/work/imports/{file}/").content.decode())


def state(desk: Desk, file: str) -> str:
    found = shipments.import_file(file, viewer=desk.cast.admin)
    assert found is not None
    return found.row.state


@pytest.fixture
def shown(desk: Desk) -> str:
    """The import file of a certificate presented at Antwerp."""
    return str(desk.present(desk.depart(desk.issue()))["file"])


def test_weighed_and_confirmed_and_the_signed_word_to_download(desk: Desk, as_person: AsPerson, shown: str) -> None:
    customs = as_person("customs_eu")
    before = page(customs, shown)
    assert "must be opened and weighed" in before
    assert "Sign and confirm" not in before
    assert press(customs, shown, "inspect", parcel__0="3,20", **WEIGHED) == 302
    assert "Certificate and goods agree" in page(customs, shown)
    assert press(customs, shown, "confirm", fate__0="accepted") == 302
    assert state(desk, shown) == "confirmed"
    assert desk.held_by(IMPORTER_EU) == 3200
    kept = customs.get(f"/en/work/imports/{shown}/confirmation.jwt")
    assert kept["Content-Type"] == "application/vc+jwt"
    assert kept.content.startswith(b"ey")
    for other in ("officer", "importer_eu"):
        assert as_person(other).get(f"/fr/work/imports/{shown}/confirmation.jwt").content == kept.content
    assert as_person("customs_ae").get(f"/en/work/imports/{shown}/confirmation.jwt").status_code == 404


def test_3_14_against_3_20_is_disputed_answered_and_ended(desk: Desk, as_person: AsPerson, shown: str) -> None:
    customs, officer = as_person("customs_eu"), as_person("officer")
    assert press(customs, shown, "inspect", parcel__0="3.14", **WEIGHED) == 302
    assert press(customs, shown, "confirm", fate__0="accepted") == 302
    assert state(desk, shown) == "discrepant"
    told = page(officer, shown, "fr").replace("\u202f", " ").replace("\u00a0", " ")
    assert "3,20 ct" in told
    assert "3,14 ct" in told
    assert "Le colis P-1 pèse 3,14 ct" in told
    assert press(customs, shown, "write", text="We find 3.14. Which scale?") == 302
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 a letter", content_type="application/pdf")
    assert press(officer, shown, "write", text="Our scale was wrong.", document=letter) == 302
    told = page(customs, shown)
    assert "Our scale was wrong." in told
    assert "Hawa Jalloh" not in told, "another participant's officer speaks as the authority"
    document = told.split(f"/work/imports/{shown}/stored/")[1].split('"')[0]
    assert customs.get(f"/en/work/imports/{shown}/stored/{document}").content == b"%PDF-1.7 a letter"
    assert told.count('type="radio" name="settle-outcome"') == 5
    refused = send(customs, shown, "settle", lang="fr", outcome="excess-seized", explanation="Poussière")
    assert refused.status_code == 422
    assert "Rien n’a été trouvé au-delà du certificat" in refused.content.decode()
    assert "Poussière</textarea>" in refused.content.decode(), "nothing typed is lost"
    assert press(officer, shown, "settle", outcome="as-found", explanation="x") == 403
    assert press(customs, shown, "settle", outcome="as-found", explanation="Dust in the paper") == 302
    assert state(desk, shown) == "confirmed"
    assert desk.held_by(IMPORTER_EU) == 3140
    assert press(officer, shown, "write", text="One more thing") == 422, "it is over"


def test_what_is_mistyped_comes_back_with_every_reason(desk: Desk, as_person: AsPerson, shown: str) -> None:
    photo = SimpleUploadedFile("scale.png", PNG, content_type="image/png")
    answer = send(
        as_person("customs_eu"), shown, "inspect", lang="fr", parcel__0="trois", origin__0="Atlantis",
        note="Balance no 4", photos=photo, inspected_at="hier",
    )  # fmt: skip
    told = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="trois"' in told
    assert "Balance no 4</textarea>" in told
    for field in ("parcel-0", "origin-0", "number_of_parcels", "seals_intact", "container_intact", "inspected_at"):
        assert f'href="#id_inspect-{field}"' in told, field
    assert "Un fichier est gardé" in told, "the photograph need not be chosen again"
    assert f'href="/en/work/imports/{shown}/" lang="en"' in told
    kept = told.split('name="inspect-kept" value="')[1].split('"')[0]
    assert press(as_person("customs_eu"), shown, "inspect", parcel__0="3.20", kept=kept, **WEIGHED) == 302
    got = as_person("officer").get(f"/en/work/imports/{shown}/stored/{kept}")
    assert (got.status_code, got.content, got["Content-Type"]) == (200, PNG, "image/png")
    assert "attachment" in got["Content-Disposition"]
    assert as_person("officer").get(f"/en/work/imports/{shown}/stored/{'0' * 64}").status_code == 404
    assert as_person("customs_ae").get(f"/en/work/imports/{shown}/stored/{kept}").status_code == 404


def test_a_file_that_is_no_picture_is_refused_and_the_rest_stays(desk: Desk, as_person: AsPerson, shown: str) -> None:
    bad = SimpleUploadedFile("scale.png", b"not a picture", content_type="image/png")
    answer = send(as_person("customs_eu"), shown, "inspect", parcel__0="3.20", photos=bad, **WEIGHED)
    assert answer.status_code == 422
    assert 'value="3.20"' in answer.content.decode()
    assert state(desk, shown) == "presented"


def test_a_parcel_is_weighed_or_missing_and_other_findings_are_kept(desk: Desk, as_person: AsPerson) -> None:
    lot = desk.land.exporters_lot(6000)
    number = desk.issue(desk.submit(parcels=[desk.parcel(lot, 3000, f"P-{n}") for n in (1, 2)]))
    file = str(desk.present(desk.depart(number))["file"])
    customs = as_person("customs_eu")
    both = {"parcel__0": "3", "missing__0": "on", "parcel__1": ""}
    assert press(customs, file, "inspect", **both, **WEIGHED) == 422
    looked = {"parcel__0": "3.00", "missing__1": "on", "value__0": "600 000,00", "origin__0": "libéria"}
    assert send(customs, file, "inspect", lang="fr", **looked, **WEIGHED).status_code == 302
    found = shipments.import_file(file, viewer=desk.cast.customs_eu)
    assert found is not None
    codes = {one["code"] for one in found.inspections[-1].differences}
    assert {"arrival.parcel_missing", "arrival.origin_differs", "arrival.parcels_differ"} <= codes
    told = page(customs, file)
    assert "Parcel P-2, 3.00 ct, is not there" in told
    fates = {"fate__0": "returned", "fate__1": "accepted"}
    assert press(customs, file, "confirm", **fates) == 422, "a reason is needed"
    assert press(customs, file, "confirm", **fates, reason="Not of this mine") == 302


@pytest.mark.parametrize(
    ("act", "told", "after"),
    [
        ("detain", {"reason": "The seal has another number"}, "detained"),
        ("return_goods", {"reason": "No good"}, "returned"),
        ("seize", {"reason": "No good"}, "seized"),
        ("dismiss", {"reason": "Wrong number typed"}, "dismissed"),
    ],
)
def test_what_else_customs_can_do(
    desk: Desk, as_person: AsPerson, shown: str, act: str, told: dict[str, str], after: str
) -> None:
    empty = send(as_person("customs_eu"), shown, act, lang="fr")
    assert empty.status_code == 422
    assert f'href="#id_{act}-reason"' in empty.content.decode()
    assert press(as_person("officer"), shown, act, **told) == 403
    assert state(desk, shown) == "presented"
    assert press(as_person("customs_eu"), shown, act, **told) == 302
    assert state(desk, shown) == after
    assert press(as_person("customs_eu"), shown, act, **told) == 422, "somebody has done it already"


def test_detained_goods_are_released_and_confirmed(desk: Desk, as_person: AsPerson, shown: str) -> None:
    customs = as_person("customs_eu")
    assert press(customs, shown, "detain", reason="Seal") == 302
    assert "Report of a detention" in page(customs, shown), "its clock"
    assert press(customs, shown, "release", remedy="") == 422
    assert press(customs, shown, "release", remedy="The issuer confirms the seal") == 302
    assert press(customs, shown, "inspect", parcel__0="3.2", **WEIGHED) == 302
    assert press(customs, shown, "confirm", fate__0="accepted") == 302


def test_a_question_is_asked_with_a_clock_and_answered_by_the_issuer(
    desk: Desk, as_person: AsPerson, shown: str
) -> None:
    customs, officer = as_person("customs_eu"), as_person("officer")
    assert press(customs, shown, "ask", question="Is this number yours?") == 302
    assert press(officer, shown, "ask", question="x") == 422, "not the issuer's to ask"
    (query,) = shipments.queries_open(viewer=desk.cast.officer, participant="SL")
    assert "Is this number yours?" in page(officer, shown)
    key = f"-{query.id}"
    assert press(customs, shown, "answer", key, answer="genuine", explanation="They called") == 422, "no document"
    assert press(as_person("officer_lr"), shown, "answer", key, answer="genuine", explanation="x") == 404
    refused = send(officer, shown, "answer", key, answer="", explanation="Of course")
    assert refused.status_code == 422
    assert "Of course</textarea>" in refused.content.decode()
    assert press(officer, shown, "answer", key, answer="genuine", explanation="It is ours") == 302
    assert "It is ours, as shown" in page(customs, shown)


def test_transit_is_seen_out(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    told = {"by": desk.cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE, "purpose": "transit"}
    file = str(desk.present(number, **told)["file"])
    customs = as_person("customs_ae")
    assert press(customs, file, "see_out") == 422
    assert press(customs, file, "see_out", untouched="on") == 302
    assert state(desk, file) == "passed"


def test_the_second_presentation_cannot_be_confirmed_and_says_so(desk: Desk, as_person: AsPerson, shown: str) -> None:
    found = shipments.import_file(shown, viewer=desk.cast.customs_eu)
    assert found is not None
    told = {"by": desk.cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE}
    second = str(desk.present(found.row.number, **told)["file"])
    assert "another file holds it" in page(as_person("customs_ae"), second)
    assert "un autre dossier le détient" in page(as_person("customs_ae"), second, "fr")
    assert press(as_person("customs_ae"), second, "confirm", fate__0="accepted") == 403


def test_findings_on_the_paper_are_told_with_both_values(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    party = {"name": "Somebody Else", "address": "", "country": "BE"}
    parcel = {"hs": "7102.10", "weight_cct": 350, "value_usd_cents": 5, "origin": "SL"}
    paper = {
        "authority": "NMA", "issued_on": desk.cast.now.date(), "valid_until": desk.cast.now.date(), "exporter": party,
        "importer": party, "destination": "IN", "parcels": [parcel],
    }  # fmt: skip
    file = str(desk.present(number, paper=paper)["file"])
    english = page(as_person("customs_eu"), file)
    assert "“Total weight, carats” on the paper is 3.50 ct; the certificate was issued with 3.20 ct." in english
    assert "“Country of destination” on the paper is India" in english
    french = page(as_person("officer"), file, "fr").replace("\u00a0", " ").replace("\u202f", " ")
    assert "« Poids total, carats » est 3,50 ct sur le document" in french
    assert 'class="badge bad">impossible<' in french


def test_to_strangers_there_is_no_file_and_no_act(desk: Desk, as_person: AsPerson, shown: str) -> None:
    for person in ("customs_ae", "officer_lr", "exporter"):
        assert as_person(person).get(f"/en/work/imports/{shown}/").status_code == 404, person
    assert as_person("miner").get(f"/en/work/imports/{shown}/").status_code == 403
    assert as_person("chair").get(f"/en/work/imports/{shown}/").status_code == 403
    assert as_person().get(f"/en/work/imports/{shown}/").status_code == 302
    assert press(as_person("customs_ae"), shown, "detain", reason="x") == 404
    assert press(as_person("importer_eu"), shown, "detain", reason="x") == 403
    assert "<form method" not in page(as_person("importer_eu"), shown).split("<main")[1].split("verify")[0]
    assert as_person("customs_eu").get(f"/en/work/imports/{shown}/confirmation.jwt").status_code == 404, "none yet"
    assert press(as_person("customs_eu"), shown, "fly") == 404
    assert state(desk, shown) == "presented"


def test_a_get_changes_nothing_and_a_form_sent_twice_is_one_act(desk: Desk, as_person: AsPerson, shown: str) -> None:
    customs = as_person("customs_eu")
    assert customs.get(f"/en/work/imports/{shown}/detain/").status_code == 405
    told = {"form": "ask", "request_id": "web-one-press", "ask-question": "Yours?"}
    for _ in range(2):
        assert customs.post(f"/en/work/imports/{shown}/ask/", told).status_code == 302
    assert len(shipments.queries_open(viewer=desk.cast.officer, participant="SL")) == 1


def test_the_importer_on_paper_needs_the_number_of_the_register(desk: Desk, as_person: AsPerson) -> None:
    """Foreign paper names an importer; the register gives the number."""
    party = {"name": "Scheldt Rough NV", "address": "Antwerp", "country": "BE"}
    parcel = {"hs": "7102.10", "weight_cct": 320, "value_usd_cents": 60_000_000, "origin": "IN"}
    day = desk.cast.now.date()
    paper = {
        "authority": "GJEPC", "issued_on": day, "valid_until": day, "exporter": party, "importer": party,
        "destination": "BE", "parcels": [parcel],
    }  # fmt: skip
    file = str(desk.present("IN000123", paper=paper)["file"])
    desk.inspect(file)
    desk.act(actions.detain, by=desk.cast.customs_eu, file=file, reason="The paper")
    desk.act(actions.release, by=desk.cast.customs_eu, file=file, remedy="The issuer wrote")
    customs = as_person("customs_eu")
    assert "The paper names Scheldt Rough NV" in page(customs, file)
    assert press(customs, file, "confirm", fate__0="accepted") == 422
    assert press(customs, file, "confirm", fate__0="accepted", importer=IMPORTER_EU) == 302
    assert desk.held_by(IMPORTER_EU) == 3200
