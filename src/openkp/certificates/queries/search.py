"""The search box, for certificates issued here, before the house or abroad, and for alarms: by number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from openkp.core import finding
from openkp.core.finding import Hit
from openkp.core.roles import Actor
from openkp.events.starting import starting

from ..models import Alarm, AlarmParty, Certificate, ForeignCertificate, PriorCertificate
from . import alarm_rows, issued, prior_rows

_LOOKED_AT = 500  # numbers that begin as typed, of which those in scope are shown


def search(text: str, *, viewer: Actor, now: dt.datetime, limit: int = 10) -> tuple[Hit, ...]:
    """Those that the viewer may see, each kind at most `limit`. Only the number as it is printed is exact: SL004306 and
    SL4306 are two numbers."""
    whole = finding.number_as_typed(text)
    meant = finding.numbers(text, prefixes=viewer.participants() - {"*"})
    start = finding.number_start(text)
    return (
        *_certificates(whole, meant, start, viewer, now, limit),
        *_foreign(whole, meant, viewer, limit),
        *_prior(whole, meant, viewer, limit),
        *_alarms(text, meant, viewer, limit),
    )


def _certificates(
    whole: str, meant: tuple[str, ...], start: str, viewer: Actor, now: dt.datetime, limit: int
) -> Iterator[Hit]:
    if not meant:
        return
    rows = Certificate.objects.defer("cose", "vc_jwt")
    found: dict[str, Certificate] = {}
    for scope in issued.scopes(viewer):
        found |= {row.number: row for row in rows.filter(scope, number__in=meant)[:limit]}
    if start and len(found) < limit:
        begins = Certificate.objects.filter(starting("number", start)).order_by("number").values("pk")[:_LOOKED_AT]
        for scope in issued.scopes(viewer):
            more = rows.filter(scope, pk__in=begins).order_by("number")[:limit]
            found |= {row.number: row for row in more if row.number not in found}
    for row in sorted(found.values(), key=lambda row: (row.number != whole, row.number not in meant, row.number)):
        facts = {
            "from_country": row.participant,
            "to_country": row.destination,
            "weight_cct": row.weight_cct,
            "on": row.issued_at.date(),
        }
        state = issued.shown_state(row.state, row.valid_until, now)
        yield Hit("certificate", (row.number,), row.number, state, facts, row.number == whole)
        limit -= 1
        if not limit:
            return


def _foreign(whole: str, meant: tuple[str, ...], viewer: Actor, limit: int) -> Iterator[Hit]:
    if not meant:
        return
    for row in ForeignCertificate.objects.filter(number__in=meant).order_by("number")[:limit]:
        if issued.sees_foreign(row, viewer):
            facts = {"from_country": row.participant, "to_country": row.receiver, "weight_cct": row.weight_cct}
            yield Hit("foreign", (row.number,), row.number, "", facts | {"on": row.received_on}, row.number == whole)


def _prior(whole: str, meant: tuple[str, ...], viewer: Actor, limit: int) -> Iterator[Hit]:
    """Declared by an officer as in force before the house."""
    numbers = PriorCertificate.objects.filter(number__in=meant, corrected_by__isnull=True).values_list("number")
    for (number,) in numbers.order_by("number")[:limit] if meant else ():
        row = prior_rows.prior_certificate(number, viewer=viewer)
        if row is not None:
            facts = {"from_country": row.participant, "to_country": row.destination, "weight_cct": row.weight_cct}
            yield Hit("prior", (number,), number, "", facts | {"on": row.issued_on}, number == whole)


def _alarms(text: str, meant: tuple[str, ...], viewer: Actor, limit: int) -> Iterator[Hit]:
    """About a number, which may be one that nobody ever printed; or by the alarm's own number."""
    typed = finding.compact(text)
    asked = Q(number__in=sorted({*meant, typed, finding.typed(text)}))
    if typed.isdecimal() and len(typed) < 10:
        asked |= Q(pk=int(typed))
    rows = Alarm.objects.filter(asked).order_by("-pk")
    if not alarm_rows.sees_all(viewer):
        mine = AlarmParty.objects.filter(participant__in=viewer.participants(*alarm_rows.CONCERNED))
        rows = rows.filter(pk__in=mine.values("alarm"))
    for row in rows[:limit] if typed else ():
        state = alarm_rows.CLOSED if row.closed_at else alarm_rows.OPEN
        yield Hit("alarm", (str(row.pk),), row.number, state, {"kind": row.kind, "on": row.raised_at.date()})
