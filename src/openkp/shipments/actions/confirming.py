"""The import confirmation: signed figures of the importing authority beside those of the certificate; carats to the
importer; every difference into a file of its own.

KPCS Section V (a), Annex II 23; minimum contents: number, parcels, carats, importer and exporter. domain.md 1.5.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from openkp.certificates import presented
from openkp.certificates import steps as papers
from openkp.core import confirmation as signed
from openkp.core.confirmation import ConfirmationFacts, ConfirmedParcel, Fate
from openkp.core.credential.canonical import facts_hash
from openkp.core.facts import PartyFacts
from openkp.core.lifecycle import IMPORT, DiscrepancyState
from openkp.core.refusal import Damage, Refusal, refuse
from openkp.core.roles import Actor
from openkp.core.rules import arrival
from openkp.core.rules.arrival import ISSUED_HERE, PRIOR, Difference, Found, Weighed
from openkp.events import reference
from openkp.events.actions import Outcome, action, current_event_id
from openkp.events.faults import point
from openkp.events.reference import Reference
from openkp.mining import queries as mining
from openkp.parties import queries as parties
from openkp.signing import queries as signing
from openkp.signing.keys import Signer
from openkp.transparency import steps as transparency

from .. import files, imports, receiving
from ..models import Confirmation, Discrepancy, ImportFile, ImportParcel
from ..receiving import Taking

LEAF = "confirmed"
FAULTS = (
    *("confirm:locked", "confirm:signed", "confirm:logged", "confirm:carats", "confirm:kept"),
    *("confirm:moved",),
)


@action("shipments.confirm")
def confirm(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    file: str,
    fates: Mapping[str, str] | None = None,
    reason: str = "",
    importer: str = "",
    confirmed_at: dt.datetime | None = None,
) -> Outcome:
    """Confirm what arrived, by the last inspection, or as stated where the file need not be opened. `fates` names the
    parcels that are not accepted: reference -> ``"returned"`` or ``"seized"``, with the `reason`. `importer` is the
    importing operator's number, where the file names none yet; `confirmed_at` the desk's own time.

    Without difference the certificate is confirmed and its carats are the importer's. With one it is discrepant: the
    parcels concerned wait, the others go to the importer, and a discrepancy file opens. Answers ``confirmed``,
    ``differences``, ``lots`` (parcel -> lot), ``discrepancy``.

    Refuses ``lifecycle.not_now`` and all at once ``arrival.*``; ``signing.*``.
    """
    row = imports.locked(file, by)
    export = files.lock_export(row.number)
    IMPORT.advance(row.state, "confirm")
    case = _case(row, by, now, fates or {}, reason, importer, confirmed_at)
    signer = signing.signer_for(
        issuer=parties.issuer(row.authority), purpose="confirmation", on=now, since=case.moment, known=case.known
    )
    facts = _facts(row, case, signer)
    paper = papers.locked(row.number) if row.source == ISSUED_HERE else None  # before its lots, as everywhere
    point("confirm:locked")
    jwt = _signed(facts, signer)
    point("confirm:signed")
    leaf = transparency.append(signed.confirmation_leaf(facts), kind=LEAF, number=row.number, now=now)
    point("confirm:logged")
    lots = receiving.settle(row, _takings(case), on=facts.received_on, now=now)
    point("confirm:carats")
    told = [one.told() for one in case.differing]
    kept = Confirmation.objects.create(
        file=row,
        number=row.number,
        received_on=facts.received_on,
        confirmed_at=case.moment,
        at=now,
        weight_cct=sum(one.weight_cct for one in facts.parcels if one.fate == Fate.ACCEPTED),
        differences=told,
        jwt=jwt,
        leaf_id=leaf,
        lots=lots,
        event_id=current_event_id(),
    )
    discrepancy = _open(row, told, now) if told else None
    point("confirm:kept")
    _move_on(row, paper, kept, facts, by=by, now=now)
    files.arrived(export, by=by, now=now, settled=not told)
    point("confirm:moved")
    return imports.outcome(row, confirmed=not told, differences=told, lots=lots, discrepancy=discrepancy)


@dataclass(frozen=True, slots=True)
class _Case:
    """What was found and decided, once nothing stands in the way of confirming it."""

    parcels: Sequence[ImportParcel]
    found: Found
    fates: Mapping[str, Fate]
    differing: Sequence[Difference]
    reason: str
    signatory: str
    moment: dt.datetime  # of the desk
    known: Reference


def _case(
    row: ImportFile,
    by: Actor,
    now: dt.datetime,
    fates: Mapping[str, str],
    reason: str,
    importer: str,
    confirmed_at: dt.datetime | None,
) -> _Case:
    """The case of one file, its importer filled in; refuses with everything that stands in the way."""
    known, day = reference.current(), row.presented_at.date()
    moment = imports.own_time(confirmed_at, now, not_before=row.presented_at)
    parcels = list(row.parcels.order_by("position"))
    found, chosen = _found(row, parcels), _fates(parcels, fates)
    named, row.importer = row.importer, row.importer or importer
    signatory = _signatory(row, by, moment.date(), known)
    reasons = _reasons(row, chosen, reason, signatory)
    if named and importer not in ("", named):
        reasons.append(Refusal("arrival.importer_named", importer=named))
    refuse(reasons)
    differing = arrival.differences(found, imports.stated(parcels), imports.tolerance(row.participant, day, known))
    return _Case(parcels, found, chosen, differing, reason.strip(), signatory, moment, known)


def _takings(case: _Case) -> list[Taking]:
    """The parcels that do not wait; what is missing waits, whatever was told of it."""
    why = case.reason or receiving.WITHIN_TOLERANCE
    out = []
    for parcel in case.parcels:
        seen = case.found.parcels.get(parcel.reference)
        if seen is not None and not _waits(parcel.reference, case):
            out.append(Taking(parcel, case.fates[parcel.reference], seen.weight_cct, seen.hs or parcel.hs, why))
    return out


def _found(row: ImportFile, parcels: Sequence[ImportParcel]) -> Found:
    """What the last inspection found; as stated where none was needed. Refuses ``arrival.inspection_needed``."""
    seen = row.inspections.order_by("-pk").first()
    if seen is not None:
        return Found(imports.weighed(seen.found), seen.number_of_parcels, seen.seals_intact, seen.container_intact)
    if row.inspect:
        raise Refusal("arrival.inspection_needed", file=imports.ref_of(row))
    return Found({parcel.reference: Weighed(parcel.weight_cct) for parcel in parcels}, len(parcels), True)


def _fates(parcels: Sequence[ImportParcel], told: Mapping[str, str]) -> dict[str, Fate]:
    known = {parcel.reference for parcel in parcels}
    reasons = [Refusal("arrival.parcel_unknown", parcel=one[:80]) for one in sorted(told.keys() - known)]
    allowed = {str(Fate.ACCEPTED), str(Fate.RETURNED), str(Fate.SEIZED)}
    reasons += [
        Refusal("arrival.fate_unknown", parcel=one[:80], fate=str(fate)[:20])
        for one, fate in told.items()
        if fate not in allowed
    ]
    refuse(reasons)
    return {reference: Fate(told.get(reference, Fate.ACCEPTED)) for reference in known}


def _reasons(row: ImportFile, fates: Mapping[str, Fate], reason: str, signatory: str) -> list[Refusal]:
    """Everything that stands in the way of a confirmation."""
    reasons: list[Refusal] = []
    if not row.claims:
        reasons.append(Refusal("arrival.not_the_first", number=row.number))
    unremedied = [one for one in row.findings if one["severity"] == "impossible"]
    if unremedied and not row.life.filter(act="release").exists():
        reasons.append(Refusal("arrival.remedy_needed", count=len(unremedied)))
    if any(one["code"] == "paper.other_destination" for one in row.findings):
        reasons.append(Refusal("arrival.not_destined_here", number=row.number))
    if row.issued_on > row.presented_at.date():
        reasons.append(Refusal("arrival.dates_impossible", issued_on=row.issued_on))
    accepted = [one for one, fate in fates.items() if fate == Fate.ACCEPTED]
    if row.source == PRIOR and presented.prior_end(row.number):
        reasons.append(Refusal("certificates.prior_ended", number=row.number))
    if not accepted:
        reasons.append(Refusal("arrival.nothing_accepted"))
    if len(accepted) < len(fates) and not reason.strip():
        reasons.append(Refusal("shipments.reason_missing"))
    if not row.importer:
        reasons.append(Refusal("arrival.importer_not_registered", importer=row.importer_name))
    elif mining.operator_facts(row.importer).participant != row.participant:
        told = {"operator": row.importer, "destination_country": row.participant}
        reasons.append(Refusal("shipments.importer_elsewhere", **told))
    if not signatory:
        reasons.append(Refusal("arrival.not_a_signatory", authority=row.authority))
    return reasons


def _signatory(row: ImportFile, by: Actor, day: dt.date, known: Reference) -> str:
    named = parties.signatories(
        viewer=Actor.system(), authority=row.authority, function="confirm", person_id=by.person_id, on=day, known=known
    )
    return named[0].name if named else ""


def _facts(row: ImportFile, case: _Case, signer: Signer) -> ConfirmationFacts:
    """What the confirmation will say. A value that nobody looked at is told as stated."""
    found = case.found
    known = presented.issued_facts(row.number) if row.source == ISSUED_HERE else None
    lines = []
    for parcel in case.parcels:
        one = found.parcels.get(parcel.reference)
        fate = case.fates[parcel.reference] if one is not None else Fate.MISSING
        seen = one or Weighed(0)
        value = parcel.value_usd_cents if seen.value_usd_cents is None and one is not None else seen.value_usd_cents
        lines.append(ConfirmedParcel(parcel.reference, seen.hs or parcel.hs, seen.weight_cct, value, fate))
    return ConfirmationFacts(
        number=row.number,
        certificate_sha256=facts_hash(known).hex() if known is not None else str(row.paper.get("facts_sha256", "")),
        issuer=known.issuer if known is not None else str(row.paper.get("issuer", "")),
        issuing_participant=row.issuer,
        confirmer=parties.issuer(row.authority),
        participant=row.participant,
        exporter=PartyFacts(row.exporter_name, row.exporter_address, row.exporter_country),
        importer=PartyFacts(row.importer_name, row.importer_address, row.importer_country),
        received_on=row.presented_at.date(),
        confirmed_at=case.moment,
        number_of_parcels=found.number_of_parcels,
        seals_intact=found.seals_intact and found.container_intact,
        parcels=tuple(lines),
        differences=tuple(dict.fromkeys(one.code for one in case.differing)),
        confirmed_by=case.signatory,
        salt=secrets.token_hex(16),
        specimen=signer.specimen,
    )


def _signed(facts: ConfirmationFacts, signer: Signer) -> str:
    """Signed, read back by the public reader, and its signature checked, before it is kept."""
    refuse(signed.check(facts))
    jwt = signed.sign_confirmation(facts, kid=signer.kid, sign=signer.sign)
    told = signed.read_confirmation(jwt)
    try:
        Ed25519PublicKey.from_public_bytes(signer.public_key).verify(told.signature, told.signed_bytes)
    except InvalidSignature:
        raise Damage(f"{facts.number}: the confirmation does not verify with {signer.kid}") from None
    if told.facts != facts:
        raise Damage(f"{facts.number}: the confirmation does not say what was signed")
    return jwt


def _waits(reference: str, case: _Case) -> bool:
    """A parcel that differs waits for the outcome; so does the whole shipment where the difference is not a parcel's.
    What is sent back or seized goes its way at once."""
    if case.fates[reference] != Fate.ACCEPTED:
        return False
    return any(one.parcel in ("", reference) for one in case.differing)


def _open(row: ImportFile, differences: list[dict[str, Any]], now: dt.datetime) -> int:
    discrepancy = Discrepancy.objects.create(
        file=row,
        number=row.number,
        exporter_side=row.issuer,
        importer_side=row.participant,
        state=str(DiscrepancyState.OPEN),
        differences=differences,
        opened_at=now,
    )
    imports.start_clock(row, imports.DISCREPANCY_ANSWER, "discrepancy.answer", now, participant=row.issuer)
    return discrepancy.pk


def _move_on(
    row: ImportFile,
    paper: Any,
    kept: Confirmation,
    facts: ConfirmationFacts,
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    act = "confirm_differing" if kept.differences else "confirm"
    imports.advance(row, act, by=by, now=now, own_time=kept.confirmed_at, importer=row.importer)
    if paper is not None:
        papers.advance(
            paper,
            act,
            person_id=by.person_id,
            now=now,
            leaf_id=kept.leaf_id,
            confirmer=facts.confirmer,
            confirmation_sha256=signed.confirmation_hash(facts).hex(),
            received_on=kept.received_on.isoformat(),
        )
        papers.stop_clocks(row.number, now=now)
    imports.stop_clocks(row, now)
