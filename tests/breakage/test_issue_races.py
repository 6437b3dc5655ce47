"""Two officers at once: one file gives one certificate, one lot its carats once, one form one number."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
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


def test_a_restriction_is_seen_by_the_next_issue_of_every_process(desk: Desk) -> None:
    """While it is being imposed elsewhere, acts see what was committed; from then on, every one of them sees it."""
    lot = desk.land.exporters_lot(4000)
    first, second, third = (desk.submit(lot, 1000) for _ in range(3))
    for file in (first, second, third):
        desk.approve(file)
    issuing(desk, first, "first")()  # this process remembers that Sierra Leone may trade
    imposed, go_on = threading.Event(), threading.Event()

    def elsewhere() -> None:
        try:
            with transaction.atomic():
                impose_on_sierra_leone(desk)
                imposed.set()
                assert go_on.wait(20)
        finally:
            connection.close()

    other = threading.Thread(target=elsewhere, daemon=True)
    other.start()
    assert imposed.wait(20)
    if connection.vendor == "postgresql":  # on SQLite there is one writer at a time: the act would wait
        issuing(desk, second, "first")()
    go_on.set()
    other.join(20)
    assert together([issuing(desk, third, "first")]) == ["trade.restricted_all"]
    assert together([issuing(desk, third, "second")]) == ["trade.restricted_all"]
    assert problems(desk) == []


def impose_on_sierra_leone(desk: Desk) -> None:
    """The row itself, as another process writes it: actions want a transaction of their own."""
    apps.get_model("parties", "RestrictionRow")._default_manager.create(
        code="SL-ALL",
        participant_id="SL",
        scope="all",
        mode="forbidden",
        direction="both",
        targets=[],
        valid_from=desk.cast.now.date(),
        basis="Administrative decision",
        source="Notice",
    )
