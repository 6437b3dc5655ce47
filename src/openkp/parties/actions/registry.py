"""Participants, their statuses and restrictions, authorities, dated rules."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.rules.trade import Direction, Mode, Precision, Scope, Status
from openkp.events.actions import Outcome, action

from .. import steps
from ..models import Authority, Participant, RestrictionRow, RuleRow, StatusRow
from ..steps import Dates

# Who keeps the list of participants: the Chair publishes it (KPCS VI 8), the Secretariat keeps it, an installation's
# own administrator records what they publish.
KEEPERS = (Role.CHAIR, Role.SECRETARIAT, Role.ADMIN, Role.SYSTEM)
EVERYONES = "*"  # a participant's own administrator does not decide about the participant's own standing
STANDINGS = frozenset({"text", "reported", "ours", "open"})


@action("parties.register_participant")
def register_participant(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    code: str,
    name_en: str,
    name_fr: str,
    time_zone: str,
    source: str,
    note: str = "",
) -> Outcome:
    """Make a state or organisation known. It takes part only once a status says so."""
    by.require(*KEEPERS, participant=EVERYONES)
    if not re.fullmatch(r"[A-Z]{2}", code, re.ASCII):
        raise Refusal("parties.code_malformed", party=code)
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refusal("parties.unknown_time_zone", zone=time_zone) from None
    if Participant.objects.filter(code=code).exists():
        raise Refusal("parties.known_already", known=code)
    Participant.objects.create(
        code=code, name_en=name_en, name_fr=name_fr, time_zone=time_zone, source=source, note=note
    )
    return Outcome({"participant": code}, participant=code, subject=f"participant:{code}")


@action("parties.record_status")
def record_status(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    status: Status,
    dates: Dates,
    basis: str,
    source: str,
    ends: int | None = None,
    supersedes: int | None = None,
    note: str = "",
) -> Outcome:
    """Record what the Process says of a participant from a day on. `ends` names the status that ceases that day,
    `supersedes` the row that this one corrects."""
    by.require(*KEEPERS, participant=EVERYONES)
    known = steps.participant_row(participant)
    if ends is not None:
        if dates.valid_from is None:
            raise Refusal("parties.start_needed")
        old = StatusRow.objects.filter(pk=ends, participant=known).first()
        if old is None:
            raise Refusal("parties.unknown_fact", fact=ends)
        steps.set_end(old, dates.valid_from, dates.from_precision)
    row = StatusRow.objects.create(
        participant=known,
        status=str(status),
        basis=_said(basis, "basis"),
        source=_said(source, "source"),
        supersedes=steps.corrected(StatusRow, supersedes),
        note=note,
        **dates.columns(),
    )
    return Outcome({"status": row.pk}, participant=participant, subject=f"participant:{participant}")


@action("parties.end_status")
def end_status(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    status_id: int,
    valid_to: dt.date,
    precision: Precision = Precision.DAY,
) -> Outcome:
    """Say when a status ceased: the first day on which it no longer held."""
    row = StatusRow.objects.filter(pk=status_id).first()
    if row is None:
        raise Refusal("parties.unknown_fact", fact=status_id)
    by.require(*KEEPERS, participant=EVERYONES)
    steps.set_end(row, valid_to, precision)
    return Outcome({"status": row.pk}, participant=row.participant_id, subject=f"participant:{row.participant_id}")


@action("parties.impose_restriction")
def impose_restriction(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    code: str,
    participant: str,
    scope: Scope,
    mode: Mode,
    direction: Direction,
    targets: tuple[str, ...],
    dates: Dates,
    basis: str,
    source: str,
    conditions: tuple[str, ...] = (),
    supersedes: int | None = None,
    note: str = "",
) -> Outcome:
    """Limit the trade of a participant: wholly, or by zone, mine or operator. Refuses a limit that says nothing."""
    by.require(*KEEPERS, participant=EVERYONES)
    known = steps.participant_row(participant)
    if (scope is Scope.ALL) != (not targets) and mode is Mode.FORBIDDEN:
        raise Refusal("parties.restriction_targets")
    if scope is Scope.ALL and mode is Mode.ONLY_LISTED:
        raise Refusal("parties.restriction_targets")
    if supersedes is None and RestrictionRow.objects.filter(code=code).exists():
        raise Refusal("parties.known_already", known=code)
    row = RestrictionRow.objects.create(
        code=code,
        participant=known,
        scope=str(scope),
        mode=str(mode),
        direction=str(direction),
        targets=sorted(targets),
        basis=_said(basis, "basis"),
        source=_said(source, "source"),
        conditions=list(conditions),
        supersedes=steps.corrected(RestrictionRow, supersedes),
        note=note,
        **dates.columns(),
    )
    return Outcome({"restriction": row.pk, "code": code}, participant=participant, subject=f"restriction:{code}")


@action("parties.lift_restriction")
def lift_restriction(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    code: str,
    valid_to: dt.date,
    precision: Precision = Precision.DAY,
) -> Outcome:
    """Say when a restriction ceased. It stays readable for ever."""
    row = RestrictionRow.objects.filter(code=code, corrected_by__isnull=True).order_by("-pk").first()
    if row is None:
        raise Refusal("parties.unknown_restriction", restriction=code)
    by.require(*KEEPERS, participant=EVERYONES)
    steps.set_end(row, valid_to, precision)
    return Outcome({"restriction": row.pk}, participant=row.participant_id, subject=f"restriction:{code}")


@action("parties.register_authority")
def register_authority(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    slug: str,
    participant: str,
    kind: str,
    name_en: str,
    name_fr: str,
    address: str,
    source: str,
    valid_from: dt.date | None,
    valid_to: dt.date | None = None,
) -> Outcome:
    """Record an exporting or importing authority (`kind` export, import or both). Its slug, part of its did:web, is for
    ever."""
    by.require(*KEEPERS, participant=participant)
    known = steps.participant_row(participant)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug, re.ASCII) or len(slug) > 40:
        raise Refusal("parties.slug_malformed", slug=slug)
    if kind not in ("export", "import", "both"):
        raise Refusal("parties.unknown_authority_kind", kind=kind)
    if Authority.objects.filter(slug=slug).exists():
        raise Refusal("parties.known_already", known=slug)
    Authority.objects.create(
        slug=slug,
        participant=known,
        kind=kind,
        name_en=name_en,
        name_fr=name_fr,
        address=address,
        source=_said(source, "source"),
        **Dates(valid_from, valid_to).columns(),
    )
    return Outcome({"authority": slug}, participant=participant, subject=f"authority:{slug}")


@action("parties.close_authority")
def close_authority(*, by: Actor, now: dt.datetime, request_id: str, slug: str, valid_to: dt.date) -> Outcome:
    """Say from which day an authority no longer is one."""
    row = steps.authority_row(slug)
    by.require(*KEEPERS, participant=row.participant_id)
    steps.set_end(row, valid_to)
    return Outcome({"authority": slug}, participant=row.participant_id, subject=f"authority:{slug}")


@action("parties.set_rule")
def set_rule(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    key: str,
    participant: str,
    value: Any,
    basis: str,
    source: str,
    standing: str,
    dates: Dates,
    supersedes: int | None = None,
    note: str = "",
) -> Outcome:
    """Record a rate, a duration or a matrix from a day on, for a participant or for all ("*"). The newest start wins,
    so an older row needs no end. `standing`: text, reported, ours (a model of ours) or open (not known)."""
    by.require(*KEEPERS, participant=participant)
    if participant != "*":
        steps.participant_row(participant)
    if standing not in STANDINGS:
        raise Refusal("parties.unknown_standing", standing=standing)
    row = RuleRow.objects.create(
        key=key,
        participant=participant,
        value=value,
        basis=_said(basis, "basis"),
        source=_said(source, "source"),
        standing=standing,
        supersedes=steps.corrected(RuleRow, supersedes),
        note=note,
        **dates.columns(),
    )
    told = "" if participant == "*" else participant
    return Outcome({"rule": row.pk}, participant=told, subject=f"rule:{key}")


def _said(text: str, field: str) -> str:
    """A fact of the registry says on what it rests: refuses ``parties.unsourced``."""
    if not text.strip():
        raise Refusal("parties.unsourced", field=field)
    return text
