"""What the acts of an import file share: find and lock it, move it on, and the facts that the rules ask for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from openkp.certificates import steps as papers
from openkp.core.lifecycle import IMPORT, DiscrepancyState
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.rules.arrival import Stated, Tolerance, Weighed
from openkp.core.rules.arrival import after as clock_end
from openkp.documents import queries as documents
from openkp.events import steps as events
from openkp.events.actions import Outcome, current_event_id
from openkp.events.reference import Reference
from openkp.parties import queries as parties
from openkp.parties.queries import AuthorityRow

from .models import Confirmation, Discrepancy, DiscrepancyNote, ImportAct, ImportFile, ImportParcel, PresentedNumber

SKEW = dt.timedelta(minutes=5)  # between the clock of a desk without a network and ours
DECISION, DETENTION_REPORT, QUERY_ANSWER, DISCREPANCY_ANSWER = (
    "import.decision",
    "detention.report",
    "query.answer",
    "discrepancy.answer",
)
ARRIVAL = papers.ARRIVAL
_REF = re.compile(r"I-([A-Z]{2})-([0-9]{6,18})", re.ASCII)


def ref(participant: str, file_id: int) -> str:
    """``I-EU-000042``."""
    return f"I-{participant}-{file_id:06d}"


def ref_of(row: ImportFile) -> str:
    return ref(row.participant, row.pk)


def subject(row: ImportFile) -> str:
    return f"import:{ref_of(row)}"


def parse(reference: str) -> tuple[str, int] | None:
    match = _REF.fullmatch(reference)
    if match is None or ref(match[1], int(match[2])) != reference:
        return None
    return match[1], int(match[2])


def find(reference: str) -> ImportFile | None:
    parsed = parse(reference)
    return ImportFile.objects.filter(participant=parsed[0], pk=parsed[1]).first() if parsed else None


def locked(reference: str, by: Actor) -> ImportFile:
    """The file, locked, for customs of the participant where it was presented. Refuses ``shipments.unknown_import``."""
    _inside()
    parsed = parse(reference)
    row = parsed and ImportFile.objects.select_for_update().filter(participant=parsed[0], pk=parsed[1]).first()
    if not row:
        raise Refusal("shipments.unknown_import", file=reference[:40])
    by.require(Role.CUSTOMS, participant=row.participant)
    return row


def lock_number(number: str) -> PresentedNumber:
    """The one row of a number, made if it was never presented, locked until the act is written."""
    _inside()
    PresentedNumber.objects.bulk_create([PresentedNumber(number=number)], ignore_conflicts=True)
    return PresentedNumber.objects.select_for_update().get(number=number)


def advance(
    row: ImportFile, act: str, *, by: Actor, now: dt.datetime, own_time: dt.datetime | None = None, note: str = "",
    **fields: Any,
) -> str:  # fmt: skip
    """One step of the file's life; answers the new state. Refuses ``lifecycle.not_now``."""
    after = IMPORT.advance(row.state, act)
    if not ImportFile.objects.filter(pk=row.pk, state=row.state).update(state=after, **fields):
        raise Refusal("lifecycle.not_now", life=IMPORT.name, state=row.state, act=act)
    write_act(row, act, after, by=by, now=now, own_time=own_time, note=note)
    row.state = after
    return after


def write_act(
    row: ImportFile, act: str, after: str, *, by: Actor, now: dt.datetime, own_time: dt.datetime | None, note: str
) -> None:
    ImportAct.objects.create(
        file=row,
        act=act,
        before="" if act == "present" else row.state,
        after=after,
        own_time=own_time or now,
        at=now,
        person_id=by.person_id,
        event_id=current_event_id(),
        note=note,
    )


def outcome(row: ImportFile, **data: object) -> Outcome:
    told = {"file": ref_of(row), "state": row.state, "certificate": row.number, **data}
    return Outcome(told, participant=row.participant, subject=subject(row))


def own_time(at: dt.datetime | None, now: dt.datetime, *, not_before: dt.datetime | None = None) -> dt.datetime:
    """When it happened at the desk: `now`, or earlier where there was no network. Refuses ``arrival.time_*``."""
    moment = (at or now).astimezone(dt.UTC).replace(microsecond=0)
    if moment > now + SKEW:
        raise Refusal("arrival.time_in_future", at_until=moment)
    if not_before is not None and moment + SKEW < not_before:
        raise Refusal("arrival.time_too_early", at_until=moment, before_until=not_before)
    return moment


def office(participant: str, slug: str, day: dt.date) -> AuthorityRow:
    """The importing authority at which something is presented. Refuses ``arrival.office_unknown``."""
    known = [row for row in parties.authorities(participant, day) if row.kind in ("both", "import")]
    chosen = [row for row in known if row.slug == slug] if slug else known
    if len(chosen) != 1:
        raise Refusal("arrival.office_unknown", authority=slug, known=", ".join(row.slug for row in known))
    return chosen[0]


def rule(key: str, participant: str, day: dt.date, known: Reference | None = None) -> Any:
    return parties.several_rules({key: participant}, day, known=known)[key].value


def start_clock(
    row: ImportFile,
    kind: str,
    rule_key: str,
    start: dt.datetime,
    *,
    participant: str = "",
    known: Reference | None = None,
) -> dt.datetime:
    """Start a legal clock of the file, by the dated rule of where it was presented; answers when it runs out."""
    due = clock_end(start, rule(rule_key, row.participant, start.date(), known))
    events.set_deadline(kind=kind, subject=subject(row), participant=participant or row.participant, due_at=due)
    return due


def stop_clocks(row: ImportFile, now: dt.datetime, *kinds: str) -> None:
    for kind in kinds or (DECISION, DETENTION_REPORT):
        events.meet_deadlines(kind=kind, subject=subject(row), now=now)


def tolerance(participant: str, day: dt.date, known: Reference | None = None) -> Tolerance:
    wanted = {"weight.tolerance": participant, "value.tolerance": participant}
    told = parties.several_rules(wanted, day, known=known)
    return Tolerance(int(told["weight.tolerance"].value["cct"]), int(told["value.tolerance"].value["ppm"]))


def stated(parcels: Iterable[ImportParcel]) -> tuple[Stated, ...]:
    return tuple(Stated(p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origin) for p in parcels)


def weighed(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Weighed]:
    """What an inspection stored, or a door hands in: reference -> {"weight_cct", "hs", "value_usd_cents", "origin"}."""
    known = {"weight_cct", "hs", "value_usd_cents", "origin"}
    out = {}
    for reference, one in found.items():
        weight, value = one.get("weight_cct"), one.get("value_usd_cents")
        sound = not isinstance(weight, bool) and isinstance(weight, int) and set(one) <= known
        if not sound or not (value is None or (isinstance(value, int) and not isinstance(value, bool))):
            raise Refusal("arrival.weight_malformed", parcel=str(reference)[:80])
        assert isinstance(weight, int)
        out[str(reference)] = Weighed(weight, str(one.get("hs", "")), value, str(one.get("origin", "")))
    return out


def received_lots(row: ImportFile) -> dict[str, str]:
    """Parcel reference -> lot ("" for none), of the parcels that do not wait for the outcome of a discrepancy."""
    found = Confirmation.objects.filter(file=row).values_list("lots", flat=True).first()
    return dict(found or {})


def close_discrepancy(row: ImportFile, outcome: str, *, by: Actor, now: dt.datetime, explanation: str) -> None:
    """End the open discrepancy of the file, if it has one, by an outcome of core/rules/arrival.Settlement."""
    found = Discrepancy.objects.select_for_update().filter(file=row).exclude(state=str(DiscrepancyState.CLOSED)).first()
    if found is None:
        return
    Discrepancy.objects.filter(pk=found.pk).update(
        state=str(DiscrepancyState.CLOSED),
        outcome=outcome,
        closed_at=now,
        closed_by=by.person_id,
        explanation=explanation,
    )
    write_note(found, "close", row.participant, by=by, now=now, text=explanation)
    stop_clocks(row, now, DISCREPANCY_ANSWER)


def write_note(
    discrepancy: Discrepancy, act: str, side: str, *, by: Actor, now: dt.datetime, text: str, document: str = ""
) -> None:
    """One message of the dialogue, in the name of the participant `side`."""
    DiscrepancyNote.objects.create(
        discrepancy=discrepancy,
        act=act,
        participant=side,
        person_id=by.person_id,
        at=now,
        text=text,
        document=document,
        event_id=current_event_id(),
    )


def unknown_documents(wanted: Iterable[str]) -> list[Refusal]:
    """Photos and scans are stored before they are named."""
    reasons = []
    for sha256 in wanted:
        try:
            documents.file(sha256)
        except Refusal:
            reasons.append(Refusal("arrival.document_unknown", sha256=sha256[:64]))
    return reasons


def reason(text: str) -> str:
    """Refuses ``shipments.reason_missing``."""
    if not text.strip():
        raise Refusal("shipments.reason_missing")
    return text.strip()


def _inside() -> None:
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
