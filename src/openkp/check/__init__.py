"""Walks the whole house and yields every broken promise: balances, signatures, the log, lives, triggers."""

from openkp.check.walk import Report, problems, walk

__all__ = ["Report", "problems", "walk"]
