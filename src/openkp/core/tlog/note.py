"""C2SP signed-note: text signed by one or more keys, and the keys that check it.

Signature types read: 0x01 Ed25519 over the text (a log), 0x04 and 0x06 cosignatures of witnesses (tlog-cosignature),
by Ed25519 and by ML-DSA-44. Keys of other types are refused, and signatures of unknown keys are passed over.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from openkp.core.refusal import Refusal

MAX_NOTE = 1_000_000  # bytes; the limits of golang.org/x/mod/sumdb/note
MAX_SIGNATURES = 100  # C2SP: at least 16 are accepted
DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_NOT_IN_NAME = re.compile("[\x00-\x1f\ud800-\udfff+]|\\s")
_DASH = "— "


class SignatureType(IntEnum):
    """C2SP signed-note, "Signature types"."""

    ED25519 = 0x01
    COSIGNATURE = 0x04
    COSIGNATURE_ML_DSA_44 = 0x06


_KEY_SIZE = {SignatureType.ED25519: 32, SignatureType.COSIGNATURE: 32, SignatureType.COSIGNATURE_ML_DSA_44: 1312}
_SIGNATURE_SIZE = {SignatureType.ED25519: 64, SignatureType.COSIGNATURE: 72, SignatureType.COSIGNATURE_ML_DSA_44: 2428}


@dataclass(frozen=True)
class VerifierKey:
    """A public key and what it signs. Its text form is the vkey ``name+hash+base64(type || key)``."""

    name: str
    public_key: bytes
    type: SignatureType = SignatureType.ED25519

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public_key) != _KEY_SIZE[self.type]:
            raise Refusal("tlog.vkey_malformed")

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read a vkey. Refuses ``tlog.vkey_malformed``, also when the hash is not that of the key and the name."""
        try:
            name, key_id, encoded = text.split("+", 2)
            raw = b64decode(encoded)
            key = cls(name, raw[1:], SignatureType(raw[0]))
        except (ValueError, IndexError):
            raise Refusal("tlog.vkey_malformed") from None
        if key_id.lower() != key.key_id.hex():
            raise Refusal("tlog.vkey_malformed")
        return key

    @cached_property
    def key_id(self) -> bytes:
        """The four bytes that name the key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public_key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(bytes([self.type]) + self.public_key)}"

    def check(self, text: str, signature: bytes) -> Verified | None:
        """The signature, if it is this key's over `text`; None if it is not."""
        if len(signature) != _SIGNATURE_SIZE[self.type]:
            return None
        at = 0 if self.type is SignatureType.ED25519 else int.from_bytes(signature[:8])
        if at >= 1 << 63:
            return None
        try:
            if self.type is SignatureType.COSIGNATURE_ML_DSA_44:
                message = _subtree_message(self.name, text, at)
                MLDSA44PublicKey.from_public_bytes(self.public_key).verify(signature[8:], message)
            else:
                message = text.encode() if self.type is SignatureType.ED25519 else _cosigned_message(text, at)
                Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature[-64:], message)
        except (InvalidSignature, ValueError):
            return None
        return Verified(self, at or None)


@dataclass(frozen=True, slots=True)
class Verified:
    """A signature that holds. `timestamp`: when a witness saw the tree (POSIX seconds); None for a log's own."""

    key: VerifierKey
    timestamp: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        return f"{_DASH}{self.name} {b64encode(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """`text` ends with a newline. `verified` holds what `check_note` found good: empty for a note only read."""

    text: str
    signatures: tuple[Signature, ...]
    verified: tuple[Verified, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(one.line() for one in self.signatures)}"


def read_note(note: str | bytes) -> Note:
    """Read the shape of a note, trusting nothing. Refuses ``tlog.note_malformed``."""
    text = _text(note)
    body, separator, tail = text.rpartition("\n\n")
    lines = tail.split("\n")
    if not separator or not body or lines.pop() or not 1 <= len(lines) <= MAX_SIGNATURES:
        raise Refusal("tlog.note_malformed")
    return Note(body + "\n", tuple(_signature(line) for line in lines))


def check_note(note: str | bytes, keys: Iterable[VerifierKey | str]) -> Note:
    """Read a note and check the signatures of the given keys (or vkeys); those of other keys are passed over.

    Refuses ``tlog.note_malformed``; ``tlog.signature_wrong`` if a known key's signature fails; ``tlog.note_unsigned``
    if no known key signed.
    """
    found = read_note(note)
    known = {(key.name, key.key_id): key for key in map(as_key, keys)}
    verified: dict[VerifierKey, Verified] = {}
    for one in found.signatures:
        key = known.get((one.name, one.key_id))
        if key is None:
            continue
        good = key.check(found.text, one.signature)
        if good is None:
            raise Refusal("tlog.signature_wrong", name=one.name)
        verified.setdefault(key, good)
    if not verified:
        raise Refusal("tlog.note_unsigned")
    return Note(found.text, found.signatures, tuple(verified.values()))


def sign_note(text: str, *signers: tuple[VerifierKey, Callable[[bytes], bytes]]) -> str:
    """`text` (ending with a newline) signed by each (key, sign); `sign` returns 64 bytes of Ed25519."""
    assert text.endswith("\n") and signers, "a text of whole lines, and someone to sign it"
    assert all(key.type is SignatureType.ED25519 for key, _ in signers), "witnesses cosign"
    signatures = tuple(Signature(key.name, key.key_id, sign(text.encode())) for key, sign in signers)
    note = str(Note(text, signatures))
    check_note(note, [key for key, _ in signers])  # a wrong key is found here, not by a stranger
    return note


def cosign(note: str, key: VerifierKey, sign: Callable[[bytes], bytes], *, timestamp: int) -> str:
    """The note with one more line: a witness's cosignature/v1 of the time given. C2SP tlog-cosignature."""
    assert key.type is not SignatureType.ED25519 and 0 < timestamp < 1 << 63
    found = read_note(note)
    ml_dsa = key.type is SignatureType.COSIGNATURE_ML_DSA_44
    message = _subtree_message(key.name, found.text, timestamp) if ml_dsa else _cosigned_message(found.text, timestamp)
    signed = Signature(key.name, key.key_id, timestamp.to_bytes(8) + sign(message))
    assert key.check(found.text, signed.signature) is not None, "signed with the key that was named"
    return note + signed.line()


def as_key(key: VerifierKey | str) -> VerifierKey:
    return key if isinstance(key, VerifierKey) else VerifierKey.parse(key)


def is_key_name(name: str) -> bool:
    """C2SP signed-note: not empty, no Unicode space, no plus; and nothing that a note may not hold."""
    return bool(name) and not _NOT_IN_NAME.search(name)


def b64encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def b64decode(text: str) -> bytes:
    """RFC 4648, 4, its one canonical form. Raises ValueError for any other."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
    if b64encode(data) != text:
        raise ValueError("not the canonical base64")
    return data


def _text(note: str | bytes) -> str:
    try:
        raw = note.encode() if isinstance(note, str) else note
        text = raw.decode()
    except UnicodeError:
        raise Refusal("tlog.note_malformed") from None
    if len(raw) > MAX_NOTE or _CONTROL.search(text):
        raise Refusal("tlog.note_malformed")
    return text


def _signature(line: str) -> Signature:
    dash, name, encoded = line[:2], *line[2:].partition(" ")[::2]
    try:
        raw = b64decode(encoded)
    except ValueError:
        raw = b""
    if dash != _DASH or not is_key_name(name) or len(raw) < 5:
        raise Refusal("tlog.note_malformed")
    return Signature(name, raw[:4], raw[4:])


def _cosigned_message(text: str, timestamp: int) -> bytes:
    """C2SP tlog-cosignature, "Ed25519 signed message"."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def _subtree_message(name: str, text: str, timestamp: int) -> bytes:
    """C2SP tlog-cosignature, "ML-DSA-44 signed message", of a whole tree. Raises ValueError unless a checkpoint."""
    origin, size, root, *_ = text.split("\n")
    cosigner, log = name.encode(), origin.encode()
    if not DECIMAL.fullmatch(size) or not 1 <= len(cosigner) <= 255 or not 1 <= len(log) <= 255:
        raise ValueError("not a checkpoint that can be cosigned")
    return b"".join(
        (
            b"subtree/v1\n\x00",
            *(len(cosigner).to_bytes(1), cosigner, timestamp.to_bytes(8)),
            *(len(log).to_bytes(1), log, bytes(8), int(size).to_bytes(8), b64decode(root)),
        )
    )
