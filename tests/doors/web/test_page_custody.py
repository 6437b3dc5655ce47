"""Slips, stock, licences, finds and prices: each page works, refuses, and stays shut to others; in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cast import DEALER, EXPORTER, MINER
from tests.desk import SYSTEM, Desk
from tests.land import BOOKLET, KONO, KONO_PIT

from openkp.ledger import actions as ledger
from openkp.ledger import queries as lots

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def dispute(desk: Desk, **changed: Any) -> int:
    """The miner disputes slip 1."""
    told = {"by": desk.cast.miner, "booklet": BOOKLET, "slip": 1, "complaint": "price", "statement": "He paid half"}
    return int(desk.act(ledger.open_dispute, **(told | changed))["dispute"])


def sold(desk: Desk, mct: int = 3200) -> str:
    return desk.land.sell([(desk.land.find(mct), mct)])


def flat(text: str) -> str:
    return re.sub(r"[\u00a0\u202f\s]+", " ", text)


def slip_of(desk: Desk, lot: str, **changed: str) -> dict[str, str]:
    told = {
        "request_id": desk.cast.ask() + "-page",
        "booklet": BOOKLET.lower(),
        "slip": "7",
        "seller": " sl-art-0001 ",
        "lot-1": lot,
        "carats-1": "3,205",
        "stones": "3",
        "hs": "7102.10",
        "price": "1 500,50",
        "currency": "usd",
        "payment_kind": "bank",
        "payment_ref": "RCB-1",
        "day": desk.land.today.isoformat(),
        "place": KONO,
        "note": "",
    }
    return told | changed


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["is good for 366 more days", "sold to Ibrahim Sesay", "3.20 ct", "US$ 1,500.00", "not right"]),
        ("fr", ["valable encore 366 jours", "vendu à Ibrahim Sesay", "3,20 ct", "1 500,00 $ US", "pas juste"]),
    ],
)
def test_a_miner_reads_the_licence_and_the_slips_in_words(
    desk: Desk, as_person: AsPerson, lang: str, words: list[str]
) -> None:
    sold(desk)
    page = flat(as_person("miner").get(f"/{lang}/work/slips/").content.decode())
    assert [word for word in words if word not in page] == []


def test_the_newest_slip_comes_first_and_only_ones_own(desk: Desk, as_person: AsPerson) -> None:
    sold(desk, 1000)
    sold(desk, 2000)
    desk.land.exporters_lot(4000)
    page = as_person("miner").get("/en/work/slips/").content.decode()
    assert page.index("4.00 ct") < page.index("2.00 ct") < page.index("1.00 ct")
    assert "SL-BK-0002" not in page
    assert "SL-BK-0001" not in as_person("other_miner").get("/en/work/slips/").content.decode()
    bought = as_person("buyer").get("/en/work/slips/?side=sold").content.decode()
    assert "SL-BK-0002" in bought and "SL-BK-0001" not in bought
    assert "Aminata Kamara to Ibrahim Sesay" in as_person("field_officer").get("/en/work/slips/").content.decode()


def test_one_asks_for_no_other_operator(desk: Desk, as_person: AsPerson) -> None:
    sold(desk)
    page = as_person("other_miner").get(f"/en/work/slips/?operator={MINER}").content.decode()
    assert BOOKLET not in page
    assert BOOKLET in as_person("officer").get(f"/en/work/slips/?operator={MINER}").content.decode()
    assert BOOKLET not in as_person("officer_lr").get(f"/en/work/slips/?operator={MINER}").content.decode()


def test_a_slip_is_shown_to_its_two_sides_and_the_authority(desk: Desk, as_person: AsPerson) -> None:
    sold(desk)
    for person, status in [
        *(("miner", 200), ("buyer", 200), ("officer", 200), ("field_officer", 200)),
        *(("other_miner", 404), ("exporter", 404), ("officer_lr", 404), ("customs_eu", 403), ("", 302)),
    ]:
        assert as_person(person).get(f"/fr/work/slips/{BOOKLET}/1/").status_code == status, person
    assert as_person("miner").get(f"/fr/work/slips/{BOOKLET}/2/").status_code == 404
    assert as_person("miner").get(f"/fr/work/slips/{BOOKLET}/99999999999999999999/").status_code == 404
    assert as_person("miner").post(f"/fr/work/slips/{BOOKLET}/1/").status_code == 405


def test_a_buyer_writes_a_slip_with_the_next_number_proposed(desk: Desk, as_person: AsPerson) -> None:
    sold(desk)
    lot = desk.land.find(3205)
    client = as_person("buyer")
    form = client.get("/en/work/slips/write/").content.decode()
    assert 'name="slip" value="2"' in form
    assert f'value="{BOOKLET}"' in form
    answer = client.post("/en/work/slips/write/", slip_of(desk, lot))
    assert answer.status_code == 302, flat(answer.content.decode())
    row = lots.slip(BOOKLET, 7, viewer=SYSTEM)
    assert row is not None
    assert (row.seller, row.buyer, row.given) == (MINER, DEALER, ((lot, 3205),))
    assert (row.price_cents, row.currency, row.stones) == (150_050, "USD", 3)
    assert "Slip 7 is written" in client.get(answer["Location"]).content.decode()


def test_all_refusals_come_at_once_and_nothing_typed_is_lost(desk: Desk, as_person: AsPerson) -> None:
    sold(desk)
    sent = slip_of(desk, desk.land.find(1000), slip="1", payment_kind="cash", payment_ref="", note="wet stones")
    answer = as_person("buyer").post("/en/work/slips/write/", sent)
    page = flat(answer.content.decode())
    assert answer.status_code == 422
    for told in ("has already been used", "3.205 ct cannot be taken", "reference of the bank document"):
        assert told in page
    for typed in ('value="3,205"', 'value="1 500,50"', 'value="wet stones"', "Aminata Kamara"):
        assert typed in page


def test_what_is_misshapen_is_told_beside_its_field(desk: Desk, as_person: AsPerson) -> None:
    sent = {"seller": "SL-NOBODY", "lot-1": "7", "carats-1": "1.2345", "stones": "0", "lot-2": "L-SL-000001"}
    answer = as_person("buyer").post("/en/work/slips/write/", slip_of(desk, "x", **sent))
    page = flat(answer.content.decode())
    assert answer.status_code == 422
    for told in ("No licence SL-NOBODY is known", "not the number of a lot", "at most three", "more than nothing"):
        assert told in page
    assert "Give a lot and its carats" in page


def test_the_sellers_licence_is_checked_before_anything_is_written(desk: Desk, as_person: AsPerson) -> None:
    sent = {"check": "yes", "seller": "sl-art-0001", "price": "77"}
    page = as_person("buyer").post("/fr/work/slips/write/", sent).content.decode()
    assert "Aminata Kamara" in page and "valable aujourd’hui" in page
    assert 'value="77"' in page
    assert 'role="alert"' not in page, "nothing is wrong yet"


def test_an_officer_names_both_sides_and_a_miner_writes_none(desk: Desk, as_person: AsPerson) -> None:
    lot = desk.land.find(3205)
    sent = slip_of(desk, lot, buyer="SL-DLL-0001")
    assert as_person("field_officer").post("/en/work/slips/write/", sent).status_code == 302
    assert as_person("miner").get("/en/work/slips/write/").status_code == 403
    assert as_person("customs_eu").post("/en/work/slips/write/", sent).status_code == 403


def test_stock_adds_up_and_lots_are_put_together(desk: Desk, as_person: AsPerson) -> None:
    first, second = sold(desk, 1500), sold(desk, 2250)
    client = as_person("buyer")
    page = flat(client.get("/en/work/stock/").content.decode())
    assert "3.75 ct" in page and first in page and second in page
    assert first not in as_person("miner").get("/en/work/stock/").content.decode()
    one = client.post("/en/work/stock/merge/", {"lots": [first], "hs": "7102.10"})
    assert one.status_code == 422 and "at least two lots" in one.content.decode()
    done = client.post("/en/work/stock/merge/", {"lots": [first, second], "hs": "7102.10"})
    assert done.status_code == 302
    assert desk.held_by(DEALER) == 3750
    assert desk.balance(first) == 0
    theirs = as_person("exporter").post("/en/work/stock/merge/", {"lots": [first, second], "hs": "7102.10"})
    assert theirs.status_code == 403
    assert DEALER in as_person("officer").get("/en/work/stock/").content.decode()


def test_a_lot_is_divided_weighed_again_and_given_back(desk: Desk, as_person: AsPerson) -> None:
    lot = sold(desk, 3200)
    client = as_person("buyer")
    wrong = client.post(f"/fr/work/stock/{lot}/split/", {"split-part-1": "1,5", "split-part-2": "1"})
    assert wrong.status_code == 422 and "pèsent ensemble 2,50" in flat(wrong.content.decode())
    assert 'value="1,5"' in wrong.content.decode()
    parts = {"split-part-1": "1,5", "split-part-2": "1,7", "split-hs-2": "7102.31"}
    assert client.post(f"/fr/work/stock/{lot}/split/", parts).status_code == 302
    assert desk.held_by(DEALER) == 3200
    assert "Divisé" in client.get(f"/fr/work/stock/{lot}/").content.decode(), "its history"
    other = sold(desk, 1000)
    page = client.post(f"/en/work/stock/{other}/reweigh/", {"reweigh-after": "0.5", "reweigh-reason": "boiled"})
    assert page.status_code == 422 and "Call an officer" in page.content.decode()
    assert client.post(f"/en/work/stock/{other}/return/", {"return-reason": "not paid"}).status_code == 302
    assert desk.held_by(MINER) == 1000
    assert "given back" in as_person("miner").get("/en/work/slips/").content.decode()


def test_what_a_person_may_not_do_to_a_lot_is_refused(desk: Desk, as_person: AsPerson) -> None:
    lot = sold(desk, 3200)
    loss = {"loss-mct": "0.2", "loss-reason": "stolen on the road"}
    assert as_person("buyer").post(f"/en/work/stock/{lot}/loss/", loss).status_code == 403
    assert as_person("miner").post(f"/en/work/stock/{lot}/split/", {}).status_code == 404
    assert as_person("officer").post(f"/en/work/stock/{lot}/loss/", loss).status_code == 302
    assert desk.balance(lot) == 3000
    assert as_person("buyer").post(f"/en/work/stock/{lot}/sell/", {}).status_code == 404
    assert as_person("buyer").get(f"/en/work/stock/{lot}/split/").status_code == 405
    assert as_person().get(f"/en/work/stock/{lot}/").status_code == 302


def test_licences_and_booklets_with_their_ends(desk: Desk, as_person: AsPerson) -> None:
    sold(desk)
    client = as_person("buyer")
    page = flat(client.get("/fr/work/licences/").content.decode())
    assert "SL-DLL-0001" in page and "encore 366 jours" in page
    assert BOOKLET in page and "1 à 500" in page
    assert "<svg" in page, "the code to show"
    gone = {"booklet": BOOKLET, "number": "2", "fate": "spoiled"}
    assert client.post("/en/work/licences/withdraw/", gone).status_code == 302
    again = client.post("/en/work/licences/withdraw/", gone)
    assert again.status_code == 422 and "already been used" in again.content.decode()
    assert 'name="slip" value="3"' in client.get("/en/work/slips/write/").content.decode()
    assert as_person("exporter").post("/en/work/licences/withdraw/", gone | {"number": "9"}).status_code == 403
    assert as_person("officer").get("/en/work/licences/").status_code == 403


def test_a_field_officer_records_a_find_for_a_miner(desk: Desk, as_person: AsPerson) -> None:
    client = as_person("field_officer")
    day = desk.land.today.isoformat()
    sent = {"miner": "SL-ART-0001", "site": KONO_PIT, "day": day, "carats": "1,234", "stones": "2", "hs": "7102.10"}
    answer = client.post("/fr/work/finds/record/", sent)
    assert answer.status_code == 302
    assert desk.held_by(MINER) == 1234
    assert "L’acheteur a besoin de ce numéro" in client.get(answer["Location"]).content.decode()
    assert "1,234 ct" in client.get("/fr/work/finds/").content.decode()
    assert "1.234 ct" in as_person("miner").get("/en/work/finds/").content.decode()
    assert "1.234 ct" not in as_person("other_miner").get("/en/work/finds/").content.decode()
    wrong = client.post("/en/work/finds/record/", sent | {"miner": "SL-ART-0002", "carats": "-1"})
    assert wrong.status_code == 422 and "not a figure" in wrong.content.decode()
    elsewhere = client.post("/en/work/finds/record/", sent | {"miner": "SL-ART-0002"})
    assert elsewhere.status_code == 422 and "outside the area" in elsewhere.content.decode()
    assert as_person("buyer").get("/en/work/finds/record/").status_code == 403


def test_a_miner_records_at_its_own_site_alone(desk: Desk, as_person: AsPerson) -> None:
    client = as_person("miner")
    form = client.get("/en/work/finds/record/").content.decode()
    assert KONO_PIT in form and "SL:KENEMA-TONGO-1" not in form
    day = desk.land.today.isoformat()
    sent = {"site": KONO_PIT, "day": day, "carats": "0.5", "stones": "1", "hs": "7102.10"}
    assert client.post("/en/work/finds/record/", sent).status_code == 302
    assert desk.held_by(MINER) == 500


def test_the_life_of_a_dispute_on_its_pages(desk: Desk, as_person: AsPerson) -> None:
    lot = sold(desk)
    miner, buyer, officer = as_person("miner"), as_person("buyer"), as_person("field_officer")
    slip = f"/en/work/slips/{BOOKLET}/1/"
    empty = miner.post(f"{slip}dispute/", {"dispute-complaint": "price"})
    assert empty.status_code == 422 and "This is needed" in empty.content.decode()
    said = {"dispute-complaint": "price", "dispute-statement": "We agreed on 2,000"}
    assert miner.post(f"{slip}dispute/", said).status_code == 302
    assert miner.post(f"{slip}dispute/", said).status_code == 422, "disputed already"
    assert "We agreed on 2,000" in buyer.get("/fr/work/slips/disputes/").content.decode()
    assert "disputed" in buyer.get(f"/en/lots/{lot}/").content.decode()
    assert buyer.post(f"{slip}dispute/", said).status_code == 403
    assert "1</b>dispute for you to answer" in buyer.get("/en/work/").content.decode()
    against = {"settle-outcome": "wrong", "settle-explanation": "The bank says 2,000"}
    early = officer.post(f"{slip}settle/", against)
    assert early.status_code == 422 and "has not answered" in early.content.decode()
    assert buyer.post(f"{slip}settle/", against).status_code == 403
    assert buyer.post(f"{slip}answer/", {"answer-text": "Half was paid before"}).status_code == 302
    assert officer.post(f"{slip}settle/", against).status_code == 302
    page = miner.get(slip).content.decode()
    assert "Half was paid before" in page and "figures are wrong" in page and "The bank says 2,000" in page
    assert buyer.post(f"{slip}answer/", {"answer-text": "late"}).status_code == 422
    assert as_person("other_miner").post(f"{slip}answer/", {"answer-text": "x"}).status_code == 404
    assert miner.get(f"{slip}answer/").status_code == 405


def test_a_disputed_slip_is_marked_on_every_lot_that_came_from_it(desk: Desk, as_person: AsPerson) -> None:
    end = desk.land.exporters_lot(2000)
    dispute(desk, statement="A private matter")
    page = as_person("exporter").get(f"/fr/lots/{end}/").content.decode()
    assert "Bordereaux contestés derrière ce lot" in page
    assert BOOKLET in page
    assert "A private matter" not in page
    assert desk.submit(end, 2000), "it still moves"
    clean = desk.land.exporters_lot(1000)
    assert "contestés" not in as_person("exporter").get(f"/fr/lots/{clean}/").content.decode()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("person", ["miner", "buyer", "exporter", "field_officer", "officer"])
def test_every_page_opens_for_those_it_is_for(desk: Desk, as_person: AsPerson, lang: str, person: str) -> None:
    desk.land.exporters_lot(2000)
    dispute(desk)
    client = as_person(person)
    for path in ("slips/", "slips/disputes/", "slips/disputes/?all=yes", "stock/", "prices/", ""):
        assert client.get(f"/{lang}/work/{path}").status_code == 200, path


def test_prices_reveal_nobody(desk: Desk, as_person: AsPerson) -> None:
    for _ in range(6):
        sold(desk, 3200)
    page = flat(as_person("miner").get("/en/work/prices/").content.decode())
    assert "no zone has 5 slips of 3 sellers" in page, "six slips of one seller"
    assert "468" not in page
    assert as_person().get("/en/work/prices/").status_code == 302
    assert as_person("miner").post("/en/work/prices/").status_code == 405
    assert as_person("chair").get("/fr/work/prices/?country=SL").status_code == 200


def test_an_exporter_sees_neither_side_of_a_slip_two_hands_back(desk: Desk, as_person: AsPerson) -> None:
    desk.land.exporters_lot(2000)
    page = as_person("exporter").get("/en/work/slips/").content.decode()
    assert "bought from Ibrahim Sesay" in page
    assert "Aminata" not in page
    assert EXPORTER in as_person("exporter").get(f"/en/work/slips/?operator={EXPORTER}").content.decode()
