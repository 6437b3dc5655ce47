"""Contents checked and sealed by one officer, validated by another: four eyes. Annex II 19; EU Article 12."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openkp.core.lifecycle import SHIPMENT
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules.export import Sealing, sealing
from openkp.events.actions import Outcome, action
from openkp.events.reference import Reference
from openkp.parties import queries as parties

from .. import files
from ..models import Seal, Shipment


@action("shipments.seal")
def seal(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    shipment: str,
    weights: dict[str, int],
    seals: Sequence[Sequence[str]],
) -> Outcome:
    """The officer has weighed each parcel again (`weights`: reference -> hundredths of a carat) and sealed each
    container (`seals`: ``[[container, seal], ...]``). Refuses all at once what does not match: ``export.*``."""
    row = files.locked(shipment)
    by.require(Role.OFFICER, participant=row.participant)
    SHIPMENT.advance(row.state, "seal")
    told = tuple((str(container).strip(), str(number).strip()) for container, number in seals)
    used = Seal.objects.filter(participant=row.participant, seal__in=[number for _, number in told])
    found = Sealing(weights, told, frozenset(used.values_list("seal", flat=True)))
    refuse(sealing(found, dict(row.parcels.values_list("reference", "weight_cct"))))
    Seal.objects.bulk_create(
        Seal(shipment=row, position=position, participant=row.participant, container=container, seal=number)
        for position, (container, number) in enumerate(told)
    )
    files.advance(row, "seal", by=by, now=now)
    return files.outcome(row)


@action("shipments.approve")
def approve(*, by: Actor, now: dt.datetime, request_id: str, shipment: str) -> Outcome:
    """Validate the shipment: the second officer, whose name will stand on the certificate.

    Refuses ``shipments.four_eyes`` to whoever sealed it, and ``shipments.not_a_signatory`` unless the authority has
    appointed this person to validate, on this day.
    """
    row = files.locked(shipment)
    by.require(Role.APPROVER, participant=row.participant)
    SHIPMENT.advance(row.state, "approve")
    refuse(_second_officer(row, by, now.date()))
    files.advance(row, "approve", by=by, now=now)
    return files.outcome(row)


def _second_officer(row: Shipment, by: Actor, day: dt.date) -> list[Refusal]:
    reasons = []
    if by.person_id == files.actor_of(row, "seal"):
        reasons.append(Refusal("shipments.four_eyes"))
    if not validator_name(row, by.person_id, day):
        reasons.append(Refusal("shipments.not_a_signatory", authority=row.authority))
    return reasons


def validator_name(row: Shipment, person_id: int, day: dt.date, known: Reference | None = None) -> str:
    """The name under which that person may validate for the authority on that day; "" if it was not appointed."""
    named = parties.signatories(
        viewer=Actor.system(), authority=row.authority, function="validate", person_id=person_id, on=day, known=known
    )
    return named[0].name if named else ""
