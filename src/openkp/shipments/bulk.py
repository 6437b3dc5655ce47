"""Rows of large worlds: pre-alerts, import files with inspections, confirmations and discrepancies, by the thousand.

For generators and benchmarks, never for doors: nobody's role is asked and no event is written here; the caller names
the event that it wrote, and the leaves of the log that `certificates.bulk` appends. Differences, inspections and lives
are those of core. No clocks are set.

    desks = Desks(event_id=1)
    desks.announce(facts, sent_at=day, expected_on=later)
    found = desks.found(facts, missing_cct=2)
    goods = Arrival(facts, "ae-dmcc", "AE-SYN-001", at, found, desks.differences(facts, found), sha256)
    desks.arrive(goods, sealed(facts_of(goods, ...), signer), leaf=7, lot="")
    desks.write(leaf_ids)
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from openkp.core import confirmation as signed
from openkp.core.confirmation import ConfirmationFacts, ConfirmedParcel, Fate
from openkp.core.facts import CertificateFacts
from openkp.core.lifecycle import DISCREPANCY, IMPORT
from openkp.core.rules import arrival
from openkp.core.rules.arrival import IMPORT_PURPOSE, ISSUED_HERE, Difference, Found, Settlement, Stated, Weighed
from openkp.events.rows import insert
from openkp.signing.keys import Signer

from . import imports
from .models import Discrepancy, ImportFile

OPENED_AFTER, CONFIRMED_AFTER = dt.timedelta(minutes=20), dt.timedelta(minutes=40)
_PREALERT = (
    *("number", "issuer", "destination", "sent_at", "expected_on", "carrier", "waybill", "weight_cct"),
    *("value_usd_cents", "parcels", "exporter_name", "importer_name", "outside", "source", "person_id", "event_id"),
)
_FILE = (
    *("id", "participant", "authority", "number", "issuer", "source", "purpose", "state", "claims", "importer"),
    *("importer_name", "importer_address", "importer_country", "exporter_name", "exporter_address"),
    *("exporter_country", "issued_on", "valid_until", "presented_at", "recorded_at", "paper", "findings", "inspect"),
    *("draw_ppm", "person_id", "event_id"),
)
_PARCEL = ("file_id", "position", "reference", "hs", "weight_cct", "value_usd_cents", "origin", "origins")
_ACT = ("file_id", "act", "before", "after", "own_time", "at", "person_id", "event_id", "note")
_INSPECTION = (
    *("file_id", "at", "own_time", "person_id", "number_of_parcels", "seals_intact", "container_intact", "found"),
    *("photos", "differences", "note", "event_id"),
)
_CONFIRMATION = (
    *("file_id", "number", "received_on", "confirmed_at", "at", "weight_cct", "differences", "jwt", "leaf_id"),
    *("lots", "event_id"),
)
_DISCREPANCY = (
    *("file_id", "number", "exporter_side", "importer_side", "state", "differences", "opened_at", "outcome"),
    "explanation",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Goods of a certificate of this installation before customs. `authority` is the slug of the importing authority,
    `importer` the operator's number, `facts_sha256` the hash of what the certificate says; opened and confirmed within
    the hour after `at`."""

    facts: CertificateFacts
    authority: str
    importer: str
    at: dt.datetime
    found: Found
    differing: tuple[Difference, ...]
    facts_sha256: str

    @property
    def confirmed_at(self) -> dt.datetime:
        return self.at + CONFIRMED_AFTER

    @property
    def act(self) -> str:
        return "confirm_differing" if self.differing else "confirm"


@dataclass(frozen=True, slots=True)
class Signed:
    """A confirmation: its text, the hash of its facts and its entry for the log."""

    jwt: str
    sha256: str
    leaf: bytes


def facts_of(one: Arrival, *, confirmer: str, confirmed_by: str) -> ConfirmationFacts:
    """What the importing authority will sign of it."""
    known = one.facts
    return ConfirmationFacts(
        number=known.number,
        certificate_sha256=one.facts_sha256,
        issuer=known.issuer,
        issuing_participant=known.participant,
        confirmer=confirmer,
        participant=known.destination,
        exporter=known.exporter,
        importer=known.importer,
        received_on=one.at.date(),
        confirmed_at=one.confirmed_at,
        number_of_parcels=one.found.number_of_parcels,
        seals_intact=one.found.seals_intact,
        parcels=tuple(
            ConfirmedParcel(
                p.reference, p.hs, one.found.parcels[p.reference].weight_cct, p.value_usd_cents, Fate.ACCEPTED
            )
            for p in known.parcels
        ),
        differences=tuple(dict.fromkeys(difference.code for difference in one.differing)),
        confirmed_by=confirmed_by,
        salt=secrets.token_hex(16),
        specimen=known.specimen,
    )


def sealed(facts: ConfirmationFacts, signer: Signer) -> Signed:
    """Signed, without reading it back: `audit` does that. Pure, so it may run in another process."""
    jwt = signed.sign_confirmation(facts, kid=signer.kid, sign=signer.sign)
    return Signed(jwt, signed.confirmation_hash(facts).hex(), signed.confirmation_leaf(facts))


class Desks:
    """One writer at a time. `write` sends what was prepared since the last time, in one transaction."""

    def __init__(self, *, event_id: int, on: dt.date, person_id: int = 0) -> None:
        """Tolerances and shares are those of the day `on`."""
        self._event_id, self._person_id, self._on = event_id, person_id, on
        self._tolerances: dict[str, arrival.Tolerance] = {}
        self._shares: dict[str, int] = {}
        self._last = int(ImportFile.objects.aggregate(last=Max("pk"))["last"] or 0)
        self._files: dict[str, tuple[int, str]] = {}  # of certificates that differ: file, state
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._leaves: list[int] = []  # of the confirmations, places among those to be appended
        self._settled: list[tuple[int, str, dt.datetime, str, str]] = []

    # -- rules

    def found(self, facts: CertificateFacts, *, missing_cct: int = 0) -> Found:
        """What is found of the parcels: as stated, the first `missing_cct` lighter."""
        lines = {parcel.reference: Weighed(parcel.weight_cct) for parcel in facts.parcels}
        first = facts.parcels[0]
        lines[first.reference] = Weighed(first.weight_cct - missing_cct)
        return Found(lines, len(lines), True)

    def differences(self, facts: CertificateFacts, found: Found) -> tuple[Difference, ...]:
        receiver = facts.destination
        if receiver not in self._tolerances:
            self._tolerances[receiver] = imports.tolerance(receiver, self._on)
        stated = [Stated(p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origin) for p in facts.parcels]
        return arrival.differences(found, stated, self._tolerances[receiver])

    # -- what happens

    def announce(self, facts: CertificateFacts, *, sent_at: dt.datetime, expected_on: dt.date) -> None:
        """The pre-alert of a departure."""
        self._add(
            "shipments_prealert", facts.number, facts.participant, facts.destination, sent_at, expected_on, "", "",
            facts.total_weight_cct, facts.total_value_usd_cents, len(facts.parcels), facts.exporter.name,
            facts.importer.name, False, "", self._person_id, self._event_id,
        )  # fmt: skip

    def arrive(self, one: Arrival, document: Signed, *, leaf: int, lot: str) -> None:
        """Presented, opened if the share or chance says so, confirmed. `leaf` is the place of the confirmation's entry;
        `lot` the importer's, "" while a difference waits."""
        facts = one.facts
        self._last += 1
        key, number = self._last, facts.number
        draw = secrets.randbelow(arrival.WHOLE_PPM)
        opened = arrival.opened(share_ppm=self._share(facts.destination), draw_ppm=draw, suspect=bool(one.differing))
        told = json.dumps([difference.told() for difference in one.differing])
        state = str(IMPORT.initial)
        self._act(key, "present", "", state, one.at)
        if opened:
            seen = {reference: {"weight_cct": line.weight_cct} for reference, line in one.found.parcels.items()}
            state = self._step(key, "inspect", state, one.at + OPENED_AFTER)
            self._add(
                "shipments_inspection", key, one.at + OPENED_AFTER, one.at + OPENED_AFTER, self._person_id,
                one.found.number_of_parcels, one.found.seals_intact, one.found.container_intact, json.dumps(seen), "[]",
                told, "", self._event_id,
            )  # fmt: skip
        state = self._step(key, one.act, state, one.confirmed_at)
        self._file(key, one, state, opened=opened, draw=draw)
        self._add("shipments_presentednumber", number, key)
        lots = {facts.parcels[0].reference: lot} if lot else {}
        accepted = sum(line.weight_cct for line in one.found.parcels.values())
        self._add(
            "shipments_confirmation", key, number, one.at.date(), one.confirmed_at, one.confirmed_at, accepted, told,
            document.jwt, None, json.dumps(lots), self._event_id,
        )  # fmt: skip
        self._leaves.append(leaf)
        if one.differing:
            self._files[number] = (key, state)
            self._add(
                "shipments_discrepancy", key, number, facts.participant, facts.destination, DISCREPANCY.initial, told,
                one.confirmed_at, "", "",
            )  # fmt: skip

    def settle(self, number: str, *, at: dt.datetime, outcome: Settlement, explanation: str) -> None:
        """A difference ends."""
        key, state = self._files.pop(number)
        self._step(key, "resolve", state, at, note=explanation)
        closed = DISCREPANCY.advance(DISCREPANCY.initial, "close")
        self._settled.append((key, closed, at, str(outcome), explanation))

    def write(self, leaf_ids: Sequence[int]) -> int:
        """Write everything prepared; answers how many import files are new."""
        rows, self._rows = self._rows, {}
        with transaction.atomic():
            confirmations = [
                (*row[:8], leaf_ids[place], *row[9:])
                for row, place in zip(rows.get("shipments_confirmation", ()), self._leaves, strict=True)
            ]
            for table, columns in _TABLES.items():
                insert(table, columns, confirmations if columns is _CONFIRMATION else rows.get(table, ()))
            self._settle()
        self._leaves = []
        return len(rows.get("shipments_importfile", ()))

    def _settle(self) -> None:
        for key, closed, at, outcome, explanation in self._settled:
            Discrepancy.objects.filter(file_id=key).update(
                state=closed, outcome=outcome, closed_at=at, closed_by=self._person_id, explanation=explanation
            )
            ImportFile.objects.filter(pk=key).update(state=IMPORT.advance(_DISCREPANT, "resolve"))
        self._settled = []

    def _file(self, key: int, one: Arrival, state: str, *, opened: bool, draw: int) -> None:
        facts = one.facts
        paper = {
            "authority": facts.authority,
            "issuer": facts.issuer,
            "seals": list(facts.seals),
            "facts_sha256": one.facts_sha256,
        }
        last = (facts.valid_until - dt.timedelta(seconds=1)).date()
        self._add(
            "shipments_importfile", key, facts.destination, one.authority, facts.number, facts.participant, ISSUED_HERE,
            IMPORT_PURPOSE, state, True, one.importer, facts.importer.name, facts.importer.address,
            facts.importer.country, facts.exporter.name, facts.exporter.address, facts.exporter.country,
            facts.issued_at.date(), last, one.at, one.at, json.dumps(paper), "[]", opened, draw, self._person_id,
            self._event_id,
        )  # fmt: skip
        for position, parcel in enumerate(facts.parcels):
            origins = json.dumps({parcel.origin: parcel.weight_cct * 10})
            self._add(
                "shipments_importparcel", key, position, parcel.reference, parcel.hs, parcel.weight_cct,
                parcel.value_usd_cents, parcel.origin, origins,
            )  # fmt: skip

    def _step(self, key: int, act: str, state: str, at: dt.datetime, *, note: str = "") -> str:
        after = IMPORT.advance(state, act)
        self._act(key, act, state, after, at, note=note)
        return after

    def _act(self, key: int, act: str, before: str, after: str, at: dt.datetime, *, note: str = "") -> None:
        self._add(
            "shipments_importact", key, act, before, str(after), at, at, self._person_id, self._event_id, note
        )  # fmt: skip

    def _share(self, receiver: str) -> int:
        if receiver not in self._shares:
            self._shares[receiver] = int(imports.rule("inspection.share", receiver, self._on)["ppm"])
        return self._shares[receiver]

    def _add(self, table: str, *row: Any) -> None:
        self._rows.setdefault(table, []).append(row)


_DISCREPANT = IMPORT.advance(str(IMPORT.initial), "confirm_differing")
_TABLES = {
    "shipments_prealert": _PREALERT,
    "shipments_importfile": _FILE,
    "shipments_importparcel": _PARCEL,
    "shipments_presentednumber": ("number", "file_id"),
    "shipments_importact": _ACT,
    "shipments_inspection": _INSPECTION,
    "shipments_confirmation": _CONFIRMATION,
    "shipments_discrepancy": _DISCREPANCY,
}
