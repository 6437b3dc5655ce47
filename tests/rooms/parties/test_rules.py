"""Dated configuration: a participant's own rule before the general one, the newest start wins, its standing is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import NOW, Cast

from openkp.core.refusal import Refusal
from openkp.core.rules.chain import OperatorKind
from openkp.parties import actions, models, queries
from openkp.parties.steps import Dates

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def value(key: str, participant: str, on: dt.date = TODAY) -> Any:
    return queries.rule(key, participant, on).value


def test_ones_own_rule_goes_before_the_general_one(cast: Cast) -> None:
    assert value("certificate.validity", "CA") == {"unit": "days", "count": 60, "until": "24:00 GMT"}
    union = value("certificate.validity", "EU")
    assert (union["unit"], union["count"], union["unexported"]) == ("months", 2, "return")
    other = queries.rule("certificate.validity", "GH", TODAY)
    assert (other.participant, other.standing) == ("*", "ours")
    assert value("certificate.retention_years", "US") == 5
    assert value("certificate.retention_years", "SL") == 3


def test_the_levies_of_sierra_leone_by_date(cast: Cast) -> None:
    rates = {line["applies"]["kind"]: line["rate_ppm"] for line in value("levies", "SL", dt.date(2018, 7, 1))}
    assert rates == {"ordinary": 30_000, "special": 150_000}
    assert queries.rule("levies", "SL", dt.date(2018, 7, 1)).standing == "text"
    assert queries.rule("levies", "SL", dt.date(2023, 5, 12)).standing == "open"
    assert queries.rule("levies", "SL", dt.date(2008, 12, 31)).participant == "*"


def test_what_is_not_known_says_so(cast: Cast) -> None:
    for participant in ("GN", "CI", "CF", "CD"):
        row = queries.rule("levies", participant, TODAY)
        assert (row.participant, row.standing) == (participant, "open")
        assert row.note


def test_a_new_rate_holds_from_its_day(cast: Cast) -> None:
    start = dt.date(2027, 1, 1)
    actions.set_rule(
        by=cast.admin,
        now=NOW,
        request_id=cast.ask(),
        key="levies",
        participant="LR",
        value=[{"code": "royalty", "rate_ppm": 40_000, "applies": {}}],
        basis="Finance act",
        source="Gazette",
        standing="text",
        dates=Dates(start),
    )
    assert value("levies", "LR", start - dt.timedelta(days=1))[0]["rate_ppm"] == 30_000
    assert value("levies", "LR", start)[0]["rate_ppm"] == 40_000


def test_a_correction_hides_the_row_it_names(cast: Cast) -> None:
    wrong = models.RuleRow.objects.get(key="chain.cleaning_loss_ppm")
    actions.set_rule(
        by=cast.admin,
        now=NOW,
        request_id=cast.ask(),
        key="chain.cleaning_loss_ppm",
        participant="*",
        value=15_000,
        basis="Working Group of Diamond Experts",
        source="letter",
        standing="reported",
        dates=Dates(),
        supersedes=wrong.pk,
    )
    assert value("chain.cleaning_loss_ppm", "SL") == 15_000
    assert len(queries.rules(key="chain.cleaning_loss_ppm")) == 1


def test_an_absent_rule_is_refused_by_name(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        queries.rule("levies.of_the_moon", "SL", TODAY)
    assert refused.value == Refusal("parties.rule_absent", key="levies.of_the_moon", participant="SL", on=TODAY)


def test_the_answer_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        queries.rule("chain.pairs", "LR", TODAY)


def test_pairs_are_kinds_of_operators(cast: Cast) -> None:
    kinds = {str(kind) for kind in OperatorKind}
    for row in queries.rules(key="chain.pairs"):
        assert {name for pair in row.value for name in pair} <= kinds
    pairs = {tuple(pair) for pair in value("chain.pairs", "LR")}
    assert {buyer for seller, buyer in pairs if seller == "miner"} == {"broker", "dealer"}
    assert {buyer for seller, buyer in pairs if seller == "broker"} == {"dealer"}


def test_what_other_rooms_ask_for_is_there(cast: Cast) -> None:
    keys = ("certificate.validity", "certificate.number", "valuation", "levies", "chain.pairs", "weight.tolerance")
    more = ("verification.policy", "status_list.max_age_hours", "certificate.retention_years", "confirmation.days")
    for key in (*keys, *more, "chain.cleaning_loss_ppm", "chain.payment_reference", "licence.terms"):
        assert queries.rule(key, "SL", TODAY).value is not None


def test_every_rule_rests_on_something(cast: Cast) -> None:
    assert all(row.basis and row.source and row.standing for row in queries.rules())
