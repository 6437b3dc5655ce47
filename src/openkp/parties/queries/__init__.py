"""Every read of participants, authorities, people, roles and dated rules. Frozen rows out, personal data by viewer."""

from .authorities import authorities, authority, issuer, signatories
from .filters import FilterRow, saved_filters
from .participants import groups, members, participant, participants, restrictions, statuses
from .people import actor, display_name, display_names, grants, people, person, person_by_email
from .rows import AuthorityRow, GrantRow, ParticipantRow, PersonRow, RestrictionRow, RuleRow, SignatoryRow, StatusRow
from .rules import rule, rules, several_rules
from .tokens import TokenHolder, TokenRow, token_holder, tokens
from .trading import acting_participant, may_trade, restriction_fact

__all__ = [
    "AuthorityRow",
    "FilterRow",
    "GrantRow",
    "ParticipantRow",
    "PersonRow",
    "RestrictionRow",
    "RuleRow",
    "SignatoryRow",
    "StatusRow",
    "TokenHolder",
    "TokenRow",
    "acting_participant",
    "actor",
    "authorities",
    "authority",
    "display_name",
    "display_names",
    "grants",
    "groups",
    "issuer",
    "may_trade",
    "members",
    "participant",
    "participants",
    "people",
    "person",
    "person_by_email",
    "restriction_fact",
    "restrictions",
    "rule",
    "rules",
    "saved_filters",
    "several_rules",
    "signatories",
    "statuses",
    "token_holder",
    "tokens",
]
