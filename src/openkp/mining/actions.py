"""The acts of a mining authority: register who digs and trades, grant and revoke papers, name zones and sites."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from openkp.core.ledger import ORIGIN_KEY
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import licensing
from openkp.core.rules.chain import LicenceKind, OperatorKind
from openkp.events.actions import Outcome, action
from openkp.parties import queries as parties

from . import naming
from .models import FATES, Booklet, Licence, Operator, Site, Slip, Zone

_NUMBER = re.compile(r"[A-Z]{2}-[A-Z0-9][A-Z0-9-]{0,36}", re.ASCII)
MAX_SLIPS_PER_BOOKLET = 1000
Row = TypeVar("Row", bound=models.Model)


@action("mining.register_operator")
def register_operator(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    number: str,
    kind: str,
    name: str,
    address: str,
    nationality: str,
) -> Outcome:
    """Register a company or person of the chain under the number of its national register (``SL-...``)."""
    by.require(Role.OFFICER, participant=participant)
    reasons = [*_number(number, participant), *_required(name=name, address=address, nationality=nationality)]
    if kind not in set(OperatorKind):
        reasons.append(Refusal("mining.kind_unknown", kind=kind))
    refuse(reasons)
    fields: dict[str, Any] = {"name": name.strip(), "address": address.strip(), "nationality": nationality.strip()}
    row = Operator(number=number, participant=participant, kind=kind, registered_on=now.date(), **fields)
    naming.name_operators([_create(row, Refusal("mining.number_taken", number=number))])
    return Outcome({"operator": number}, participant=participant, subject=f"operator:{number}")


@action("mining.correct_operator")
def correct_operator(
    *, by: Actor, now: dt.datetime, request_id: str, operator: str, name: str, address: str, nationality: str
) -> Outcome:
    """Record a new name, address or residence. The event keeps when and by whom; number and country never change."""
    row = _operator(operator)
    by.require(Role.OFFICER, participant=row.participant)
    refuse(_required(name=name, address=address, nationality=nationality))
    Operator.objects.filter(pk=row.pk).update(
        name=name.strip(), address=address.strip(), nationality=nationality.strip()
    )
    naming.rename_operator(row, name)
    return Outcome({"operator": operator}, participant=row.participant, subject=f"operator:{operator}")


@action("mining.grant_licence")
def grant_licence(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    operator: str,
    number: str,
    kind: str,
    valid_from: dt.date,
    valid_until: dt.date,
    zone: str = "",
    site: str = "",
    area: str = "",
) -> Outcome:
    """Grant a paper, for a zone, a site or the whole country. Mining papers name their area (Annex II 12). How long and
    how large at most: ``licence.terms`` of the participant, as of today; the size is that of the site named."""
    holder = _operator(operator)
    by.require(Role.OFFICER, participant=holder.participant)
    reasons = [*_number(number, holder.participant)]
    if kind not in set(LicenceKind):
        reasons.append(Refusal("mining.licence_kind_unknown", kind=kind))
    if valid_from > valid_until:
        reasons.append(Refusal("mining.dates_reversed", valid_from=valid_from, valid_until_day=valid_until))
    at_zone = Zone.objects.filter(code=zone, participant=holder.participant).first() if zone else None
    at_site = Site.objects.filter(code=site, participant=holder.participant).first() if site else None
    if zone and at_zone is None:
        reasons.append(Refusal("mining.zone_unknown", zone=zone))
    if site and at_site is None:
        reasons.append(Refusal("mining.site_unknown", site=site))
    if at_zone and at_site and at_site.zone_id != at_zone.pk:
        reasons.append(Refusal("mining.site_not_in_zone", site=site, zone=zone))
    if kind in (LicenceKind.ARTISANAL_MINING, LicenceKind.INDUSTRIAL_MINING) and not (zone or site):
        reasons.append(Refusal("mining.area_missing"))
    if not reasons:
        terms = licensing.Terms.of(parties.rule("licence.terms", holder.participant, now.date()).value, kind)
        area_m2 = at_site.area_m2 if at_site else None
        told: dict[str, Any] = {"valid_from": valid_from, "valid_until": valid_until, "area_m2": area_m2}
        reasons += licensing.refusals(terms, **told)
    refuse(reasons)
    fields: dict[str, Any] = {"kind": kind, "valid_from": valid_from, "valid_until": valid_until, "area": area.strip()}
    _create(
        Licence(number=number, operator=holder, zone=at_zone, site=at_site, **fields),
        Refusal("mining.number_taken", number=number),
    )
    return Outcome({"licence": number}, participant=holder.participant, subject=f"licence:{number}")


@action("mining.revoke_licence")
def revoke_licence(*, by: Actor, now: dt.datetime, request_id: str, licence: str, reason: str) -> Outcome:
    """Revoke a paper from today on, with the reason. It cannot be given back: grant a new one."""
    row = Licence.objects.select_related("operator").filter(number=licence).first()
    if row is None:
        raise Refusal("mining.licence_unknown", licence=licence)
    by.require(Role.OFFICER, participant=row.operator.participant)
    reasons = [*_required(reason=reason)]
    if row.revoked_on is not None:
        reasons.append(Refusal("mining.already_revoked", licence=licence, revoked_on=row.revoked_on))
    refuse(reasons)
    # Conditional: of two officers at once, one revokes and the other hears that it is done.
    revoked = Licence.objects.filter(pk=row.pk, revoked_on__isnull=True).update(
        revoked_on=now.date(), revoked_reason=reason.strip()
    )
    if not revoked:
        raise Refusal("mining.already_revoked", licence=licence, revoked_on=now.date())
    return Outcome({"licence": licence}, participant=row.operator.participant, subject=f"licence:{licence}")


@action("mining.register_zone")
def register_zone(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    code: str,
    name: str,
    region: str = "",
    source: str = "",
) -> Outcome:
    """Name a mining zone. Its code (``SL:KONO``) is what origins, restrictions and licences are written with."""
    by.require(Role.OFFICER, Role.SYSTEM, participant=participant)
    refuse([*_place(code, participant), *_required(name=name)])
    _create(
        Zone(code=code, participant=participant, name=name.strip(), region=region.strip(), source=source.strip()),
        Refusal("mining.number_taken", number=code),
    )
    return Outcome({"zone": code}, participant=participant, subject=f"zone:{code}")


@action("mining.register_site")
def register_site(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    zone: str,
    code: str,
    name: str,
    latitude_udeg: int,
    longitude_udeg: int,
    community: str = "",
    area_m2: int | None = None,
    source: str = "",
) -> Outcome:
    """Register a place where stones are dug, by its coordinates in whole micro-degrees (WGS 84)."""
    within = Zone.objects.filter(code=zone).first()
    if within is None:
        raise Refusal("mining.zone_unknown", zone=zone)
    by.require(Role.OFFICER, Role.FIELD_OFFICER, Role.SYSTEM, participant=within.participant)
    reasons = [*_place(code, within.participant), *_required(name=name)]
    if not (-90_000_000 <= latitude_udeg <= 90_000_000 and -180_000_000 <= longitude_udeg <= 180_000_000):
        reasons.append(Refusal("mining.not_on_earth"))
    if area_m2 is not None and not 0 < area_m2 < 10**13:
        reasons.append(Refusal("mining.area_not_positive"))
    refuse(reasons)
    fields: dict[str, Any] = {"latitude_udeg": latitude_udeg, "longitude_udeg": longitude_udeg, "area_m2": area_m2}
    fields |= {"name": name.strip(), "community": community.strip(), "source": source.strip()}
    row = Site(code=code, participant=within.participant, zone=within, **fields)
    naming.name_sites([_create(row, Refusal("mining.number_taken", number=code))])
    return Outcome({"site": code}, participant=within.participant, subject=f"site:{code}")


@action("mining.issue_booklet")
def issue_booklet(
    *, by: Actor, now: dt.datetime, request_id: str, operator: str, number: str, first: int, last: int
) -> Outcome:
    """Issue a booklet of slips `first` to `last` to one operator, from today."""
    holder = _operator(operator)
    by.require(Role.OFFICER, Role.FIELD_OFFICER, participant=holder.participant)
    reasons = [*_number(number, holder.participant)]
    if not (0 < first <= last and last - first < MAX_SLIPS_PER_BOOKLET and last < 2**31):
        reasons.append(Refusal("mining.range_malformed", most=MAX_SLIPS_PER_BOOKLET))
    refuse(reasons)
    _create(
        Booklet(number=number, operator=holder, first=first, last=last, issued_on=now.date()),
        Refusal("mining.number_taken", number=number),
    )
    return Outcome({"booklet": number}, participant=holder.participant, subject=f"booklet:{number}")


@action("mining.withdraw_slip")
def withdraw_slip(*, by: Actor, now: dt.datetime, request_id: str, booklet: str, number: int, fate: str) -> Outcome:
    """Record that an unused slip was spoiled or is missing: it can never serve."""
    row = Booklet.objects.select_related("operator").filter(number=booklet).first()
    if row is None:
        raise Refusal("chain.slip_unknown_booklet", booklet=booklet)
    holder = row.operator
    by.require(
        Role.OFFICER, Role.FIELD_OFFICER, Role.BUYER, Role.EXPORTER, Role.MINER,
        participant=holder.participant, operator=holder.number,
    )  # fmt: skip
    reasons = []
    if fate not in FATES or fate == "used":
        reasons.append(Refusal("mining.fate_unknown", fate=fate))
    if not row.first <= number <= row.last:
        reasons.append(
            Refusal(
                "chain.slip_outside_booklet",
                booklet=booklet,
                number=str(number),
                first=str(row.first),
                last=str(row.last),
            )
        )
    refuse(reasons)
    _create(
        Slip(booklet=row, number=number, fate=fate, at=now),
        Refusal("chain.slip_used", booklet=booklet, number=str(number)),
    )
    return Outcome({"booklet": booklet, "number": number}, participant=holder.participant, subject=f"booklet:{booklet}")


def _operator(number: str) -> Operator:
    row = Operator.objects.filter(number=number).first()
    if row is None:
        raise Refusal("mining.operator_unknown", operator=number)
    return row


def _create(row: Row, taken: Refusal) -> Row:
    """Insert, or refuse where a row of that number exists, even one that another process has just committed."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise taken from error
    return row


def _number(number: str, participant: str) -> list[Refusal]:
    if not _NUMBER.fullmatch(number) or not number.startswith(f"{participant}-"):
        return [Refusal("mining.number_malformed", number=number[:40], participant=participant)]
    return []


def _place(code: str, participant: str) -> list[Refusal]:
    if not ORIGIN_KEY.fullmatch(code) or not code.startswith(f"{participant}:"):
        return [Refusal("mining.place_malformed", place=code[:40], participant=participant)]
    return []


def _required(**texts: str) -> list[Refusal]:
    return [Refusal("mining.text_missing", field=field) for field, text in texts.items() if not text.strip()]
