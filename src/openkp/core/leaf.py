"""The bytes of one entry of the public log. The log is public and trade is not: no weight, no value, no name.

A leaf is RFC 8785 JSON: ``{"issuer":..,"kind":..,"number":..,"sha256":..,"v":1}``. `sha256` commits to what happened:
for ``issued`` the canonical facts, whose 128-bit salt keeps them from being guessed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from .credential.jws import read_json
from .refusal import Refusal

LEAF_VERSION = 1
LEAF_KINDS = frozenset(
    {
        *("issued", "void", "lost", "stolen", "replaced", "returned", "expired-unused"),
        *("confirmed", "seized", "status-list", "technical", "seal"),
        *("blank-missing", "blank-lost", "blank-stolen"),
    }
)
MAX_NAMES = 600
MAX_LEAF = 1024  # C2SP tlog-tiles allows 65,535; ours are about 200
_quote = json.encoder.encode_basestring
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Leaf:
    kind: str
    issuer: str
    number: str
    facts_sha256: bytes


def leaf_bytes(*, kind: str, issuer: str, number: str, facts_sha256: bytes) -> bytes:
    """The exact logged bytes of one event."""
    assert kind in LEAF_KINDS and len(facts_sha256) == 32, "a kind of the list, and a SHA-256"
    assert issuer and number and len(issuer) + len(number) <= MAX_NAMES, "who and what, in few words"
    # RFC 8785 by hand, as each verification needs it; tests compare it with a library's.
    sha256 = facts_sha256.hex()
    names = f'"issuer":{_quote(issuer)},"kind":"{kind}","number":{_quote(number)}'
    return f'{{{names},"sha256":"{sha256}","v":{LEAF_VERSION}}}'.encode()


def read_leaf(data: bytes) -> Leaf:
    """Read what `leaf_bytes` writes and nothing else. Refuses ``leaf.malformed``."""
    try:
        found = read_json(data) if len(data) <= MAX_LEAF else {}
    except Refusal:
        found = {}
    sha256 = found.get("sha256")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise Refusal("leaf.malformed")
    kind, issuer, number = found.get("kind"), found.get("issuer"), found.get("number")
    if not isinstance(kind, str) or not isinstance(issuer, str) or not isinstance(number, str):
        raise Refusal("leaf.malformed")
    leaf = Leaf(kind, issuer, number, bytes.fromhex(sha256))
    if kind not in LEAF_KINDS or not issuer or not number or len(issuer) + len(number) > MAX_NAMES:
        raise Refusal("leaf.malformed")
    if leaf_bytes(kind=kind, issuer=issuer, number=number, facts_sha256=leaf.facts_sha256) != data:
        raise Refusal("leaf.malformed")
    return leaf
