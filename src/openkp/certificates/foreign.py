"""Certificates whose file is in no installation of ours: what an importing authority enters when one is presented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from openkp.core.facts import HS_CODES
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import numbers
from openkp.core.units import MAX_CENTS, MAX_MCT, MCT_PER_CCT
from openkp.events.actions import Outcome, action, current_event_id
from openkp.ledger import queries as ledger
from openkp.ledger import steps as carats
from openkp.mining import queries as mining
from openkp.parties import queries as parties

from .models import BlankRange, Certificate, ForeignCertificate, ForeignParcel

MAX_PARCELS = 100


@action("certificates.register_foreign")
def register_foreign(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    number: str,
    authority: str,
    importer: str,
    issued_on: dt.date,
    valid_until: dt.date,
    received_on: dt.date,
    parcels: list[dict[str, Any]],
    note: str = "",
) -> Outcome:
    """Customs register a certificate of a participant outside this installation, with goods that they received for an
    importer who is an operator here. Each parcel is ``{"hs", "weight_cct", "value_usd_cents", "origins"}``, its origins
    as country -> milli-carats; the carats enter the importer's stock, so that a re-export can name the certificate.

    Refuses ``mining.operator_unknown``, ``numbers.malformed``, and all at once ``certificates.*``, ``trade.*``.
    """
    operator = mining.operator_facts(importer)
    by.require(Role.CUSTOMS, participant=operator.participant)
    issuer = numbers.participant_of(number)
    reasons = [*_dates(issued_on, valid_until, received_on, now), *_known(number, issuer)]
    # Asked of both days: issued by one who could export then, received by one who could import (domain 1.9).
    for day in (issued_on, received_on):
        if day <= now.date():
            reasons += parties.may_trade(issuer, operator.participant, day).refusals()
    if not authority.strip():
        reasons.append(Refusal("certificates.authority_missing"))
    reasons += _parcels(parcels)
    refuse(dict.fromkeys(reasons))
    row = ForeignCertificate(
        number=number,
        participant=issuer,
        authority=authority.strip(),
        receiver=operator.participant,
        importer=importer,
        issued_on=issued_on,
        valid_until=valid_until,
        received_on=received_on,
        weight_cct=sum(parcel["weight_cct"] for parcel in parcels),
        value_usd_cents=sum(parcel["value_usd_cents"] for parcel in parcels),
        note=note.strip(),
        event_id=current_event_id(),
    )
    _insert(row)
    lots = [
        carats.arrive_from_outside(
            number=number,
            participant=operator.participant,
            operator=importer,
            hs=parcel["hs"],
            mct=parcel["weight_cct"] * MCT_PER_CCT,
            origins=parcel["origins"],
            on=received_on,
            now=now,
        )
        for parcel in parcels
    ]
    ForeignParcel.objects.bulk_create(
        ForeignParcel(certificate=row, position=position, lot=lot, **parcel)
        for position, (parcel, lot) in enumerate(zip(parcels, lots, strict=True))
    )
    return Outcome(
        {"certificate": number, "lots": lots}, participant=operator.participant, subject=f"certificate:{number}"
    )


def _insert(row: ForeignCertificate) -> None:
    """Refuses ``certificates.number_known`` where another desk was faster: it confirmed the paper, or registered it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refusal("certificates.number_known", number=row.number) from None


def _dates(issued_on: dt.date, valid_until: dt.date, received_on: dt.date, now: dt.datetime) -> list[Refusal]:
    reasons = []
    if received_on > now.date():
        reasons.append(Refusal("certificates.received_in_future", day=received_on))
    if received_on < issued_on:
        reasons.append(Refusal("certificates.received_before_issue", issued_on=issued_on, received_on=received_on))
    if received_on > valid_until:
        reasons.append(Refusal("certificates.received_expired", expired_on=valid_until, received_on=received_on))
    return reasons


def _known(number: str, issuer: str) -> list[Refusal]:
    reasons = []
    if ForeignCertificate.objects.filter(number=number).exists() or Certificate.objects.filter(number=number).exists():
        reasons.append(Refusal("certificates.number_known", number=number))
    if ledger.entered(number):
        # Its goods came in by an import file: confirmed, or seized.
        reasons.append(Refusal("certificates.number_known", number=number))
    if BlankRange.objects.filter(participant=issuer).exists():
        # Its forms are kept here: a number that was not issued here was issued by nobody.
        reasons.append(Refusal("certificates.issued_here", number=number, participant_country=issuer))
    return reasons


def _parcels(parcels: list[dict[str, Any]]) -> list[Refusal]:
    if not 1 <= len(parcels) <= MAX_PARCELS:
        return [Refusal("certificates.parcels_count", most=MAX_PARCELS)]
    reasons = []
    for parcel in parcels:
        weight, value, origins = (parcel.get(name) for name in ("weight_cct", "value_usd_cents", "origins"))
        sound = (
            set(parcel) == {"hs", "weight_cct", "value_usd_cents", "origins"}
            and parcel["hs"] in HS_CODES
            and isinstance(weight, int)
            and 0 < weight <= MAX_MCT // MCT_PER_CCT
            and isinstance(value, int)
            and 0 <= value <= MAX_CENTS
            and isinstance(origins, dict)
        )
        if not sound:
            reasons.append(Refusal("certificates.parcel_malformed"))
    return reasons
