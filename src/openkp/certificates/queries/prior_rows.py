"""Certificates that were in force before the installation: for the authorities of the participant that issued them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openkp.core.roles import AUTHORITY_ROLES, Actor, Role

from ..models import PriorCertificate

MAX_PAGE = 500
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class PriorRow:
    """`paper` is all that the certificate says, as `core.rules.paper.told` writes it. `confirmed`: a second officer
    has confirmed it; before that it proves nothing. `fate`: void, lost, stolen, returned, or ""."""

    id: int
    number: str
    participant: str
    issued_on: dt.date
    valid_until: dt.date
    destination: str
    weight_cct: int
    value_usd_cents: int
    paper: Mapping[str, Any]
    source: str
    declared_by: int
    confirmed: bool
    fate: str


def prior_certificate(number: str, *, viewer: Actor) -> PriorRow | None:
    """The declaration that stands; None if there is none, or it does not concern the viewer."""
    row = standing(number, confirmed=False)
    if row is None or not _sees(row, viewer):
        return None
    return shown(row)


def prior_certificates(
    *, viewer: Actor, participant: str, waiting: bool = False, after: int = 0, limit: int = 50
) -> tuple[PriorRow, ...]:
    """A page, newest first; `waiting`: those that a second officer has to confirm yet."""
    if not viewer.has((*AUTHORITY_ROLES, *_WHOLE_PROCESS), participant=participant):
        return ()
    rows = PriorCertificate.objects.filter(participant=participant, corrected_by__isnull=True).order_by("-pk")
    if waiting:
        rows = rows.filter(confirmed_at__isnull=True)
    if after:
        rows = rows.filter(pk__lt=after)
    return tuple(shown(row) for row in rows.select_related("end")[: min(limit, MAX_PAGE)])


def standing(number: str, *, confirmed: bool = True) -> PriorCertificate | None:
    """For this room: the newest row of a number, of those that two officers stand for unless `confirmed` is False."""
    rows = PriorCertificate.objects.filter(number=number).select_related("end").order_by("-pk")
    return (rows.filter(confirmed_at__isnull=False) if confirmed else rows).first()


def shown(row: PriorCertificate) -> PriorRow:
    return PriorRow(
        id=row.pk,
        number=row.number,
        participant=row.participant,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        destination=row.destination,
        weight_cct=row.weight_cct,
        value_usd_cents=row.value_usd_cents,
        paper=row.paper,
        source=row.source,
        declared_by=row.declared_by,
        confirmed=row.confirmed_at is not None,
        fate=fate_of(row),
    )


def fate_of(row: PriorCertificate) -> str:
    return row.end.fate if hasattr(row, "end") else ""


def _sees(row: PriorCertificate, viewer: Actor) -> bool:
    own = any(viewer.has(AUTHORITY_ROLES, participant=code) for code in (row.participant, row.destination))
    return own or viewer.has(_WHOLE_PROCESS)
