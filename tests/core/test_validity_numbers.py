"""How long a certificate holds, and how forms are numbered."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.core.refusal import Refusal
from openkp.core.rules.numbers import NumberRule, Span, number_rule, parse, participant_of, received
from openkp.core.rules.validity import valid_until, validity_rule
from openkp.words import formats

CANADA = validity_rule({"unit": "days", "count": 60, "until": "24:00 GMT"})
UNION = validity_rule({"unit": "months", "count": 2, "until": "24:00 GMT", "unexported": "return"})


def at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type]


def test_canada_first_of_march_to_thirtieth_of_april() -> None:
    end = valid_until(at(2026, 3, 1, 14, 5), CANADA)
    assert end == at(2026, 5, 1)
    assert formats.until("en", end) == "30 April 2026, 24:00 GMT"
    assert not CANADA.return_unused


@pytest.mark.parametrize(
    ("issued", "end"),
    [
        ((2026, 3, 1), (2026, 5, 2)),
        ((2026, 12, 31), (2027, 3, 1)),
        ((2027, 12, 31), (2028, 3, 1)),
        ((2026, 6, 30), (2026, 8, 31)),
    ],
)
def test_two_months_in_the_union_then_returned(issued: tuple[int, ...], end: tuple[int, ...]) -> None:
    assert valid_until(at(*issued, 9), UNION) == at(*end)
    assert UNION.return_unused


def test_a_zone_of_its_own_and_the_hour_of_issue() -> None:
    monrovia = validity_rule({"unit": "days", "count": 1, "until": "24:00 Asia/Dubai"})
    assert valid_until(at(2026, 3, 1, 21), monrovia) == at(2026, 3, 3, 20), "21:00 GMT is the second of March in Dubai"
    hour = validity_rule({"unit": "days", "count": 30, "until": "hour"})
    assert valid_until(at(2026, 3, 1, 21, 7), hour) == at(2026, 3, 31, 21, 7)


@given(
    st.integers(1_041_379_200, 29_348_006_400),
    st.integers(1, 400),
    st.sampled_from(["days", "months"]),
)
def test_it_ends_at_midnight_after_it_began(moment: int, count: int, unit: str) -> None:
    issued = dt.datetime.fromtimestamp(moment, dt.UTC)
    end = valid_until(issued, validity_rule({"unit": unit, "count": count}))
    assert (end.hour, end.minute, end.second) == (0, 0, 0)
    least, most = (count, count + 1) if unit == "days" else (28 * count, 31 * count + 1)
    assert dt.timedelta(days=least) <= end - issued <= dt.timedelta(days=most)


@given(st.integers(0, 10**12 - 1), st.integers(1, 12), st.sampled_from(["SL", "EU", "EC", "MX"]))
def test_a_number_reads_back(serial: int, digits: int, prefix: str) -> None:
    number = NumberRule(prefix, digits).number(serial)
    assert parse(number) == (prefix, number[2:])
    assert int(number[2:]) == serial
    assert participant_of(number) == {"EC": "EU"}.get(prefix, prefix)


@pytest.mark.parametrize("text", ["", "SL", "S1", "sl1", "SL1x", "SL 1", "SL1234567890123", "SL１", "SL1\n"])
def test_what_is_not_a_number(text: str) -> None:
    with pytest.raises(Refusal, match=r"numbers\.malformed"):
        parse(text)


def test_the_prefix_is_the_issuers_whatever_the_origin() -> None:
    assert number_rule({"prefix": "", "digits": 7}, "MX").number(12) == "MX0000012"
    assert received("EU", Span("EC", 8, 1, 5), ()) == ()
    told = received("SL", Span("EC", 0, 9, 5), ())
    assert {reason.code for reason in told} == {"numbers.prefix_not_yours", "numbers.digits", "numbers.range_reversed"}


def test_a_number_exists_once_and_digits_tell_numbers_apart() -> None:
    known = (Span("SL", 6, 4301, 4400),)
    assert [reason.code for reason in received("SL", Span("SL", 6, 4400, 4500), known)] == ["numbers.range_known"]
    assert received("SL", Span("SL", 4, 4301, 4400), known) == (), "SL4306 is not SL004306"
    assert [reason.code for reason in received("SL", Span("SL", 3, 998, 1000), ())] == ["numbers.too_few_digits"]
    assert [reason.code for reason in received("SL", Span("SL", 12, 0, 10**7), ())] == ["numbers.range_too_long"]
