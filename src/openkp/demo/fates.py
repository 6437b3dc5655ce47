"""Certificates that do not simply arrive: one at least for every state that a certificate can reach. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from openkp.certificates import actions as certificates
from openkp.events.actions import Outcome

ISSUER, RECEIVER = "issuer", "receiver"


@dataclass(frozen=True, slots=True)
class After:
    """An act on the certificate so many days after the application, by an officer of the issuer or the receiver's
    customs."""

    days: int
    action: Callable[..., Outcome]
    side: str
    reason: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fate:
    """`begins_ago` is the day of the application, `weight_mct` what it is about. `departs` and `confirmed`: whether it
    leaves, and arrives as it left."""

    name: str
    begins_ago: int
    participant: str
    importer: str
    weight_mct: int
    departs: bool = True
    confirmed: bool = False
    after: tuple[After, ...] = ()
    key: str = ""  # of the file, where several share a fate


FATES = (
    Fate("expired", 79, "LR", "EU-I-0002", 9000, departs=False),
    Fate(
        "returned-unused", 58, "CI", "EU-I-0002", 8000, departs=False,
        after=(After(46, certificates.return_unused, ISSUER, "The buyer cancelled the sale"),),
    ),
    Fate(
        "void", 47, "SL", "AE-I-0001", 10_000, departs=False,
        after=(After(2, certificates.void, ISSUER, "Weight typed in grams"),),
    ),
    Fate(
        "replaced", 43, "GN", "EU-I-0001", 9000, departs=False,
        after=(After(4, certificates.replace, ISSUER, "Address of the importer wrong"),),
    ),
    Fate(
        "lost", 38, "LR", "AE-I-0001", 7000, departs=False,
        after=(After(3, certificates.report_lost, ISSUER, "Original lost at the bank", {"goods_safe": True}),),
    ),
    Fate(
        "stolen", 36, "GN", "AE-I-0001", 8000,
        after=(After(5, certificates.report_stolen, ISSUER, "Taken with the courier's bag", {"goods_safe": False}),),
    ),
    Fate(
        "seized", 34, "GN", "EU-I-0002", 6000,
        after=(
            After(8, certificates.detain, RECEIVER, "Seal broken"),
            After(12, certificates.seize, RECEIVER, "Seal replaced on the way"),
        ),
    ),
    Fate("transit", 32, "GN", "IN-I-0001", 7000, confirmed=True),
    Fate(
        "returned", 30, "CI", "AE-I-0001", 6000,
        after=(
            After(7, certificates.detain, RECEIVER, "Container opened on the way"),
            After(12, certificates.return_goods, RECEIVER, "Container opened, certificate otherwise good"),
        ),
    ),
    Fate("discrepant", 28, "SL", "EU-I-0001", 3200),  # 3.20 carats leave, 3.14 arrive
    Fate(
        "detained", 15, "LR", "AE-I-0001", 6000,
        after=(After(9, certificates.detain, RECEIVER, "The stones do not look like those of the origin stated"),),
    ),
    Fate("exported", 7, "CI", "EU-I-0001", 5000),
    Fate("issued", 6, "SL", "IN-I-0001", 6000, departs=False, key="issued-sl"),
    Fate("issued", 5, "GN", "EU-I-0001", 5000, departs=False),
    Fate("issued", 4, "LR", "AE-I-0001", 4000, departs=False, key="issued-lr"),
)  # fmt: skip
DISCREPANT_MISSING_CCT, DISCREPANT_AFTER_DAYS = 6, 9
REPLACEMENT_AFTER_DAYS = 5
TECHNICAL_AFTER_DAYS = 18
REEXPORTS = ((40, "EU-I-0001", "IN-I-0001", 12_000), (27, "AE-I-0001", "IN-I-0002", 10_000))
TRANSIT_ROUTE = ("BE",)
