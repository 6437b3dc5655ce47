"""What the database itself keeps of this room: papers are not edited, a slip's fate is written once."""

from openkp.events.triggers import append_only, forbid

TRIGGERS = (
    forbid("mining_operator", "DELETE"),
    forbid(
        "mining_operator",
        "UPDATE",
        unless="NEW.id = OLD.id AND NEW.number = OLD.number AND NEW.participant = OLD.participant",
    ),
    *append_only("mining_zone"),
    *append_only("mining_site"),
    forbid("mining_licence", "DELETE"),
    forbid(
        "mining_licence",
        "UPDATE",
        unless=(
            "OLD.revoked_on IS NULL AND NEW.revoked_on IS NOT NULL AND NEW.id = OLD.id AND NEW.number = OLD.number "
            "AND NEW.operator_id = OLD.operator_id AND NEW.kind = OLD.kind AND NEW.valid_from = OLD.valid_from "
            "AND NEW.valid_until = OLD.valid_until AND COALESCE(NEW.zone_id, 0) = COALESCE(OLD.zone_id, 0) "
            "AND COALESCE(NEW.site_id, 0) = COALESCE(OLD.site_id, 0) AND NEW.area = OLD.area"
        ),
    ),
    *append_only("mining_booklet"),
    *append_only("mining_slip"),
)
