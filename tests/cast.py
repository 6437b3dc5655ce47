"""The one cast of the tests: named people in named roles, everywhere the same, made by actions.

`raise_cast(now)` loads the reference facts and lets the people in. Other rooms' tests register the operators whose
numbers stand here and give them licences, sites and stones.

    cast = raise_cast(NOW)
    mining.actions.register_operator(by=cast.officer, now=NOW, request_id=cast.ask(), number=MINER, ...)
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from openkp.core.roles import Actor, Grant, Role
from openkp.parties import actions
from openkp.parties.actions import Personal

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
SINCE = dt.date(2003, 1, 1)

# Operators of Sierra Leone, by the number of their register.
MINER = "SL-AM-0001"  # Aminata Kamara, artisanal licence in Kono
OTHER_MINER = "SL-AM-0002"  # Sahr Gbondo, Kenema
DEALER = "SL-DL-0001"  # Ibrahim Sesay
EXPORTER = "SL-EX-0001"  # Fatmata Conteh
IMPORTER_EU = "EU-IM-0001"  # Scheldt Rough, Antwerp
IMPORTER_AE = "AE-IM-0001"
IMPORTER_IN = "IN-IM-0001"

AUTHORITY = "sl-nma"
AUTHORITY_EU = "eu-antwerp"
AUTHORITY_AE = "ae-dmcc"
AUTHORITY_IN = "in-gjepc"

# attribute of Cast: (name, language, role, participant, operator)
PEOPLE: dict[str, tuple[str, str, Role, str, str]] = {
    "admin": ("Ruth Adeyemi", "en", Role.ADMIN, "*", ""),
    "miner": ("Aminata Kamara", "en", Role.MINER, "SL", MINER),
    "other_miner": ("Sahr Gbondo", "en", Role.MINER, "SL", OTHER_MINER),
    "buyer": ("Ibrahim Sesay", "en", Role.BUYER, "SL", DEALER),
    "exporter": ("Fatmata Conteh", "en", Role.EXPORTER, "SL", EXPORTER),
    "agent": ("Joseph Bangura", "en", Role.AGENT, "SL", EXPORTER),
    "field_officer": ("Alpha Turay", "en", Role.FIELD_OFFICER, "SL", ""),
    "valuer": ("Mariama Koroma", "en", Role.VALUER, "SL", ""),
    "independent_valuer": ("Samuel Cole", "en", Role.INDEPENDENT_VALUER, "SL", ""),
    "officer": ("Hawa Jalloh", "en", Role.OFFICER, "SL", ""),
    "second_officer": ("Isatu Sankoh", "en", Role.OFFICER, "SL", ""),
    "approver": ("Mohamed Kallon", "en", Role.APPROVER, "SL", ""),
    "customs_sl": ("Adama Bah", "en", Role.CUSTOMS, "SL", ""),
    "officer_lr": ("Comfort Toe", "en", Role.OFFICER, "LR", ""),
    "customs_eu": ("Lotte Peeters", "fr", Role.CUSTOMS, "EU", ""),
    "officer_eu": ("Wim Claes", "fr", Role.OFFICER, "EU", ""),
    "approver_eu": ("Anke Maes", "fr", Role.APPROVER, "EU", ""),
    "importer_eu": ("David Roth", "fr", Role.EXPORTER, "EU", IMPORTER_EU),
    "customs_ae": ("Khalid Al Mansoori", "en", Role.CUSTOMS, "AE", ""),
    "customs_in": ("Priya Shah", "en", Role.CUSTOMS, "IN", ""),
    "chair": ("Arjun Mehta", "en", Role.CHAIR, "*", ""),
    "secretariat": ("Neo Molefe", "en", Role.SECRETARIAT, "*", ""),
    "observer": ("Élise Mbarga", "fr", Role.OBSERVER, "*", ""),
}
SIGNATORIES = (
    ("officer", AUTHORITY, "issue"),
    ("second_officer", AUTHORITY, "issue"),
    ("approver", AUTHORITY, "validate"),
    ("customs_sl", AUTHORITY, "confirm"),
    ("officer_eu", AUTHORITY_EU, "issue"),
    ("approver_eu", AUTHORITY_EU, "validate"),
    ("customs_eu", AUTHORITY_EU, "confirm"),
    ("customs_ae", AUTHORITY_AE, "confirm"),
    ("customs_in", AUTHORITY_IN, "confirm"),
)
PASSWORD = "a long enough word of passage"


@dataclass(frozen=True, slots=True)
class Cast:
    """Each of PEOPLE as an actor. `ask()` is a fresh request id."""

    now: dt.datetime
    admin: Actor
    miner: Actor
    other_miner: Actor
    buyer: Actor
    exporter: Actor
    agent: Actor
    field_officer: Actor
    valuer: Actor
    independent_valuer: Actor
    officer: Actor
    second_officer: Actor
    approver: Actor
    customs_sl: Actor
    officer_lr: Actor
    customs_eu: Actor
    officer_eu: Actor
    approver_eu: Actor
    importer_eu: Actor
    customs_ae: Actor
    customs_in: Actor
    chair: Actor
    secretariat: Actor
    observer: Actor
    _requests: Iterator[int] = field(default_factory=itertools.count, compare=False, repr=False)

    def ask(self) -> str:
        return f"request-{next(self._requests):06d}"


def email_of(attribute: str) -> str:
    return f"{attribute.replace('_', '.')}@example.org"


def raise_cast(now: dt.datetime = NOW) -> Cast:
    """Load the reference facts, create everyone, grant the roles, appoint the signatories."""
    system = Actor.system()
    actions.load_reference(by=system, now=now, request_id="cast-reference")
    actors: dict[str, Actor] = {}
    for attribute, (name, language, role, participant, operator) in PEOPLE.items():
        who = Personal(email=email_of(attribute), name=name, language=language, password=PASSWORD)
        made = actions.create_person(by=system, now=now, request_id=f"cast-person-{attribute}", who=who)
        person_id = int(made.data["person"])
        actions.grant_role(
            by=system,
            now=now,
            request_id=f"cast-role-{attribute}",
            person_id=person_id,
            role=role,
            participant=participant,
            operator=operator,
            valid_from=SINCE,
        )
        actors[attribute] = Actor(person_id, frozenset({Grant(role, participant, operator)}))
    for attribute, authority, function in SIGNATORIES:
        actions.appoint_signatory(
            by=system,
            now=now,
            request_id=f"cast-signatory-{attribute}",
            authority=authority,
            person_id=actors[attribute].person_id,
            function=function,
            valid_from=SINCE,
        )
    return Cast(now, **actors)
