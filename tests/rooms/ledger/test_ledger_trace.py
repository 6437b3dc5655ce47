"""The trace of a lot: every ancestor, on either database, and names only for those who may see them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import DEALER, EXPORTER, MINER, NOW, OTHER_MINER, raise_cast
from tests.land import EXPORT_BOOKLET, KENEMA, KENEMA_PIT, KONO, KONO_PIT, UNSORTED, Land, lay_out

from openkp.cli.lot import lot as command
from openkp.core.ledger import HolderKind, Move, MovementKind
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.ledger import actions, queries
from openkp.ledger.book import NewLot
from openkp.ledger.bulk import Book
from openkp.mining import bulk as papers

pytestmark = pytest.mark.django_db
ANY = Actor.system()


@pytest.fixture
def land() -> Land:
    return lay_out(raise_cast())


@pytest.fixture
def parcel(land: Land) -> str:
    """Two pits, two slips, one parcel of the exporter that leaves something behind."""
    one = land.sell([(land.find(700), 700)])
    two = land.sell([(land.find(300, operator=OTHER_MINER, site=KENEMA_PIT), 300)], seller=OTHER_MINER)
    return land.sell_on([(one, 600), (two, 300)])


def test_a_trace_goes_back_to_every_pit(land: Land, parcel: str) -> None:
    trace = queries.trace(parcel, viewer=ANY)
    assert (trace.ref, dict(trace.origins), trace.countries) == (parcel, {KENEMA: 300, KONO: 600}, ("SL",))
    assert trace.sites == queries.origin_sites(parcel) == (KENEMA_PIT, KONO_PIT)
    assert [node.kind for node in trace.nodes] == ["production", "purchase", "production", "purchase", "purchase"]
    assert {node.holder for node in trace.nodes} == {MINER, OTHER_MINER, DEALER, EXPORTER}
    assert sorted(edge.mct for edge in trace.edges) == [300, 300, 600, 700]
    assert [(slip.booklet, slip.number) for slip in trace.slips if slip.lot == trace.root] == [(EXPORT_BOOKLET, 1)]
    assert trace.nodes[-1].ref == parcel
    assert trace.nodes[-1].day == land.today


def test_ancestry_is_the_same_without_the_picture(parcel: str) -> None:
    trace, bare = queries.trace(parcel, viewer=ANY), queries.ancestry(parcel)
    assert sorted(bare.edges) == sorted(trace.edges)
    assert bare.ancestors == {node.id for node in trace.nodes} - {trace.root}
    assert bare.origins == trace.origins
    with pytest.raises(Refusal, match="lot_unknown"):
        queries.ancestry("L-SL-999999")


def test_a_find_has_no_ancestors(land: Land) -> None:
    found = land.find(5)
    trace = queries.trace(found, viewer=ANY)
    assert (len(trace.nodes), trace.edges, trace.sites) == (1, (), (KONO_PIT,))
    assert queries.ancestry(found).edges == ()


def test_names_are_for_those_who_may_see_them_and_numbers_for_the_others(land: Land, parcel: str) -> None:
    cast = land.cast
    assert set(queries.trace(parcel, viewer=cast.officer).names) == {MINER, OTHER_MINER, DEALER, EXPORTER}
    assert set(queries.trace(parcel, viewer=cast.exporter).names) == {EXPORTER}
    for viewer in (cast.officer_lr, cast.customs_eu, cast.observer, Actor.nobody()):
        trace = queries.trace(parcel, viewer=viewer)
        assert trace.names == {}
        assert "Kamara" not in repr(trace)


def test_a_diamond_shaped_history_is_walked_once(land: Land) -> None:
    """A lot split in two and merged again, fifteen times over: 45 lots, 32,768 paths."""
    cast = land.cast
    lot = land.find(100_000)
    for _ in range(15):
        parts = [(50_000, UNSORTED), (50_000, UNSORTED)]
        told = {"by": cast.officer, "now": NOW}
        two = actions.split(request_id=cast.ask(), lot=lot, parts=parts, **told).data["lots"]
        lot = actions.merge(request_id=cast.ask(), lots=two, hs=UNSORTED, **told).data["lot"]
    trace = queries.trace(lot, viewer=ANY)
    assert (len(trace.nodes), len(trace.edges)) == (46, 60)
    assert list(queries.problems()) == []


def test_a_trace_asks_once_for_each_generation(parcel: str) -> None:
    """The lot, its parents, and so on to those without parents; then the lots, sites, slips and names, once each."""
    with CaptureQueriesContext(connection) as captured:
        found = queries.trace(parcel, viewer=Actor.nobody())
    parents: dict[int, set[int]] = {}
    for edge in found.edges:
        parents.setdefault(edge.target, set()).add(edge.source)
    generations, there = 0, {found.root}
    while there:
        generations += 1
        there = set().union(*(parents.get(lot, set()) for lot in there))
    asked = [query["sql"] for query in captured.captured_queries]
    assert sum("ledger_entry" in sql for sql in asked) == generations
    assert len(asked) <= generations + 5


def test_the_command_prints_one_document(parcel: str) -> None:
    done = CliRunner().invoke(command, ["trace", parcel, "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["lot"], told["origins"], told["sites"]) == (
        parcel,
        {KENEMA: "0.300", KONO: "0.600"},
        [KENEMA_PIT, KONO_PIT],
    )
    assert {node["holder_name"] for node in told["nodes"]} >= {"Aminata Kamara", "Sahr Gbondo"}
    assert {(edge["to"], edge["carats"]) for edge in told["edges"]} >= {(parcel, "0.600"), (parcel, "0.300")}
    assert [node["slip"] for node in told["nodes"] if node["lot"] == parcel] == [
        {"booklet": EXPORT_BOOKLET, "number": 1}
    ]


@pytest.mark.parametrize(("language", "word"), [("fr_FR.UTF-8", "extraction"), ("en_GB.UTF-8", "find")])
def test_the_command_speaks_the_terminals_language(
    parcel: str, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    done = CliRunner().invoke(command, ["trace", parcel])
    assert done.exit_code == 0, done.output
    assert word in done.stdout
    assert KONO_PIT in done.stdout


def test_bulk_rows_obey_the_same_rules(land: Land) -> None:
    event = land.cast
    first = queries.lot(land.find(1000), viewer=ANY)
    assert first is not None
    event_id = actions.record_loss(
        by=event.officer, now=NOW, request_id=event.ask(), lot=first.ref, mct=1, reason="Lost in the river"
    ).event_id
    book = Book()
    told = {"on": land.today, "at": NOW, "participant": "SL", "event_id": event_id}
    mine = NewLot("SL", HolderKind.OPERATOR, MINER, UNSORTED)
    site = papers.site_keys()[KENEMA_PIT]
    (found,) = book.post(
        kind=MovementKind.PRODUCTION, new=[mine], moves=[Move(None, 0, 500)], entering={KENEMA: 500}, site_id=site,
        stones=2, **told,
    )  # fmt: skip
    (merged,) = book.post(
        kind=MovementKind.MERGE, new=[mine], moves=[Move(found, 0, 500), Move(first.id, 0, 999)], **told
    )
    with pytest.raises(Refusal, match="overdraft"):
        book.post(kind=MovementKind.LOSS, moves=[Move(merged, None, 1500)], note="More than there is", **told)
    with pytest.raises(Refusal, match="overdraft"):
        book.post(kind=MovementKind.LOSS, moves=[Move(first.id, None, 1)], note="Nothing is left", **told)
    with pytest.raises(AssertionError):
        book.post(kind=MovementKind.MERGE, new=[mine], moves=[Move(None, 0, 5)], entering={KONO: 5}, **told)
    book.write()
    row = queries.lot(f"L-SL-{merged:06d}", viewer=ANY)
    assert row is not None
    assert (row.balance_mct, dict(row.origins), book.balance(merged)) == (1499, {KENEMA: 500, KONO: 999}, 1499)
    assert land.find(7)  # the sequences of ids go on
    assert list(queries.problems()) == []


def test_bulk_papers_can_be_sold_on(land: Land) -> None:
    papers.add_operators([("SL-DL-0777", "dealer", "Bulk Dealer")], registered_on=land.today)
    papers.add_licences([("SL-DLL-0777", "SL-DL-0777", "dealer-licence", land.today, land.today, "")])
    keys = papers.add_booklets([("SL-BK-0777", "SL-DL-0777", 1, 10, land.today)])
    papers.add_slips([(keys["SL-BK-0777"], 1, NOW)])
    lot = land.find(5)
    assert land.sell([(lot, 5)], by=land.cast.officer, buyer="SL-DL-0777", booklet="SL-BK-0777", slip=2)
    assert [problem.code for problem in queries.problems()] == ["ledger.slip_astray"]
