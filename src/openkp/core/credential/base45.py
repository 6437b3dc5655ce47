"""Base45 (RFC 9285): two bytes become three letters of a QR code's alphanumeric mode. Whole arrays at a time."""

from __future__ import annotations

import struct

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_LETTERS = ALPHABET.encode("ascii")
_VALUES = bytes.maketrans(_LETTERS, bytes(range(45)))
_PAIRS = [ALPHABET[low] + ALPHABET[high] for high in range(45) for low in range(45)]  # index: low + 45 * high


def encode(data: bytes) -> str:
    words = struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])
    text = "".join([_PAIRS[word % 2025] + ALPHABET[word // 2025] for word in words])
    return text + _PAIRS[data[-1]] if len(data) % 2 else text


def decode(text: str) -> bytes:
    """Raises ValueError for letters outside the alphabet, a length that no data has, and numbers over 65,535 or 255:
    each text decodes to the one data that encodes to it."""
    raw = text.encode("ascii")
    if raw.translate(None, _LETTERS) or len(raw) % 3 == 1:
        raise ValueError("not Base45")
    values = raw.translate(_VALUES)
    end = len(values) // 3 * 3
    triples = zip(values[0:end:3], values[1:end:3], values[2:end:3], strict=True)
    words = [low + 45 * middle + 2025 * high for low, middle, high in triples]
    try:
        out = struct.pack(f">{len(words)}H", *words)
    except struct.error:
        raise ValueError("not Base45") from None
    if end == len(values):
        return out
    return out + bytes((values[end] + 45 * values[end + 1],))  # bytes() raises ValueError over 255
