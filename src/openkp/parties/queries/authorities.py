"""Authorities, their did:web, and whose signature counts for them."""

from __future__ import annotations

import datetime as dt
import urllib.parse

from django.conf import settings

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role

from .. import models
from .participants import period
from .people import AUTHORITIES, holding
from .rows import AuthorityRow, SignatoryRow


def authorities(participant: str = "", on: dt.date | None = None) -> tuple[AuthorityRow, ...]:
    """Authorities of a participant, or of all, in force that day or ever; by slug."""
    rows = models.Authority.objects.order_by("slug")
    if participant:
        rows = rows.filter(participant_id=participant)
    return tuple(_authority(row) for row in rows if on is None or period(row).may_hold(on))


def authority(issuer_did: str) -> AuthorityRow:
    """By did:web or by slug. Refuses ``parties.unknown_authority``."""
    slug = issuer_did.rsplit(":", 1)[-1]
    row = models.Authority.objects.filter(slug=slug).first()
    if row is None or (issuer_did != slug and issuer_did != issuer(slug)):
        raise Refusal("parties.unknown_authority", slug=issuer_did[:200])
    return _authority(row)


def issuer(slug: str) -> str:
    """The did:web of an authority of this installation (W3C CCG did:web: a port's colon is percent-encoded)."""
    host = urllib.parse.urlsplit(settings.OPENKP_URL).netloc
    return f"did:web:{urllib.parse.quote(host, safe='')}:authorities:{slug}"


def _authority(row: models.Authority) -> AuthorityRow:
    return AuthorityRow(
        row.slug,
        issuer(row.slug),
        row.participant_id,
        row.kind,
        row.name_en,
        row.name_fr,
        row.address,
        row.valid_from,
        row.valid_to,
        row.source,
    )


def signatories(
    *,
    viewer: Actor,
    authority: str = "",
    participant: str = "",
    function: str = "",
    person_id: int | None = None,
    on: dt.date | None = None,
) -> tuple[SignatoryRow, ...]:
    """Whose signature counts. Other participants' authorities read the names too: they have to recognise them."""
    rows = models.Signatory.objects.select_related("authority", "person").order_by("authority__slug", "pk")
    if authority:
        rows = rows.filter(authority__slug=authority)
    if participant:
        rows = rows.filter(authority__participant_id=participant)
    if function:
        rows = rows.filter(function=function)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    if on is not None:
        rows = rows.filter(holding(on))
    reads = viewer.has((*AUTHORITIES, Role.ADMIN, Role.SECRETARIAT, Role.CHAIR, Role.SYSTEM))
    return tuple(
        SignatoryRow(
            row.pk,
            row.authority.slug,
            row.person_id,
            row.person.name if reads or row.person_id == viewer.person_id else "",
            row.function,
            row.valid_from,
            row.valid_to,
        )
        for row in rows
    )
