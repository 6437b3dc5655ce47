"""What people type, and what is meant."""

from __future__ import annotations

import pytest

from openkp.core import finding


@pytest.mark.parametrize("typed", ["SL004317", "sl 004 317", "SL-004317", " sl.004317 "])
def test_a_number_typed_whole_is_that_number(typed: str) -> None:
    assert finding.number_as_typed(typed) == "SL004317"
    assert "SL004317" in finding.numbers(typed)


def test_without_its_zeros_it_is_meant_and_not_taken_for_it() -> None:
    assert finding.number_as_typed("sl 4317") == "SL4317"
    assert {"SL4317", "SL004317", "SL00004317"} <= set(finding.numbers("sl 4317"))
    assert len(finding.numbers("sl 4317")) <= finding.MAX_DIGITS


def test_digits_alone_are_of_ones_own_country() -> None:
    assert "SL004317" in finding.numbers("4317", prefixes={"SL"})
    assert finding.numbers("4317") == ()
    assert finding.number_as_typed("4317") == ""


@pytest.mark.parametrize("typed", ["S-SL-000042", "s sl 42", "S-SL-42", "ssl42"])
def test_a_reference_however_typed(typed: str) -> None:
    assert finding.reference(typed, "S") == ("SL", 42)
    assert finding.reference(typed, "I") is None


@pytest.mark.parametrize("typed", ["SL-BK-0001/12", "sl-bk-0001 12", "SL-BK-0001 / 012", "SL-BK-0001 #12"])
def test_a_slip(typed: str) -> None:
    assert finding.slip(typed) == ("SL-BK-0001", 12)


def test_names_are_words_without_accents() -> None:
    assert finding.words_of("Élise N’Guessan & Sœurs") == ("elise", "nguessan", "soeurs", "n", "guessan")
    assert finding.words_typed("ELISE n'gues") == ("elise", "ngues")
    assert finding.words_of("Łódź Ørsted") == ("lodz", "orsted")
    assert finding.words_of("منجم الماس") == ("منجم", "الماس")


@pytest.mark.parametrize("typed", ["", "   ", "\0", "%", "_", "'; --", "٣٤", "x" * 5000, "é" * 300, "SL" + "9" * 40])
def test_whatever_is_typed_is_no_error(typed: str) -> None:
    finding.numbers(typed, prefixes={"SL"})
    finding.number_start(typed)
    finding.reference(typed, "L")
    finding.slip(typed)
    assert len(finding.typed(typed)) <= finding.MAX_TYPED
    assert all(len(word) <= finding.MAX_WORD for word in finding.words_typed(typed))
