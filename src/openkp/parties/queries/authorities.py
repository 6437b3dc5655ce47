"""Authorities, their did:web, and whose signature counts for them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import urllib.parse

from django.conf import settings

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.events.reference import Reference, ask

from .. import models
from .participants import period
from .people import AUTHORITIES
from .rows import AuthorityRow, SignatoryRow


def authorities(participant: str = "", on: dt.date | None = None) -> tuple[AuthorityRow, ...]:
    """Authorities of a participant, or of all, in force that day or ever; by slug."""
    rows = models.Authority.objects.order_by("slug")
    if participant:
        rows = rows.filter(participant_id=participant)
    return tuple(_authority(row) for row in rows if on is None or period(row).may_hold(on))


def authority(issuer_did: str, *, known: Reference | None = None) -> AuthorityRow:
    """By did:web or by slug. Refuses ``parties.unknown_authority``."""
    slug = issuer_did.rsplit(":", 1)[-1]
    row = ask(known, _of_slug, slug)
    if row is None or issuer_did not in (slug, row.issuer):
        raise Refusal("parties.unknown_authority", slug=issuer_did[:200])
    return row


def _of_slug(slug: str) -> AuthorityRow | None:
    row = models.Authority.objects.filter(slug=slug).first()
    return None if row is None else _authority(row)


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
    known: Reference | None = None,
) -> tuple[SignatoryRow, ...]:
    """Whose signature counts. Other participants' authorities read the names too: they have to recognise them."""
    rows = ask(known, _signing, authority, participant, function, person_id)
    reads = viewer.has((*AUTHORITIES, Role.ADMIN, Role.SECRETARIAT, Role.CHAIR, Role.SYSTEM))
    return tuple(
        row if reads or row.person_id == viewer.person_id else dataclasses.replace(row, name="")
        for row in rows
        if on is None or (row.valid_from <= on and (row.valid_to is None or row.valid_to > on))
    )


def _signing(authority: str, participant: str, function: str, person_id: int | None) -> tuple[SignatoryRow, ...]:
    """Whoever was appointed at any time, with the name."""
    rows = models.Signatory.objects.select_related("authority", "person").order_by("authority__slug", "pk")
    if authority:
        rows = rows.filter(authority__slug=authority)
    if participant:
        rows = rows.filter(authority__participant_id=participant)
    if function:
        rows = rows.filter(function=function)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    return tuple(
        SignatoryRow(
            row.pk,
            row.authority.slug,
            row.person_id,
            row.person.name,
            row.function,
            row.valid_from,
            row.valid_to,
        )
        for row in rows
    )
