"""The acts of export and import files, in the order of their lives."""

from .confirming import confirm
from .discrepancies import settle_discrepancy, write_to_other_side
from .filing import refuse, submit, withdraw
from .inspecting import detain, dismiss, inspect, release, return_goods, see_out, seize
from .issuing import issue
from .moving import depart, record_slip, register_prealert
from .presenting import present, report_number
from .querying import answer_query, ask_issuer
from .sealing import approve, seal
from .valuing import pay_levy, value

__all__ = [
    "answer_query",
    "approve",
    "ask_issuer",
    "confirm",
    "depart",
    "detain",
    "dismiss",
    "inspect",
    "issue",
    "pay_levy",
    "present",
    "record_slip",
    "refuse",
    "register_prealert",
    "release",
    "report_number",
    "return_goods",
    "seal",
    "see_out",
    "seize",
    "settle_discrepancy",
    "submit",
    "value",
    "withdraw",
    "write_to_other_side",
]
