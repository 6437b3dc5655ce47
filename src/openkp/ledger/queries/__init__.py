"""Every read of the ledger: lots and stock, the trace of a lot, and the promises that `audit` re-examines."""

from ..book import parse_ref
from .audit import figures, problems
from .lots import (
    DeclarationRow,
    LotRow,
    MovementRow,
    StockLine,
    declarations,
    draw_facts,
    lot,
    lots,
    movement,
    receiver,
    register,
    sees_lot,
    stock,
    transit_lots,
    transit_weights,
)
from .tracing import Ancestry, Edge, Node, SlipRow, Trace, ancestry, origin_sites, trace

__all__ = [
    "Ancestry",
    "DeclarationRow",
    "Edge",
    "LotRow",
    "MovementRow",
    "Node",
    "SlipRow",
    "StockLine",
    "Trace",
    "ancestry",
    "declarations",
    "draw_facts",
    "figures",
    "lot",
    "lots",
    "movement",
    "origin_sites",
    "parse_ref",
    "problems",
    "receiver",
    "register",
    "sees_lot",
    "stock",
    "trace",
    "transit_lots",
    "transit_weights",
]
