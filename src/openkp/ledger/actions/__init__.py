"""What doors call to change the ledger. Each act is one movement, all of its refusals told at once."""

from .disputes import answer_dispute, open_dispute, settle_dispute
from .finds import declare_stock, open_stock, record_mine_production, record_production
from .handling import manufacture, merge, record_loss, reweigh, seize, split
from .trade import record_purchase, return_goods

__all__ = [
    "answer_dispute",
    "declare_stock",
    "manufacture",
    "merge",
    "open_dispute",
    "open_stock",
    "record_loss",
    "record_mine_production",
    "record_production",
    "record_purchase",
    "return_goods",
    "reweigh",
    "seize",
    "settle_dispute",
    "split",
]
