"""Reads of certificates: for whom they concern, and for anyone what a number alone may tell.

Expired is computed from dates: every read that tells a state takes `now`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from openkp.core.credential.cose import read_cose
from openkp.core.facts import CertificateFacts, PartyFacts
from openkp.core.lifecycle import CertificateState
from openkp.core.roles import AUTHORITY_ROLES, Actor, Role
from openkp.core.rules import numbers
from openkp.core.rules.trade import TRADING, Direction, Scope
from openkp.ledger import queries as ledger
from openkp.parties import queries as parties
from openkp.transparency import queries as log

from ..models import (
    BlankAllocation,
    BlankFate,
    BlankRange,
    Certificate,
    CertificateAct,
    ForeignCertificate,
    StatusEdition,
)
from . import prior_rows as prior

MAX_PAGE = 500
EXPIRED = "expired"
STATES = (*(str(state) for state in CertificateState), EXPIRED)
_UNUSED = (str(CertificateState.ISSUED), str(CertificateState.EXPORTED))
_WHOLE_PROCESS = frozenset({Role.ADMIN, Role.SYSTEM})
_WITHOUT_NAMES = frozenset(  # they read the trade, not who is behind it (domain 12: names are not shown by default)
    {Role.SECRETARIAT, Role.CHAIR, Role.REVIEWER, Role.STATISTICIAN}
)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One line of a list. `state` is one of STATES; exporter and importer are operators' numbers, "" if not named."""

    number: str
    kind: str
    state: str
    participant: str
    authority: str
    destination: str
    origin: str
    exporter: str
    importer: str
    issued_at: dt.datetime
    valid_until: dt.datetime
    weight_cct: int
    value_usd_cents: int
    credential_id: str


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """A certified parcel and the lot that carries or carried it: where its trace begins."""

    position: int
    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    origin: str
    lot: str


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One step. `record` holds what was said; its hash is in the log where `leaf_id` is set."""

    act: str
    before: str
    after: str
    at: dt.datetime
    person_id: int
    record: dict[str, Any]
    leaf_id: int | None


@dataclass(frozen=True, slots=True)
class CertificateDetail:
    """All of one certificate. `named` is False for those who read the trade without names: `facts` are then without
    names and addresses, and the signed forms and the credential's id, which hold them, are empty."""

    row: CertificateRow
    named: bool
    facts: CertificateFacts
    kid: str
    cose: bytes
    vc_jwt: str
    leaf_id: int
    sealed: bool
    parcels: tuple[ParcelRow, ...]
    life: tuple[LifeRow, ...]
    related: tuple[str, ...]  # certificates that name this one: its replacement, a technical certificate


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What anyone may learn by a number. `standing`: unknown, valid, presented, expired, lost, void. `restricted`: its
    issuer may not certify today."""

    number: str
    known: bool
    standing: str
    participant: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class ForeignRow:
    number: str
    participant: str
    authority: str
    receiver: str
    importer: str
    issued_on: dt.date
    valid_until: dt.date
    received_on: dt.date
    weight_cct: int
    value_usd_cents: int
    origins: frozenset[str]
    lots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`importer` is the operator that received the goods; "" where nobody here has received them yet."""

    number: str
    importer: str
    origins: frozenset[str]


@dataclass(frozen=True, slots=True)
class StockRow:
    """Blank forms of one range, or of one authority's allocation."""

    id: int
    participant: str
    authority: str
    office: str
    first: str
    last: str
    left: int
    on: dt.date


def certificate(number: str, *, viewer: Actor, now: dt.datetime) -> CertificateDetail | None:
    """None if there is no such certificate, or it does not concern the viewer."""
    row = Certificate.objects.filter(number=number).first()
    if row is None or not (_named(row, viewer) or viewer.has(_WITHOUT_NAMES)):
        return None
    return _detail(row, now, named=_named(row, viewer))


def by_credential_id(credential_id: str, *, now: dt.datetime) -> CertificateDetail | None:
    """Whoever holds the unguessable id holds the certificate: it is in the QR code and the PDF."""
    row = Certificate.objects.filter(credential_id=credential_id).first()
    return None if row is None else _detail(row, now, named=True)


def certificates(
    *, viewer: Actor, now: dt.datetime, state: str = "", after: str = "", limit: int = 50, participant: str = ""
) -> tuple[CertificateRow, ...]:
    """A page, newest first, after the number `after`. The cost follows the page, not the number of certificates."""
    rows = Certificate.objects.defer("cose", "vc_jwt").order_by("-pk")
    if participant:
        rows = rows.filter(participant=participant)
    if state:
        rows = in_state(rows, state, now)
    if after:
        rows = rows.filter(pk__lt=Certificate.objects.filter(number=after).values("pk")[:1])
    limit = min(limit, MAX_PAGE)
    # One short walk down an index for each reason to see a certificate; an OR of them would scan.
    found: dict[int, Certificate] = {}
    for scope in scopes(viewer):
        found |= {row.pk: row for row in rows.filter(scope)[:limit]}
    page = [found[pk] for pk in sorted(found, reverse=True)[:limit]]
    return rows_for(page, viewer, now)


def rows_for(page: Iterable[Certificate], viewer: Actor, now: dt.datetime) -> tuple[CertificateRow, ...]:
    return tuple(_row(row, now, named=_named(row, viewer)) for row in page)


_PUBLIC = {
    **dict.fromkeys(_UNUSED, "valid"),
    str(CertificateState.PRESENTED): "presented",
    str(CertificateState.DETAINED): "presented",  # that they are held is between the two authorities
    EXPIRED: "expired",
    str(CertificateState.LOST): "lost",
    str(CertificateState.STOLEN): "lost",
}  # every other state: void


def public_status(number: str, *, now: dt.datetime) -> PublicStatus:
    """Whether it exists, and valid, expired, lost or void; whether its issuer is restricted today. Nothing else.

    A dispute between two authorities, a seizure, what was replaced by what: none of it is the public's by number alone.
    What can no longer be used, used up or not, is void. A paper that lies before an importing authority, its goods
    detained or not, is presented: whoever is shown it elsewhere may have a copy in hand.
    """
    row = Certificate.objects.filter(number=number).defer("cose", "vc_jwt").first()
    if row is not None:
        shown = shown_state(row.state, row.valid_until, now)
        told = _PUBLIC.get(shown, "void")
        return PublicStatus(number, True, told, row.participant, _restricted(row.participant, now))
    fate = BlankFate.objects.filter(number=number).first()
    if fate is not None and fate.fate == "prior":
        return _public_prior(number, now)
    if fate is not None and fate.fate != "used":
        told = "void" if fate.fate == "spoiled" else "lost"
        return PublicStatus(number, True, told, fate.participant, _restricted(fate.participant, now))
    return PublicStatus(number, False, "unknown", "", False)


def _public_prior(number: str, now: dt.datetime) -> PublicStatus:
    """A certificate from before this installation; unknown until two officers stand for it."""
    row = prior.standing(number)
    if row is None:
        return PublicStatus(number, False, "unknown", "", False)
    fate = prior.fate_of(row)
    if fate:
        told = "lost" if fate in ("lost", "stolen") else "void"
    elif ForeignCertificate.objects.filter(number=number).exists():
        told = "void"  # its goods were received: the paper is spent
    else:
        told = EXPIRED if row.valid_until < now.date() else "valid"
    return PublicStatus(number, True, told, row.participant, _restricted(row.participant, now))


def life(number: str) -> tuple[LifeRow, ...]:
    """Every step of a certificate, oldest first."""
    rows = CertificateAct.objects.filter(certificate__number=number).order_by("pk")
    return tuple(
        LifeRow(row.act, row.before, row.after, row.at, row.person_id, row.record, row.leaf_id) for row in rows
    )


def status_list(path: str) -> str | None:
    """The latest edition of the list served at ``/status/NAME``; `path` is that path, NAME, or the whole address."""
    name = path.rstrip("/").rsplit("/", 1)[-1]
    url = f"{settings.OPENKP_URL}/status/{name}"
    return StatusEdition.objects.filter(list__url=url).order_by("-pk").values_list("jwt", flat=True).first()


def status_lists() -> dict[str, str]:
    """Address -> latest edition of every list that was ever signed."""
    latest = StatusEdition.objects.filter(list=OuterRef("list")).order_by("-pk").values("pk")[:1]
    rows = StatusEdition.objects.filter(pk=Subquery(latest)).order_by("list__url")
    return dict(rows.values_list("list__url", "jwt"))


def foreign(number: str, *, viewer: Actor) -> ForeignRow | None:
    """A registered foreign certificate, for the authority that received it and its importer."""
    row = ForeignCertificate.objects.filter(number=number).first()
    if row is None or not sees_foreign(row, viewer):
        return None
    return _foreign(row)


def foreign_certificates(*, viewer: Actor, receiver: str, after: str = "", limit: int = 50) -> tuple[ForeignRow, ...]:
    """A page of what an authority registered, newest first."""
    if not viewer.has(_WHOLE_PROCESS) and not viewer.has(AUTHORITY_ROLES, participant=receiver):
        return ()
    rows = ForeignCertificate.objects.filter(receiver=receiver).order_by("-pk")
    if after:
        rows = rows.filter(pk__lt=ForeignCertificate.objects.filter(number=after).values("pk")[:1])
    return tuple(_foreign(row) for row in rows[: min(limit, MAX_PAGE)])


def source(number: str) -> SourceRow | None:
    """A certificate as the source of a re-export: one of ours, or one that customs registered. For the rules.

    The ledger says who received its goods, all or some parcels of them, whatever became of the rest: the importer that
    the certificate names may be no operator here.
    """
    row = Certificate.objects.filter(number=number).first()
    if row is not None:
        facts = read_cose(bytes(row.cose)).facts
        origins = {origin for parcel in facts.parcels for origin in (parcel.origins or (parcel.origin,))}
        return SourceRow(number, ledger.receiver(number), frozenset(origins))
    found = ForeignCertificate.objects.filter(number=number).first()
    return None if found is None else SourceRow(number, found.importer, _foreign(found).origins)


def sides(wanted: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Participant, exporter and destination of certificates of ours, by number: for the audit of the files."""
    names = list(wanted)
    out: dict[str, tuple[str, str, str]] = {}
    for start in range(0, len(names), MAX_PAGE):
        rows = Certificate.objects.filter(number__in=names[start : start + MAX_PAGE])
        for number, *told in rows.values_list("number", "participant", "exporter", "destination"):
            out[number] = (told[0], told[1], told[2])
    return out


def stored_states(wanted: Iterable[str]) -> dict[str, str]:
    """The state of certificates of ours, by number, as it is stored: for the files that they were issued from."""
    names = list(wanted)
    out: dict[str, str] = {}
    for start in range(0, len(names), MAX_PAGE):
        rows = Certificate.objects.filter(number__in=names[start : start + MAX_PAGE])
        out.update(rows.values_list("number", "state"))
    return out


def known(number: str) -> bool:
    """Whether the number is of a certificate that was issued here, registered here, or in force before the house."""
    here = Certificate.objects.filter(number=number).exists()
    here = here or ForeignCertificate.objects.filter(number=number).exists()
    return here or prior.standing(number) is not None


def ranges(*, viewer: Actor, participant: str) -> tuple[StockRow, ...]:
    """Ranges of blank forms received, with what is left to allocate: for the participant's authorities."""
    if not viewer.has((*AUTHORITY_ROLES, *_WHOLE_PROCESS), participant=participant):
        return ()
    rows = BlankRange.objects.filter(participant=participant).order_by("pk")
    return tuple(_stock(row, participant, "", "", row.received_on) for row in rows)


def allocations(*, viewer: Actor, participant: str) -> tuple[StockRow, ...]:
    """Forms in the hands of each authority's offices, with what is left to use."""
    if not viewer.has((*AUTHORITY_ROLES, *_WHOLE_PROCESS), participant=participant):
        return ()
    rows = BlankAllocation.objects.filter(range__participant=participant).order_by("pk")
    return tuple(_stock(row, participant, row.authority, row.office, row.allocated_on) for row in rows)


def shown_state(state: str, valid_until: dt.datetime, now: dt.datetime) -> str:
    """The published state: what is not yet presented when its time is over is expired."""
    return EXPIRED if state in _UNUSED and now >= valid_until else state


def sees(number: str, *, viewer: Actor) -> bool:
    """Whether the viewer may see the certificate with its names."""
    row = Certificate.objects.filter(number=number).defer("cose", "vc_jwt").first()
    return row is not None and _named(row, viewer)


def in_state(rows: QuerySet[Certificate], state: str, now: dt.datetime) -> QuerySet[Certificate]:
    if state == EXPIRED:
        return rows.filter(state__in=_UNUSED, valid_until__lte=now)
    if state in _UNUSED:
        return rows.filter(state=state, valid_until__gt=now)
    return rows.filter(state=state)


def scopes(viewer: Actor) -> Iterator[Q]:
    everything = viewer.has(_WHOLE_PROCESS | _WITHOUT_NAMES)
    if everything or "*" in viewer.participants(*AUTHORITY_ROLES):
        yield Q()
        return
    for participant in sorted(viewer.participants(*AUTHORITY_ROLES)):
        yield Q(participant=participant)
        yield Q(destination=participant)
    for operator in sorted(viewer.operators()):
        yield Q(exporter=operator)
        yield Q(importer=operator)


def _named(row: Certificate, viewer: Actor) -> bool:
    """The authorities of both sides, both operators, the administrator."""
    return (
        viewer.has(_WHOLE_PROCESS)
        or viewer.has(AUTHORITY_ROLES, participant=row.participant)
        or viewer.has(AUTHORITY_ROLES, participant=row.destination)
        or bool({row.exporter, row.importer} & viewer.operators())
    )


def _row(row: Certificate, now: dt.datetime, *, named: bool) -> CertificateRow:
    return CertificateRow(
        number=row.number,
        kind=row.kind,
        state=shown_state(row.state, row.valid_until, now),
        participant=row.participant,
        authority=row.authority,
        destination=row.destination,
        origin=row.origin,
        exporter=row.exporter if named else "",
        importer=row.importer if named else "",
        issued_at=row.issued_at,
        valid_until=row.valid_until,
        weight_cct=row.weight_cct,
        value_usd_cents=row.value_usd_cents,
        credential_id=row.credential_id if named else "",
    )


def _detail(row: Certificate, now: dt.datetime, *, named: bool) -> CertificateDetail:
    envelope = read_cose(bytes(row.cose))
    parcels = row.parcels.order_by("position")
    facts = envelope.facts
    related = Certificate.objects.filter(relates_to=row.number).order_by("pk").values_list("number", flat=True)
    return CertificateDetail(
        row=_row(row, now, named=named),
        named=named,
        facts=facts if named else without_names(facts),
        kid=envelope.kid,
        cose=bytes(row.cose) if named else b"",
        vc_jwt=row.vc_jwt if named else "",
        leaf_id=row.leaf_id,
        sealed=log.proof(row.leaf_id) is not None,
        parcels=tuple(
            ParcelRow(p.position, p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origin, p.lot) for p in parcels
        ),
        life=life(row.number),
        related=tuple(related),
    )


def without_names(facts: CertificateFacts) -> CertificateFacts:
    """The same facts without who is behind them; the id and the salt, which lead back to them, are empty too."""

    def nobody(party: PartyFacts) -> PartyFacts:
        return PartyFacts("", "", party.country)

    return dataclasses.replace(
        facts, exporter=nobody(facts.exporter), importer=nobody(facts.importer), credential_id="", salt=b""
    )


def _restricted(participant: str, now: dt.datetime) -> bool:
    """Whether the participant may not certify anything today: not a participant, suspended, barred as a whole."""
    held = parties.participant(participant, now.date()).statuses
    barred = not held or any(status.status not in TRADING for status in held)
    return barred or any(
        bar.scope is Scope.ALL and bar.direction is not Direction.IMPORT
        for bar in parties.restrictions(now.date(), participant)
    )


def sees_foreign(row: ForeignCertificate, viewer: Actor) -> bool:
    own = viewer.has(AUTHORITY_ROLES, participant=row.receiver) or row.importer in viewer.operators()
    return own or viewer.has(_WHOLE_PROCESS)


def _foreign(row: ForeignCertificate) -> ForeignRow:
    parcels = tuple(row.parcels.order_by("position"))
    return ForeignRow(
        number=row.number,
        participant=row.participant,
        authority=row.authority,
        receiver=row.receiver,
        importer=row.importer,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        received_on=row.received_on,
        weight_cct=row.weight_cct,
        value_usd_cents=row.value_usd_cents,
        origins=frozenset(key.partition(":")[0] for parcel in parcels for key in parcel.origins),
        lots=tuple(parcel.lot for parcel in parcels),
    )


def _stock(row: BlankRange | BlankAllocation, participant: str, authority: str, office: str, on: dt.date) -> StockRow:
    rule = numbers.NumberRule(row.prefix, row.digits)
    first, last = rule.number(row.first), rule.number(row.last)
    return StockRow(row.pk, participant, authority, office, first, last, row.last + 1 - row.next, on)
