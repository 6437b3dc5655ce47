"""Carats of an import file, parcel by parcel: to the importer, back to the exporter, into the state's hands, or gone.

The goods of a certificate of ours are in its transit lots; those of any other paper enter this ledger here. More than
was certified never enters a stock; what is not settled yet stays where it is, in the open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openkp.certificates import steps as papers
from openkp.core.confirmation import Fate
from openkp.core.ledger import drawn_origins
from openkp.core.rules.arrival import ISSUED_HERE
from openkp.core.units import MCT_PER_CCT
from openkp.ledger import queries as lots
from openkp.ledger import steps as carats

from .models import ImportFile, ImportParcel

WITHIN_TOLERANCE = "within the tolerance of the importing authority"


@dataclass(frozen=True, slots=True)
class Taking:
    """What becomes of one parcel: its fate, the hundredths that are received, the line found, and why the rest of what
    was certified is gone."""

    parcel: ImportParcel
    fate: Fate
    weight_cct: int
    hs: str
    reason: str = WITHIN_TOLERANCE


def settle(row: ImportFile, takings: Sequence[Taking], *, on: dt.date, now: dt.datetime) -> dict[str, str]:
    """Move the carats of these parcels; answers parcel reference -> lot of the importer or of the authority, "" for a
    parcel that was sent back or never came."""
    if row.source == ISSUED_HERE:
        return _from_transit(row, takings, on, now)
    return _from_outside(row, takings, on, now)


def seize_excess(row: ImportFile, excess: Mapping[str, int], *, on: dt.date, now: dt.datetime) -> tuple[str, ...]:
    """What was found beyond the certificate: goods of no known origin, in the authority's hands."""
    lines = {parcel.reference: parcel.hs for parcel in row.parcels.all()}
    return tuple(
        carats.arrive_from_outside(
            number=row.number,
            participant=row.participant,
            operator="",
            hs=lines[reference],
            mct=cct * MCT_PER_CCT,
            origins={"MIXED": cct * MCT_PER_CCT},
            on=on,
            now=now,
        )
        for reference, cct in sorted(excess.items())
    )


def seize_all(row: ImportFile, *, reason: str, on: dt.date, now: dt.datetime) -> tuple[str, ...]:
    """Everything that is still in the transit lots: what the last inspection found of it is the authority's, what it
    did not find is gone, in the open."""
    seen = row.inspections.order_by("-pk").first()
    weights = {} if seen is None else {reference: one["weight_cct"] for reference, one in seen.found.items()}
    parcels = row.parcels.order_by("position")
    made = []
    for parcel, lot in zip(parcels, lots.transit_lots(row.number), strict=True):
        if lot.balance_mct:
            found = lot.balance_mct if seen is None else weights.get(parcel.reference, 0) * MCT_PER_CCT
            made.append(_seize(row, lot.ref, lot.balance_mct, found, reason, on, now))
    return tuple(one for one in made if one)


def seize_from_outside(
    row: ImportFile, entered: Mapping[str, str], *, on: dt.date, now: dt.datetime
) -> tuple[str, ...]:
    """Goods on paper whose carats another ledger keeps, into the authority's hands: what the last inspection found of
    the parcels that are not settled, or as stated where nobody looked."""
    seen = row.inspections.order_by("-pk").first()
    made = []
    for parcel in row.parcels.order_by("position"):
        stated = sum(parcel.origins.values())
        found = stated
        if seen is not None:
            found = min(stated, seen.found.get(parcel.reference, {}).get("weight_cct", 0) * MCT_PER_CCT)
        if parcel.reference not in entered and found:
            made.append(
                carats.arrive_from_outside(
                    number=row.number,
                    participant=row.participant,
                    operator="",
                    hs=parcel.hs,
                    mct=found,
                    origins=drawn_origins(parcel.origins, taken_before_mct=0, mct=found),
                    on=on,
                    now=now,
                )
            )
    return tuple(made)


def _seize(
    row: ImportFile, lot: str, balance_mct: int, found_mct: int, reason: str, on: dt.date, now: dt.datetime
) -> str:
    """What was found of one transit lot into the authority's hands; answers its lot there, "" if nothing was found."""
    if found_mct < balance_mct:
        carats.lose(lot=lot, mct=balance_mct - found_mct, reason=reason, on=on, now=now)
    if not found_mct:
        return ""
    (made,) = carats.seize(lots=[lot], participant=row.participant, reason=reason, on=on, now=now)
    return made


def _from_transit(row: ImportFile, takings: Sequence[Taking], on: dt.date, now: dt.datetime) -> dict[str, str]:
    carried = dict(
        zip(
            row.parcels.order_by("position").values_list("reference", flat=True),
            lots.transit_lots(row.number),
            strict=True,
        )
    )
    made: dict[str, str] = {}
    for taking in takings:
        reference = taking.parcel.reference
        lot = carried[reference]
        if lot.balance_mct == 0:
            continue
        if taking.fate == Fate.RETURNED:
            carats.restore(lot=lot.ref, reason=taking.reason, on=on, now=now)
            made[reference] = ""
            continue
        if taking.fate == Fate.SEIZED:
            found = taking.weight_cct * MCT_PER_CCT
            made[reference] = _seize(row, lot.ref, lot.balance_mct, found, taking.reason, on, now)
            continue
        found = min(taking.weight_cct * MCT_PER_CCT, lot.balance_mct)
        if found:
            made[reference] = carats.arrive(
                lot=lot.ref, participant=row.participant, operator=row.importer, mct=found, hs=taking.hs, on=on, now=now
            )
        if lot.balance_mct > found:
            carats.lose(lot=lot.ref, mct=lot.balance_mct - found, reason=taking.reason, on=on, now=now)
    return made


def _from_outside(row: ImportFile, takings: Sequence[Taking], on: dt.date, now: dt.datetime) -> dict[str, str]:
    made: dict[str, str] = {}
    received: list[papers.Received] = []
    for taking in takings:
        parcel = taking.parcel
        whole = sum(parcel.origins.values())
        mct = min(taking.weight_cct * MCT_PER_CCT, whole)
        if taking.fate in (Fate.RETURNED, Fate.MISSING) or mct == 0:
            made[parcel.reference] = ""
            continue
        origins = drawn_origins(parcel.origins, taken_before_mct=0, mct=mct)
        lot = carats.arrive_from_outside(
            number=row.number,
            participant=row.participant,
            operator=row.importer if taking.fate == Fate.ACCEPTED else "",
            hs=taking.hs,
            mct=mct,
            origins=origins,
            on=on,
            now=now,
        )
        made[parcel.reference] = lot
        if taking.fate == Fate.ACCEPTED:
            received.append(
                papers.Received(parcel.position, taking.hs, mct // MCT_PER_CCT, parcel.value_usd_cents, origins, lot)
            )
    if received:
        stated = list(row.parcels.all())
        papers.keep_foreign(
            number=row.number,
            participant=row.issuer,
            authority=str(row.paper.get("authority", "")) or row.issuer,
            receiver=row.participant,
            importer=row.importer,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            received_on=on,
            weight_cct=sum(parcel.weight_cct for parcel in stated),
            value_usd_cents=sum(parcel.value_usd_cents for parcel in stated),
            parcels=received,
        )
    return made
