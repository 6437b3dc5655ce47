"""Walks the whole house and yields every broken promise: balances, signatures, the log, lives, triggers."""
