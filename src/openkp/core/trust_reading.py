"""Reads the members of a trust list: every one known, typed and bounded, or the whole list is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509 import load_pem_x509_certificate

from .credential.canonical import read_instant
from .credential.envelope import issuer_of
from .credential.shape import is_issuer, is_status_address
from .refusal import Refusal
from .tlog import SignatureType, VerifierKey, check_checkpoint
from .trust_rows import (
    CROSS_CHECKS,
    PURPOSES,
    REVOCATION_REASONS,
    SCOPES,
    STATUSES,
    AuthorityRow,
    CrossCheck,
    DatedStatus,
    Key,
    LogRow,
    NumberRange,
    Policy,
    Restriction,
    Revocation,
    Root,
    TrustList,
    fingerprint,
)

_MEMBERS = frozenset(
    {
        *("format", "version", "url", "specimen", "issued_at", "signed_by", "policy", "participants", "restrictions"),
        *("authorities", "keys", "number_ranges", "cross_checks", "status_lists", "logs", "ca_certificates"),
    }
)
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_NUMBER = re.compile(r"[A-Z]{2}[0-9]{1,12}", re.ASCII)
_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SERIAL = re.compile(r"[1-9A-F][0-9A-F]{0,39}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MAX_HOURS = 24 * 366 * 10
_T = TypeVar("_T")


def read_document(document: Mapping[str, Any]) -> TrustList:
    """All members but the signature. Refuses ``trust.malformed`` with the `field`."""
    if document.keys() != _MEMBERS:
        raise _bad(min(str(name)[:40] for name in document.keys() ^ _MEMBERS))
    keys = {row.kid: row for row in _rows(document, "keys", _key)}
    signed_by = _text(document, "signed_by", "signed_by")
    signer = keys.get(signed_by)
    return TrustList(
        version=document["version"],
        url=_text(document, "url", "url"),
        specimen=_flag(document, "specimen", "specimen"),
        issued_at=_moment(document, "issued_at", "issued_at"),
        signed_by=signed_by,
        fingerprint=fingerprint(signer.public_key) if signer else "",
        policy=_policy(document["policy"]),
        statuses=_statuses(document),
        restrictions=_by(_rows(document, "restrictions", _restriction), lambda row: row.participant),
        authorities=_by(_rows(document, "authorities", _authority), lambda row: row.did),
        keys=_once(keys, document),
        number_ranges=_by(_rows(document, "number_ranges", _range), lambda row: row.participant),
        cross_checks=_by(_rows(document, "cross_checks", _cross_check), lambda row: row.participant),
        status_lists=_status_lists(document["status_lists"]),
        logs=_logs(document),
        ca_certificates=_roots(document),
    )


def _once(keys: Mapping[str, Key], document: Mapping[str, Any]) -> Mapping[str, Key]:
    if len(keys) != len(document["keys"]):
        raise _bad("keys.kid")
    return keys


def _policy(value: Any) -> Policy:
    names = {"require_proof", "status_max_age_hours", "trust_max_age_hours", "clock_skew_seconds"}
    row = _object(value, "policy", names)
    return Policy(
        _flag(row, "require_proof", "policy"),
        _whole(row, "status_max_age_hours", "policy", most=_MAX_HOURS),
        _whole(row, "trust_max_age_hours", "policy", most=_MAX_HOURS),
        _whole(row, "clock_skew_seconds", "policy", most=86_400),
    )


def _statuses(document: Mapping[str, Any]) -> dict[str, tuple[DatedStatus, ...]]:
    out: dict[str, tuple[DatedStatus, ...]] = {}
    for item in _list(document, "participants", "participants"):
        row = _object(item, "participants", {"code", "status"}, {"name"})
        code = _match(row, "code", _CODE, "participants")
        if code in out:
            raise _bad("participants.code")
        out[code] = tuple(_status(code, line) for line in _list(row, "status", "participants"))
    return out


def _status(code: str, value: Any) -> DatedStatus:
    row = _object(value, "participants.status", {"status"}, {"from", "until", "recorded_on", "basis"})
    return DatedStatus(
        code,
        _choice(row, "status", STATUSES, "participants.status"),
        _day(row, "from"),
        _day(row, "until"),
        _day(row, "recorded_on"),
        _text(row, "basis", "participants.basis") if "basis" in row else "",
    )


def _restriction(value: Any) -> Restriction:
    row = _object(
        value, "restrictions", {"participant", "scope", "direction"}, {"target", "from", "until", "basis", "source"}
    )
    return Restriction(
        _match(row, "participant", _CODE, "restrictions"),
        _choice(row, "scope", SCOPES, "restrictions"),
        _text(row, "target", "restrictions") if "target" in row else "",
        _choice(row, "direction", {"export", "import", "both"}, "restrictions"),
        _day(row, "from"),
        _day(row, "until"),
        _text(row, "basis", "restrictions") if "basis" in row else "",
    )


def _authority(value: Any) -> AuthorityRow:
    row = _object(value, "authorities", {"did", "participant", "name"}, {"from", "until"})
    if not is_issuer(row["did"]):
        raise _bad("authorities.did")
    return AuthorityRow(
        row["did"],
        _match(row, "participant", _CODE, "authorities"),
        _text(row, "name", "authorities"),
        _day(row, "from"),
        _day(row, "until"),
    )


def _key(value: Any) -> Key:
    row = _object(
        value,
        "keys",
        {"kid", "issuer", "purpose", "algorithm", "public_key", "valid_from", "specimen"},
        {"valid_until", "revoked_at", "revoked_reason"},
    )
    kid, issuer = _text(row, "kid", "keys"), _text(row, "issuer", "keys")
    if _issuer_of(kid) != issuer:
        raise _bad("keys.kid")
    if row["algorithm"] != "Ed25519":
        raise _bad("keys.algorithm")
    revocation = _revocation(row, "keys")
    public_key = bytes.fromhex(_match(row, "public_key", _KEY, "keys"))
    return Key(
        kid,
        issuer,
        _choice(row, "purpose", PURPOSES, "keys"),
        public_key,
        _moment(row, "valid_from", "keys.valid_from"),
        _moment(row, "valid_until", "keys.valid_until") if "valid_until" in row else None,
        revocation.at if revocation else None,
        revocation.reason if revocation else "",
        _flag(row, "specimen", "keys"),
        Ed25519PublicKey.from_public_bytes(public_key),
    )


def _revocation(row: Mapping[str, Any], field: str) -> Revocation | None:
    if ("revoked_at" in row) != ("revoked_reason" in row):  # the reason decides whether what it signed still stands
        raise _bad(f"{field}.revoked_reason")
    if "revoked_at" not in row:
        return None
    at = _moment(row, "revoked_at", f"{field}.revoked_at")
    return Revocation(at, _choice(row, "revoked_reason", REVOCATION_REASONS, field))


def _range(value: Any) -> NumberRange:
    row = _object(value, "number_ranges", {"participant", "year", "first", "last"})
    first, last = (_match(row, name, _NUMBER, "number_ranges") for name in ("first", "last"))
    if len(first) != len(last) or first[:2] != last[:2] or first > last:
        raise _bad("number_ranges")
    year = _whole(row, "year", "number_ranges", most=9999)
    return NumberRange(_match(row, "participant", _CODE, "number_ranges"), year, first, last)


def _cross_check(value: Any) -> CrossCheck:
    row = _object(value, "cross_checks", {"participant", "check"}, {"from", "until"})
    return CrossCheck(
        _match(row, "participant", _CODE, "cross_checks"),
        _choice(row, "check", CROSS_CHECKS, "cross_checks"),
        _day(row, "from"),
        _day(row, "until"),
    )


def _status_lists(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(is_status_address(url) for url in value):
        raise _bad("status_lists")
    if not all(isinstance(text, str) for text in value.values()):
        raise _bad("status_lists")
    return value


def _logs(document: Mapping[str, Any]) -> dict[str, LogRow]:
    rows = _rows(document, "logs", _log)
    found = {row.origin: row for row in rows}
    if len(found) != len(rows):
        raise _bad("logs.origin")
    return found


def _log(value: Any) -> LogRow:
    """A log with keys that can be used, and a checkpoint that it signed: a slip of the publisher's would otherwise
    look like a fault of every proof."""
    row = _object(value, "logs", {"origin", "vkey", "checkpoint"}, {"witnesses", "quorum"})
    origin = _text(row, "origin", "logs")
    checkpoint = _text(row, "checkpoint", "logs", longest=16_000, empty=True)  # empty: nothing has been logged yet
    try:
        key = VerifierKey.parse(_text(row, "vkey", "logs"))
        texts = _texts(row, "witnesses", "logs", longest=4_000) if "witnesses" in row else ()
        witnesses = {VerifierKey.parse(text) for text in texts}
        if checkpoint:
            check_checkpoint(checkpoint, key)
    except Refusal:
        raise _bad("logs") from None
    quorum = _whole(row, "quorum", "logs", most=len({witness.name for witness in witnesses})) if "quorum" in row else 0
    if key.name != origin or key.type is not SignatureType.ED25519:
        raise _bad("logs.vkey")
    if key in witnesses:  # a log is no witness of its own
        raise _bad("logs.witnesses")
    return LogRow(origin, str(key), checkpoint, tuple(map(str, witnesses)), quorum)


def _roots(document: Mapping[str, Any]) -> tuple[Root, ...]:
    """Each one a certificate that can be read: a damaged one would make every PDF look forged."""
    if document["version"] == 1:
        return _unbound_roots(document)
    roots = tuple(_rows(document, "ca_certificates", _root))
    if len({root.pem for root in roots}) != len(roots):
        raise _bad("ca_certificates")
    return roots


def _root(value: Any) -> Root:
    optional = {"revoked", "revoked_at", "revoked_reason"}
    row = _object(value, "ca_certificates", {"certificate", "issuers"}, optional)
    issuers = _texts(row, "issuers", "ca_certificates.issuers", longest=300)
    if not all(is_issuer(issuer) for issuer in issuers):
        raise _bad("ca_certificates.issuers")
    lines = [_revoked(item) for item in _list(row, "revoked", "ca_certificates.revoked")] if "revoked" in row else []
    revoked = dict(lines)
    if len(revoked) != len(lines):
        raise _bad("ca_certificates.revoked")
    return Root(_certificate(row["certificate"]), frozenset(issuers), revoked, _revocation(row, "ca_certificates"))


def _revoked(value: Any) -> tuple[int, Revocation]:
    field = "ca_certificates.revoked"
    row = _object(value, field, {"serial", "revoked_at", "revoked_reason"})
    found = _revocation(row, field)
    assert found is not None, "both members are there"
    return int(_match(row, "serial", _SERIAL, field), 16), found


def _unbound_roots(document: Mapping[str, Any]) -> tuple[Root, ...]:
    """Version 1 did not say for whom a root vouches. Its publisher wrote of its own installation: the roots count for
    the issuers of the list that live at the publisher's own host, and for nobody else."""
    home = _host(_text(document, "signed_by", "signed_by"))
    dids = [row["did"] for row in _list(document, "authorities", "authorities")]
    own = frozenset(did for did in dids if _host(did) == home)
    if not own:  # then the list does not tell of whose house they are
        return ()
    return tuple(Root(_certificate(text), own) for text in _list(document, "ca_certificates", "ca_certificates"))


def _certificate(text: Any) -> str:
    if not isinstance(text, str) or len(text) > 20_000:
        raise _bad("ca_certificates")
    try:
        load_pem_x509_certificate(text.encode())
    except ValueError:
        raise _bad("ca_certificates") from None
    return text


def _host(did: str) -> str:
    """``kp.example%3A8443`` of ``did:web:kp.example%3A8443:authorities:sl-nma``."""
    return did.partition("#")[0].removeprefix("did:web:").partition(":")[0]


def _by(rows: list[_T], name: Callable[[_T], str]) -> dict[str, tuple[_T, ...]]:
    out: dict[str, list[_T]] = {}
    for row in rows:
        out.setdefault(name(row), []).append(row)
    return {code: tuple(found) for code, found in out.items()}


def _rows(document: Mapping[str, Any], name: str, read: Callable[[Any], _T]) -> list[_T]:
    return [read(item) for item in _list(document, name, name)]


def _list(row: Mapping[str, Any], name: str, field: str) -> list[Any]:
    value = row[name]
    if not isinstance(value, list):
        raise _bad(field)
    return value


def _object(value: Any, field: str, required: set[str], optional: set[str] | None = None) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not required <= value.keys() <= required | (optional or set()):
        raise _bad(field)
    return value


def _text(row: Mapping[str, Any], name: str, field: str, *, longest: int = 1000, empty: bool = False) -> str:
    value = row[name]
    if not isinstance(value, str) or len(value) > longest or not (value or empty):
        raise _bad(field)
    return value


def _texts(row: Mapping[str, Any], name: str, field: str, *, longest: int) -> tuple[str, ...]:
    items = _list(row, name, field)
    if not all(isinstance(item, str) and len(item) <= longest for item in items):
        raise _bad(field)
    return tuple(items)


def _match(row: Mapping[str, Any], name: str, pattern: re.Pattern[str], field: str) -> str:
    value = row[name]
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _bad(f"{field}.{name}")
    return value


def _choice(row: Mapping[str, Any], name: str, choices: frozenset[str] | set[str], field: str) -> str:
    value = row[name]
    if not isinstance(value, str) or value not in choices:
        raise _bad(f"{field}.{name}")
    return value


def _flag(row: Mapping[str, Any], name: str, field: str) -> bool:
    value = row[name]
    if not isinstance(value, bool):
        raise _bad(field)
    return value


def _whole(row: Mapping[str, Any], name: str, field: str, *, most: int) -> int:
    value = row[name]
    if type(value) is not int or not 0 <= value <= most:
        raise _bad(f"{field}.{name}")
    return value


def _moment(row: Mapping[str, Any], name: str, field: str) -> dt.datetime:
    try:
        return read_instant(row[name], field)
    except Refusal:
        raise _bad(field) from None


def _day(row: Mapping[str, Any], name: str) -> dt.date | None:
    """A day, or None where it is left out: without a beginning, or without an end."""
    if name not in row:
        return None
    value = row[name]
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _bad(name)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise _bad(name) from None


def _bad(field: str) -> Refusal:
    return Refusal("trust.malformed", field=field)


def _issuer_of(kid: str) -> str:
    try:
        return issuer_of(kid)
    except Refusal:
        return ""
