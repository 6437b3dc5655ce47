"""Every read of the ledger: lots and stock, the trace of a lot, and the promises that `audit` re-examines."""

from ..book import parse_ref
from .audit import figures, problems
from .disputes import AnswerRow, DisputeMark, DisputeRow, dispute_marks, disputes
from .listing import LOT_ORDERS, lot_list
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
from .prices import Price, prices
from .search import search
from .slips import finds, returned, slip, slip_names, slips
from .tracing import Ancestry, Edge, Node, SlipRow, Trace, ancestry, origin_sites, trace

__all__ = [
    "LOT_ORDERS",
    "Ancestry",
    "AnswerRow",
    "DeclarationRow",
    "DisputeMark",
    "DisputeRow",
    "Edge",
    "LotRow",
    "MovementRow",
    "Node",
    "Price",
    "SlipRow",
    "StockLine",
    "Trace",
    "ancestry",
    "declarations",
    "dispute_marks",
    "disputes",
    "draw_facts",
    "figures",
    "finds",
    "lot",
    "lot_list",
    "lots",
    "movement",
    "origin_sites",
    "parse_ref",
    "prices",
    "problems",
    "receiver",
    "register",
    "returned",
    "search",
    "sees_lot",
    "slip",
    "slip_names",
    "slips",
    "stock",
    "trace",
    "transit_lots",
    "transit_weights",
]
