"""The page that describes the log says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from openkp.core.leaf import LEAF_KINDS, leaf_bytes, read_leaf
from openkp.transparency import addresses

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "formats" / "log.md").read_text(encoding="utf-8")


def test_the_kinds_of_entries_are_listed() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `kind` |"))
    assert set(re.findall(r"`([a-z-]+)`", row)) - {"kind"} == LEAF_KINDS


def test_the_example_has_the_form_of_an_entry() -> None:
    (example,) = re.findall(r"```json\n(.*)\n```", PAGE)
    entry = example.replace("5b17…9c29", "5b" * 32).encode()
    leaf = read_leaf(entry)
    assert leaf_bytes(kind=leaf.kind, issuer=leaf.issuer, number=leaf.number, facts_sha256=leaf.facts_sha256) == entry


def test_the_names_of_the_log_come_from_its_address() -> None:
    assert addresses.log_origin("https://kp.example.org") == "kp.example.org/log"
    assert addresses.log_origin("http://localhost:8000") == "localhost:8000/log"
    assert addresses.log_url("https://kp.example.org/") == "https://kp.example.org/log"
    assert addresses.log_issuer("http://localhost:8000") == "did:web:localhost%3A8000:log"
