"""What shipments do with certificates inside an action: take a number, sign, keep, move a life on."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import connection, transaction

from openkp.core.credential.canonical import facts_hash, jcs
from openkp.core.credential.cose import read_cose, sign_cose
from openkp.core.credential.envelope import Envelope
from openkp.core.credential.shape import STATUS_LIST_ENTRIES
from openkp.core.credential.vc import read_vc, sign_vc
from openkp.core.facts import CertificateFacts, instant
from openkp.core.leaf import leaf_bytes
from openkp.core.lifecycle import CERTIFICATE, CertificateState
from openkp.core.logcheck import issued_leaf
from openkp.core.refusal import Damage, Refusal
from openkp.core.rules.numbers import NumberRule
from openkp.core.status import StatusCode
from openkp.core.status import StatusList as SignedList
from openkp.events import rows
from openkp.events import steps as events
from openkp.events.actions import current_event_id
from openkp.signing.keys import Signer
from openkp.transparency import steps as transparency

from .models import Certificate, CertificateAct, CertificateParcel, ForeignCertificate, ForeignParcel, StatusList

S = CertificateState
STATUS_OF: Mapping[str, StatusCode] = {
    S.ISSUED: StatusCode.IN_FORCE,
    S.EXPORTED: StatusCode.IN_FORCE,
    S.PRESENTED: StatusCode.PRESENTED,
    S.DETAINED: StatusCode.DETAINED,
    S.CONFIRMED: StatusCode.CONFIRMED,
    S.DISCREPANT: StatusCode.CONFIRMED,  # the goods were presented: the paper is spent, whatever is found of them
    S.VOID: StatusCode.VOID,
    S.REPLACED: StatusCode.REPLACED,
    S.LOST: StatusCode.LOST,
    S.STOLEN: StatusCode.STOLEN,
    S.RETURNED_UNUSED: StatusCode.RETURNED,
    S.RETURNED: StatusCode.RETURNED,
    S.CAME_BACK: StatusCode.RETURNED,
    S.SEIZED: StatusCode.SEIZED,
}
ISSUED_LEAF = "issued"  # of every kind of certificate: the kind is among the facts
STATUS_LEAF = "status-list"
WAY_BACK = "certificate.way_back"  # until goods that were sent back are in the exporting authority's hands
# The ladder of a confirmation that does not come: late, overdue, before the Chair. The importing authority owes it.
OWED_BY_RECEIVER = (
    *("certificate.confirmation", "certificate.confirmation_overdue", "certificate.confirmation_to_chair"),
)
CLOCKS = ("certificate.expiry", *OWED_BY_RECEIVER)
ARRIVAL = "shipment.arrival"  # until what was announced is presented
_TAKE = """
UPDATE certificates_blankallocation SET next = next + 1
WHERE next <= last AND id = (
    SELECT id FROM certificates_blankallocation WHERE authority = %s AND next <= last ORDER BY id LIMIT 1
) RETURNING prefix, digits, next - 1
"""
_USE = """
INSERT INTO certificates_blankfate (number, participant, fate, at, note, event_id)
VALUES (%s, %s, 'used', %s, '', %s) ON CONFLICT (number) DO NOTHING
RETURNING (SELECT id FROM certificates_statuslist WHERE url = %s)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that is now used, and the entry of the status list that goes with it."""

    number: str
    status_list: str
    status_index: int
    list_id: int | None = None  # the list's row, where there is one already


@dataclass(frozen=True, slots=True)
class Sealed:
    """The two signed forms of one set of facts, each verified."""

    facts: CertificateFacts
    cose: bytes
    vc_jwt: str


def take_blank(*, authority: str, participant: str, now: dt.datetime) -> Taken:
    """Take the next number of an authority's blank stock, under the lock of its allocation; never twice.

    Forms that were spoiled or reported missing are passed over. Refuses ``certificates.no_blanks``.
    """
    _inside()
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [authority])
            found = cursor.fetchone()
        if found is None:
            # On PostgreSQL the last form may have gone to another while this waited: look for another allocation.
            if not _has_blanks(authority):
                raise Refusal("certificates.no_blanks", authority=authority)
            continue
        prefix, digits, serial = found
        number = NumberRule(prefix, digits).number(serial)
        url, index = status_entry(authority, prefix, digits, serial)
        used = use_number(number, participant=participant, now=now, status_list=url)
        if used is not None:
            return Taken(number, url, index, used[0])


def use_number(number: str, *, participant: str, now: dt.datetime, status_list: str = "") -> tuple[int | None] | None:
    """Mark a form used; None if something else became of it, else the row of the status list of that address."""
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_USE, [number, participant, at, current_event_id(), status_list])
        found: tuple[int | None] | None = cursor.fetchone()
    return found


def status_entry(authority: str, prefix: str, digits: int, serial: int) -> tuple[str, int]:
    """Address of the status list and index in it: they follow from the number, so nothing is counted or fought over."""
    part, index = divmod(serial, STATUS_LIST_ENTRIES)
    return f"{settings.OPENKP_URL}/status/{authority}-{prefix.lower()}{digits}-{part}", index


def new_credential_id() -> str:
    """128 bits nobody can guess, in base64url: the address under which the holder's copy is served."""
    return secrets.token_urlsafe(16)


def seal(facts: CertificateFacts, signer: Signer) -> Sealed:
    """Sign both forms, read both back with the verifier's own readers, and check both signatures, before they are kept.

    Raises Damage if what was signed does not verify: the key store and the public key disagree.
    """
    sealed = Sealed(
        facts,
        sign_cose(facts, kid=signer.kid, sign=signer.sign),
        sign_vc(facts, kid=signer.kid, sign=signer.sign),
    )
    public = Ed25519PublicKey.from_public_bytes(signer.public_key)
    for envelope in (read_cose(sealed.cose), read_vc(sealed.vc_jwt)):
        if not signed_by(envelope, public) or envelope.facts != facts:
            raise Damage(f"{facts.number}: the {envelope.form} form does not verify with {signer.kid}")
    return sealed


def signed_by(envelope: Envelope | SignedList, public: Ed25519PublicKey) -> bool:
    """Whether the key signed what was read."""
    try:
        public.verify(envelope.signature, envelope.signed_bytes)
    except InvalidSignature:
        return False
    return True


def log_issue(facts: CertificateFacts, *, now: dt.datetime) -> int:
    """Append the leaf of a new certificate; answers its id."""
    return transparency.append(issued_leaf(facts), kind=ISSUED_LEAF, number=facts.number, now=now)


def keep(
    sealed: Sealed,
    *,
    authority: str,
    exporter: str,
    importer: str,
    lots: Sequence[str],
    leaf_id: int,
    person_id: int,
    now: dt.datetime,
    status_list: int | None = None,
) -> int:
    """Write the certificate, its parcels with the lots that carry them, and the first line of its life. `status_list`
    is the row of its list, as far as it is known."""
    _inside()
    facts = sealed.facts
    told = {**columns(sealed), "authority": authority, "exporter": exporter, "importer": importer, "leaf_id": leaf_id}
    (key,) = rows.add(
        Certificate, {**told, "status_list_id": _status_list(facts, authority) if status_list is None else status_list}
    )
    rows.add(CertificateParcel, *parcel_columns(key, facts, lots))
    first = {"certificate_id": key, "act": "issue", "after": S.ISSUED, "at": now, "person_id": person_id}
    rows.add(CertificateAct, {**first, "event_id": current_event_id(), "leaf_id": leaf_id})
    return key


def columns(sealed: Sealed) -> dict[str, Any]:
    """The columns that copy the envelope."""
    facts = sealed.facts
    return {
        "number": facts.number,
        "kind": facts.kind,
        "state": str(S.ISSUED),
        "participant": facts.participant,
        "destination": facts.destination,
        "origin": facts.origin,
        "issued_at": facts.issued_at,
        "valid_until": facts.valid_until,
        "weight_cct": facts.total_weight_cct,
        "value_usd_cents": facts.total_value_usd_cents,
        "relates_to": facts.relates_to,
        "credential_id": facts.credential_id,
        "status_index": facts.status_index,
        "cose": sealed.cose,
        "vc_jwt": sealed.vc_jwt,
    }


def parcel_rows(certificate_id: int, facts: CertificateFacts, lots: Sequence[str]) -> list[CertificateParcel]:
    """One row for each certified parcel, with the lot that carries it."""
    return [CertificateParcel(**told) for told in parcel_columns(certificate_id, facts, lots)]


def parcel_columns(certificate_id: int, facts: CertificateFacts, lots: Sequence[str]) -> list[dict[str, Any]]:
    """The columns of each certified parcel, with the lot that carries it."""
    return [
        {
            "certificate_id": certificate_id,
            "position": position,
            "reference": parcel.reference,
            "hs": parcel.hs,
            "weight_cct": parcel.weight_cct,
            "value_usd_cents": parcel.value_usd_cents,
            "origin": parcel.origin,
            "lot": lot,
        }
        for position, (parcel, lot) in enumerate(zip(facts.parcels, lots, strict=True))
    ]


def set_clocks(facts: CertificateFacts, clocks: Mapping[str, dt.datetime]) -> None:
    """Start the clocks of a new certificate, kind -> due; see CLOCKS."""
    assert set(clocks) <= set(CLOCKS), "a clock of the list"
    owing = dict.fromkeys(OWED_BY_RECEIVER, facts.destination)
    events.set_deadlines(clocks, subject=f"certificate:{facts.number}", participant=facts.participant, owing=owing)


def locked(number: str) -> Certificate:
    """The certificate, locked until the act is written. Refuses ``certificates.unknown``."""
    _inside()
    row = Certificate.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise Refusal("certificates.unknown", number=number[:40])
    return row


def has_left(row: Certificate) -> bool:
    """Whether its shipment ever departed."""
    return CertificateAct.objects.filter(certificate=row, act="depart").exists()


def advance(
    row: Certificate,
    act: str,
    *,
    person_id: int,
    now: dt.datetime,
    leaf_kind: str = "",
    leaf_id: int | None = None,
    **told: Any,
) -> str:
    """Take one step of a certificate's life; answers the new state. `told` goes into the record, and with `leaf_kind`
    the record into the public log, as a hash that nobody can guess. `leaf_id`: the leaf of a document that was logged
    by itself (an import confirmation), whose hash is in `told`. Refuses ``lifecycle.not_now``."""
    after = CERTIFICATE.advance(row.state, act)
    if not Certificate.objects.filter(pk=row.pk, state=row.state).update(state=after):
        raise Refusal("lifecycle.not_now", life=CERTIFICATE.name, state=row.state, act=act)
    record: dict[str, Any] = {"act": act, "number": row.number, "at": instant(now), **told}
    if leaf_kind:
        facts = read_cose(bytes(row.cose)).facts
        record |= {
            "v": 1,
            "issuer": facts.issuer,
            "certificate_sha256": facts_hash(facts).hex(),
            "salt": secrets.token_hex(16),
        }
        data = act_leaf(leaf_kind, record)
        leaf_id = transparency.append(data, kind=leaf_kind, number=row.number, now=now)
    CertificateAct.objects.create(
        certificate=row,
        act=act,
        before=row.state,
        after=after,
        at=now,
        person_id=person_id,
        event_id=current_event_id(),
        record=record,
        leaf_id=leaf_id,
    )
    if STATUS_OF[after] != STATUS_OF[row.state]:
        StatusList.objects.filter(pk=row.status_list_id).update(stale=True)
    row.state = after
    return after


def act_leaf(leaf_kind: str, record: Mapping[str, Any]) -> bytes:
    """The entry of the log for one step: RFC 8785 JSON of the record, hashed with its salt."""
    digest = hashlib.sha256(jcs(record)).digest()
    return leaf_bytes(kind=leaf_kind, issuer=record["issuer"], number=record["number"], facts_sha256=digest)


def status_leaf(issuer: str, url: str, jwt: str) -> bytes:
    """The entry of the log for one edition of a status list: the hash of the credential as served."""
    digest = hashlib.sha256(jwt.encode()).digest()
    return leaf_bytes(kind=STATUS_LEAF, issuer=issuer, number=url.rsplit("/", 1)[-1], facts_sha256=digest)


def stop_clocks(number: str, *, now: dt.datetime, kinds: Sequence[str] = (*CLOCKS, ARRIVAL)) -> None:
    """The certificate is spent, or gone: nothing more is awaited of it."""
    for kind in kinds:
        events.meet_deadlines(kind=kind, subject=f"certificate:{number}", now=now)


def _status_list(facts: CertificateFacts, authority: str) -> int:
    found = StatusList.objects.filter(url=facts.status_list).values_list("pk", flat=True).first()
    if found is not None:
        return found
    StatusList.objects.bulk_create(
        [StatusList(url=facts.status_list, authority=authority, issuer=facts.issuer)], ignore_conflicts=True
    )
    return StatusList.objects.values_list("pk", flat=True).get(url=facts.status_list)


def _has_blanks(authority: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM certificates_blankallocation WHERE authority = %s AND next <= last LIMIT 1", [authority]
        )
        return cursor.fetchone() is not None


def _inside() -> None:
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"


@dataclass(frozen=True, slots=True)
class Received:
    """One parcel of foreign paper as it entered the ledger."""

    position: int
    hs: str
    weight_cct: int
    value_usd_cents: int
    origins: Mapping[str, int]
    lot: str


def keep_foreign(
    *,
    number: str,
    participant: str,
    authority: str,
    receiver: str,
    importer: str,
    issued_on: dt.date,
    valid_until: dt.date,
    received_on: dt.date,
    weight_cct: int,
    value_usd_cents: int,
    parcels: Sequence[Received],
) -> None:
    """Goods on a certificate whose file is not here have been confirmed: a re-export can name it from now on. Weight
    and value are those of the paper; what arrives later of it is added."""
    _inside()
    row, _ = ForeignCertificate.objects.get_or_create(
        number=number,
        defaults={
            "participant": participant,
            "authority": authority,
            "receiver": receiver,
            "importer": importer,
            "issued_on": issued_on,
            "valid_until": valid_until,
            "received_on": received_on,
            "weight_cct": weight_cct,
            "value_usd_cents": value_usd_cents,
            "event_id": current_event_id(),
        },
    )
    ForeignParcel.objects.bulk_create(
        ForeignParcel(
            certificate=row,
            position=parcel.position,
            hs=parcel.hs,
            weight_cct=parcel.weight_cct,
            value_usd_cents=parcel.value_usd_cents,
            origins=dict(parcel.origins),
            lot=parcel.lot,
        )
        for parcel in parcels
    )
