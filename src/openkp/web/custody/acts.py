"""Which acts this person can do to this slip or lot now, each with its form. The actions decide; this saves a vain
press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openkp.core.ledger import HolderKind, MovementKind
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome
from openkp.ledger import actions
from openkp.ledger.queries import DisputeRow, LotRow, MovementRow

from .. import frame
from ..forms import ActForm
from . import forms, people

SLIP_ACTS = frozenset({"dispute", "answer", "settle"})
LOT_ACTS = frozenset({"split", "reweigh", "return", "loss"})
_KEEPS = (*sorted(frame.OPERATORS), *people.OFFICERS)
_BOUGHT = (Role.BUYER, Role.EXPORTER, *people.OFFICERS)


@dataclass(frozen=True, slots=True)
class Act:
    """`call` takes `subject` besides what the form says."""

    name: str
    call: Callable[..., Outcome]
    form: type[ActForm]
    subject: tuple[tuple[str, Any], ...]

    def bound(self, data: Any, *, found: Any, lang: str) -> ActForm:
        return self.form(data, found=found, lang=lang, prefix=self.name)


def of_slip(row: MovementRow, disputes: tuple[DisputeRow, ...], viewer: Actor) -> tuple[Act, ...]:
    return tuple(_of_slip(row, disputes, viewer))


def _of_slip(row: MovementRow, disputes: tuple[DisputeRow, ...], viewer: Actor) -> Iterator[Act]:
    running = next((one for one in disputes if one.state != "closed"), None)
    sold = viewer.has(frame.OPERATORS, participant=row.participant, operator=row.seller)
    bought = viewer.has(frame.OPERATORS, participant=row.participant, operator=row.buyer)
    if running is None:
        if sold:
            slip = (("booklet", row.booklet), ("slip", row.slip))
            yield Act("dispute", actions.open_dispute, forms.DisputeForm, slip)
        return
    if sold or bought:
        yield Act("answer", actions.answer_dispute, forms.AnswerForm, (("dispute", running.id),))
    if viewer.has(people.OFFICERS, participant=row.participant):
        yield Act("settle", actions.settle_dispute, forms.SettleForm, (("dispute", running.id),))


def of_lot(row: LotRow, viewer: Actor) -> tuple[Act, ...]:
    return tuple(_of_lot(row, viewer))


def _of_lot(row: LotRow, viewer: Actor) -> Iterator[Act]:
    lot = (("lot", row.ref),)
    if row.holder_kind != HolderKind.OPERATOR or not row.balance_mct:
        return
    where = {"participant": row.participant, "operator": row.holder}
    if viewer.has(_KEEPS, **where):
        yield Act("split", actions.split, forms.SplitForm, lot)
        yield Act("reweigh", actions.reweigh, forms.ReweighForm, lot)
    if row.kind == MovementKind.PURCHASE and row.balance_mct == row.made_mct and viewer.has(_BOUGHT, **where):
        yield Act("return", actions.return_goods, forms.ReasonForm, lot)
    if viewer.has(Role.OFFICER, participant=row.participant):
        yield Act("loss", actions.record_loss, forms.LossForm, lot)
