"""A certificate's life as a list and as a line: its own steps, and what happened at borders that it does not hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from openkp.certificates.queries import CertificateDetail, LifeRow
from openkp.core.rules.arrival import TRANSIT_PURPOSE
from openkp.parties import queries as parties
from openkp.shipments.queries import ImportDetail
from openkp.words import formats

from .. import frame
from ..drawing import timeline

_TONES = {
    **dict.fromkeys(("void", "report_lost", "report_stolen", "seize", "detain", "present_again"), "bad"),
    **dict.fromkeys(("confirm", "confirm_by_slip", "resolve", "release", "receive_back"), "good"),
}
_FIRST = ("issue", "depart", "present", "transit", "present_again", "inspect")
_TOLD = ("reason", "remedy", "outcome", "explanation", "received_on")


@dataclass(frozen=True, slots=True)
class Moment:
    at: dt.datetime
    act: str
    person: str
    told: tuple[str, ...]
    tone: str


def moments(
    request: HttpRequest, found: CertificateDetail, files: Sequence[ImportDetail], *, names: bool
) -> tuple[Moment, ...]:
    """In the order of time. Without `names` neither people nor reasons are told."""
    ids = {row.person_id for row in found.life} | {step.person_id for file in files for step in file.life}
    people = parties.display_names(ids, viewer=frame.actor(request)) if names else {}
    own = [_own(request, row, people, names=names) for row in found.life]
    return tuple(sorted([*own, *_at_borders(request, found, files, people)], key=_order))


def _order(one: Moment) -> tuple[dt.datetime, int]:
    """By time; what stands in one second, as it can only have been."""
    return one.at, _FIRST.index(one.act) if one.act in _FIRST else len(_FIRST)


def _own(request: HttpRequest, row: LifeRow, people: Mapping[int, str], *, names: bool) -> Moment:
    told = _said(request, row) if names else ()
    return Moment(row.at, row.act, people.get(row.person_id, ""), told, _TONES.get(row.act, ""))


def line(request: HttpRequest, found: CertificateDetail, shown: Sequence[Moment]) -> SafeString:
    lang, facts = frame.lang(request), found.facts
    return timeline.draw(
        [(one.at, one.tone) for one in shown],
        start=facts.issued_at,
        end=facts.valid_until,
        now=frame.now(),
        ends=(formats.short_day(lang, facts.issued_at.date()), formats.until(lang, facts.valid_until)),
        today=frame.message(request, "certificate-page.today"),
        title=frame.message(request, "certificate-page.life_title"),
    )


def _at_borders(
    request: HttpRequest, found: CertificateDetail, files: Sequence[ImportDetail], people: Mapping[int, str]
) -> Iterator[Moment]:
    """Inspections, transit, and presentations that did not hold the certificate: its own life does not know them."""
    known = {row.at for row in found.life if row.act == "present"}
    for file in files:
        place = formats.country(frame.lang(request), file.row.participant)
        other = "transit" if file.row.purpose == TRANSIT_PURPOSE else "present_again"
        for step in file.life:
            act = other if step.act == "present" and step.at not in known else step.act
            if act in ("inspect", other):
                yield Moment(step.at, act, people.get(step.person_id, ""), (place,), _TONES.get(act, ""))


def _said(request: HttpRequest, row: LifeRow) -> tuple[str, ...]:
    return tuple(_told(request, key, row.record[key]) for key in _TOLD if row.record.get(key))


def _told(request: HttpRequest, key: str, value: object) -> str:
    """What was said with a step: a reason as it was written, a day and an outcome in the reader's form."""
    if key == "outcome":
        return frame.message(request, f"border.ended_{value}")
    if key != "received_on":
        return str(value)
    label = frame.message(request, "file.received_on")
    return f"{label} {formats.day(frame.lang(request), dt.date.fromisoformat(str(value)))}"
