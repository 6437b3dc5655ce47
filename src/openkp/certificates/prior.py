"""Certificates issued on an earlier system and still in force when the installation starts. Two officers stand for
each, as for the stock that a ledger begins with; its number is never used again for a form of the blank stock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import numbers
from openkp.core.rules.paper import PaperFacts, read_paper, told
from openkp.events.actions import Outcome, action, current_event_id
from openkp.parties import queries as parties

from . import reports
from .models import PRIOR_ENDS, BlankFate, BlankRange, Certificate, ForeignCertificate, PriorCertificate, PriorEnd
from .queries.prior_rows import fate_of, standing


@action("certificates.register_prior")
def register_prior(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    number: str,
    paper: Mapping[str, Any],
    source: str,
    supersedes: int | None = None,
) -> Outcome:
    """An officer declares a certificate of the participant's own, with the register that proves it. `paper` is what it
    says, in the form in which customs key one in (core.rules.paper.read_paper). It proves nothing until a second
    officer confirms it. `supersedes`: the earlier declaration of this number that this one corrects.

    Refuses ``numbers.malformed``, and all at once ``paper.*``, ``certificates.*``.
    """
    participant = numbers.participant_of(number)
    by.require(Role.OFFICER, Role.APPROVER, participant=participant)
    facts, faults = read_paper(number, participant, paper)
    reasons = [*faults, *_number_free(number, supersedes)]
    if not source.strip():
        reasons.append(Refusal("certificates.source_missing"))
    if facts is not None:
        reasons += _in_force(facts, now)
    refuse(reasons)
    assert facts is not None, "no fault was found"
    if supersedes is None:
        _claim(number, participant, now)
    row = PriorCertificate.objects.create(
        number=number,
        participant=participant,
        issued_on=facts.issued_on,
        valid_until=facts.valid_until,
        destination=facts.destination,
        weight_cct=sum(parcel.weight_cct for parcel in facts.parcels),
        value_usd_cents=sum(parcel.value_usd_cents for parcel in facts.parcels),
        paper=told(facts),
        source=source.strip(),
        declared_by=by.person_id,
        declared_at=now,
        supersedes_id=supersedes,
        event_id=current_event_id(),
    )
    return _outcome(row)


@action("certificates.confirm_prior")
def confirm_prior(*, by: Actor, now: dt.datetime, request_id: str, prior: int) -> Outcome:
    """A second officer has compared it with the register: from now on it is one of the participant's certificates.
    Refuses ``certificates.same_officer``, ``certificates.prior_confirmed``, ``certificates.prior_corrected``."""
    row = PriorCertificate.objects.select_for_update().filter(pk=prior).first()
    if row is None:
        raise Refusal("certificates.prior_unknown", prior=str(prior)[:20])
    by.require(Role.OFFICER, Role.APPROVER, participant=row.participant)
    reasons = []
    if row.declared_by == by.person_id:
        reasons.append(Refusal("certificates.same_officer"))
    if row.confirmed_at is not None:
        reasons.append(Refusal("certificates.prior_confirmed", number=row.number))
    if hasattr(row, "corrected_by"):
        reasons.append(Refusal("certificates.prior_corrected", number=row.number))
    refuse(reasons)
    PriorCertificate.objects.filter(pk=row.pk).update(confirmed_by=by.person_id, confirmed_at=now)
    return _outcome(row)


@action("certificates.end_prior")
def end_prior(*, by: Actor, now: dt.datetime, request_id: str, number: str, fate: str, reason: str) -> Outcome:
    """The certificate will not be presented: void, lost, stolen, or returned to its authority. Told in public. Refuses
    ``certificates.fate_of_prior``, ``certificates.prior_unknown``, ``certificates.prior_ended``,
    ``certificates.reason_missing``."""
    row = standing(number)
    if row is None:
        raise Refusal("certificates.prior_unknown", prior=number[:20])
    by.require(Role.OFFICER, Role.APPROVER, participant=row.participant)
    row = PriorCertificate.objects.select_for_update().get(pk=row.pk)
    reasons = []
    if fate not in PRIOR_ENDS:
        reasons.append(Refusal("certificates.fate_of_prior", fate=fate[:20], known=", ".join(PRIOR_ENDS)))
    if not reason.strip():
        reasons.append(Refusal("certificates.reason_missing"))
    if fate_of(row) or ForeignCertificate.objects.filter(number=number).exists():
        reasons.append(Refusal("certificates.prior_ended", number=number))
    refuse(reasons)
    one = reports.report(number, reports.PRIOR_LEAF[fate], participant=row.participant, reason=reason.strip(), now=now)
    (leaf,) = reports.tell([one], now=now)
    PriorEnd.objects.create(
        prior=row,
        fate=fate,
        at=now,
        person_id=by.person_id,
        record=one.record,
        leaf_id=leaf,
        event_id=current_event_id(),
    )
    return _outcome(row, fate=fate)


def _claim(number: str, participant: str, now: dt.datetime) -> None:
    """The unique number of the forms' fates decides between two declarations, and keeps a certificate of the blank
    stock from ever taking this one. Refuses ``certificates.number_known``."""
    fate = BlankFate(number=number, participant=participant, fate="prior", at=now, event_id=current_event_id())
    BlankFate.objects.bulk_create([fate], ignore_conflicts=True)
    if not BlankFate.objects.filter(number=number, fate="prior", event_id=current_event_id()).exists():
        raise Refusal("certificates.number_known", number=number)


def _number_free(number: str, supersedes: int | None) -> list[Refusal]:
    if supersedes is not None:
        old = PriorCertificate.objects.select_for_update().filter(pk=supersedes, number=number).first()
        if old is None:
            return [Refusal("certificates.prior_unknown", prior=str(supersedes)[:20])]
        return [Refusal("certificates.prior_corrected", number=number)] if hasattr(old, "corrected_by") else []
    prefix, digits = numbers.parse(number)
    stock = BlankRange.objects.filter(prefix=prefix, digits=len(digits), first__lte=int(digits), last__gte=int(digits))
    if stock.exists():
        return [Refusal("certificates.number_in_stock", number=number)]
    taken = (
        Certificate.objects.filter(number=number).exists()
        or ForeignCertificate.objects.filter(number=number).exists()
        or BlankFate.objects.filter(number=number).exists()
    )
    return [Refusal("certificates.number_known", number=number)] if taken else []


def _in_force(facts: PaperFacts, now: dt.datetime) -> list[Refusal]:
    reasons = []
    if facts.issued_on > now.date():
        reasons.append(Refusal("certificates.received_in_future", day=facts.issued_on))
    if facts.valid_until < now.date():
        reasons.append(Refusal("certificates.prior_expired", expired_on=facts.valid_until))
    known = {name for row in parties.authorities(facts.participant) for name in (row.slug, row.name_en, row.name_fr)}
    if facts.authority not in known:
        reasons.append(
            Refusal(
                "certificates.not_of_participant",
                authority=facts.authority[:200],
                participant_country=facts.participant,
            )
        )
    return reasons


def _outcome(row: PriorCertificate, **data: Any) -> Outcome:
    return Outcome(
        {"prior": row.pk, "certificate": row.number, **data},
        participant=row.participant,
        subject=f"certificate:{row.number}",
    )


__all__ = ["confirm_prior", "end_prior", "register_prior"]
