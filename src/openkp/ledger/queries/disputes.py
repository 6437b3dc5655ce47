"""Disputes of slips: whole for those whom they concern, as a mark on every lot that a disputed slip went into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from openkp.core.roles import Actor, Role
from openkp.core.rules.dispute import Side

from ..models import SlipDispute

MAX_PAGE = 500
_HEARS = (Role.FIELD_OFFICER, Role.OFFICER, Role.APPROVER)
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})
OPEN, ANSWERED, CLOSED = "open", "answered", "closed"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    side: str
    person_id: int
    at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """`state`: open, answered (by the buyer) or closed; `due_at`: until then nobody decides against a silent buyer."""

    id: int
    movement: int
    booklet: str
    slip: int
    participant: str
    seller: str
    buyer: str
    complaint: str
    statement: str
    opened_at: dt.datetime
    opened_by: int
    due_at: dt.datetime
    state: str
    outcome: str
    explanation: str
    closed_at: dt.datetime | None
    closed_by: int | None
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class DisputeMark:
    """That a slip is or was disputed, and how it ended: for whoever sees a lot that came from it."""

    movement: int
    booklet: str
    slip: int
    state: str
    outcome: str
    opened_at: dt.datetime


def disputes(
    *, viewer: Actor, movement: int = 0, open_only: bool = False, before: int = 0, limit: int = 50
) -> tuple[DisputeRow, ...]:
    """Newest first, older than the dispute `before`: for the officers of the participant, and for the two operators."""
    rows = SlipDispute.objects.select_related("movement__slip__booklet").prefetch_related("answers")
    if not viewer.has(_WHOLE_PROCESS):
        own, scope = sorted(viewer.operators()), sorted(viewer.participants(*_HEARS))
        rows = rows.filter(Q(seller__in=own) | Q(buyer__in=own) | Q(participant__in=scope))
    if movement:
        rows = rows.filter(movement=movement)
    if open_only:
        rows = rows.filter(closed_at__isnull=True)
    if before:
        rows = rows.filter(pk__lt=before)
    return tuple(_row(row) for row in rows.order_by("-pk")[: min(limit, MAX_PAGE)])


def dispute_marks(movements: Iterable[int]) -> tuple[DisputeMark, ...]:
    """Disputes of the slips of these movements, newest first. That the viewer may see them is for the caller to ask:
    they belong to a lot, or to the trace of one."""
    wanted = sorted(set(movements))
    out: list[DisputeMark] = []
    for start in range(0, len(wanted), MAX_PAGE):
        rows = SlipDispute.objects.filter(movement__in=wanted[start : start + MAX_PAGE])
        rows = rows.select_related("movement__slip__booklet").prefetch_related("answers")
        for told in map(_row, rows):
            out.append(DisputeMark(told.movement, told.booklet, told.slip, told.state, told.outcome, told.opened_at))
    return tuple(sorted(out, key=lambda mark: mark.opened_at, reverse=True))


def _row(row: SlipDispute) -> DisputeRow:
    answers = tuple(
        AnswerRow(one.side, one.person_id, one.at, one.text)
        for one in sorted(row.answers.all(), key=lambda answer: answer.pk)
    )
    heard = any(one.side == Side.BUYER for one in answers)
    slip = row.movement.slip
    assert slip is not None, "only a purchase is disputed, and it has its slip"
    return DisputeRow(
        id=row.pk,
        movement=row.movement_id,
        booklet=slip.booklet.number,
        slip=slip.number,
        participant=row.participant,
        seller=row.seller,
        buyer=row.buyer,
        complaint=row.complaint,
        statement=row.statement,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        due_at=row.due_at,
        state=CLOSED if row.closed_at is not None else ANSWERED if heard else OPEN,
        outcome=row.outcome,
        explanation=row.explanation,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        answers=answers,
    )
