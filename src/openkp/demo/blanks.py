"""Numbered forms: received from the printer, handed to offices, spoiled and missed, as such forms are."""

from __future__ import annotations

from openkp.certificates import actions as certificates
from openkp.demo.hand import Hand
from openkp.demo.registers import AUTHORITY, before

MISFORTUNES_AGO = 60
PRINTER = "OpenKP demonstration: delivery note 0001"
# participant -> first serial, forms received, forms in the hands of the office
STOCK = {
    "SL": (4301, 400, 200),
    "LR": (801, 300, 120),
    "GN": (2201, 300, 120),
    "CI": (61, 200, 80),
    "EU": (40172001, 500, 200),
    "AE": (91301, 500, 200),
    "IN": (55001, 200, 50),
}
OFFICE = {
    "SL": "Freetown",
    "LR": "Monrovia",
    "GN": "Conakry",
    "CI": "Abidjan",
    "EU": "Antwerp",
    "AE": "Dubai",
    "IN": "Surat",
}


def receive(hand: Hand) -> None:
    """Each authority receives a range and hands the first forms to the office that issues."""
    for participant, (first, count, handed) in STOCK.items():
        officer = f"{participant}.officer"
        received = hand.act(
            certificates.receive_blanks,
            by=officer,
            now=before(hand, 200),
            key=f"blanks-{participant}",
            participant=participant,
            first=first,
            last=first + count - 1,
            source=PRINTER,
        )
        hand.act(
            certificates.allocate_blanks,
            by=officer,
            now=before(hand, 210),
            key=f"blanks-{participant}-office",
            range_id=received["range"],
            authority=AUTHORITY[participant],
            count=handed,
            office=OFFICE[participant],
        )


def misfortunes(hand: Hand) -> None:
    """Two forms are misprinted and one is missing in Sierra Leone: none of them is ever issued."""
    first, _, handed = STOCK["SL"]
    day = hand.calendar.workday(hand.calendar.ago(MISFORTUNES_AGO))
    spoiled = [f"SL{first + handed - offset:06d}" for offset in (1, 2)]
    hand.act(
        certificates.spoil_blanks,
        by="SL.officer",
        now=hand.calendar.at(day, 540),
        key="blanks-spoiled",
        numbers=spoiled,
        reason="Misprinted: the serial on the counterfoil differs",
    )
    hand.act(
        certificates.report_blanks,
        by="SL.officer",
        now=hand.calendar.at(day, 550),
        key="blanks-missing",
        numbers=[f"SL{first + handed - 3:06d}"],
        fate="missing",
        reason="Not found at the weekly count of the safe",
    )
