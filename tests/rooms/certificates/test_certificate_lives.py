"""Certificates after their issue: each end, what the public learns of it, and where the carats are then."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import AUTHORITY, EXPORTER, IMPORTER_EU, raise_cast
from tests.desk import SYSTEM, Desk, open_desk, seal_log
from tests.land import UNSORTED, lay_out

from openkp.certificates import actions, audit, bulk, bundle, queries, status_lists, trust_export
from openkp.core.credential.cose import read_cose
from openkp.core.credential.vc import read_vc
from openkp.core.ledger import HolderKind, Move, MovementKind
from openkp.core.problem import Problem
from openkp.core.refusal import Refusal, Refusals
from openkp.core.status import StatusCode, read_status_list
from openkp.core.trust import read_trust_list
from openkp.core.verify import verify
from openkp.events.models import Event
from openkp.ledger import queries as ledger
from openkp.ledger.book import NewLot, parse_ref, ref
from openkp.ledger.bulk import Book
from openkp.mining import actions as mining
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files
from openkp.signing import queries as signing
from openkp.transparency import queries as log

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def problems(desk: Desk) -> list[Problem]:
    return [*audit.problems(desk.cast.now), *files.problems(), *ledger.problems()]


def codes(desk: Desk) -> set[str]:
    return {problem.code for problem in audit.problems(desk.cast.now)}


def state_of(number: str, desk: Desk, now: dt.datetime | None = None) -> str:
    return queries.public_status(number, now=now or desk.cast.now).standing


@pytest.mark.parametrize(
    ("act", "told", "state", "code"),
    [
        (actions.void, {}, "void", StatusCode.VOID),
        (actions.replace, {}, "replaced", StatusCode.REPLACED),
        (actions.return_unused, {}, "returned-unused", StatusCode.RETURNED),
        (actions.report_lost, {"goods_safe": True}, "lost", StatusCode.LOST),
        (actions.report_stolen, {"goods_safe": True}, "stolen", StatusCode.STOLEN),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_before_export_the_carats_go_back(desk: Desk, act, told, state, code) -> None:  # type: ignore[no-untyped-def]
    number = desk.issue()
    before = desk.held_by(EXPORTER)
    answer = desk.act(act, by=desk.cast.officer, number=number, reason="A reason", **told)
    assert answer["state"] == state
    assert desk.held_by(EXPORTER) == before + 3200
    assert queries.certificate(number, viewer=desk.cast.officer, now=desk.cast.now).row.state == state
    assert state_of(number, desk) == ("lost" if state in ("lost", "stolen") else "void"), "the public learns no more"
    assert status_lists.renew(by=SYSTEM, now=desk.cast.now) == 1
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    signed = queries.status_list(found.facts.status_list)
    assert signed is not None
    assert read_status_list(signed).code_at(found.facts.status_index) == code
    assert status_lists.renew(by=SYSTEM, now=desk.cast.now) == 0
    with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
        desk.act(actions.void, by=desk.cast.officer, number=number, reason="Again")
    assert problems(desk) == []


def test_after_export_only_customs_decide_about_the_goods(desk: Desk) -> None:
    first, second, third = (desk.depart(desk.issue()) for _ in range(3))
    with pytest.raises(Refusals) as left:
        desk.act(actions.report_lost, by=desk.cast.officer, number=first, reason="Lost", goods_safe=True)
    assert left.value.codes == {"certificates.goods_have_left"}
    desk.act(actions.report_lost, by=desk.cast.officer, number=first, reason="Lost at sea", goods_safe=False)
    customs = {"by": desk.cast.customs_eu, "reason": "Seal broken"}
    second_file, third_file = (desk.present(number)["file"] for number in (second, third))
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        desk.act(shipments.detain, by=desk.cast.customs_ae, file=second_file, reason="x")
    desk.act(shipments.detain, file=second_file, **customs)
    (lot,) = desk.act(shipments.seize, file=second_file, **customs)["lots"]
    held = ledger.lot(lot, viewer=SYSTEM)
    assert held is not None
    assert (held.holder_kind, held.holder, held.balance_mct) == ("authority", "EU", 3200)
    before = desk.held_by(EXPORTER)
    desk.act(shipments.return_goods, file=third_file, **customs)
    assert desk.held_by(EXPORTER) == before, "on their way back"
    desk.act(actions.receive_back, by=desk.cast.officer, number=third)
    assert desk.held_by(EXPORTER) == before + 3200
    assert problems(desk) == []


def test_a_replacement_names_the_original(desk: Desk) -> None:
    wrong = desk.issue()
    (lot,) = desk.act(actions.replace, by=desk.cast.officer, number=wrong, reason="Importer misspelt")["lots"]
    right = desk.issue(desk.submit(lot, 3200, relates_to=wrong))
    found = queries.certificate(wrong, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    assert found.related == (right,)
    assert problems(desk) == []


def test_expired_is_computed_and_an_unused_paper_goes_back(desk: Desk) -> None:
    number = desk.issue()
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    assert found.facts.valid_until == dt.datetime(2027, 1, 24, tzinfo=dt.UTC), "60 days, to 24:00 GMT"
    end = found.facts.valid_until
    assert state_of(number, desk, end - dt.timedelta(seconds=1)) == "valid"
    assert state_of(number, desk, end) == "expired"
    listed = queries.certificates(viewer=SYSTEM, now=end, state="expired")
    assert [row.number for row in listed] == [number]
    assert queries.certificates(viewer=SYSTEM, now=end, state="issued") == ()
    desk.act(actions.return_unused, by=desk.cast.officer, number=number, reason="Two months over", now=end)
    last = queries.life(number)[-1]
    assert last.leaf_id is not None
    leaf = log.leaf(last.leaf_id)
    assert leaf is not None
    assert leaf.kind == "expired-unused"


def test_blank_forms_are_used_once_and_never_after_they_were_spoiled(desk: Desk) -> None:
    cast = desk.cast
    desk.act(actions.spoil_blanks, by=cast.officer, numbers=["SL004301", "SL004303"], reason="Misprinted")
    desk.act(actions.report_blanks, by=cast.officer, numbers=["SL004304"], fate="stolen", reason="Safe forced")
    assert [desk.issue(), desk.issue()] == ["SL004302", "SL004305"]
    assert state_of("SL004304", desk) == "lost"
    assert state_of("SL004306", desk) == "unknown"
    with pytest.raises(Refusals) as gone:
        desk.act(actions.spoil_blanks, by=cast.officer, numbers=["SL004302", "SL999999"], reason="Coffee")
    assert gone.value.codes == {"certificates.blank_gone", "certificates.blank_unknown"}
    assert problems(desk) == []


def test_stock_of_forms_is_refused_with_all_reasons(desk: Desk) -> None:
    cast = desk.cast
    told = {"by": cast.officer, "participant": "SL", "source": " "}
    with pytest.raises(Refusals) as refused:
        desk.act(actions.receive_blanks, first=4350, last=4500, prefix="LR", **told)
    assert refused.value.codes == {"numbers.prefix_not_yours", "certificates.source_missing"}
    with pytest.raises(Refusals) as known:
        desk.act(actions.receive_blanks, first=4350, last=4500, **told)
    assert known.value.codes == {"numbers.range_known", "certificates.source_missing"}
    row = desk.act(actions.receive_blanks, by=cast.officer, participant="SL", first=9000, last=9009, source="Note 18")
    told = {"by": cast.officer, "range_id": row["range"], "authority": AUTHORITY}
    assert desk.act(actions.allocate_blanks, count=4, **told)["last"] == "SL009003"
    with pytest.raises(Refusal, match="range_exhausted"):
        desk.act(actions.allocate_blanks, count=7, **told)


def test_without_forms_nothing_is_issued(db: None) -> None:
    desk = open_desk(lay_out(raise_cast()), forms=1)
    desk.issue()
    file = desk.submit()
    desk.approve(file)
    with pytest.raises(Refusal, match="no_blanks"):
        desk.issue(file)
    assert desk.file(file).row.state == "approved"


def test_who_sees_what(desk: Desk) -> None:
    number = desk.issue()
    cast, now = desk.cast, desk.cast.now
    for viewer in (cast.officer, cast.exporter, cast.customs_eu, cast.importer_eu, cast.admin):
        found = queries.certificate(number, viewer=viewer, now=now)
        assert found is not None
        assert found.named
        assert [row.number for row in queries.certificates(viewer=viewer, now=now)] == [number]
    trade = queries.certificate(number, viewer=cast.secretariat, now=now)
    assert trade is not None
    assert not trade.named
    assert (trade.facts.exporter.name, trade.facts.importer.address, trade.cose, trade.vc_jwt) == ("", "", b"", "")
    assert trade.row.credential_id == trade.facts.credential_id == ""
    for stranger in (cast.observer, cast.customs_ae, cast.officer_lr, cast.miner):
        assert queries.certificate(number, viewer=stranger, now=now) is None
        assert queries.certificates(viewer=stranger, now=now) == ()


def test_pages_follow_each_other(desk: Desk) -> None:
    numbers = [desk.issue() for _ in range(5)][::-1]
    told = {"viewer": desk.cast.officer, "now": desk.cast.now, "limit": 2}
    first = queries.certificates(**told)
    second = queries.certificates(after=first[-1].number, **told)
    third = queries.certificates(after=second[-1].number, **told)
    assert [row.number for page in (first, second, third) for row in page] == numbers


def test_a_foreign_certificate_is_confirmed_and_then_drawn_down(desk: Desk) -> None:
    today = desk.cast.now.date()
    party = {"name": "Okavango Rough", "address": "Gaborone", "country": "BW"}
    paper = {
        "authority": "Ministry of Minerals",
        "issued_on": today - dt.timedelta(days=9),
        "valid_until": today + dt.timedelta(days=50),
        "exporter": party,
        "importer": party | {"name": "Scheldt Rough NV", "country": "BE"},
        "destination": "BE",
        "parcels": [
            {"hs": UNSORTED, "weight_cct": 5000, "value_usd_cents": 900_000, "origin": "MIXED",
             "origins": {"BW": 30_000, "NA": 20_000}}
        ],
    }  # fmt: skip
    (lot,) = desk.confirm("BW0001234", paper=paper, importer=IMPORTER_EU)["lots"].values()
    assert desk.balance(lot) == 50_000
    _let_export(desk)
    file = desk.submit(
        by=desk.cast.importer_eu,
        authority="eu-antwerp",
        kind="re-export",
        exporter=IMPORTER_EU,
        importer={"name": "Gulf Rough", "address": "Dubai", "country": "AE"},
        parcels=[desk.parcel(lot, 12_340)],
        sources=["BW0001234"],
    )
    number = desk.issue(file)
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    assert (found.facts.sources, found.facts.origin) == (("BW0001234",), "MIXED")
    assert found.facts.parcels[0].origins == ("BW", "NA")
    assert desk.balance(lot) == 50_000 - 12_340
    assert problems(desk) == []


def _let_export(desk: Desk) -> None:
    """A hub's trader needs an export licence beside the importer's."""
    today = desk.cast.now.date()
    desk.act(
        mining.grant_licence,
        by=desk.cast.officer_eu,
        operator=IMPORTER_EU,
        number="EU-EXL-0001",
        kind="export-licence",
        valid_from=today,
        valid_until=today + dt.timedelta(days=300),
    )


def test_what_is_issued_verifies_without_a_network(desk: Desk, tmp_path: Path) -> None:
    number = desk.issue()
    out = tmp_path / "out"
    with pytest.raises(Refusal, match="being_sealed"):
        bundle.export(number, out, viewer=SYSTEM, now=desk.cast.now)
    seal_log(desk.cast.now)
    written = bundle.export(number, out, viewer=SYSTEM, now=desk.cast.now)
    endings = {"qr.txt", "png", "pdf", "vc.jwt", "tlog-proof"}
    assert {path.name for path in written} == {f"{number}.{ending}" for ending in endings}
    trust = read_trust_list(trust_export.build(desk.cast.now))
    for ending in ("qr.txt", "png", "pdf", "vc.jwt"):
        verdict = verify((out / f"{number}.{ending}").read_bytes(), trust=trust, now=desk.cast.now)
        assert verdict.verdict == "valid", (ending, verdict.reasons)
        assert verdict.specimen
    desk.act(actions.void, by=desk.cast.officer, number=number, reason="Error")
    status_lists.renew(by=SYSTEM, now=desk.cast.now + dt.timedelta(minutes=5))
    later = read_trust_list(trust_export.build(desk.cast.now))
    verdict = verify((out / f"{number}.qr.txt").read_bytes(), trust=later, now=desk.cast.now)
    assert (verdict.verdict, verdict.authentic) == ("not valid", True)
    assert "verify.status_void" in verdict.codes


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE certificates_certificate SET weight_cct = weight_cct + 1",
        "UPDATE certificates_certificate SET state = 'void', cose = cose || cose",
        "DELETE FROM certificates_certificate",
        "UPDATE certificates_certificateact SET after = 'void'",
        "DELETE FROM certificates_blankfate",
        "UPDATE certificates_blankallocation SET next = next - 1",
        "UPDATE shipments_shipment SET importer_name = 'x', state = 'closed'",
        "UPDATE shipments_valuation SET at = at, seat = 'exporter'",
        "DELETE FROM shipments_seal",
        "DELETE FROM certificates_certificateparcel",
    ],
)
def test_the_database_itself_refuses(desk: Desk, sql: str) -> None:
    desk.issue()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def _without_triggers(sql: str, *told: object) -> None:
    """What someone does who can do anything to the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql, told)
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql, told)
        for _, text in triggers:
            cursor.execute(text)


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE certificates_certificate SET weight_cct = weight_cct + 1", "certificates.copy_differs"),
        ("UPDATE certificates_certificate SET destination = 'AE'", "certificates.copy_differs"),
        ("UPDATE certificates_certificate SET state = 'confirmed'", "certificates.state_without_life"),
        ("UPDATE certificates_certificate SET vc_jwt = vc_jwt || 'A'", "certificates.envelope_unreadable"),
        ("UPDATE certificates_certificateact SET record = '{}' WHERE act = 'void'", "certificates.leaf_differs"),
        ("UPDATE certificates_certificateact SET after = 'lost' WHERE act = 'void'", "certificates.life_unlawful"),
        ("UPDATE certificates_certificateparcel SET lot = 'L-SL-000001'", "certificates.carats_differ"),
        (
            "UPDATE certificates_blankallocation SET next = next - 2 WHERE authority = 'sl-nma'",
            "certificates.form_outside_stock",
        ),
        ("DELETE FROM certificates_blankfate", "certificates.form_not_used"),
        (
            "UPDATE transparency_leaf SET data = (SELECT cose FROM certificates_certificate LIMIT 1)",
            "certificates.leaf_differs",
        ),
    ],
)
def test_the_audit_says_what_was_changed(desk: Desk, sql: str, code: str) -> None:
    number = desk.issue()
    desk.issue()
    desk.act(actions.void, by=desk.cast.officer, number=number, reason="Error")
    assert codes(desk) == set()
    _without_triggers(sql)
    assert code in codes(desk)


def test_a_byte_of_an_envelope_or_a_forged_one_is_found(desk: Desk) -> None:
    number = desk.issue()
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    broken = bytearray(found.cose)
    broken[-1] ^= 1
    _without_triggers("UPDATE certificates_certificate SET cose = %s", bytes(broken))
    assert codes(desk) == {"certificates.envelope_signature"}


def test_a_byte_of_the_published_trust_list_is_found(desk: Desk, home: Path) -> None:
    desk.issue()
    trust_export.write(home / trust_export.TRUST_PATH, now=desk.cast.now)
    assert codes(desk) == set()
    data = bytearray((home / trust_export.TRUST_PATH).read_bytes())
    data[len(data) // 2] ^= 1
    (home / trust_export.TRUST_PATH).write_bytes(data)
    assert codes(desk) == {"certificates.trust_damaged"}


def test_bulk_rows_pass_the_same_audit(desk: Desk) -> None:
    model = queries.certificate(desk.issue(), viewer=SYSTEM, now=desk.cast.now)
    assert model is not None
    signer = signing.signer_for(issuer=model.facts.issuer, purpose="certificate", on=desk.cast.now)
    papers = bulk.Papers(event_id=_last_event(), person_id=1)
    lots = []
    for _ in range(3):
        taken = papers.take(AUTHORITY)
        facts = dataclasses.replace(
            model.facts,
            number=taken.number,
            status_index=taken.status_index,
            credential_id=secrets.token_urlsafe(16),
            salt=secrets.token_bytes(16),
        )
        form, lot = bulk.sealed(facts, signer), _transit(desk, taken.number)
        papers.issue(form, authority=AUTHORITY, exporter=EXPORTER, lots=[lot])
        lots.append(taken.number)
    papers.advance(lots[0], "void", at=desk.cast.now, leaf_kind="void", reason="Error")
    papers.advance(lots[1], "depart", at=desk.cast.now)
    assert papers.write(now=desk.cast.now) == 3
    papers.advance(lots[1], "confirm_by_slip", at=desk.cast.now, leaf_kind="confirmed", number_of_parcels=1)
    assert papers.write(now=desk.cast.now) == 0
    assert desk.issue() == "SL004305"
    found = queries.certificate(lots[1], viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    assert found.row.state == "confirmed"
    assert read_cose(found.cose).facts == read_vc(found.vc_jwt).facts
    assert codes(desk) == set()


def _last_event() -> int:
    return int(Event.objects.order_by("-pk").values_list("pk", flat=True)[0])


def _transit(desk: Desk, number: str) -> str:
    """A transit lot of 3.20 carats in that certificate's name, by the ledger's own bulk rows."""
    parsed = parse_ref(desk.land.exporters_lot(3200))
    assert parsed is not None
    book = Book()
    (made,) = book.post(
        kind=MovementKind.EXPORT,
        on=desk.cast.now.date(),
        at=desk.cast.now,
        participant="SL",
        event_id=_last_event(),
        new=[NewLot("SL", HolderKind.TRANSIT, number, UNSORTED)],
        moves=[Move(parsed[1], 0, 3200)],
        certificate=number,
    )
    book.write()
    return ref("SL", made)
