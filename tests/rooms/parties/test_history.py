"""May A send rough diamonds to B on day D? The recorded history of the Process, as it ships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from tests.cast import NOW

from openkp import words
from openkp.core.roles import Actor
from openkp.core.rules.trade import Status, TradeAnswer
from openkp.parties import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(db: None) -> None:
    actions.load_reference(by=Actor.system(), now=NOW, request_id="reference-facts")


def ask(sender: str, receiver: str, day: str, **goods: Any) -> TradeAnswer:
    return queries.may_trade(sender, receiver, dt.date.fromisoformat(day), **goods)


def codes(answer: TradeAnswer) -> set[str]:
    return {reason.code for reason in answer.reasons if reason.refuses}


def said(answer: TradeAnswer) -> set[str]:
    return {reason.code for reason in answer.reasons if not reason.refuses}


REFUSED = [
    # Cameroon was admitted in August 2012.
    ("CM", "EU", "2012-07-31", {"trade.not_yet_a_participant"}),
    ("CM", "AE", "2009-03-01", {"trade.not_yet_a_participant"}),
    # Republic of the Congo: removed on 9 July 2004, back in November 2007.
    ("CG", "EU", "2004-07-09", {"trade.removed"}),
    ("CG", "EU", "2006-01-01", {"trade.removed"}),
    ("CG", "EU", "2007-10-31", {"trade.removed"}),
    ("EU", "CG", "2005-05-05", {"trade.removed"}),
    # Lebanon was off the list when it imported from the Congo in February 2005.
    ("CG", "LB", "2005-02-15", {"trade.removed"}),
    # United Nations embargoes.
    ("CI", "EU", "2006-06-01", {"trade.embargo_un"}),
    ("CI", "AE", "2014-04-28", {"trade.embargo_un"}),
    ("LR", "EU", "2007-04-26", {"trade.embargo_un"}),
    # Venezuela and the Central African Republic.
    ("VE", "US", "2010-01-01", {"trade.self_suspended"}),
    ("CF", "AE", "2013-05-23", {"trade.suspended"}),
    ("CF", "AE", "2015-06-25", {"trade.suspended"}),
    # Kenya never took part; a "Kenyan" certificate of 2015 was false by that alone.
    ("KE", "AE", "2015-07-01", {"trade.not_a_participant"}),
    ("SL", "KE", "2026-11-24", {"trade.not_a_participant"}),
    # The Union is one participant: Antwerp to Idar-Oberstein is not trade of the Process.
    ("BE", "DE", "2026-01-01", {"trade.within_one_participant"}),
    ("GB", "BE", "2019-01-01", {"trade.within_one_participant"}),
    ("HK", "CN", "2020-01-01", {"trade.within_one_participant"}),
    ("UZ", "EU", "2024-10-31", {"trade.not_yet_a_participant"}),
]


@pytest.mark.parametrize(("sender", "receiver", "day", "expected"), REFUSED)
def test_what_was_not_allowed(sender: str, receiver: str, day: str, expected: set[str]) -> None:
    answer = ask(sender, receiver, day)
    assert not answer.allowed
    assert codes(answer) == expected
    assert all(reason.basis for reason in answer.reasons if reason.refuses)


ALLOWED = [
    ("CM", "EU", "2012-09-01"),
    ("CG", "EU", "2004-07-08"),
    ("CG", "EU", "2007-12-01"),
    ("CI", "EU", "2005-11-30"),
    ("CI", "EU", "2014-04-29"),
    ("LR", "EU", "2008-01-01"),
    ("VE", "US", "2017-01-01"),
    ("CF", "EU", "2013-05-22"),
    ("CF", "EU", "2025-01-15"),
    ("SL", "BE", "2026-11-24"),
    ("GB", "BE", "2021-01-01"),
    ("HK", "AE", "2020-01-01"),
    ("SL", "AE", "2026-11-24"),
    ("TW", "EU", "2020-01-01"),
]


@pytest.mark.parametrize(("sender", "receiver", "day"), ALLOWED)
def test_what_was_allowed(sender: str, receiver: str, day: str) -> None:
    answer = ask(sender, receiver, day)
    assert answer.allowed, answer.reasons
    assert {reason.facts.get("party_country") for reason in answer.reasons} >= {sender, receiver}


def zones(*names: str) -> Iterable[str]:
    return tuple(f"CF:{name}" for name in names)


def test_a_sub_prefecture_outside_the_green_list_in_2018_and_in_2025() -> None:
    bria = ask("CF", "EU", "2018-06-01", zones=zones("BRIA"))
    assert codes(bria) == {"trade.zone_not_listed"}
    assert all(reason.facts["target"] == "CF:BRIA" for reason in bria.reasons if reason.refuses)
    assert ask("CF", "EU", "2025-06-01", zones=zones("BRIA")).allowed


def test_green_zones_one_after_the_other() -> None:
    assert ask("CF", "EU", "2016-01-15", zones=zones("BERBERATI")).allowed is False
    assert ask("CF", "EU", "2016-07-15", zones=zones("BERBERATI")).allowed
    assert ask("CF", "EU", "2016-07-15", zones=zones("CARNOT")).allowed is False
    assert ask("CF", "EU", "2017-03-01", zones=zones("CARNOT", "BODA", "NOLA")).allowed
    assert codes(ask("CF", "EU", "2017-03-01", zones=zones("CARNOT", "BRIA"))) == {"trade.zone_not_listed"}
    assert ask("CF", "EU", "2020-03-01", zones=zones("GADZI")).allowed


def test_a_compliant_zone_goes_with_its_conditions_and_must_be_stated() -> None:
    answer = ask("CF", "EU", "2017-03-01", zones=zones("CARNOT"))
    assert "trade.condition.monitoring_team_approves_each_export" in said(answer)
    assert codes(ask("CF", "EU", "2017-03-01")) == {"trade.zone_must_be_stated"}


def test_one_field_of_zimbabwe() -> None:
    marange, murowa = ("ZW:MARANGE",), ("ZW:MUROWA",)
    assert codes(ask("ZW", "IN", "2010-06-01", sites=marange)) == {"trade.mine_forbidden"}
    assert ask("ZW", "IN", "2010-06-01", sites=murowa).allowed
    assert ask("ZW", "IN", "2009-10-31", sites=marange).allowed
    assert ask("ZW", "IN", "2012-12-01", sites=marange).allowed


def test_a_month_whose_day_is_not_recorded() -> None:
    admitted = ask("CM", "EU", "2012-08-10")
    assert admitted.allowed
    assert "trade.start_day_not_recorded" in said(admitted)
    lifted = ask("CF", "EU", "2024-11-15", zones=zones("BRIA"))
    assert not lifted.allowed
    assert "trade.bar_day_not_recorded" in said(lifted)


def test_an_unknown_start_says_not_recorded() -> None:
    answer = ask("BD", "EU", "2010-01-01")
    assert answer.allowed
    (note,) = [reason for reason in answer.reasons if reason.code == "trade.start_not_recorded_before"]
    assert note.facts["recorded"] == dt.date(2025, 1, 23)
    assert "23 janvier 2025" in words.say("fr", note.code, **note.facts)
    (active,) = [r for r in answer.reasons if r.code == "trade.active" and r.facts["party_country"] == "BD"]
    assert "not recorded" in words.say("en", active.code, **active.facts)


def test_a_member_of_the_union_trades_as_the_union() -> None:
    answer = ask("SL", "BE", "2026-11-24")
    assert "trade.through_group" in said(answer)
    assert queries.acting_participant("BE", dt.date(2026, 1, 1)) == "EU"
    assert queries.acting_participant("GB", dt.date(2020, 12, 31)) == "EU"
    assert queries.acting_participant("GB", dt.date(2021, 1, 1)) == "GB"
    assert queries.acting_participant("GL", dt.date(2014, 6, 1)) == "EU"
    assert queries.acting_participant("SL", dt.date(2026, 1, 1)) == "SL"
    assert len(queries.members("EU", dt.date(2026, 1, 1))) == 28  # 27 states and Greenland
    assert queries.groups("CI", dt.date(2026, 1, 1)) == {"MRU"}


def test_the_answer_costs_three_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        ask("SL", "BE", "2026-11-24", zones=("SL:KONO",), sites=("SL:KONO-1",), operator="SL-EX-0001", through=("GH",))


def test_sixty_participants_and_one_entity() -> None:
    today = dt.date(2026, 11, 24)
    everyone = queries.participants(today)
    assert sum(row.is_participant for row in everyone) == 60
    assert {row.code for row in everyone if not row.is_participant} == {"TW"}
    assert all(row.statuses and row.source and row.name("fr") for row in everyone)
    (taipei,) = queries.participant("TW", today).statuses
    assert taipei.status is Status.MEETING_REQUIREMENTS
    assert not queries.participant("CG", dt.date(2006, 1, 1)).is_participant
    assert queries.participant("CI", dt.date(2010, 1, 1)).is_participant


def test_every_shipped_reason_and_condition_has_its_words() -> None:
    for restriction in queries.restrictions():
        for condition in restriction.conditions:
            for language in words.LANGUAGES:
                assert words.knows(language, f"trade.condition.{condition}")
    for status in Status:
        assert words.knows("fr", f"parties.status.{status}")
