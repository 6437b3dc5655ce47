"""Rows of large worlds, written by the thousand. For generators and benchmarks, never for doors: nobody's role is asked
and no event is written here. The constraints of the database hold all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from . import naming
from .models import Booklet, Licence, Operator, Site, Slip, Zone

_BATCH = 2000


def add_zones(rows: Iterable[tuple[str, str]]) -> None:
    """Of (code, name); the participant is the beginning of the code. Those that are there already stay as they are."""
    Zone.objects.bulk_create(
        (Zone(code=code, participant=code[:2], name=name) for code, name in rows),
        batch_size=_BATCH,
        ignore_conflicts=True,
    )


def add_sites(rows: Iterable[tuple[str, str, str, int, int]]) -> None:
    """Of (code, zone, name, latitude, longitude in micro-degrees)."""
    zones = dict(Zone.objects.values_list("code", "pk"))
    told = tuple(rows)
    Site.objects.bulk_create(
        (
            Site(
                code=code,
                participant=code[:2],
                zone_id=zones[zone],
                name=name,
                latitude_udeg=latitude,
                longitude_udeg=longitude,
            )
            for code, zone, name, latitude, longitude in told
        ),
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    codes = [code for code, *_ in told]
    for start in range(0, len(codes), _BATCH):
        naming.name_sites(Site.objects.filter(code__in=codes[start : start + _BATCH]))


def add_operators(rows: Iterable[tuple[str, str, str]], *, registered_on: dt.date) -> None:
    """Of (number, kind, name); the participant is the beginning of the number."""
    made = Operator.objects.bulk_create(
        (
            Operator(
                number=number,
                participant=number[:2],
                kind=kind,
                name=name,
                address=name,
                nationality=number[:2],
                registered_on=registered_on,
            )
            for number, kind, name in rows
        ),
        batch_size=_BATCH,
    )
    naming.name_operators(made)


def add_licences(rows: Iterable[tuple[str, str, str, dt.date, dt.date, str]]) -> None:
    """Of (number, operator, kind, valid from, valid until, code of a zone or "")."""
    told = tuple(rows)
    operators = dict(Operator.objects.values_list("number", "pk"))
    zones = dict(Zone.objects.values_list("code", "pk"))
    Licence.objects.bulk_create(
        (
            Licence(
                number=number,
                operator_id=operators[operator],
                kind=kind,
                valid_from=valid_from,
                valid_until=valid_until,
                zone_id=zones[zone] if zone else None,
            )
            for number, operator, kind, valid_from, valid_until, zone in told
        ),
        batch_size=_BATCH,
    )


def add_booklets(rows: Iterable[tuple[str, str, int, int, dt.date]]) -> dict[str, int]:
    """Of (number, operator, first, last, issued on); answers number -> key, for `add_slips`."""
    told = tuple(rows)
    operators = dict(Operator.objects.values_list("number", "pk"))
    made = Booklet.objects.bulk_create(
        (
            Booklet(number=number, operator_id=operators[operator], first=first, last=last, issued_on=issued_on)
            for number, operator, first, last, issued_on in told
        ),
        batch_size=_BATCH,
    )
    return {row.number: row.pk for row in made}


def add_slips(rows: Iterable[tuple[int, int, dt.datetime]]) -> Sequence[int]:
    """Used slips, of (key of the booklet, number, when); answers their keys in the same order."""
    made = Slip.objects.bulk_create(
        (Slip(booklet_id=booklet, number=number, fate="used", at=at) for booklet, number, at in rows),
        batch_size=_BATCH,
    )
    return [row.pk for row in made]


def site_keys() -> dict[str, int]:
    """Code -> key of every site, for rows of other rooms that name them."""
    return dict(Site.objects.values_list("code", "pk"))
