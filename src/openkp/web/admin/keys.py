"""Keys that sign, with their end: what to renew, and with which command. No key is made or ended on a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.signing import queries as signing
from openkp.signing.keys import AUTHORITY, CertificateRow, KeyRow, KeyState

from .. import frame

SOON_DAYS = 60
FILES, ROOT = "files", "root"


@dataclass(frozen=True, slots=True)
class Shown:
    """`state` is valid, past, future or revoked; `soon`: it ends within SOON_DAYS; `last`: no newer key takes over."""

    name: str
    issuer: str
    purpose: str
    state: str
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    soon: bool
    last: bool


def shown(now: dt.datetime) -> tuple[Shown, ...]:
    """Those that sign first, then by issuer."""
    signers, papers = signing.keys(), signing.certificates()
    rows: list[tuple[str, str, str, KeyRow | CertificateRow]] = [
        *((key.kid, key.issuer, key.purpose, key) for key in signers),
        *((c.serial, c.issuer, ROOT if c.role == AUTHORITY else FILES, c) for c in papers),
    ]
    newest = {(issuer, purpose): name for name, issuer, purpose, row in rows if row.state(now) == KeyState.VALID}
    out = []
    for name, issuer, purpose, row in rows:
        end, state = row.valid_until, row.state(now)
        soon = state == KeyState.VALID and end is not None and (end - now).days < SOON_DAYS
        last = newest.get((issuer, purpose)) == name
        out.append(Shown(name, issuer, purpose, str(state), row.valid_from, end, soon, last))
    return tuple(sorted(out, key=lambda one: (one.state != KeyState.VALID, one.issuer, one.purpose)))


def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "admin/keys.html", {"keys": shown(frame.now())})
