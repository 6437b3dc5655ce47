"""Pictures drawn by the server: what flows in flows out, nothing typed by people gets in unescaped."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.ledger.queries import Edge, Node, SlipRow, Trace
from openkp.mining.queries import SiteRow
from openkp.web.drawing import flow, timeline
from openkp.web.drawing.provenance import MOST_IN_A_COLUMN, provenance
from openkp.web.drawing.provenance_svg import picture

DAY = dt.date(2026, 5, 1)
NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def node(lot: int, holder: str, mct: int, kind: str = "purchase", holder_kind: str = "operator") -> Node:
    return Node(lot, "SL", holder_kind, holder, "7102.10", mct, kind, DAY, lot, "")


def many(miners: int, each: int = 1000) -> Trace:
    """Each miner digs at a site of its own; all of it goes through one exporter into one certificate."""
    dug = [node(n, f"M-{n}", each, "production") for n in range(1, miners + 1)]
    exporter, transit = miners + 1, miners + 2
    total = miners * each
    return Trace(
        root=transit,
        ref="L",
        origins={"SL:KONO": total},
        nodes=(*dug, node(exporter, "EX", total), node(transit, "SL1", total, "export", "transit")),
        edges=(*(Edge(exporter, one.id, each) for one in dug), Edge(transit, exporter, total)),
        slips=tuple(SlipRow(one.id, "BK", one.id) for one in dug),
        dug_at={one.id: f"SITE-{one.id}" for one in dug},
        names={"EX": "<b>Conteh & Sons</b>"},
    )


def sites(count: int) -> dict[str, SiteRow]:
    return {
        f"SITE-{n}": SiteRow(f"SITE-{n}", "SL", f"ZONE-{n % 3}", f"Pit {n}", "", 0, 0, None, "")
        for n in range(1, count + 1)
    }


@given(st.integers(1, 60), st.integers(1, 9_999))
def test_every_carat_of_the_certificate_came_from_somewhere(miners: int, each: int) -> None:
    made = provenance([many(miners, each)], number="SL1", sites=sites(miners))
    into = [mct for _, target, mct in made.flows if made.places[target].kind == "certificate"]
    from_sites = [mct for source, _, mct in made.flows if made.places[source].column == 0]
    assert sum(into) == sum(from_sites) == miners * each
    for column in {place.column for place in made.places}:
        assert len([p for p in made.places if p.column == column]) <= MOST_IN_A_COLUMN
        assert sum(p.mct for p in made.places if p.column == column) == miners * each


def test_large_graphs_are_gathered_by_zone_and_say_so() -> None:
    made = provenance([many(40)], number="SL1", sites=sites(40))
    assert made.gathered
    assert {place.kind for place in made.places if place.column == 0} == {"zone"}
    assert (made.sites, made.slips, made.lots) == (40, 40, 42)
    small = provenance([many(3)], number="SL1", sites=sites(3))
    assert not small.gathered


def test_only_this_certificates_share_of_a_lot_is_drawn() -> None:
    """Ten carats go into a lot, four of them into the certificate: the picture shows four."""
    trace = Trace(
        root=3,
        ref="L",
        origins={},
        nodes=(
            node(1, "M-1", 10_000, "production"),
            node(2, "EX", 10_000),
            node(3, "SL1", 4_000, "export", "transit"),
        ),
        edges=(Edge(2, 1, 10_000), Edge(3, 2, 4_000)),
        slips=(),
        dug_at={1: "SITE-1"},
        names={},
    )
    made = provenance([trace], number="SL1", sites=sites(1))
    assert {mct for _, _, mct in made.flows} == {4_000}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_picture_is_whole_xml_without_styles_and_with_a_table(lang: str) -> None:
    shown = picture(provenance([many(5)], number="SL1", sites=sites(5)), lang=lang)
    svg = str(shown["provenance_svg"])
    ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert "style=" not in svg
    assert "<b>" not in svg
    assert "&lt;b&gt;Conteh &amp; Sons" in svg
    assert len(shown["provenance_rows"]) == 5 + 5 + 1  # type: ignore[arg-type]


def test_bands_stay_within_their_nodes() -> None:
    nodes = [flow.FlowNode(str(n), 0, "a", "", 10) for n in range(6)] + [flow.FlowNode("end", 1, "z", "", 60)]
    bands = [flow.FlowBand(str(n), "end", 10, "") for n in range(6)]
    svg = flow.draw(nodes, bands, heads=["", ""], title="t", text="d")
    end = re.findall(r'<rect class="node" x="250" y="(\d+)" width="12" height="(\d+)"', svg)
    (top, height) = map(int, end[0])
    lowest = max(int(y) for y in re.findall(r"V(\d+)C", svg))
    assert lowest <= top + height + 6


@pytest.mark.parametrize("days", [-1, 0, 5, 60, 400])
def test_a_life_is_drawn_whenever_it_is_looked_at(days: int) -> None:
    end = NOON + dt.timedelta(days=60)
    moments = [(NOON, ""), (NOON, ""), (NOON + dt.timedelta(days=90), "bad")]
    svg = timeline.draw(
        moments, start=NOON, end=end, now=NOON + dt.timedelta(days=days), ends=("a", "<z>"), today="t", title="life"
    )
    ET.fromstring(svg)  # noqa: S314 - our own drawing
    places = [int(x) for x in re.findall(r'cx="(\d+)"', svg)]
    assert places == sorted(places)
    assert all(0 <= x <= timeline.WIDTH for x in places)
