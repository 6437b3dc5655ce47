"""The canonical form of facts: RFC 8785 JSON, and its SHA-256, which the log's leaf commits to."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import rfc8785

from openkp.core.facts import STATEMENT, CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.refusal import Refusal

from .shape import check

_OPTIONAL = frozenset({"sources", "relates_to", "purpose", "specimen"})
_REQUIRED = frozenset(
    {
        *("version", "number", "kind", "participant", "authority", "issuer", "issued_at", "valid_until"),
        *("exporter", "importer", "origin", "provenance", "destination", "parcels", "number_of_parcels"),
        *("carats", "value_usd", "seals", "statement", "validated_by", "credential_id"),
        *("status_list", "status_index", "salt"),
    }
)
_PARTY = frozenset({"name", "address", "country"})
_PARCEL = frozenset({"reference", "hs", "carats", "value_usd", "origin"})
_HUNDREDTHS = re.compile(r"(0|[1-9][0-9]{0,15})\.[0-9]{2}", re.ASCII)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
_SALT = re.compile(r"[0-9a-f]{32}", re.ASCII)
# Text as RFC 8785 writes it: the standard encoder's own, written in C.
_quote = json.encoder.encode_basestring


def canonical_bytes(facts: CertificateFacts) -> bytes:
    """RFC 8785 JSON of `facts.to_dict()`, UTF-8.

    Written out member by member, because each verification needs it: a general encoder takes five times as long. Tests
    compare it with an RFC 8785 library's over generated facts.
    """
    purpose = f'"purpose":{_quote(facts.purpose)},' if facts.purpose else ""
    relates_to = f'"relates_to":"{facts.relates_to}",' if facts.relates_to else ""
    sources = f'"sources":{_list(facts.sources)},' if facts.sources else ""
    specimen = '"specimen":true,' if facts.specimen else ""
    text = (
        f'{{"authority":{_quote(facts.authority)},"carats":"{_written(facts.total_weight_cct)}",'
        f'"credential_id":"{facts.credential_id}","destination":"{facts.destination}",'
        f'"exporter":{_written_party(facts.exporter)},"importer":{_written_party(facts.importer)},'
        f'"issued_at":"{_instant(facts.issued_at)}","issuer":"{facts.issuer}","kind":"{facts.kind}",'
        f'"number":"{facts.number}","number_of_parcels":{len(facts.parcels)},"origin":"{facts.origin}",'
        f'"parcels":[{",".join([_written_parcel(parcel) for parcel in facts.parcels])}],'
        f'"participant":"{facts.participant}","provenance":"{facts.provenance}",{purpose}{relates_to}'
        f'"salt":"{facts.salt.hex()}","seals":{_list(facts.seals)},{sources}{specimen}"statement":"{STATEMENT}",'
        f'"status_index":{facts.status_index},"status_list":"{facts.status_list}",'
        f'"valid_until":"{_instant(facts.valid_until)}","validated_by":{_quote(facts.validated_by)},'
        f'"value_usd":"{_written(facts.total_value_usd_cents)}","version":{facts.version}}}'
    )
    return text.encode()


def _written_party(party: PartyFacts) -> str:
    licence = f'"licence":{_quote(party.licence)},' if party.licence else ""
    return f'{{"address":{_quote(party.address)},"country":"{party.country}",{licence}"name":{_quote(party.name)}}}'


def _written_parcel(parcel: ParcelFacts) -> str:
    origins = f'"origins":{_list(parcel.origins)},' if parcel.origins else ""
    return (
        f'{{"carats":"{_written(parcel.weight_cct)}","hs":"{parcel.hs}","origin":"{parcel.origin}",{origins}'
        f'"reference":{_quote(parcel.reference)},"value_usd":"{_written(parcel.value_usd_cents)}"}}'
    )


def _list(texts: tuple[str, ...]) -> str:
    return f"[{','.join(map(_quote, texts))}]"


def _written(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _instant(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC).isoformat()[:19]}Z"


def facts_hash(facts: CertificateFacts) -> bytes:
    """SHA-256 of the canonical form: 32 bytes. The salt inside keeps anyone from guessing facts from the hash."""
    return hashlib.sha256(canonical_bytes(facts)).digest()


def jcs(value: Any) -> bytes:
    """RFC 8785 JSON of plain values; refuses ``credential.json`` where the RFC has no form (NaN, huge integers)."""
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeError) as error:
        raise Refusal("credential.json") from error


def facts_from_dict(data: Any) -> CertificateFacts:
    """Read the canonical form strictly.

    Refuses ``credential.missing``, ``credential.unknown``, ``credential.type``, ``credential.value`` (each with the
    `field`), ``credential.version``, and ``credential.disagrees`` where a total or the prescribed sentence is not what
    the rest implies.
    """
    fields = _object(data, "", _REQUIRED, _OPTIONAL)
    if type(fields["version"]) is not int or fields["version"] != 1:
        raise Refusal("credential.version", version=str(fields["version"])[:20])
    facts = CertificateFacts(
        number=_text(fields, "number"),
        kind=_text(fields, "kind"),
        participant=_text(fields, "participant"),
        authority=_text(fields, "authority"),
        issuer=_text(fields, "issuer"),
        issued_at=read_instant(fields["issued_at"], "issued_at"),
        valid_until=read_instant(fields["valid_until"], "valid_until"),
        exporter=_party(fields["exporter"], "exporter"),
        importer=_party(fields["importer"], "importer"),
        origin=_text(fields, "origin"),
        provenance=_text(fields, "provenance"),
        destination=_text(fields, "destination"),
        parcels=tuple(_parcel(item, f"parcels.{i}") for i, item in enumerate(_array(fields, "parcels"))),
        seals=_texts(fields, "seals"),
        validated_by=_text(fields, "validated_by"),
        credential_id=_text(fields, "credential_id"),
        status_list=_text(fields, "status_list"),
        status_index=_whole(fields, "status_index"),
        salt=_salt(fields["salt"]),
        sources=_texts(fields, "sources") if "sources" in fields else (),
        relates_to=_text(fields, "relates_to") if "relates_to" in fields else "",
        purpose=_text(fields, "purpose") if "purpose" in fields else "",
        specimen=_true(fields, "specimen") if "specimen" in fields else False,
        version=fields["version"],
    )
    check(facts)
    again = facts.to_dict()
    for name in fields:
        # Totals, the number of parcels and the sentence follow from the rest; an empty optional field has no form.
        if type(again.get(name)) is not type(fields[name]) or again[name] != fields[name]:
            raise Refusal("credential.disagrees", field=name)
    return facts


def read_instant(value: object, field: str) -> dt.datetime:
    """``YYYY-MM-DDTHH:MM:SSZ`` as an aware time."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise Refusal("credential.type", field=field)
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        raise Refusal("credential.value", field=field) from None


def _object(value: Any, path: str, required: frozenset[str], optional: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Refusal("credential.type", field=path or "facts")
    names = value.keys()
    dot = f"{path}." if path else ""
    if missing := required - names:
        raise Refusal("credential.missing", field=dot + min(missing))
    if unknown := names - required - optional:
        raise Refusal("credential.unknown", field=dot + min(str(name)[:40] for name in unknown))
    return value


def _party(value: Any, path: str) -> PartyFacts:
    fields = _object(value, path, _PARTY, frozenset({"licence"}))
    return PartyFacts(
        _text(fields, "name", path),
        _text(fields, "address", path),
        _text(fields, "country", path),
        _text(fields, "licence", path) if "licence" in fields else "",
    )


def _parcel(value: Any, path: str) -> ParcelFacts:
    fields = _object(value, path, _PARCEL, frozenset({"origins"}))
    return ParcelFacts(
        _text(fields, "reference", path),
        _text(fields, "hs", path),
        _hundredths(fields, "carats", path),
        _hundredths(fields, "value_usd", path),
        _text(fields, "origin", path),
        _texts(fields, "origins", path) if "origins" in fields else (),
    )


def _text(fields: Mapping[str, Any], name: str, path: str = "") -> str:
    value = fields[name]
    if not isinstance(value, str):
        raise Refusal("credential.type", field=f"{path}.{name}" if path else name)
    return value


def _array(fields: Mapping[str, Any], name: str, path: str = "") -> list[Any]:
    value = fields[name]
    if not isinstance(value, list) or len(value) > 1000:
        raise Refusal("credential.type", field=f"{path}.{name}" if path else name)
    return value


def _texts(fields: Mapping[str, Any], name: str, path: str = "") -> tuple[str, ...]:
    items = _array(fields, name, path)
    if not all(isinstance(item, str) for item in items):
        raise Refusal("credential.type", field=f"{path}.{name}" if path else name)
    return tuple(items)


def _whole(fields: Mapping[str, Any], name: str) -> int:
    value = fields[name]
    if type(value) is not int:
        raise Refusal("credential.type", field=name)
    return value


def _true(fields: Mapping[str, Any], name: str) -> bool:
    if fields[name] is not True:  # false is written by leaving the field out
        raise Refusal("credential.type", field=name)
    return True


def _hundredths(fields: Mapping[str, Any], name: str, path: str) -> int:
    value = _text(fields, name, path)
    if not _HUNDREDTHS.fullmatch(value):
        raise Refusal("credential.type", field=f"{path}.{name}")
    return int(value.replace(".", ""))


def _salt(value: Any) -> bytes:
    if not isinstance(value, str) or not _SALT.fullmatch(value):
        raise Refusal("credential.type", field="salt")
    return bytes.fromhex(value)
