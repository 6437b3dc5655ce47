"""Compact JWS (RFC 7515, 7.1) with Ed25519 only, and JSON read without mercy. Used by credentials and status lists."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any, NoReturn

from openkp.core.refusal import Refusal

from .envelope import MAX_KID

ALGORITHM = "Ed25519"  # RFC 9864, 2.2; "EdDSA" is its older, less exact name (RFC 8037)
ALGORITHMS_READ = ("Ed25519", "EdDSA")
TYPE = "vc+jwt"  # W3C Securing Verifiable Credentials using JOSE and COSE, 3.1
_HEADER = frozenset({"alg", "kid", "typ"})
_HEADER_OPTIONAL = frozenset({"cty", "iss"})
_SIGNATURE = 64


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def from_base64url(text: str) -> bytes:
    """Without padding, and in the one spelling that encoding gives back. Refuses ``credential.base64``."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("credential.base64") from None
    if base64url(data) != text:
        raise Refusal("credential.base64")
    return data


def sign_compact(payload: bytes, *, kid: str, sign: Callable[[bytes], bytes]) -> str:
    """``header.payload.signature`` of a credential."""
    header = json.dumps({"alg": ALGORITHM, "cty": "vc", "kid": kid, "typ": TYPE}, separators=(",", ":"))
    signed = f"{base64url(header.encode())}.{base64url(payload)}"
    signature = sign(signed.encode("ascii"))
    assert len(signature) == _SIGNATURE, "an Ed25519 signature is 64 bytes"
    return f"{signed}.{base64url(signature)}"


def read_compact(text: str, *, limit: int) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    """(header, payload, signed bytes, signature); nothing is verified yet. Refuses ``credential.*``.

    The header may hold alg, kid, typ, cty and iss, and nothing else: a parameter that we would have to understand to
    be safe (crit, jwk, jku, x5u, b64...) is refused with all the others.
    """
    if len(text) > limit:
        raise Refusal("credential.too_large", size=len(text), limit=limit)
    parts = text.split(".")
    if len(parts) != 3 or not text.isascii():
        raise Refusal("credential.not_jws")
    header = read_json(from_base64url(parts[0]))
    if not _HEADER <= header.keys() <= _HEADER | _HEADER_OPTIONAL:
        raise Refusal("credential.protected_header")
    if header["alg"] not in ALGORITHMS_READ:
        raise Refusal("credential.algorithm", algorithm=str(header["alg"])[:20])
    if header["typ"] != TYPE or header.get("cty", "vc") != "vc":
        raise Refusal("credential.media_type")
    if not isinstance(header["kid"], str) or len(header["kid"]) > MAX_KID:
        raise Refusal("credential.protected_header")
    signature = from_base64url(parts[2])
    if len(signature) != _SIGNATURE:
        raise Refusal("credential.truncated")
    return header, read_json(from_base64url(parts[1])), f"{parts[0]}.{parts[1]}".encode(), signature


def kid_of(text: str) -> str:
    """The key that a compact JWS says signed it, "" if it names none; nothing is verified."""
    named = read_json(from_base64url(text.partition(".")[0])).get("kid")
    return named if isinstance(named, str) else ""


def read_json(data: bytes) -> dict[str, Any]:
    """One JSON object of text, whole numbers, booleans, lists and objects. Refuses ``credential.json``: a name twice,
    null, a fraction, NaN, a number over 15 digits, nesting without end, text that is not Unicode."""
    try:
        found = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_never,
            parse_constant=_never,
            parse_int=_whole,
        )
        plain = isinstance(found, dict) and _plain(found)
    except (ValueError, RecursionError):
        raise Refusal("credential.json") from None
    if not plain:
        raise Refusal("credential.json")
    assert isinstance(found, dict), "asked above"
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _whole(text: str) -> int:
    if len(text) > 16:
        raise ValueError("a number too large to be exact everywhere")
    return int(text)


def _never(text: str) -> NoReturn:
    raise ValueError("not a whole number")


def _plain(value: Any) -> bool:
    """No null anywhere, and no half of a surrogate pair in any text."""
    if isinstance(value, dict):
        return all(_plain(name) and _plain(item) for name, item in value.items())
    if isinstance(value, list):
        return all(_plain(item) for item in value)
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)
    return value is not None
