"""Search, lists and histories in a real browser: no violation that axe finds, nothing wider than the screen, no script
needed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.cast import PASSWORD, email_of
from tests.desk import Desk
from tests.doors.web.test_browser import CHROMIUM, QUIET, _look, needs_chromium, site

__all__ = ["site"]
ASCENDING = re.compile("Certificate number.*ascending")
SHOTS = os.environ.get("OPENKP_SHOTS", "")  # a folder, for who wants to look


@needs_chromium
@pytest.mark.browser
def test_search_lists_and_histories(site: tuple[str, Desk, str]) -> None:
    address, _, number = site
    pages = ["search/?q=", f"search/?q={number[2:]}", "search/?q=kamara", "search/?q=nothing-like-it"]
    pages += ["search/operators/SL-AM-0001/", "search/licences/SL-ART-0001/", "search/sites/SL:KONO-YENGEMA-1/"]
    pages += ["certificates/?state=issued&other=EU", "certificates/?state=void", "lots/?state=all&order=holder"]
    pages += ["shipments/?order=submitted", "work/imports/alarms/?state=all", "work/imports/discrepancies/?state=all"]
    pages += [f"certificates/{number}/", "shipments/S-SL-000002/"]
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context().new_page()
        page.goto(f"{address}/en/account/sign-in/")
        page.locator("#id_login").fill(email_of("officer"))
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(f"{address}/en/certificates/?state=issued&other=EU")
        page.get_by_label("Keep this filter as").fill("In force, to Europe")
        page.get_by_role("button", name="Keep", exact=True).click()
        for lang in ("fr", "en"):
            for place, path in enumerate(pages):
                wrong += _look(page, f"{address}/{lang}/{path}")
                if SHOTS and lang == "fr":
                    for width in (360, 1280):
                        page.set_viewport_size({"width": width, "height": 800})
                        page.screenshot(path=Path(SHOTS) / f"{place:02d}-{width}.png", full_page=True)
        browser.close()
    assert not wrong, "\n".join(wrong)


@needs_chromium
@pytest.mark.browser
def test_a_keyboard_alone_finds_and_orders_without_a_script(site: tuple[str, Desk, str]) -> None:
    address, _, number = site
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/en/account/sign-in/")
        page.locator("#id_login").fill(email_of("officer"))
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("searchbox").focus()
        page.keyboard.insert_text(number.lower())
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=number, exact=True).wait_for()
        page.goto(f"{address}/en/certificates/")
        page.get_by_role("link", name=ASCENDING).press("Enter")
        assert page.get_by_role("link", name=ASCENDING).get_attribute("aria-current") == "true"
        browser.close()
