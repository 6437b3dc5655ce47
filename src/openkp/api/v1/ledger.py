"""The carat ledger: finds, sales, what holders do with their lots, stock, trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field

from openkp.core.units import carats_from_mct
from openkp.ledger import actions, queries
from openkp.ledger.queries import DeclarationRow, LotRow, MovementRow, StockLine
from openkp.parties.tokens import TokenScope

from ..tokens import Caller
from . import lists
from .operations import Link, Room
from .shapes import (
    Body,
    Cents,
    CentsOut,
    Code,
    Currency,
    Day,
    Draw,
    Hs,
    Line80,
    MaybeName,
    Mct,
    MctOut,
    Moment,
    Name,
    Reason,
    Row,
    Text,
    Whole,
    Word,
)

room = Room("ledger")
CUSTODY = TokenScope.CUSTODY
MOST = 1000


class ProductionIn(Body):
    operator: Name
    site: Name
    day: Day
    hs: Hs
    mct: Mct = Field(alias="carats")
    stones: Whole
    note: Text = ""


class MineProductionIn(Body):
    operator: Name
    site: Name
    day: Day
    hs: Hs
    mct: Mct = Field(alias="carats")
    stones: Whole | None = None
    note: Text = ""


class StockIn(Body):
    operator: Name
    hs: Hs
    mct: Mct = Field(alias="carats")
    origins: dict[Name, Mct] = Field(max_length=MOST)
    day: Day
    source: Text


class PurchaseIn(Body):
    seller: Name
    buyer: Name
    draws: list[Draw] = Field(max_length=MOST)
    booklet: Name
    slip: Whole
    day: Day
    place: Name
    hs: Hs
    stones: Whole
    price_cents: Cents = Field(alias="price")
    currency: Currency
    payment_kind: Word
    payment_ref: Line80 = ""
    note: Text = ""


class Part(Body):
    mct: Mct = Field(alias="carats")
    hs: Hs

    def facts(self) -> Any:
        return (self.mct, self.hs)


class SplitIn(Body):
    parts: list[Part] = Field(max_length=MOST)


class MergeIn(Body):
    lots: list[Name] = Field(max_length=MOST)
    hs: Hs


class ReweighIn(Body):
    after_mct: Mct = Field(alias="carats")
    reason: Text


class ManufactureIn(Body):
    draws: list[Draw] = Field(max_length=MOST)
    note: Text


class LossIn(Body):
    mct: Mct = Field(alias="carats")
    reason: Text


class SeizureIn(Body):
    lots: list[Name] = Field(min_length=1, max_length=MOST)
    reason: Text


class Lot(Row):
    ref: str = Field(serialization_alias="lot")
    participant: str
    holder_kind: str
    holder: str
    hs: str
    made_mct: MctOut = Field(serialization_alias="made_carats")
    balance_mct: MctOut = Field(serialization_alias="balance_carats")
    origins: dict[str, MctOut]
    countries: tuple[str, ...]
    kind: str
    on: dt.date
    movement: int


class Stock(Row):
    participant: str
    holder_kind: str
    holder: str
    hs: str
    lots: int
    mct: MctOut = Field(serialization_alias="carats")


class Movement(Row):
    id: int
    kind: str
    on: dt.date
    at: Moment
    participant: str
    given: list[tuple[str, MctOut]]
    made: list[tuple[str, MctOut]]
    seller: str
    buyer: str
    booklet: str
    slip: int | None
    site: str
    certificate: str
    stones: int | None
    price_cents: CentsOut | None = Field(serialization_alias="price")
    currency: str
    payment_kind: str
    payment_ref: str
    place: str
    note: str
    corrects: int | None


class Declaration(Row):
    id: int
    participant: str
    operator: str
    hs: str
    mct: MctOut = Field(serialization_alias="carats")
    origins: dict[str, MctOut]
    on: dt.date
    source: str
    declared_by: int
    lot: str


class Ancestor(BaseModel):
    lot: str
    participant: str
    holder_kind: str
    holder: str
    holder_name: str | None
    hs: str
    carats: str
    kind: str
    on: str
    site: str | None
    certificate: str | None


class Drawn(BaseModel):
    source: str
    target: str
    carats: str


class Trace(Row):
    """Everything a lot was made of; names only of those whom the caller may see by name."""

    lot: str
    origins: dict[str, str]
    countries: list[str]
    sites: list[str]
    nodes: list[Ancestor]
    edges: list[Drawn]


_LOT = Link("getLot", {"lot": "$response.body#/data/lot"})
_TRACE = Link("traceLot", {"lot": "$response.body#/data/lot"})
_GONE = {"ledger.lot_unknown"}
room.act(
    "recordProduction", "/productions", actions.record_production, ProductionIn,
    scope=CUSTODY, answers={"lot": str}, creates=True, links={"lot": _LOT},
)  # fmt: skip
room.act(
    "recordMineProduction", "/mine-productions", actions.record_mine_production, MineProductionIn,
    scope=CUSTODY, answers={"lot": str}, creates=True, links={"lot": _LOT},
)  # fmt: skip
room.act(
    "declareStock", "/stock-declarations", actions.declare_stock, StockIn,
    scope=CUSTODY, answers={"declaration": int}, creates=True,
    links={"open": Link("openStock", {"declaration": "$response.body#/data/declaration"})},
)  # fmt: skip
room.act(
    "openStock", "/stock-declarations/{declaration}/open", actions.open_stock,
    scope=CUSTODY, answers={"lot": str, "declaration": int}, creates=True,
    missing={"ledger.declaration_unknown"}, links={"lot": _LOT},
)  # fmt: skip
room.act(
    "recordPurchase", "/purchases", actions.record_purchase, PurchaseIn,
    scope=CUSTODY, answers={"lot": str}, creates=True, links={"lot": _LOT, "trace": _TRACE},
)  # fmt: skip
room.act(
    "splitLot", "/lots/{lot}/split", actions.split, SplitIn,
    scope=CUSTODY, answers={"lots": list[str]}, creates=True, missing=_GONE,
    links={"first": Link("getLot", {"lot": "$response.body#/data/lots/0"})},
)  # fmt: skip
room.act(
    "mergeLots", "/merges", actions.merge, MergeIn,
    scope=CUSTODY, answers={"lot": str}, creates=True, links={"lot": _LOT},
)  # fmt: skip
room.act(
    "reweighLot", "/lots/{lot}/reweigh", actions.reweigh, ReweighIn,
    scope=CUSTODY, answers={"lot": str}, creates=True, missing=_GONE, links={"lot": _LOT},
)  # fmt: skip
room.act(
    "manufacture", "/manufactures", actions.manufacture, ManufactureIn,
    scope=CUSTODY, answers={"mct": int}, creates=True,
)  # fmt: skip
room.act(
    "recordLoss", "/lots/{lot}/loss", actions.record_loss, LossIn,
    scope=CUSTODY, answers={"lot": str, "mct": int}, missing=_GONE, links={"lot": _LOT},
)  # fmt: skip
room.act(
    "seizeLots", "/seizures", actions.seize, SeizureIn,
    scope=CUSTODY, answers={"lots": list[str]}, creates=True,
)  # fmt: skip
room.act(
    "returnPurchase", "/lots/{lot}/return", actions.return_goods, Reason,
    scope=CUSTODY, answers={"lot": str}, creates=True, missing=_GONE, links={"lot": _LOT},
)  # fmt: skip


@room.listing("listLots", "/lots", Lot, key=lambda row: row.id, numbered=True)
def lots(
    caller: Caller,
    *,
    after: int,
    limit: int,
    participant: MaybeName = "",
    holder: MaybeName = "",
    held_only: bool = True,
) -> Sequence[LotRow]:
    """Lots that the caller may see, oldest first: its own, or those of its participant."""
    return queries.lots(
        viewer=caller.actor, participant=participant, holder=holder, held_only=held_only, after=after, limit=limit
    )


@room.detail("getLot", "/lots/{lot}", Lot, links={"trace": Link("traceLot", {"lot": "$response.body#/lot"})})
def lot(caller: Caller, *, lot: str) -> LotRow | None:
    """One lot: its holder, its weight, its origins."""
    return queries.lot(lot, viewer=caller.actor)


@room.detail("traceLot", "/lots/{lot}/trace", Trace)
def trace(caller: Caller, *, lot: str) -> Trace | None:
    """Everything that a lot was made of, back to the pits."""
    if queries.lot(lot, viewer=caller.actor) is None:
        return None
    found = queries.trace(lot, viewer=caller.actor)
    refs = {node.id: node.ref for node in found.nodes}
    return Trace(
        lot=found.ref,
        origins={origin: carats_from_mct(mct) for origin, mct in found.origins.items()},
        countries=list(found.countries),
        sites=list(found.sites),
        nodes=[
            Ancestor(
                lot=node.ref,
                participant=node.participant,
                holder_kind=node.holder_kind,
                holder=node.holder,
                holder_name=found.names.get(node.holder),
                hs=node.hs,
                carats=carats_from_mct(node.made_mct),
                kind=node.kind,
                on=node.on,
                site=found.dug_at.get(node.id),
                certificate=node.certificate or None,
            )
            for node in found.nodes
        ],
        edges=[
            Drawn(source=refs[edge.source], target=refs[edge.target], carats=carats_from_mct(edge.mct))
            for edge in found.edges
        ],
    )


def _line(row: StockLine) -> str:
    return f"{row.participant}|{row.holder_kind}|{row.holder}|{row.hs}"


@room.listing("listStock", "/stock", Stock, key=_line)
def stock(
    caller: Caller, *, after: str, limit: int, participant: MaybeName = "", holder: MaybeName = ""
) -> Sequence[StockLine]:
    """Who holds how much of each line of the Harmonised System, added up."""
    held = queries.stock(viewer=caller.actor, participant=participant, holder=holder)
    return lists.after_key(sorted(held, key=_line), _line, after, limit)


@room.listing("listStockDeclarations", "/stock-declarations", Declaration, key=lambda row: row.id, numbered=True)
def declarations(caller: Caller, *, after: int, limit: int, participant: Code) -> Sequence[DeclarationRow]:
    """Stock declared from before the ledger, opened or not, for the participant's authority."""
    rows = sorted(queries.declarations(viewer=caller.actor, participant=participant), key=lambda row: row.id)
    return lists.after_key(rows, lambda row: row.id, after, limit)


@room.listing("listRegister", "/operators/{operator}/register", Movement, key=lambda row: row.id, numbered=True)
def register(caller: Caller, *, operator: str, after: int, limit: int, participant: Code) -> Sequence[MovementRow]:
    """The register of what an operator bought and sold, oldest first (KPCS Annex II 15)."""
    return queries.register(operator, viewer=caller.actor, participant=participant, after=after, limit=limit)


@room.detail("getMovement", "/movements/{movement_id}", Movement)
def movement(caller: Caller, *, movement_id: int) -> MovementRow | None:
    """One fact of the ledger, for the authority and for the operators that took part."""
    return queries.movement(movement_id, viewer=caller.actor)


__all__ = ["room"]
