"""What the rest of the house sees of keys: plain rows, and things that sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

AUTHORITY = "authority"  # roles of an X.509 certificate
DOCUMENT = "document"
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519_CODE = b"\xed\x01"  # multicodec ed25519-pub, as a varint


class KeyState(StrEnum):
    """Computed from the dates, never stored."""

    FUTURE = "future"
    VALID = "valid"
    PAST = "past"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One Ed25519 key. `valid_until` is the first instant after it, None if open; `public_key` is 32 bytes."""

    kid: str
    issuer: str
    purpose: str
    algorithm: str
    public_key: bytes
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    revoked_at: dt.datetime | None
    revoked_reason: str
    specimen: bool

    @property
    def multibase(self) -> str:
        """``z6Mk...``: multicodec and base58-btc (W3C Controlled Identifiers 1.0, 2.2.2)."""
        return "z" + base58(_ED25519_CODE + self.public_key)

    def state(self, on: dt.datetime) -> KeyState:
        if self.revoked_at is not None and self.revoked_at <= on:
            return KeyState.REVOKED
        if on < self.valid_from:
            return KeyState.FUTURE
        return KeyState.VALID if self.valid_until is None or on < self.valid_until else KeyState.PAST


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One X.509 certificate for signing files; `issuer` is empty for a root, `parent` is then its own serial. A root's
    revocation is not repeated on those that it gave: `ended_with` is that root's serial, "" if it stands."""

    serial: str
    role: str
    issuer: str
    parent: str
    pem: str = field(repr=False)
    public_key: bytes
    valid_from: dt.datetime
    valid_until: dt.datetime
    revoked_at: dt.datetime | None
    revoked_reason: str
    ended_with: str
    specimen: bool

    def state(self, on: dt.datetime) -> KeyState:
        if self.ended_with or (self.revoked_at is not None and self.revoked_at <= on):
            return KeyState.REVOKED
        if on < self.valid_from:
            return KeyState.FUTURE
        return KeyState.VALID if on < self.valid_until else KeyState.PAST


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs as `kid`; what a `specimen` signs is worth nothing and must say so."""

    kid: str
    public_key: bytes
    algorithm: str
    specimen: bool
    sign: Callable[[bytes], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileSigner:
    """Signs files for one authority: X.509 certificate and chain as PEM, ECDSA P-256 with SHA-256."""

    certificate: str
    chain: tuple[str, ...]
    serial: str
    specimen: bool
    sign: Callable[[bytes], bytes] = field(repr=False)


def base58(data: bytes) -> str:
    """base58-btc."""
    number = int.from_bytes(data, "big")
    out = ""
    while number:
        number, digit = divmod(number, 58)
        out = _ALPHABET[digit] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out
