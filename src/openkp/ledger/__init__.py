"""The carat ledger: who holds what, and where it came from. Every movement balances; no lot is ever overdrawn."""
