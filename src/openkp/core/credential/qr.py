"""The text of the QR code: ``KP1:`` and Base45 (RFC 9285) of the compact form, with its log proof where there is room.

Under the Base45 is one CBOR array: ``[cose]``, or ``[cose, index, hashes, checkpoint]`` where `hashes` are 32 bytes
each, end to end, and `checkpoint` is the signed note as text. Letters and digits of a QR code's alphanumeric mode.
"""

from __future__ import annotations

import re

import cbor2

from openkp.core.merkle import HASH_SIZE
from openkp.core.refusal import Refusal
from openkp.core.tlog import LogProof
from openkp.core.tlog.proof import MAX_HASHES

from . import base45
from .cbor import load_plain

PREFIX = "KP1:"
MAX_QR = 4296  # characters of alphanumeric mode in the largest code, version 40-L (ISO/IEC 18004)
_VERSIONED = re.compile(r"KP([0-9]{1,9}):")
_WRAPPING = str.maketrans("", "", "\r\n\t")  # mail programs and terminals break long lines; none is in the alphabet


def encode_qr(cose: bytes, proof: LogProof | None) -> str:
    """The text of the code. Refuses ``qr.too_large`` where no QR code can hold it."""
    parts: list[object] = [cose]
    if proof is not None:
        parts += [proof.index, b"".join(proof.hashes), proof.checkpoint]
    text = PREFIX + base45.encode(cbor2.dumps(parts))
    if len(text) > MAX_QR:
        raise Refusal("qr.too_large", size=len(text), limit=MAX_QR)
    return text


def decode_qr(text: str) -> tuple[bytes, LogProof | None]:
    """(COSE bytes, proof or None); nothing is verified yet.

    Refuses ``qr.unknown_version`` for another ``KPn:`` and ``qr.malformed`` for anything but what `encode_qr` writes.
    """
    text = text.translate(_WRAPPING).strip()
    versioned = _VERSIONED.match(text)
    if versioned and not text.startswith(PREFIX):
        raise Refusal("qr.unknown_version", prefix=versioned[0])
    if not versioned or len(text) > MAX_QR:
        raise Refusal("qr.malformed")
    try:
        raw = base45.decode(text[len(PREFIX) :])
        parts = load_plain(raw)
    except (ValueError, Refusal):
        raise Refusal("qr.malformed") from None
    match parts:
        case [bytes() as cose]:
            proof = None
        case [bytes() as cose, int() as index, bytes() as hashes, str() as checkpoint]:
            if type(index) is bool or index < 0 or len(hashes) % HASH_SIZE or len(hashes) > MAX_HASHES * HASH_SIZE:
                raise Refusal("qr.malformed")
            split = tuple(hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE))
            proof = LogProof(index, split, checkpoint)
        case _:
            raise Refusal("qr.malformed")
    if cbor2.dumps(parts) != raw:  # one encoding, and nothing after its end
        raise Refusal("qr.malformed")
    return cose, proof
