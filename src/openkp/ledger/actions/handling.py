"""What a holder does with its own lots (split, merge, clean, cut), and what an officer takes or writes off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openkp.core.ledger import HolderKind, Move, MovementKind
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import chain
from openkp.events.actions import Outcome, action

from .. import book, chain_facts, steps
from ..book import NewLot
from ..models import Lot


@action("ledger.split")
def split(*, by: Actor, now: dt.datetime, request_id: str, lot: str, parts: Sequence[tuple[int, str]]) -> Outcome:
    """Divide a lot into `parts` of (milli-carats, HS): the whole of it. Sorting is a split with an HS line a part."""
    found = _own(by, [lot])[lot]
    (draw,) = book.draw_facts({lot: found}, [(lot, found.balance_mct)])
    refuse(chain.split(draw, parts, holder=found.holder))
    made = book.post(
        kind=MovementKind.SPLIT,
        on=now.date(),
        now=now,
        participant=found.participant,
        new=[NewLot(found.participant, HolderKind.OPERATOR, found.holder, hs) for _, hs in parts],
        moves=[Move(found.pk, place, mct) for place, (mct, _) in enumerate(parts)],
        lots=[found],
    )
    return Outcome({"lots": list(made)}, participant=found.participant, subject=f"lot:{lot}")


@action("ledger.merge")
def merge(*, by: Actor, now: dt.datetime, request_id: str, lots: Sequence[str], hs: str) -> Outcome:
    """Put the whole of several lots of one holder together. The new lot keeps every parent and its shares."""
    found = _own(by, lots)
    draws = book.draw_facts(found, [(lot, found[lot].balance_mct) for lot in lots])
    first = found[lots[0]]
    refuse(chain.merge(draws, hs, holder=first.holder))
    (made,) = book.post(
        kind=MovementKind.MERGE,
        on=now.date(),
        now=now,
        participant=first.participant,
        new=[NewLot(first.participant, HolderKind.OPERATOR, first.holder, hs)],
        moves=[Move(found[draw.lot].pk, 0, draw.mct) for draw in draws],
        lots=found.values(),
    )
    return Outcome({"lot": made}, participant=first.participant, subject=f"lot:{made}")


@action("ledger.reweigh")
def reweigh(*, by: Actor, now: dt.datetime, request_id: str, lot: str, after_mct: int, reason: str) -> Outcome:
    """Record what a lot weighs after cleaning or boiling; the loss is limited by the rule in force that day."""
    found = _own(by, [lot])[lot]
    (draw,) = book.draw_facts({lot: found}, [(lot, found.balance_mct)])
    allowed = chain_facts.cleaning_loss_ppm(found.participant, now.date())
    refuse([*chain.reweigh(draw, after_mct, holder=found.holder, loss_ppm=allowed), *_reason(reason)])
    (made,) = book.post(
        kind=MovementKind.REWEIGH,
        on=now.date(),
        now=now,
        participant=found.participant,
        new=[NewLot(found.participant, HolderKind.OPERATOR, found.holder, found.hs)],
        moves=[Move(found.pk, 0, after_mct), Move(found.pk, None, draw.mct - after_mct)],
        lots=[found],
        note=reason.strip(),
    )
    return Outcome({"lot": made}, participant=found.participant, subject=f"lot:{lot}")


@action("ledger.manufacture")
def manufacture(
    *, by: Actor, now: dt.datetime, request_id: str, draws: Sequence[tuple[str, int]], note: str
) -> Outcome:
    """Rough stones are cut: they leave the ledger of rough diamonds for ever."""
    found = _own(by, [lot for lot, _ in draws])
    facts = book.draw_facts(found, draws)
    first = found[facts[0].lot]
    refuse([*chain.draws(facts, holder=first.holder, day=now.date()), *_reason(note)])
    book.post(
        kind=MovementKind.MANUFACTURE,
        on=now.date(),
        now=now,
        participant=first.participant,
        moves=[Move(found[draw.lot].pk, None, draw.mct) for draw in facts],
        lots=found.values(),
        note=note.strip(),
    )
    return Outcome(
        {"mct": sum(draw.mct for draw in facts)}, participant=first.participant, subject=f"lot:{facts[0].lot}"
    )


@action("ledger.record_loss")
def record_loss(*, by: Actor, now: dt.datetime, request_id: str, lot: str, mct: int, reason: str) -> Outcome:
    """An officer writes off what was stolen, lost, or found to weigh less than any cleaning explains."""
    found = book.lock([lot])[lot]
    by.require(Role.OFFICER, participant=found.participant)
    steps.lose(lot=lot, mct=mct, reason=reason, on=now.date(), now=now)
    return Outcome({"lot": lot, "mct": mct}, participant=found.participant, subject=f"lot:{lot}")


@action("ledger.seize")
def seize(*, by: Actor, now: dt.datetime, request_id: str, lots: Sequence[str], reason: str) -> Outcome:
    """An officer or customs take lots into the state's hands; origins and parents are kept."""
    found = book.lock(lots)
    countries = sorted({row.participant for row in found.values()})
    for country in countries:
        by.require(Role.OFFICER, Role.CUSTOMS, participant=country)
    made = steps.seize(lots=lots, participant=countries[0] if countries else "", reason=reason, on=now.date(), now=now)
    return Outcome({"lots": list(made)}, participant=countries[0], subject=f"lot:{lots[0]}")


def _own(by: Actor, refs: Sequence[str]) -> dict[str, Lot]:
    """The locked lots, all of operators for whom this person acts, or of whom it is the authority."""
    if not refs:
        raise Refusal("chain.no_lots")
    found = book.lock(refs)
    for text, row in found.items():
        if row.holder_kind != HolderKind.OPERATOR:
            raise Refusal("ledger.not_holder", lot=text, holder=row.holder)
        by.require(
            Role.MINER, Role.BUYER, Role.EXPORTER, Role.FIELD_OFFICER, Role.OFFICER,
            participant=row.participant, operator=row.holder,
        )  # fmt: skip
    return found


def _reason(text: str) -> list[Refusal]:
    return [] if text.strip() else [Refusal("ledger.reason_missing")]
