"""Who may act: roles, grants and the actor. A role is held for a participant or an operator, never in general."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .refusal import Refusal


class Role(StrEnum):
    """The people of the Process. A person may hold several; the Process's separations are rules, not roles."""

    MINER = "miner"
    BUYER = "buyer"  # collector, dealer, broker, cooperative
    EXPORTER = "exporter"
    AGENT = "agent"  # mandated by an exporter
    VALUER = "valuer"  # the state's valuer
    INDEPENDENT_VALUER = "independent-valuer"
    FIELD_OFFICER = "field-officer"  # mines monitoring officer
    OFFICER = "officer"  # exporting authority: examines, seals, issues
    APPROVER = "approver"  # exporting authority: the second officer, who validates
    CUSTOMS = "customs"  # importing authority
    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    REVIEWER = "reviewer"
    STATISTICIAN = "statistician"
    COORDINATOR = "coordinator"  # of technical assistance
    OBSERVER = "observer"
    ADMIN = "admin"  # of this installation
    SYSTEM = "system"  # the worker and the loader of reference facts; never a person


AUTHORITY_ROLES = frozenset({Role.OFFICER, Role.APPROVER, Role.FIELD_OFFICER, Role.CUSTOMS, Role.VALUER})


@dataclass(frozen=True, slots=True)
class Grant:
    """`participant` is a code, or "*" for a role of the whole Process; `operator` is an operator's number, or ""."""

    role: Role
    participant: str = "*"
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, with the grants in force that day. `person_id` 0 is the system itself."""

    person_id: int
    grants: frozenset[Grant] = field(default_factory=frozenset)

    @classmethod
    def system(cls) -> Actor:
        """For the worker and the loading of reference facts: passes only where Role.SYSTEM is named."""
        return cls(0, frozenset({Grant(Role.SYSTEM)}))

    @classmethod
    def nobody(cls) -> Actor:
        """Anyone on the internet."""
        return cls(-1)

    def has(self, roles: Role | Iterable[Role], *, participant: str = "", operator: str = "") -> bool:
        """Whether one grant carries one of `roles` for that participant and, if given, that operator."""
        wanted = {roles} if isinstance(roles, Role) else set(roles)
        return any(
            grant.role in wanted
            and (not participant or grant.participant in ("*", participant))
            and (not operator or grant.operator in ("", operator))
            for grant in self.grants
        )

    def require(self, *roles: Role, participant: str = "", operator: str = "") -> None:
        """Refuse ``roles.not_yours`` unless `has`."""
        if not self.has(roles, participant=participant, operator=operator):
            raise Refusal("roles.not_yours", roles=", ".join(sorted(roles)), participant=participant)

    def participants(self, *roles: Role) -> frozenset[str]:
        """The participants for which the actor holds one of `roles` ("*" for all)."""
        return frozenset(grant.participant for grant in self.grants if not roles or grant.role in roles)

    def operators(self, *roles: Role) -> frozenset[str]:
        return frozenset(g.operator for g in self.grants if g.operator and (not roles or g.role in roles))
