"""What waits for a person of the chain: on the first page of one's work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openkp.core.roles import Actor, Role
from openkp.ledger import queries as ledger
from openkp.ledger.queries import DisputeRow

from .. import frame
from . import people
from .people import Paper

MOST = 200  # disputes looked at


@dataclass(frozen=True, slots=True)
class Waiting:
    """`papers`: of one's own operators, those that say something today; `answer`: disputes whose buyer one is, not yet
    answered; `settle`: those that wait for an officer; `mine`: one's own, still open."""

    papers: tuple[Paper, ...]
    answer: tuple[DisputeRow, ...]
    settle: tuple[DisputeRow, ...]
    mine: tuple[DisputeRow, ...]

    @property
    def ending(self) -> tuple[Paper, ...]:
        return tuple(one for one in self.papers if one.soon or one.state in ("expired", "revoked"))


def waiting(viewer: Actor, now: dt.datetime) -> Waiting:
    own = viewer.operators()
    found = ledger.disputes(viewer=viewer, open_only=True, limit=MOST)
    return Waiting(
        papers=tuple(people.current(people.papers(viewer, sorted(own), now.date()))),
        answer=tuple(row for row in found if row.buyer in own and row.state == "open"),
        settle=tuple(row for row in found if viewer.has(people.OFFICERS, participant=row.participant)),
        mine=tuple(row for row in found if row.seller in own),
    )


def pages(viewer: Actor) -> dict[str, bool]:
    """Which pages of the chain this person may open."""
    officer = viewer.has(people.OFFICERS)
    return {
        "writes": officer or viewer.has((Role.BUYER, Role.EXPORTER)),
        "digs": officer or viewer.has(Role.MINER),
        "operates": viewer.has(frame.OPERATORS),
    }
