"""The power is cut before and after each step at the border: the whole act is there, or nothing of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import AUTHORITY_EU, IMPORTER_EU, NOW, raise_cast
from tests.desk import SYSTEM, Desk, open_desk
from tests.land import lay_out

from openkp.certificates import audit
from openkp.events import queries as events
from openkp.events import triggers
from openkp.ledger import queries as ledger
from openkp.shipments import queries as files
from openkp.shipments.actions import confirming, presenting

CUSTOMS = """
import datetime as dt, json, sys
import django
django.setup()
from django.conf import settings
from openkp.core.roles import Actor, Grant, Role
from openkp.shipments import actions
told = json.loads(sys.argv[1])
settings.OPENKP_URL, settings.OPENKP_SPECIMEN = "http://localhost:8000", True
by = Actor(told["person"], frozenset({Grant(Role.CUSTOMS, "EU")}))
now = dt.datetime.fromisoformat(told["now"])
done = getattr(actions, told["act"])(by=by, now=now, request_id=told["request"], **told["facts"])
print(json.dumps(done.data, sort_keys=True))
"""


@pytest.fixture
def desk(committed_db: Path) -> Desk:
    return open_desk(lay_out(raise_cast()))


def elsewhere(desk: Desk, act: str, *, fault: str = "", **facts: object) -> subprocess.CompletedProcess[str]:
    connection.close()
    told = {"person": desk.cast.customs_eu.person_id, "now": NOW.isoformat(), "act": act, "facts": facts}
    told["request"] = f"{act}-{facts.get('file') or facts.get('number')}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "openkp.config.settings",
        "OPENKP_FAULT": fault,
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.run(
        [sys.executable, "-c", CUSTOMS, json.dumps(told)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def problems() -> list[str]:
    found = [*audit.problems(NOW), *files.problems(), *ledger.problems()]
    return [*map(str, found), *map(str, events.incomplete()), *triggers.missing()]


def twice(desk: Desk, act: str, **facts: object) -> dict[str, object]:
    """The desk presses again after the cut, and once more: the same request, the same answer."""
    answers = [elsewhere(desk, act, **facts) for _ in range(2)]
    assert [one.returncode for one in answers] == [0, 0], answers[0].stderr[-2000:]
    assert answers[0].stdout == answers[1].stdout
    return dict(json.loads(answers[0].stdout))


@pytest.mark.parametrize("fault", presenting.FAULTS)
def test_a_cut_while_a_certificate_is_presented(desk: Desk, fault: str) -> None:
    number = desk.depart(desk.issue())
    told = {"participant": "EU", "authority": AUTHORITY_EU, "number": number}
    cut = elsewhere(desk, "present", fault=fault, **told)
    assert cut.returncode == 137, cut.stderr[-2000:]
    assert files.imports_of(number, viewer=SYSTEM) == ()
    assert desk.state(number) == "exported"
    assert problems() == []
    assert twice(desk, "present", **told)["first"] is True
    assert len(files.imports_of(number, viewer=SYSTEM)) == 1
    assert problems() == []


@pytest.mark.parametrize("fault", confirming.FAULTS)
def test_a_cut_while_a_certificate_is_confirmed(desk: Desk, fault: str) -> None:
    number = desk.depart(desk.issue())
    file = str(desk.present(number)["file"])
    desk.inspect(file)
    cut = elsewhere(desk, "confirm", fault=fault, file=file)
    assert cut.returncode == 137, cut.stderr[-2000:]
    assert files.confirmation(number, viewer=SYSTEM) is None
    assert (desk.state(number), desk.held_by(IMPORTER_EU)) == ("presented", 0)
    assert problems() == []
    assert twice(desk, "confirm", file=file)["confirmed"] is True
    assert (desk.state(number), desk.held_by(IMPORTER_EU)) == ("confirmed", 3200)
    assert problems() == []
