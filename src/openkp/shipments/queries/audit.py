"""The promises of the room, examined again: every life lawful, every number held once, every confirmation as signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Count, Q

from openkp.certificates import queries as certificates
from openkp.core.confirmation import confirmation_leaf, read_confirmation
from openkp.core.lifecycle import IMPORT, SHIPMENT, CertificateState, ImportState
from openkp.core.problem import Problem
from openkp.core.refusal import Refusal
from openkp.core.rules.arrival import IMPORT_PURPOSE, ISSUED_HERE
from openkp.signing import queries as signing
from openkp.transparency import queries as log

from .. import files, imports, paper
from ..models import Confirmation, Discrepancy, ImportFile, Levy, PresentedNumber, Shipment
from .exports import ISSUED as _ISSUED
from .exports import MAX_PAGE

_STARTS = {(IMPORT.initial, "present"), (str(ImportState.IN_TRANSIT), "present")}
# The certificate's state that goes with the state of the file that holds it.
_WITH = {
    ImportState.PRESENTED: {CertificateState.PRESENTED},
    ImportState.INSPECTED: {CertificateState.PRESENTED},
    ImportState.DETAINED: {CertificateState.DETAINED},
    ImportState.CONFIRMED: {CertificateState.CONFIRMED},
    ImportState.DISCREPANT: {CertificateState.DISCREPANT},
    ImportState.RETURNED: {CertificateState.RETURNED, CertificateState.CAME_BACK},
    ImportState.SEIZED: {CertificateState.SEIZED},
}


def problems() -> Iterator[Problem]:
    """Every promise of the room that does not hold."""
    for row in Shipment.objects.order_by("pk").prefetch_related("life").iterator(chunk_size=500):
        yield from _life(row)
    yield from _crossings()
    for file in ImportFile.objects.order_by("pk").prefetch_related("life").iterator(chunk_size=500):
        yield from _import_life(file)
    yield from _claims()
    yield from _confirmations()


def _life(row: Shipment) -> Iterator[Problem]:
    where = f"shipment {files.ref_of(row)}"
    lawful = {(step.origin, step.act, step.target) for step in SHIPMENT.steps}
    state = SHIPMENT.initial
    people: dict[str, int] = {}
    for act in sorted(row.life.all(), key=lambda one: one.pk):
        if act.before != state or (act.before, act.act, act.after) not in lawful:
            yield Problem("shipments.life_unlawful", where, {"shipment": files.ref_of(row), "act": act.act})
        state = act.after
        people[act.act] = act.person_id
    if state != row.state:
        told = {"shipment": files.ref_of(row), "state": row.state, "told": state}
        yield Problem("shipments.state_without_life", where, told)
    approver = people.get("approve")
    if approver is not None and approver in (people.get("seal"), people.get("issue")):
        yield Problem("shipments.two_eyes", where, {"shipment": files.ref_of(row)})
    if row.value_seat and paper.values(row) != (row.value_seat, row.values):
        yield Problem("shipments.value_differs", where, {"shipment": files.ref_of(row)})
    if bool(row.certificate) != (row.state in _ISSUED):
        yield Problem("shipments.certificate_missing", where, {"shipment": files.ref_of(row)})


def _crossings() -> Iterator[Problem]:
    """Files and certificates name each other; issued files are paid and sealed; arrivals belong to what has arrived."""
    issued = Shipment.objects.filter(~Q(certificate=""))
    rows = list(issued.values_list("certificate", "exporter", "destination", "pk", "participant"))
    sides = certificates.sides(row[0] for row in rows)
    for number, exporter, destination, ref_id, participant in rows:
        if sides.get(number) != (participant, exporter, destination):
            reference = files.ref(participant, ref_id)
            facts = {"shipment": reference, "number": number}
            yield Problem("shipments.certificate_differs", f"shipment {reference}", facts)
    unpaid = Levy.objects.filter(paid_at__isnull=True, shipment__state__in=_ISSUED)
    for pk, participant in unpaid.values_list("shipment_id", "shipment__participant").distinct()[:MAX_PAGE]:
        reference = files.ref(participant, pk)
        yield Problem("shipments.unpaid", f"shipment {reference}", {"shipment": reference})
    bare = issued.annotate(seal_count=Count("seals")).filter(seal_count=0)
    for pk, participant in bare.values_list("pk", "participant")[:MAX_PAGE]:
        reference = files.ref(participant, pk)
        yield Problem("shipments.unsealed", f"shipment {reference}", {"shipment": reference})


def _import_life(row: ImportFile) -> Iterator[Problem]:
    where = f"import file {imports.ref_of(row)}"
    lawful = {(step.origin, step.act, step.target) for step in IMPORT.steps}
    state = ""
    for act in sorted(row.life.all(), key=lambda one: one.pk):
        started = not state and (act.after, act.act) in _STARTS
        if act.before != state or not (started or (act.before, act.act, act.after) in lawful):
            yield Problem("shipments.life_unlawful", where, {"shipment": imports.ref_of(row), "act": act.act})
        state = act.after
    if state != row.state:
        told = {"shipment": imports.ref_of(row), "state": row.state, "told": state}
        yield Problem("shipments.state_without_life", where, told)


def _claims() -> Iterator[Problem]:
    """Exactly one file holds a presented number, and certificate and file move together."""
    held = dict(PresentedNumber.objects.exclude(file_id=None).values_list("file_id", "number"))
    rows = list(ImportFile.objects.filter(claims=True).order_by("pk"))
    states = certificates.stored_states(row.number for row in rows if row.source == ISSUED_HERE)
    for row in rows:
        where = f"import file {imports.ref_of(row)}"
        told: dict[str, Any] = {"shipment": imports.ref_of(row), "number": row.number}
        if held.pop(row.pk, "") != row.number or row.purpose != IMPORT_PURPOSE:
            yield Problem("shipments.claim_differs", where, told)
        lawful = {str(one) for one in _WITH.get(ImportState(row.state), set())}
        if row.source == ISSUED_HERE and states.get(row.number) not in lawful:
            yield Problem("shipments.certificate_elsewhere", where, told | {"state": states.get(row.number, "?")})
    for file_id, number in held.items():
        told = {"shipment": str(file_id), "number": number}
        yield Problem("shipments.claim_differs", f"number {number}", told)


def _confirmations() -> Iterator[Problem]:
    """Each as it was signed, by a key of the confirming authority; its leaf and its columns say the same."""
    known = signing.keys()
    keys = {row.kid: row for row in known}
    rows = Confirmation.objects.select_related("file").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        where = f"confirmation {row.number}"
        told: dict[str, Any] = {"number": row.number}
        try:
            found = read_confirmation(row.jwt)
            key = keys[found.kid]
            Ed25519PublicKey.from_public_bytes(key.public_key).verify(found.signature, found.signed_bytes)
        except (Refusal, KeyError, InvalidSignature):
            yield Problem("shipments.confirmation_broken", where, told)
            continue
        facts = found.facts
        sound = (
            key.purpose == "confirmation"
            and key.issuer == facts.confirmer
            and (facts.number, facts.received_on, facts.confirmed_at) == (row.number, row.received_on, row.confirmed_at)
            and row.number == row.file.number
            and log.leaf_data([row.leaf_id]).get(row.leaf_id) == confirmation_leaf(facts)
        )
        if not sound:
            yield Problem("shipments.confirmation_differs", where, told)
    open_ones = Discrepancy.objects.filter(closed_at__isnull=True).values_list("file_id", flat=True)
    odd = ImportFile.objects.filter(
        (Q(state=str(ImportState.DISCREPANT)) & ~Q(pk__in=open_ones))
        | (Q(pk__in=open_ones) & ~Q(state=str(ImportState.DISCREPANT)))
    )
    for file in odd[:MAX_PAGE]:
        reference = imports.ref_of(file)
        told = {"shipment": reference, "number": file.number}
        yield Problem("shipments.discrepancy_lost", f"import file {reference}", told)
