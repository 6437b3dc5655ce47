"""docs/api.md: every example is asked in its order, and answers what the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.desk import Desk
from tests.doors.api.callers import Caller, token_of

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
EXAMPLES = re.findall(r"^```\n(\w+)  (GET|POST) (.*?)\n```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
_NAME = re.compile(r"{([a-z]+)}")


def test_the_guide(desk: Desk) -> None:
    assert len(EXAMPLES) > 20
    known = {"TODAY": desk.cast.now.date().isoformat()}
    callers: dict[str, Caller] = {"nobody": Caller()}
    for who, method, text in EXAMPLES:
        if who not in callers:
            callers[who] = Caller(token_of(desk.cast, who))
        asked, _, told = _fill(text, known).partition("\n=> ")
        head, _, body = asked.partition("\n")
        path, *options = head.split("  ")
        named = dict(option.split("=", 1) for option in options)
        answer = _ask(callers[who], method, path, body, named)
        status, _, shown = told.partition(" ")
        assert answer.status_code == int(status), f"{who} {method} {path}: {answer.content!r}"
        _compare(_read(answer), shown, known)
    assert {"find", "bought", "lot", "file", "number", "credential", "next"} <= known.keys()


def _fill(text: str, known: dict[str, str]) -> str:
    """What was kept, in its place; a name met for the first time stays."""
    text = text.replace("TODAY", known["TODAY"])
    return _NAME.sub(lambda match: known.get(match[1], match[0]), text)


def _ask(caller: Caller, method: str, path: str, body: str, named: dict[str, str]) -> Any:
    headers = {"accept-language": named["lang"]} if "lang" in named else {}
    if method == "GET":
        return caller.get(path, **headers, **({"accept": named["accept"]} if "accept" in named else {}))
    if "key" in named:
        headers["idempotency-key"] = named["key"]
    if not body:
        return caller.post(path, key=named["key"])
    return caller.send(path, body, named.get("type", "application/json"), **headers)


def _read(answer: Any) -> str:
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def _compare(text: str, shown: str, known: dict[str, str]) -> None:
    if not shown.startswith("{"):
        assert text.splitlines()[0] == shown
        return
    for line, wanted in zip(text.splitlines(), shown.splitlines(), strict=True):
        _match(json.loads(line), json.loads(wanted), known)


def _match(found: Any, wanted: Any, known: dict[str, str]) -> None:
    """What is shown is part of what came back; a list is shown as long as it is. `{name}` keeps what stands there."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            assert key in found, (key, found)
            _match(found[key], value, known)
    elif isinstance(wanted, list):
        assert len(found) >= len(wanted) if wanted and wanted[-1] == {} else len(found) == len(wanted), found
        for one, value in zip(found, wanted, strict=False):
            _match(one, value, known)
    elif isinstance(wanted, str) and (match := _NAME.fullmatch(wanted)):
        known[match[1]] = found
    else:
        assert found == wanted
