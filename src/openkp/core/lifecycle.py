"""Every life of the house as a table of (from, act, to, roles). Nothing else sets a state. domain.md 1.3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from .refusal import Refusal
from .roles import Role


class CertificateState(StrEnum):
    """Published list. `issued` means in force and not yet presented; expired and overdue are computed, not stored.
    `returned` goods are on their way back; `came-back`: their exporting authority has them again."""

    ISSUED = "issued"
    EXPORTED = "exported"
    PRESENTED = "presented"
    CONFIRMED = "confirmed"
    DISCREPANT = "discrepant"
    VOID = "void"
    REPLACED = "replaced"
    LOST = "lost"
    STOLEN = "stolen"
    RETURNED_UNUSED = "returned-unused"
    RETURNED = "returned"
    CAME_BACK = "came-back"
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


class ImportState(StrEnum):
    """The file of one presentation at a border. Whoever presents a number second has a file too, without the
    certificate: it can be detained, returned, seized or dismissed, not confirmed."""

    PRESENTED = "presented"
    INSPECTED = "inspected"
    DETAINED = "detained"
    CONFIRMED = "confirmed"
    DISCREPANT = "discrepant"
    RETURNED = "returned"
    SEIZED = "seized"
    DISMISSED = "dismissed"
    IN_TRANSIT = "in-transit"
    HELD_IN_TRANSIT = "held-in-transit"
    PASSED = "passed"


class DiscrepancyState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


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
# A lost or stolen paper's goods may still be met on the way, and a shipment stopped in transit.
_STOPPED = (C.EXPORTED, C.PRESENTED, C.DETAINED, C.DISCREPANT, C.LOST, C.STOLEN)
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
        *_steps([C.ISSUED, C.EXPORTED], "present", C.PRESENTED, Role.CUSTOMS),
        *_steps([C.PRESENTED], "dismiss", C.EXPORTED, Role.CUSTOMS),
        *_steps([C.PRESENTED], "dismiss_unsent", C.ISSUED, Role.CUSTOMS),  # it never left: somebody typed its number
        *_steps([C.PRESENTED], "confirm", C.CONFIRMED, Role.CUSTOMS),
        *_steps([C.PRESENTED], "confirm_differing", C.DISCREPANT, Role.CUSTOMS),
        *_steps([C.ISSUED, C.EXPORTED], "confirm_by_slip", C.CONFIRMED, Role.OFFICER),
        *_steps([C.DISCREPANT], "resolve", C.CONFIRMED, Role.CUSTOMS),
        *_steps([C.PRESENTED], "detain", C.DETAINED, Role.CUSTOMS),
        *_steps([C.DETAINED], "release", C.PRESENTED, Role.CUSTOMS),
        *_steps(_STOPPED, "return_goods", C.RETURNED, Role.CUSTOMS),
        *_steps(_STOPPED, "seize", C.SEIZED, Role.CUSTOMS),
        *_steps([C.RETURNED], "receive_back", C.CAME_BACK, Role.OFFICER),
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

M = ImportState
_HELD = (M.PRESENTED, M.INSPECTED, M.DETAINED, M.DISCREPANT, M.HELD_IN_TRANSIT)
IMPORT = Lifecycle(
    "import",
    M.PRESENTED,
    (
        *_steps([M.PRESENTED, M.INSPECTED], "inspect", M.INSPECTED, Role.CUSTOMS),
        *_steps([M.DETAINED], "inspect", M.DETAINED, Role.CUSTOMS),
        *_steps([M.PRESENTED, M.INSPECTED], "confirm", M.CONFIRMED, Role.CUSTOMS),
        *_steps([M.PRESENTED, M.INSPECTED], "confirm_differing", M.DISCREPANT, Role.CUSTOMS),
        *_steps([M.DISCREPANT], "resolve", M.CONFIRMED, Role.CUSTOMS),
        *_steps([M.PRESENTED, M.INSPECTED], "detain", M.DETAINED, Role.CUSTOMS),
        *_steps([M.IN_TRANSIT], "detain", M.HELD_IN_TRANSIT, Role.CUSTOMS),
        *_steps([M.DETAINED], "release", M.PRESENTED, Role.CUSTOMS),
        *_steps([M.HELD_IN_TRANSIT], "release", M.IN_TRANSIT, Role.CUSTOMS),
        *_steps(_HELD, "return_goods", M.RETURNED, Role.CUSTOMS),
        *_steps(_HELD, "seize", M.SEIZED, Role.CUSTOMS),
        *_steps([M.PRESENTED, M.INSPECTED, M.IN_TRANSIT], "dismiss", M.DISMISSED, Role.CUSTOMS),
        *_steps([M.IN_TRANSIT], "see_out", M.PASSED, Role.CUSTOMS),
    ),
)

D = DiscrepancyState
DISCREPANCY = Lifecycle(
    "discrepancy",
    D.OPEN,
    (
        *_steps([D.OPEN, D.ANSWERED], "answer", D.ANSWERED, Role.OFFICER),
        *_steps([D.OPEN, D.ANSWERED], "ask", D.OPEN, Role.CUSTOMS),
        *_steps([D.OPEN, D.ANSWERED], "close", D.CLOSED, Role.CUSTOMS),
    ),
)

LIFECYCLES = (CERTIFICATE, SHIPMENT, IMPORT, DISCREPANCY)
