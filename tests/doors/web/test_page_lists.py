"""The lists: order, pages in both directions, filters kept under a name, exports, and the history of an object."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import MINER
from tests.desk import Desk

from openkp.certificates import actions as certificates
from openkp.events.paging import Asked
from openkp.ledger import queries as ledger
from openkp.mining import actions as mining
from openkp.parties import queries as parties
from openkp.web.lists import exporting, listing

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]
LISTS = {
    "certificates": "certificates/",
    "exports": "shipments/",
    "imports": "work/imports/files/",
    "discrepancies": "work/imports/discrepancies/",
    "lots": "lots/",
    "alarms": "work/imports/alarms/",
}


def read(client: Client, path: str, **got: str) -> str:
    answer = client.get(path if path.startswith("/") else f"/en/{path}", got)
    assert answer.status_code == 200, path
    return answer.content.decode()


def exported(client: Client, path: str, **got: str) -> list[list[str]]:
    answer = client.get(f"/en/{path}", {**got, "format": "csv"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[call-overload]
    return list(csv.reader(io.StringIO(text)))


def links(page: str, rel: str) -> str:
    found = re.search(rf'href="([^"]*)" rel="{rel}"', page)
    return found[1].replace("&amp;", "&") if found else ""


@pytest.fixture
def finds(desk: Desk) -> list[str]:
    return [desk.land.find(1000 + one) for one in range(7)]


@pytest.mark.parametrize("order", ["-made", "made", "-holder", "holder"])
def test_pages_go_forth_and_back_and_miss_nothing(
    finds: list[str], as_person: AsPerson, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    client, path, seen, before = as_person("officer"), "lots/", [], []
    page = read(client, path, order=order)
    assert not links(page, "prev"), "nothing before the first"
    while True:
        seen += re.findall(r'/en/lots/(L-SL-\d+)/"', page)
        place = links(page, "next")
        if not place:
            break
        before.append(page)
        page = read(client, f"/en/lots/{place}")
    assert seen == sorted(finds, reverse=order.startswith("-"))
    for former in reversed(before):
        page = read(client, f"/en/lots/{links(page, 'prev')}")
        assert re.findall(r"/en/lots/(L-SL-\d+)/", page) == re.findall(r"/en/lots/(L-SL-\d+)/", former)
    assert not links(page, "prev")


def test_filters_by_state_days_and_other_side(desk: Desk, number: str, as_person: AsPerson) -> None:
    client, today = as_person("officer"), desk.cast.now.date()
    tomorrow = today + dt.timedelta(days=1)
    for path in ("certificates/", "shipments/"):
        one = number
        assert one in read(client, path, since=str(today), until=str(today), other="EU")
        assert one not in read(client, path, since=str(tomorrow))
        assert one not in read(client, path, until=str(today - dt.timedelta(days=1)))
        assert one not in read(client, path, other="AE")
        assert one in read(client, path, since="nonsense", state="nonsense", order="nonsense", after="nonsense")
    assert "Nothing answers this filter" in read(client, "certificates/", state="void")
    lots = read(client, "lots/", other=MINER, state="all")
    assert MINER not in re.sub(r"value=\"[^\"]*\"", "", lots) or "Aminata Kamara" in lots


def test_every_list_opens_in_both_languages_ordered_and_exported(desk: Desk, number: str, as_person: AsPerson) -> None:
    desk.depart(number)
    desk.present(number)
    client = as_person("officer")
    for path in LISTS.values():
        for lang in ("en", "fr"):
            page = read(client, f"/{lang}/{path}")
            assert len(gzip.compress(page.encode())) < 20_000
            for order in set(re.findall(r'href="\?[^"]*order=([-a-z]+)"', page)):
                read(client, f"/{lang}/{path}", order=order, state="all")
        rows = exported(client, path, state="all")
        assert len(rows[0]) >= 6
        book = client.get(f"/fr/{path}?format=xlsx&state=all")
        assert zipfile.ZipFile(io.BytesIO(b"".join(book))).testzip() is None  # type: ignore[call-overload]


def test_numbers_are_numbers_and_headings_are_the_readers(number: str, as_person: AsPerson) -> None:
    client = as_person("officer")
    head, row = exported(client, "certificates/")
    assert head[0] == "Certificate number"
    assert row[0] == number
    assert row[6] == "3.20"
    assert row[2] == dt.datetime.now(dt.UTC).date().isoformat()
    french = b"".join(client.get("/fr/certificates/?format=csv")).decode()  # type: ignore[call-overload]
    assert french.startswith("\ufeffNuméro du certificat,")
    answer = client.get("/en/certificates/?format=xlsx")
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer)))  # type: ignore[call-overload]
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>3.20</v>" in sheet, "a number, not a text"
    assert "<f>" not in sheet


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_no_text_runs_as_a_formula(desk: Desk, as_person: AsPerson, text: str) -> None:
    assert exporting.as_text(text).startswith("'")
    assert exporting.as_text("Aminata - Kamara") == "Aminata - Kamara"
    desk.land.find(1000)
    told = {"operator": MINER, "name": f"{text.strip()}cmd", "address": "Koidu", "nationality": "SL"}
    mining.correct_operator(by=desk.cast.officer, now=desk.cast.now, request_id=desk.cast.ask(), **told)
    (_, row) = exported(as_person("officer"), "lots/")
    assert row[2] == f"'{text.strip()}cmd"


def test_an_export_is_whole_and_of_ones_own(
    finds: list[str], as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "EXPORTED_AT_ONCE", 2)
    assert {row[0] for row in exported(as_person("officer"), "lots/")[1:]} == set(finds)
    assert len(exported(as_person("officer_lr"), "lots/")) == 1
    assert len(exported(as_person("miner"), "lots/")) == 1 + len(finds)
    monkeypatch.setattr(exporting, "MOST_XLSX", 3)
    book = zipfile.ZipFile(io.BytesIO(b"".join(as_person("officer").get("/en/lots/?format=xlsx"))))  # type: ignore[call-overload]
    text = book.read("xl/worksheets/sheet1.xml").decode() + str(book.namelist())
    assert text.count("<row ") == 5, "heading, three, and that it was cut"


def test_a_filter_is_kept_shown_and_forgotten(desk: Desk, as_person: AsPerson) -> None:
    client = as_person("officer")
    told = {"page": "certificates", "name": " Void  to <EU> ", "query": "state=void&other=EU"}
    answer = client.post("/en/lists/save/", told)
    assert answer["Location"] == "/en/certificates/?state=void&other=EU"
    page = read(client, "certificates/")
    assert 'href="?state=void&amp;other=EU"' in page
    assert "Void to &lt;EU&gt;" in page
    assert "Void to" not in read(client, "lots/"), "of this list alone"
    assert "Void to" not in read(as_person("second_officer"), "certificates/"), "and of this person alone"
    (row,) = parties.saved_filters("certificates", viewer=desk.cast.officer)
    as_person("second_officer").post("/en/lists/forget/", {"page": "certificates", "query": "", "filter": str(row.id)})
    assert parties.saved_filters("certificates", viewer=desk.cast.officer) == (row,)
    client.post("/en/lists/save/", {**told, "query": "state=lost"})
    (again,) = parties.saved_filters("certificates", viewer=desk.cast.officer)
    assert again.query == "state=lost", "the same name takes its place"
    client.post("/en/lists/forget/", {"page": "certificates", "query": "", "filter": str(again.id)})
    assert parties.saved_filters("certificates", viewer=desk.cast.officer) == ()


def test_what_cannot_be_kept_is_said(desk: Desk, as_person: AsPerson) -> None:
    client = as_person("officer")
    for told, says in (
        ({"name": "  "}, "Give the filter a name"),
        ({"name": "x" * 61}, "Give the filter a name"),
        ({"query": "a" * 301}, "too long to keep"),
    ):
        answer = client.post(
            "/en/lists/save/", {"page": "lots", "name": "x", "query": "state=held", **told}, follow=True
        )
        assert says in answer.content.decode()
    assert client.post("/en/lists/save/", {"page": "nowhere", "name": "x", "query": ""}).status_code == 404
    assert client.post("/en/lists/save/", {"page": "lots", "name": "x", "query": "//evil.example"}).status_code == 302
    assert as_person().post("/en/lists/save/", {"page": "lots", "name": "x", "query": ""}).status_code == 302
    for one in range(30):
        client.post("/en/lists/save/", {"page": "lots", "name": str(one), "query": "state=held"})
    page = client.post("/en/lists/save/", {"page": "lots", "name": "more", "query": "state=held"}, follow=True)
    assert "You keep 30 filters" in page.content.decode()


def test_history_tells_who_when_and_why_to_those_who_may_read_it(desk: Desk, number: str, as_person: AsPerson) -> None:
    told = {"request_id": desk.cast.ask(), "number": number, "reason": "Fell into the sea", "goods_safe": True}
    certificates.report_lost(by=desk.cast.officer, now=desk.cast.now, **told)
    history = read(as_person("officer"), f"certificates/{number}/").partition('id="history"')[2]
    assert "Hawa Jalloh" in history
    assert "Reported lost" in history
    assert "Fell into the sea" in history
    assert "Historique" in as_person("officer").get(f"/fr/certificates/{number}/").content.decode()
    assert 'id="history"' not in read(as_person("customs_eu"), f"certificates/{number}/"), "not their authority's acts"
    assert 'id="history"' not in read(as_person("chair"), f"certificates/{number}/")
    file = desk.of(number).row.reference
    assert "Levy paid" in read(as_person("officer"), f"shipments/{file}/").partition('id="history"')[2]
    lot = ledger.lots(viewer=desk.cast.officer, held_only=False)[0].ref
    history = read(as_person("officer"), f"lots/{lot}/").partition('id="history"')[2]
    assert "Found" in history
    assert "Alpha Turay" in history


def test_the_days_of_a_list_are_those_of_greenwich() -> None:
    day = dt.date(2026, 11, 24)
    asked = Asked(since=day, until=day).days("issued_at")
    assert str(asked).count("2026, 11, 24") == 1
    assert str(asked).count("2026, 11, 25") == 1
