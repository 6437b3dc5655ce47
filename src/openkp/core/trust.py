"""The signed trust list: whom to believe, and about what, when verifying without a network. docs/formats/trust-list.md.

A trust list is the verifier's only source about the world: who was a participant which day, which keys speak for which
authority, which numbers were issued, what became of certificates, and how old any of this may be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .credential.canonical import jcs
from .credential.jws import base64url, from_base64url, read_json
from .refusal import Refusal
from .trust_reading import read_document
from .trust_rows import CERTIFYING, PURPOSES, SCOPES, STATUSES, Key, LogRow, Policy, TrustList, fingerprint, standing

__all__ = [
    "CERTIFYING",
    "FORMAT",
    "PURPOSES",
    "SCOPES",
    "STATUSES",
    "VERSION",
    "Key",
    "LogRow",
    "Policy",
    "TrustList",
    "fingerprint",
    "read_trust_list",
    "sign_trust_list",
    "standing",
]

FORMAT = "openkp-trust-list"
VERSION = 2
_READ = (1, VERSION)
MAX_TRUST_LIST = 64 * 1024 * 1024


def sign_trust_list(body: Mapping[str, Any], *, kid: str, sign: Callable[[bytes], bytes]) -> bytes:
    """The document of `body`, signed and canonical; refuses a body that `read_trust_list` would not read.

    `body` holds every member of docs/formats/trust-list.md but ``format``, ``version``, ``signed_by``, ``signature``;
    the public key of `kid` is among its ``keys``, with purpose ``trust``.
    """
    document = {**body, "format": FORMAT, "version": VERSION, "signed_by": kid}
    signature = sign(jcs(document))
    data = jcs({**document, "signature": base64url(signature)})
    read_trust_list(data)
    return data


def read_trust_list(data: bytes, *, pin: str | None = None) -> TrustList:
    """Read strictly and check the signature.

    `pin` is the fingerprint of the key that must have signed. Without it the list is believed as it was given: whoever
    handed it over is trusted. Refuses ``trust.malformed`` (with the `field`), ``trust.version``, ``trust.signature``,
    ``trust.pin``, ``trust.signer``.
    """
    if len(data) > MAX_TRUST_LIST:
        raise Refusal("trust.malformed", field="size")
    try:
        document = read_json(data)
    except Refusal:
        raise Refusal("trust.malformed", field="json") from None
    if document.get("format") != FORMAT:
        raise Refusal("trust.malformed", field="format")
    if type(document.get("version")) is not int or document["version"] not in _READ:
        raise Refusal("trust.version", version=str(document.get("version"))[:20])
    signature = document.pop("signature", None)
    trust = read_document(document)
    key = trust.keys.get(trust.signed_by)
    if key is None or key.purpose != "trust" or key.specimen > trust.specimen:
        raise Refusal("trust.signer", kid=trust.signed_by[:80])
    if not isinstance(signature, str) or not _signed(key, signature, jcs(document)):
        raise Refusal("trust.signature")
    if not key.spoke_at(trust.issued_at):
        raise Refusal("trust.signer", kid=trust.signed_by[:80])
    if pin is not None and _plain_pin(pin) != trust.fingerprint:
        raise Refusal("trust.pin", found=trust.fingerprint, pin=pin[:100])
    return trust


def _signed(key: Key, signature: str, message: bytes) -> bool:
    try:
        raw = from_base64url(signature)
    except Refusal:
        return False
    return key.verifies(raw, message)


def _plain_pin(pin: str) -> str:
    return pin.lower().removeprefix("sha256:").replace(":", "").replace(" ", "")
