"""At the border, in a real browser and without JavaScript: customs of Antwerp present, weigh 3.14 against 3.20, the
authority of Sierra Leone answers, customs settle; and the house is whole at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Browser, Page, sync_playwright
from tests.cast import IMPORTER_EU, PASSWORD, email_of, raise_cast
from tests.desk import Desk, open_desk
from tests.doors.conftest import publish, today
from tests.doors.web.test_browser import CHROMIUM, QUIET, _Quiet, needs_chromium
from tests.land import lay_out

from openkp.certificates import papers
from openkp.certificates import queries as certificates
from openkp.check import walk
from openkp.shipments import queries as shipments


@pytest.fixture
def site(committed_db: Path) -> Iterator[tuple[str, Desk, str]]:
    """(address, desk, number of a certificate that has left Freetown), over a database where commits are real."""
    desk = open_desk(lay_out(raise_cast(today())))
    number = desk.depart(desk.issue())
    publish(desk)
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}", desk, number
    server.shutdown()
    server.server_close()
    thread.join()


def sign_in(browser: Browser, address: str, person: str, lang: str) -> Page:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/{lang}/account/sign-in/")
    page.locator("#id_login").fill(email_of(person))
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name={"fr": "Se connecter", "en": "Sign in"}[lang], exact=True).click()
    return page


@needs_chromium
@pytest.mark.browser
def test_3_14_is_weighed_against_3_20_answered_and_settled(site: tuple[str, Desk, str]) -> None:
    address, desk, number = site
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert paper is not None
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        customs = sign_in(browser, address, "customs_eu", "fr")
        customs.goto(f"{address}/fr/work/imports/")
        customs.get_by_role("link", name=number).click()  # from the arrivals
        customs.get_by_label("Numéro du certificat").fill("")
        customs.get_by_label("Texte du code QR, ou attestation signée").fill(papers.qr_text(paper))
        customs.get_by_role("button", name="Présenter").click()
        customs.get_by_text("Ce dossier détient maintenant le certificat.").wait_for()
        customs.get_by_label("carats trouvés").fill("3,14")
        customs.get_by_label("Nombre de colis trouvés").fill("1")
        for question in ("Les scellés", "Le contenant"):
            group = customs.get_by_role("group", name=question)
            group.get_by_label("Oui").check()
        customs.get_by_role("button", name="Enregistrer ce qui a été trouvé").click()
        customs.get_by_text("Elles diffèrent du certificat").wait_for()
        customs.get_by_role("button", name="Signer et confirmer").click()
        customs.get_by_text("un dossier d’écart est ouvert").wait_for()
        file = customs.url.rstrip("/").rpartition("/")[2]
        customs.locator("summary", has_text="Écrire à l’autre autorité").click()
        customs.get_by_label("Message").fill("Nous trouvons 3,14. Quelle balance ?")
        customs.get_by_role("button", name="Envoyer", exact=True).click()
        customs.get_by_text("Envoyé.").wait_for()

        officer = sign_in(browser, address, "officer", "en")
        officer.goto(f"{address}/en/work/imports/")
        officer.locator("#discrepancies").get_by_role("link", name=file).click()
        officer.get_by_text("Nous trouvons 3,14.").wait_for()
        officer.get_by_label("Message").fill("Our scale was not set to zero. We accept your figure.")
        officer.get_by_role("button", name="Send", exact=True).click()
        officer.get_by_text("Sent.").wait_for()

        customs.goto(f"{address}/fr/work/imports/{file}/")
        customs.get_by_text("We accept your figure.").wait_for()
        customs.get_by_label("Tel que trouvé").check()
        customs.get_by_label("Explication").last.fill("La balance de Freetown, leur message du jour")
        customs.get_by_role("button", name="Y mettre fin ainsi").click()
        customs.get_by_text("L’écart a pris fin.").wait_for()
        with customs.expect_download() as kept:
            customs.get_by_role("link", name="Confirmation signée").click()
        assert Path(kept.value.path()).read_text().startswith("ey")
        browser.close()
    (row,) = shipments.imports_of(number, viewer=desk.cast.officer)
    assert (row.state, desk.state(number), desk.held_by(IMPORTER_EU)) == ("confirmed", "confirmed", 3140)
    publish(desk)
    assert [f"{one.code} {one.where}" for one in walk.walk(now=today()).problems] == []
