"""The facts that a certificate will say of a file. KPCS Annex I A."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openkp.certificates import steps as certificates
from openkp.certificates.steps import Taken
from openkp.core.credential import shape
from openkp.core.facts import MIXED, CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.ledger import countries
from openkp.core.rules.validity import valid_until, validity_rule
from openkp.core.rules.valuation import Opinion, Seat, decide, panel
from openkp.events.reference import Reference
from openkp.mining.queries import ExporterRow
from openkp.parties import queries as parties
from openkp.parties.queries import AuthorityRow, RuleRow

from . import files
from .files import SheetParcel
from .models import Shipment

VALIDITY, CONFIRMATION = "certificate.validity", "confirmation.days"
LADDER = dict(zip(certificates.OWED_BY_RECEIVER, ("amber", "red", "chair"), strict=True))
_SHAPE_NUMBER, _SHAPE_NAME = "XX0", "Validated"


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel as it will be certified: `origins` of the lot that carries it."""

    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    origins: Mapping[str, int]


def facts(
    row: Shipment,
    *,
    authority: AuthorityRow,
    exporter: PartyFacts,
    lines: Sequence[Line],
    seals: Sequence[str],
    validated_by: str,
    taken: Taken,
    now: dt.datetime,
    until: dt.datetime,
    specimen: bool,
) -> CertificateFacts:
    """All that the certificate says. The salt keeps anyone from guessing it from the log."""
    parcels = tuple(_parcel(line) for line in lines)
    origins = {parcel.origin for parcel in parcels}
    return CertificateFacts(
        number=taken.number,
        kind=row.kind,
        participant=row.participant,
        authority=authority.name_en,
        issuer=authority.issuer,
        issued_at=now,
        valid_until=until,
        exporter=exporter,
        importer=importer(row),
        origin=origins.pop() if len(origins) == 1 else MIXED,
        provenance=row.participant,
        destination=row.destination,
        parcels=parcels,
        seals=tuple(seals),
        validated_by=validated_by,
        credential_id=certificates.new_credential_id(),
        status_list=taken.status_list,
        status_index=taken.status_index,
        salt=secrets.token_bytes(shape.SALT_BYTES),
        sources=tuple(row.sources),
        relates_to=row.relates_to,
        purpose=row.purpose,
        specimen=specimen,
    )


def check_shape(row: Shipment, *, authority: AuthorityRow, exporter: PartyFacts, lines: Sequence[Line]) -> None:
    """Refuse ``credential.value`` with the field now, rather than at the moment of issue: texts too long, signs that
    are not printable."""
    url, index = certificates.status_entry(authority.slug, row.participant, 6, 0)
    trial = facts(
        row,
        authority=authority,
        exporter=exporter,
        lines=lines,
        seals=(),
        validated_by=_SHAPE_NAME,
        taken=Taken(_SHAPE_NUMBER, url, index),
        now=row.submitted_at,
        until=row.submitted_at + dt.timedelta(days=1),
        specimen=False,
    )
    shape.check(trial)


def rules_of_issue(row: Shipment, day: dt.date, known: Reference) -> Mapping[str, RuleRow]:
    """The dated rules that the moment of issue needs: the issuer's validity, the receiver's days to confirm."""
    return parties.several_rules({VALIDITY: row.participant, CONFIRMATION: row.destination}, day, known=known)


def end(told: Mapping[str, RuleRow], now: dt.datetime) -> dt.datetime:
    """The first instant at which a certificate issued now no longer holds."""
    return valid_until(now, validity_rule(told[VALIDITY].value))


def clocks(told: Mapping[str, RuleRow], until: dt.datetime, now: dt.datetime) -> dict[str, dt.datetime]:
    """When the certificate ends, and the ladder of its confirmation: late, overdue, before the Chair."""
    days = told[CONFIRMATION].value
    return {
        "certificate.expiry": until,
        **{kind: now + dt.timedelta(days=int(days[step])) for kind, step in LADDER.items() if step in days},
    }


def exporter_party(row: ExporterRow | None, authority: AuthorityRow, day: dt.date) -> PartyFacts:
    """Who sends, as the certificate names it: with the export licence in force, or the authority itself."""
    if row is None:
        return PartyFacts(authority.name_en, authority.address or authority.name_en, authority.participant)
    return PartyFacts(row.name, row.address, row.facts.participant, files.export_licence(row.facts, day))


def importer(row: Shipment) -> PartyFacts:
    return PartyFacts(row.importer_name, row.importer_address, row.importer_country, row.importer_licence)


def values(row: Shipment) -> tuple[Seat, dict[str, int]]:
    """The value that counts, by parcel, and whose it is; asked once every seat has spoken."""
    rule = panel(parties.rule("valuation", row.participant, row.submitted_at.date()).value)
    sheets = [Opinion(Seat(sheet.seat), sheet.person_id, sheet.values) for sheet in row.valuations.order_by("pk")]
    found = decide(rule, sheets)
    return found.seat, dict(found.values)


def lines_of(
    parcels: Sequence[SheetParcel], valued: Mapping[str, int], origins: Sequence[Mapping[str, int]]
) -> tuple[Line, ...]:
    """The parcels with the value that counts and the composition of the lots that carry them."""
    return tuple(
        Line(parcel.reference, parcel.hs, parcel.weight_cct, valued[parcel.reference], composition)
        for parcel, composition in zip(parcels, origins, strict=True)
    )


def _parcel(line: Line) -> ParcelFacts:
    found = countries(line.origins)
    mixed = len(found) > 1
    known = tuple(code for code in found if code != MIXED) if mixed else ()
    return ParcelFacts(
        line.reference, line.hs, line.weight_cct, line.value_usd_cents, MIXED if mixed else found[0], known
    )
