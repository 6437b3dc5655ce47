"""Whatever is done at the borders, by whomever and in whatever order: one lawful state, each carat in one place.

OPENKP_DEEP=1000 runs so many examples instead of the quick few.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import AUTHORITY, AUTHORITY_AE, AUTHORITY_EU, AUTHORITY_IN, IMPORTER_EU, NOW, raise_cast
from tests.desk import Desk, open_desk, seal_log
from tests.land import lay_out

from openkp.certificates import actions as papers
from openkp.certificates.models import Certificate
from openkp.check import walk
from openkp.core.lifecycle import CERTIFICATE, IMPORT
from openkp.core.refusal import Refusal, Refusals
from openkp.core.rules.arrival import Settlement
from openkp.events import clock
from openkp.events.models import Event
from openkp.ledger.models import Entry, Lot
from openkp.shipments import actions
from openkp.shipments.models import ImportFile, PresentedNumber

pytestmark = pytest.mark.django_db
DEEP = int(os.environ.get("OPENKP_DEEP", "0"))
OFFICES = {"EU": AUTHORITY_EU, "AE": AUTHORITY_AE, "SL": AUTHORITY, "IN": AUTHORITY_IN}
FOREIGN = "IN000123"
PAPER: dict[str, Any] = {
    "authority": "GJEPC",
    "issued_on": dt.date(2026, 11, 2),
    "valid_until": dt.date(2027, 2, 28),
    "exporter": {"name": "Surat Rough", "address": "Surat", "country": "IN"},
    "importer": {"name": "Scheldt Rough NV", "address": "Antwerp", "country": "BE"},
    "destination": "BE",
    "parcels": [
        {"reference": "1", "hs": "7102.31", "weight_cct": 1000, "value_usd_cents": 2_000_000, "origin": "MIXED",
         "origins": {"SL": 6000, "LR": 4000}},
        {"reference": "2", "hs": "7102.31", "weight_cct": 500, "value_usd_cents": 1_000_000, "origin": "IN"},
    ],
}  # fmt: skip
# What an act may be; the frequent ones several times: else most sequences end before they begin.
ACTS = (
    *("present", "present", *["present here"] * 4, *["inspect"] * 4, *["confirm"] * 4, "settle", "settle"),
    *("detain", "release", "release", "return_goods", "seize", "dismiss", "see_out", "depart", "write", "ask"),
    *("void", "replace", "return_unused", "report_lost", "report_stolen", "receive_back", "record_slip"),
    *("answer", "report_number", "tick"),
)
MOVES = st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 5), st.integers(0, 719))
# Only in these states may carats still be on the way in a certificate's name.
ON_THE_WAY = {
    *("issued", "exported", "presented", "detained", "discrepant", "lost", "stolen", "returned"),
}  # fmt: skip


@dataclasses.dataclass
class Border:
    """Three certificates of one installation and a paper of another, and all who may lay hands on them."""

    desk: Desk
    numbers: tuple[str, ...]
    now: dt.datetime = NOW
    files: list[str] = dataclasses.field(default_factory=list)
    queries: list[int] = dataclasses.field(default_factory=list)

    def act(self, action: Any, **told: Any) -> dict[str, Any]:
        return self.desk.act(action, now=self.now, **told)

    def try_one(self, name: str, which: int, file: int, knob: int) -> bool:
        """Whether it was done; a refusal leaves nothing behind, and nothing else may be raised."""
        self.now += dt.timedelta(days=18) if knob % 37 == 36 else dt.timedelta(minutes=7)
        before = Event.objects.count(), Entry.objects.count(), ImportFile.objects.count()
        try:
            MAKE[name](self, self.numbers[which % len(self.numbers)], self._file(file), knob)
        except (Refusal, Refusals):
            assert (Event.objects.count(), Entry.objects.count(), ImportFile.objects.count()) == before
            return False
        return True

    def _file(self, place: int) -> str:
        """The newest first."""
        return self.files[-1 - place % len(self.files)] if self.files else "I-EU-000001"

    def customs(self, participant: str, knob: int) -> Any:
        """Those of that participant; now and then those of another, or somebody else."""
        cast = self.desk.cast
        if knob % 11 == 10:
            return (cast.customs_ae, cast.customs_eu, cast.officer, cast.exporter, cast.chair)[knob % 5]
        return getattr(cast, f"customs_{participant.lower()}")

    def officer(self, knob: int) -> Any:
        cast = self.desk.cast
        return cast.officer_eu if knob % 13 == 12 else (cast.officer, cast.second_officer)[knob % 2]


def present(border: Border, number: str, _file: str, knob: int, *, participant: str = "") -> None:
    participant = participant or tuple(OFFICES)[knob % 4]
    told: dict[str, Any] = {"participant": participant, "authority": OFFICES[participant], "number": number}
    told |= {"purpose": "transit" if knob % 9 == 8 else "import", "by": border.customs(participant, knob)}
    if number == FOREIGN or knob % 10 == 9:
        told |= {"paper": PAPER, "importer": IMPORTER_EU if participant == "EU" else ""}
    if knob % 7 == 6:
        told |= {"presented_at": border.now - dt.timedelta(hours=knob % 60)}
    border.files.append(border.act(actions.present, **told)["file"])


def inspect(border: Border, _number: str, file: str, knob: int) -> None:
    row = _row(file)
    stated = list(row.parcels.order_by("position"))
    shift = (0, 0, -6, 13, -3)[knob % 5]
    found = {one.reference: {"weight_cct": max(one.weight_cct, 0)} for one in stated}
    hit = stated[knob % len(stated)].reference
    found[hit]["weight_cct"] += shift
    if knob % 12 == 11:
        del found[hit]
    elif knob % 8 == 7:
        found[hit] |= {"hs": "7102.39"}
    elif knob % 17 == 16:
        found[hit]["weight_cct"] = 0
    border.act(
        actions.inspect, by=border.customs(row.participant, knob), file=file, found=found,
        number_of_parcels=len(stated) + (knob % 19 == 18), seals_intact=knob % 6 != 5,
    )  # fmt: skip


def confirm(border: Border, _number: str, file: str, knob: int) -> None:
    row = _row(file) if knob % 4 == 3 else _newest("inspected", file)
    stated = [one.reference for one in row.parcels.order_by("position")]
    fates = {stated[knob % len(stated)]: ("returned", "seized")[knob % 2]} if knob % 3 == 2 else {}
    told: dict[str, Any] = {"file": _ref(row), "fates": fates, "reason": "Not of this mine" if fates else ""}
    border.act(actions.confirm, by=border.customs(row.participant, knob), **told)


def settle(border: Border, _number: str, file: str, knob: int) -> None:
    row = _newest("discrepant", file)
    told = {"outcome": str(list(Settlement)[knob % len(Settlement)]), "explanation": "Weighed again"}
    border.act(actions.settle_discrepancy, by=border.customs(row.participant, knob), file=_ref(row), **told)


def at_the_file(name: str, word: str) -> Callable[[Border, str, str, int], None]:
    def act(border: Border, _number: str, file: str, knob: int) -> None:
        row = _row(file)
        border.act(
            getattr(actions, name), by=border.customs(row.participant, knob), file=file, **{word: "For a reason"}
        )

    return act


def see_out(border: Border, _number: str, file: str, knob: int) -> None:
    row = _row(file)
    border.act(actions.see_out, by=border.customs(row.participant, knob), file=file, untouched=knob % 4 != 3)


def write(border: Border, _number: str, file: str, knob: int) -> None:
    row = _row(file)
    by = border.officer(knob) if knob % 2 else border.customs(row.participant, knob)
    border.act(actions.write_to_other_side, by=by, file=file, text="Weigh again")


def ask(border: Border, _number: str, file: str, knob: int) -> None:
    row = _row(file)
    told = border.act(actions.ask_issuer, by=border.customs(row.participant, knob), file=file, question="Yours?")
    border.queries.append(told["query"])


def answer(border: Border, _number: str, _file: str, knob: int) -> None:
    query = border.queries[-1] if border.queries else 1
    said = ("genuine", "not-genuine", "cannot-say")[knob % 3]
    border.act(actions.answer_query, by=border.officer(knob), query=query, answer=said, explanation="Looked up")


def depart(border: Border, number: str, _file: str, knob: int) -> None:
    by = border.desk.cast.exporter if knob % 3 else border.officer(knob)
    border.act(actions.depart, by=by, shipment=_shipment(border, number))


def issuers(name: str) -> Callable[[Border, str, str, int], None]:
    def act(border: Border, number: str, _file: str, knob: int) -> None:
        told = {"goods_safe": knob % 3 == 0} if name.startswith("report") else {}
        border.act(getattr(papers, name), by=border.officer(knob), number=number, reason="For a reason", **told)

    return act


def receive_back(border: Border, number: str, _file: str, knob: int) -> None:
    border.act(papers.receive_back, by=border.officer(knob), number=number)


def record_slip(border: Border, number: str, _file: str, knob: int) -> None:
    row = Certificate.objects.filter(number=number).first()
    told = {"weight_cct": (row.weight_cct if row else 320) - (knob % 5 == 4), "importer": "Far Rough"}
    told |= {"number_of_parcels": row.parcels.count() if row else 1, "signed_by": "P. Shah"}
    told |= {"received_on": border.now.date() - dt.timedelta(days=knob % 2)}
    border.act(actions.record_slip, by=border.officer(knob), certificate=number, **told)


def report_number(border: Border, number: str, _file: str, knob: int) -> None:
    number = ("SL004399", "SL990000", number, FOREIGN)[knob % 4]
    told = {"participant": "EU", "number": number, "note": "Offered by mail"}
    border.act(actions.report_number, by=border.customs("EU", knob), **told)


def tick(border: Border, _number: str, _file: str, _knob: int) -> None:
    clock.tick(border.now)


MAKE: dict[str, Callable[[Border, str, str, int], None]] = {
    "present": present,
    "present here": lambda border, number, file, knob: present(border, number, file, knob, participant="EU"),
    "inspect": inspect,
    "confirm": confirm,
    "settle": settle,
    "detain": at_the_file("detain", "reason"),
    "release": at_the_file("release", "remedy"),
    "return_goods": at_the_file("return_goods", "reason"),
    "seize": at_the_file("seize", "reason"),
    "dismiss": at_the_file("dismiss", "reason"),
    "see_out": see_out,
    "depart": depart,
    "write": write,
    "ask": ask,
    "answer": answer,
    **{name: issuers(name) for name in ("void", "replace", "return_unused", "report_lost", "report_stolen")},
    "receive_back": receive_back,
    "record_slip": record_slip,
    "report_number": report_number,
    "tick": tick,
}


def _row(file: str) -> ImportFile:
    found = ImportFile.objects.filter(pk=int(file[5:])).first()
    if found is None:
        raise Refusal("shipments.unknown_import", file=file)
    return found


def _newest(state: str, file: str) -> ImportFile:
    return ImportFile.objects.filter(state=state).order_by("-pk").first() or _row(file)


def _ref(row: ImportFile) -> str:
    return f"I-{row.participant}-{row.pk:06d}"


def _shipment(border: Border, number: str) -> str:
    return border.desk.of(number).row.reference if number != FOREIGN else "S-SL-999999"


@pytest.fixture
def ground() -> tuple[Desk, tuple[str, ...]]:
    desk = open_desk(lay_out(raise_cast()))
    lot = desk.land.exporters_lot(20_000)
    several = [desk.parcel(lot, 3000, f"P-{place}") for place in (1, 2, 3)]
    issued = [desk.issue(desk.submit(lot, 3200)), desk.issue(desk.submit(parcels=several))]
    issued.append(desk.issue(desk.submit(lot, 1500)))
    for number in issued[:2]:
        desk.depart(number)
    return desk, (*issued, FOREIGN)


@contextmanager
def fresh(ground: tuple[Desk, tuple[str, ...]]) -> Iterator[Border]:
    """The same ground for every example: what is done on it is taken back, and so is what was published."""
    before = transaction.savepoint()
    try:
        yield Border(*ground)
    finally:
        transaction.savepoint_rollback(before)
        for folder in ("log", "anchor"):
            shutil.rmtree(django_settings.OPENKP_HOME / folder, ignore_errors=True)


@settings(
    max_examples=DEEP or 20, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True,
    derandomize=not DEEP,
)  # fmt: skip
@given(moves=st.lists(MOVES, min_size=6, max_size=34))
def test_whatever_is_done_every_carat_is_in_one_place(
    ground: tuple[Desk, tuple[str, ...]], moves: list[tuple[str, int, int, int]]
) -> None:
    with fresh(ground) as border:
        done = [(name, place) for name, place, file, knob in moves if border.try_one(name, place, file, knob)]
        examine(border, done)


def examine(border: Border, done: object) -> None:
    """Nothing that the house promises of the border is broken."""
    seal_log(border.now)
    assert [f"{one.code} {one.where} {one.facts}" for one in walk.walk(now=border.now).problems] == [], done
    came = Entry.objects.filter(source_lot=None).aggregate(mct=Sum("mct"))["mct"]
    went = Entry.objects.filter(target_lot=None).aggregate(mct=Sum("mct"))["mct"] or 0
    assert came - went == Lot.objects.aggregate(mct=Sum("balance_mct"))["mct"], done
    received: Counter[str] = Counter()
    imported = Entry.objects.filter(movement__kind__startswith="import", target_lot__holder_kind="operator")
    for number, mct in imported.values_list("movement__certificate", "mct"):
        received[number] += mct
    certified = {FOREIGN: sum(one["weight_cct"] for one in PAPER["parcels"]) * 10}
    for row in Certificate.objects.all():
        certified[row.number] = row.weight_cct * 10
        assert row.state in CERTIFICATE.states, done
        waiting = Lot.objects.filter(holder_kind="transit", holder=row.number).aggregate(mct=Sum("balance_mct"))["mct"]
        assert not waiting or row.state in ON_THE_WAY, (row.number, row.state, waiting, done)
    for number, mct in received.items():
        assert mct <= certified[number], (number, mct, done)
    for file in ImportFile.objects.all():
        assert file.state in IMPORT.states, done
    claims = Counter(ImportFile.objects.filter(claims=True).values_list("number", flat=True))
    assert set(claims.values()) <= {1}, done
    assert set(PresentedNumber.objects.exclude(file_id=None).values_list("number", flat=True)) == set(claims), done
