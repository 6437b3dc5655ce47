"""What the database itself keeps: a leaf never changes nor goes, is numbered once; a signed head stays."""

from __future__ import annotations

from openkp.events.triggers import append_only, forbid

_LEAF = "transparency_leaf"

TRIGGERS = (
    forbid(_LEAF, "DELETE"),
    forbid(_LEAF, "INSERT", unless='NEW."index" IS NULL'),
    forbid(
        _LEAF,
        "UPDATE",
        unless=(
            'OLD."index" IS NULL AND NEW."index" IS NOT NULL AND NEW.id = OLD.id AND NEW.data = OLD.data '
            "AND NEW.leaf_hash = OLD.leaf_hash AND NEW.kind = OLD.kind AND NEW.number = OLD.number "
            "AND NEW.added_at = OLD.added_at"
        ),
    ),
    *append_only("transparency_checkpoint"),
)
