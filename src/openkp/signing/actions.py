"""Acts of the key ceremony: make a key, end a key, make the installation's certificate authority and its signers."""

from __future__ import annotations

import datetime as dt

from cryptography.x509 import Certificate

from openkp.core.credential.shape import is_issuer
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.trust import PURPOSES
from openkp.core.trust_rows import REVOCATION_REASONS
from openkp.events.actions import Outcome, action

from . import stores, x509
from .keys import AUTHORITY, DOCUMENT
from .models import KeyRevocation, SigningKey, X509Certificate, X509Revocation


@action("signing.create_key")
def create_key(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    issuer: str,
    purpose: str,
    valid_from: dt.datetime,
    valid_until: dt.datetime | None = None,
) -> Outcome:
    """Make an Ed25519 key for `issuer` (did:web) and `purpose`; keys of one issuer are numbered k1, k2, ...

    Several keys of one purpose may hold at once: the newest signs, each verifies. Answers ``kid`` and ``public_key``
    (hexadecimal). Refuses ``signing.issuer``, ``signing.purpose``, ``signing.period``, and as the store does.
    """
    by.require(Role.ADMIN, Role.SYSTEM)
    if not is_issuer(issuer):
        raise Refusal("signing.issuer", issuer=issuer[:80])
    if purpose not in PURPOSES:
        raise Refusal("signing.purpose", purpose=purpose[:20])
    _check_period(valid_from, valid_until)
    store = stores.store_for_new_keys()
    public_key = store.create(stores.ED25519)
    kid = f"{issuer}#k{SigningKey.objects.filter(issuer=issuer).count() + 1}"
    SigningKey.objects.create(
        kid=kid,
        issuer=issuer,
        purpose=purpose,
        algorithm=stores.ED25519,
        public_key=public_key,
        store=store.name,
        valid_from=valid_from,
        valid_until=valid_until,
        created_at=now,
    )
    return Outcome({"kid": kid, "public_key": public_key.hex(), "specimen": store.specimen}, subject=f"key:{kid}"[:120])


@action("signing.revoke_key")
def revoke_key(*, by: Actor, now: dt.datetime, request_id: str, kid: str, reason: str) -> Outcome:
    """End a key now, once. After ``compromised`` nothing it ever signed is believed; after the other reasons, what it
    signed before stands. Refuses ``signing.no_such_key``, ``signing.already_revoked``, ``signing.reason``."""
    by.require(Role.ADMIN)
    if reason not in REVOCATION_REASONS:
        raise Refusal("signing.reason", reason=reason[:20])
    key = SigningKey.objects.filter(kid=kid).select_related("revocation").first()
    if key is None:
        raise Refusal("signing.no_such_key", kid=kid[:120])
    if hasattr(key, "revocation"):
        raise Refusal("signing.already_revoked", kid=kid, on=key.revocation.at)
    KeyRevocation.objects.create(key=key, at=now, reason=reason)
    return Outcome({"kid": kid, "reason": reason}, subject=f"key:{kid}"[:120])


@action("signing.revoke_certificate")
def revoke_certificate(*, by: Actor, now: dt.datetime, request_id: str, serial: str, reason: str) -> Outcome:
    """End a certificate for signing files now, once, and with it its P-256 key; a root's end is that of all it gave.
    After ``compromised`` no file that it ever signed is believed. Answers ``serial`` as it is printed.

    Refuses ``signing.no_such_certificate``, ``signing.certificate_already_revoked``, ``signing.reason``."""
    by.require(Role.ADMIN)
    if reason not in REVOCATION_REASONS:
        raise Refusal("signing.reason", reason=reason[:20])
    row = X509Certificate.objects.filter(serial=x509.plain_serial(serial)).select_related("revocation").first()
    if row is None:
        raise Refusal("signing.no_such_certificate", serial=serial[:60])
    if hasattr(row, "revocation"):
        raise Refusal("signing.certificate_already_revoked", serial=row.serial, on=row.revocation.at)
    X509Revocation.objects.create(certificate=row, at=now, reason=reason)
    return Outcome({"serial": row.serial, "reason": reason}, subject=f"x509:{row.serial}")


@action("signing.create_authority")
def create_authority(*, by: Actor, now: dt.datetime, request_id: str, name: str, valid_until: dt.datetime) -> Outcome:
    """Make the installation's certificate authority (a P-256 root, `name` its organisation), valid from now.

    A later one takes over for new signers; what the earlier one signed stays under it. Answers ``serial``.
    """
    by.require(Role.ADMIN, Role.SYSTEM)
    _check_period(now, valid_until)
    if not name.strip():
        raise Refusal("signing.name")
    store = stores.store_for_new_keys()
    public_key = store.create(stores.P256)
    certificate = x509.authority_certificate(
        name=name,
        specimen=store.specimen,
        public_key=public_key,
        sign=store.signing(public_key),
        valid_from=now,
        valid_until=valid_until,
    )
    row = _keep(certificate, AUTHORITY, "", None, public_key, store.name, now, valid_until)
    return Outcome({"serial": row.serial}, subject=f"x509:{row.serial}")


@action("signing.create_document_signer")
def create_document_signer(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    issuer: str,
    organisation: str,
    country: str,
    valid_until: dt.datetime,
) -> Outcome:
    """Make the key and certificate that sign the files of the authority `issuer`, valid from now, under the newest
    root. `country` is a code of two letters. Answers ``serial``. Refuses ``signing.no_authority``,
    ``signing.issuer``, ``signing.name``, ``signing.period`` (also if it would outlive the root)."""
    by.require(Role.ADMIN, Role.SYSTEM)
    if not is_issuer(issuer):
        raise Refusal("signing.issuer", issuer=issuer[:80])
    if not organisation.strip() or len(country) != 2 or not country.isascii() or not country.isalpha():
        raise Refusal("signing.name")
    root = (
        X509Certificate.objects.filter(role=AUTHORITY, valid_from__lte=now, valid_until__gt=now)
        .filter(revocation__isnull=True)
        .order_by("-valid_from", "-id")
        .first()
    )
    if root is None:
        raise Refusal("signing.no_authority", on=now)
    _check_period(now, valid_until, not_after=root.valid_until)
    store = stores.store_for_new_keys()
    public_key = store.create(stores.P256)
    certificate = x509.document_certificate(
        parent=x509.read(root.pem),
        issuer=issuer,
        organisation=organisation,
        country=country,
        specimen=store.specimen,
        public_key=public_key,
        sign=stores.store(root.store).signing(bytes(root.public_key)),
        valid_from=now,
        valid_until=valid_until,
    )
    row = _keep(certificate, DOCUMENT, issuer, root, public_key, store.name, now, valid_until)
    return Outcome({"serial": row.serial}, subject=f"x509:{row.serial}")


def _check_period(start: dt.datetime, end: dt.datetime | None, *, not_after: dt.datetime | None = None) -> None:
    if end is not None and (end <= start or (not_after is not None and end > not_after)):
        raise Refusal("signing.period", start=start, end=end)


def _keep(
    certificate: Certificate,
    role: str,
    issuer: str,
    parent: X509Certificate | None,
    public_key: bytes,
    store: str,
    valid_from: dt.datetime,
    valid_until: dt.datetime,
) -> X509Certificate:
    return X509Certificate.objects.create(
        serial=x509.serial_text(certificate),
        role=role,
        issuer=issuer,
        parent=parent,
        pem=x509.pem(certificate),
        public_key=public_key,
        store=store,
        valid_from=valid_from,
        valid_until=valid_until,
    )
