"""Sales on slips as people look for them: newest first, by operator or participant; and finds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from openkp.core.ledger import MovementKind
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.mining import queries as mining

from ..models import Entry, Lot, Movement
from .lots import MAX_PAGE, MovementRow, movement_row, movements

_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})
SOLD, BOUGHT = "sold", "bought"


def slips(
    *, viewer: Actor, operator: str = "", participant: str = "", side: str = "", before: int = 0, limit: int = 50
) -> tuple[MovementRow, ...]:
    """Slips, newest first, older than the movement `before`: those of an operator (`side`: sold, bought, or both), for
    itself and its authority; or those of a participant, for its authority."""
    rows = _within(movements().filter(kind=str(MovementKind.PURCHASE)), viewer, operator, participant)
    if operator:
        kind = str(MovementKind.PURCHASE)
        sold: set[int] = set() if side == BOUGHT else _gave(operator, kind, before, limit)
        bought: set[int] = set() if side == SOLD else _got(operator, kind, before, limit)
        rows = rows.filter(pk__in=sorted(sold | bought))
    return _page(rows, before, limit)


def slip(booklet: str, number: int, *, viewer: Actor) -> MovementRow | None:
    """The sale written on one slip, for its authority and the two operators that it names."""
    found = movements().filter(kind=str(MovementKind.PURCHASE), slip__booklet__number=booklet, slip__number=number)
    row = found.first()
    if row is None:
        return None
    shown = movement_row(row)
    return shown if _reads(viewer, shown) else None


def slip_names(rows: Iterable[MovementRow], *, viewer: Actor) -> dict[str, str]:
    """Number -> name of the sellers and buyers of slips that this viewer reads: both names stand on the paper of a slip
    (Annex II 15), so whoever may read one may read them."""
    read = [row for row in rows if _reads(viewer, row)]
    return mining.names({number for row in read for number in (row.seller, row.buyer)}, viewer=Actor.system())


def returned(movements: Iterable[int]) -> frozenset[int]:
    """Those purchases whose goods were given back."""
    rows = Movement.objects.filter(corrects__in=sorted(set(movements)))
    return frozenset(int(one) for one in rows.values_list("corrects", flat=True) if one is not None)


def finds(
    *, viewer: Actor, operator: str = "", participant: str = "", before: int = 0, limit: int = 50
) -> tuple[MovementRow, ...]:
    """What was entered as dug by hand, newest first: of an operator, or of a participant for its authority."""
    rows = _within(movements().filter(kind=str(MovementKind.PRODUCTION)), viewer, operator, participant)
    if operator:
        rows = rows.filter(pk__in=sorted(_got(operator, str(MovementKind.PRODUCTION), before, limit)))
    return _page(rows, before, limit)


def _got(operator: str, kind: str, before: int, limit: int) -> set[int]:
    """The newest movements of a kind that made lots of an operator: by its own lots, however large the ledger is."""
    lots = Lot.objects.filter(holder=operator, made_by__kind=kind)
    if before:
        lots = lots.filter(made_by__lt=before)
    return set(lots.order_by("-made_by").values_list("made_by", flat=True)[: min(limit, MAX_PAGE)])


def _gave(operator: str, kind: str, before: int, limit: int) -> set[int]:
    """The newest movements of a kind that drew from lots of an operator."""
    entries = Entry.objects.filter(source_lot__holder=operator, movement__kind=kind)
    if before:
        entries = entries.filter(movement__lt=before)
    ids = entries.order_by("-movement").values_list("movement", flat=True).distinct()
    return set(ids[: min(limit, MAX_PAGE)])


def _within(rows: QuerySet[Movement], viewer: Actor, operator: str, participant: str) -> QuerySet[Movement]:
    scope = viewer.participants(*AUTHORITY_ROLES)
    if not (viewer.has(_WHOLE_PROCESS) or "*" in scope) and operator not in viewer.operators():
        rows = rows.filter(participant__in=sorted(scope))
    return rows.filter(participant=participant) if participant else rows


def _page(rows: QuerySet[Movement], before: int, limit: int) -> tuple[MovementRow, ...]:
    if before:
        rows = rows.filter(pk__lt=before)
    return tuple(movement_row(row) for row in rows.order_by("-pk")[: min(limit, MAX_PAGE)])


def _reads(viewer: Actor, row: MovementRow) -> bool:
    authority = viewer.has(_WHOLE_PROCESS) or viewer.has(AUTHORITY_ROLES, participant=row.participant)
    return authority or bool({row.seller, row.buyer} & viewer.operators())
