"""The facts of one certificate: one set, which each form (COSE, VC, QR, PDF) carries whole. KPCS Annex I A.

`to_dict` is the canonical form: RFC 8785 JSON of it is hashed into the log's leaf. Decimals are text, times are
``YYYY-MM-DDTHH:MM:SSZ``, absent optional fields are left out, never null.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .units import carats_from_cct, dollars_from_cents

STATEMENT = (
    "The rough diamonds in this shipment have been handled in accordance with the provisions of the "
    "Kimberley Process Certification Scheme for rough diamonds"
)  # the prescribed sentence, KPCS Annex I A
FACTS_VERSION = 1
MIXED = "MIXED"
HS_CODES = ("7102.10", "7102.21", "7102.31")  # KPCS Section I; Harmonised System heading 7102
KINDS = ("export", "re-export", "transit", "technical")


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """Who sends or receives: name and address are mandatory (Annex I A); the licence is an addition of ours."""

    name: str
    address: str
    country: str  # ISO 3166-1 alpha-2
    licence: str = ""


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """One parcel. `weight_cct` is hundredths of a carat; `origin` is a country or MIXED, `origins` its countries."""

    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    origin: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """All that a certificate says. `valid_until` is the first instant at which it no longer holds (exclusive)."""

    number: str  # [A-Z]{2}[0-9]+
    kind: str  # of KINDS
    participant: str  # issuing participant, ISO 3166-1 alpha-2 or EU
    authority: str  # name of the issuing authority
    issuer: str  # did:web of the issuing authority
    issued_at: dt.datetime
    valid_until: dt.datetime
    exporter: PartyFacts
    importer: PartyFacts
    origin: str  # country of mining origin, or MIXED
    provenance: str
    destination: str
    parcels: tuple[ParcelFacts, ...]
    seals: tuple[str, ...]
    validated_by: str  # name of the validating signatory
    credential_id: str  # 22 characters of base64url: 128 bits nobody can guess
    status_list: str  # address of the Bitstring Status List credential
    status_index: int
    salt: bytes  # 16 bytes
    sources: tuple[str, ...] = ()  # numbers of the import certificates that a re-export draws down
    relates_to: str = ""  # number of the certificate that a technical certificate or a replacement refers to
    purpose: str = ""  # purpose of a transit or technical certificate
    specimen: bool = False
    version: int = field(default=FACTS_VERSION)

    @property
    def total_weight_cct(self) -> int:
        return sum(parcel.weight_cct for parcel in self.parcels)

    @property
    def total_value_usd_cents(self) -> int:
        return sum(parcel.value_usd_cents for parcel in self.parcels)

    def to_dict(self) -> dict[str, Any]:
        """The canonical form as plain JSON values."""
        out: dict[str, Any] = {
            "version": self.version,
            "number": self.number,
            "kind": self.kind,
            "participant": self.participant,
            "authority": self.authority,
            "issuer": self.issuer,
            "issued_at": instant(self.issued_at),
            "valid_until": instant(self.valid_until),
            "exporter": _party(self.exporter),
            "importer": _party(self.importer),
            "origin": self.origin,
            "provenance": self.provenance,
            "destination": self.destination,
            "parcels": [_parcel(parcel) for parcel in self.parcels],
            "number_of_parcels": len(self.parcels),
            "carats": carats_from_cct(self.total_weight_cct),
            "value_usd": dollars_from_cents(self.total_value_usd_cents),
            "seals": list(self.seals),
            "statement": STATEMENT,
            "validated_by": self.validated_by,
            "credential_id": self.credential_id,
            "status_list": self.status_list,
            "status_index": self.status_index,
            "salt": self.salt.hex(),
        }
        if self.sources:
            out["sources"] = list(self.sources)
        if self.relates_to:
            out["relates_to"] = self.relates_to
        if self.purpose:
            out["purpose"] = self.purpose
        if self.specimen:
            out["specimen"] = True
        return out

    def totals_by_hs(self) -> dict[str, tuple[int, int]]:
        """HS code -> (hundredths of a carat, US cents), in the order of HS_CODES."""
        out: dict[str, tuple[int, int]] = {}
        for code in HS_CODES:
            lines = [parcel for parcel in self.parcels if parcel.hs == code]
            if lines:
                out[code] = (sum(p.weight_cct for p in lines), sum(p.value_usd_cents for p in lines))
        return out


def instant(moment: dt.datetime) -> str:
    """``YYYY-MM-DDTHH:MM:SSZ``; an aware time in whole seconds."""
    assert moment.tzinfo is not None and moment.microsecond == 0, "an instant is aware, in whole seconds"
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _party(party: PartyFacts) -> Mapping[str, str]:
    out = {"name": party.name, "address": party.address, "country": party.country}
    if party.licence:
        out["licence"] = party.licence
    return out


def _parcel(parcel: ParcelFacts) -> Mapping[str, Any]:
    out: dict[str, Any] = {
        "reference": parcel.reference,
        "hs": parcel.hs,
        "carats": carats_from_cct(parcel.weight_cct),
        "value_usd": dollars_from_cents(parcel.value_usd_cents),
        "origin": parcel.origin,
    }
    if parcel.origins:
        out["origins"] = list(parcel.origins)
    return out
