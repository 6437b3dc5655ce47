"""A certificate presented at a border: exactly one presentation is the first, and of any other both authorities hear.

KPCS Annex II 21-23, EU Regulation 2368/2002 Articles 3 to 5, 18. domain.md 1.5, 9 (cases 12 to 17).
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from openkp.certificates import presented
from openkp.certificates import queries as certificates
from openkp.certificates import steps as papers
from openkp.core.lifecycle import CERTIFICATE, CertificateState, ImportState
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.rules import numbers
from openkp.core.rules.arrival import IMPORT_PURPOSE, ISSUED_HERE, PURPOSES, TRANSIT_PURPOSE, WHOLE_PPM, opened
from openkp.events import reference
from openkp.events import steps as events
from openkp.events.actions import Outcome, action, current_event_id
from openkp.events.faults import point
from openkp.events.reference import Reference
from openkp.mining import queries as mining
from openkp.parties import queries as parties
from openkp.parties.queries import AuthorityRow

from .. import files, imports
from ..models import ImportFile, ImportParcel, PresentedNumber, Shipment
from ..shown import Shown, read

_ALARM_OF_STATE = {
    CertificateState.VOID: "void-presented",
    CertificateState.REPLACED: "void-presented",
    CertificateState.RETURNED_UNUSED: "void-presented",
    CertificateState.LOST: "lost-presented",
    CertificateState.STOLEN: "lost-presented",
}
_SUSPECT = ("impossible", "doubt")
FAULTS = ("present:locked", "present:kept", "present:alarmed", "present:moved")


@action("shipments.present")
def present(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    number: str,
    authority: str = "",
    purpose: str = IMPORT_PURPOSE,
    presented_at: dt.datetime | None = None,
    paper: Mapping[str, Any] | None = None,
    credential: str = "",
    importer: str = "",
    note: str = "",
) -> Outcome:
    """Container and certificate are presented together to customs of `participant`, at the office `authority` (slug; ""
    where there is one). `paper` is what is printed, keyed in; needed where the certificate is not known otherwise:

    ``{"authority", "issued_on", "valid_until", "exporter": {"name", "address", "country"}, "importer": {...},
    "destination", "parcels": [{"reference", "hs", "weight_cct", "value_usd_cents", "origin", "origins"}],
    "number_of_parcels", "signatory", "seals", "weight_cct", "value_usd_cents"}``

    `credential` is the text of the QR code or the ``vc+jwt``, `importer` the number of the importing operator,
    `presented_at` the desk's own time if it is recorded later. Answers ``file``, ``first`` (whether this presentation
    holds the certificate), ``findings``, ``alarms`` and ``inspect`` (whether the goods must be opened).

    Refuses ``numbers.malformed``, ``arrival.*``.
    """
    by.require(Role.CUSTOMS, participant=participant)
    if purpose not in PURPOSES:
        raise Refusal("arrival.purpose_unknown", purpose=purpose[:20])
    moment = imports.own_time(presented_at, now)
    issuer = numbers.participant_of(number)
    known = reference.current()
    where = imports.office(participant, authority, moment.date())
    shown = read(number, paper=paper, credential=credential, now=now)
    operator = _importer(importer, shown, participant, purpose)
    claim = imports.lock_number(number)
    files.lock_export(number)
    point("present:locked")
    state = papers.locked(number).state if shown.source == ISSUED_HERE else ""
    findings: list[dict[str, Any]] = [dict(one) for one in shown.findings]
    receiver = participant if purpose == IMPORT_PURPOSE else ""
    findings += presented.judge_paper(
        shown.sheet, source=shown.source, receiver=receiver, on=moment.date(), known=known
    )
    first = purpose == IMPORT_PURPOSE and _free(claim, shown, state)
    row = _keep(shown, where, issuer, purpose, operator, moment, findings, first=first, by=by, now=now, known=known)
    point("present:kept")
    alarms = _alarms(row, shown, claim, state, findings, now, known)
    point("present:alarmed")
    if first:
        _take_up(row, claim, by, now, known)
    imports.write_act(row, "present", row.state, by=by, now=now, own_time=moment, note=note.strip())
    point("present:moved")
    return imports.outcome(row, first=first, findings=findings, alarms=alarms, inspect=row.inspect)


@action("shipments.report_number")
def report_number(*, by: Actor, now: dt.datetime, request_id: str, participant: str, number: str, note: str) -> Outcome:
    """Customs met a number in the field, without goods to hold: never issued, or that of a form lost or stolen. Both
    authorities hear of it. Refuses ``arrival.number_is_good`` where nothing is wrong with it."""
    by.require(Role.CUSTOMS, Role.OFFICER, participant=participant)
    told = imports.reason(note)
    issuer = numbers.participant_of(number)
    kind = _kind_of_unknown(number)
    found = certificates.stored_states([number]).get(number, "")
    kind = kind or _ALARM_OF_STATE.get(CertificateState(found), "") if found else kind
    if not kind:
        raise Refusal("arrival.number_is_good", number=number)
    alarm = presented.raise_alarm(
        kind=kind, number=number, parties={participant: "presenter", issuer: "issuer"}, now=now
    )
    return Outcome(
        {"certificate": number, "alarms": [alarm], "kind": kind, "note": told},
        participant=participant,
        subject=f"certificate:{number}",
    )


def _take_up(row: ImportFile, claim: PresentedNumber, by: Actor, now: dt.datetime, known: Reference) -> None:
    """This file holds the certificate from now on: its life moves, its arrival is no longer awaited."""
    claim.file_id = row.pk
    claim.save(update_fields=["file_id"])
    if row.source == ISSUED_HERE:
        papers.advance(
            papers.locked(row.number),
            "present",
            person_id=by.person_id,
            now=now,
            participant=row.participant,
            presented_at=row.presented_at.isoformat(),
        )
    imports.start_clock(row, imports.DECISION, "import.decision", row.presented_at, known=known)
    events.meet_deadlines(kind=imports.ARRIVAL, subject=f"certificate:{row.number}", now=now)


def _importer(number: str, shown: Shown, participant: str, purpose: str) -> str:
    """The operator here that receives the goods: as named now, else as the export file named it."""
    if purpose == TRANSIT_PURPOSE:
        return ""
    if not number and shown.source == ISSUED_HERE:
        number = Shipment.objects.filter(certificate=shown.number).values_list("importer", flat=True).first() or ""
        return number if number and mining.operator_facts(number).participant == participant else ""
    if number and mining.operator_facts(number).participant != participant:
        raise Refusal("shipments.importer_elsewhere", operator=number, destination_country=participant)
    return number


def _free(claim: PresentedNumber, shown: Shown, state: str) -> bool:
    if claim.file_id is not None or shown.forged:
        return False
    if shown.source != ISSUED_HERE:
        ended = presented.received(shown.number) or presented.prior_end(shown.number)
        return not ended and not _stopped_in_transit(shown.number)
    return any(step.origin == state and step.act == "present" for step in CERTIFICATE.steps)


def _stopped_in_transit(number: str) -> bool:
    """Whether goods on foreign paper of that number were seized on their way through, or sent back."""
    ends = (str(ImportState.SEIZED), str(ImportState.RETURNED))
    return ImportFile.objects.filter(number=number, purpose=TRANSIT_PURPOSE, state__in=ends).exists()


def _keep(
    shown: Shown,
    where: AuthorityRow,
    issuer: str,
    purpose: str,
    importer: str,
    moment: dt.datetime,
    findings: list[dict[str, Any]],
    *,
    first: bool,
    by: Actor,
    now: dt.datetime,
    known: Reference,
) -> ImportFile:
    draw = secrets.randbelow(WHOLE_PPM)
    share = int(imports.rule("inspection.share", where.participant, moment.date(), known)["ppm"])
    suspect = not first or any(one["severity"] in _SUSPECT for one in findings)
    # What was drawn to be opened stays so: nobody dismisses and presents again until the lot falls otherwise.
    here = ImportFile.objects.filter(number=shown.number, participant=where.participant)
    suspect = suspect or here.filter(inspect=True).exists()
    row = ImportFile.objects.create(
        participant=where.participant,
        authority=where.slug,
        number=shown.number,
        issuer=issuer,
        source=shown.source,
        purpose=purpose,
        state=str(ImportState.PRESENTED if purpose == IMPORT_PURPOSE else ImportState.IN_TRANSIT),
        claims=first,
        importer=importer,
        importer_name=shown.sheet.importer.name,
        importer_address=shown.sheet.importer.address,
        importer_country=shown.sheet.importer.country,
        exporter_name=shown.sheet.exporter.name,
        exporter_address=shown.sheet.exporter.address,
        exporter_country=shown.sheet.exporter.country,
        issued_on=shown.sheet.issued_on,
        valid_until=shown.sheet.valid_until,
        presented_at=moment,
        recorded_at=now,
        paper=dict(shown.told),
        findings=findings,
        inspect=opened(share_ppm=share, draw_ppm=draw, suspect=suspect),
        draw_ppm=draw,
        person_id=by.person_id,
        event_id=current_event_id(),
    )
    _keep_parcels(row, shown)
    return row


def _keep_parcels(row: ImportFile, shown: Shown) -> None:
    ImportParcel.objects.bulk_create(
        ImportParcel(
            file=row,
            position=position,
            reference=line.reference,
            hs=line.hs,
            weight_cct=line.weight_cct,
            value_usd_cents=line.value_usd_cents,
            origin=line.origin,
            origins=line.composition(),
        )
        for position, line in enumerate(shown.sheet.parcels)
    )


def _alarms(
    row: ImportFile,
    shown: Shown,
    claim: PresentedNumber,
    state: str,
    findings: Iterable[Mapping[str, Any]],
    now: dt.datetime,
    known: Reference,
) -> list[int]:
    """Raise what both authorities must hear of at once; answers the alarms' ids."""
    kinds: list[str] = []
    others: set[str] = set()
    if row.purpose == IMPORT_PURPOSE:
        earlier = ImportFile.objects.filter(number=row.number, purpose=IMPORT_PURPOSE).exclude(pk=row.pk)
        others = set(earlier.exclude(state=str(ImportState.DISMISSED)).values_list("participant", flat=True))
        taken = claim.file_id is not None or bool(others)
        if others - {row.participant} or any(one["code"] == "paper.other_destination" for one in findings):
            kinds.append("presented-elsewhere")
        elif taken or presented.received(row.number) or state in _SPENT or _stopped_in_transit(row.number):
            kinds.append("presented-twice")
    if state:
        kinds += [told for of_state, told in _ALARM_OF_STATE.items() if state == of_state]
    elif shown.source != ISSUED_HERE and (kind := _kind_of_unknown(row.number)):
        kinds.append(kind)
    if any(str(one["code"]).startswith("trade.") for one in findings):
        kinds.append("issuer-restricted")
    if shown.forged or any(one["code"] == "arrival.credential_differs" for one in findings):
        kinds.append("forged")
    sides = {row.participant: "presenter", row.issuer: "issuer"}
    sides |= dict.fromkeys(others, "presenter")
    destination = parties.acting_participant(shown.sheet.destination, row.presented_at.date(), known=known)
    sides.setdefault(destination, "destination")
    told = {"file": imports.ref_of(row), "presented_at": row.presented_at.isoformat()}
    return [
        presented.raise_alarm(kind=kind, number=row.number, parties=sides, now=now, **told)
        for kind in dict.fromkeys(kinds)
    ]


_SPENT = frozenset(
    {
        str(one)
        for one in (
            *(CertificateState.CONFIRMED, CertificateState.DISCREPANT, CertificateState.RETURNED),
            *(CertificateState.CAME_BACK, CertificateState.SEIZED),
        )
    }
)


def _kind_of_unknown(number: str) -> str:
    """What a number is of which no certificate was issued, where its forms are kept here; "" elsewhere."""
    ended = presented.prior_end(number)
    if ended:
        return "lost-presented" if ended in ("lost", "stolen") else "void-presented"
    if certificates.known(number):
        return ""
    fate = presented.blank_fate(number)
    if fate in ("lost", "stolen", "missing", "spoiled"):
        return "blank-lost-or-stolen"
    return "never-issued" if presented.keeps_blanks(numbers.participant_of(number)) else ""
