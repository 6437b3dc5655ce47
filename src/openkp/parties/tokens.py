"""Tokens of the API: the published list of scopes, and the form of a secret. Only a secret's hash is ever kept.

A token belongs to a person; a system is a person without a password. It opens what its scopes name and never more than
the roles of its person allow on that day.
"""

from __future__ import annotations

import hashlib
import secrets
from enum import StrEnum

MAX_DAYS = 366
PREFIX = "okp_"  # so that a scanner of published code recognises one


class TokenScope(StrEnum):
    """Published list. Each operation of the API names one."""

    READ = "read"  # every list and every object that its person may see
    REGISTRY = "registry"  # participants and rules; operators, licences, zones, sites, booklets
    CUSTODY = "custody"  # the carat ledger: finds, sales, splitting, sorting, cutting, seizure
    EXPORT = "export"  # export files, certificates issued here, blank forms
    IMPORT = "import"  # the importing authority: presentation, inspection, confirmation, alarms
    ADMIN = "admin"  # people, roles, signatories, tokens


def new_secret() -> str:
    """A secret to be told once: 256 bits that nobody guesses, so that a plain hash of it is enough."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """SHA-256 of a secret, in hexadecimal: what is kept, and looked up."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
