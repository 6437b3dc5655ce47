"""Export files: apply, value, pay, seal, approve, issue, depart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from openkp.parties.tokens import TokenScope
from openkp.shipments import actions, queries
from openkp.shipments.queries import ShipmentDetail, ShipmentRow

from ..tokens import Caller
from .operations import Link, Room
from .shapes import (
    Body,
    Cct,
    CctOut,
    Cents,
    CentsOut,
    Code,
    Day,
    Draw,
    Hs,
    Line60,
    Line80,
    Line120,
    Line200,
    Line400,
    MaybeDigest,
    MaybeName,
    MctOut,
    Moment,
    Name,
    Reason,
    Row,
    Text,
    Whole,
    Word,
    Yes,
)

room = Room("shipments")
EXPORT = TokenScope.EXPORT
GONE = {"shipments.unknown"}


class ImporterIn(Body):
    name: Line200
    address: Line400
    country: Code
    operator: MaybeName = ""
    licence: Line60 = ""


class ParcelIn(Body):
    reference: Line80
    hs: Hs
    weight_cct: Cct = Field(alias="carats")
    value_usd_cents: Cents = Field(alias="value_usd")
    draws: list[Draw] = Field(max_length=1000)
    stones: Whole | None = None

    def facts(self) -> dict[str, Any]:
        told = super().facts()
        return {name: value for name, value in told.items() if name != "stones" or value is not None}


class ShipmentIn(Body):
    authority: Name
    kind: Word
    exporter: MaybeName = ""
    importer: ImporterIn
    parcels: list[ParcelIn] = Field(max_length=100)
    declared: Yes
    sources: list[Name] = Field([], max_length=300)
    relates_to: Annotated[MaybeName, Field(max_length=14)] = ""
    purpose: Line200 = ""
    consents: list[Line200] = Field(["", ""], min_length=2, max_length=2)
    route: list[Code] = Field([], max_length=20)


class SheetIn(Body):
    seat: Word
    values: dict[Line80, Cents] = Field(max_length=100)
    special: list[Line80] = Field([], max_length=100)


class LevyIn(Body):
    levy: Name
    bank_reference: Line80


class Container(Body):
    container: Line60
    seal: Line60

    def facts(self) -> Any:
        return [self.container, self.seal]


class DepartureIn(Body):
    expected_on: Day | None = None
    carrier: Line120 = ""
    waybill: Line60 = ""


class SlipIn(Body):
    received_on: Day
    importer: Line200
    weight_cct: Cct = Field(alias="carats")
    number_of_parcels: Whole
    signed_by: Line200
    document: MaybeDigest = ""
    note: Text = ""


class SealIn(Body):
    weights: dict[Line80, Cct] = Field(alias="carats", max_length=100)
    seals: list[Container] = Field(max_length=100)


class Shipment(Row):
    reference: str = Field(serialization_alias="shipment")
    participant: str
    authority: str
    kind: str
    state: str
    exporter: str
    exporter_name: str
    importer: str
    importer_name: str
    destination: str
    parcels: int
    weight_cct: CctOut = Field(serialization_alias="carats")
    submitted_at: Moment
    certificate: str
    ended: str


class Parcel(Row):
    reference: str
    hs: str
    weight_cct: CctOut = Field(serialization_alias="carats")
    declared_usd_cents: CentsOut = Field(serialization_alias="declared_usd")
    value_usd_cents: CentsOut | None = Field(serialization_alias="value_usd")
    stones: int | None
    origins: dict[str, MctOut]
    draws: list[tuple[str, MctOut]]


class Sheet(Row):
    seat: str
    person_id: int = Field(serialization_alias="person")
    at: Moment
    total_usd_cents: CentsOut | None = Field(serialization_alias="total_usd")
    wins: bool


class Levy(Row):
    code: str
    base_usd_cents: CentsOut = Field(serialization_alias="base_usd")
    rate_ppm: int
    amount_usd_cents: CentsOut = Field(serialization_alias="amount_usd")
    basis: str
    paid_at: Moment | None
    paid_ref: str


class Step(Row):
    act: str
    before: str
    after: str
    at: Moment
    person_id: int = Field(serialization_alias="person")
    note: str


class ShipmentFile(Row):
    """The whole file. `acts` are the steps that may come next, `seats` the places on the panel of valuers."""

    row: Shipment = Field(serialization_alias="shipment")
    importer_address: str
    importer_country: str
    importer_licence: str
    sources: tuple[str, ...]
    relates_to: str
    purpose: str
    consents: tuple[str, ...]
    route: tuple[str, ...]
    zones: tuple[str, ...]
    parcels: tuple[Parcel, ...]
    seats: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    levies: tuple[Levy, ...]
    seals: tuple[tuple[str, str], ...]
    life: tuple[Step, ...]
    acts: tuple[str, ...]


_FILE = {"shipment": "$response.body#/data/shipment"}
_READ = Link("getShipment", _FILE)
_STATE = {"shipment": str, "state": str}


def _next(*acts: str) -> dict[str, Link]:
    return {"shipment": _READ, **{act: Link(act, _FILE) for act in acts}}


room.act(
    "submitShipment", "/shipments", actions.submit, ShipmentIn,
    scope=EXPORT, answers=_STATE, creates=True,
    links=_next(
        "valueShipment", "payLevy", "sealShipment", "approveShipment", "issueCertificate", "withdrawShipment",
        "refuseShipment",
    ),
)  # fmt: skip
room.act(
    "valueShipment", "/shipments/{shipment}/value", actions.value, SheetIn,
    scope=EXPORT, answers=_STATE, missing=GONE, links=_next("payLevy", "sealShipment"),
)  # fmt: skip
room.act(
    "payLevy", "/shipments/{shipment}/levies", actions.pay_levy, LevyIn,
    scope=EXPORT, answers={**_STATE, "levy": str}, missing=GONE, links=_next("sealShipment"),
)  # fmt: skip
room.act(
    "sealShipment", "/shipments/{shipment}/seal", actions.seal, SealIn,
    scope=EXPORT, answers=_STATE, missing=GONE, links=_next("approveShipment"),
)  # fmt: skip
room.act(
    "approveShipment", "/shipments/{shipment}/approve", actions.approve,
    scope=EXPORT, answers=_STATE, missing=GONE, links=_next("issueCertificate"),
)  # fmt: skip
room.act(
    "issueCertificate", "/shipments/{shipment}/issue", actions.issue,
    scope=EXPORT, answers={**_STATE, "certificate": str, "credential": str}, creates=True, missing=GONE,
    links={
        **_next("departShipment"),
        "certificate": Link("getCertificate", {"number": "$response.body#/data/certificate"}),
        "credential": Link("getCredential", {"credential_id": "$response.body#/data/credential"}),
    },
)  # fmt: skip
room.act(
    "departShipment", "/shipments/{shipment}/depart", actions.depart, DepartureIn,
    scope=EXPORT, answers={**_STATE, "certificate": str, "expected_on": str}, missing=GONE, links=_next(),
)  # fmt: skip
room.act(
    "recordSlip", "/certificates/{certificate}/slip", actions.record_slip, SlipIn,
    scope=EXPORT, answers={**_STATE, "certificate": str}, missing={"shipments.unknown_certificate"}, links=_next(),
)  # fmt: skip
room.act(
    "withdrawShipment", "/shipments/{shipment}/withdraw", actions.withdraw, Reason,
    scope=EXPORT, answers=_STATE, missing=GONE, links=_next(),
)  # fmt: skip
room.act(
    "refuseShipment", "/shipments/{shipment}/refuse", actions.refuse, Reason,
    scope=EXPORT, answers=_STATE, missing=GONE, links=_next(),
)  # fmt: skip


@room.listing("listShipments", "/shipments", Shipment, key=lambda row: row.reference)
def shipments(
    caller: Caller, *, after: str, limit: int, state: MaybeName = "", participant: MaybeName = ""
) -> Sequence[ShipmentRow]:
    """Export files that concern the caller, newest first. The importing side sees those that are issued."""
    return queries.shipments(viewer=caller.actor, state=state, participant=participant, after=after, limit=limit)


@room.detail(
    "getShipment", "/shipments/{shipment}", ShipmentFile,
    links={act: Link(act, {"shipment": "$response.body#/shipment/shipment"}) for act in (
        "valueShipment", "payLevy", "sealShipment", "approveShipment", "issueCertificate", "departShipment",
    )},
)  # fmt: skip
def shipment(caller: Caller, *, shipment: str) -> ShipmentDetail | None:
    """The whole of one file: parcels, sheets, levies, seals, its life, and what may be done next."""
    return queries.shipment(shipment, viewer=caller.actor)
