"""Filters that people keep under a name: their own, for themselves. Nobody else reads, writes or forgets them."""

from __future__ import annotations

import datetime as dt
import re

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.events.actions import Outcome, action

from ..models import SavedFilter

MOST = 30  # of one person, in one list
_PAGE = re.compile(r"[a-z]{1,20}", re.ASCII)
_QUERY = re.compile(r"[A-Za-z0-9_=&%.+~:-]{0,300}", re.ASCII)


@action("parties.save_filter")
def save_filter(*, by: Actor, now: dt.datetime, request_id: str, page: str, name: str, query: str) -> Outcome:
    """Keep `query` for a list under a name; the same name again takes its place. Refuses ``parties.filter_*``. The
    event tells neither name nor query: both may be personal, and go with the person."""
    assert _PAGE.fullmatch(page), "a list of the house"
    name = " ".join(name.split())
    if by.person_id <= 0:
        raise Refusal("roles.not_yours", roles="", participant="")
    if not 0 < len(name) <= 60:
        raise Refusal("parties.filter_name", most=60)
    if not _QUERY.fullmatch(query):
        raise Refusal("parties.filter_too_long", most=300)
    own = SavedFilter.objects.filter(person=by.person_id, page=page)
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise Refusal("parties.filter_too_many", most=MOST)
    row, _ = SavedFilter.objects.update_or_create(
        person_id=by.person_id, page=page, name=name, defaults={"query": query}
    )
    return Outcome({"filter": row.pk}, subject=f"person:{by.person_id}")


@action("parties.forget_filter")
def forget_filter(*, by: Actor, now: dt.datetime, request_id: str, filter_id: int) -> Outcome:
    """Of one's own only; one that is gone already is no refusal."""
    SavedFilter.objects.filter(pk=filter_id, person=by.person_id).delete()
    return Outcome({"filter": filter_id}, subject=f"person:{by.person_id}")
