"""The synthetic stream of the world's trade: nothing is re-exported that was not imported before."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openkp.demo import flows

UNTIL = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
SHARED = Path(__file__).parents[4] / "shared" / "data"


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), certificates=st.integers(1, 1500), years=st.integers(1, 3))
def test_no_hub_sends_on_more_than_it_received(seed: int, certificates: int, years: int) -> None:
    sent = {c.serial: c for c in flows.stream(certificates=certificates, years=years, seed=seed, until=UNTIL)}
    assert list(sent) == list(range(1, certificates + 1))
    drawn: dict[int, int] = defaultdict(int)
    for consignment in sent.values():
        assert consignment.weight_cct > 0 and consignment.value_usd_cents > 0
        assert consignment.issuer != consignment.destination
        assert consignment.issued_at < UNTIL
        for draw in consignment.draws:
            source = sent[draw.serial]
            assert source.destination == consignment.issuer and source.importer == consignment.exporter
            assert source.hs == consignment.hs and not source.cut
            assert source.fate == "confirmed" and source.arrives_at < consignment.issued_at
            drawn[draw.serial] += draw.cct
        if consignment.draws:
            assert sum(draw.cct for draw in consignment.draws) == consignment.weight_cct
    assert all(cct <= sent[serial].weight_cct for serial, cct in drawn.items())


def test_what_was_cut_leaves_no_hub_again() -> None:
    sent = {c.serial: c for c in flows.stream(certificates=4000, years=1, seed=3, until=UNTIL)}
    drawn = {draw.serial for consignment in sent.values() for draw in consignment.draws}
    assert drawn and not any(sent[serial].cut for serial in drawn)


def test_the_same_seed_draws_the_same_world_and_another_another() -> None:
    def drawn(seed: int) -> list[flows.Consignment]:
        return list(flows.stream(certificates=300, years=1, seed=seed, until=UNTIL))

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)


def test_a_full_year_weighs_about_what_the_world_trades() -> None:
    """2019: 371.4 million carats and 36.6 thousand million US$ exported. 2023: the Emirates first, then the EU."""
    year = flows.year_certificates()
    sent = list(flows.stream(certificates=2 * year // 5, years=1, seed=1, until=UNTIL))  # two fifths of a year
    carats = sum(c.weight_cct for c in sent) * 5 // 2 // 100
    dollars = sum(c.value_usd_cents for c in sent) * 5 // 2 // 100
    assert 200_000_000 < carats < 500_000_000
    assert 25 * 10**9 < dollars < 50 * 10**9
    exported = Counter[str]()
    for consignment in sent:
        exported[consignment.issuer] += consignment.weight_cct
    assert [code for code, _ in exported.most_common(2)] == ["AE", "EU"]
    mined = sum(c.weight_cct for c in sent if not c.draws) * 5 // 2 // 100
    assert 80_000_000 < mined < 160_000_000  # the world produced 111.5 million carats in 2023


def test_the_flows_of_the_model_are_whole() -> None:
    assert sum(flow.certificates for flow in flows.flows()) == flows.year_certificates()
    for flow in flows.flows():
        assert flow.code not in flow.to and all(weight > 0 for weight in flow.to.values())


@pytest.mark.shared_data
def test_exporters_rank_as_customs_figures_say() -> None:
    """The eight largest exporters by value, 2015-2023, are mostly the model's; hubs differ (Hong Kong is in China)."""
    path = SHARED / "hs7102_rough_trade_by_reporter.csv"
    if not path.exists():
        pytest.skip("needs the folder of real data beside the project")
    reported = Counter[str]()
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["flow"] == "export" and 2015 <= int(row["year"]) <= 2023 and row["rough_thousand_usd"]:
                reported[row["iso3"]] += int(float(row["rough_thousand_usd"]))
    names = {
        "ARE": "AE",
        "BEL": "EU",
        "BWA": "BW",
        "RUS": "RU",
        "ISR": "IL",
        "CAN": "CA",
        "HKG": "CN",
        "ZAF": "ZA",
        "AGO": "AO",
        "IND": "IN",
    }
    top = {names.get(code, code) for code, _ in reported.most_common(9)}
    model = Counter({f.code: f.certificates * f.carats * f.usd_per_carat for f in flows.flows()})
    assert len(top & {code for code, _ in model.most_common(9)}) >= 7
