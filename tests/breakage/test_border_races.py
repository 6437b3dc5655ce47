"""Two authorities at one moment: exactly one presentation is the first and both sides hear; nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cast import AUTHORITY_AE, AUTHORITY_EU, IMPORTER_EU, raise_cast
from tests.desk import Desk, open_desk
from tests.land import lay_out
from tests.rooms.shipments.test_border import PAPER
from tests.together import together

from openkp.certificates import actions as papers
from openkp.certificates import audit
from openkp.certificates import queries as certificates
from openkp.ledger import queries as ledger
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files

ROUNDS = 3  # each race is run so often: who comes first is chance


@pytest.fixture
def desk(committed_db: Path) -> Desk:
    return open_desk(lay_out(raise_cast()))


def problems(desk: Desk) -> list[str]:
    return [str(one) for one in (*audit.problems(desk.cast.now), *files.problems(), *ledger.problems())]


def later(desk: Desk, action: Any, **told: Any) -> Callable[[], object]:
    told = {"now": desk.cast.now, "request_id": desk.cast.ask(), **told}
    return lambda: action(**told)


def showing(desk: Desk, number: str, participant: str, **told: Any) -> Callable[[], object]:
    by, slug = {"EU": (desk.cast.customs_eu, AUTHORITY_EU), "AE": (desk.cast.customs_ae, AUTHORITY_AE)}[participant]
    return later(desk, shipments.present, by=by, participant=participant, authority=slug, number=number, **told)


def one_first_and_both_hear(desk: Desk, number: str) -> None:
    cast = desk.cast
    rows = files.imports_of(number, viewer=cast.admin)
    assert sorted(row.first for row in rows) == [False, True], rows
    for viewer in (cast.customs_eu, cast.customs_ae):
        heard = [
            {party.participant for party in alarm.parties if party.role == "presenter"}
            for alarm in certificates.alarms(viewer=viewer, number=number)
            if alarm.kind == "presented-elsewhere"
        ]
        assert {"EU", "AE"} in heard, heard


def test_two_authorities_present_one_certificate(desk: Desk) -> None:
    for _ in range(ROUNDS):
        number = desk.depart(desk.issue())
        assert together([showing(desk, number, "EU"), showing(desk, number, "AE")]) == ["done", "done"]
        one_first_and_both_hear(desk, number)
        assert desk.state(number) == "presented"
    assert problems(desk) == []


def test_two_authorities_present_one_foreign_paper(desk: Desk) -> None:
    for place in range(ROUNDS):
        number = f"IN00012{place}"
        acts = [
            showing(desk, number, "EU", paper=PAPER, importer=IMPORTER_EU),
            showing(desk, number, "AE", paper=PAPER),
        ]
        assert together(acts) == ["done", "done"]
        one_first_and_both_hear(desk, number)
    assert problems(desk) == []


def test_four_customs_desks_present_one_certificate(desk: Desk) -> None:
    number = desk.depart(desk.issue())
    assert together([showing(desk, number, place) for place in ("EU", "AE", "EU", "AE")]) == ["done"] * 4
    assert [row.first for row in files.imports_of(number, viewer=desk.cast.admin)].count(True) == 1
    assert problems(desk) == []


def shown(desk: Desk, weights: dict[str, int] | None = None) -> tuple[str, str]:
    """Number and file of a certificate that was presented and weighed in Antwerp."""
    number = desk.depart(desk.issue())
    file = str(desk.present(number)["file"])
    desk.inspect(file, weights)
    return number, file


def test_the_issuer_reports_lost_what_is_being_confirmed(desk: Desk) -> None:
    for place in range(2 * ROUNDS):
        number, file = shown(desk)
        report = {"by": desk.cast.officer, "number": number, "reason": "Lost", "goods_safe": place % 2 == 0}
        confirm = later(desk, shipments.confirm, by=desk.cast.customs_eu, file=file)
        assert together([confirm, later(desk, papers.report_lost, **report)]) == ["done", "lifecycle.not_now"]
        assert desk.state(number) == "confirmed"
    assert problems(desk) == []


def test_the_issuer_reports_lost_what_is_being_presented(desk: Desk) -> None:
    for _ in range(ROUNDS):
        number = desk.depart(desk.issue())
        report = {"by": desk.cast.officer, "number": number, "reason": "Lost", "goods_safe": False}
        done = together([showing(desk, number, "EU"), later(desk, papers.report_lost, **report)])
        assert done in (["done", "done"], ["done", "lifecycle.not_now"])
        (row,) = files.imports_of(number, viewer=desk.cast.admin)
        assert (desk.state(number), row.first) in (("lost", False), ("presented", True))
    assert problems(desk) == []


def test_two_officers_confirm_one_file(desk: Desk) -> None:
    for _ in range(ROUNDS):
        number, file = shown(desk)
        act = [later(desk, shipments.confirm, by=desk.cast.customs_eu, file=file) for _ in range(2)]
        assert together(act) == ["done", "lifecycle.not_now"]
        assert desk.state(number) == "confirmed"
    assert desk.held_by(IMPORTER_EU) == 3200 * ROUNDS
    assert problems(desk) == []


def test_the_same_request_twice_is_one_confirmation(desk: Desk) -> None:
    number, file = shown(desk)
    act = later(desk, shipments.confirm, by=desk.cast.customs_eu, file=file)
    assert together([act, act]) == ["done", "done"]
    assert desk.held_by(IMPORTER_EU) == 3200
    assert desk.state(number) == "confirmed"
    assert problems(desk) == []


@pytest.mark.parametrize("outcomes", [("as-found", "as-certified"), ("as-found", "goods-seized")])
def test_two_officers_settle_one_discrepancy(desk: Desk, outcomes: tuple[str, str]) -> None:
    for _ in range(ROUNDS):
        number, file = shown(desk, {"P-1": 314})
        desk.act(shipments.confirm, by=desk.cast.customs_eu, file=file)
        told = {"by": desk.cast.customs_eu, "file": file, "explanation": "Weighed again"}
        acts = [later(desk, shipments.settle_discrepancy, outcome=outcome, **told) for outcome in outcomes]
        acts.append(later(desk, papers.report_lost, by=desk.cast.officer, number=number, reason="?", goods_safe=True))
        assert together(acts) == ["done", "lifecycle.not_now", "lifecycle.not_now"]
    assert problems(desk) == []


def test_a_shipment_departs_while_it_is_presented(desk: Desk) -> None:
    for _ in range(ROUNDS):
        number = desk.issue()
        leave = later(desk, shipments.depart, by=desk.cast.officer, shipment=desk.of(number).row.reference)
        done = together([leave, showing(desk, number, "EU")])
        assert done in (["done", "done"], ["done", "lifecycle.not_now"])
        assert desk.state(number) == "presented"
    assert problems(desk) == []


def test_one_desk_dismisses_while_another_presents(desk: Desk) -> None:
    for _ in range(ROUNDS):
        number = desk.depart(desk.issue())
        file = desk.present(number)["file"]
        drop = later(desk, shipments.dismiss, by=desk.cast.customs_eu, file=file, reason="Wrong number typed")
        assert together([drop, showing(desk, number, "AE")]) == ["done", "done"]
        first = [row.first for row in files.imports_of(number, viewer=desk.cast.admin)]
        assert (desk.state(number), first) in (("presented", [False, True]), ("exported", [False, False]))
    assert problems(desk) == []


def test_customs_seize_and_send_back_at_once(desk: Desk) -> None:
    for _ in range(ROUNDS):
        number, file = shown(desk)
        told = {"by": desk.cast.customs_eu, "file": file, "reason": "A false seal"}
        acts = [later(desk, shipments.seize, **told), later(desk, shipments.return_goods, **told)]
        acts.append(later(desk, papers.void, by=desk.cast.officer, number=number, reason="Error"))
        assert together(acts) == ["done", "lifecycle.not_now", "lifecycle.not_now"]
        assert desk.state(number) in ("seized", "returned")
    assert problems(desk) == []
