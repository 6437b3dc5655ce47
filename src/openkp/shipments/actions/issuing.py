"""The moment of issue: one transaction, all of it or none. docs/architecture.md, "The life of a certificate", row 4.

Each step ends at a point where the tests cut the power.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from openkp.certificates import steps as certificates
from openkp.core.lifecycle import SHIPMENT
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules.chain import EXPORTING, OperatorFacts, licence_reasons
from openkp.core.units import MCT_PER_CCT
from openkp.events import reference
from openkp.events.actions import Outcome, action
from openkp.events.faults import point
from openkp.events.reference import Reference
from openkp.ledger import steps as carats
from openkp.ledger.book import Made
from openkp.mining import queries as mining
from openkp.parties import queries as parties
from openkp.signing import queries as signing

from .. import files, paper
from ..files import Sheet, SheetParcel
from ..models import Shipment
from .sealing import validator_name


@action("shipments.issue")
def issue(*, by: Actor, now: dt.datetime, request_id: str, shipment: str) -> Outcome:
    """Issue the certificate of an approved file: number, carats into transit, both signed forms verified, the leaf of
    the log, the clocks. Answers ``certificate`` and ``credential``.

    Refuses ``lifecycle.not_now``, what has changed since the file was submitted (licence, destination, signatory),
    ``certificates.no_blanks``, ``ledger.*``, ``signing.*``.
    """
    row = files.locked(shipment)
    by.require(Role.OFFICER, participant=row.participant)
    sheet = files.sheet(row)
    _may_issue(row, sheet, by)
    exporter = mining.exporter(row.exporter) if row.exporter else None
    known, day = reference.current(), now.date()
    authority = parties.authority(row.authority, known=known)
    validator = validator_name(row, sheet.approver, day, known)
    refuse(_still(row, exporter.facts if exporter else None, validator, day, known))
    signer = signing.signer_for(issuer=authority.issuer, purpose="certificate", on=now, known=known)
    told = paper.rules_of_issue(row, day, known)
    point("issue:locked")
    taken = certificates.take_blank(authority=row.authority, participant=row.participant, now=now)
    point("issue:numbered")
    transit = _draw(row, sheet.parcels, taken.number, now)
    point("issue:drawn")
    facts = paper.facts(
        row,
        authority=authority,
        exporter=paper.exporter_party(exporter, authority, day),
        lines=paper.lines_of(sheet.parcels, row.values, [lot.origins for lot in transit]),
        seals=sheet.seals,
        validated_by=validator,
        taken=taken,
        now=now,
        until=paper.end(told, now),
        specimen=signer.specimen,
    )
    sealed = certificates.seal(facts, signer)
    point("issue:signed")
    leaf_id = certificates.log_issue(facts, now=now)
    point("issue:logged")
    certificates.keep(
        sealed,
        authority=row.authority,
        exporter=row.exporter,
        importer=row.importer,
        lots=[lot.ref for lot in transit],
        leaf_id=leaf_id,
        person_id=by.person_id,
        now=now,
        status_list=taken.list_id,
    )
    point("issue:kept")
    certificates.set_clocks(facts, paper.clocks(told, facts.valid_until, now))
    files.advance(row, "issue", by=by, now=now, certificate=facts.number)
    point("issue:moved")
    transaction.on_commit(lambda: point("issue:committed"))
    return files.outcome(row, certificate=facts.number, credential=facts.credential_id)


FAULTS = (
    *("issue:locked", "issue:numbered", "issue:drawn", "issue:signed", "issue:logged", "issue:kept"),
    *("issue:moved", "issue:committed"),
)


def _may_issue(row: Shipment, sheet: Sheet, by: Actor) -> None:
    """Whether the file may be issued now, and by this officer: not by the one who approved it."""
    SHIPMENT.advance(row.state, "issue")
    assert sheet.approver, "an approved file was approved by someone"
    if sheet.approver == by.person_id:
        raise Refusal("shipments.four_eyes")


def _still(
    row: Shipment, operator: OperatorFacts | None, validator: str, day: dt.date, known: Reference
) -> Sequence[Refusal]:
    """What held when the file was submitted may hold no longer (domain 1.9: evaluated at the date of issue)."""
    reasons: list[Refusal] = []
    if operator is not None:
        reasons += licence_reasons(operator, day, kinds=EXPORTING)
    reasons += files.trade_refusals(
        participant=row.participant,
        country=row.importer_country,
        day=day,
        kind=row.kind,
        places=row.places,
        operator=row.exporter,
        route=row.route,
        known=known,
    )
    if not validator:
        reasons.append(Refusal("shipments.not_a_signatory", authority=row.authority))
    return reasons


def _draw(row: Shipment, parcels: Sequence[SheetParcel], number: str, now: dt.datetime) -> tuple[Made, ...]:
    """Each parcel's carats leave the exporter's lots for a transit lot of their own."""
    if len(parcels) > 1:
        carats.lock(lot for parcel in parcels for lot, _ in parcel.draws)
    made = tuple(
        carats.to_transit(draws=parcel.draws, number=number, exporter=row.holder, hs=parcel.hs, on=now.date(), now=now)
        for parcel in parcels
    )
    assert [lot.mct for lot in made] == [parcel.weight_cct * MCT_PER_CCT for parcel in parcels], "carats balance"
    return made
