"""Certificates from before the installation; blanks reported; and what the public reads of it all, in order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import IMPORTER_EU, raise_cast
from tests.desk import Desk, open_desk, seal_log
from tests.land import lay_out

from openkp.certificates import actions, presented, queries
from openkp.core.leaf import read_leaf
from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.shipments import actions as shipments
from openkp.transparency import queries as log

pytestmark = pytest.mark.django_db
PAPER: dict[str, Any] = {
    "authority": "sl-nma",
    "issued_on": "2026-11-01",
    "valid_until": "2026-12-31",
    "exporter": {"name": "Fatmata Conteh", "address": "Freetown", "country": "SL"},
    "importer": {"name": "Scheldt Rough NV", "address": "Antwerp", "country": "BE"},
    "destination": "BE",
    "parcels": [{"reference": "P-1", "hs": "7102.31", "weight_cct": 320, "value_usd_cents": 60_000, "origin": "SL"}],
    "signatory": "Mohamed Kallon",
}


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def declare(desk: Desk, number: str = "SL000777", by: Actor | None = None, **changed: Any) -> int:
    told = {"number": number, "paper": PAPER, "source": "Register of 2026, page 12"} | changed
    return int(desk.act(actions.register_prior, by=by or desk.cast.officer, **told)["prior"])


def standing(desk: Desk, number: str = "SL000777", **later: Any) -> str:
    return queries.public_status(number, now=desk.cast.now + dt.timedelta(**later)).standing


def test_two_officers_stand_for_a_prior_certificate(desk: Desk) -> None:
    made = declare(desk)
    assert presented.prior("SL000777") is None
    assert standing(desk) == "unknown", "one officer's word proves nothing"
    with pytest.raises(Refusals, match="same_officer"):
        desk.act(actions.confirm_prior, by=desk.cast.officer, prior=made)
    assert [row.id for row in queries.prior_certificates(viewer=desk.cast.officer, participant="SL", waiting=True)] == [
        made
    ]
    desk.act(actions.confirm_prior, by=desk.cast.approver, prior=made)
    with pytest.raises(Refusals, match="prior_confirmed"):
        desk.act(actions.confirm_prior, by=desk.cast.approver, prior=made)
    found = presented.prior("SL000777")
    assert found is not None
    assert found.confirmed
    assert found.paper == PAPER
    assert (standing(desk), standing(desk, days=37), standing(desk, days=38)) == ("valid", "valid", "expired")
    assert queries.known("SL000777")
    for viewer in (desk.cast.officer_lr, desk.cast.exporter, Actor.nobody()):
        assert queries.prior_certificate("SL000777", viewer=viewer) is None


def test_what_cannot_be_a_prior_certificate(desk: Desk) -> None:
    number = desk.issue()
    for bad, told, code in (
        (number, {}, "certificates.number_in_stock"),
        ("SL000777", {"source": " "}, "certificates.source_missing"),
        ("SL000777", {"paper": PAPER | {"valid_until": "2026-11-23"}}, "certificates.prior_expired"),
        ("SL000777", {"paper": PAPER | {"authority": "Nobody"}}, "certificates.not_of_participant"),
        ("SL000777", {"paper": PAPER | {"parcels": []}}, "paper.parcels_count"),
    ):
        with pytest.raises(Refusals) as refused:
            declare(desk, bad, **told)
        assert code in refused.value.codes
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        declare(desk, by=desk.cast.officer_lr)
    declare(desk)
    with pytest.raises(Refusals, match="number_known"):
        declare(desk)


def test_a_correction_names_what_it_replaces(desk: Desk) -> None:
    first = declare(desk)
    second = declare(desk, paper=PAPER | {"destination": "AE"}, supersedes=first)
    with pytest.raises(Refusals, match="prior_corrected"):
        desk.act(actions.confirm_prior, by=desk.cast.approver, prior=first)
    with pytest.raises(Refusals, match="prior_corrected"):
        declare(desk, supersedes=first)
    desk.act(actions.confirm_prior, by=desk.cast.approver, prior=second)
    found = presented.prior("SL000777")
    assert found is not None
    assert found.destination == "AE"


def test_its_number_is_never_that_of_a_form(desk: Desk) -> None:
    declare(desk)
    with pytest.raises(Refusals, match="range_holds_prior"):
        desk.act(
            actions.receive_blanks, by=desk.cast.officer, participant="SL", first=700, last=800, source="Printer, 7"
        )
    desk.act(actions.receive_blanks, by=desk.cast.officer, participant="SL", first=778, last=800, source="Printer, 7")


def test_a_lost_prior_certificate_is_told_in_public(desk: Desk) -> None:
    made = declare(desk)
    told = {"by": desk.cast.officer, "number": "SL000777", "fate": "lost", "reason": "In the post"}
    with pytest.raises(Refusal, match="prior_unknown"):
        desk.act(actions.end_prior, **told)
    desk.act(actions.confirm_prior, by=desk.cast.approver, prior=made)
    with pytest.raises(Refusals, match="fate_of_prior"):
        desk.act(actions.end_prior, **(told | {"fate": "eaten"}))
    desk.act(actions.end_prior, **told)
    with pytest.raises(Refusals, match="prior_ended"):
        desk.act(actions.end_prior, **told)
    assert standing(desk) == "lost"
    assert presented.prior("SL000777") is None
    assert presented.prior_end("SL000777") == "lost"
    seal_log(desk.cast.now)
    assert [(one.kind, one.number) for one in queries.public_changes()] == [("lost", "SL000777")]


def test_at_a_border_a_prior_certificate_is_known_and_a_lost_one_an_alarm(desk: Desk) -> None:
    for number in ("SL000777", "SL000778"):
        made = declare(desk, number)
        desk.act(actions.confirm_prior, by=desk.cast.approver, prior=made)
    desk.act(actions.end_prior, by=desk.cast.officer, number="SL000778", fate="lost", reason="In the post")
    shown = {"by": desk.cast.customs_eu, "participant": "EU", "authority": "eu-antwerp", "importer": IMPORTER_EU}
    known = desk.act(shipments.present, **shown, number="SL000777")
    assert (known["first"], known["findings"], known["alarms"]) == (True, [], [])
    lost = desk.act(shipments.present, **shown, number="SL000778", paper=PAPER)
    assert not lost["first"]
    (row,) = queries.alarms(viewer=desk.cast.officer)
    assert (row.kind, row.number, [row.id]) == ("lost-presented", "SL000778", lost["alarms"])


def test_what_becomes_of_numbers_in_the_order_of_the_log(desk: Desk) -> None:
    void, lost = desk.issue(), desk.issue()
    blanks = ["SL004390", "SL004391", "SL004392"]
    desk.act(actions.void, by=desk.cast.officer, number=void, reason="Typed wrong")
    desk.act(actions.report_blanks, by=desk.cast.officer, numbers=blanks[:2], fate="stolen", reason="Break-in")
    desk.act(actions.spoil_blanks, by=desk.cast.officer, numbers=blanks[2:], reason="Torn")
    desk.act(actions.report_lost, by=desk.cast.officer, number=lost, reason="Mislaid", goods_safe=True)
    assert queries.public_changes() == (), "nothing before the log is published"
    seal_log(desk.cast.now)
    told = queries.public_changes()
    assert [(one.kind, one.number) for one in told] == [
        ("void", void),
        ("blank-stolen", blanks[0]),
        ("blank-stolen", blanks[1]),
        ("lost", lost),
    ], "a spoiled form is its authority's own affair"
    assert [one.place for one in told] == sorted(one.place for one in told)
    read: list[str] = []
    after = -1
    while page := queries.public_changes(after=after, limit=1):
        read += [one.number for one in page]
        after = page[-1].place
    assert read == [one.number for one in told], "page by page the same, nothing skipped, nothing twice"
    desk.act(actions.report_blanks, by=desk.cast.officer, numbers=["SL004395"], fate="missing", reason="Count")
    seal_log(desk.cast.now)
    assert [one.number for one in queries.public_changes(after=after)] == ["SL004395"]
    assert presented.blank_fate("SL004390") == "stolen"


def test_the_log_commits_to_what_was_reported(desk: Desk) -> None:
    from openkp.certificates import audit  # noqa: PLC0415
    from openkp.certificates.models import BlankFate  # noqa: PLC0415

    desk.act(actions.report_blanks, by=desk.cast.officer, numbers=["SL004390"], fate="lost", reason="Flood")
    row = BlankFate.objects.get(number="SL004390")
    leaf = log.leaf(row.leaf_id)
    assert leaf is not None
    assert read_leaf(leaf.data).kind == "blank-lost"
    assert b"Flood" not in leaf.data, "the log tells the number and no more"
    assert [one for one in audit.problems(desk.cast.now) if one.code == "certificates.report_differs"] == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER certificates_blankfate_no_update" + _on("certificates_blankfate"))
        cursor.execute("UPDATE certificates_blankfate SET fate = 'spoiled' WHERE number = 'SL004390'")
    assert [one.code for one in audit.problems(desk.cast.now)] == ["certificates.report_differs"]


def _on(table: str) -> str:
    return f" ON {table}" if connection.vendor == "postgresql" else ""


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM certificates_priorcertificate",
        "UPDATE certificates_priorcertificate SET confirmed_by = 1",
        "UPDATE certificates_priorcertificate SET weight_cct = 1",
        "UPDATE certificates_priorend SET fate = 'void'",
        "DELETE FROM certificates_priorend",
    ],
)
def test_the_database_keeps_prior_certificates(desk: Desk, sql: str) -> None:
    made = declare(desk)
    desk.act(actions.confirm_prior, by=desk.cast.approver, prior=made)
    desk.act(actions.end_prior, by=desk.cast.officer, number="SL000777", fate="stolen", reason="Theft")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
