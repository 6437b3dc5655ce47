"""Files that wait on somebody's desk: one at each step, so that a visitor can go all the way as each person in turn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openkp.demo.border import Border
from openkp.demo.exports import Exports
from openkp.demo.filing import File, Office
from openkp.demo.hand import Hand

# The states in which the files wait: of export, then of import.
STEPS = ("submitted", "valued", "levied", "sealed", "approved", "departed", "presented", "inspected")
FIRST_MINUTES_BEFORE = 300
WEIGHTS_MCT = (4_000, 3_500, 5_000, 3_000, 4_500, 3_200, 2_700, 3_100)


@dataclass(frozen=True, slots=True)
class Waiting:
    state: str
    file: File


def fill(hand: Hand, trade: Exports) -> tuple[Waiting, ...]:
    """Files of Sierra Leone's exporters, each brought as far as its step, in the last hours."""
    minutes = iter(range(FIRST_MINUTES_BEFORE, 0, -3))
    office = Office(hand, lambda _day: hand.calendar.just_before(next(minutes)))
    border = Border(hand, office.clock)
    importer = trade.world.story("importer")
    exporters = [one for one in trade.world.exporters("SL") if one.kind != "large-scale-mine"]
    out: list[Waiting] = []
    for step, weight in zip(STEPS, WEIGHTS_MCT, strict=True):
        file = None
        for exporter in exporters:
            file = file or trade.open(f"desk-{step}", exporter, importer, weight)
        assert file is not None, "the season leaves stock for the desks"
        bring(office, border, file, step, hand.calendar.today)
        out.append(Waiting(step, file))
    return tuple(out)


def bring(office: Office, border: Border, file: File, step: str, day: dt.date) -> None:
    """Take a file through its life up to a state, and leave it there."""
    acts = (
        *(office.submit, office.value, office.levy, office.seal, office.approve, office.issue, office.depart),
        *(border.present, border.inspect),
    )
    reached = {"submitted": 1, "valued": 2, "levied": 3, "sealed": 4, "approved": 5, "departed": 7, "presented": 8}
    for act in acts[: reached.get(step, len(acts))]:
        act(file, day)
