"""What the database itself keeps: an entry never changes place, text or audience; an endpoint keeps its address."""

from __future__ import annotations

from openkp.events.triggers import append_only, forbid

_FIXED = ("id", "participant", "person_id", "url", "created_at")
_SAME = " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in _FIXED)

TRIGGERS = (
    *append_only("exchange_feedentry"),
    *append_only("exchange_feedaudience"),
    forbid("exchange_endpoint", "DELETE"),
    forbid("exchange_endpoint", "UPDATE", unless=f"OLD.disabled_at IS NULL AND {_SAME}"),
)
