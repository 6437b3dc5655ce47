"""The lists of export files, import files and discrepancies, as their pages ask for them."""

from __future__ import annotations

from django.db.models import Q

from openkp.core.lifecycle import DiscrepancyState
from openkp.core.roles import Actor
from openkp.events import queries as events
from openkp.events.paging import Asked, walk

from .. import files, imports
from ..models import Discrepancy, ImportFile, Shipment
from . import arrivals, exports
from .arrivals import DiscrepancyRow, ImportRow
from .exports import ShipmentRow

EXPORT_ORDERS = {"submitted": "submitted_at"}
IMPORT_ORDERS = {"presented": "presented_at", "number": "number"}
DISCREPANCY_ORDERS = {"opened": "pk", "number": "number"}
UNCLOSED = "unclosed"


def export_list(asked: Asked, *, viewer: Actor) -> tuple[ShipmentRow, ...]:
    """`asked.other`: the participant on either side; a row is named by its reference."""
    rows = Shipment.objects.filter(asked.days("submitted_at"))
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.other:
        rows = rows.filter(Q(participant=asked.other) | Q(destination=asked.other))
    named = asked.after or asked.before
    start = files.find(named) if named else None
    page = walk(rows, exports.scopes(viewer), asked, columns=EXPORT_ORDERS, default="-submitted", start=start)
    return exports.rows_for(page)


def import_list(asked: Asked, *, viewer: Actor) -> tuple[ImportRow, ...]:
    """`asked.other`: the participant on either side; a row is named by its reference."""
    rows = ImportFile.objects.filter(asked.days("presented_at")).prefetch_related("parcels")
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.other:
        rows = rows.filter(Q(participant=asked.other) | Q(issuer=asked.other))
    named = asked.after or asked.before
    start = imports.find(named) if named else None
    page = walk(rows, arrivals.scopes(viewer), asked, columns=IMPORT_ORDERS, default="-presented", start=start)
    return arrivals.rows_for(page)


def discrepancy_list(asked: Asked, *, viewer: Actor) -> tuple[DiscrepancyRow, ...]:
    """Of the participants of either side. `asked.state`: also ``unclosed``; `asked.other`: the other
    one; a row is named by its import file."""
    rows = Discrepancy.objects.filter(asked.days("opened_at")).select_related("file").prefetch_related("notes")
    if asked.state == UNCLOSED:
        rows = rows.exclude(state=str(DiscrepancyState.CLOSED))
    elif asked.state:
        rows = rows.filter(state=asked.state)
    if asked.other:
        rows = rows.filter(Q(exporter_side=asked.other) | Q(importer_side=asked.other))
    named = asked.after or asked.before
    file = imports.find(named) if named else None
    start = Discrepancy.objects.filter(file=file).first() if file is not None else None
    page = walk(
        rows, arrivals.dispute_scopes(viewer), asked, columns=DISCREPANCY_ORDERS, default="-opened", start=start
    )
    due = events.due([imports.subject(row.file) for row in page])
    return tuple(arrivals.dispute_row(row, due) for row in page)
