"""Acts on the stock of blank forms: receive, allocate, spoil, report missing, lost or stolen. domain.md 1.2, 9 (26)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F

from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import numbers
from openkp.core.rules.numbers import NumberRule, Span
from openkp.events.actions import Outcome, action, current_event_id
from openkp.parties import queries as parties

from . import reports
from .models import BlankAllocation, BlankFate, BlankRange

MAX_FORMS_AT_ONCE = 1000


@action("certificates.receive_blanks")
def receive_blanks(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    first: int,
    last: int,
    source: str,
    prefix: str = "",
) -> Outcome:
    """Enter forms received from the printer, `first` to `last`, with their delivery note. Digits follow the rule
    ``certificate.number`` of that day. Refuses all at once: ``numbers.*``, ``certificates.source_missing``."""
    by.require(Role.OFFICER, Role.ADMIN, participant=participant)
    rule = numbers.number_rule(parties.rule("certificate.number", participant, now.date()).value, participant)
    span = Span(prefix or rule.prefix, rule.digits, first, last)
    known = BlankRange.objects.filter(prefix=span.prefix, digits=span.digits)
    reasons = [*numbers.received(participant, span, (_span(row) for row in known))]
    if not source.strip():
        reasons.append(Refusal("certificates.source_missing"))
    reasons += _holds_prior(participant, span)
    refuse(reasons)
    row = BlankRange.objects.create(
        participant=participant,
        prefix=span.prefix,
        digits=span.digits,
        first=first,
        last=last,
        next=first,
        received_on=now.date(),
        source=source.strip(),
        event_id=current_event_id(),
    )
    return Outcome({"range": row.pk, "forms": last - first + 1}, participant=participant, subject=f"blanks:{row.pk}")


@action("certificates.allocate_blanks")
def allocate_blanks(
    *, by: Actor, now: dt.datetime, request_id: str, range_id: int, authority: str, count: int, office: str = ""
) -> Outcome:
    """Hand the next `count` forms of a range to an authority's office. Refuses ``certificates.range_unknown``,
    ``certificates.range_exhausted``, ``certificates.not_of_participant``, ``certificates.count_not_positive``."""
    row = BlankRange.objects.filter(pk=range_id).first()
    if row is None:
        raise Refusal("certificates.range_unknown", range=str(range_id))
    by.require(Role.OFFICER, Role.ADMIN, participant=row.participant)
    holder = parties.authority(authority)
    if holder.participant != row.participant:
        raise Refusal("certificates.not_of_participant", authority=authority, participant_country=row.participant)
    if count <= 0:
        raise Refusal("certificates.count_not_positive")
    # One statement takes the forms: two officers never hand out the same ones.
    taken = BlankRange.objects.filter(pk=row.pk, next__lte=F("last") + 1 - count).update(next=F("next") + count)
    if not taken:
        raise Refusal("certificates.range_exhausted", asked=count, left=row.last + 1 - row.next)
    end = BlankRange.objects.values_list("next", flat=True).get(pk=row.pk)
    made = BlankAllocation.objects.create(
        range=row,
        authority=holder.slug,
        office=office.strip(),
        prefix=row.prefix,
        digits=row.digits,
        first=end - count,
        last=end - 1,
        next=end - count,
        allocated_on=now.date(),
        event_id=current_event_id(),
    )
    rule = NumberRule(row.prefix, row.digits)
    return Outcome(
        {"allocation": made.pk, "first": rule.number(made.first), "last": rule.number(made.last)},
        participant=row.participant,
        subject=f"blanks:{row.pk}",
    )


@action("certificates.spoil_blanks")
def spoil_blanks(*, by: Actor, now: dt.datetime, request_id: str, numbers: list[str], reason: str) -> Outcome:
    """Forms that were spoiled before use (misprinted, torn). Both parts are kept; the numbers are never used."""
    return _end(by, now, numbers, "spoiled", reason)


@action("certificates.report_blanks")
def report_blanks(
    *, by: Actor, now: dt.datetime, request_id: str, numbers: list[str], fate: str, reason: str
) -> Outcome:
    """Blank forms that are missing, lost or stolen: `fate` says which. A certificate on one of them is a forgery."""
    if fate not in ("missing", "lost", "stolen"):
        raise Refusal("certificates.fate_unknown", fate=fate[:20])
    return _end(by, now, numbers, fate, reason)


def _end(by: Actor, now: dt.datetime, forms: list[str], fate: str, reason: str) -> Outcome:
    if not forms or len(forms) > MAX_FORMS_AT_ONCE:
        raise Refusal("certificates.forms_at_once", most=MAX_FORMS_AT_ONCE)
    owners = {number: _range_of(number) for number in dict.fromkeys(forms)}
    reasons = [
        Refusal("certificates.blank_unknown", number=number[:40]) for number, row in owners.items() if row is None
    ]
    participants = {row.participant for row in owners.values() if row is not None}
    for participant in participants:
        by.require(Role.OFFICER, participant=participant)
    if len(participants) > 1:
        reasons.append(Refusal("certificates.blanks_of_one_participant"))
    if not reason.strip():
        reasons.append(Refusal("certificates.reason_missing"))
    known = dict(BlankFate.objects.filter(number__in=list(owners)).values_list("number", "fate"))
    reasons += [Refusal("certificates.blank_gone", number=number, fate=was) for number, was in known.items()]
    refuse(reasons)
    (participant,) = participants
    told = _told_in_public(list(owners), participant, fate, reason.strip(), now)
    rows = [
        BlankFate(
            number=number,
            participant=participant,
            fate=fate,
            at=now,
            note=reason.strip(),
            event_id=current_event_id(),
            **told.get(number, {}),
        )
        for number in owners
    ]
    # A certificate may take one of these numbers at this very moment: the unique number decides who was first.
    BlankFate.objects.bulk_create(rows, ignore_conflicts=True)
    mine = BlankFate.objects.filter(number__in=list(owners), event_id=current_event_id()).count()
    if mine != len(owners):
        raise Refusal("certificates.blank_gone", number=", ".join(owners), fate="used")
    return Outcome(
        {"numbers": list(owners), "fate": fate}, participant=participant, subject=f"blank:{next(iter(owners))}"
    )


def _told_in_public(
    forms: list[str], participant: str, fate: str, reason: str, now: dt.datetime
) -> dict[str, dict[str, Any]]:
    """A form that may be in a forger's hands is told to the world: number -> record and leaf. A spoiled one is kept by
    its authority and concerns nobody else."""
    if fate not in reports.BLANK_LEAF:
        return {}
    made = [
        reports.report(number, reports.BLANK_LEAF[fate], participant=participant, reason=reason, now=now)
        for number in forms
    ]
    leaves = reports.tell(made, now=now)
    return {one.number: {"record": one.record, "leaf_id": leaf} for one, leaf in zip(made, leaves, strict=True)}


def _holds_prior(participant: str, span: Span) -> list[Refusal]:
    """Forms that bear the number of a certificate that was issued before the stock began."""
    for number in BlankFate.objects.filter(participant=participant, fate="prior").values_list("number", flat=True):
        prefix, digits = numbers.parse(number)
        if Span(prefix, len(digits), int(digits), int(digits)).meets(span):
            return [Refusal("certificates.range_holds_prior", number=number)]
    return []


def _range_of(number: str) -> BlankRange | None:
    try:
        prefix, digits = numbers.parse(number)
    except Refusal:
        return None
    rows = BlankRange.objects.filter(prefix=prefix, digits=len(digits), first__lte=int(digits), last__gte=int(digits))
    return rows.first()


def _span(row: BlankRange) -> Span:
    return Span(row.prefix, row.digits, row.first, row.last)


__all__ = ["allocate_blanks", "receive_blanks", "report_blanks", "spoil_blanks"]
