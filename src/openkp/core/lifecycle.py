"""Every life of the house as a table of (from, act, to, roles). Nothing else sets a state. domain.md 1.3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .refusal import Refusal
from .roles import Role


class CertificateState(StrEnum):
    """Published list. `issued` means in force and not yet presented; expired and overdue are computed, not stored."""

    ISSUED = "issued"
    EXPORTED = "exported"
    CONFIRMED = "confirmed"
    DISCREPANT = "discrepant"
    VOID = "void"
    REPLACED = "replaced"
    LOST = "lost"
    STOLEN = "stolen"
    RETURNED_UNUSED = "returned-unused"
    RETURNED = "returned"
    DETAINED = "detained"
    SEIZED = "seized"


class ShipmentState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    VALUED = "valued"
    LEVIED = "levied"
    SEALED = "sealed"
    APPROVED = "approved"
    ISSUED = "issued"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    origin: str
    act: str
    target: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """One table. `name` begins the refusal ``lifecycle.not_now``."""

    name: str
    initial: str
    steps: tuple[Step, ...]
    _by_key: dict[tuple[str, str], Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table = {(step.origin, step.act): step for step in self.steps}
        assert len(table) == len(self.steps), f"{self.name}: an act leads to two states"
        object.__setattr__(self, "_by_key", table)

    def advance(self, state: str, act: str) -> str:
        """The state after `act`; refuses ``lifecycle.not_now`` with the acts that are possible."""
        step = self._by_key.get((state, act))
        if step is None:
            raise Refusal("lifecycle.not_now", life=self.name, state=state, act=act)
        return step.target

    def roles_of(self, act: str) -> frozenset[Role]:
        return frozenset().union(*(step.roles for step in self.steps if step.act == act))

    def acts_from(self, state: str) -> tuple[str, ...]:
        return tuple(step.act for step in self.steps if step.origin == state)

    @property
    def states(self) -> frozenset[str]:
        return frozenset({self.initial, *(s.origin for s in self.steps), *(s.target for s in self.steps)})


def _steps(origins: Iterable[str], act: str, target: str, *roles: Role) -> tuple[Step, ...]:
    return tuple(Step(str(origin), act, str(target), frozenset(roles)) for origin in origins)


C = CertificateState
CERTIFICATE = Lifecycle(
    "certificate",
    C.ISSUED,
    (
        *_steps([C.ISSUED], "depart", C.EXPORTED, Role.OFFICER, Role.EXPORTER, Role.AGENT),
        *_steps([C.ISSUED], "void", C.VOID, Role.OFFICER),
        *_steps([C.ISSUED], "replace", C.REPLACED, Role.OFFICER),
        *_steps([C.ISSUED], "return_unused", C.RETURNED_UNUSED, Role.OFFICER),
        *_steps([C.ISSUED, C.EXPORTED], "report_lost", C.LOST, Role.OFFICER),
        *_steps([C.ISSUED, C.EXPORTED], "report_stolen", C.STOLEN, Role.OFFICER),
        *_steps([C.ISSUED, C.EXPORTED, C.DETAINED], "confirm", C.CONFIRMED, Role.CUSTOMS),
        *_steps([C.ISSUED, C.EXPORTED, C.DETAINED], "confirm_differing", C.DISCREPANT, Role.CUSTOMS),
        *_steps([C.DISCREPANT], "resolve", C.CONFIRMED, Role.CUSTOMS),
        *_steps([C.ISSUED, C.EXPORTED], "detain", C.DETAINED, Role.CUSTOMS),
        *_steps([C.ISSUED, C.EXPORTED, C.DETAINED, C.DISCREPANT], "return_goods", C.RETURNED, Role.CUSTOMS),
        *_steps([C.ISSUED, C.EXPORTED, C.DETAINED, C.DISCREPANT], "seize", C.SEIZED, Role.CUSTOMS),
    ),
)

S = ShipmentState
SHIPMENT = Lifecycle(
    "shipment",
    S.DRAFT,
    (
        *_steps([S.DRAFT], "submit", S.SUBMITTED, Role.EXPORTER, Role.AGENT),
        *_steps([S.SUBMITTED], "value", S.VALUED, Role.VALUER, Role.INDEPENDENT_VALUER, Role.EXPORTER, Role.AGENT),
        *_steps([S.VALUED], "levy", S.LEVIED, Role.OFFICER),
        *_steps([S.LEVIED], "seal", S.SEALED, Role.OFFICER),
        *_steps([S.SEALED], "approve", S.APPROVED, Role.APPROVER),
        *_steps([S.APPROVED], "issue", S.ISSUED, Role.OFFICER),
        *_steps([S.ISSUED], "depart", S.DEPARTED, Role.OFFICER, Role.EXPORTER, Role.AGENT),
        *_steps([S.ISSUED, S.DEPARTED], "arrive", S.ARRIVED, Role.CUSTOMS),
        *_steps([S.ARRIVED], "close", S.CLOSED, Role.CUSTOMS),
        *_steps(
            [S.SUBMITTED, S.VALUED, S.LEVIED, S.SEALED, S.APPROVED], "refuse", S.REFUSED, Role.OFFICER, Role.APPROVER
        ),
        *_steps(
            [S.DRAFT, S.SUBMITTED, S.VALUED, S.LEVIED, S.SEALED], "withdraw", S.WITHDRAWN, Role.EXPORTER, Role.AGENT
        ),
    ),
)

LIFECYCLES = (CERTIFICATE, SHIPMENT)
