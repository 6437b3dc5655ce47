"""The power is cut before and after each step of issue: the whole certificate is there, or nothing of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import NOW, raise_cast
from tests.desk import SYSTEM, Desk, open_desk
from tests.land import lay_out

from openkp.certificates import audit
from openkp.certificates import queries as certificates
from openkp.events import queries as events
from openkp.events import triggers
from openkp.ledger import queries as ledger
from openkp.shipments import queries as files
from openkp.shipments.actions.issuing import FAULTS

# The officer's process: it reads its database from the environment, as every process of an installation does.
OFFICER = """
import datetime as dt, json, sys
import django
django.setup()
from django.conf import settings
from openkp.core.roles import Actor, Grant, Role
from openkp.shipments import actions
told = json.loads(sys.argv[1])
settings.OPENKP_URL, settings.OPENKP_SPECIMEN = "http://localhost:8000", True
by = Actor(told["person"], frozenset({Grant(Role.OFFICER, "SL")}))
now = dt.datetime.fromisoformat(told["now"])
print(actions.issue(by=by, now=now, request_id=told["request"], shipment=told["file"]).data["certificate"])
"""


@pytest.fixture
def desk(committed_db: Path) -> Desk:
    return open_desk(lay_out(raise_cast()))


def issue_elsewhere(
    desk: Desk, file: str, *, fault: str = "", request: str = "issue-it"
) -> subprocess.CompletedProcess[str]:
    connection.close()
    told = {"person": desk.cast.officer.person_id, "now": NOW.isoformat(), "request": request, "file": file}
    return subprocess.run(
        [sys.executable, "-c", OFFICER, json.dumps(told)],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "openkp.config.settings",
            "OPENKP_FAULT": fault,
            "PYTHONWARNINGS": "ignore",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def problems() -> list[str]:
    found = [*audit.problems(NOW), *files.problems(), *ledger.problems()]
    return [*map(str, found), *map(str, events.incomplete()), *triggers.missing()]


def test_a_cut_at_any_step_leaves_all_or_nothing(desk: Desk) -> None:
    lot = desk.land.exporters_lot(3200 * (len(FAULTS) + 1))
    issued: list[str] = []
    for fault in FAULTS:
        file = desk.submit(lot, 3200)
        desk.approve(file)
        cut = issue_elsewhere(desk, file, fault=fault, request=f"issue-{fault}")
        assert cut.returncode == 137, cut.stderr[-2000:]
        done = desk.file(file)
        kept = fault == "issue:committed"
        assert (done.row.state, bool(done.row.certificate)) == (("issued", True) if kept else ("approved", False)), (
            fault
        )
        assert len(certificates.certificates(viewer=SYSTEM, now=NOW)) == len(issued) + kept, fault
        assert desk.balance(lot) == 3200 * (len(FAULTS) + 1 - len(issued) - kept), fault
        assert problems() == [], fault
        # The officer presses again, with the same request: what was done is answered, what was not is done.
        again = issue_elsewhere(desk, file, request=f"issue-{fault}")
        assert again.returncode == 0, again.stderr[-2000:]
        issued.append(again.stdout.strip())
        assert desk.file(file).row.certificate == issued[-1]
    assert issued == [f"SL{4301 + place:06d}" for place in range(len(FAULTS))], "no number is lost or used twice"
    assert problems() == []
