"""The catalogues: both languages complete, the same variables, a sentence for each code that the source knows."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from openkp import words
from openkp.words import formats

SOURCE = Path(words.__file__).parent.parent


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - as the visitor calls it
        self.names.add(node.id.name)


def _catalogue(language: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for path in sorted((SOURCE / "words" / language).glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content[:80]}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in out, f"{path.name}: {entry.id.name} is said twice"
                visitor = _Variables()
                visitor.visit(entry)
                out[entry.id.name] = visitor.names
    return out


def test_both_languages_say_the_same_things_with_the_same_facts() -> None:
    french, english = _catalogue("fr"), _catalogue("en")
    assert french.keys() == english.keys()
    differing = {name for name in french if french[name] != english[name]}
    assert not differing


def _codes() -> dict[str, set[str]]:
    """Codes given as text to Refusal(...), Problem(...) or Reason(...), with the names of their facts."""
    out: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"Refusal", "Problem", "Reason"} and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                    out.setdefault(first.value, set())
    return out


def test_each_code_of_the_source_has_a_sentence() -> None:
    codes = _codes()
    assert codes
    missing = {code for code in codes for language in words.LANGUAGES if not words.knows(language, code)}
    assert not missing


def test_a_missing_word_is_a_bug_and_says_which() -> None:
    with pytest.raises(words.MissingWord, match=r"no\.such_code"):
        words.say("fr", "no.such_code")


def test_a_missing_fact_is_a_bug() -> None:
    with pytest.raises(words.MissingWord, match=r"units\.too_precise"):
        words.say("en", "units.too_precise", field="weight")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "1,234.5 ct"), ("fr", "1 234,5 ct")],
)
def test_carats_follow_the_reader(language: str, expected: str) -> None:
    assert (
        re.sub(r"[\u202f\u00a0]", " ", formats.carats(language, 1_234_500))
        .replace("234.50", "234.5")
        .replace("234,50", "234,5")
        == expected
    )


def test_an_exclusive_midnight_is_said_as_24_hours_of_the_day_before() -> None:
    end = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    assert formats.until("en", end) == "30 April 2026, 24:00 GMT"
    assert formats.until("fr", end) == "30 avril 2026, 24:00 GMT"
