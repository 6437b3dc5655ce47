"""What a trust list holds, and the questions that are put to it. Pure: rows in, an answer out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .facts import CertificateFacts
from .refusal import Refusal
from .status import StatusList, read_status_list

# Statuses under which certificates may be issued; under any other, none may (domain statuses of KPCS III, VI).
CERTIFYING = frozenset({"active", "active-with-restriction", "meeting-requirements"})
STATUSES = CERTIFYING | {"self-suspended", "suspended", "embargo-un", "removed", "applicant"}
SCOPES = frozenset({"all", "zone", "mine", "operator"})
PURPOSES = frozenset({"certificate", "status", "trust", "log", "confirmation"})
# After the last, nothing that the key ever signed is believed; after the others, what it signed before stands.
REVOCATION_REASONS = frozenset({"superseded", "ended", "compromised"})
_MAX_KEPT = 8_192
CROSS_CHECKS = frozenset({"parcel-reference-ends-with-number"})


@dataclass(frozen=True, slots=True)
class Policy:
    """How strict the verifier must be; the publisher of the list decides."""

    require_proof: bool
    status_max_age_hours: int
    trust_max_age_hours: int
    clock_skew_seconds: int


@dataclass(frozen=True, slots=True)
class DatedStatus:
    """`since` None: the start is not recorded; the status is known to hold from `recorded_on` if that is given."""

    participant: str
    status: str
    since: dt.date | None
    until: dt.date | None  # first day on which it no longer holds
    recorded_on: dt.date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """`scope` all, zone, mine or operator; only ``all`` can bar a certificate, which names no zone."""

    participant: str
    scope: str
    target: str
    direction: str  # export, import, both
    since: dt.date | None
    until: dt.date | None
    basis: str


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    did: str
    participant: str
    name: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Key:
    """One public key; `revoked_reason` ``compromised`` takes back everything the key ever signed."""

    kid: str
    issuer: str
    purpose: str
    public_key: bytes
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    revoked_at: dt.datetime | None
    revoked_reason: str
    specimen: bool
    public: Ed25519PublicKey = field(repr=False, compare=False)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        try:
            self.public.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def spoke_at(self, moment: dt.datetime) -> bool:
        """Whether the key was valid at `moment`, not revoked by then, and not compromised at any time."""
        return (
            self.valid_from <= moment
            and (self.valid_until is None or moment < self.valid_until)
            and (self.revoked_at is None or (moment < self.revoked_at and self.revoked_reason != "compromised"))
        )


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers issued in one year, both ends included: ``SL004001`` to ``SL005000``."""

    participant: str
    year: int
    first: str
    last: str

    def holds(self, number: str) -> bool:
        # Equal length and ASCII: the order of the text is the order of the numbers. Four digits never pass for six.
        return len(number) == len(self.first) and self.first <= number <= self.last


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A national rule between fields, such as: each parcel's reference ends with the certificate's number."""

    participant: str
    check: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class LogRow:
    """A log whose proofs are believed; `quorum` of its `witnesses` must have cosigned a checkpoint."""

    origin: str
    vkey: str
    checkpoint: str
    witnesses: tuple[str, ...] = ()
    quorum: int = 0


@dataclass(frozen=True, slots=True)
class Revocation:
    """The end of a certificate before its time; ``compromised`` takes back everything that its key ever signed."""

    at: dt.datetime
    reason: str

    def denies(self, moment: dt.datetime) -> bool:
        """Whether a signature made at `moment` is not to be believed."""
        return self.reason == "compromised" or moment >= self.at


@dataclass(frozen=True, slots=True)
class Root:
    """An installation's own certificate authority for signatures on files. It vouches for the files of `issuers` and of
    nobody else; `revoked` are certificates that it gave, by serial number; `revocation` is its own end."""

    pem: str = field(repr=False)
    issuers: frozenset[str]
    revoked: Mapping[int, Revocation] = field(default_factory=dict)
    revocation: Revocation | None = None


@dataclass(frozen=True)
class TrustList:
    """A list whose signature was checked against the key it names; see `fingerprint` for pinning that key."""

    version: int
    url: str
    specimen: bool
    issued_at: dt.datetime
    signed_by: str
    fingerprint: str
    policy: Policy
    statuses: Mapping[str, tuple[DatedStatus, ...]]
    restrictions: Mapping[str, tuple[Restriction, ...]]
    authorities: Mapping[str, tuple[AuthorityRow, ...]]
    keys: Mapping[str, Key]
    number_ranges: Mapping[str, tuple[NumberRange, ...]]
    cross_checks: Mapping[str, tuple[CrossCheck, ...]]
    status_lists: Mapping[str, str] = field(repr=False)
    logs: Mapping[str, LogRow]
    ca_certificates: tuple[Root, ...]
    # What was worked out once for this list: status lists read and verified, checkpoints verified.
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def keep(self, name: Any, value: Any) -> Any:
        """Remember `value` for this list; strangers choose some of the names, so there is an end to them."""
        if len(self.memo) >= _MAX_KEPT:
            self.memo.clear()
        self.memo[name] = value
        return value

    @property
    def log(self) -> LogRow | None:
        """The first log of the list: the publisher's own."""
        return next(iter(self.logs.values()), None)

    def status_list(self, url: str) -> StatusList | None:
        """The list at `url`, read and its signature verified once. Refuses ``status.*`` and ``credential.*``."""
        found = self.memo.get(("status", url))
        if found is None:
            text = self.status_lists.get(url)
            if text is None:
                return None
            found = self.keep(("status", url), self._verified_status_list(url, text))
        assert isinstance(found, StatusList)
        return found

    def _verified_status_list(self, url: str, text: str) -> StatusList:
        found = read_status_list(text)
        key = self.keys.get(found.kid)
        if found.url != url or key is None or key.purpose != "status" or key.issuer != found.issuer:
            raise Refusal("status.not_of_issuer", url=url)
        if key.specimen > self.specimen:  # a demonstration key says nothing about the world
            raise Refusal("status.not_of_issuer", url=url)
        if not key.spoke_at(found.issued_at) or not key.verifies(found.signature, found.signed_bytes):
            raise Refusal("status.signature", url=url)
        return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a participant may certify on a day. `code` is ``""`` when it may, else the reason's code."""

    code: str
    basis: str = ""
    status: str = ""


def standing(trust: TrustList, participant: str, day: dt.date, trade: str = "export") -> Standing:
    """`standing_unkept`, worked out once for a participant, a day and a direction."""
    name = ("standing", participant, day, trade)
    found = trust.memo.get(name)
    if found is None:
        found = trust.keep(name, standing_unkept(trust, participant, day, trade))
    assert isinstance(found, Standing)
    return found


def standing_unkept(trust: TrustList, participant: str, day: dt.date, trade: str = "export") -> Standing:
    """May `participant` issue certificates on `day`, or receive shipments (`trade` ``"import"``)? Core document III and
    VI: listed that day, and under no bar.

    A start that is not recorded, asked about before the day on which the status was first seen, cannot be answered:
    ``verify.participation_not_recorded``.
    """
    holding = [row for row in trust.statuses.get(participant, ()) if row.until is None or day < row.until]
    known = [row for row in holding if (row.since is None or row.since <= day)]
    for row in known:
        if row.status not in CERTIFYING and not _before_record(row, day):
            return Standing("verify.participant_barred", row.basis, row.status)
    for bar in trust.restrictions.get(participant, ()):
        if bar.scope == "all" and bar.direction in (trade, "both") and covers(bar.since, bar.until, day):
            return Standing("verify.restricted", bar.basis)
    if not known:
        return Standing("verify.not_a_participant")
    unsure = [row for row in known if _before_record(row, day)]
    if len(unsure) == len(known) or any(row.status not in CERTIFYING for row in unsure):
        return Standing("verify.participation_not_recorded")
    return Standing("")


def _before_record(row: DatedStatus, day: dt.date) -> bool:
    """Whether the row's beginning is not recorded, and the day comes before the one on which it was first seen."""
    return row.since is None and row.recorded_on is not None and day < row.recorded_on


def covers(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    """Whether [since, until) holds `day`; None is without end."""
    return (since is None or since <= day) and (until is None or day < until)


def number_fault(trust: TrustList, facts: CertificateFacts) -> str:
    """``""``, or why the number cannot be one that the participant issued that year (KPCS Annex I A; cases of 2015)."""
    prefix = facts.number[:2]
    if prefix != facts.participant and (prefix, facts.participant) != ("EC", "EU"):  # EC: the Community's, until 2009
        return "verify.number_prefix"
    name = ("ranges", facts.participant, facts.issued_at.astimezone(dt.UTC).year)
    ranges = trust.memo.get(name)
    if ranges is None:
        rows = trust.number_ranges.get(facts.participant, ())
        if not rows:
            return "verify.number_ranges_unknown"
        ranges = trust.keep(name, tuple(row for row in rows if row.year == name[2]))
    for row in ranges:
        if row.holds(facts.number):
            return ""
    return "verify.number_out_of_range"


def fails_cross_check(trust: TrustList, facts: CertificateFacts) -> str:
    """The name of the first national cross-field rule that the certificate breaks, or ``""``."""
    for row in trust.cross_checks.get(facts.participant, ()):
        if covers(row.since, row.until, facts.issued_at.date()):
            for parcel in facts.parcels:
                if not parcel.reference.endswith(facts.number[2:]):
                    return row.check
    return ""


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the 32 bytes, in lowercase hexadecimal: what one reads over the telephone to pin a key."""
    return hashlib.sha256(public_key).hexdigest()
