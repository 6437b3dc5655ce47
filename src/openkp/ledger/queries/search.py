"""The search box, for lots by reference and for slips by booklet and number."""

from __future__ import annotations

from collections.abc import Iterator

from openkp.core import finding
from openkp.core.finding import Hit
from openkp.core.roles import Actor

from .. import book
from .lots import lot
from .slips import slip


def search(text: str, *, viewer: Actor, limit: int = 10) -> tuple[Hit, ...]:
    """Those that the viewer may see."""
    return (*_lots(text, viewer), *_slips(text, viewer))[:limit]


def _lots(text: str, viewer: Actor) -> Iterator[Hit]:
    named = finding.reference(text, "L")
    row = lot(book.ref(*named), viewer=viewer) if named else None
    if row is not None:
        facts = {"kind": row.kind, "on": row.on, "balance_mct": row.balance_mct, "holder": row.holder}
        yield Hit("lot", (row.ref,), row.ref, "", facts, exact=True)


def _slips(text: str, viewer: Actor) -> Iterator[Hit]:
    named = finding.slip(text)
    row = slip(*named, viewer=viewer) if named else None
    if row is not None and row.slip is not None:
        facts = {"on": row.on, "carats_mct": sum(mct for _, mct in row.given), "price_cents": row.price_cents}
        label, key = f"{row.booklet}/{row.slip}", (row.booklet, str(row.slip))
        yield Hit("slip", key, label, "", facts | {"currency": row.currency}, exact=True)
