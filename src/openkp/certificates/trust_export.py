"""The signed trust list of this installation: what a verifier needs offline (docs/formats/trust-list.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from openkp.core import trust
from openkp.core.facts import instant
from openkp.core.tlog import VerifierKey
from openkp.parties import queries as parties
from openkp.signing import queries as keyring
from openkp.signing.keys import AUTHORITY, DOCUMENT, CertificateRow, KeyRow
from openkp.transparency import addresses, publication
from openkp.transparency import queries as transparency

from .models import BlankAllocation, BlankFate, Certificate, PriorCertificate
from .queries import status_lists

TRUST_PATH = "published/trust.json"


def build(now: dt.datetime) -> bytes:
    """The trust list as of `now`, signed by the installation's trust key; read back by the verifier before it is given.

    Refuses as `signing.queries.signer_for` does.
    """
    signer = keyring.signer_for(issuer=addresses.log_issuer(settings.OPENKP_URL), purpose="trust", on=now)
    body = {
        "url": f"{settings.OPENKP_URL}/trust.json",
        "specimen": signer.specimen,
        "issued_at": instant(now),
        "policy": parties.rule("verification.policy", "*", now.date()).value,
        "participants": list(_participants()),
        "restrictions": list(_restrictions()),
        "authorities": list(_authorities()),
        "keys": list(_keys()),
        "number_ranges": list(_number_ranges(now)),
        "cross_checks": list(_cross_checks()),
        "status_lists": status_lists(),
        "logs": [_log(now)],
        "ca_certificates": list(_roots()),
    }
    return trust.sign_trust_list(body, kid=signer.kid, sign=signer.sign)


def write(path: Path, *, now: dt.datetime) -> trust.TrustList:
    """Write the list to `path`, swapped in whole; answers it as read back."""
    data = build(now)
    publication.write(path, data)
    return trust.read_trust_list(data)


def _participants() -> Iterator[dict[str, Any]]:
    for row in parties.participants():
        lines = []
        for status in row.statuses:
            line = {"status": str(status.status), **_dates(status.period.valid_from, status.period.end)}
            if status.period.recorded_on:
                line["recorded_on"] = status.period.recorded_on.isoformat()
            if status.basis:
                line["basis"] = status.basis
            lines.append(line)
        yield {"code": row.code, "name": row.name_en, "status": lines}


def _restrictions() -> Iterator[dict[str, Any]]:
    for row in parties.restrictions():
        line = {
            "participant": row.participant,
            "scope": str(row.scope),
            "direction": str(row.direction),
            **_dates(row.period.valid_from, row.period.end),
        }
        target = f"{row.mode}: {', '.join(row.targets)}" if row.targets else ""
        yield {**line, **{k: v for k, v in (("target", target), ("basis", row.basis), ("source", row.source)) if v}}


def _authorities() -> Iterator[dict[str, Any]]:
    for row in parties.authorities():
        yield {
            "did": row.issuer,
            "participant": row.participant,
            "name": row.name_en,
            **_dates(row.valid_from, row.valid_to),
        }


def _keys() -> Iterator[dict[str, Any]]:
    rows = keyring.keys()
    for key in rows:
        line: dict[str, Any] = {
            "kid": key.kid,
            "issuer": key.issuer,
            "purpose": key.purpose,
            "algorithm": "Ed25519",
            "public_key": key.public_key.hex(),
            "valid_from": instant(key.valid_from),
            "specimen": key.specimen,
        }
        if key.valid_until is not None:
            line["valid_until"] = instant(key.valid_until)
        yield {**line, **_end(key)}


def _roots() -> Iterator[dict[str, Any]]:
    """Each root vouches for the authorities to whose files it gave a certificate, and for nobody else."""
    rows = keyring.certificates()
    for root in rows:
        if root.role != AUTHORITY:
            continue
        given = [row for row in rows if row.role == DOCUMENT and row.parent == root.serial]
        revoked = [{"serial": row.serial.replace(" ", ""), **_end(row)} for row in given if row.revoked_at is not None]
        yield {
            "certificate": root.pem,
            "issuers": sorted({row.issuer for row in given}),
            **({"revoked": revoked} if revoked else {}),
            **_end(root),
        }


def _end(row: KeyRow | CertificateRow) -> dict[str, str]:
    if row.revoked_at is None:
        return {}
    return {"revoked_at": instant(row.revoked_at), "revoked_reason": row.revoked_reason}


def _number_ranges(now: dt.datetime) -> Iterator[dict[str, Any]]:
    """Each allocation counts for the years in which its forms could be issued: from the year in which the office got
    it to the year in which its last form was used or spoiled, or to this year while forms are left."""
    rows = list(BlankAllocation.objects.select_related("range").order_by("id"))
    ended = _last_years([f"{row.prefix}{row.last:0{row.digits}d}" for row in rows if row.next > row.last])
    for row in rows:
        first, last = (f"{row.prefix}{serial:0{row.digits}d}" for serial in (row.first, row.last))
        until = now.year if row.next <= row.last else ended.get(last, now.year)
        for year in range(row.allocated_on.year, until + 1):
            yield {"participant": row.range.participant, "year": year, "first": first, "last": last}
    # Numbers of an earlier system are in no stock of this one: each for the year of its issue.
    for prior in PriorCertificate.objects.filter(confirmed_at__isnull=False, corrected_by__isnull=True).order_by("id"):
        told = {"participant": prior.participant, "year": prior.issued_on.year}
        yield {**told, "first": prior.number, "last": prior.number}


def _last_years(numbers: list[str]) -> dict[str, int]:
    used = Certificate.objects.filter(number__in=numbers).values_list("number", "issued_at")
    fates = BlankFate.objects.filter(number__in=numbers).values_list("number", "at")
    return {number: at.year for rows in (fates, used) for number, at in rows}


def _cross_checks() -> Iterator[dict[str, Any]]:
    for row in parties.rules(key="certificate.cross_checks"):
        for check in row.value:
            yield {"participant": row.participant, "check": check, **_dates(row.valid_from, row.valid_to)}


def _log(now: dt.datetime) -> dict[str, Any]:
    origin = addresses.log_origin(settings.OPENKP_URL)
    signer = keyring.signer_for(issuer=addresses.log_issuer(settings.OPENKP_URL), purpose="log", on=now)
    head = transparency.latest_checkpoint()
    return {
        "origin": origin,
        "vkey": str(VerifierKey(origin, signer.public_key)),
        "checkpoint": head.note if head else "",
    }


def _dates(since: dt.date | None, until: dt.date | None) -> dict[str, str]:
    out = {} if since is None else {"from": since.isoformat()}
    return out if until is None else {**out, "until": until.isoformat()}
