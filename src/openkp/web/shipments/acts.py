"""Which acts this person can do to this file now, each with its form. The actions decide; this saves a vain press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openkp.core.lifecycle import SHIPMENT, ShipmentState
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome
from openkp.shipments import actions
from openkp.shipments.queries import ShipmentDetail

from ..forms import ActForm
from . import forms

_SEATS = {
    "state": (Role.VALUER,),
    "independent": (Role.INDEPENDENT_VALUER,),
    "exporter": (Role.EXPORTER, Role.AGENT),
}
_OPERATORS = frozenset({Role.EXPORTER, Role.AGENT})

_Row = tuple[str, Callable[..., Outcome], type[ActForm]]
_PLAIN: tuple[_Row, ...] = (
    ("seal", actions.seal, forms.SealForm),
    ("approve", actions.approve, ActForm),
    ("issue", actions.issue, ActForm),
    ("depart", actions.depart, forms.DepartForm),
)
_ENDING: tuple[_Row, ...] = (
    ("refuse", actions.refuse, forms.ReasonForm),
    ("withdraw", actions.withdraw, forms.ReasonForm),
)


@dataclass(frozen=True, slots=True)
class Act:
    """`call` takes the file's reference, or the certificate's number if `by_certificate`. `key` tells two forms of the
    same act apart (two levies)."""

    name: str
    call: Callable[..., Outcome]
    form: type[ActForm]
    by_certificate: bool = False
    key: str = ""
    initial: tuple[tuple[str, Any], ...] = ()
    seat: str = ""

    def bound(self, data: Any, *, found: ShipmentDetail, lang: str) -> ActForm:
        """The form, filled with what was sent (None: empty)."""
        told: dict[str, Any] = {"found": found, "lang": lang, "prefix": f"{self.name}{self.key}"}
        if self.seat:
            told["seat"] = self.seat
        return self.form(data, initial=dict(self.initial), **told)

    def subject(self, found: ShipmentDetail) -> dict[str, str]:
        return {"certificate": found.row.certificate} if self.by_certificate else {"shipment": found.row.reference}


def possible(found: ShipmentDetail, viewer: Actor) -> tuple[Act, ...]:
    """In the order of the file's life; what ends it comes last."""
    return tuple(_possible(found, viewer))


def waits(found: ShipmentDetail, viewer: Actor) -> bool:
    """Whether the file's next step is this person's."""
    return any(not act.form.folded for act in possible(found, viewer))


def roles_at(state: str) -> frozenset[Role]:
    """Who may have the next step of a file in that state; the file itself decides."""
    steps = [act for act in SHIPMENT.acts_from(state) if act not in ("refuse", "withdraw", "cancel")]
    seats = {role for roles in _SEATS.values() for role in roles} if "value" in steps else set()
    return frozenset({*seats, *(role for step in steps for role in SHIPMENT.roles_of(step))})


def _possible(found: ShipmentDetail, viewer: Actor) -> Iterator[Act]:
    if "value" in found.acts:
        yield from _valuing(found, viewer)
    for place, levy in enumerate(found.levies):
        if "levy" in found.acts and levy.paid_at is None and _may(viewer, SHIPMENT.roles_of("levy"), found):
            yield Act("levy", actions.pay_levy, forms.LevyForm, key=f"-{place}", initial=(("levy", levy.code),))
    for name, call, form in _PLAIN:
        if name in found.acts and _may(viewer, SHIPMENT.roles_of(name), found):
            yield Act(name, call, form)
    under_way = found.row.state == ShipmentState.DEPARTED and found.acts
    if under_way and found.arrival is None and viewer.has(Role.OFFICER, participant=found.row.participant):
        yield Act("slip", actions.record_slip, forms.SlipForm, by_certificate=True)
    for name, call, form in _ENDING:
        if name in found.acts and _may(viewer, SHIPMENT.roles_of(name), found):
            yield Act(name, call, form)


def _valuing(found: ShipmentDetail, viewer: Actor) -> Iterator[Act]:
    """One person, one seat."""
    taken = {sheet.seat for sheet in found.sheets}
    if any(sheet.person_id == viewer.person_id for sheet in found.sheets):
        return
    for seat in found.seats:
        if seat not in taken and _may(viewer, _seat_roles(found, seat), found):
            yield Act("value", actions.value, forms.ValueForm, seat=seat)


def _seat_roles(found: ShipmentDetail, seat: str) -> tuple[Role, ...]:
    alone = len(found.seats) == 1 and seat == "state"
    return (*_SEATS[seat], Role.OFFICER) if alone else _SEATS[seat]


def _may(viewer: Actor, roles: Any, found: ShipmentDetail) -> bool:
    """An operator's people act for their own operator, an authority's for their participant."""
    row = found.row
    traders, others = _OPERATORS & set(roles), set(roles) - _OPERATORS
    own = bool(traders and row.exporter in viewer.operators(*traders))
    return own or bool(others and viewer.has(others, participant=row.participant))
