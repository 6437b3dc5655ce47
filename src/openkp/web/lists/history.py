"""Who did what to an object, when and why: the events of its participant's authority, and one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from openkp.events import queries as events
from openkp.parties import queries as parties
from openkp.words import knows, say

from .. import frame

MOST = 200  # of one object: a life is shorter

# Where a kind of act is in words already.
_SAID = (
    ("ledger.", "custody.event_ledger_"),
    ("shipments.pay_", "file.step_"),
    ("shipments.", "file.step_"),
    ("shipments.", "certificate-page.act_"),
    ("certificates.", "certificate-page.act_"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """`person` is "" where the viewer may not read the name, `why` "" where nothing was said."""

    at: dt.datetime
    what: str
    person: str
    why: str


def history(
    request: HttpRequest,
    *subjects: str,
    why: Mapping[str, str] | None = None,
    notes: Iterable[tuple[dt.datetime, int, str]] = (),
) -> tuple[Entry, ...]:
    """Oldest first. `why`: kind of event -> what was said with it; `notes`: (when, who, what was said), of the steps of
    a life, each of which was written by one act of that person at that second."""
    viewer, lang = frame.actor(request), frame.lang(request)
    rows = [row for subject in subjects for row in events.page(viewer=viewer, subject=subject, limit=MOST)]
    rows.sort(key=lambda row: row.id)
    people = parties.display_names({row.person_id for row in rows}, viewer=viewer)
    said = {(at, person): text for at, person, text in notes if text}
    kinds = why or {}
    return tuple(
        Entry(
            row.at,
            what(lang, row.kind),
            people.get(row.person_id, ""),
            said.get((row.at, row.person_id), "") or kinds.get(row.kind, ""),
        )
        for row in rows
    )


def what(lang: str, kind: str) -> str:
    """An act in words; its kind where the catalogues do not know it."""
    codes = [f"search.event_{kind.replace('.', '_')}"]
    codes += [said + kind.removeprefix(begins) for begins, said in _SAID if kind.startswith(begins)]
    return next((say(lang, code) for code in codes if knows(lang, code)), kind)
