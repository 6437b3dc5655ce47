"""Who may sign what on a given day, and the public halves of every key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from openkp.core.problem import Problem
from openkp.core.refusal import Refusal
from openkp.events.reference import Reference, ask

from . import did, stores, x509
from .keys import AUTHORITY, DOCUMENT, CertificateRow, FileSigner, KeyRow, KeyState, Signer
from .models import SigningKey, X509Certificate


def signer_for(
    *, issuer: str, purpose: str, on: dt.datetime, since: dt.datetime | None = None, known: Reference | None = None
) -> Signer:
    """The newest key of `issuer` for `purpose` that holds at `on`, and held at `since` already: what was decided at a
    desk without a network bears that time, and its key must have been in force then.

    Refuses ``signing.no_key``, ``signing.key_expired``, ``signing.key_revoked``, ``signing.key_not_yet``, and as the
    store does (``signing.key_file_missing``, ``signing.passphrase_missing``, ``signing.passphrase_wrong``).
    """
    keys = ask(known, _newest_first, issuer, purpose)
    for store, key in keys:
        if key.state(on) == KeyState.VALID and (since is None or key.state(since) == KeyState.VALID):
            sign = stores.store(store).signing(key.public_key)
            return Signer(key.kid, key.public_key, key.algorithm, key.specimen, sign)
    if not keys:
        raise Refusal("signing.no_key", issuer=issuer, purpose=purpose)
    newest = keys[0][1]
    match newest.state(on):
        case KeyState.PAST:
            raise Refusal("signing.key_expired", kid=newest.kid, on=newest.valid_until)
        case KeyState.REVOKED:
            raise Refusal("signing.key_revoked", kid=newest.kid, on=newest.revoked_at)
        case _:
            raise Refusal("signing.key_not_yet", kid=newest.kid, on=newest.valid_from)


def _newest_first(issuer: str, purpose: str) -> tuple[tuple[str, KeyRow], ...]:
    """Each key with the store of its private half."""
    rows = SigningKey.objects.filter(issuer=issuer, purpose=purpose).select_related("revocation")
    return tuple((row.store, _row(row)) for row in rows.order_by("-valid_from", "-id"))


def keys() -> tuple[KeyRow, ...]:
    """Every Ed25519 key that was ever made, oldest first."""
    return tuple(_row(row) for row in SigningKey.objects.select_related("revocation").order_by("id"))


def key(kid: str) -> KeyRow:
    """Refuses ``signing.no_such_key``."""
    row = SigningKey.objects.filter(kid=kid).select_related("revocation").first()
    if row is None:
        raise Refusal("signing.no_such_key", kid=kid[:120])
    return _row(row)


def did_document(issuer: str) -> dict[str, Any]:
    """The DID document of `issuer`. Refuses ``signing.no_key`` if it never had one."""
    rows = SigningKey.objects.filter(issuer=issuer).select_related("revocation").order_by("id")
    found = [_row(row) for row in rows]
    if not found:
        raise Refusal("signing.no_key", issuer=issuer[:180], purpose="*")
    return did.document(issuer, found)


def document_signer(*, issuer: str, on: dt.datetime) -> FileSigner:
    """Who signs the files of `issuer` at `on`. Refuses ``signing.no_document_signer``, and as the store does."""
    row = _document_row(issuer, on)
    assert row.parent is not None, "a signer's certificate has a root"
    store = stores.store(row.store)
    return FileSigner(row.pem, (row.parent.pem,), row.serial, store.specimen, store.signing(bytes(row.public_key)))


def document_serial(*, issuer: str, on: dt.datetime) -> str:
    """The serial number of that certificate; no key is opened. Refuses ``signing.no_document_signer``."""
    return _document_row(issuer, on).serial


def _document_row(issuer: str, on: dt.datetime) -> X509Certificate:
    row = (
        X509Certificate.objects.filter(role=DOCUMENT, issuer=issuer, valid_from__lte=on, valid_until__gt=on)
        .filter(revocation__isnull=True, parent__revocation__isnull=True)
        .select_related("parent")
        .order_by("-valid_from", "-id")
        .first()
    )
    if row is None:
        raise Refusal("signing.no_document_signer", issuer=issuer, on=on)
    return row


def certificates() -> tuple[CertificateRow, ...]:
    """Every certificate for signing files, roots too, oldest first: what they signed stays verifiable after they
    expire."""
    rows = X509Certificate.objects.select_related("revocation", "parent__revocation").order_by("id")
    return tuple(_certificate(row) for row in rows)


def certificate(serial: str) -> CertificateRow:
    """However the serial number is written. Refuses ``signing.no_such_certificate``."""
    rows = X509Certificate.objects.select_related("revocation", "parent__revocation")
    row = rows.filter(serial=x509.plain_serial(serial)).first()
    if row is None:
        raise Refusal("signing.no_such_certificate", serial=serial[:60])
    return _certificate(row)


def ca_valid(on: dt.datetime) -> bool:
    """Whether a root of the installation holds at `on`."""
    held = X509Certificate.objects.filter(role=AUTHORITY, valid_from__lte=on, valid_until__gt=on)
    return held.filter(revocation__isnull=True).exists()


def problems(on: dt.datetime) -> Iterator[Problem]:
    """Keys that should sign at `on` and whose private half is gone; certificates that their root did not sign."""
    held = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    for key in SigningKey.objects.filter(held, valid_from__lte=on, revocation__isnull=True):
        yield from _private_half(key.kid, key.store, bytes(key.public_key))
    for row in X509Certificate.objects.select_related("parent", "revocation").order_by("id"):
        if _certificate_problem(row):
            yield Problem("signing.certificate_broken", row.serial, {"serial": row.serial})
        if row.valid_until > on and not hasattr(row, "revocation"):
            yield from _private_half(row.serial, row.store, bytes(row.public_key))


def _private_half(kid: str, store: str, public_key: bytes) -> Iterator[Problem]:
    where = stores.store(store)
    if not where.holds(public_key):
        yield Problem("signing.key_gone", kid, {"kid": kid})
    elif not where.whole(public_key):
        yield Problem("signing.key_damaged", kid, {"kid": kid})


def _certificate_problem(row: X509Certificate) -> bool:
    """Whether the certificate is not what its row says, or its root did not sign it."""
    try:
        certificate = x509.read(row.pem)
        root = x509.read(row.parent.pem) if row.parent else certificate
        certificate.verify_directly_issued_by(root)
    except Exception:
        # Bytes of a damaged database may break the reader in any way; each of them is the same finding.
        return True
    return x509.serial_text(certificate) != row.serial or x509.point(certificate) != bytes(row.public_key)


def _row(row: SigningKey) -> KeyRow:
    ended = getattr(row, "revocation", None)
    return KeyRow(
        kid=row.kid,
        issuer=row.issuer,
        purpose=row.purpose,
        algorithm=row.algorithm,
        public_key=bytes(row.public_key),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        revoked_at=ended.at if ended else None,
        revoked_reason=ended.reason if ended else "",
        specimen=stores.store(row.store).specimen,
    )


def _certificate(row: X509Certificate) -> CertificateRow:
    ended = getattr(row, "revocation", None)
    above = row.parent
    return CertificateRow(
        serial=row.serial,
        role=row.role,
        issuer=row.issuer,
        parent=above.serial if above else row.serial,
        pem=row.pem,
        public_key=bytes(row.public_key),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        revoked_at=ended.at if ended else None,
        revoked_reason=ended.reason if ended else "",
        ended_with=above.serial if above and hasattr(above, "revocation") else "",
        specimen=stores.store(row.store).specimen,
    )
