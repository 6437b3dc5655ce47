"""Lots, stock, and the daily register of sales. A viewer sees the lots of its own participant or operator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from openkp.core import ledger
from openkp.core.ledger import HolderKind, MovementKind
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.core.rules.chain import DrawFacts

from .. import book
from ..book import parse_ref, ref_of
from ..models import Lot, Movement, StockDeclaration

MAX_PAGE = 500
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class LotRow:
    """Weights are milli-carats; `origins` are of `made_mct`; `kind` and `on` of the movement that made it."""

    ref: str
    id: int
    participant: str
    holder_kind: str
    holder: str
    hs: str
    made_mct: int
    balance_mct: int
    origins: Mapping[str, int]
    kind: str
    on: dt.date
    movement: int

    @property
    def countries(self) -> tuple[str, ...]:
        return ledger.countries(self.origins)


@dataclass(frozen=True, slots=True)
class StockLine:
    """What one holder has of one HS line."""

    participant: str
    holder_kind: str
    holder: str
    hs: str
    lots: int
    mct: int


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One fact of the chain: `given` and `made` are (lot, milli-carats). Money is hundredths of the currency."""

    id: int
    kind: str
    on: dt.date
    at: dt.datetime
    participant: str
    given: tuple[tuple[str, int], ...]
    made: tuple[tuple[str, int], ...]
    seller: str
    buyer: str
    booklet: str
    slip: int | None
    site: str
    certificate: str
    stones: int | None
    price_cents: int | None
    currency: str
    payment_kind: str
    payment_ref: str
    place: str
    note: str
    corrects: int | None


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    id: int
    participant: str
    operator: str
    hs: str
    mct: int
    origins: Mapping[str, int]
    on: dt.date
    source: str
    declared_by: int
    lot: str  # "" until a second officer has opened it


def sees_lot(viewer: Actor, row: LotRow) -> bool:
    """Its authority, its holder, the administrator. The public sees certificates, not lots."""
    return (
        viewer.has(_WHOLE_PROCESS)
        or viewer.has(AUTHORITY_ROLES, participant=row.participant)
        or (row.holder_kind == HolderKind.OPERATOR and row.holder in viewer.operators())
    )


def lot(ref: str, *, viewer: Actor) -> LotRow | None:
    """None if it does not exist or is none of the viewer's business."""
    parsed = parse_ref(ref)
    if parsed is None:
        return None
    found = Lot.objects.select_related("made_by").filter(pk=parsed[1], participant=parsed[0]).first()
    if found is None:
        return None
    row = row_of(found)
    return row if sees_lot(viewer, row) else None


def lots(
    *,
    viewer: Actor,
    participant: str = "",
    holder: str = "",
    held_only: bool = True,
    after: int = 0,
    limit: int = 50,
) -> tuple[LotRow, ...]:
    """A page of lots in the order of their ids, after the id `after`: of a holder, or of a participant."""
    rows = _visible(Lot.objects.select_related("made_by"), viewer).filter(pk__gt=after)
    if participant:
        rows = rows.filter(participant=participant)
    if holder:
        rows = rows.filter(holder=holder)
    if held_only:
        rows = rows.filter(balance_mct__gt=0)
    return tuple(row_of(row) for row in rows.order_by("pk")[: min(limit, MAX_PAGE)])


def stock(*, viewer: Actor, participant: str = "", holder: str = "") -> tuple[StockLine, ...]:
    """Who holds how much of each line, added up by the database from lots that are not empty."""
    rows = _visible(Lot.objects.filter(balance_mct__gt=0), viewer)
    if participant:
        rows = rows.filter(participant=participant)
    if holder:
        rows = rows.filter(holder=holder)
    lines = rows.values_list("participant", "holder_kind", "holder", "hs").annotate(Count("pk"), Sum("balance_mct"))
    return tuple(StockLine(*line) for line in lines.order_by("participant", "holder_kind", "holder", "hs"))


def transit_lots(number: str) -> tuple[LotRow, ...]:
    """The lots of one certificate, in the order of its parcels."""
    rows = Lot.objects.select_related("made_by").filter(holder=number, holder_kind=HolderKind.TRANSIT)
    return tuple(row_of(row) for row in rows.order_by("pk"))


def receiver(number: str) -> str:
    """The operator to which the goods of a certificate came; "" if none of them has arrived. For the rules."""
    made = Lot.objects.filter(made_by__certificate=number, made_by__kind=str(MovementKind.IMPORT))
    return made.filter(holder_kind=str(HolderKind.OPERATOR)).values_list("holder", flat=True).first() or ""


def transit_weights(refs: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Reference -> (certificate, milli-carats it was made with) of those lots that were made to be in transit."""
    ids = [parsed[1] for text in refs if (parsed := parse_ref(text))]
    out: dict[str, tuple[str, int]] = {}
    for start in range(0, len(ids), MAX_PAGE):
        rows = Lot.objects.filter(pk__in=ids[start : start + MAX_PAGE], holder_kind=HolderKind.TRANSIT)
        for pk, participant, holder, made in rows.values_list("pk", "participant", "holder", "made_mct"):
            out[book.ref(participant, pk)] = (holder, made)
    return out


def draw_facts(draws: Iterable[tuple[str, int]]) -> tuple[DrawFacts, ...]:
    """What the rules of an export file need to know of (lot, milli-carats). Refuses every ``ledger.lot_unknown``."""
    wanted = tuple(draws)
    ids = [parsed[1] for text, _ in wanted if (parsed := parse_ref(text))]
    found = {ref_of(row): row for row in Lot.objects.select_related("made_by").filter(pk__in=ids)}
    refuse(Refusal("ledger.lot_unknown", lot=text[:40]) for text, _ in wanted if text not in found)
    return book.draw_facts(found, wanted)


def movement(movement_id: int, *, viewer: Actor) -> MovementRow | None:
    """One fact with its entries, for its participant's authority and the operators that took part."""
    row = movements().filter(pk=movement_id).first()
    if row is None:
        return None
    shown = movement_row(row)
    seen = viewer.has(_WHOLE_PROCESS) or viewer.has(AUTHORITY_ROLES, participant=shown.participant)
    return shown if seen or {shown.seller, shown.buyer} & viewer.operators() else None


def register(
    operator: str, *, viewer: Actor, participant: str, after: int = 0, limit: int = 50
) -> tuple[MovementRow, ...]:
    """The register of what an operator bought and sold, oldest first (Annex II 15), after the movement `after`."""
    allowed = viewer.has(_WHOLE_PROCESS) or viewer.has(AUTHORITY_ROLES, participant=participant)
    if not allowed and operator not in viewer.operators():
        return ()
    own = Lot.objects.filter(holder=operator, participant=participant).values("pk")
    rows = movements().filter(
        Q(lots__in=own) | Q(entries__source_lot__in=own), kind=MovementKind.PURCHASE, participant=participant
    )
    page = rows.filter(pk__gt=after).order_by("pk").distinct()[: min(limit, MAX_PAGE)]
    return tuple(movement_row(row) for row in page)


def declarations(*, viewer: Actor, participant: str) -> tuple[DeclarationRow, ...]:
    """Declared stock of a participant, opened or not, newest first: for its authority."""
    if not (viewer.has(_WHOLE_PROCESS) or viewer.has(AUTHORITY_ROLES, participant=participant)):
        return ()
    rows = StockDeclaration.objects.filter(participant=participant).prefetch_related("opened_by__lots")
    return tuple(_declaration(row) for row in rows.order_by("-pk")[:MAX_PAGE])


def _declaration(row: StockDeclaration) -> DeclarationRow:
    opened = getattr(row, "opened_by", None)
    lot_ref = ref_of(opened.lots.all()[0]) if opened is not None else ""
    told = (row.operator, row.hs, row.mct, row.origins, row.on, row.source, row.declared_by)
    return DeclarationRow(row.pk, row.participant, *told, lot_ref)


def _visible(rows: QuerySet[Lot], viewer: Actor) -> QuerySet[Lot]:
    scope = viewer.participants(*AUTHORITY_ROLES)
    if viewer.has(_WHOLE_PROCESS) or "*" in scope:
        return rows
    own = Q(holder__in=sorted(viewer.operators()), holder_kind=HolderKind.OPERATOR)
    return rows.filter(own | Q(participant__in=sorted(scope)))


def scopes(viewer: Actor) -> Iterator[Q]:
    """One for each reason to see a lot."""
    held = viewer.participants(*AUTHORITY_ROLES)
    if viewer.has(_WHOLE_PROCESS) or "*" in held:
        yield Q()
        return
    for participant in sorted(held):
        yield Q(participant=participant)
    for operator in sorted(viewer.operators()):
        yield Q(holder=operator, holder_kind=HolderKind.OPERATOR)


def row_of(row: Lot) -> LotRow:
    return LotRow(
        ref=ref_of(row),
        id=row.pk,
        participant=row.participant,
        holder_kind=row.holder_kind,
        holder=row.holder,
        hs=row.hs,
        made_mct=row.made_mct,
        balance_mct=row.balance_mct,
        origins=row.origins,
        kind=row.made_by.kind,
        on=row.made_by.on,
        movement=row.made_by_id,
    )


def movements() -> QuerySet[Movement]:
    """With all that `movement_row` reads."""
    return Movement.objects.select_related("slip__booklet", "site").prefetch_related(
        "entries__source_lot", "entries__target_lot"
    )


def movement_row(row: Movement) -> MovementRow:
    entries = sorted(row.entries.all(), key=lambda entry: entry.pk)
    given = [(entry.source_lot, entry.mct) for entry in entries if entry.source_lot is not None]
    taken: dict[str, int] = {}
    for entry in entries:
        if entry.target_lot is not None:
            taken[ref_of(entry.target_lot)] = taken.get(ref_of(entry.target_lot), 0) + entry.mct
    buyers = [entry.target_lot.holder for entry in entries if entry.target_lot is not None]
    return MovementRow(
        id=row.pk,
        kind=row.kind,
        on=row.on,
        at=row.at,
        participant=row.participant,
        given=tuple((ref_of(source), mct) for source, mct in given),
        made=tuple(taken.items()),
        seller=given[0][0].holder if given else "",
        buyer=buyers[0] if buyers else "",
        booklet=row.slip.booklet.number if row.slip else "",
        slip=row.slip.number if row.slip else None,
        site=row.site.code if row.site else "",
        certificate=row.certificate,
        stones=row.stones,
        price_cents=row.price_cents,
        currency=row.currency,
        payment_kind=row.payment_kind,
        payment_ref=row.payment_ref,
        place=row.place,
        note=row.note,
        corrects=row.corrects_id,
    )
