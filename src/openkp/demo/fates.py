"""Certificates that do not simply arrive: one at least for every state that a certificate and an import file can reach.
Pure: names of acts and what is said, never the acts themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from openkp.core.rules.arrival import GENUINE, Settlement

LATE_DAYS = 6  # after departure, on which a shipment was awaited that never came
ISSUE_AFTER, DEPART_AFTER, PRESENT_AFTER, CONFIRM_AFTER = 2, 3, 7, 8  # days after the application


@dataclass(frozen=True, slots=True)
class After:
    """An act so many days after the application: of the issuing authority on its certificate (`issuer`), else of the
    border, by the name that `Border` gives it."""

    days: int
    act: str
    facts: dict[str, Any] = field(default_factory=dict)
    issuer: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """`begins_ago` is the day of the application, `weight_mct` what it is about. It is issued after two days; `departs`
    the day after; `confirmed`: it is presented, weighed and confirmed as it left."""

    name: str
    begins_ago: int
    participant: str
    importer: str
    weight_mct: int
    departs: bool = True
    confirmed: bool = False
    after: tuple[After, ...] = ()
    key: str = ""  # of the file, where several share a fate
    expected_days: int = 0  # until it is awaited, said on departure
    exact: bool = False  # the weight is told: it is never made less


def _issuer(days: int, act: str, reason: str, **facts: Any) -> After:
    return After(days, act, {"reason": reason, **facts}, issuer=True)


def _border(days: int, act: str, **facts: Any) -> After:
    return After(days, act, facts)


PRESENTED = _border(PRESENT_AFTER, "present")
ARRIVED = (PRESENTED, _border(CONFIRM_AFTER, "arrive"))

_NEVER_PRESENTED = (
    Fate("expired", 170, "LR", "EU-I-0002", 9000, departs=False),
    Fate(
        "returned-unused", 150, "CI", "EU-I-0002", 8000, departs=False,
        after=(_issuer(46, "return_unused", "The buyer cancelled the sale"),),
    ),
    Fate("void", 47, "SL", "AE-I-0001", 10_000, departs=False, after=(_issuer(2, "void", "Weight typed in grams"),)),
    Fate(
        "replaced", 43, "GN", "EU-I-0001", 9000, departs=False,
        after=(_issuer(4, "replace", "Address of the importer wrong"),),
    ),
    Fate(
        "lost", 38, "LR", "AE-I-0001", 7000, departs=False,
        after=(_issuer(3, "report_lost", "Original lost at the bank", goods_safe=True),),
    ),
    Fate(
        "stolen", 36, "GN", "AE-I-0001", 8000,
        after=(_issuer(5, "report_stolen", "Taken with the courier's bag", goods_safe=False),),
    ),
    Fate("late", 29, "GN", "AE-I-0001", 5000, expected_days=LATE_DAYS),
    Fate("exported", 7, "CI", "EU-I-0001", 5000),
    Fate("issued", 6, "SL", "IN-I-0001", 6000, departs=False, key="issued-sl"),
    Fate("issued", 5, "GN", "EU-I-0001", 5000, departs=False),
    Fate("issued", 4, "LR", "AE-I-0001", 4000, departs=False, key="issued-lr"),
)  # fmt: skip

_STOPPED = (
    Fate(
        "came-back", 110, "CI", "AE-I-0001", 6000,
        after=(
            PRESENTED,
            _border(8, "detain", reason="The invoice names another importer"),
            _border(12, "return_goods", reason="The importer named does not know of the shipment"),
            After(21, "receive_back", {"note": "Weighed at Abidjan: nothing is missing"}, issuer=True),
        ),
    ),
    Fate(
        "seized", 34, "GN", "EU-I-0002", 6000,
        after=(
            PRESENTED,
            _border(8, "detain", reason="Seal broken"),
            _border(12, "seize", reason="Seal replaced on the way"),
        ),
    ),
    Fate(
        "returned", 30, "CI", "AE-I-0001", 6000,
        after=(
            PRESENTED,
            _border(8, "detain", reason="Container opened on the way"),
            _border(12, "return_goods", reason="Container opened, certificate otherwise good"),
        ),
    ),
    Fate(
        "released", 66, "SL", "AE-I-0001", 6000,
        after=(
            PRESENTED,
            _border(8, "detain", reason="The seal has another number than the certificate"),
            _border(12, "release", remedy="The issuing authority confirms the seal: one figure was misread"),
            _border(13, "arrive"),
        ),
    ),
    Fate(
        "detained", 15, "LR", "AE-I-0001", 6000,
        after=(PRESENTED, _border(9, "detain", reason="The stones do not look like those of the origin stated")),
    ),
    Fate("presented", 10, "GN", "AE-I-0001", 4000, after=(PRESENTED,)),
    Fate("inspected", 11, "LR", "EU-I-0002", 4000, after=(PRESENTED, _border(8, "inspect"))),
)  # fmt: skip

_DIFFERING = (
    Fate(
        "discrepant", 28, "SL", "EU-I-0001", 3200, exact=True,  # 3.20 carats leave, 3.14 arrive
        after=(
            PRESENTED,
            _border(9, "arrive", missing_cct=6),
            _border(10, "write", again="1", text="We find 3.14 carats, you certified 3.20. Seals and container are "
                    "intact. Please weigh again what you kept and tell us how the parcel was weighed."),
            _border(14, "answer", again="1", text="The valuer's sheet and the sealing sheet both say 3.20. Our scale "
                    "was calibrated in January. Was the parcel cleaned before you weighed it?"),
            _border(16, "write", again="2", text="It was not cleaned. Our scale was tested this morning against two "
                    "weights. Please send the photograph taken at sealing."),
        ),
    ),
    Fate(
        "settled", 100, "LR", "AE-I-0001", 5000,
        after=(
            PRESENTED,
            _border(8, "arrive", missing_cct=3),
            _border(9, "write", again="1", text="0.03 carats less than certified."),
            _border(13, "answer", again="1", text="Dust of the cloth was weighed with it; we accept your figure."),
            _border(15, "settle", outcome=str(Settlement.AS_FOUND), explanation="Dust left in the paper"),
        ),
    ),
)  # fmt: skip

_ASKED = (
    Fate(
        "query-answered", 52, "GN", "EU-I-0001", 5000,
        after=(
            PRESENTED,
            _border(7, "ask", question="The signature differs from the specimen you sent us. Is it yours?"),
            _border(9, "reply", answer=GENUINE, explanation="Signed by the deputy, appointed last month."),
            _border(10, "arrive"),
        ),
    ),
    Fate(
        "query-open", 12, "SL", "EU-I-0002", 4000,
        after=(PRESENTED, _border(8, "ask", question="Two counterfoils bear this number in our copy. Is it yours?")),
    ),
)  # fmt: skip

_TWICE = (
    Fate(
        "alarm-open", 21, "LR", "EU-I-0001", 5000,
        after=(
            *ARRIVED,
            _border(12, "present", at="AE"),
            _border(13, "detain", at="AE", reason="Confirmed in Antwerp already: who holds the goods of this paper?"),
        ),
    ),
    Fate(
        "alarm-closed", 75, "GN", "EU-I-0001", 5000,
        after=(
            *ARRIVED,
            _border(9, "present", at="AE"),
            _border(10, "dismiss", at="AE", reason="A figure was typed wrong at the counter; no goods were shown"),
            _border(11, "close_alarms", at="AE", outcome="false-number-typed",
                    reason="A figure was typed wrong at the counter; Conakry and Antwerp are told"),
        ),
    ),
)  # fmt: skip

_THROUGH = (
    Fate(
        "transit", 40, "GN", "IN-I-0001", 7000,
        after=(
            _border(4, "transit", at="EU"),
            _border(6, "see_out", at="EU"),
            _border(9, "present"),
            _border(10, "arrive"),
        ),
    ),
    Fate("in-transit", 6, "LR", "IN-I-0002", 4000, after=(_border(4, "transit", at="AE"),)),
    Fate(
        "held-in-transit", 16, "CI", "IN-I-0001", 4000,
        after=(
            _border(4, "transit", at="AE"),
            _border(5, "detain", at="AE", reason="The container was opened before it came here"),
        ),
    ),
)  # fmt: skip

_OUTSIDE = (Fate("slip", 58, "SL", "IL-I-0001", 5000, after=(After(16, "record_slip", {"signed_by": "D. Azulay"}),)),)

FATES = (*_NEVER_PRESENTED, *_STOPPED, *_DIFFERING, *_ASKED, *_TWICE, *_THROUGH, *_OUTSIDE)
REPLACEMENT_AFTER_DAYS = 5
TECHNICAL_AFTER_DAYS = 18
TRANSIT_ROUTE = {"transit": ("BE",), "in-transit": ("AE",), "held-in-transit": ("AE",)}
