"""What `openkp audit` re-examines of certificates: every envelope, every life, every form, every carat in transit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from openkp.core.credential.cose import read_cose
from openkp.core.credential.envelope import Envelope
from openkp.core.credential.shape import STATUS_LIST_ENTRIES
from openkp.core.credential.vc import read_vc
from openkp.core.facts import CertificateFacts
from openkp.core.leaf import leaf_bytes
from openkp.core.lifecycle import CERTIFICATE
from openkp.core.logcheck import issued_leaf
from openkp.core.problem import Problem
from openkp.core.refusal import Refusal
from openkp.core.status import StatusList as SignedList
from openkp.core.status import read_status_list
from openkp.core.trust import read_trust_list
from openkp.core.units import MCT_PER_CCT
from openkp.ledger import queries as ledger
from openkp.signing import queries as signing
from openkp.signing.keys import KeyRow
from openkp.transparency import queries as log

from . import published_trust, reported, steps
from .models import (
    Alarm,
    BlankAllocation,
    BlankFate,
    BlankRange,
    Certificate,
    CertificateAct,
    CertificateParcel,
    ForeignCertificate,
    PriorCertificate,
    SpecimenRow,
    StatusEdition,
    StatusList,
)
from .status_lists import codes

_BATCH = 2000
_COPIES = (
    *("number", "kind", "participant", "destination", "origin", "issued_at", "valid_until", "relates_to"),
    *("credential_id", "status_index"),
)
_LEAF_OF = {
    "void": ("void",),
    "replace": ("replaced",),
    "return_unused": ("returned", "expired-unused"),
    "report_lost": ("lost",),
    "report_stolen": ("stolen",),
    "seize": ("seized",),
    "return_goods": ("returned",),
    "confirm_by_slip": ("confirmed",),
    "receive_back": ("returned",),
    "resolve": ("confirmed",),
}
_BY_DOCUMENT = ("confirm", "confirm_differing")  # their leaf is that of the signed confirmation


def problems(now: dt.datetime) -> Iterator[Problem]:
    """Every promise of the room that does not hold."""
    keys = _Keys()
    for batch in _batches():
        yield from _batch(batch, keys)
    yield from _blanks()
    yield from reported.problems()
    yield from _status_lists(keys, now)
    yield from _published_trust()


def counts() -> dict[str, int]:
    """How much there is."""
    out = {"certificates": Certificate.objects.count(), "certificate_acts": CertificateAct.objects.count()}
    out["foreign_certificates"] = ForeignCertificate.objects.count()
    out["blank_fates"] = BlankFate.objects.count()
    out["prior_certificates"] = PriorCertificate.objects.count()
    out["alarms"] = Alarm.objects.count()
    out["specimens"] = SpecimenRow.objects.count()
    out["status_editions"] = StatusEdition.objects.count()
    return out


class _Keys:
    """Public keys by id, opened once."""

    def __init__(self) -> None:
        known = signing.keys()
        self._rows: Mapping[str, KeyRow] = {row.kid: row for row in known}
        self._public: dict[str, Ed25519PublicKey] = {}

    def signed(self, envelope: Envelope | SignedList, *, issuer: str, purpose: str, at: dt.datetime) -> bool:
        """Whether a key of that issuer, for that purpose, in force at that moment, signed what was read."""
        row = self._rows.get(envelope.kid)
        if row is None or row.issuer != issuer or row.purpose != purpose or at < row.valid_from:
            return False
        if row.valid_until is not None and at >= row.valid_until:
            return False
        public = self._public.get(envelope.kid)
        if public is None:
            public = self._public[envelope.kid] = Ed25519PublicKey.from_public_bytes(row.public_key)
        return steps.signed_by(envelope, public)


def _batches() -> Iterator[list[Certificate]]:
    last = 0
    while True:
        rows = list(Certificate.objects.filter(pk__gt=last).select_related("status_list").order_by("pk")[:_BATCH])
        if not rows:
            return
        yield rows
        last = rows[-1].pk


def _batch(rows: list[Certificate], keys: _Keys) -> Iterator[Problem]:
    ids = [row.pk for row in rows]
    parcels: dict[int, list[CertificateParcel]] = {}
    for parcel in CertificateParcel.objects.filter(certificate_id__in=ids).order_by("certificate_id", "position"):
        parcels.setdefault(parcel.certificate_id, []).append(parcel)
    lives: dict[int, list[CertificateAct]] = {}
    for act in CertificateAct.objects.filter(certificate_id__in=ids).order_by("certificate_id", "pk"):
        lives.setdefault(act.certificate_id, []).append(act)
    leaf_ids = [row.leaf_id for row in rows]
    leaf_ids += [act.leaf_id for acts in lives.values() for act in acts if act.leaf_id is not None]
    leaves = log.leaf_data(leaf_ids)
    lots = ledger.transit_weights([parcel.lot for found in parcels.values() for parcel in found if parcel.lot])
    for row in rows:
        where = f"certificate {row.number}"
        facts = None
        for problem_or_facts in _envelopes(row, keys):
            if isinstance(problem_or_facts, Problem):
                yield problem_or_facts
            else:
                facts = problem_or_facts
        if facts is None:
            continue
        yield from _copies(row, facts)
        if leaves.get(row.leaf_id) != issued_leaf(facts):
            yield Problem("certificates.leaf_differs", where, {"number": row.number, "act": "issue"})
        yield from _life(row, lives.get(row.pk, []), leaves)
        yield from _parcels(row, facts, parcels.get(row.pk, []), lots)


def _envelopes(row: Certificate, keys: _Keys) -> Iterator[Problem | CertificateFacts]:
    """Both forms read strictly, signed by a key of the issuer, and saying the same."""
    where = f"certificate {row.number}"
    read: list[CertificateFacts] = []
    readers: tuple[tuple[str, Callable[[], Envelope]], ...] = (
        ("cose", lambda: read_cose(bytes(row.cose))),
        ("vc", lambda: read_vc(row.vc_jwt)),
    )
    for form, read_form in readers:
        try:
            envelope = read_form()
        except (Refusal, UnicodeError) as refusal:
            why = refusal.code if isinstance(refusal, Refusal) else "credential.json"
            yield Problem("certificates.envelope_unreadable", where, {"number": row.number, "form": form, "why": why})
            continue
        facts = envelope.facts
        if not keys.signed(envelope, issuer=facts.issuer, purpose="certificate", at=facts.issued_at):
            yield Problem("certificates.envelope_signature", where, {"number": row.number, "form": form})
        read.append(facts)
    if len(read) == 2 and read[0] != read[1]:
        yield Problem("certificates.envelopes_differ", where, {"number": row.number})
    if read:
        yield read[0]


def _copies(row: Certificate, facts: CertificateFacts) -> Iterator[Problem]:
    """Columns that are not what the envelope says."""
    differing = [name for name in _COPIES if getattr(row, name) != getattr(facts, name)]
    if row.weight_cct != facts.total_weight_cct:
        differing.append("weight_cct")
    if row.value_usd_cents != facts.total_value_usd_cents:
        differing.append("value_usd_cents")
    if row.status_list.url != facts.status_list:
        differing.append("status_list")
    if row.status_list.issuer != facts.issuer or not facts.issuer.endswith(f":{row.authority}"):
        differing.append("authority")
    for name in differing:
        yield Problem("certificates.copy_differs", f"certificate {row.number}", {"number": row.number, "field": name})


def _life(row: Certificate, acts: list[CertificateAct], leaves: Mapping[int, bytes]) -> Iterator[Problem]:
    """A life begins with its issue, each step is one of the table, and its last state is the row's."""
    where = f"certificate {row.number}"
    state = ""
    for act in acts:
        lawful = act.before == state and (
            act.act == "issue" and act.after == CERTIFICATE.initial
            if not state
            else (state, act.act, act.after) in {(s.origin, s.act, s.target) for s in CERTIFICATE.steps}
        )
        if not lawful:
            facts = {"number": row.number, "act": act.act, "before": act.before, "after": act.after}
            yield Problem("certificates.life_unlawful", where, facts)
        state = act.after
        yield from _act_leaf(row, act, leaves)
    if state != row.state:
        facts = {"number": row.number, "state": row.state, "told": state or "?"}
        yield Problem("certificates.state_without_life", where, facts)


def _act_leaf(row: Certificate, act: CertificateAct, leaves: Mapping[int, bytes]) -> Iterator[Problem]:
    kinds = _LEAF_OF.get(act.act, ())
    if act.act == "issue":
        right = act.leaf_id == row.leaf_id
    elif act.act in _BY_DOCUMENT:
        right = act.leaf_id is not None and leaves.get(act.leaf_id) == _document_leaf(row, act)
    elif not kinds:
        right = act.leaf_id is None
    else:
        data = leaves.get(act.leaf_id or 0)
        try:
            right = data is not None and data in {steps.act_leaf(kind, act.record) for kind in kinds}
            right = right and act.record["number"] == row.number and act.record["act"] == act.act
        except (KeyError, TypeError, Refusal):
            right = False
    if not right:
        yield Problem("certificates.leaf_differs", f"certificate {row.number}", {"number": row.number, "act": act.act})


def _document_leaf(row: Certificate, act: CertificateAct) -> bytes | None:
    """The leaf of the confirmation whose hash the act's record holds; None if the record is not one of those."""
    try:
        return leaf_bytes(
            kind="confirmed",
            issuer=act.record["confirmer"],
            number=row.number,
            facts_sha256=bytes.fromhex(act.record["confirmation_sha256"]),
        )
    except (KeyError, TypeError, ValueError, AssertionError):
        return None


def _parcels(
    row: Certificate, facts: CertificateFacts, parcels: list[CertificateParcel], lots: Mapping[str, tuple[str, int]]
) -> Iterator[Problem]:
    """Parcels copy the envelope's, and each was carried by a transit lot of this certificate of exactly its weight."""
    where = f"certificate {row.number}"
    told = [(p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origin) for p in parcels]
    if told != [(p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origin) for p in facts.parcels]:
        yield Problem("certificates.copy_differs", where, {"number": row.number, "field": "parcels"})
    for parcel in parcels:
        if lots.get(parcel.lot) != (row.number, parcel.weight_cct * MCT_PER_CCT):
            yield Problem("certificates.carats_differ", where, {"number": row.number, "lot": parcel.lot or "?"})


def _blanks() -> Iterator[Problem]:
    """Each certificate used one form of a range that was received; each used form is a certificate's."""
    used = BlankFate.objects.filter(number=OuterRef("number"), fate="used")
    for number in Certificate.objects.filter(~Exists(used)).values_list("number", flat=True)[:_BATCH]:
        yield Problem("certificates.form_not_used", f"certificate {number}", {"number": number})
    issued = Certificate.objects.filter(number=OuterRef("number"))
    for number in BlankFate.objects.filter(~Exists(issued), fate="used").values_list("number", flat=True)[:_BATCH]:
        yield Problem("certificates.form_without_certificate", f"form {number}", {"number": number})
    for number in _outside_ranges():
        yield Problem("certificates.form_outside_stock", f"form {number}", {"number": number})
    outside = BlankAllocation.objects.exclude(
        first__gte=F("range__first"), last__lt=F("range__next"), prefix=F("range__prefix"), digits=F("range__digits")
    )
    for row in outside[:_BATCH]:
        yield Problem("certificates.allocation_outside_range", f"allocation {row.pk}", {"allocation": str(row)})
    for table, model in (("range", BlankRange), ("allocation", BlankAllocation)):
        same = model._default_manager.filter(
            Q(first__lte=OuterRef("last")) & Q(last__gte=OuterRef("first")),
            prefix=OuterRef("prefix"),
            digits=OuterRef("digits"),
        ).exclude(pk=OuterRef("pk"))
        for pk, prefix, first in model._default_manager.filter(Exists(same)).values_list("pk", "prefix", "first"):
            yield Problem("certificates.stock_overlaps", f"{table} {pk}", {"forms": f"{prefix} {first}"})


def _outside_ranges() -> list[str]:
    """Used forms that no allocation had reached: in one join on what the number is made of."""
    sql = """
        SELECT f.number FROM certificates_blankfate AS f WHERE f.fate = 'used' AND NOT EXISTS (
            SELECT 1 FROM certificates_blankallocation AS a
            WHERE a.prefix = substr(f.number, 1, 2) AND a.digits = length(f.number) - 2
            AND CAST(substr(f.number, 3) AS bigint) >= a.first AND CAST(substr(f.number, 3) AS bigint) < a.next
        ) LIMIT 2000
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _status_lists(keys: _Keys, now: dt.datetime) -> Iterator[Problem]:
    """Each edition is signed and logged; a list that is not marked stale says what the states are."""
    rows = StatusEdition.objects.select_related("list").order_by("list_id", "pk")
    latest: dict[int, SignedList] = {}
    leaves = log.leaf_data(list(StatusEdition.objects.values_list("leaf_id", flat=True)))
    for row in rows.iterator(chunk_size=200):
        where = f"status list {row.list.url.rsplit('/', 1)[-1]}, edition {row.pk}"
        try:
            found = read_status_list(row.jwt)
        except Refusal as refusal:
            facts = {"number": row.list.url, "form": "vc", "why": refusal.code}
            yield Problem("certificates.envelope_unreadable", where, facts)
            continue
        signed = keys.signed(found, issuer=row.list.issuer, purpose="status", at=row.issued_at)
        if not signed or found.url != row.list.url:
            yield Problem("certificates.envelope_signature", where, {"number": row.list.url, "form": "vc"})
        if (found.issued_at, found.valid_until) != (row.issued_at, row.valid_until):
            yield Problem("certificates.copy_differs", where, {"number": row.list.url, "field": "issued_at"})
        if leaves.get(row.leaf_id) != steps.status_leaf(row.list.issuer, row.list.url, row.jwt):
            yield Problem("certificates.leaf_differs", where, {"number": row.list.url, "act": "sign"})
        latest[row.list_id] = found
    for status in StatusList.objects.filter(stale=False):
        edition = latest.get(status.pk)
        if edition is None or edition.bits != _bits(codes(status.pk)):
            yield Problem("certificates.status_differs", f"status list {status.pk}", {"url": status.url})


def _published_trust() -> Iterator[Problem]:
    """The trust list that is served, once there is one, is whole and signed by this installation's own key."""
    where = published_trust.path()
    try:
        trust = read_trust_list(where.read_bytes())
    except FileNotFoundError:
        return
    except Refusal as refusal:
        yield Problem("certificates.trust_damaged", str(where), {"why": refusal.code})
        return
    rows = signing.keys()
    own = {key.kid: key.public_key for key in rows if key.purpose == "trust"}
    if own.get(trust.signed_by) != trust.keys[trust.signed_by].public_key:
        yield Problem("certificates.trust_damaged", str(where), {"why": "trust.signer"})


def _bits(expected: Mapping[int, int]) -> bytes:
    bits = bytearray(STATUS_LIST_ENTRIES // 2)
    for index, code in expected.items():
        bits[index >> 1] |= code << (0 if index & 1 else 4)
    return bytes(bits)
