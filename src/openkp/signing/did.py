"""DID documents of our authorities (W3C DID Core 1.0, did:web): every key that ever spoke, with its dates.

A key whose time is over stays, with ``expires``, or nothing it signed could be checked; a revoked key keeps its
``revoked``. A compromised key is no longer an assertion method (W3C Controlled Identifiers 1.0, 2.2).
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable
from typing import Any

from openkp.core.facts import instant

from .keys import KeyRow

CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/jwk/v1",
    "https://w3id.org/security/multikey/v1",
]


def document(issuer: str, keys: Iterable[KeyRow]) -> dict[str, Any]:
    """The document of `issuer`: each key as JsonWebKey under its kid, and as Multikey beside it."""
    methods: list[dict[str, Any]] = []
    believed: list[str] = []
    for key in keys:
        forms: tuple[dict[str, Any], ...] = (
            {"id": key.kid, "type": "JsonWebKey", "publicKeyJwk": jwk(key)},
            {"id": f"{key.kid}-multikey", "type": "Multikey", "publicKeyMultibase": key.multibase},
        )
        for form in forms:
            methods.append({**form, "controller": issuer, **_dates(key)})
            if key.revoked_reason != "compromised":
                believed.append(form["id"])
    return {"@context": CONTEXTS, "id": issuer, "verificationMethod": methods, "assertionMethod": believed}


def jwk(key: KeyRow) -> dict[str, str]:
    """RFC 8037, 2, with the algorithm named as RFC 9864 does."""
    x = base64.urlsafe_b64encode(key.public_key).decode().rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "alg": "Ed25519", "use": "sig", "kid": key.kid}


def _dates(key: KeyRow) -> dict[str, str]:
    out = {}
    if key.valid_until is not None:
        out["expires"] = instant(_whole(key.valid_until))
    if key.revoked_at is not None:
        out["revoked"] = instant(_whole(key.revoked_at))
    return out


def _whole(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=0)
