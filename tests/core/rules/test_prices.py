"""Prices from slips: whole numbers, classes by the average stone, and nothing that reveals anybody."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.core.rules.prices import LEAST_SELLERS, LEAST_SLIPS, Sale, per_carat, prices, size_class

DAY = dt.date(2026, 11, 24)


def sale(seller: str = "A", cents: int = 10_000, **changed: object) -> Sale:
    told = {"day": DAY, "zone": "SL:KONO", "seller": seller, "mct": 1000, "stones": 1, "price_cents": cents}
    told |= {"currency": "SLE", "usd_cents": None, **changed}
    return Sale(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mct", "stones", "least"),
    [(499, 1, 0), (500, 1, 500), (999, 2, 0), (1000, 2, 500), (10_800, 1, 10_800), (10_799, 1, 5_000), (1, 100, 0)],
)
def test_the_class_is_that_of_the_average_stone(mct: int, stones: int, least: int) -> None:
    assert size_class(mct, stones) == least


@pytest.mark.parametrize(
    ("cents", "mct", "each"), [(150_000, 3200, 46_875), (1, 2000, 1), (1, 2001, 0), (100, 3, 33_333)]
)
def test_a_price_per_carat_is_rounded_half_up(cents: int, mct: int, each: int) -> None:
    assert per_carat(cents, mct) == each


def test_five_slips_of_three_sellers_are_told() -> None:
    (line,) = prices([sale(seller, cents) for seller, cents in zip("AABBC", (500, 100, 300, 400, 200), strict=True)])
    assert (line.month, line.zone, line.currency) == (dt.date(2026, 11, 1), "SL:KONO", "SLE")
    assert (line.slips, line.low_cents, line.median_cents, line.high_cents) == (5, 100, 300, 500)


def test_four_slips_or_two_sellers_are_not() -> None:
    assert prices([sale(seller) for seller in "ABCD"]) == ()
    assert prices([sale(seller) for seller in "AAAABBBB"]) == ()


def test_another_month_zone_class_or_currency_is_another_line() -> None:
    five = [sale(seller) for seller in "ABCAB"]
    for changed in ({"zone": "SL:KENEMA"}, {"stones": 9}, {"currency": "USD"}, {"day": dt.date(2026, 10, 31)}):
        assert len(prices(five + [sale(seller, **changed) for seller in "ABC"])) == 1
        assert len(prices(five + [sale(seller, **changed) for seller in "ABCAB"])) == 2


def test_dollars_stand_beside_the_currency_that_was_paid() -> None:
    told = prices([sale(seller, usd_cents=440) for seller in "ABCAB"] + [sale(seller) for seller in "ABC"])
    assert [(row.currency, row.slips, row.median_cents) for row in told] == [("SLE", 8, 10_000), ("USD", 5, 440)]


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(1, 10**9), st.integers(1, 20_000)), max_size=40))
def test_no_line_rests_on_too_few(told: list[tuple[str, int, int]]) -> None:
    sales = [sale(seller, cents, mct=mct) for seller, cents, mct in told]
    for line in prices(sales):
        behind = [one for one in sales if size_class(one.mct, one.stones) == line.size_mct]
        assert line.slips == len(behind) >= LEAST_SLIPS
        assert len({one.seller for one in behind}) >= LEAST_SELLERS
        assert line.low_cents <= line.median_cents <= line.high_cents
        assert sum(one.mct for one in behind) == line.mct
