"""Two officers at once: one file gives one certificate, one lot its carats once, one form one number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cast import raise_cast
from tests.desk import SYSTEM, Desk, open_desk
from tests.land import lay_out
from tests.together import together

from openkp.certificates import actions, audit, queries
from openkp.ledger import queries as ledger
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files


@pytest.fixture
def desk(committed_db: Path) -> Desk:
    return open_desk(lay_out(raise_cast()))


def problems(desk: Desk) -> list[str]:
    return [str(one) for one in (*audit.problems(desk.cast.now), *files.problems(), *ledger.problems())]


def issuing(desk: Desk, file: str, name: str) -> Callable[[], object]:
    officers = {"first": desk.cast.officer, "second": desk.cast.second_officer}
    told = {"now": desk.cast.now, "request_id": f"race-{file}-{name}", "shipment": file}
    return lambda: shipments.issue(by=officers[name], **told)


def test_two_officers_issue_one_file(desk: Desk) -> None:
    file = desk.submit()
    desk.approve(file)
    assert together([issuing(desk, file, "first"), issuing(desk, file, "second")]) == ["done", "lifecycle.not_now"]
    assert len(queries.certificates(viewer=SYSTEM, now=desk.cast.now)) == 1
    assert problems(desk) == []


def test_two_files_draw_the_same_carats(desk: Desk) -> None:
    lot = desk.land.exporters_lot(5000)
    one, other = desk.submit(lot, 3000), desk.submit(lot, 3000)
    for file in (one, other):
        desk.approve(file)
    assert together([issuing(desk, one, "first"), issuing(desk, other, "second")]) == ["done", "ledger.overdraft"]
    assert desk.balance(lot) == 2000
    assert problems(desk) == []


def test_many_files_at_once_take_different_forms(desk: Desk) -> None:
    lot = desk.land.exporters_lot(6000)
    issued = [desk.submit(lot, 1000) for _ in range(5)]
    for file in issued:
        desk.approve(file)
    spoil = {"by": desk.cast.officer, "now": desk.cast.now, "reason": "Torn", "numbers": ["SL004303"]}
    acts = [issuing(desk, file, "first") for file in issued]
    done = together([*acts, lambda: actions.spoil_blanks(request_id="spoil-it-now", **spoil)])
    assert done.count("done") >= 5
    assert set(done) <= {"done", "certificates.blank_gone"}
    numbers = {row.number for row in queries.certificates(viewer=SYSTEM, now=desk.cast.now)}
    assert len(numbers) == 5
    assert problems(desk) == []


def test_a_certificate_is_voided_while_it_departs(desk: Desk) -> None:
    number = desk.issue()
    file, cast = desk.of(number).row.reference, desk.cast
    void = {"by": cast.officer, "now": cast.now, "number": number, "reason": "Error"}
    leave = {"by": cast.second_officer, "now": cast.now, "shipment": file}
    done = together(
        [
            lambda: actions.void(request_id="void-it-now", **void),
            lambda: shipments.depart(request_id="depart-it-now", **leave),
        ]
    )
    assert done.count("done") == 1, done
    assert problems(desk) == []
