"""What a key signed: the question of the day on which one is stolen. For whoever runs the installation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from openkp.core.credential.cose import read_cose
from openkp.core.credential.jws import kid_of
from openkp.core.roles import Actor, Role
from openkp.signing import queries as signing

from .models import Certificate, StatusEdition
from .queries import shown_state


@dataclass(frozen=True, slots=True)
class AffectedRow:
    """A certificate that a key signed, or whose PDF it may have signed; `exporter` and `importer` as on its face."""

    number: str
    state: str
    participant: str
    destination: str
    issued_at: dt.datetime
    exporter: str
    importer: str


def certificates_signed_with(kid: str, *, viewer: Actor, now: dt.datetime) -> Iterator[AffectedRow]:
    """Certificates that the key `kid` signed, oldest first. Refuses ``signing.no_such_key``."""
    key = signing.key(kid)
    mark = kid.encode()
    rows = Certificate.objects.filter(status_list__issuer=key.issuer, issued_at__gte=key.valid_from)
    for row in _seen(rows, viewer):
        # The id is in the protected header as it stands; #k1 is also the beginning of #k10, so the reader decides.
        if mark in bytes(row.cose) and read_cose(bytes(row.cose)).kid == kid:
            yield _row(row, now)


def papers_signed_with(serial: str, *, viewer: Actor, now: dt.datetime) -> Iterator[AffectedRow]:
    """Certificates whose PDF may bear the signature of that file signer, or of one that this root gave: those of its
    authorities that were issued before it ended. PDFs are made when somebody asks, so which were is not recorded.
    Refuses ``signing.no_such_certificate``."""
    signer = signing.certificate(serial)
    given = [row for row in signing.certificates() if signer.serial in (row.serial, row.parent)]
    rows = Certificate.objects.filter(status_list__issuer__in={row.issuer for row in given if row.issuer})
    for row in _seen(rows.filter(issued_at__lte=signer.revoked_at or signer.valid_until), viewer):
        yield _row(row, now)


def status_lists_signed_with(kid: str, *, viewer: Actor) -> tuple[str, ...]:
    """Addresses of lists whose newest edition the key signed."""
    if not _may(viewer):
        return ()
    latest = StatusEdition.objects.filter(list=OuterRef("list")).order_by("-pk").values("pk")[:1]
    rows = StatusEdition.objects.filter(pk=Subquery(latest), list__issuer=kid.partition("#")[0]).order_by("list__url")
    return tuple(url for url, jwt in rows.values_list("list__url", "jwt") if kid_of(jwt) == kid)


def _seen(rows: QuerySet[Certificate], viewer: Actor) -> Iterator[Certificate]:
    return rows.defer("vc_jwt").order_by("pk").iterator() if _may(viewer) else iter(())


def _may(viewer: Actor) -> bool:
    return viewer.has((Role.ADMIN, Role.SYSTEM))


def _row(row: Certificate, now: dt.datetime) -> AffectedRow:
    facts = read_cose(bytes(row.cose)).facts
    state = shown_state(row.state, row.valid_until, now)
    parties = (facts.exporter.name, facts.importer.name)
    return AffectedRow(row.number, state, row.participant, row.destination, row.issued_at, *parties)
