"""What the acts of a file share: lock it, move it on, and load the facts that the rules ask for."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, transaction

from openkp.certificates import queries as certificates
from openkp.core import ledger as mathematics
from openkp.core.facts import PartyFacts
from openkp.core.ledger import MovementKind
from openkp.core.lifecycle import SHIPMENT, ShipmentState
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.rules.chain import EXPORTING, OperatorFacts
from openkp.core.rules.export import ParcelApplication, SourceFacts
from openkp.events import rows
from openkp.events.actions import Outcome, current_event_id
from openkp.events.reference import Reference
from openkp.events.rows import Reader
from openkp.ledger import queries as lots
from openkp.ledger.queries import LotRow
from openkp.mining import queries as mining
from openkp.parties import queries as parties

from .models import Shipment, ShipmentAct

_REF = re.compile(r"S-([A-Z]{2})-([0-9]{6,18})", re.ASCII)
_SYSTEM = Actor.system()


def ref(participant: str, shipment_id: int) -> str:
    """``S-SL-000042``."""
    return f"S-{participant}-{shipment_id:06d}"


def ref_of(row: Shipment) -> str:
    return ref(row.participant, row.pk)


def find(reference: str) -> Shipment | None:
    """The file of a reference in its one right form."""
    parsed = _parse(reference)
    return Shipment.objects.filter(participant=parsed[0], pk=parsed[1]).first() if parsed else None


def _parse(reference: str) -> tuple[str, int] | None:
    match = _REF.fullmatch(reference)
    if match is None or ref(match[1], int(match[2])) != reference:
        return None
    return match[1], int(match[2])


def locked(reference: str) -> Shipment:
    """The file, locked until the act is written. Refuses ``shipments.unknown``."""
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    parsed = _parse(reference)
    row = parsed and _read(_LOCK + (" FOR UPDATE" if connection.features.has_select_for_update else ""), parsed)
    if not row:
        raise Refusal("shipments.unknown", shipment=reference[:40])
    return _SHIPMENT.row(row[0])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the moment of issue reads of a locked file: who approved it (the last time), its parcels, its seals."""

    approver: int
    parcels: tuple[SheetParcel, ...]
    seals: tuple[str, ...]


class SheetParcel(NamedTuple):
    reference: str
    hs: str
    weight_cct: int
    draws: tuple[tuple[str, int], ...]


def sheet(row: Shipment) -> Sheet:
    """In one statement."""
    approver, parcels, seals = 0, [], []
    for part, _, text, hs, number, draws in _read(_SHEET, [row.pk] * 3):
        if part == "approve":
            approver = number
        elif part == "seal":
            seals.append(text)
        else:
            drawn = tuple((str(lot), int(mct)) for lot, mct in json.loads(draws))
            parcels.append(SheetParcel(text, hs, number, drawn))
    return Sheet(approver, tuple(parcels), tuple(seals))


def _read(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


_SHIPMENT = Reader(Shipment, "s")
_LOCK = f"SELECT {_SHIPMENT.columns} FROM shipments_shipment AS s WHERE s.participant = %s AND s.id = %s"  # noqa: S608
_SHEET = """
SELECT 'parcel', position, reference, hs, weight_cct, CAST(draws AS text)
FROM shipments_shipmentparcel WHERE shipment_id = %s
UNION ALL SELECT 'seal', position, seal, '', 0, '' FROM shipments_seal WHERE shipment_id = %s
UNION ALL SELECT 'approve', 0, '', '', person_id, '' FROM (
    SELECT person_id FROM shipments_shipmentact WHERE shipment_id = %s AND act = 'approve' ORDER BY id DESC LIMIT 1
) AS last
ORDER BY 1, 2
"""


def advance(row: Shipment, act: str, *, by: Actor, now: dt.datetime, note: str = "", **fields: object) -> str:
    """One step of the file's life, with the columns that it fills; answers the new state. Refuses
    ``lifecycle.not_now``.

    The update names the state it leaves: of two officers at once, one goes on and the other hears that it is done.
    """
    after = SHIPMENT.advance(row.state, act)
    if not rows.change(Shipment, {"state": after, **fields}, id=row.pk, state=row.state):
        raise Refusal("lifecycle.not_now", life=SHIPMENT.name, state=row.state, act=act)
    told = {"shipment_id": row.pk, "act": act, "before": row.state, "after": after, "at": now, "note": note}
    rows.add(ShipmentAct, {**told, "person_id": by.person_id, "event_id": current_event_id()})
    row.state = after
    return after


def lock_export(number: str) -> Shipment | None:
    """The export file of a certificate, locked before the certificate itself: in the order in which departure locks
    them. None where its file is not here."""
    return Shipment.objects.select_for_update().filter(certificate=number).first() if number else None


def arrived(row: Shipment | None, *, by: Actor, now: dt.datetime, settled: bool, note: str = "") -> None:
    """The importing authority has spoken; `settled`: nothing is open any more."""
    if row is None:
        return
    if row.state != ShipmentState.ARRIVED:
        advance(row, "arrive", by=by, now=now)
    if settled:
        advance(row, "close", by=by, now=now, note=note)


def outcome(row: Shipment, **data: object) -> Outcome:
    return Outcome(
        {"shipment": ref_of(row), "state": row.state, **data},
        participant=row.participant,
        subject=f"shipment:{ref_of(row)}",
    )


def actor_of(row: Shipment, act: str) -> int:
    """The person who took that step, the last time."""
    found = ShipmentAct.objects.filter(shipment=row, act=act).order_by("-pk").values_list("person_id", flat=True)
    return found[0]


def mandated(by: Actor, exporter: OperatorFacts) -> bool:
    """Whether the person acts for that exporter: as its own, or as an agent whose mandate names it."""
    agent = exporter.number in by.operators(Role.AGENT)
    return agent or exporter.number in by.operators(Role.EXPORTER)


def trade_refusals(
    *,
    participant: str,
    country: str,
    day: dt.date,
    kind: str,
    places: dict[str, list[str]],
    operator: str,
    route: Sequence[str],
    known: Reference | None = None,
) -> tuple[Refusal, ...]:
    """Why the destination may not be sent these goods that day: participants, restrictions by zone, mine, operator."""
    answer = parties.may_trade(
        participant,
        country,
        day,
        kind=kind,
        zones=places["zones"],
        sites=places["sites"],
        operator=operator or None,
        through=route,
        known=known,
    )
    return answer.refusals()


def places_of(rows: Iterable[LotRow]) -> dict[str, list[str]]:
    """Zones and sites where the goods of these lots were found."""
    zones: set[str] = set()
    sites: set[str] = set()
    for row in rows:
        zones |= {key for key in row.origins if ":" in key}
        sites |= set(lots.origin_sites(row.ref))
    return {"zones": sorted(zones), "sites": sorted(sites)}


def lot_rows(references: Iterable[str]) -> dict[str, LotRow]:
    """The lots of these references that exist; what is missing is refused where draws are judged."""
    found = {text: lots.lot(text, viewer=_SYSTEM) for text in dict.fromkeys(references)}
    return {text: row for text, row in found.items() if row is not None}


class Composition:
    """Origins, imports and stock of what is drawn, parcel after parcel: two halves of a lot follow each other."""

    def __init__(self, rows: dict[str, LotRow]) -> None:
        self._rows = rows
        self._taken = {text: row.made_mct - row.balance_mct for text, row in rows.items()}
        self._past = {text: _past(text) for text in rows}

    def parcel(
        self, *, reference: str, hs: str, weight_cct: int, value_usd_cents: int, draws: Sequence[tuple[str, int]]
    ) -> ParcelApplication:
        """The parcel as the rules see it."""
        parts = []
        for text, mct in draws:
            row = self._rows[text]
            if 0 < mct <= row.made_mct - self._taken[text]:
                parts.append(mathematics.drawn_origins(row.origins, taken_before_mct=self._taken[text], mct=mct))
                self._taken[text] += mct
        past = [self._past[text] for text, _ in draws]
        return ParcelApplication(
            reference=reference,
            hs=hs,
            weight_cct=weight_cct,
            value_usd_cents=value_usd_cents,
            draws=lots.draw_facts(draws),
            origins=mathematics.add_up(parts),
            imports=frozenset().union(*(imports for imports, _ in past)),
            opening=any(opening for _, opening in past),
        )


def _past(lot: str) -> tuple[frozenset[str], bool]:
    """The certificates under which a lot's goods last entered, and whether any of it was opening stock. What came
    before, into another country or earlier into this one, is told by those certificates themselves."""
    trace = lots.trace(lot, viewer=_SYSTEM)
    nodes = {node.id: node for node in trace.nodes}
    parents: dict[int, list[int]] = {}
    for edge in trace.edges:
        parents.setdefault(edge.target, []).append(edge.source)
    entered = (MovementKind.IMPORT, MovementKind.IMPORT_OUTSIDE)
    imports: set[str] = set()
    waiting, seen = [trace.root], {trace.root}
    while waiting:
        node = nodes[waiting.pop()]
        if node.kind in entered:
            imports.add(node.certificate)
            continue
        ahead = [one for one in parents.get(node.id, ()) if one not in seen]
        seen.update(ahead)
        waiting += ahead
    opening = any(node.kind == MovementKind.OPENING_STOCK for node in trace.nodes)
    return frozenset(imports), opening


def source_facts(number: str) -> SourceFacts:
    """What is known of an import certificate: one of ours whose goods arrived, or one that customs registered."""
    found = certificates.source(number)
    return SourceFacts(number) if found is None else SourceFacts(number, True, bool(found.importer), found.origins)


def operator_party(number: str) -> PartyFacts:
    """An operator of this installation as a certificate names it."""
    row = mining.exporter(number)
    return PartyFacts(row.name, row.address, row.facts.participant, "")


def export_licence(operator: OperatorFacts, day: dt.date) -> str:
    """The number of the paper under which the operator exports that day; "" if there is none."""
    held = [paper.number for paper in operator.licences if paper.kind in EXPORTING and paper.in_force(day)]
    return held[0] if held else ""
