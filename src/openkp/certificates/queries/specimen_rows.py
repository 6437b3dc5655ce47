"""The registry of specimens: for the authorities of every participant, who have to recognise each other's paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.core.rules.paper import KnownSignatory, Specimen, YearRange
from openkp.core.rules.trade import Period

from ..models import SpecimenRange, SpecimenRow, SpecimenSignatory

_READERS = frozenset({*AUTHORITY_ROLES, Role.SECRETARIAT, Role.CHAIR, Role.ADMIN, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class SpecimenRangeRow:
    id: int
    year: int
    first: int
    last: int
    source: str


@dataclass(frozen=True, slots=True)
class SpecimenSignatoryRow:
    id: int
    name: str
    function: str
    signature: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class SpecimenShown:
    """None, "" and (): not recorded. `features` are codes with sentences (paper-feature-...), `image` the SHA-256 of a
    stored file, `standing` what the source is worth: text, reported, ours."""

    id: int
    participant: str
    authority: str
    name_printed: str
    prefix: str
    also: tuple[str, ...]
    digits: int | None
    features: tuple[str, ...]
    features_text: str
    image: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str
    standing: str
    ranges: tuple[SpecimenRangeRow, ...]
    signatories: tuple[SpecimenSignatoryRow, ...]


def specimens(*, viewer: Actor, participant: str = "", on: dt.date | None = None) -> tuple[SpecimenShown, ...]:
    """Specimens of a participant or of all, in force that day or ever, by participant. Empty for those who are no
    authority: what guards a paper against forgery is not the public's."""
    if not viewer.has(_READERS):
        return ()
    return tuple(_shown(row) for row in held(participant, on).order_by("participant", "pk"))


def specimen(specimen_id: int, *, viewer: Actor) -> SpecimenShown | None:
    row = held("", None).filter(pk=specimen_id).first() if viewer.has(_READERS) else None
    return None if row is None else _shown(row)


def held(participant: str, on: dt.date | None) -> QuerySet[SpecimenRow]:
    """For this room: what stands uncorrected, with what belongs to it."""
    rows = SpecimenRow.objects.filter(corrected_by__isnull=True)
    if participant:
        rows = rows.filter(participant=participant)
    if on is not None:
        rows = rows.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        )
    return rows.prefetch_related(
        Prefetch("ranges", SpecimenRange.objects.filter(corrected_by__isnull=True).order_by("year", "first")),
        Prefetch("signatories", SpecimenSignatory.objects.filter(corrected_by__isnull=True).order_by("pk")),
    )


def as_known(row: SpecimenRow) -> Specimen:
    """As core/rules/paper takes it."""
    ranges = tuple(YearRange(one.year, one.first, one.last) for one in row.ranges.all())
    return Specimen((row.prefix, *row.also), row.digits, ranges)


def signatories_of(row: SpecimenRow) -> tuple[KnownSignatory, ...]:
    return tuple(KnownSignatory(one.name, Period(one.valid_from, one.valid_to)) for one in row.signatories.all())


def _shown(row: SpecimenRow) -> SpecimenShown:
    return SpecimenShown(
        id=row.pk,
        participant=row.participant,
        authority=row.authority,
        name_printed=row.name_printed,
        prefix=row.prefix,
        also=tuple(row.also),
        digits=row.digits,
        features=tuple(row.features),
        features_text=row.features_text,
        image=row.image,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        standing=row.standing,
        ranges=tuple(SpecimenRangeRow(one.pk, one.year, one.first, one.last, one.source) for one in row.ranges.all()),
        signatories=tuple(
            SpecimenSignatoryRow(
                one.pk, one.name, one.function, one.signature, one.valid_from, one.valid_to, one.source
            )
            for one in row.signatories.all()
        ),
    )
