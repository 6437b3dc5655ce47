"""What a signed form says once it has been read strictly, and before anything in it is believed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openkp.core.facts import CertificateFacts
from openkp.core.refusal import Refusal

MAX_KID = 240
_KID = re.compile(r"did:web:[A-Za-z0-9.%:_-]{1,180}#[A-Za-z0-9._-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Envelope:
    """`form` is ``"cose"`` or ``"vc"``; `kid` a DID URL; `signature` 64 bytes of Ed25519 over `signed_bytes`."""

    form: str
    kid: str
    facts: CertificateFacts
    signed_bytes: bytes
    signature: bytes


def issuer_of(kid: str) -> str:
    """The DID before ``#``. Refuses ``credential.kid`` unless `kid` is a did:web URL that names a key."""
    if len(kid) > MAX_KID or not _KID.fullmatch(kid):
        raise Refusal("credential.kid", kid=kid[:80])
    return kid.partition("#")[0]


def check_kid(kid: str, issuer: str) -> None:
    """Refuse ``credential.kid_not_of_issuer`` unless the key named belongs to the issuer named."""
    if issuer_of(kid) != issuer:
        raise Refusal("credential.kid_not_of_issuer", kid=kid, issuer=issuer)
