"""Many acts in one request: each line its own, and a cut file sent again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import DEALER, MINER
from tests.desk import Desk
from tests.doors.api.callers import Caller, codes
from tests.land import BOOKLET, KONO, KONO_PIT, UNSORTED

from openkp.api.v1 import bulk

pytestmark = pytest.mark.django_db
LINES, CSV = "application/jsonl", "text/csv"


def find(key: str, carats: str, day: str) -> dict[str, Any]:
    body = {"operator": MINER, "site": KONO_PIT, "day": day, "hs": UNSORTED, "carats": carats, "stones": 2}
    return {"operation": "ledger.record_production", "key": key, "body": body}


def told(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == LINES
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def sent(caller: Caller, lines: list[Any]) -> list[dict[str, Any]]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n"
    return told(caller.send("/bulk", text, LINES))


def test_each_line_is_its_own_act_and_a_repeat_does_nothing(desk: Desk, call: Callable[..., Caller]) -> None:
    day, officer = desk.cast.now.date().isoformat(), call("field_officer")
    lines: list[Any] = [
        find("find-0001", "3.2", day),
        find("find-0002", "0", day),
        "{not json",
        find("short", "1", day),
        {**find("find-0003", "1", day), "operation": "ledger.conjure"},
        {**find("find-0004", "1", day), "body": {}},
        find("find-0005", "1.5", day),
    ]
    first = sent(officer, lines)
    assert [(one["line"], one["status"]) for one in first] == [
        (1, 201), (2, 422), (3, 422), (4, 400), (5, 422), (6, 422), (7, 201),
    ]  # fmt: skip
    assert first[1]["problem"]["errors"][0]["code"] == "chain.weight_not_positive"
    assert first[4]["problem"]["type"].endswith("api.operation_unknown")
    assert len(first[5]["problem"]["errors"]) == 6, "every fault of the shape"
    assert first[0]["outcome"]["data"]["lot"] != first[6]["outcome"]["data"]["lot"]
    assert sent(officer, lines) == first
    assert desk.held_by(MINER) == 4700


def test_scopes_roles_and_addresses_hold_line_by_line(desk: Desk, call: Callable[..., Caller]) -> None:
    day, lot = desk.cast.now.date().isoformat(), desk.land.find(1000)
    split = {
        "operation": "ledger.split", "key": "split-0001", "path": {"lot": lot},
        "body": {"parts": [{"carats": "0.4", "hs": UNSORTED}, {"carats": "0.6", "hs": UNSORTED}]},
    }  # fmt: skip
    zone = {"operation": "mining.register_zone", "key": "zone-0001",
            "body": {"participant": "SL", "code": "SL:BO", "name": "Bo"}}  # fmt: skip
    answers = sent(call("miner", "custody"), [split, zone, find("find-0001", "1", day)])
    assert [one["status"] for one in answers] == [201, 403, 201]
    assert answers[1]["problem"]["errors"][0]["code"] == "api.scope_missing"
    assert sent(call("other_miner"), [{**split, "key": "split-0002"}])[0]["status"] == 403
    gone = {**split, "key": "split-0003", "path": {"lot": "L-SL-999999"}}
    nowhere = {**split, "key": "split-0004", "path": {}}
    assert [one["status"] for one in sent(call("miner"), [gone, nowhere])] == [404, 422]


def test_purchases_as_a_table(desk: Desk, call: Callable[..., Caller]) -> None:
    one, two = desk.land.find(1000), desk.land.find(2000)
    day = desk.cast.now.date().isoformat()
    head = "key,seller,buyer,draws,booklet,slip,day,place,hs,stones,price,currency,payment_kind,payment_ref"
    rows = [
        f"sale-0001,{MINER},{DEALER},{one}=1 {two}=0.5,{BOOKLET},1,{day},{KONO},{UNSORTED},3,1500.00,USD,bank,RCB-1",
        f"sale-0002,{MINER},{DEALER},{two}=9,{BOOKLET},2,{day},{KONO},{UNSORTED},3,1500.00,USD,bank,RCB-2",
        f"sale-0003,{MINER}",
    ]
    table = "\r\n".join([head, *rows]) + "\r\n"
    address = "/bulk?operation=ledger.record_purchase"
    answers = told(call("buyer").send(address, table, CSV))
    assert [answer["status"] for answer in answers] == [201, 422, 422]
    assert desk.held_by(DEALER) == 1500


@pytest.mark.parametrize(
    ("kind", "query", "text", "status", "code"),
    [
        ("application/json", "", "{}", 415, "api.not_lines"),
        (LINES, "", b"\xff\xfe", 422, "api.not_utf8"),
        (CSV, "", "key\n", 422, "api.csv_operation"),
        (CSV, "?operation=ledger.record_purchase", "key,colour\nx,y\n", 422, "api.csv_header"),
        (CSV, "?operation=ledger.record_purchase", "seller\nx\n", 422, "api.csv_header"),
        (CSV, "?operation=ledger.record_purchase", 'key,seller\n"x', 422, "api.csv_malformed"),
        (CSV, "?operation=shipments.issue", "key\n", 422, "api.shape_choice"),
        (LINES, "", "x" * 5_100_000, 413, "api.too_large"),
    ],
)
def test_what_is_not_begun(
    call: Callable[..., Caller], kind: str, query: str, text: str | bytes, status: int, code: str
) -> None:
    answer = call("officer").send(f"/bulk{query}", text, kind)
    assert (answer.status_code, codes(answer)) == (status, {code})


def test_too_many_lines(call: Callable[..., Caller], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MAX_LINES", 2)
    officer = call("officer")
    for kind, query, text in ((LINES, "", "{}\n" * 3), (CSV, "?operation=mining.issue_booklet", "key\n" + "x\n" * 3)):
        answer = officer.send(f"/bulk{query}", text, kind)
        assert (answer.status_code, codes(answer)) == (413, {"api.too_many_lines"})
    assert Caller().send("/bulk", "", LINES).status_code == 401


def test_every_csv_operation_is_an_act() -> None:
    assert set(bulk.CSV_OPERATIONS) <= set(bulk.ACTS)
    assert all(not bulk.ACTS[name].parameters for name in bulk.CSV_OPERATIONS)
