"""The pages of the chain in a real browser, on the smallest phone: what axe finds, what is wider than the screen, what
weighs too much; and a page that shows every fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Page, sync_playwright
from tests.cast import MINER, OTHER_MINER, raise_cast
from tests.desk import Desk, open_desk
from tests.doors.conftest import today
from tests.doors.web.test_browser import CHROMIUM, QUIET, _look, _Quiet, needs_chromium
from tests.doors.web.test_browser_border import MOST, sign_in
from tests.land import BOOKLET, KENEMA_PIT, KONO_PIT, lay_out

from openkp.ledger import actions as ledger
from openkp.mining import actions as mining

SMALLEST = 320


@dataclass(frozen=True)
class Chain:
    """Slips, among them one disputed, one settled and one given back; prices of three sellers; a lot to divide."""

    address: str
    desk: Desk
    lot: str
    find: str


def lay_chain(desk: Desk, address: str) -> Chain:
    cast, land = desk.cast, desk.land
    third = {"operator": "SL-AM-0003", "site": KONO_PIT}
    who = {"participant": "SL", "number": "SL-AM-0003", "kind": "miner", "name": "Finda Tamba Komba-Yengema"}
    desk.act(mining.register_operator, by=cast.officer, address="Yengema", nationality="SL", **who)
    dates = {"valid_from": land.today, "valid_until": land.today.replace(year=land.today.year + 1)}
    paper = {"number": "SL-ART-0003", "kind": "artisanal-mining", "zone": "SL:KONO", **dates}
    desk.act(mining.grant_licence, by=cast.officer, operator="SL-AM-0003", **paper)
    sellers = ({"operator": MINER}, {"operator": OTHER_MINER, "site": KENEMA_PIT}, third)
    for place in range(9):
        told = sellers[place % 3]
        lot = land.sell([(land.find(3200, **told), 3200)], seller=told["operator"], price_cents=150_000 + place * 100)
    opened = {"complaint": "price", "statement": "We agreed on 2,000 at the pit, before two witnesses of the village"}
    desk.act(ledger.open_dispute, by=cast.miner, booklet=BOOKLET, slip=1, **opened)
    ended = desk.act(ledger.open_dispute, by=cast.miner, booklet=BOOKLET, slip=4, **opened)["dispute"]
    desk.act(ledger.answer_dispute, by=cast.buyer, dispute=ended, text="The rest was paid by mobile money.")
    told_end = {"outcome": "stands", "explanation": "The operator of the mobile money confirms it"}
    desk.act(ledger.settle_dispute, by=cast.officer, dispute=ended, **told_end)
    desk.act(ledger.return_goods, by=cast.buyer, lot=lot, reason="Not as weighed")
    kept = land.sell([(land.find(4400), 4400)])
    return Chain(address, desk, kept, land.find(1250))


@pytest.fixture
def chain(committed_db: Path) -> Iterator[Chain]:
    desk = open_desk(lay_out(raise_cast(today())))
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    made = lay_chain(desk, f"http://localhost:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def pages(chain: Chain) -> dict[str, list[str]]:
    slips = [f"work/slips/{BOOKLET}/1/?act=dispute", f"work/slips/{BOOKLET}/4/?act=dispute", "work/slips/disputes/"]
    dug = ["work/finds/", "work/finds/record/", f"work/stock/{chain.find}/"]
    return {
        "miner": ["work/", "work/slips/", *slips, *dug, "work/stock/", "work/licences/", "work/prices/"],
        "buyer": ["work/", "work/slips/", *slips, "work/slips/write/", "work/stock/", f"work/stock/{chain.lot}/",
                  "work/licences/", f"lots/{chain.lot}/", "licences/?number=SL-ART-0001"],
        "field_officer": ["work/", "work/slips/", *slips, "work/slips/write/", *dug, "work/stock/"],
    }  # fmt: skip


@needs_chromium
@pytest.mark.browser
def test_every_page_of_the_chain_in_both_languages_and_widths(chain: Chain) -> None:
    wrong: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for person, paths in pages(chain).items():
            page = sign_in(browser, chain.address, person)
            for place, path in enumerate(paths):
                lang = ("fr", "en")[place % 2] if person == "field_officer" else "fr"
                wrong += _look(page, f"{chain.address}/{lang}/{path}")
                wrong += _smallest(page)
                sent = len(page.content().encode())
                if sent > MOST:
                    wrong.append(f"{path}: {sent} bytes")
                if person == "miner":
                    wrong += _look(page, f"{chain.address}/en/{path}")
            for button in ("Écrire le bordereau", "Inscrire la trouvaille"):
                path = "write" if "bord" in button else "record"
                if any(path in one for one in paths):
                    where = "work/slips/write/" if path == "write" else "work/finds/record/"
                    page.goto(f"{chain.address}/fr/{where}")
                    page.get_by_role("button", name=button).click()
                    wrong += _look(page, "")
                    wrong += _smallest(page)
        browser.close()
    assert not wrong, "\n".join(wrong)


def _smallest(page: Page) -> Iterator[str]:
    page.set_viewport_size({"width": SMALLEST, "height": 568})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > SMALLEST:
        yield f"{page.url} at {SMALLEST} px: {wide} px wide"
