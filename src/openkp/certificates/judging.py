"""What the house knows of an issuer, laid beside a paper that somebody shows: the facts for core/rules/paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.core.rules.paper import (
    FUNCTIONS,
    KnownAuthority,
    KnownSignatory,
    PaperFacts,
    PaperKnowledge,
    PriceBounds,
)
from openkp.core.rules.trade import Period
from openkp.core.rules.validity import ValidityRule, validity_rule
from openkp.events.reference import Reference
from openkp.parties import queries as parties

from .queries import specimen_rows as specimens

_OWN = ("text", "reported")  # standings of a rule that is the participant's own, and no model of ours


def knowledge(participant: str, issued_on: dt.date) -> PaperKnowledge:
    """All that is recorded of an issuer, on the day that the paper gives for its issue."""
    held = tuple(specimens.held(participant, issued_on))
    names = parties.signatories(viewer=Actor.system(), participant=participant)
    return PaperKnowledge(
        specimens=tuple(specimens.as_known(row) for row in held),
        authorities=tuple(
            KnownAuthority((row.name_en, row.name_fr, row.slug), Period(row.valid_from, row.valid_to))
            for row in parties.authorities(participant)
            if row.kind in ("both", "export")
        ),
        signatories=(
            *(one for row in held for one in specimens.signatories_of(row)),
            *(
                KnownSignatory(row.name, Period(row.valid_from, row.valid_to))
                for row in names
                if row.function in FUNCTIONS and row.name
            ),
        ),
        validity=_validity(participant, issued_on),
        cross_checks=frozenset(_rule("paper.cross_checks", participant, issued_on, [])),
        mixed_needs_sources=bool(_rule("paper.mixed_needs_sources", participant, issued_on, False)),
        bounds=_bounds(issued_on),
    )


def border(paper: PaperFacts, receiver: str, on: dt.date, known: Reference | None = None) -> PaperKnowledge:
    """What is asked of any paper where it is to be imported, whatever its form: whether it is for that participant, and
    whether its issuer could send, and could on the day that it is shown (domain 1.9)."""
    if not receiver:
        return PaperKnowledge()
    barred: dict[str, Refusal] = {}
    for day in (paper.issued_on, on):
        for one in parties.may_trade(paper.participant, receiver, day, known=known).refusals():
            barred.setdefault(one.code, one)
    return PaperKnowledge(
        barred=tuple(barred.values()),
        receiver=receiver,
        destination_as=parties.acting_participant(paper.destination, on, known=known),
    )


def _validity(participant: str, on: dt.date) -> ValidityRule | None:
    """The issuer's own rule; None where only our model stands in for it."""
    try:
        row = parties.rule("certificate.validity", participant, on)
    except Refusal:
        return None
    return validity_rule(row.value) if row.standing in _OWN else None


def _bounds(on: dt.date) -> PriceBounds | None:
    value = _rule("paper.price_bounds", "*", on, None)
    return None if value is None else PriceBounds(int(value["low_usd_cents"]), int(value["high_usd_cents"]))


def _rule(key: str, participant: str, on: dt.date, absent: Any) -> Any:
    try:
        return parties.rule(key, participant, on).value
    except Refusal:
        return absent
