"""One export file and its life, act by act, by the people of its country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openkp.core.roles import Actor
from openkp.demo.dice import Dice
from openkp.demo.hand import Hand
from openkp.demo.registers import AUTHORITY
from openkp.demo.season import Held
from openkp.demo.world import Company
from openkp.shipments import actions as shipments
from openkp.shipments import queries

MCT_PER_CCT = 10
SLIP_TRAVELS = 4  # days that a slip takes back by courier
CARRIERS = ("Harmattan Secure Couriers", "Gulf and Guinea Valuables", "Meridian Vault Logistics")  # invented


@dataclass(slots=True)
class Parcel:
    """What one parcel draws, and what it says of itself."""

    reference: str
    draws: list[Held]

    @property
    def weight_cct(self) -> int:
        return sum(held.mct for held in self.draws) // MCT_PER_CCT

    @property
    def value_cents(self) -> int:
        return sum(held.value_cents for held in self.draws)

    def applied(self) -> dict[str, Any]:
        return {
            "reference": self.reference,
            "hs": self.draws[0].hs,
            "weight_cct": self.weight_cct,
            "value_usd_cents": self.value_cents,
            "stones": sum(held.stones for held in self.draws),
            "draws": [[held.lot, held.mct] for held in self.draws],
        }


@dataclass(slots=True)
class File:
    """A file as its acts answered it. `exporter` is None for goods in the authority's own hands."""

    key: str
    participant: str
    exporter: Company | None
    importer: Company
    parcels: list[Parcel]
    reference: str = ""
    number: str = ""
    seal: str = ""
    levies_cents: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    days: dict[str, dt.date] = field(default_factory=dict)
    arrived: list[str] = field(default_factory=list)  # lots at the importer, or back in stock
    imports: dict[str, str] = field(default_factory=dict)  # participant -> the import file at its customs
    alarms: list[int] = field(default_factory=list)
    query: int = 0  # of customs to the issuer


class Office:
    """Does to files what offices do. `clock` gives the next free moment of a day."""

    def __init__(self, hand: Hand, clock: Callable[[dt.date], dt.datetime]) -> None:
        self.hand, self.clock = hand, clock

    def submit(self, file: File, day: dt.date, *, kind: str = "export", **more: Any) -> None:
        exporter, importer = file.exporter, file.importer
        answer = self._act(
            shipments.submit, file, day, "submit", by=exporter.number if exporter else f"{file.participant}.officer",
            authority=AUTHORITY[file.participant], kind=kind, exporter=exporter.number if exporter else "",
            importer={
                "name": importer.name, "address": importer.address, "country": importer.country,
                **({"operator": importer.number} if importer.participant in AUTHORITY else {}),
            },
            parcels=[parcel.applied() for parcel in file.parcels], declared=True, **more,
        )  # fmt: skip
        file.reference = answer["shipment"]

    def value(self, file: File, day: dt.date) -> None:
        """The panel of the country: each seat a little apart, in ignorance of the others."""
        dice = Dice(self.hand.seed, "values", file.key)
        for seat in self._detail(file).seats:
            by = self._valuer(file, seat)
            sheet = {p.reference: max(1, p.value_cents * dice.whole(960, 1045) // 1000) for p in file.parcels}
            self._act(
                shipments.value, file, day, f"value-{seat}", by=by, shipment=file.reference, seat=seat, values=sheet
            )
            file.values[seat] = sheet

    def levy(self, file: File, day: dt.date) -> None:
        officer = f"{file.participant}.officer"
        for due in self._detail(file).levies:
            file.levies_cents += due.amount_usd_cents
            self._act(
                shipments.pay_levy, file, day, f"levy-{due.code}", by=officer, shipment=file.reference, levy=due.code,
                bank_reference=f"BANK-{file.reference}-{due.code}",
            )  # fmt: skip

    def seal(self, file: File, day: dt.date) -> None:
        file.seal = (
            f"{file.participant}S{Dice(self.hand.seed, 'seal', file.key).whole(100_000, 999_999)}{len(file.key)}"
        )
        self._act(
            shipments.seal, file, day, "seal", by=f"{file.participant}.officer", shipment=file.reference,
            weights={parcel.reference: parcel.weight_cct for parcel in file.parcels},
            seals=[["1", file.seal]],
        )  # fmt: skip

    def approve(self, file: File, day: dt.date) -> None:
        self._act(shipments.approve, file, day, "approve", by=f"{file.participant}.approver", shipment=file.reference)

    def issue(self, file: File, day: dt.date) -> None:
        answer = self._act(
            shipments.issue, file, day, "issue", by=f"{file.participant}.officer", shipment=file.reference
        )
        file.number = answer["certificate"]

    def depart(self, file: File, day: dt.date, *, expected_days: int = 0) -> None:
        """It leaves, announced; `expected_days` until it is awaited, by the dated rule if it is not said."""
        dice = Dice(self.hand.seed, "waybill", file.key)
        more = {"expected_on": day + dt.timedelta(days=expected_days)} if expected_days else {}
        self._act(
            shipments.depart, file, day, "depart", by=f"{file.participant}.officer", shipment=file.reference,
            carrier=CARRIERS[dice.whole(0, len(CARRIERS) - 1)],
            waybill=f"999-{dice.whole(1000, 9999)} {dice.whole(1000, 9999)}", **more,
        )  # fmt: skip

    def record_slip(self, file: File, day: dt.date, *, signed_by: str) -> None:
        """The confirmation came back on paper from an authority outside."""
        self._act(
            shipments.record_slip, file, day, "slip", by=f"{file.participant}.officer", certificate=file.number,
            received_on=day - dt.timedelta(days=SLIP_TRAVELS), importer=file.importer.name, signed_by=signed_by,
            weight_cct=sum(parcel.weight_cct for parcel in file.parcels), number_of_parcels=len(file.parcels),
        )  # fmt: skip

    def on(self, certificate_action: Callable[..., Any], file: File, day: dt.date, *, by: str, **facts: Any) -> None:
        """An act on the certificate of a file."""
        what = certificate_action.__name__
        file.arrived = self._act(certificate_action, file, day, what, by=by, number=file.number, **facts)["lots"]

    def until_issue(self, file: File, day: dt.date) -> None:
        """Value and levy that day, seal, approve and issue."""
        for act in (self.value, self.levy, self.seal, self.approve, self.issue):
            act(file, day)

    @staticmethod
    def _detail(file: File) -> queries.ShipmentDetail:
        found = queries.shipment(file.reference, viewer=Actor.system())
        assert found is not None, "the file is there"
        return found

    def _valuer(self, file: File, seat: str) -> str:
        if seat == "exporter":
            assert file.exporter is not None, "an exporter values its own goods"
            return file.exporter.number
        if file.participant in ("EU", "AE", "IN"):
            return f"{file.participant}.officer"
        return f"{file.participant}.{'valuer' if seat == 'state' else 'independent-valuer'}"

    def _act(
        self, action: Callable[..., Any], file: File, day: dt.date, what: str, *, by: str, **facts: Any
    ) -> dict[str, Any]:
        file.days[what] = day
        return self.hand.act(action, by=by, now=self.clock(day), key=f"{file.key}-{what}", **facts)


def parcels(key: str, parts: Sequence[list[Held]]) -> list[Parcel]:
    """Parcels named after their file: ``A``, ``B``, ``C``."""
    return [Parcel(f"{key.upper()}-{chr(65 + order)}", held) for order, held in enumerate(parts)]
