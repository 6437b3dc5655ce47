"""A slip in a miner's name, in a real browser on a phone and without JavaScript: Aminata Kamara disputes it, Ibrahim
Sesay answers, the field officer ends it; the buyer gives the goods back; and the house is whole at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import sync_playwright
from tests.cast import DEALER, MINER, raise_cast
from tests.desk import Desk, open_desk
from tests.doors.conftest import publish, today
from tests.doors.web.test_browser import CHROMIUM, QUIET, _Quiet, needs_chromium
from tests.journeys.test_border_in_a_browser import sign_in
from tests.land import lay_out

from openkp.check import walk
from openkp.ledger import queries as ledger


@pytest.fixture
def site(committed_db: Path) -> Iterator[tuple[str, Desk, str]]:
    """(address, desk, a find of the miner), over a database where commits are real."""
    desk = open_desk(lay_out(raise_cast(today())))
    find = desk.land.find(3200)
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}", desk, find
    server.shutdown()
    server.server_close()
    thread.join()


@needs_chromium
@pytest.mark.browser
def test_a_miner_is_heard_about_a_slip_in_her_name(site: tuple[str, Desk, str]) -> None:
    address, desk, find = site
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        buyer = sign_in(browser, address, "buyer", "en")
        buyer.set_viewport_size({"width": 360, "height": 740})
        buyer.get_by_role("link", name="Write a slip").click()
        buyer.get_by_label("Seller’s licence").fill("sl-art-0001")
        buyer.get_by_role("button", name="Check the seller’s licence").click()
        buyer.get_by_text("Aminata Kamara.").wait_for()
        buyer.get_by_label("Lot of the seller").fill(find)
        buyer.get_by_label("Carats taken from it").fill("3.2")
        buyer.get_by_label("Number of stones").fill("3")
        buyer.get_by_label("Price", exact=True).fill("1,200.00")
        buyer.get_by_label("Currency").fill("usd")
        buyer.get_by_label("Bank", exact=True).check()
        buyer.get_by_label("Booklet").fill("SL-BK-0001")
        buyer.get_by_label("Number of the slip").fill("1")
        buyer.get_by_role("button", name="Write the slip").click()
        buyer.get_by_text("Slip 1 is written.").wait_for()

        miner = sign_in(browser, address, "miner", "fr")
        miner.set_viewport_size({"width": 320, "height": 568})
        miner.goto(f"{address}/fr/work/slips/")
        miner.get_by_text("1 200,00").wait_for()
        miner.get_by_role("link", name="Ce bordereau n’est pas juste").click()
        miner.get_by_label("Le prix est inexact").check()
        miner.get_by_label("Ce qui s’est passé").fill("Nous avions dit 1 600 devant le chef.")
        miner.get_by_role("button", name="Contester ce bordereau").click()
        miner.get_by_text("Le bordereau est contesté.").wait_for()

        buyer.goto(f"{address}/en/work/")
        buyer.get_by_role("link", name="dispute for you to answer").click()
        buyer.get_by_role("link", name="Slip 1 of SL-BK-0001").click()
        buyer.get_by_text("Nous avions dit 1 600").wait_for()
        buyer.get_by_label("Your answer").fill("She is right, my clerk wrote the first offer.")
        buyer.get_by_role("button", name="Send the answer").click()
        buyer.get_by_text("The answer is written.").wait_for()

        officer = sign_in(browser, address, "field_officer", "en")
        officer.get_by_role("link", name="dispute for the mines office to end").click()
        officer.get_by_role("link", name="Slip 1 of SL-BK-0001").click()
        officer.get_by_label("There was a sale, and the slip’s figures are wrong").check()
        officer.get_by_label("Why, and on what proof").fill("The buyer agrees: 1,600")
        officer.get_by_role("button", name="End it so").click()
        officer.get_by_text("The dispute has ended.").wait_for()

        buyer.goto(f"{address}/en/work/stock/")
        buyer.get_by_role("link", name="L-SL-").first.click()
        buyer.get_by_text("dispute ended: figures wrong").wait_for()
        buyer.locator("summary", has_text="Give the goods back").click()
        buyer.locator("#return").get_by_label("Reason").fill("A slip at 1,600 follows")
        buyer.get_by_role("button", name="Give back").click()
        buyer.get_by_text("The goods are the seller’s again.").wait_for()

        miner.goto(f"{address}/fr/work/slips/SL-BK-0001/1/")
        miner.get_by_text("The buyer agrees: 1,600").wait_for()
        assert miner.evaluate("document.documentElement.scrollWidth") <= 320
        browser.close()
    assert (desk.held_by(MINER), desk.held_by(DEALER)) == (3200, 0)
    (row,) = ledger.disputes(viewer=desk.cast.miner)
    assert (row.outcome, row.state, [one.side for one in row.answers]) == ("wrong", "closed", ["buyer"])
    publish(desk)
    assert [f"{one.code} {one.where}" for one in walk.walk(now=today()).problems] == []
