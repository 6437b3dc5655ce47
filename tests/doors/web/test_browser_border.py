"""The pages of the border in a real browser: what axe finds, what is wider than the screen, what weighs too much."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Browser, Page, sync_playwright
from tests.cast import AUTHORITY_AE, PASSWORD, email_of, raise_cast
from tests.desk import Desk, open_desk
from tests.doors.conftest import publish, today
from tests.doors.web.test_browser import CHROMIUM, QUIET, _look, _Quiet, needs_chromium
from tests.land import lay_out

from openkp.shipments import actions

MOST = 60_000  # bytes of one page, as it is sent before compression


@dataclass(frozen=True)
class Border:
    """Files in the states that show most: to weigh, disputed, ended, detained; an alarm; a late arrival."""

    address: str
    desk: Desk
    weigh: str
    disputed: str
    ended: str
    detained: str
    number: str
    alarm: int

    def pages(self) -> list[str]:
        files = [f"work/imports/{one}/" for one in (self.weigh, self.disputed, self.ended, self.detained)]
        desk = ["work/", "work/imports/", "work/imports/files/", "work/imports/discrepancies/?state=all"]
        return [*desk, "work/imports/alarms/", f"work/imports/alarms/{self.alarm}/", *files,
                f"certificates/{self.number}/", "shipments/S-SL-000003/"]  # fmt: skip


def lay_border(desk: Desk, address: str) -> Border:
    cast = desk.cast
    late = cast.now - dt.timedelta(days=9)
    told = {"shipment": desk.of(desk.issue()).row.reference, "by": cast.officer, "carrier": "Brussels Airlines"}
    desk.act(actions.depart, now=late, expected_on=late.date(), waybill="082-1234 5675", **told)
    lot = desk.land.exporters_lot(6400)
    two = desk.issue(desk.submit(parcels=[desk.parcel(lot, 3200, f"PK-{n}") for n in (1, 2)]))
    weigh = str(desk.present(desk.depart(two))["file"])
    desk.act(actions.ask_issuer, by=cast.customs_eu, file=weigh, question="Is this number yours?", now=late)
    ended = desk.confirm(desk.depart(desk.issue()), {"P-1": 314})
    write = actions.write_to_other_side
    desk.act(write, by=cast.customs_eu, file=ended["file"], text="We find 3.14.")
    desk.act(write, by=cast.officer, file=ended["file"], text="Our scale said 3.20.")
    desk.settle(str(ended["file"]), "as-found")
    disputed = desk.confirm(desk.depart(desk.issue()), {"P-1": 333})
    desk.act(write, by=cast.officer, file=disputed["file"], text="Please weigh once more, and tell us which scale.")
    there = {"by": cast.customs_ae, "participant": "AE", "authority": AUTHORITY_AE}
    alarm = int(desk.present(str(disputed["certificate"]), **there)["alarms"][0])
    detained = str(desk.present(desk.depart(desk.issue()))["file"])
    desk.act(actions.detain, by=cast.customs_eu, file=detained, reason="The seal has another number")
    publish(desk)
    number = str(ended["certificate"])
    return Border(address, desk, weigh, str(disputed["file"]), str(ended["file"]), detained, number, alarm)


@pytest.fixture
def border(committed_db: Path) -> Iterator[Border]:
    desk = open_desk(lay_out(raise_cast(today())))
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    made = lay_border(desk, f"http://localhost:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def sign_in(browser: Browser, address: str, person: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}/en/account/sign-in/")
    page.locator("#id_login").fill(email_of(person))
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


@needs_chromium
@pytest.mark.browser
def test_every_page_of_the_border_in_both_languages_and_widths(border: Border) -> None:
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        customs, officer = (sign_in(browser, border.address, one) for one in ("customs_eu", "officer"))
        for lang in ("fr", "en"):
            for path in [*border.pages(), *(f"work/imports/{one}/" for one in ("present", "announce", "report"))]:
                wrong += _look(customs, f"{border.address}/{lang}/{path}")
                sent = customs.content().encode()
                if len(sent) > MOST:
                    wrong.append(f"{path}: {len(sent)} bytes")
        for path in ("work/", "work/imports/", f"work/imports/{border.weigh}/", f"work/imports/{border.disputed}/"):
            wrong += _look(officer, f"{border.address}/fr/{path}")
        browser.close()
    assert not wrong, "\n".join(wrong)


@needs_chromium
@pytest.mark.browser
def test_the_form_of_foreign_paper_and_a_page_with_every_fault(border: Border) -> None:
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = sign_in(browser, border.address, "customs_eu")
        page.goto(f"{border.address}/fr/work/imports/present/")
        page.get_by_label("Numéro du certificat").fill("IN000123")
        page.get_by_role("button", name="Présenter").click()
        wrong += _look_here(page)
        page.get_by_role("button", name="Présenter").click()
        wrong += _look_here(page)
        page.goto(f"{border.address}/en/work/imports/{border.weigh}/")
        page.get_by_role("button", name="Record what was found").click()
        wrong += _look_here(page)
        browser.close()
    assert not wrong, "\n".join(wrong)


def _look_here(page: Page) -> list[str]:
    """The same for what a form answered: the page is not asked again."""
    return list(_look(page, ""))
