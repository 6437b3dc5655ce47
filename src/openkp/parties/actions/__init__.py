"""What doors call about participants, authorities, people, roles and dated rules."""

from .filters import forget_filter, save_filter
from .people import (
    Personal,
    appoint_signatory,
    correct_person,
    create_person,
    deactivate_person,
    end_signatory,
    erase_person,
    grant_role,
    set_password,
    withdraw_role,
)
from .reference import load_reference
from .registry import (
    close_authority,
    end_status,
    impose_restriction,
    lift_restriction,
    record_status,
    register_authority,
    register_participant,
    set_rule,
)
from .tokens import create_token, note_token_use, revoke_token

__all__ = [
    "Personal",
    "appoint_signatory",
    "close_authority",
    "correct_person",
    "create_person",
    "create_token",
    "deactivate_person",
    "end_signatory",
    "end_status",
    "erase_person",
    "forget_filter",
    "grant_role",
    "impose_restriction",
    "lift_restriction",
    "load_reference",
    "note_token_use",
    "record_status",
    "register_authority",
    "register_participant",
    "revoke_token",
    "save_filter",
    "set_password",
    "set_rule",
    "withdraw_role",
]
