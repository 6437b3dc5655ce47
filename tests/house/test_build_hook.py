"""The hook of the build fetches what is pinned, once; without a network the package is built all the same."""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "hatch_build", found)
    spec.loader.exec_module(found)
    return found


def _answers(hook: ModuleType, monkeypatch: pytest.MonkeyPatch, data: bytes | OSError) -> list[str]:
    asked: list[str] = []

    def answer(address: str, **_: Any) -> io.BytesIO:
        asked.append(address)
        if isinstance(data, OSError):
            raise data
        return io.BytesIO(data)

    monkeypatch.setattr(hook.urllib.request, "urlopen", answer)
    return asked


def test_what_is_there_and_right_is_not_fetched_again(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not hook.FOLDER.is_dir():
        pytest.skip("python hatch_build.py had no network")
    asked = _answers(hook, monkeypatch, OSError("no network"))
    hook.fetch()
    assert not asked
    folder = shutil.copytree(hook.FOLDER, tmp_path / "vendor")
    (folder / "qr-decode.js").write_text("altered")
    with pytest.raises(hook.Unfetched):
        hook.fetch(folder)
    assert asked == [hook.LIBRARIES[1].tarball], "only the library that is not as pinned"


def test_another_tarball_is_refused_and_nothing_is_written(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answers(hook, monkeypatch, b"not what was pinned")
    with pytest.raises(hook.Altered):
        hook.fetch(tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_without_a_network_it_says_what_to_do_and_the_build_goes_on(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _answers(hook, monkeypatch, OSError("no network"))
    monkeypatch.setattr(hook.fetch, "__defaults__", (tmp_path / "vendor",))
    assert hook.main() == 0
    assert "python hatch_build.py" in capsys.readouterr().err
