"""The compact form: a tagged COSE_Sign1 (RFC 9052, 4.2) whose payload is a map with whole-number keys.

There is exactly one encoding of given facts (RFC 8949, 4.2.1), and reading encodes again and compares: another order
of keys, another length of a number, a key twice, bytes after the end, or a field nobody knows are all refused at once.
Algorithm and key id are in the protected header, and the unprotected header is empty: nothing travels unsigned.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import cbor2

from openkp.core.facts import HS_CODES, KINDS, CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.refusal import Refusal

from .cbor import load_plain
from .envelope import MAX_KID, Envelope, check_kid
from .shape import check

MAX_COSE = 24 * 1024  # a certificate of 3 parcels is about 500 bytes, one of 100 parcels about 6,000
EDDSA = -8  # RFC 9053, 2.2
ED25519 = -19  # RFC 9864, 2.2: the same signature under its own name
# We write -8: of the COSE libraries looked at, most (go-cose, pycose and others) do not know -19 yet. Both are read.
WRITTEN_ALGORITHM = EDDSA
_SIGNATURE = 64
_TAGGED_ARRAY = b"\xd2\x84"  # tag 18, array of four
_EMPTY_MAP = b"\xa0"
_SIG_STRUCTURE = b"\x84\x6aSignature1"  # array of four, the context text; RFC 9052, 4.4
_HS_INDEX = {code: index for index, code in enumerate(HS_CODES)}
_KIND_INDEX = {kind: index for index, kind in enumerate(KINDS)}


def sign_cose(facts: CertificateFacts, *, kid: str, sign: Callable[[bytes], bytes]) -> bytes:
    """The facts as a signed COSE_Sign1. `sign` returns 64 bytes of Ed25519 over what it is given."""
    check(facts)
    check_kid(kid, facts.issuer)
    protected = cbor2.dumps({1: WRITTEN_ALGORITHM, 4: kid.encode()})
    payload = cbor2.dumps(_payload(facts))
    signature = sign(_SIG_STRUCTURE + _bytes(protected) + b"\x40" + _bytes(payload))
    assert len(signature) == _SIGNATURE, "an Ed25519 signature is 64 bytes"
    data = _TAGGED_ARRAY + _bytes(protected) + _EMPTY_MAP + _bytes(payload) + _bytes(signature)
    if len(data) > MAX_COSE:
        raise Refusal("credential.too_large", size=len(data), limit=MAX_COSE)
    return data


def read_cose(data: bytes) -> Envelope:
    """Read strictly; nothing is verified yet. Refuses ``credential.*`` for anything but the one encoding of facts."""
    if len(data) > MAX_COSE:
        raise Refusal("credential.too_large", size=len(data), limit=MAX_COSE)
    if not data.startswith(_TAGGED_ARRAY):
        raise Refusal("credential.not_cose")
    protected, at = _take_bytes(data, 2)
    if data[at : at + 1] != _EMPTY_MAP:
        unknown = at < len(data) and data[at] >> 5 == 5
        raise Refusal("credential.unprotected_header" if unknown else "credential.not_cose")
    payload, at = _take_bytes(data, at + 1)
    signature, at = _take_bytes(data, at)
    if at != len(data):
        raise Refusal("credential.trailing_bytes")
    if len(signature) != _SIGNATURE:
        raise Refusal("credential.not_cose")
    kid = _read_protected(protected)
    facts = _read_payload(payload)
    check_kid(kid, facts.issuer)
    return Envelope("cose", kid, facts, _SIG_STRUCTURE + _bytes(protected) + b"\x40" + _bytes(payload), signature)


def looks_like_cose(data: bytes) -> bool:
    """Whether the bytes begin as any COSE_Sign1 does, tagged or not."""
    return data[:1] == b"\xd2" or data[:2] in (b"\x84\x40", b"\x84\x43", b"\x84\x58")


@lru_cache(maxsize=256)
def _read_protected(raw: bytes) -> str:
    """The key id of a protected header that holds an algorithm we know, a key id, and nothing else."""
    header = load_plain(raw) if len(raw) <= MAX_KID + 10 else None
    if not isinstance(header, dict) or set(header) != {1, 4}:
        raise Refusal("credential.protected_header")
    algorithm, kid = header[1], header[4]
    if algorithm not in (EDDSA, ED25519) or type(algorithm) is not int:
        raise Refusal("credential.algorithm", algorithm=str(algorithm)[:20])
    if not isinstance(kid, bytes) or not kid.isascii() or cbor2.dumps({1: algorithm, 4: kid}) != raw:
        raise Refusal("credential.protected_header")
    return kid.decode("ascii")


def _payload(facts: CertificateFacts) -> dict[int, Any]:
    """Keys rise, which is the deterministic order. Totals and the prescribed sentence follow from the version."""
    out: dict[int, Any] = {
        1: facts.version,
        2: facts.number,
        3: _KIND_INDEX[facts.kind],
        4: facts.participant,
        5: facts.authority,
        6: facts.issuer,
        7: int(facts.issued_at.timestamp()),
        8: int(facts.valid_until.timestamp()),
        9: _party(facts.exporter),
        10: _party(facts.importer),
        11: facts.origin,
        12: facts.provenance,
        13: facts.destination,
        14: [_parcel(parcel) for parcel in facts.parcels],
        15: facts.seals,
        16: facts.validated_by,
        17: base64.urlsafe_b64decode(facts.credential_id + "=="),
        18: facts.status_list,
        19: facts.status_index,
        20: facts.salt,
    }
    if facts.sources:
        out[21] = facts.sources
    if facts.relates_to:
        out[22] = facts.relates_to
    if facts.purpose:
        out[23] = facts.purpose
    if facts.specimen:
        out[24] = True
    return out


def _party(party: PartyFacts) -> list[str]:
    line = [party.name, party.address, party.country]
    return [*line, party.licence] if party.licence else line


def _parcel(parcel: ParcelFacts) -> list[Any]:
    line = [parcel.reference, _HS_INDEX[parcel.hs], parcel.weight_cct, parcel.value_usd_cents, parcel.origin]
    return [*line, parcel.origins] if parcel.origins else line


def _read_payload(raw: bytes) -> CertificateFacts:
    found = load_plain(raw)
    if not isinstance(found, dict):
        raise Refusal("credential.not_cose")
    if found.get(1) != 1:
        raise Refusal("credential.version", version=str(found.get(1))[:20])
    try:
        facts = _facts(found)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError, OSError):
        # The payload is not of the expected types; the comparison below judges whatever this lets through.
        raise Refusal("credential.not_canonical") from None
    check(facts)
    if cbor2.dumps(_payload(facts)) != raw:
        raise Refusal("credential.not_canonical")
    return facts


def _facts(found: Mapping[Any, Any]) -> CertificateFacts:
    return CertificateFacts(
        version=found[1],
        number=found[2],
        kind=KINDS[_index(found[3])],
        participant=found[4],
        authority=found[5],
        issuer=found[6],
        issued_at=dt.datetime.fromtimestamp(found[7], dt.UTC),
        valid_until=dt.datetime.fromtimestamp(found[8], dt.UTC),
        exporter=PartyFacts(*found[9]),
        importer=PartyFacts(*found[10]),
        origin=found[11],
        provenance=found[12],
        destination=found[13],
        parcels=tuple([_read_parcel(*line) for line in found[14]]),
        seals=tuple(found[15]),
        validated_by=found[16],
        credential_id=base64.urlsafe_b64encode(found[17]).decode().rstrip("="),
        status_list=found[18],
        status_index=found[19],
        salt=found[20],
        sources=tuple(found.get(21, ())),
        relates_to=found.get(22, ""),
        purpose=found.get(23, ""),
        specimen=found.get(24, False),
    )


def _read_parcel(reference: Any, hs: Any, weight: Any, value: Any, origin: Any, origins: Any = ()) -> ParcelFacts:
    return ParcelFacts(reference, HS_CODES[_index(hs)], weight, value, origin, tuple(origins))


def _index(value: Any) -> int:
    if type(value) is not int or value < 0:  # -1 would count from the end
        raise ValueError
    return value


def _bytes(value: bytes) -> bytes:
    """A CBOR byte string in its shortest form."""
    size = len(value)
    if size < 24:
        return bytes((0x40 | size,)) + value
    if size < 0x100:
        return bytes((0x58, size)) + value
    assert size < 0x10000, "bounded above"
    return b"\x59" + size.to_bytes(2, "big") + value


def _take_bytes(data: bytes, at: int) -> tuple[bytes, int]:
    """The byte string at `at`, shortest form only, and where it ends."""
    head = data[at] if at < len(data) else 0
    if 0x40 <= head < 0x58:
        size, start = head - 0x40, at + 1
    elif head == 0x58:
        size, start = int.from_bytes(data[at + 1 : at + 2], "big"), at + 2
    elif head == 0x59:
        size, start = int.from_bytes(data[at + 1 : at + 3], "big"), at + 3
    else:
        raise Refusal("credential.not_cose")
    end = start + size
    if end > len(data):
        raise Refusal("credential.truncated")
    if (head == 0x58 and size < 24) or (head == 0x59 and size < 0x100):
        raise Refusal("credential.not_canonical")
    return data[start:end], end
