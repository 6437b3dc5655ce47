"""Which acts this person can do to this import file now, each with its form. The actions decide; this saves a vain
press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openkp.certificates import presented
from openkp.core.lifecycle import ImportState
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome
from openkp.shipments import actions
from openkp.shipments.queries import ImportDetail

from . import forms
from .forms import ImportForm

ISSUING = (Role.OFFICER, Role.APPROVER)
OPEN_STATES = tuple(
    str(state)
    for state in (
        *(ImportState.PRESENTED, ImportState.INSPECTED, ImportState.DISCREPANT, ImportState.DETAINED),
        *(ImportState.IN_TRANSIT, ImportState.HELD_IN_TRANSIT),
    )
)
_WHICH = frozenset({"settle", "write", "answer", "ask"})
KNOWN = frozenset(
    {"inspect", "confirm", "release", "see_out", "detain", "return_goods", "seize", "dismiss", *_WHICH}
)  # fmt: skip
# Those whose act goes by another name in the table of states.
STEP = {"settle": "resolve"}

_ENDS: tuple[tuple[str, Callable[..., Outcome]], ...] = (
    ("detain", actions.detain),
    ("return_goods", actions.return_goods),
    ("seize", actions.seize),
    ("dismiss", actions.dismiss),
)


@dataclass(frozen=True, slots=True)
class Act:
    """`call` takes the file's reference, or the number of the `query`. `next`: what the file waits for; `help`: its
    sentence, where it is not the act's own."""

    name: str
    call: Callable[..., Outcome]
    form: type[ImportForm]
    next: bool = False
    query: int = 0
    help: str = ""

    @property
    def key(self) -> str:
        """Tells two forms of the same act apart: two questions."""
        return f"{self.name}-{self.query}" if self.query else self.name

    def bound(self, data: Any, *, found: ImportDetail, lang: str) -> ImportForm:
        """The form, filled with what was sent (None: empty)."""
        return self.form(data, found=found, lang=lang, prefix=self.key)

    def subject(self, found: ImportDetail) -> dict[str, Any]:
        return {"query": self.query} if self.query else {"file": found.row.reference}


def possible(found: ImportDetail, viewer: Actor) -> tuple[Act, ...]:
    """What is next first, what ends the file last."""
    row = found.row
    offered: list[Act] = []
    if viewer.has(Role.CUSTOMS, participant=row.participant):
        offered += _customs(found)
    elif viewer.has(ISSUING, participant=row.issuer):
        offered += _issuer(found)
    return tuple(sorted(offered, key=lambda act: (not act.next, act.form.grave)))


def waits(found: ImportDetail, viewer: Actor) -> bool:
    """Whether the file's next step is this person's."""
    return any(act.next for act in possible(found, viewer))


def can_confirm(found: ImportDetail) -> bool:
    """Weighed, or not to be weighed, and the first presentation of its number."""
    weighed = bool(found.inspections) or not found.row.inspect
    return "confirm" in found.acts and found.row.first and weighed


def _customs(found: ImportDetail) -> Iterator[Act]:
    row, ready = found.row, can_confirm(found)
    if ready:
        yield Act("confirm", actions.confirm, forms.ConfirmForm, next=True)
    if "inspect" in found.acts:
        again = bool(found.inspections) or not row.inspect
        yield Act("inspect", actions.inspect, forms.InspectForm, next=not again)
    if "resolve" in found.acts:
        answered = found.discrepancy is not None and found.discrepancy.state == "answered"
        yield Act("settle", actions.settle_discrepancy, forms.SettleForm, next=answered)
    if "release" in found.acts:
        yield Act("release", actions.release, forms.ReleaseForm)
    if "see_out" in found.acts:
        yield Act("see_out", actions.see_out, forms.SeeOutForm, next=True)
    if _disputed(found):
        yield Act("write", actions.write_to_other_side, forms.WriteForm)
    if row.state in OPEN_STATES:
        yield Act("ask", actions.ask_issuer, forms.AskForm)
    for query in found.queries:
        if not query.answer and not presented.keeps_blanks(query.issuer):  # who is here answers for itself
            yield Act("answer", actions.answer_query, forms.AnswerForm, query=query.id, help="answer_outside")
    for name, call in _ENDS:
        if name in found.acts:
            yield Act(name, call, forms.DetainForm if name == "detain" else forms.GraveForm)


def _issuer(found: ImportDetail) -> Iterator[Act]:
    for query in found.queries:
        if not query.answer:
            yield Act("answer", actions.answer_query, forms.AnswerForm, next=True, query=query.id)
    if _disputed(found):
        asked = found.discrepancy is not None and found.discrepancy.state == "open"
        yield Act("write", actions.write_to_other_side, forms.WriteForm, next=asked)


def _disputed(found: ImportDetail) -> bool:
    return found.discrepancy is not None and found.discrepancy.state != "closed"
