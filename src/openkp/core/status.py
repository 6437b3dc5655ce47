"""The Bitstring Status List (W3C Recommendation): what became of certificates after they were issued.

One credential holds the state of 131,072 certificates, four bits each, so that asking about one does not tell the
issuer which. Purpose ``message``: the sixteen meanings are those of `StatusCode`, and the rest are reserved.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from .credential.canonical import read_instant
from .credential.envelope import check_kid
from .credential.jws import base64url, from_base64url, read_compact, sign_compact
from .credential.shape import STATUS_LIST_ENTRIES, is_issuer, is_status_address
from .facts import instant
from .refusal import Refusal

ENTRY_BITS = 4
MAX_STATUS_LIST = 192 * 1024  # 64 KiB of bits that do not compress at all are 87 KiB of base64url, twice over
_LIST_BYTES = STATUS_LIST_ENTRIES * ENTRY_BITS // 8
_W3C_CONTEXT = "https://www.w3.org/ns/credentials/v2"


class StatusCode(IntEnum):
    """Bits of one entry. CONFIRMED: an importing authority has received the shipment; the paper is spent. DETAINED: the
    goods are held at a border, the paper is as good as before. PRESENTED: it lies before an importing authority."""

    IN_FORCE = 0
    VOID = 1
    LOST = 2
    STOLEN = 3
    REPLACED = 4
    RETURNED = 5
    SEIZED = 6
    CONFIRMED = 7
    DETAINED = 8
    PRESENTED = 9


_NAMES = {code.value: code.name.lower().replace("_", " ") for code in StatusCode}
_MEANINGS = tuple((hex(code), _NAMES.get(code, "reserved")) for code in range(2**ENTRY_BITS))


@dataclass(frozen=True, slots=True)
class StatusList:
    """A status list as read; `signed_bytes` and `signature` are for whoever trusts `kid` to verify."""

    url: str
    issuer: str
    kid: str
    issued_at: dt.datetime
    valid_until: dt.datetime
    signed_bytes: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    bits: bytes = field(repr=False)

    def code_at(self, index: int) -> int:
        """The four bits of entry `index`, 0 to 15; the first entry is the most significant (REC 3.2)."""
        assert 0 <= index < STATUS_LIST_ENTRIES, "an index of the list"
        pair = self.bits[index >> 1]
        return pair & 0x0F if index & 1 else pair >> 4


def status_messages() -> list[dict[str, str]]:
    """The meanings, as a credential must list them where an entry has more than one bit (REC 2.1)."""
    return [{"status": status, "message": message} for status, message in _MEANINGS]


def sign_status_list(
    *,
    url: str,
    issuer: str,
    codes: Mapping[int, int],
    issued_at: dt.datetime,
    valid_until: dt.datetime,
    kid: str,
    sign: Callable[[bytes], bytes],
) -> str:
    """A status list credential as ``vc+jwt``: `codes` by index, every other entry in force."""
    assert is_status_address(url) and is_issuer(issuer) and issued_at < valid_until, "a status list has an address"
    check_kid(kid, issuer)
    bits = bytearray(_LIST_BYTES)
    for index, code in codes.items():
        assert 0 <= index < STATUS_LIST_ENTRIES, "an index of the list"
        bits[index >> 1] |= StatusCode(code).value << (0 if index & 1 else 4)
    # mtime 0 and no name: the same states give the same bytes
    encoded = "u" + base64url(gzip.compress(bytes(bits), mtime=0))
    document = _document(url, issuer, issued_at, valid_until, encoded)
    payload = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sign_compact(payload.encode(), kid=kid, sign=sign)


def read_status_list(text: str) -> StatusList:
    """Read strictly; nothing is verified yet. Refuses ``status.malformed`` or ``credential.*``."""
    header, document, signed, signature = read_compact(text, limit=MAX_STATUS_LIST)
    try:
        url, issuer = document["id"], document["issuer"]
        issued_at = read_instant(document["validFrom"], "validFrom")
        valid_until = read_instant(document["validUntil"], "validUntil")
        encoded = document["credentialSubject"]["encodedList"]
    except (KeyError, TypeError):
        raise Refusal("status.malformed") from None
    if not is_status_address(url) or not is_issuer(issuer) or not isinstance(encoded, str):
        raise Refusal("status.malformed")
    if document != _document(url, issuer, issued_at, valid_until, encoded) or issued_at >= valid_until:
        raise Refusal("status.malformed")
    check_kid(header["kid"], issuer)
    if header.get("iss", issuer) != issuer:
        raise Refusal("status.malformed")
    return StatusList(url, issuer, header["kid"], issued_at, valid_until, signed, signature, _expand(encoded))


def _document(url: str, issuer: str, issued_at: dt.datetime, valid_until: dt.datetime, encoded: str) -> dict[str, Any]:
    return {
        "@context": [_W3C_CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": instant(issued_at),
        "validUntil": instant(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "message",
            "encodedList": encoded,
        },
    }


def _expand(encoded: str) -> bytes:
    """Multibase ``u`` and GZIP to exactly 64 KiB: the size is bounded before anything is inflated."""
    if not encoded.startswith("u"):
        raise Refusal("status.malformed")
    squeezed = from_base64url(encoded[1:])
    inflate = zlib.decompressobj(wbits=31)
    try:
        bits = inflate.decompress(squeezed, _LIST_BYTES + 1)
    except zlib.error:
        raise Refusal("status.malformed") from None
    if len(bits) != _LIST_BYTES or not inflate.eof or inflate.unused_data:
        raise Refusal("status.malformed")
    return bits
