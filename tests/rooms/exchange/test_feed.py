"""The feed: every act of the published kinds has one place, in the order in which it became known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.desk import SYSTEM, Desk

import openkp
from openkp.certificates import actions as certificates
from openkp.exchange import feed, queries
from openkp.exchange.kinds import KINDS, TOLD
from openkp.exchange.models import FeedFloor

pytestmark = pytest.mark.django_db


def number(desk: Desk) -> int:
    return feed.Follower().number(desk.cast.now)


def read(desk: Desk, person: str) -> list[queries.EntryRow]:
    rows = queries.entries(viewer=getattr(desk.cast, person), limit=500)
    return [row for row in rows if row.type.startswith(("shipments.", "certificates."))]


def kinds(desk: Desk, person: str) -> list[str]:
    return [row.type for row in read(desk, person) if row.type.startswith("shipments.")]


def test_each_side_reads_what_concerns_it_in_order(desk: Desk) -> None:
    certificate = desk.issue()
    desk.depart(certificate)
    desk.confirm(certificate)
    assert number(desk) > 0
    assert number(desk) == 0, "once each"
    assert kinds(desk, "officer")[-7:] == [
        *("shipments.seal", "shipments.approve", "shipments.issue", "shipments.depart"),
        *("shipments.present", "shipments.inspect", "shipments.confirm"),
    ]
    assert kinds(desk, "customs_eu") == [
        *("shipments.issue", "shipments.depart", "shipments.present", "shipments.inspect", "shipments.confirm"),
    ], "nothing of the file before its certificate exists"
    for stranger in ("customs_ae", "officer_lr", "miner", "exporter", "observer", "secretariat", "chair"):
        assert kinds(desk, stranger) == [], stranger
    every = queries.entries(viewer=SYSTEM, limit=500)
    assert [row.position for row in every] == list(range(1, len(every) + 1)), "no gaps"
    assert len({row.id for row in every}) == len(every)


def test_an_entry_tells_numbers_and_states_and_nothing_of_the_trade(desk: Desk) -> None:
    certificate = desk.issue()
    desk.depart(certificate)
    desk.confirm(certificate, weights={"P-1": 310})
    number(desk)
    rows = read(desk, "customs_eu")
    last = rows[-1]
    assert (last.type, last.data["certificate"]) == ("shipments.confirm", certificate)
    assert last.participants == ("EU", "SL")
    told = json.dumps([dict(row.data) for row in queries.entries(viewer=SYSTEM, limit=500)])
    assert all(set(row.data) <= set(TOLD) for row in rows)
    for secret in ("weight", "usd", "L-SL", "L-EU", "credential", "Conteh", "differences"):
        assert secret not in told


def test_what_a_participant_does_with_its_blanks_is_its_own_affair(desk: Desk) -> None:
    desk.act(certificates.report_blanks, by=desk.cast.officer, numbers=["SL004390"], fate="stolen", reason="Break-in")
    number(desk)
    assert [row.type for row in read(desk, "officer")][-1] == "certificates.report_blanks"
    assert "certificates.report_blanks" not in [row.type for row in read(desk, "customs_eu")]


def test_pages_join_without_a_gap_and_types_can_be_chosen(desk: Desk) -> None:
    desk.depart(desk.issue())
    number(desk)
    viewer = desk.cast.officer
    whole = [row.position for row in queries.entries(viewer=viewer, limit=500)]
    got: list[int] = []
    while page := queries.entries(viewer=viewer, after=got[-1] if got else 0, limit=2):
        got += [row.position for row in page]
    assert got == whole
    chosen = queries.entries(viewer=viewer, types=("shipments.depart",))
    assert [row.type for row in chosen] == ["shipments.depart"]


def test_the_floor_rises_over_what_is_numbered_and_hides_nothing(desk: Desk) -> None:
    desk.issue()
    follower = feed.Follower()
    follower.number(desk.cast.now)
    low = FeedFloor.objects.get(pk=1).event_id
    desk.issue()
    assert follower.number(desk.cast.now) > 0
    assert FeedFloor.objects.get(pk=1).event_id > low > 0


def test_each_published_kind_is_an_action_of_the_house() -> None:
    source = Path(openkp.__file__).parent
    actions = {
        found
        for path in source.rglob("*.py")
        for found in re.findall(r'^@action\("([a-z._]+)"\)', path.read_text(), re.M)
    }
    assert set(KINDS) <= actions, sorted(set(KINDS) - actions)


def test_the_page_publishes_the_list_as_it_is() -> None:
    page = Path(__file__).resolve().parents[3] / "docs/formats/webhooks.md"
    told: dict[str, str] = {}
    for reach, start in (("own", "| its own"), ("sides", "| both"), ("everyone", "| every")):
        (line,) = [one for one in page.read_text().splitlines() if one.startswith(start)]
        for room, verbs in re.findall(r"`([a-z]+)\.` ([a-z_, ]+)", line):
            told |= {f"{room}.{verb.strip()}": reach for verb in verbs.split(",")}
        told |= dict.fromkeys(re.findall(r"`([a-z]+\.[a-z_]+)`", line), reach)
    assert told == {kind: str(reach) for kind, reach in KINDS.items()}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE exchange_feedentry SET kind = 'other.kind'",
        "DELETE FROM exchange_feedaudience",
        "DELETE FROM exchange_feedentry",
    ],
)
def test_the_database_keeps_the_feed(desk: Desk, sql: str) -> None:
    number(desk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
