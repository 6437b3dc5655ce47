"""What the database itself keeps of the ledger, whoever writes to it.

- An entry moves its carats from the giver's balance to the taker's; a CHECK forbids a balance below nothing.
- A lot is filled only by the movement that made it; it starts empty.
- Nothing of a lot changes but its balance, which always is the sum of its entries; never more comes into it than what
  it was made with.
- Movements, entries and declarations are never edited or deleted; a dispute is closed once, and nothing else of it
  changes.
"""

from openkp.events.triggers import Trigger, append_only, forbid

_FIXED = ("id", "participant", "holder_kind", "holder", "hs", "made_mct", "made_by_id", "origins")
_CAME = "(SELECT COALESCE(SUM(mct), 0) FROM ledger_entry WHERE target_lot_id = NEW.id)"
_WENT = "(SELECT COALESCE(SUM(mct), 0) FROM ledger_entry WHERE source_lot_id = NEW.id)"
_SUM = f"{_CAME} - {_WENT}"
_CODE = "USING ERRCODE = 'integrity_constraint_violation'"
_UNFOUNDED = "ledger_lot balance is the sum of its entries, nothing else of a lot changes"
_NOT_EMPTY = "ledger_lot starts empty"

BALANCE = Trigger(
    name="ledger_entry_balance",
    table="ledger_entry",
    sqlite=(
        "CREATE TRIGGER ledger_entry_balance AFTER INSERT ON ledger_entry BEGIN "
        "SELECT RAISE(ABORT, 'ledger_lot is filled only by the movement that made it') "
        "WHERE NEW.target_lot_id IS NOT NULL AND NEW.movement_id IS NOT "
        "(SELECT made_by_id FROM ledger_lot WHERE id = NEW.target_lot_id); "
        "UPDATE ledger_lot SET balance_mct = balance_mct - NEW.mct WHERE id = NEW.source_lot_id; "
        "UPDATE ledger_lot SET balance_mct = balance_mct + NEW.mct WHERE id = NEW.target_lot_id; END"
    ),
    # Per statement: with several entries of one lot in one INSERT, only their sum meets the guard below.
    postgres_when="AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
    postgres_body=(
        "BEGIN "
        "IF EXISTS (SELECT 1 FROM fresh JOIN ledger_lot AS l ON l.id = fresh.target_lot_id "
        "WHERE l.made_by_id <> fresh.movement_id) THEN "
        "RAISE EXCEPTION 'ledger_lot is filled only by the movement that made it' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "UPDATE ledger_lot SET balance_mct = balance_mct + moved.mct FROM ("
        "SELECT e.lot, SUM(e.mct)::bigint AS mct FROM ("
        "SELECT target_lot_id AS lot, mct FROM fresh UNION ALL SELECT source_lot_id, -mct FROM fresh"
        ") AS e WHERE e.lot IS NOT NULL GROUP BY e.lot) AS moved WHERE ledger_lot.id = moved.lot; "
        "RETURN NULL; END;"
    ),
)
GUARD = Trigger(
    name="ledger_lot_guard",
    table="ledger_lot",
    sqlite=(
        "CREATE TRIGGER ledger_lot_guard BEFORE UPDATE ON ledger_lot WHEN "
        + " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _FIXED)
        + f" OR NEW.balance_mct IS NOT {_SUM} OR {_CAME} > NEW.made_mct BEGIN SELECT RAISE(ABORT, '{_UNFOUNDED}'); END"
    ),
    postgres_when="BEFORE UPDATE ON ledger_lot FOR EACH ROW",
    postgres_body=(
        "BEGIN IF "
        + " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _FIXED)
        + f" OR NEW.balance_mct IS DISTINCT FROM {_SUM} OR {_CAME} > NEW.made_mct "
        f"THEN RAISE EXCEPTION '{_UNFOUNDED}' {_CODE}; END IF; RETURN NEW; END;"
    ),
)
EMPTY = Trigger(
    name="ledger_lot_empty",
    table="ledger_lot",
    sqlite=(
        "CREATE TRIGGER ledger_lot_empty BEFORE INSERT ON ledger_lot WHEN NEW.balance_mct <> 0 "
        f"BEGIN SELECT RAISE(ABORT, '{_NOT_EMPTY}'); END"
    ),
    postgres_when="BEFORE INSERT ON ledger_lot FOR EACH ROW WHEN (NEW.balance_mct <> 0)",
    postgres_body=f"BEGIN RAISE EXCEPTION '{_NOT_EMPTY}' {_CODE}; END;",
)
_OPENED = (
    *("id", "movement_id", "participant", "seller", "buyer", "complaint", "statement", "opened_at", "opened_by"),
    *("due_at", "event_id"),
)
TRIGGERS = (
    *append_only("ledger_stockdeclaration"),
    *append_only("ledger_movement"),
    *append_only("ledger_entry"),
    forbid("ledger_slipdispute", "DELETE"),
    forbid(
        "ledger_slipdispute",
        "UPDATE",
        unless="OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND "
        + " AND ".join(f"NEW.{column} = OLD.{column}" for column in _OPENED),
    ),
    *append_only("ledger_disputeanswer"),
    forbid("ledger_lot", "DELETE"),
    EMPTY,
    GUARD,
    BALANCE,
)
