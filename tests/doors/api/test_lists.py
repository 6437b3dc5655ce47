"""Lists: pages by key, the whole as lines or CSV, and nothing that is another's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from tests.cast import DEALER, EXPORTER, MINER
from tests.desk import Desk
from tests.doors.api.callers import Caller, codes

from openkp.api.v1 import lists
from openkp.api.v1.ledger import Lot
from openkp.ledger.queries import LotRow

pytestmark = pytest.mark.django_db


def test_pages_follow_each_other_to_the_end(desk: Desk, call: Callable[..., Caller]) -> None:
    made = [desk.land.find(1000 + step) for step in range(5)]
    officer = call("officer", "read")
    answer = officer.get(f"/lots?holder={MINER}&limit=2")
    seen = []
    for _ in range(3):
        page = answer.json()
        seen += [one["lot"] for one in page["items"]]
        if page["next"] is None:
            assert "Link" not in answer
            break
        assert answer["Link"] == f'<{page["next"]}>; rel="next"'
        assert "holder=" in page["next"], "what was asked is asked again"
        answer = officer.get(page["next"])
    assert seen == made and page["next"] is None
    exact = officer.get(f"/lots?holder={MINER}&limit=5").json()
    assert (len(exact["items"]), exact["next"]) == (5, None), "no empty last page"


def test_carats_are_decimal_text_and_origins_too(desk: Desk, call: Callable[..., Caller]) -> None:
    lot = desk.land.find(3207)
    told = call("miner").get(f"/lots/{lot}").json()
    assert (told["lot"], told["made_carats"], told["balance_carats"]) == (lot, "3.207", "3.207")
    assert told["origins"] == {"SL:KONO": "3.207"}
    trace = call("miner").get(f"/lots/{lot}/trace").json()
    assert (trace["sites"], trace["nodes"][0]["carats"]) == (["SL:KONO-YENGEMA-1"], "3.207")


def test_the_whole_list_as_lines_and_as_csv(
    desk: Desk, call: Callable[..., Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MAX_PAGE", 2)
    made = [desk.land.find(1000 + step) for step in range(5)]
    officer = call("officer", "read")
    lines = officer.get("/lots", accept="application/jsonl")
    assert lines["Content-Type"].startswith("application/jsonl")
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [one["lot"] for one in told] == made
    assert told == officer.get("/lots").json()["items"]
    table = officer.get("/lots", accept="text/csv")
    assert table.streaming
    rows = list(csv.DictReader(io.StringIO(table.getvalue().decode())))
    assert [row["lot"] for row in rows] == made
    assert (rows[0]["balance_carats"], rows[0]["origins"]) == ("1.000", '{"SL:KONO":"1.000"}')
    empty = officer.get("/lots?holder=SL-NO-1", accept="text/csv").getvalue().decode()
    assert empty.startswith("lot,participant,")


def test_lines_are_read_as_they_are_sent() -> None:
    """Flat memory: the first line is given before the second page is asked for."""
    asked: list[str] = []

    def rows(after: str, most: int) -> list[LotRow]:
        asked.append(after)
        start = int(after or 0)
        return [LotRow(f"L-{n}", n, "SL", "operator", MINER, "7102.10", 1, 1, {}, "production", None, 1)  # type: ignore[arg-type]
                for n in range(start + 1, start + most + 1)]  # fmt: skip

    every = lists._everything(rows("", lists.MAX_PAGE), rows, lambda row: row.id)
    for _ in range(lists.MAX_PAGE):
        next(every)
    assert asked == [""]
    next(every)
    assert asked == ["", str(lists.MAX_PAGE)]
    assert Lot.model_fields


def test_no_cell_is_a_formula() -> None:
    assert [lists._cell(text) for text in ("=1+1", "@x", "-x", "-11.05", "plain", None, True)] == [
        "'=1+1", "'@x", "'-x", "-11.05", "plain", "", "true",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("cursor=abc", 400, "api.cursor_malformed"),
        ("cursor=%00", 422, "api.shape_form"),
        ("limit=0", 422, "api.shape_range"),
        ("limit=201", 422, "api.shape_range"),
        ("limit=many", 422, "api.shape_whole"),
    ],
)
def test_a_page_that_cannot_be(call: Callable[..., Caller], query: str, status: int, code: str) -> None:
    answer = call("officer").get(f"/lots?{query}")
    assert (answer.status_code, codes(answer)) == (status, {code})


def test_a_form_that_no_list_has(call: Callable[..., Caller]) -> None:
    answer = call("officer").get("/lots", accept="image/png")
    assert (answer.status_code, codes(answer)) == (406, {"api.not_acceptable_list"})


LISTS = (
    "/participants", "/authorities", "/restrictions", "/rules", "/people", "/tokens", "/lots", "/stock", "/shipments",
    "/certificates", "/licences", "/zones?participant=SL", "/sites?participant=SL", "/operators?participant=SL",
    f"/booklets?operator={DEALER}", "/blanks?participant=SL", "/blank-allocations?participant=SL",
    "/stock-declarations?participant=SL", f"/operators/{EXPORTER}/register?participant=SL",
    "/authorities/sl-nma/signatories", "/events?subject=operator:SL-AM-0001",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_each_list_is_the_same_in_pages_of_one(number: str, call: Callable[..., Caller], path: str) -> None:
    """Its keys are in its order: no row is lost or told twice between pages."""
    admin = call("admin") if path.startswith(("/people", "/tokens")) else call("officer")
    whole = admin.get(path).json()["items"][:6]
    assert whole or path.startswith("/stock-declarations")
    pages, following = [], path + ("&" if "?" in path else "?") + "limit=1"
    while following and len(pages) < len(whole):
        page = admin.get(following).json()
        pages += page["items"]
        following = page["next"]
    assert pages == whole


def test_history_is_of_ones_own_participant_or_ones_own_acts(desk: Desk, call: Callable[..., Caller]) -> None:
    file = desk.submit()
    subject = f"/events?subject=shipment:{file}"
    kinds = [one["kind"] for one in call("officer").get(subject).json()["items"]]
    assert kinds == ["shipments.submit"]
    assert len(call("exporter").get(subject).json()["items"]) == 1, "what the exporter did"
    for stranger in ("officer_lr", "customs_eu", "miner"):
        assert call(stranger).get(subject).json()["items"] == []
