"""The desk of the exporting authority in the tests: keys, blank forms, and a file brought as far as a test needs it.

desk = open_desk(lay_out(raise_cast()))
file = desk.submit(lot, 3200)        # 3.20 carats of the exporter's lot, for Scheldt Rough in Antwerp
number = desk.issue(file)            # valued, paid, sealed, approved, issued
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.cast import AUTHORITY, AUTHORITY_AE, AUTHORITY_EU, EXPORTER, IMPORTER_EU, Cast
from tests.land import UNSORTED, Land

from openkp.certificates import actions as certificates
from openkp.certificates import queries as certificate_queries
from openkp.certificates import status_lists
from openkp.core.roles import Actor
from openkp.ledger import queries as lots
from openkp.parties import queries as parties
from openkp.shipments import actions as shipments
from openkp.shipments import queries as files
from openkp.signing import actions as signing
from openkp.signing import queries as signing_queries
from openkp.transparency import addresses, integrator
from openkp.transparency import queries as log

SYSTEM = Actor.system()
URL = "http://localhost:8000"
SCHELDT = {
    "name": "Scheldt Rough NV",
    "address": "Hoveniersstraat 22, Antwerp",
    "country": "BE",
    "operator": IMPORTER_EU,
    "licence": "EU-IML-0001",
}
VALUES = {"state": 64_854_000, "independent": 65_992_548, "exporter": 60_170_100}


@dataclass(frozen=True, slots=True)
class Desk:
    land: Land

    @property
    def cast(self) -> Cast:
        return self.land.cast

    def act(self, action: Any, **told: Any) -> dict[str, Any]:
        told = {"now": self.cast.now, "request_id": self.cast.ask(), **told}
        return dict(action(**told).data)

    def parcel(self, lot: str, mct: int, reference: str = "P-1", **changed: Any) -> dict[str, Any]:
        told = {
            "reference": reference,
            "hs": UNSORTED,
            "weight_cct": mct // 10,
            "value_usd_cents": 60_000_000,
            "draws": [[lot, mct]],
        }
        return told | changed

    def submit(self, lot: str = "", mct: int = 3200, **changed: Any) -> str:
        """Apply as the exporter; answers the file's reference."""
        lot = lot or ("" if "parcels" in changed else self.land.exporters_lot(mct))
        told: dict[str, Any] = {
            "by": self.cast.exporter,
            "authority": AUTHORITY,
            "kind": "export",
            "exporter": EXPORTER,
            "importer": SCHELDT,
            "parcels": [self.parcel(lot, mct)] if lot else [],
            "declared": True,
        }
        return str(self.act(shipments.submit, **(told | changed))["shipment"])

    def value(self, file: str, values: dict[str, int] | None = None, **told: Any) -> None:
        """Three sheets, each the same for every parcel."""
        shown = self.file(file)
        people = {
            "state": self.cast.valuer,
            "independent": self.cast.independent_valuer,
            "exporter": self.cast.exporter,
        }
        for seat in shown.seats:
            cents = (values or VALUES)[seat]
            sheet = {parcel.reference: cents for parcel in shown.parcels}
            by = self.cast.officer_eu if shown.row.participant == "EU" else people[seat]
            self.act(shipments.value, by=by, shipment=file, seat=seat, values=sheet, **told)

    def pay(self, file: str) -> None:
        for levy in self.file(file).levies:
            self.act(
                shipments.pay_levy,
                by=self.cast.officer,
                shipment=file,
                levy=levy.code,
                bank_reference=f"BSL-{levy.code}",
            )

    def seal(self, file: str, **changed: Any) -> None:
        shown = self.file(file)
        weights = {parcel.reference: parcel.weight_cct for parcel in shown.parcels}
        by = self.cast.officer_eu if shown.row.participant == "EU" else self.cast.officer
        seals = [["C-1", f"SEAL-{file}"]]
        self.act(shipments.seal, **({"by": by, "shipment": file, "weights": weights, "seals": seals} | changed))

    def approve(self, file: str) -> None:
        """All that comes before the moment of issue."""
        self.value(file)
        self.pay(file)
        self.seal(file)
        by = self.cast.approver_eu if self.file(file).row.participant == "EU" else self.cast.approver
        self.act(shipments.approve, by=by, shipment=file)

    def issue(self, file: str = "", **told: Any) -> str:
        """A certificate; of a new file if none is named."""
        file = file or self.submit()
        if self.file(file).row.state == "submitted":
            self.approve(file)
        by = self.cast.officer_eu if self.file(file).row.participant == "EU" else self.cast.officer
        return str(self.act(shipments.issue, **({"by": by, "shipment": file} | told))["certificate"])

    def depart(self, number: str) -> str:
        file = self.of(number).row.reference
        self.act(shipments.depart, by=self.cast.officer, shipment=file)
        return number

    def present(self, number: str, **changed: Any) -> dict[str, Any]:
        """To the customs of Antwerp."""
        told = {"by": self.cast.customs_eu, "participant": "EU", "authority": AUTHORITY_EU, "number": number}
        return self.act(shipments.present, **(told | changed))

    def inspect(self, file: str, weights: dict[str, int] | None = None, **changed: Any) -> dict[str, Any]:
        """Opened and weighed: as stated, unless `weights` says otherwise."""
        found = files.import_file(file, viewer=SYSTEM)
        assert found is not None
        weights = {parcel.reference: parcel.weight_cct for parcel in found.parcels} if weights is None else weights
        told: dict[str, Any] = {
            "by": self.cast.customs_eu,
            "file": file,
            "found": {reference: {"weight_cct": weight} for reference, weight in weights.items()},
            "number_of_parcels": len(found.parcels),
            "seals_intact": True,
        }
        return self.act(shipments.inspect, **(told | changed))

    def confirm(self, number: str, weights: dict[str, int] | None = None, **changed: Any) -> dict[str, Any]:
        """Presented, weighed and confirmed by the customs of Antwerp."""
        shown = {name: changed.pop(name) for name in ("paper", "importer") if name in changed}
        file = str(self.present(number, **shown)["file"])
        seen = {name: changed.pop(name) for name in ("number_of_parcels", "seals_intact") if name in changed}
        self.inspect(file, weights, **seen)
        return self.act(shipments.confirm, **({"by": self.cast.customs_eu, "file": file} | changed))

    def settle(self, file: str, outcome: str, explanation: str = "Dust left in the paper") -> dict[str, Any]:
        told = {"by": self.cast.customs_eu, "file": file, "outcome": outcome, "explanation": explanation}
        return self.act(shipments.settle_discrepancy, **told)

    def state(self, number: str) -> str:
        return certificate_queries.stored_states([number])[number]

    def file(self, reference: str) -> files.ShipmentDetail:
        found = files.shipment(reference, viewer=SYSTEM)
        assert found is not None
        return found

    def of(self, number: str) -> files.ShipmentDetail:
        found = files.of_certificate(number, viewer=SYSTEM)
        assert found is not None
        return found

    def balance(self, lot: str) -> int:
        found = lots.lot(lot, viewer=SYSTEM)
        assert found is not None
        return found.balance_mct

    def held_by(self, operator: str) -> int:
        return sum(row.balance_mct for row in lots.lots(viewer=SYSTEM, holder=operator, limit=500))


def seal_log(now: dt.datetime) -> None:
    """What the worker does when its bell rings: status lists that changed, then the log."""
    status_lists.renew(by=SYSTEM, now=now)
    signer = signing_queries.signer_for(issuer=addresses.log_issuer(URL), purpose="log", on=now)
    integrator.integrate(
        now=now,
        sign=signer.sign,
        public_key=signer.public_key,
        origin=addresses.log_origin(URL),
        log_dir=log.log_dir(),
        anchor_path=log.anchor_path(),
    )


def make_keys(cast: Cast, *authorities: str, now: dt.datetime | None = None) -> None:
    """Keys of the house and of these authorities, with what signs their files; they hold from ten years before."""
    now = now or cast.now
    since = now - dt.timedelta(days=3650)
    house = addresses.log_issuer(URL)
    wanted = [(house, purpose) for purpose in ("log", "trust")]
    purposes = ("certificate", "status", "confirmation")
    wanted += [(parties.issuer(slug), purpose) for slug in authorities for purpose in purposes]
    for issuer, purpose in wanted:
        signing.create_key(by=SYSTEM, now=now, request_id=cast.ask(), issuer=issuer, purpose=purpose, valid_from=since)
    until = now + dt.timedelta(days=3650)
    signing.create_authority(by=SYSTEM, now=now, request_id=cast.ask(), name="Tests", valid_until=until)
    for slug in authorities:
        signing.create_document_signer(
            by=SYSTEM,
            now=now,
            request_id=cast.ask(),
            issuer=parties.issuer(slug),
            organisation=slug,
            country=slug[:2].upper(),
            valid_until=until,
        )


def open_desk(land: Land, *, forms: int = 100) -> Desk:
    """Keys, and blank forms in the hands of the two authorities."""
    cast = land.cast
    make_keys(cast, AUTHORITY, AUTHORITY_EU, AUTHORITY_AE)
    for participant, slug, by in (("SL", AUTHORITY, cast.officer), ("EU", AUTHORITY_EU, cast.officer_eu)):
        received = certificates.receive_blanks(
            by=by,
            now=cast.now,
            request_id=cast.ask(),
            participant=participant,
            first=4301,
            last=4300 + forms,
            source="Delivery note 17",
        )
        certificates.allocate_blanks(
            by=by,
            now=cast.now,
            request_id=cast.ask(),
            range_id=received.data["range"],
            authority=slug,
            count=forms,
        )
    return Desk(land)
