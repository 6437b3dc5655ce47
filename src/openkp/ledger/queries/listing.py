"""The list of lots, as its page asks for it."""

from __future__ import annotations

from openkp.core.roles import Actor
from openkp.events.paging import Asked, walk

from ..book import parse_ref
from ..models import Lot
from . import lots
from .lots import LotRow

LOT_ORDERS = {"made": "pk", "holder": "holder"}
HELD, EMPTY = "held", "empty"


def lot_list(asked: Asked, *, viewer: Actor) -> tuple[LotRow, ...]:
    """`asked.state`: held, empty, or "" for both; `asked.other`: the participant in which it lies, or its holder's
    number; a row is named by its reference."""
    rows = Lot.objects.select_related("made_by").filter(asked.days("made_by__on"))
    if asked.state:
        rows = rows.filter(balance_mct=0) if asked.state == EMPTY else rows.filter(balance_mct__gt=0)
    if asked.other:
        rows = rows.filter(participant=asked.other) if len(asked.other) == 2 else rows.filter(holder=asked.other)
    named = parse_ref(asked.after or asked.before)
    start = Lot.objects.filter(pk=named[1]).first() if named else None
    page = walk(rows, lots.scopes(viewer), asked, columns=LOT_ORDERS, default="-made", start=start)
    return tuple(lots.row_of(row) for row in page)
