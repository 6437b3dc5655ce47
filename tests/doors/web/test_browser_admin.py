"""The administrator's pages and the keys of a sign-in, in a real browser with a key of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Page, sync_playwright
from tests.cast import PASSWORD, email_of, raise_cast
from tests.desk import Desk, open_desk
from tests.doors.conftest import publish, today
from tests.doors.web.test_browser import CHROMIUM, QUIET, _look, _Quiet, needs_chromium
from tests.land import lay_out


@pytest.fixture
def site(committed_db: Path) -> Iterator[tuple[str, Desk]]:
    desk = open_desk(lay_out(raise_cast(today())))
    desk.issue()
    publish(desk)
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}", desk
    server.shutdown()
    server.server_close()
    thread.join()


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/en/account/sign-in/")
    page.locator("#id_login").fill(email_of(name))
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/work/**")


def look(page: Page, address: str, path: str) -> Iterator[str]:
    """What is wrong with a page, in both languages; a table must not need to be pushed aside on a telephone."""
    for lang in ("fr", "en"):
        yield from _look(page, f"{address}/{lang}/{path}")
        page.set_viewport_size({"width": 360, "height": 800})
        if page.evaluate("[...document.querySelectorAll('.table')].some(one => one.scrollWidth > one.clientWidth + 1)"):
            yield f"{page.url}: a table is wider than its frame at 360 px"


@needs_chromium
@pytest.mark.browser
def test_the_pages_of_the_administrator(site: tuple[str, Desk], tmp_path: Path) -> None:
    address, desk = site
    who = f"admin/person/{desk.cast.officer.person_id}/"
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context().new_page()
        sign_in(page, address, "admin")
        for path in ("admin/", who, "admin/tokens/", "admin/keys/", "admin/health/"):
            wrong += look(page, address, path)
        page.goto(f"{address}/en/{who}")
        page.locator("details", has_text="A token for a system").locator("summary").click()
        page.locator("#id_token-name").fill("customs system")
        page.locator("#id_token-scopes_0").check()
        page.get_by_role("button", name="Make the token").click()
        page.locator("#secret").wait_for()
        wrong += _look(page, "")
        wrong += look(page, address, "admin/tokens/")
        browser.close()
    assert not wrong, "\n".join(wrong)


@needs_chromium
@pytest.mark.browser
def test_a_key_is_added_and_signs_in_alone(site: tuple[str, Desk]) -> None:
    """With the browser's own virtual authenticator: one that keeps keys and asks for its user."""
    address, _ = site
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context()
        page = context.new_page()
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        sign_in(page, address, "officer")
        wrong += look(page, address, "account/second-factor/")
        page.goto(f"{address}/en/account/second-factor/webauthn/add/")
        wrong += _look(page, "")
        page.locator("#id_password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.locator("#id_passwordless").check()
        page.locator("#id_name").fill("Key ring")
        wrong += _look(page, "")
        page.get_by_role("button", name="Add a key").click()
        page.get_by_role("heading", name="Recovery codes").wait_for()
        wrong += look(page, address, "account/second-factor/recovery-codes/")
        wrong += look(page, address, "account/second-factor/webauthn/")
        assert "Key ring" in page.content()
        page.goto(f"{address}/en/account/")
        context.clear_cookies()
        wrong += look(page, address, "account/sign-in/")
        page.get_by_role("button", name="Sign in with a key").click()
        page.wait_for_url("**/work/**")
        assert "Hawa" in page.locator(".account").inner_text()
        context.clear_cookies()
        page.goto(f"{address}/en/account/sign-in/")
        page.locator("#id_login").fill(email_of("officer"))
        page.locator("#id_password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("heading", name="Second factor").wait_for()
        wrong += _look(page, "")
        page.get_by_role("button", name="Use my key").click()
        page.wait_for_url("**/work/**")
        browser.close()
    assert not wrong, "\n".join(wrong)
