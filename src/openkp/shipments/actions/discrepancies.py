"""A difference between certificate and goods: what the two authorities say to each other, and how it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from openkp.certificates import steps as papers
from openkp.core.confirmation import Fate
from openkp.core.lifecycle import DISCREPANCY
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import arrival
from openkp.core.rules.arrival import ISSUED_HERE, Settlement
from openkp.events.actions import Outcome, action

from .. import files, imports, receiving
from ..models import Discrepancy, ImportFile
from ..receiving import Taking
from .inspecting import send_back, take

LEAF = "confirmed"


@action("shipments.write_to_other_side")
def write_to_other_side(
    *, by: Actor, now: dt.datetime, request_id: str, file: str, text: str, document: str = ""
) -> Outcome:
    """One message of the dialogue on a discrepancy, by either authority: customs ask, the issuing authority answers,
    which stops its clock. `document` is the SHA-256 of a stored file.

    Refuses ``shipments.no_discrepancy``, ``lifecycle.not_now``, ``arrival.document_unknown``.
    """
    row, discrepancy = _locked(file)
    asks = by.has(Role.CUSTOMS, participant=row.participant)
    if not asks:
        by.require(Role.OFFICER, Role.APPROVER, participant=row.issuer)
    said = imports.reason(text)
    refuse(imports.unknown_documents([document] if document else []))
    act = "ask" if asks else "answer"
    state = DISCREPANCY.advance(discrepancy.state, act)
    Discrepancy.objects.filter(pk=discrepancy.pk).update(state=state)
    side = row.participant if asks else row.issuer
    imports.write_note(discrepancy, act, side, by=by, now=now, text=said, document=document)
    if asks:
        imports.start_clock(row, imports.DISCREPANCY_ANSWER, "discrepancy.answer", now, participant=row.issuer)
    else:
        imports.stop_clocks(row, now, imports.DISCREPANCY_ANSWER)
    return imports.outcome(row, discrepancy=state, side=side)


@action("shipments.settle_discrepancy")
def settle_discrepancy(
    *, by: Actor, now: dt.datetime, request_id: str, file: str, outcome: str, explanation: str
) -> Outcome:
    """Customs end the discrepancy by one of core/rules/arrival.Settlement, with the explanation. What is missing is
    written off in the open; what was found beyond the certificate is seized or stands as certified, never added.

    Refuses ``shipments.no_discrepancy``, ``lifecycle.not_now``, ``shipments.reason_missing``, ``arrival.*``.
    """
    row, discrepancy = _locked(file)
    by.require(Role.CUSTOMS, participant=row.participant)
    export = files.lock_export(row.number)
    DISCREPANCY.advance(discrepancy.state, "close")
    said = imports.reason(explanation)
    missing, excess = _sums(row)
    refuse(arrival.settlement(outcome, missing_cct=sum(missing.values()), excess_cct=sum(excess.values())))
    chosen = Settlement(outcome)
    if chosen == Settlement.GOODS_RETURNED:
        return send_back(row, by=by, now=now, reason=said)
    if chosen == Settlement.GOODS_SEIZED:
        return take(row, by=by, now=now, reason=said)
    imports.close_discrepancy(row, outcome, by=by, now=now, explanation=said)
    paper = papers.locked(row.number) if row.source == ISSUED_HERE else None  # before its lots, as everywhere
    day = row.presented_at.date()
    lots = receiving.settle(row, _takings(row, chosen, said), on=day, now=now)
    if chosen == Settlement.EXCESS_SEIZED:
        receiving.seize_excess(row, excess, on=day, now=now)
    if paper is not None:
        papers.advance(
            paper, "resolve", person_id=by.person_id, now=now, leaf_kind=LEAF, outcome=outcome, explanation=said
        )
    imports.advance(row, "resolve", by=by, now=now, note=said)
    files.arrived(export, by=by, now=now, settled=True, note=said)
    return imports.outcome(row, outcome=outcome, lots=lots)


def _locked(file: str) -> tuple[ImportFile, Discrepancy]:
    """Both rows of a discrepancy, for either side; the caller asks who."""
    parsed = imports.parse(file)
    rows = ImportFile.objects.select_for_update()
    row = rows.filter(participant=parsed[0], pk=parsed[1]).first() if parsed else None
    discrepancy = Discrepancy.objects.select_for_update().filter(file=row).first() if row is not None else None
    if row is None or discrepancy is None:
        raise Refusal("shipments.no_discrepancy", file=file[:40])
    return row, discrepancy


def _weights(row: ImportFile) -> Mapping[str, int]:
    seen = row.inspections.order_by("-pk").first()
    assert seen is not None, "what differs was weighed"
    return {reference: int(one["weight_cct"]) for reference, one in seen.found.items()}


def _sums(row: ImportFile) -> tuple[dict[str, int], dict[str, int]]:
    """(missing, excess) by parcel, in hundredths, of the parcels that wait."""
    weights, done = _weights(row), imports.received_lots(row)
    missing, excess = {}, {}
    for parcel in row.parcels.all():
        if parcel.reference in done:
            continue
        gap = weights.get(parcel.reference, 0) - parcel.weight_cct
        if gap < 0:
            missing[parcel.reference] = -gap
        elif gap > 0:
            excess[parcel.reference] = gap
    return missing, excess


def _takings(row: ImportFile, chosen: Settlement, reason: str) -> list[Taking]:
    """Each parcel that waits, with what is received of it."""
    weights, done = _weights(row), imports.received_lots(row)
    seen = row.inspections.order_by("-pk").first()
    found = seen.found if seen is not None else {}
    takings = []
    for parcel in row.parcels.order_by("position"):
        if parcel.reference in done:
            continue
        weighed = parcel.weight_cct if chosen == Settlement.AS_CERTIFIED else weights.get(parcel.reference, 0)
        seen_hs = "" if chosen == Settlement.AS_CERTIFIED else str(found.get(parcel.reference, {}).get("hs", ""))
        hs = seen_hs or parcel.hs
        fate = Fate.ACCEPTED if weighed else Fate.MISSING
        takings.append(Taking(parcel, fate, weighed, hs, reason))
    return takings
