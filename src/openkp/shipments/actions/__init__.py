"""The acts of a file, in the order of its life."""

from .filing import refuse, submit, withdraw
from .issuing import issue
from .moving import confirm_import, depart, resolve
from .sealing import approve, seal
from .valuing import pay_levy, value

__all__ = [
    "approve",
    "confirm_import",
    "depart",
    "issue",
    "pay_levy",
    "refuse",
    "resolve",
    "seal",
    "submit",
    "value",
    "withdraw",
]
