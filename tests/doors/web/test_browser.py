"""The pages in a real browser: no violation that axe finds, nothing wider than the screen, no request to elsewhere."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import Client
from playwright.sync_api import Page, sync_playwright
from tests.cast import PASSWORD, email_of, raise_cast
from tests.desk import Desk, open_desk
from tests.doors.conftest import publish, today
from tests.land import lay_out

from openkp.certificates import papers
from openkp.certificates import queries as certificates

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-default-apps", "--disable-dev-shm-usage"),
]
WIDTHS = (360, 1280)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed: the pages were not looked at")
STATIC = Path(papers.__file__).parents[1] / "web" / "static"


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the library gives it
        pass


@pytest.fixture
def site(committed_db: Path) -> Iterator[tuple[str, Desk, str]]:
    """(address, desk, number of a certificate): served by a thread over a database where commits are real."""
    desk = open_desk(lay_out(raise_cast(today())))
    number = desk.issue()
    desk.submit()
    publish(desk)
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}", desk, number
    server.shutdown()
    server.server_close()
    thread.join()


def _pages(desk: Desk, number: str) -> tuple[list[str], list[str]]:
    """(for anyone, for the officer), without the language."""
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    lot = found.parcels[0].lot
    public = ["", "verify/", "verify/?number=" + number, "licences/?number=SL-ART-0001", "account/sign-in/", "nowhere/"]
    public += [f"certificates/by-id/{found.row.credential_id}/", "account/password/reset/", "account/sign-up/"]
    office = ["work/", "me/", "certificates/", f"certificates/{number}/", "shipments/", "shipments/S-SL-000002/"]
    return public, [*office, "lots/", f"lots/{lot}/", "account/second-factor/", "account/password/"]


def _look(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page, at both widths; with what is open, if no `address` is given."""
    if address:
        page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        where = f"{page.url} at {width} px"
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{where}: {wide} px wide"
        for small in page.evaluate(_SMALL_TARGETS):
            yield f"{where}: a target under 44 px: {small}"
        for one in Axe().run(page).response["violations"]:
            yield f"{where}: {one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"


# Buttons, fields and the links of menus; links inside a sentence are exempt (WCAG 2.2, 2.5.8).
_SMALL_TARGETS = """() => [...document.querySelectorAll(
    'button, input:not([type=hidden], [type=checkbox], [type=radio]), select, .button, .masthead a')]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)
  .map(one => one.outerHTML.slice(0, 90))"""


@needs_chromium
@pytest.mark.browser
def test_every_page_in_both_languages_and_widths(site: tuple[str, Desk, str]) -> None:
    address, desk, number = site
    public, office = _pages(desk, number)
    asked: set[str] = set()
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context().new_page()
        page.on("request", lambda request: asked.add(re.sub(r"^(\w+://[^/]*).*", r"\1", request.url[:200])))
        for lang in ("fr", "en"):
            for path in public:
                wrong += _look(page, f"{address}/{lang}/{path}")
        page.goto(f"{address}/fr/account/sign-in/")
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.locator("#id_login").fill(email_of("officer"))
        page.get_by_role("button", name="Se connecter", exact=True).click()
        for lang in ("fr", "en"):
            for path in office:
                wrong += _look(page, f"{address}/{lang}/{path}")
        browser.close()
    assert not wrong, "\n".join(wrong)
    assert {one for one in asked if not one.startswith("data:")} == {address}, "no page asks anything of anyone else"


@needs_chromium
@pytest.mark.browser
def test_a_keyboard_alone_verifies_a_certificate(site: tuple[str, Desk, str]) -> None:
    address, desk, number = site
    found = certificates.certificate(number, viewer=desk.cast.officer, now=desk.cast.now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert paper is not None
    text = papers.qr_text(paper)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/en/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href") == "#content", "first the way past the menu"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Valid", exact=True).wait_for()
        browser.close()


def test_a_first_visit_weighs_less_than_60_kilobytes(client: Client, db: None) -> None:
    page = client.get("/en/", headers={"accept-encoding": "identity"}).content
    files = [path for path in STATIC.rglob("*") if path.suffix in (".css", ".svg", ".js")]
    told = [path.read_bytes() for path in files if "offline" not in path.parts]  # that page weighs itself
    parts = [page, *told]
    assert sum(len(gzip.compress(part)) for part in parts) < 60_000
    assert sum(len(gzip.compress(part)) for part in parts) < 20_000, "as it is today, far less"
