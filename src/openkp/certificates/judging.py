"""What the house knows of an issuer, laid beside a paper that somebody shows: the facts for core/rules/paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from openkp.core.facts import PartyFacts
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.core.rules import numbers
from openkp.core.rules.paper import (
    FUNCTIONS,
    Finding,
    KnownAuthority,
    KnownSignatory,
    PaperFacts,
    PaperKnowledge,
    PaperParcel,
    PriceBounds,
    check_paper,
)
from openkp.core.rules.trade import Period
from openkp.core.rules.validity import ValidityRule, validity_rule
from openkp.parties import queries as parties

from .queries import specimen_rows as specimens

_OWN = ("text", "reported")  # standings of a rule that is the participant's own, and no model of ours


def knowledge(
    participant: str, issued_on: dt.date, *, receiver: str = "", destination: str = "", on: dt.date
) -> PaperKnowledge:
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
        barred=parties.may_trade(participant, receiver, issued_on).refusals() if receiver else (),
        validity=_validity(participant, issued_on),
        receiver=receiver,
        destination_as=parties.acting_participant(destination, on) if destination else "",
        cross_checks=frozenset(_rule("paper.cross_checks", participant, issued_on, [])),
        mixed_needs_sources=bool(_rule("paper.mixed_needs_sources", participant, issued_on, False)),
        bounds=_bounds(issued_on),
    )


def judge(paper: PaperFacts, *, receiver: str, on: dt.date) -> tuple[Finding, ...]:
    """Every finding on a paper shown to customs of `receiver` ("" : to anybody) on a day."""
    known = knowledge(paper.participant, paper.issued_on, receiver=receiver, destination=paper.destination, on=on)
    return check_paper(paper, known, on)


def keyed(number: str, told: Mapping[str, Any]) -> PaperFacts:
    """A paper that was read before, with its parties and parcels as any objects of these names; what was not keyed in
    is left open. Refuses ``numbers.malformed``."""
    return PaperFacts(
        number=number,
        participant=numbers.participant_of(number),
        authority=str(told.get("authority", "")),
        issued_on=told["issued_on"],
        valid_until=told["valid_until"],
        exporter=_side(told.get("exporter")),
        importer=_side(told.get("importer")),
        destination=str(told.get("destination", "")),
        parcels=tuple(
            PaperParcel(one.hs, one.weight_cct, one.value_usd_cents, one.origin, one.reference)
            for one in told["parcels"]
        ),
        number_of_parcels=_whole(told.get("number_of_parcels")),
        weight_cct=_whole(told.get("weight_cct")),
        value_usd_cents=_whole(told.get("value_usd_cents")),
        mixed=told["mixed"] if isinstance(told.get("mixed"), bool) else None,
        signatory=str(told.get("signatory") or ""),
        seals=_texts(told.get("seals")),
        sources=_texts(told.get("sources")),
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


def _side(party: Any) -> PartyFacts:
    return party if isinstance(party, PartyFacts) else PartyFacts("", "", "")


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
