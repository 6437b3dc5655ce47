"""The locks: hashes for everything, no address of any registry, and they agree with pyproject."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def _pinned(path: Path) -> set[str]:
    return {
        name.lower().replace("_", "-")
        for name in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==", path.read_text(), re.M)
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(_pinned(lock)) > 5


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    name = re.compile(r"^[A-Za-z0-9_.-]+")

    def names(requirements: list[str]) -> set[str]:
        found = (name.match(text) for text in requirements)
        return {match.group().lower().replace("_", "-").replace(".", "-") for match in found if match}

    base = names(project["project"]["dependencies"])
    server = names(project["project"]["optional-dependencies"]["server"])
    dev = names(project["dependency-groups"]["dev"])
    pinned = {path.stem: {n.replace(".", "-") for n in _pinned(path)} for path in LOCKS}
    assert base <= pinned["core"] <= pinned["server"] | pinned["core"]
    assert base | server <= pinned["server"]
    assert base | server | dev <= pinned["dev"]
