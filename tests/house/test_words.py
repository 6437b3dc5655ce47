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


def _written(language: str) -> list[tuple[str, str]]:
    """Every line of every sentence, with the file and the message that it stands in."""
    out: list[tuple[str, str]] = []
    for path in sorted((SOURCE / "words" / language).glob("*.ftl")):
        text = path.read_text(encoding="utf-8")
        for entry in parse(text).body:
            if isinstance(entry, ftl.Message) and entry.value is not None and entry.span is not None:
                lines = text[entry.span.start : entry.span.end].split("\n")
                out += [(f"{path.name}: {entry.id.name}", line) for line in lines]
    return out


# A space that may break a line, or the wrong one: U+00A0 inside « » and before a colon, U+202F before ; ! ?
_SPACED_WRONG = re.compile(r"«(?!\u00a0)|(?<!\u00a0)»|(?<![\s=])[ \u202f]:(?=\s|$)|(?<![\s=])[ \u00a0][;!?](?=\s|$)")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("« a »", True),
        ("«\u202fa\u202f»", True),
        ("«\u00a0a\u00a0»", False),
        ("«a»", True),
        ("ceci : cela", True),
        ("ceci\u202f: cela", True),
        ("{ $a }\u00a0: cela", False),
        ("ceci ;", True),
        ("ceci\u00a0! Non", True),
        ("ceci\u202f?", False),
        ("https://kp.example:8443 à 14:05", False),
    ],
)
def test_a_space_in_the_wrong_place_is_found(line: str, wrong: bool) -> None:
    assert bool(_SPACED_WRONG.search(line)) == wrong


def test_french_spaces_are_those_of_french() -> None:
    wrong = [(where, line) for where, line in _written("fr") if _SPACED_WRONG.search(line)]
    assert not wrong


def test_french_is_written_in_the_catalogues_alone() -> None:
    """Templates of pages and of paper hold no sentence: what is spaced right there is spaced right everywhere."""
    pages = [path for end in ("html", "typ", "js", "txt") for path in SOURCE.rglob(f"*.{end}")]
    assert pages
    assert not [path.name for path in pages if re.search("[«»]", path.read_text(encoding="utf-8"))]


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


@pytest.mark.parametrize(
    ("language", "date", "expected"),
    [
        ("fr", dt.date(2026, 11, 1), "1er novembre 2026"),
        ("fr", dt.date(2026, 11, 2), "2 novembre 2026"),
        ("fr", dt.date(2026, 11, 11), "11 novembre 2026"),
        ("fr", dt.date(2026, 5, 21), "21 mai 2026"),
        ("fr", dt.date(2026, 12, 31), "31 décembre 2026"),
        ("en", dt.date(2026, 11, 1), "1 November 2026"),
    ],
)
def test_the_first_of_a_month_is_the_first_in_french(language: str, date: dt.date, expected: str) -> None:
    noon = dt.datetime.combine(date, dt.time(14, 5), dt.UTC)
    assert formats.day(language, date) == expected
    assert formats.moment(language, noon) == f"{expected}, 14:05 GMT"
    midnight = dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), dt.UTC)
    assert formats.until(language, midnight) == f"{expected}, 24:00 GMT"
    assert formats.short_day(language, date).startswith(expected.partition(" ")[0] + " ")


def test_an_exclusive_midnight_is_said_as_24_hours_of_the_day_before() -> None:
    end = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    assert formats.until("en", end) == "30 April 2026, 24:00 GMT"
    assert formats.until("fr", end) == "30 avril 2026, 24:00 GMT"
