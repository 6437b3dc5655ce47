"""How carats enter the ledger: dug by hand, dug by a mine, or there before it (declared, and opened by a second
officer)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from openkp.core.facts import HS_CODES
from openkp.core.ledger import HolderKind, Move, MovementKind, declared_origins
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import chain
from openkp.core.units import MAX_MCT
from openkp.events.actions import Outcome, action, current_event_id
from openkp.mining import queries as mining

from .. import book, chain_facts
from ..book import NewLot
from ..models import StockDeclaration


@action("ledger.record_production")
def record_production(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    operator: str,
    site: str,
    day: dt.date,
    hs: str,
    mct: int,
    stones: int,
    note: str = "",
) -> Outcome:
    """Enter a find at a site, by the holder of a licence that covers it or by the field officer who saw it."""
    return _find(
        by, now, MovementKind.PRODUCTION, chain.ARTISANAL,
        operator=operator, site=site, day=day, hs=hs, mct=mct, stones=stones, note=note,
    )  # fmt: skip


@action("ledger.record_mine_production")
def record_mine_production(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    operator: str,
    site: str,
    day: dt.date,
    hs: str,
    mct: int,
    stones: int | None = None,
    note: str = "",
) -> Outcome:
    """Enter what a large-scale mine produced. Its stones need not be counted one by one."""
    return _find(
        by, now, MovementKind.MINE_PRODUCTION, chain.INDUSTRIAL,
        operator=operator, site=site, day=day, hs=hs, mct=mct, stones=stones, note=note,
    )  # fmt: skip


def _find(
    by: Actor,
    now: dt.datetime,
    kind: MovementKind,
    licences: frozenset[chain.LicenceKind],
    *,
    operator: str,
    site: str,
    day: dt.date,
    hs: str,
    mct: int,
    stones: int | None,
    note: str,
) -> Outcome:
    who, where = mining.operator_facts(operator), mining.site_facts(site)
    by.require(
        Role.MINER, Role.EXPORTER, Role.FIELD_OFFICER, Role.OFFICER, participant=who.participant, operator=operator
    )
    facts = chain.ProductionFacts(
        day=day,
        today=now.date(),
        operator=who,
        site=where,
        hs=hs,
        mct=mct,
        stones=stones,
        licences=licences,
        bars=chain_facts.bars(who.participant, day, places=(where.zone, where.code), operators=(operator,)),
    )
    refuse(chain.production(facts))
    (lot,) = book.post(
        kind=kind,
        on=day,
        now=now,
        participant=who.participant,
        new=[NewLot(who.participant, HolderKind.OPERATOR, operator, hs)],
        moves=[Move(None, 0, mct)],
        entering={where.zone: mct},
        site_id=mining.site_id(site),
        stones=stones,
        note=note.strip(),
    )
    return Outcome({"lot": lot}, participant=who.participant, subject=f"lot:{lot}")


@action("ledger.declare_stock")
def declare_stock(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    operator: str,
    hs: str,
    mct: int,
    origins: Mapping[str, int],
    day: dt.date,
    source: str,
) -> Outcome:
    """An officer declares stock that an operator held before the ledger began, with the paper that proves it.

    `origins` are in whole milli-carats: ``{"SL:KONO": 700, "LR": 300}``. Nothing enters the ledger until another
    officer opens it.
    """
    who = mining.operator_facts(operator)
    by.require(Role.OFFICER, Role.APPROVER, participant=who.participant)
    reasons = [*declared_origins(origins, mct)]
    if hs not in HS_CODES:
        reasons.append(Refusal("chain.hs_unknown", hs=hs))
    if not 0 < mct <= MAX_MCT:
        reasons.append(Refusal("chain.weight_not_positive"))
    if not source.strip():
        reasons.append(Refusal("ledger.source_missing"))
    if day > now.date():
        reasons.append(Refusal("chain.in_future", day=day))
    refuse(reasons)
    row = StockDeclaration(
        participant=who.participant,
        operator=operator,
        hs=hs,
        mct=mct,
        origins=dict(sorted(origins.items())),
        on=day,
        source=source.strip(),
        declared_by=by.person_id,
        event_id=current_event_id(),
    )
    row.save(force_insert=True)
    return Outcome({"declaration": row.pk}, participant=who.participant, subject=f"declaration:{row.pk}")


@action("ledger.open_stock")
def open_stock(*, by: Actor, now: dt.datetime, request_id: str, declaration: int) -> Outcome:
    """A second officer opens declared stock: it becomes a lot of its holder. Refuses ``ledger.same_officer``."""
    row = StockDeclaration.objects.select_for_update().filter(pk=declaration).first()
    if row is None:
        raise Refusal("ledger.declaration_unknown", declaration=str(declaration))
    by.require(Role.OFFICER, Role.APPROVER, participant=row.participant)
    reasons = []
    if row.declared_by == by.person_id:
        reasons.append(Refusal("ledger.same_officer"))
    if hasattr(row, "opened_by"):
        reasons.append(Refusal("ledger.already_opened", declaration=str(declaration)))
    refuse(reasons)
    (lot,) = book.post(
        kind=MovementKind.OPENING_STOCK,
        on=row.on,
        now=now,
        participant=row.participant,
        new=[NewLot(row.participant, HolderKind.OPERATOR, row.operator, row.hs)],
        moves=[Move(None, 0, row.mct)],
        entering=row.origins,
        declaration_id=row.pk,
        note=row.source,
    )
    return Outcome({"lot": lot, "declaration": row.pk}, participant=row.participant, subject=f"lot:{lot}")
