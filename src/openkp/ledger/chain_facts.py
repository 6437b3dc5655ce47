"""What the rules of the chain need to know from other rooms: dated configuration, restrictions, places."""

from __future__ import annotations

import datetime as dt

from openkp.core.refusal import Refusal
from openkp.core.rules import chain
from openkp.core.rules.chain import Bar
from openkp.parties import queries as parties

CASH = frozenset({str(chain.PaymentKind.CASH)})  # the floor of Annex II, recommendation 7


def pairs(participant: str, on: dt.date) -> frozenset[tuple[str, str]]:
    """Who may sell to whom that day: dated configuration ``chain.pairs``."""
    value = parties.rule("chain.pairs", participant, on).value
    return frozenset((str(seller), str(buyer)) for seller, buyer in value)


def cleaning_loss_ppm(participant: str, on: dt.date) -> int:
    """What cleaning may take of a lot that day, in parts per million: ``chain.cleaning_loss_ppm``."""
    return int(parties.rule("chain.cleaning_loss_ppm", participant, on).value)


def reference_needed_for(participant: str, on: dt.date) -> frozenset[str]:
    """Kinds of payment that need a document's reference: ``chain.payment_reference``, never less than cash."""
    try:
        value = parties.rule("chain.payment_reference", participant, on).value
    except Refusal as refusal:
        if refusal.code != "parties.rule_absent":
            raise
        return CASH
    return CASH | {str(kind) for kind in value}


def bars(
    participant: str, on: dt.date, *, places: tuple[str, ...] = (), operators: tuple[str, ...] = ()
) -> tuple[Bar, ...]:
    """What restrictions forbid that day at these zones and sites and to these operators."""
    codes = frozenset(places)
    rows = (parties.restriction_fact(row) for row in parties.restrictions(on, participant))
    return chain.bars(rows, on, zones=codes, sites=codes, operators=frozenset(operators))
