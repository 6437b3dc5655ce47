"""`openkp certificate`: one JSON document, decimals as text, exit 75 while the log has no proof yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cast import raise_cast
from tests.desk import Desk, open_desk, seal_log
from tests.land import lay_out

from openkp.cli.certificate import certificate
from openkp.core.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = open_desk(lay_out(raise_cast()))
    monkeypatch.setattr("openkp.cli.certificate.now", lambda: desk.cast.now)
    return desk


def test_list_show_and_export(desk: Desk, tmp_path: Path) -> None:
    number = desk.issue()
    run = CliRunner().invoke
    listed = json.loads(run(certificate, ["list", "--state", "issued", "--json"]).stdout)
    assert [(row["number"], row["state"], row["carats"], row["value_usd"]) for row in listed["items"]] == [
        (number, "issued", "3.20", "659925.48")
    ]
    assert json.loads(run(certificate, ["list", "--state", "void", "--json"]).stdout) == {"items": []}
    assert run(certificate, ["list", "--state", "nonsense"]).exit_code != 0
    shown = json.loads(run(certificate, ["show", number, "--json"]).stdout)
    assert (shown["number"], shown["sealed"], shown["life"][0]["act"]) == (number, False, "issue")
    export = ["export", number, "--out", str(tmp_path / "out")]
    assert run(certificate, export, standalone_mode=False).return_value == 75
    assert not (tmp_path / "out").exists()
    seal_log(desk.cast.now)
    assert run(certificate, export, standalone_mode=False).return_value == 0
    endings = {"qr.txt", "png", "pdf", "vc.jwt", "tlog-proof"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{number}.{ending}" for ending in endings}
    unknown = run(certificate, ["show", "SL000001", "--json"], standalone_mode=False)
    assert isinstance(unknown.exception, Refusal)
