"""What customs do with goods at the border before they confirm: open and weigh, detain, release, send back, seize."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from openkp.certificates import steps as certificates
from openkp.core.lifecycle import IMPORT, CertificateState
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor
from openkp.core.rules import arrival
from openkp.core.rules.arrival import Settlement
from openkp.events import steps as events
from openkp.events.actions import Outcome, action, current_event_id
from openkp.ledger import queries as lots

from .. import imports, receiving
from ..models import ImportFile, Inspection

MAX_PHOTOS = 20


@action("shipments.inspect")
def inspect(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    file: str,
    found: Mapping[str, Mapping[str, Any]],
    number_of_parcels: int,
    seals_intact: bool,
    container_intact: bool = True,
    photos: Sequence[str] = (),
    note: str = "",
    inspected_at: dt.datetime | None = None,
) -> Outcome:
    """The container opened and each parcel weighed again. `found` is parcel reference -> ``{"weight_cct", "hs",
    "value_usd_cents", "origin"}``, the last three only where they were looked at; `photos` are SHA-256 of stored files.
    Answers the differences, beyond the dated tolerance, with both figures. A second inspection counts instead.

    Refuses ``shipments.unknown_import``, ``lifecycle.not_now``, and all at once ``arrival.*``.
    """
    row = imports.locked(file, by)
    IMPORT.advance(row.state, "inspect")
    moment = imports.own_time(inspected_at, now, not_before=row.presented_at)
    told = arrival.Found(imports.weighed(found), number_of_parcels, seals_intact, container_intact)
    stated = imports.stated(row.parcels.order_by("position"))
    reasons = list(arrival.entry(told, stated))
    if len(photos) > MAX_PHOTOS:
        reasons.append(Refusal("arrival.too_many_photos", most=MAX_PHOTOS))
    refuse([*reasons, *imports.unknown_documents(photos)])
    differing = arrival.differences(told, stated, imports.tolerance(row.participant, row.presented_at.date()))
    Inspection.objects.create(
        file=row,
        at=now,
        own_time=moment,
        person_id=by.person_id,
        number_of_parcels=number_of_parcels,
        seals_intact=seals_intact,
        container_intact=container_intact,
        found={reference: dict(one) for reference, one in found.items()},
        photos=list(photos),
        differences=[one.told() for one in differing],
        note=note.strip(),
        event_id=current_event_id(),
    )
    imports.advance(row, "inspect", by=by, now=now, own_time=moment, note=note.strip())
    return imports.outcome(row, differences=[one.told() for one in differing])


@action("shipments.detain")
def detain(
    *, by: Actor, now: dt.datetime, request_id: str, file: str, reason: str, detained_at: dt.datetime | None = None
) -> Outcome:
    """Customs keep the goods. The issuing authority sees it at once; its report has a legal clock (EU: one month)."""
    row = imports.locked(file, by)
    told = imports.reason(reason)
    moment = imports.own_time(detained_at, now, not_before=row.presented_at)
    imports.advance(row, "detain", by=by, now=now, own_time=moment, note=told)
    if _holds(row):
        certificates.advance(certificates.locked(row.number), "detain", person_id=by.person_id, now=now, reason=told)
    imports.start_clock(row, imports.DETENTION_REPORT, "detention.report", moment)
    return imports.outcome(row)


@action("shipments.release")
def release(*, by: Actor, now: dt.datetime, request_id: str, file: str, remedy: str) -> Outcome:
    """The fault is remedied, and it was not knowing or intentional, or was another authority's (EU, Article 6)."""
    row = imports.locked(file, by)
    told = imports.reason(remedy)
    imports.advance(row, "release", by=by, now=now, note=told)
    if _holds(row):
        certificates.advance(certificates.locked(row.number), "release", person_id=by.person_id, now=now, remedy=told)
    imports.stop_clocks(row, now, imports.DETENTION_REPORT)
    return imports.outcome(row)


@action("shipments.return_goods")
def return_goods(*, by: Actor, now: dt.datetime, request_id: str, file: str, reason: str) -> Outcome:
    """Customs send the shipment back to the authority that certified it. Its carats stay on the way, in the
    certificate's name, until that authority has received them."""
    row = imports.locked(file, by)
    return send_back(row, by=by, now=now, reason=imports.reason(reason))


@action("shipments.seize")
def seize(*, by: Actor, now: dt.datetime, request_id: str, file: str, reason: str) -> Outcome:
    """Customs seize the goods: they pass into the hands of the participant where they were met."""
    row = imports.locked(file, by)
    return take(row, by=by, now=now, reason=imports.reason(reason))


@action("shipments.dismiss")
def dismiss(*, by: Actor, now: dt.datetime, request_id: str, file: str, reason: str) -> Outcome:
    """The presentation was none: a number typed wrong, goods never shown. The certificate is free to be presented, its
    arrival awaited again, and a question to its issuer has no clock any more."""
    row = imports.locked(file, by)
    told = imports.reason(reason)
    held = _holds(row)
    claimed = row.claims
    imports.advance(row, "dismiss", by=by, now=now, note=told, claims=False)
    if claimed:
        number = imports.lock_number(row.number)
        number.file_id = None
        number.save(update_fields=["file_id"])
    if held:
        paper = certificates.locked(row.number)
        act = "dismiss" if certificates.has_left(paper) else "dismiss_unsent"
        certificates.advance(paper, act, person_id=by.person_id, now=now, reason=told)
    if claimed:
        events.resume_deadlines(kind=imports.ARRIVAL, subject=f"certificate:{row.number}")
    for query in row.queries.filter(answered_at__isnull=True).values_list("pk", flat=True):
        events.meet_deadlines(kind=imports.QUERY_ANSWER, subject=f"query:{query}", now=now)
    imports.stop_clocks(row, now)
    return imports.outcome(row)


@action("shipments.see_out")
def see_out(
    *, by: Actor, now: dt.datetime, request_id: str, file: str, untouched: bool, seen_at: dt.datetime | None = None
) -> Outcome:
    """Goods in transit leave again, container and certificate as they came (EU, Article 18). Refuses
    ``arrival.not_untouched``: then they are to be detained."""
    row = imports.locked(file, by)
    IMPORT.advance(row.state, "see_out")
    refuse([] if untouched else [Refusal("arrival.not_untouched")])
    moment = imports.own_time(seen_at, now, not_before=row.presented_at)
    imports.advance(row, "see_out", by=by, now=now, own_time=moment)
    return imports.outcome(row)


def send_back(row: ImportFile, *, by: Actor, now: dt.datetime, reason: str) -> Outcome:
    """Into the state `returned`, certificate and file; see `return_goods`."""
    imports.close_discrepancy(row, Settlement.GOODS_RETURNED, by=by, now=now, explanation=reason)
    imports.advance(row, "return_goods", by=by, now=now, note=reason)
    if _bears_goods(row):
        paper = certificates.locked(row.number)
        certificates.advance(
            paper, "return_goods", person_id=by.person_id, now=now, leaf_kind="returned", reason=reason
        )
        certificates.stop_clocks(row.number, now=now)
        due = arrival.after(now, imports.rule("return.arrival", row.participant, now.date()))
        events.set_deadline(
            kind=certificates.WAY_BACK, subject=f"certificate:{row.number}", participant=paper.participant, due_at=due
        )
    imports.stop_clocks(row, now)
    return imports.outcome(row)


def take(row: ImportFile, *, by: Actor, now: dt.datetime, reason: str) -> Outcome:
    """Into the state `seized`: the goods of a certificate of ours leave its transit lots; those on any other paper
    enter this ledger in the authority's hands: what was found, at most what the paper states."""
    seized: tuple[str, ...] = ()
    bears, entered = _bears_goods(row), imports.received_lots(row)
    imports.close_discrepancy(row, Settlement.GOODS_SEIZED, by=by, now=now, explanation=reason)
    imports.advance(row, "seize", by=by, now=now, note=reason)
    if bears:
        paper = certificates.locked(row.number)  # before its lots, as everywhere
        seized = receiving.seize_all(row, reason=reason, on=now.date(), now=now)
        certificates.advance(paper, "seize", person_id=by.person_id, now=now, leaf_kind="seized", reason=reason)
        certificates.stop_clocks(row.number, now=now)
    elif row.source != arrival.ISSUED_HERE:
        seized = receiving.seize_from_outside(row, entered, on=row.presented_at.date(), now=now)
    imports.stop_clocks(row, now)
    return imports.outcome(row, lots=list(seized))


def _holds(row: ImportFile) -> bool:
    """Whether the file holds a certificate of this installation: then the certificate's life moves with it."""
    return row.claims and row.source == arrival.ISSUED_HERE


def _bears_goods(row: ImportFile) -> bool:
    """Whether what lies before customs are the goods of a certificate of ours that are still on their way: not where
    a paper that was lost is met, whose goods stayed at home."""
    if row.source != arrival.ISSUED_HERE:
        return False
    if row.claims:
        return True
    if any(one["code"] == "arrival.credential_forged" for one in row.findings):
        return False  # a copy of its number: its own goods are elsewhere
    state = certificates.locked(row.number).state
    met_on_the_way = state in (CertificateState.EXPORTED, CertificateState.LOST, CertificateState.STOLEN)
    return met_on_the_way and any(lot.balance_mct for lot in lots.transit_lots(row.number))
