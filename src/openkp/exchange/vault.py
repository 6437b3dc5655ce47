"""The secrets of endpoints: made here, kept encrypted under a key derived from the installation's own (RFC 5869)."""

from __future__ import annotations

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PREFIX = "whsec_"  # Standard Webhooks: the prefix, then base64 of the key
_BYTES = 32
_INFO = b"openkp exchange: secrets of endpoints, 1"


def new_secret() -> str:
    """256 bits, as a receiver is given them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def close(secret: str) -> str:
    """As it is kept. Each time another text: nothing is learnt by comparing two."""
    return _box().encrypt(secret.encode()).decode()


def open_(closed: str) -> str | None:
    """None if it was closed under another key: the installation's was changed."""
    try:
        return _box().decrypt(closed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
