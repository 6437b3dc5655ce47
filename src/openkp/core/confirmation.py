"""The import confirmation: what the importing authority found, in a document that it signs. KPCS Annex I A, II 21-24.

Section V of the core document asks to confirm receipt to the exporting authority with the certificate's number, the
number of parcels, the carat weight and the details of importer and exporter. Country of destination (`participant`),
value, HS codes, day of receipt and authentication are the importing part of Annex I A. The rest is ours.

The form is that of the certificate's credential: W3C VC 2.0 as ``vc+jwt``. It is stricter in one thing: the payload is
the RFC 8785 JSON of the document to the byte, so that one set of facts has one encoding. docs/formats/confirmation.md.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .credential.canonical import facts_hash, jcs, read_instant
from .credential.envelope import check_kid
from .credential.jws import from_base64url, read_compact, read_json, sign_compact
from .credential.shape import MAX_CCT, MAX_PARCELS, SALT_BYTES, is_issuer, is_text
from .facts import CertificateFacts, PartyFacts, instant
from .leaf import leaf_bytes
from .refusal import Refusal, refuse
from .units import MAX_CENTS, carats_from_cct, dollars_from_cents

CONFIRMATION_TYPE = "KimberleyProcessImportConfirmation"
SUBJECT_TYPE = "RoughDiamondImport"
W3C_CONTEXT = "https://www.w3.org/ns/credentials/v2"
CONTEXT_PATH = "/contexts/kp-import-confirmation/v1"
PURPOSE = "confirmation"  # of the keys that sign it, and nothing else
LEAF_KIND = "confirmed"
VERSION = 1
MAX_CONFIRMATION = 96 * 1024
MAX_FOUND = 10_000  # parcels counted
MAX_DIFFERENCES = 400
_FIRST_DAY, _LAST_DAY = dt.date(2003, 1, 1), dt.date(2999, 12, 31)  # the scheme began on 1 January 2003
_EARLIEST_ZONE = dt.timedelta(hours=14)  # where a day begins first; receipt is told in the authority's own days
_NUMBER = re.compile(r"[A-Z]{2}[0-9]{1,12}", re.ASCII)
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_HS = re.compile(r"[0-9]{4}\.[0-9]{2}", re.ASCII)  # as found: it may turn out to be no rough diamond
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SALT = re.compile(rf"[0-9a-f]{{{2 * SALT_BYTES}}}", re.ASCII)
_DIFFERENCE = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[a-z0-9_]{1,60})?", re.ASCII)
_HUNDREDTHS = re.compile(r"(0|[1-9][0-9]{0,15})\.[0-9]{2}", re.ASCII)
_MARK = f'"{CONFIRMATION_TYPE}"'.encode()


class Fate(StrEnum):
    """What became of a parcel at the importing authority."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    SEIZED = "seized"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ConfirmedParcel:
    """One parcel as found. `weight_cct` is hundredths of a carat, 0 when missing; the value None when not valued."""

    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int | None
    fate: Fate


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """All that a confirmation says. `participant` is the country of destination: whose authority received the goods."""

    number: str  # of the certificate
    certificate_sha256: str  # hexadecimal facts_hash of the credential met; "" for paper without one
    issuer: str  # did:web of the certificate's issuer; "" for foreign paper
    issuing_participant: str
    confirmer: str  # did:web of the importing authority
    participant: str
    exporter: PartyFacts
    importer: PartyFacts
    received_on: dt.date  # by the importing authority, in its own days
    confirmed_at: dt.datetime  # the device's time if offline
    number_of_parcels: int  # counted
    seals_intact: bool
    parcels: tuple[ConfirmedParcel, ...]
    differences: tuple[str, ...]  # codes
    confirmed_by: str  # name of the signatory of function "confirm"
    salt: str  # 32 hexadecimal digits
    specimen: bool = False

    @property
    def total_weight_cct(self) -> int:
        return sum(parcel.weight_cct for parcel in self.parcels)

    @property
    def total_value_usd_cents(self) -> int | None:
        """None while a parcel that is there was not valued."""
        if any(parcel.value_usd_cents is None and parcel.fate != Fate.MISSING for parcel in self.parcels):
            return None
        return sum(parcel.value_usd_cents or 0 for parcel in self.parcels)

    @property
    def accepted(self) -> bool:
        """Whether any parcel entered."""
        return any(parcel.fate == Fate.ACCEPTED for parcel in self.parcels)

    def to_dict(self) -> dict[str, Any]:
        """The canonical form as plain JSON values; absent optional members are left out, never null."""
        out: dict[str, Any] = {
            "version": VERSION,
            "number": self.number,
            "issuing_participant": self.issuing_participant,
            "confirmer": self.confirmer,
            "participant": self.participant,
            "exporter": _written_party(self.exporter),
            "importer": _written_party(self.importer),
            "received_on": self.received_on.isoformat(),
            "confirmed_at": instant(self.confirmed_at),
            "number_of_parcels": self.number_of_parcels,
            "carats": carats_from_cct(self.total_weight_cct),
            "seals_intact": self.seals_intact,
            "parcels": [_written_parcel(parcel) for parcel in self.parcels],
            "differences": list(self.differences),
            "confirmed_by": self.confirmed_by,
            "salt": self.salt,
        }
        if self.certificate_sha256:
            out["certificate_sha256"] = self.certificate_sha256
        if self.issuer:
            out["issuer"] = self.issuer
        if (value := self.total_value_usd_cents) is not None:
            out["value_usd"] = dollars_from_cents(value)
        if self.specimen:
            out["specimen"] = True
        return out


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that two documents do not share. `code` has a sentence in words; `facts` hold both figures."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def parcel(self) -> str:
        """The parcel's reference; "" for the whole shipment."""
        return str(self.facts.get("parcel", ""))


@dataclass(frozen=True, slots=True)
class SignedConfirmation:
    """Read strictly, and not yet believed. `signature` is 64 bytes of Ed25519 over `signed_bytes`."""

    facts: ConfirmationFacts
    kid: str
    signed_bytes: bytes
    signature: bytes


def check(facts: ConfirmationFacts) -> tuple[Refusal, ...]:
    """Every fault of form at once: ``confirmation.value`` with the `field`. Rules of trade are not asked here."""
    value = facts
    asked = (
        ("number", _is(_NUMBER, value.number)),
        # A credential names its issuer; paper alone may name none that has a did:web.
        ("certificate_sha256", _is(_SHA256, value.certificate_sha256) if value.certificate_sha256 != "" else True),
        ("issuer", is_issuer(value.issuer) or (value.issuer == "" == value.certificate_sha256)),
        ("issuing_participant", _is(_CODE, value.issuing_participant)),
        ("confirmer", is_issuer(value.confirmer)),
        ("participant", _is(_CODE, value.participant)),
        ("exporter", _is_party(value.exporter)),
        ("importer", _is_party(value.importer)),
        ("received_on", _is_day(value.received_on)),
        ("confirmed_at", _is_moment(value.confirmed_at)),
        ("number_of_parcels", _whole(value.number_of_parcels, MAX_FOUND)),
        ("seals_intact", type(value.seals_intact) is bool),
        ("parcels", type(value.parcels) is tuple and 1 <= len(value.parcels) <= MAX_PARCELS),
        ("differences", _are_differences(value.differences)),
        ("confirmed_by", is_text(value.confirmed_by, 200)),
        ("salt", _is(_SALT, value.salt)),
        ("specimen", type(value.specimen) is bool),
    )
    faults = [name for name, holds in asked if not holds]
    if not {"received_on", "confirmed_at"} & set(faults) and value.received_on > _latest_day(value.confirmed_at):
        faults.append("received_on")
    if "parcels" not in faults:
        faults += [f"parcels.{at}.{name}" for at, one in enumerate(value.parcels) for name in _parcel_faults(one)]
    if not any(name.startswith("parcels") for name in faults) and _too_much(value):
        faults.append("parcels")
    return tuple(Refusal("confirmation.value", field=name) for name in faults)


def confirmation_hash(facts: ConfirmationFacts) -> bytes:
    """SHA-256 of the canonical form: 32 bytes. The salt inside keeps anyone from guessing facts from the hash."""
    return hashlib.sha256(jcs(facts.to_dict())).digest()


def confirmation_leaf(facts: ConfirmationFacts) -> bytes:
    """The entry of the public log: the importing authority speaks, about the number of the certificate."""
    commitment = confirmation_hash(facts)
    return leaf_bytes(kind=LEAF_KIND, issuer=facts.confirmer, number=facts.number, facts_sha256=commitment)


def confirmation_document(facts: ConfirmationFacts) -> dict[str, Any]:
    """The credential of checked facts. Names of members are W3C's (VCDM 2.0, 4); the subject's are ours."""
    return {
        "@context": [W3C_CONTEXT, _base_address(facts.confirmer) + CONTEXT_PATH],
        "type": ["VerifiableCredential", CONFIRMATION_TYPE],
        "issuer": facts.confirmer,
        "validFrom": instant(facts.confirmed_at),
        "credentialSubject": {"type": SUBJECT_TYPE, **facts.to_dict()},
    }


def sign_confirmation(facts: ConfirmationFacts, *, kid: str, sign: Callable[[bytes], bytes]) -> str:
    """The facts as a compact JWS. `sign` returns 64 bytes of Ed25519 over what it is given.

    Refuses all faults of `check` together (Refusals), ``credential.kid*``, ``credential.too_large``.
    """
    refuse(check(facts))
    check_kid(kid, facts.confirmer)
    text = sign_compact(jcs(confirmation_document(facts)), kid=kid, sign=sign)
    if len(text) > MAX_CONFIRMATION:
        raise Refusal("credential.too_large", size=len(text), limit=MAX_CONFIRMATION)
    return text


def read_confirmation(text: str) -> SignedConfirmation:
    """Read strictly; nothing is verified yet. Refuses ``confirmation.malformed`` with the `field`."""
    try:
        header, document, signed, signature = read_compact(text, limit=MAX_CONFIRMATION)
        payload = from_base64url(text.split(".")[1])
    except Refusal as refusal:
        raise _malformed(refusal.code) from None
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict):
        raise _malformed("credentialSubject")
    facts = _facts(subject)
    for fault in check(facts):
        raise _malformed(f"credentialSubject.{fault.facts['field']}")
    expected = confirmation_document(facts)
    # What follows from the facts is compared to the byte: a member too many, a total, a context, an order, a spelling.
    if jcs(expected) != payload:
        raise _malformed(_first_difference(document, expected))
    try:
        check_kid(header["kid"], facts.confirmer)
    except Refusal:
        raise _malformed("kid") from None
    if header.get("iss", facts.confirmer) != facts.confirmer:
        raise _malformed("iss")
    return SignedConfirmation(facts, header["kid"], signed, signature)


def told(facts: ConfirmationFacts) -> tuple[tuple[str, dict[str, Any]], ...]:
    """What it says, line by line, for people: codes of `words` and their facts. The minimum of the core document first,
    then each parcel."""
    lines: list[tuple[str, dict[str, Any]]] = []
    summary = {
        "number": facts.number,
        "issuing_country": facts.issuing_participant,
        "participant_country": facts.participant,
        "received_on": facts.received_on,
        "weight_cct": facts.total_weight_cct,
        "parcels": facts.number_of_parcels,
    }
    lines.append(("confirmation.summary", summary))
    if facts.total_value_usd_cents is not None:
        lines.append(("confirmation.value_found", {"value_usd_cents": facts.total_value_usd_cents}))
    names = {"exporter": facts.exporter.name, "importer": facts.importer.name, "confirmed_by": facts.confirmed_by}
    lines.append(("confirmation.parties", {**names, "confirmed_at": facts.confirmed_at}))
    for parcel in facts.parcels:
        line = {"reference": parcel.reference, "hs": parcel.hs, "weight_cct": parcel.weight_cct}
        lines.append(("confirmation.line", {**line, "fate": str(parcel.fate)}))
    return tuple(lines)


def compare(certificate: CertificateFacts, confirmation: ConfirmationFacts) -> list[Difference]:
    """Every difference between what was certified and what was found, with both figures; no tolerance.

    Parcels are met by reference. First which certificate it is, then the shipment, then each parcel in the order of the
    certificate, then parcels that no certificate names.
    """
    one, other = certificate, confirmation
    out: list[Difference] = []

    def differs(name: str, certified: Any, found: Any, unit: str = "", **told: Any) -> None:
        if certified != found:
            told |= {f"certified{unit}": certified, f"found{unit}": found}
            out.append(Difference(f"confirmation.{name}_differs", told))

    differs("number", one.number, other.number)
    if other.certificate_sha256 and facts_hash(one).hex() != other.certificate_sha256:
        out.append(Difference("confirmation.other_certificate", {"number": one.number}))
    if other.issuer:
        differs("issuer", one.issuer, other.issuer)
    differs("issuing_participant", one.participant, other.issuing_participant, "_country")
    differs("destination", one.destination, other.participant, "_country")
    differs("exporter", _told_party(one.exporter), _told_party(other.exporter))
    differs("importer", _told_party(one.importer), _told_party(other.importer))
    differs("parcels", len(one.parcels), other.number_of_parcels)
    differs("total_weight", one.total_weight_cct, other.total_weight_cct, "_cct")
    if other.total_value_usd_cents is not None:
        differs("total_value", one.total_value_usd_cents, other.total_value_usd_cents, "_usd_cents")
    left = list(other.parcels)
    for line in one.parcels:
        met = next((parcel for parcel in left if parcel.reference == line.reference), None)
        if met is not None:
            left.remove(met)
        if met is None or met.fate == Fate.MISSING:
            told = {"parcel": line.reference, "certified_cct": line.weight_cct, "found_cct": 0}
            out.append(Difference("confirmation.parcel_missing", told))
            continue
        differs("hs", line.hs, met.hs, parcel=line.reference)
        differs("weight", line.weight_cct, met.weight_cct, "_cct", parcel=line.reference)
        if met.value_usd_cents is not None:
            differs("value", line.value_usd_cents, met.value_usd_cents, "_usd_cents", parcel=line.reference)
    for extra in left:
        told = {"parcel": extra.reference, "certified_cct": 0, "found_cct": extra.weight_cct}
        out.append(Difference("confirmation.parcel_not_certified", told))
    return out


def looks_like_confirmation(text: str) -> bool:
    """Whether a compact JWS says that it is one. Cheap for certificates, which are asked first of all."""
    parts = text.split(".", 3) if len(text) <= MAX_CONFIRMATION and text.isascii() else []
    try:
        payload = urlsafe_b64decode(parts[1] + "==") if len(parts) == 3 else b""
        found = read_json(payload).get("type") if _MARK in payload else ()
    except (Refusal, ValueError):
        return False
    return isinstance(found, list) and CONFIRMATION_TYPE in found


def context_document(url: str) -> dict[str, Any]:
    """Our JSON-LD context, served at `url`. Terms are protected, and scoped to our two types: W3C's stay theirs."""

    def own(name: str, **more: Any) -> dict[str, Any]:
        return {"@id": f"{url}#{name}", **more}

    party = {name: own(name) for name in ("address", "country", "licence")}
    parcel = {name: own(name) for name in ("reference", "hs", "carats", "value_usd", "fate")}
    xsd = "http://www.w3.org/2001/XMLSchema#"
    plain = (
        "version number certificate_sha256 issuing_participant participant number_of_parcels carats value_usd "
        "seals_intact confirmed_by salt specimen"
    )
    terms: dict[str, Any] = {name: own(name) for name in plain.split()}
    terms |= {
        "issuer": own("issuer", **{"@type": "@id"}),
        "confirmer": own("confirmer", **{"@type": "@id"}),
        "received_on": own("received_on", **{"@type": f"{xsd}date"}),
        "confirmed_at": own("confirmed_at", **{"@type": f"{xsd}dateTime"}),
        "exporter": own("exporter", **{"@context": party}),
        "importer": own("importer", **{"@context": party}),
        "parcels": own("parcels", **{"@container": "@list", "@context": parcel}),
        "differences": own("differences", **{"@container": "@set"}),
    }
    return {
        "@context": {
            "@protected": True,
            CONFIRMATION_TYPE: own(CONFIRMATION_TYPE),
            SUBJECT_TYPE: own(SUBJECT_TYPE, **{"@context": terms}),
        }
    }


def _base_address(did: str) -> str:
    """The address that a did:web names (did:web, 3.2), without the part of ours that names the authority."""
    host, *path = did.removeprefix("did:web:").split(":")
    if len(path) >= 2 and path[-2] == "authorities":
        path = path[:-2]
    return "/".join([f"https://{host.replace('%3A', ':')}", *path])


def _told_party(party: PartyFacts) -> str:
    return ", ".join(part for part in (party.name, party.address.replace("\n", ", "), party.country) if part)


def _written_party(party: PartyFacts) -> dict[str, str]:
    out = {"name": party.name, "country": party.country}
    if party.address:  # paper from abroad does not always show one that can be read
        out["address"] = party.address
    if party.licence:
        out["licence"] = party.licence
    return out


def _written_parcel(parcel: ConfirmedParcel) -> dict[str, str]:
    out = {
        "reference": parcel.reference,
        "hs": parcel.hs,
        "carats": carats_from_cct(parcel.weight_cct),
        "fate": str(parcel.fate),
    }
    if parcel.value_usd_cents is not None:
        out["value_usd"] = dollars_from_cents(parcel.value_usd_cents)
    return out


def _facts(found: Mapping[str, Any]) -> ConfirmationFacts:
    """Facts as a stranger wrote them; `check` and the comparison of the whole judge whatever this lets through."""
    reading = ""

    def taken(name: str) -> Any:
        nonlocal reading
        reading = name
        return found[name]

    try:
        return ConfirmationFacts(
            number=taken("number"),
            certificate_sha256=found.get("certificate_sha256", ""),
            issuer=found.get("issuer", ""),
            issuing_participant=taken("issuing_participant"),
            confirmer=taken("confirmer"),
            participant=taken("participant"),
            exporter=_party(taken("exporter")),
            importer=_party(taken("importer")),
            received_on=dt.date.fromisoformat(taken("received_on")),
            confirmed_at=read_instant(taken("confirmed_at"), "confirmed_at"),
            number_of_parcels=taken("number_of_parcels"),
            seals_intact=taken("seals_intact"),
            parcels=tuple([_parcel(one) for one in taken("parcels")]),
            differences=tuple(taken("differences")),
            confirmed_by=taken("confirmed_by"),
            salt=taken("salt"),
            specimen=found.get("specimen", False),
        )
    except (KeyError, TypeError, ValueError, AttributeError, Refusal):
        raise _malformed(f"credentialSubject.{reading}") from None


def _party(found: Any) -> PartyFacts:
    return PartyFacts(found["name"], found.get("address", ""), found["country"], found.get("licence", ""))


def _parcel(found: Any) -> ConfirmedParcel:
    value = _hundredths(found["value_usd"]) if "value_usd" in found else None
    return ConfirmedParcel(
        found["reference"], found["hs"], _hundredths(found["carats"]), value, Fate(found["fate"])
    )  # fmt: skip


def _hundredths(text: str) -> int:
    if not _HUNDREDTHS.fullmatch(text):
        raise ValueError("not written with two decimals")
    return int(text.replace(".", ""))


def _malformed(field: str) -> Refusal:
    return Refusal("confirmation.malformed", field=field[:80])


def _first_difference(found: Mapping[str, Any], expected: Mapping[str, Any]) -> str:
    """The first member that is missing, unknown or not what the facts imply; ``json`` where only the spelling is."""
    for name in sorted(found.keys() | expected.keys()):
        one, other = found.get(name), expected.get(name)
        if jcs(one) == jcs(other):
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            return f"{name[:40]}.{_first_difference(one, other)}"
        return name[:60]
    return "json"


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _whole(value: object, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def _is_day(value: object) -> bool:
    return type(value) is dt.date and _FIRST_DAY <= value <= _LAST_DAY


def _is_moment(value: object) -> bool:
    if not isinstance(value, dt.datetime) or value.tzinfo is None or value.microsecond:
        return False
    return _FIRST_DAY.year <= value.year < _LAST_DAY.year


def _latest_day(moment: dt.datetime) -> dt.date:
    """The day that it is by then wherever days begin first."""
    return (moment.astimezone(dt.UTC) + _EARLIEST_ZONE).date()


def _too_much(facts: ConfirmationFacts) -> bool:
    return facts.total_weight_cct > MAX_CCT or (facts.total_value_usd_cents or 0) > MAX_CENTS


def _is_party(value: object) -> bool:
    return (
        type(value) is PartyFacts
        and is_text(value.name, 200)
        and (value.address == "" or is_text(value.address, 400, lines=True))
        and _is(_CODE, value.country)
        and (value.licence == "" or is_text(value.licence, 60))
    )


def _are_differences(value: object) -> bool:
    if type(value) is not tuple or len(value) > MAX_DIFFERENCES:
        return False
    return all(_is(_DIFFERENCE, code) for code in value)


def _parcel_faults(parcel: object) -> list[str]:
    if type(parcel) is not ConfirmedParcel:
        return ["parcel"]
    value, missing = parcel.value_usd_cents, parcel.fate == Fate.MISSING
    asked = (
        ("reference", is_text(parcel.reference, 80)),
        ("hs", _is(_HS, parcel.hs)),
        ("carats", _whole(parcel.weight_cct, 0 if missing else MAX_CCT)),  # what is missing weighs nothing
        ("value_usd", value is None or (not missing and _whole(value, MAX_CENTS))),
        ("fate", type(parcel.fate) is Fate),
    )
    return [name for name, holds in asked if not holds]
