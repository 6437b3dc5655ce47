"""A question to the authority that a paper names: is this certificate yours? With a clock. domain 9: 5, 17."""

from __future__ import annotations

import datetime as dt

from openkp.certificates import presented
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules.arrival import ANSWERS, NOT_GENUINE, after
from openkp.events import steps as events
from openkp.events.actions import Outcome, action, current_event_id

from .. import imports
from ..models import ImportFile, IssuerQuery


@action("shipments.ask_issuer")
def ask_issuer(*, by: Actor, now: dt.datetime, request_id: str, file: str, question: str) -> Outcome:
    """Customs ask the issuing authority about what was presented; the goods wait meanwhile. Answers ``query`` and when
    an answer is due."""
    row = imports.locked(file, by)
    said = imports.reason(question)
    due = after(now, imports.rule("query.answer", row.issuer, now.date()))
    query = IssuerQuery.objects.create(
        file=row,
        issuer=row.issuer,
        asked_at=now,
        asked_by=by.person_id,
        question=said,
        due_at=due,
        event_id=current_event_id(),
    )
    events.set_deadline(kind=imports.QUERY_ANSWER, subject=f"query:{query.pk}", participant=row.issuer, due_at=due)
    return imports.outcome(row, query=query.pk, due_at=due.isoformat())


@action("shipments.answer_query")
def answer_query(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    query: int,
    answer: str,
    explanation: str,
    document: str = "",
) -> Outcome:
    """The issuing authority answers ``genuine``, ``not-genuine`` or ``cannot-say``, in words. Where it is outside this
    installation, customs record its answer with the document that brought it. ``not-genuine`` raises an alarm at both.

    Refuses ``shipments.no_query``, ``shipments.query_answered``, ``shipments.answer_unknown``,
    ``shipments.answer_needs_document``.
    """
    row = IssuerQuery.objects.select_for_update().filter(pk=query).first()
    if row is None:
        raise Refusal("shipments.no_query", query=str(query)[:20])
    file = ImportFile.objects.get(pk=row.file_id)
    issuer = by.has((Role.OFFICER, Role.APPROVER), participant=row.issuer)
    if not issuer:
        by.require(Role.CUSTOMS, participant=file.participant)
        if presented.keeps_blanks(row.issuer):  # it answers here, for itself
            by.require(Role.OFFICER, Role.APPROVER, participant=row.issuer)
    said = imports.reason(explanation)
    reasons = []
    if row.answered_at is not None:
        reasons.append(Refusal("shipments.query_answered"))
    if answer not in ANSWERS:
        reasons.append(Refusal("shipments.answer_unknown", answer=answer[:20], known=", ".join(ANSWERS)))
    if not issuer and not document:
        reasons.append(Refusal("shipments.answer_needs_document"))
    refuse([*reasons, *imports.unknown_documents([document] if document else [])])
    IssuerQuery.objects.filter(pk=row.pk).update(
        answered_at=now, answered_by=by.person_id, answer=answer, explanation=said, document=document
    )
    events.meet_deadlines(kind=imports.QUERY_ANSWER, subject=f"query:{row.pk}", now=now)
    alarms = []
    if answer == NOT_GENUINE:
        sides = {file.participant: "presenter", file.issuer: "issuer"}
        told = {"file": imports.ref_of(file), "query": row.pk}
        alarms = [presented.raise_alarm(kind="forged", number=file.number, parties=sides, now=now, **told)]
    return imports.outcome(file, query=row.pk, answer=answer, alarms=alarms)
