"""The lists of certificates and alarms, as their pages ask for them: ordered, filtered, by key in both directions."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from openkp.core.roles import Actor
from openkp.events.paging import Asked, walk

from ..models import Alarm, AlarmParty, Certificate
from . import alarm_rows, issued
from .alarm_rows import AlarmRow
from .issued import CertificateRow

CERTIFICATE_ORDERS = {"issued": "issued_at", "number": "number"}
ALARM_ORDERS = {"raised": "pk", "number": "number"}


def certificate_list(asked: Asked, *, viewer: Actor, now: dt.datetime) -> tuple[CertificateRow, ...]:
    """`asked.other`: the participant on either side; a row is named by its number."""
    rows = Certificate.objects.defer("cose", "vc_jwt").filter(asked.days("issued_at"))
    if asked.state:
        rows = issued.in_state(rows, asked.state, now)
    if asked.other:
        rows = rows.filter(Q(participant=asked.other) | Q(destination=asked.other))
    named = asked.after or asked.before
    start = Certificate.objects.filter(number=named).defer("cose", "vc_jwt").first() if named else None
    columns, scopes = CERTIFICATE_ORDERS, issued.scopes(viewer)
    page = walk(rows, scopes, asked, columns=columns, default="-issued", start=start)
    return issued.rows_for(page, viewer, now)


def alarm_list(asked: Asked, *, viewer: Actor) -> tuple[AlarmRow, ...]:
    """`asked.other`: a party of the alarm; a row is named by its id."""
    rows = Alarm.objects.filter(asked.days("raised_at"))
    if asked.state:
        rows = rows.filter(closed_at__isnull=asked.state == alarm_rows.OPEN)
    if asked.other:
        rows = rows.filter(pk__in=AlarmParty.objects.filter(participant=asked.other).values("alarm"))
    scope = Q()
    if not alarm_rows.sees_all(viewer):
        mine = AlarmParty.objects.filter(participant__in=viewer.participants(*alarm_rows.CONCERNED))
        scope = Q(pk__in=mine.values("alarm"))
    named = asked.after or asked.before
    start = Alarm.objects.filter(pk=int(named)).first() if named.isdecimal() and len(named) < 16 else None
    page = walk(rows, [scope], asked, columns=ALARM_ORDERS, default="-raised", start=start)
    return alarm_rows.rows_for(page, viewer)
