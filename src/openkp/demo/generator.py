"""Synthetic certificates by the million: the flows of `flows`, under the rules and through the row builders of the
ledger and of certificates, signed by several processes, written by the thousand. No PDFs. `openkp audit` must pass.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import multiprocessing
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from openkp.certificates import bulk as certificates
from openkp.certificates.steps import Sealed
from openkp.core.confirmation import LEAF_KIND, ConfirmationFacts
from openkp.core.credential.canonical import facts_hash
from openkp.core.facts import MIXED, CertificateFacts, ParcelFacts
from openkp.core.ledger import HolderKind, Move, MovementKind, countries
from openkp.core.roles import Actor
from openkp.core.rules.arrival import Settlement
from openkp.core.rules.validity import valid_until
from openkp.core.units import MCT_PER_CCT
from openkp.demo.flows import Consignment, stream
from openkp.demo.synthetic import VALIDATED_BY, Ground, Side, begin
from openkp.ledger.book import NewLot, ref
from openkp.ledger.bulk import Book, Rows
from openkp.shipments import bulk as shipments
from openkp.shipments.bulk import Arrival
from openkp.signing.keys import Signer

CHUNK = 2000
SIGNED_AT_ONCE = 250
AHEAD = 3  # chunks that are being signed while others are written
DEPARTS_AFTER = dt.timedelta(days=1)
MINED_BEFORE = dt.timedelta(days=10)
EXPECTED_AFTER = dt.timedelta(days=7)  # departure; the dated rule of every participant today
SETTLED_AFTER = dt.timedelta(days=21)
EXPLANATION = "Synthetic"

T = TypeVar("T")
Op = tuple[str, Any]
Forms = list[tuple[bytes, str]]  # COSE and vc+jwt
# By participant; a forked process finds the opened keys here.
_signers: dict[str, Signer] = {}
_confirmers: dict[str, Signer] = {}


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What happens in a stretch of time, and the papers that are signed for it, in the order in which it needs them."""

    ops: list[Op]
    rows: Rows
    certificates: list[CertificateFacts]
    confirmations: list[ConfirmationFacts]


@dataclass(frozen=True, slots=True)
class _Papers:
    """The papers of a chunk, signed."""

    certificates: list[Sealed]
    confirmations: list[shipments.Signed]


@dataclass(slots=True)
class _Sent:
    """A certificate on its way: what its next steps need."""

    consignment: Consignment
    facts: CertificateFacts
    lot: int
    exporter: str
    importer: str

    @property
    def number(self) -> str:
        return self.facts.number


class Generator:
    """One run. `progress` is told (certificates written so far)."""

    def __init__(self, *, count: int, years: int, seed: int, now: dt.datetime, progress: Callable[[int], None]) -> None:
        self.count, self.years, self.seed, self.now, self.progress = count, years, seed, now, progress
        self.start = now - dt.timedelta(days=365 * years)
        tag = f"gen-{secrets.token_hex(6)}"
        self.event = begin(
            by=Actor.system(), now=now, request_id=tag, certificates=count, years=years, seed=seed
        ).event_id
        ground = Ground(tag=tag, start=self.start - dt.timedelta(days=30), now=now, certificates=count)
        self.sides = ground.sides()
        self.book = Book()
        self.papers = certificates.Papers(event_id=self.event)
        self.desks = shipments.Desks(event_id=self.event, on=self.start.date())
        self.arrived: dict[int, tuple[int, str]] = {}  # serial -> lot at its importer, certificate with which it came
        self.waiting: list[tuple[dt.datetime, int, str, _Sent]] = []
        self.order = itertools.count()
        self.confirmations: list[ConfirmationFacts] = []  # of the chunk that is being made

    def run(self) -> int:
        """Make them all; answers how many were written."""
        written = 0
        consignments = stream(certificates=self.count, years=self.years, seed=self.seed, until=self.now)
        for chunk, papers in _signed(self._chunks(consignments), self.sides):
            self._apply(chunk.ops, papers)
            with transaction.atomic():
                self.book.write(chunk.rows)
                written += self.papers.write(now=self.now)
                self.desks.write(self.papers.leaf_ids)
            self.progress(written)
        return written

    # -- what happens, in order of time

    def _chunks(self, consignments: Iterator[Consignment]) -> Iterator[_Chunk]:
        while part := list(itertools.islice(consignments, CHUNK)):
            ops: list[Op] = []
            facts: list[CertificateFacts] = []
            for one in part:
                self._happen(one.issued_at, ops)
                facts.append(self._issue(one, ops))
            yield self._chunk(ops, facts)
        ops = []
        self._happen(self.now, ops)
        yield self._chunk(ops, [])

    def _chunk(self, ops: list[Op], facts: list[CertificateFacts]) -> _Chunk:
        confirmations, self.confirmations = self.confirmations, []
        return _Chunk(ops, self.book.take(), facts, confirmations)

    def _happen(self, until: dt.datetime, ops: list[Op]) -> None:
        """Departures, arrivals and voids that fall before `until`."""
        while self.waiting and self.waiting[0][0] < until:
            at, _, what, sent = heapq.heappop(self.waiting)
            if what == "depart":
                ops.append(("depart", (sent.facts, at)))
            elif what == "void":
                self._restore(sent, at)
                ops.append(("void", (sent.number, at)))
            elif what == "settle":
                self._receive(sent, at)
                ops.append(("settle", (sent.number, at)))
            else:
                self._arrive(sent, at, ops)

    def _issue(self, one: Consignment, ops: list[Op]) -> CertificateFacts:
        """Goods into transit, a number from the blank stock, and the facts that will be signed."""
        side, receiver = self.sides[one.issuer], self.sides[one.destination]
        assert side.authority is not None, "whoever issues has an authority"
        exporter, importer = side.traders[one.exporter], receiver.traders[one.importer]
        taken = self.papers.take(side.authority.slug)
        moves = self._mine(one, side, exporter.number) if not one.draws else self._drawn(one)
        (lot,) = self._post(
            MovementKind.EXPORT, one.issued_at, one.issuer, moves=moves, certificate=taken.number,
            new=[NewLot(one.issuer, HolderKind.TRANSIT, taken.number, one.hs)],
        )  # fmt: skip
        ops.append(("issue", (side.authority.slug, exporter.number, importer.number, ref(one.issuer, lot))))
        found = countries(self.book.stock(lot).origins)
        origin = found[0] if len(found) == 1 else MIXED
        parcel = ParcelFacts(
            f"SYN-{one.serial}", one.hs, one.weight_cct, one.value_usd_cents, origin, found if origin == MIXED else ()
        )
        facts = CertificateFacts(
            number=taken.number,
            kind="re-export" if one.is_reexport else "export",
            participant=one.issuer,
            authority=side.authority.name_en,
            issuer=side.authority.issuer,
            issued_at=one.issued_at,
            valid_until=valid_until(one.issued_at, side.validity),
            exporter=exporter.party,
            importer=importer.party,
            origin=origin,
            provenance=one.issuer,
            destination=one.destination,
            parcels=(parcel,),
            seals=(f"SYN{one.serial:08d}",),
            validated_by=VALIDATED_BY,
            credential_id=secrets.token_urlsafe(16),
            status_list=taken.status_list,
            status_index=taken.status_index,
            salt=secrets.token_bytes(16),
            sources=tuple(sorted({self.arrived[draw.serial][1] for draw in one.draws})),
            specimen=True,
        )
        self._plan(_Sent(one, facts, lot, exporter.number, importer.number))
        return facts

    def _plan(self, sent: _Sent) -> None:
        """What is still to happen to a certificate."""
        one = sent.consignment
        if one.fate == "void":
            self._later(one.issued_at + DEPARTS_AFTER, "void", sent)
        elif one.fate != "issued":
            self._later(one.issued_at + DEPARTS_AFTER, "depart", sent)
        if one.fate == "confirmed":
            self._later(one.arrives_at, "arrive", sent)
            if one.missing_cct and one.arrives_at + SETTLED_AFTER < self.now:
                self._later(one.arrives_at + SETTLED_AFTER, "settle", sent)

    def _later(self, at: dt.datetime, what: str, sent: _Sent) -> None:
        heapq.heappush(self.waiting, (at, next(self.order), what, sent))

    # -- carats

    def _mine(self, one: Consignment, side: Side, operator: str) -> list[Move]:
        """The goods were mined some days before, by the exporter's own mine."""
        mct = one.weight_cct * MCT_PER_CCT
        (lot,) = self._post(
            MovementKind.MINE_PRODUCTION, one.issued_at - MINED_BEFORE, one.issuer, moves=[Move(None, 0, mct)],
            new=[NewLot(one.issuer, HolderKind.OPERATOR, operator, one.hs)], entering={side.zone: mct},
            site_id=side.site_id,
        )  # fmt: skip
        return [Move(lot, 0, mct)]

    def _drawn(self, one: Consignment) -> list[Move]:
        return [Move(self.arrived[draw.serial][0], 0, draw.cct * MCT_PER_CCT) for draw in one.draws]

    def _arrive(self, sent: _Sent, at: dt.datetime, ops: list[Op]) -> None:
        """Presented, weighed and confirmed: the carats are the importer's, or wait where a hundredth is missing."""
        one, side = sent.consignment, self.sides[sent.consignment.destination]
        found = self.desks.found(sent.facts, missing_cct=one.missing_cct)
        differing = self.desks.differences(sent.facts, found)
        sha256 = facts_hash(sent.facts).hex()
        arrival = Arrival(sent.facts, side.customs.slug, sent.importer, at, found, differing, sha256)
        told = shipments.facts_of(arrival, confirmer=side.customs.issuer, confirmed_by=VALIDATED_BY)
        self.confirmations.append(told)
        lot = "" if arrival.differing else ref(one.destination, self._receive(sent, at))
        ops.append(("arrive", (arrival, side.customs.issuer, lot)))

    def _receive(self, sent: _Sent, at: dt.datetime) -> int:
        """What was found is the importer's; what is missing is written off, and what is polished there leaves the
        ledger of rough. Answers the lot."""
        one = sent.consignment
        missing, mct = one.missing_cct * MCT_PER_CCT, (one.weight_cct - one.missing_cct) * MCT_PER_CCT
        (lot,) = self._post(
            MovementKind.IMPORT, at, one.destination, moves=[Move(sent.lot, 0, mct)], certificate=sent.number,
            new=[NewLot(one.destination, HolderKind.OPERATOR, sent.importer, one.hs)],
        )  # fmt: skip
        if missing:
            self._post(MovementKind.LOSS, at, one.issuer, moves=[Move(sent.lot, None, missing)], note=EXPLANATION)
        elif one.cut:
            self._post(MovementKind.MANUFACTURE, at, one.destination, moves=[Move(lot, None, mct)], note=EXPLANATION)
        else:
            self.arrived[one.serial] = (lot, sent.number)
        return lot

    def _restore(self, sent: _Sent, at: dt.datetime) -> None:
        one = sent.consignment
        self._post(
            MovementKind.RESTORE, at, one.issuer, moves=[Move(sent.lot, 0, one.weight_cct * MCT_PER_CCT)],
            new=[NewLot(one.issuer, HolderKind.OPERATOR, sent.exporter, one.hs)], certificate=sent.number,
        )  # fmt: skip

    def _post(self, kind: MovementKind, at: dt.datetime, participant: str, **facts: Any) -> tuple[int, ...]:
        return self.book.post(kind=kind, on=at.date(), at=at, participant=participant, event_id=self.event, **facts)

    # -- papers

    def _apply(self, ops: list[Op], papers: _Papers) -> None:
        """Papers and the steps of lives, in the order in which they happened."""
        forms, confirmations = iter(papers.certificates), iter(papers.confirmations)
        for what, told in ops:
            if what == "issue":
                authority, exporter, importer, lot = told
                self.papers.issue(next(forms), authority=authority, exporter=exporter, importer=importer, lots=[lot])
            elif what == "depart":
                facts, at = told
                self.papers.advance(facts.number, "depart", at=at)
                self.desks.announce(facts, sent_at=at, expected_on=(at + EXPECTED_AFTER).date())
            elif what == "void":
                self.papers.advance(told[0], "void", at=told[1], leaf_kind="void", reason=EXPLANATION)
            elif what == "settle":
                number, at = told
                outcome = Settlement.AS_FOUND
                self.papers.advance(
                    number, "resolve", at=at, leaf_kind=LEAF_KIND, outcome=str(outcome), explanation=EXPLANATION
                )
                self.desks.settle(number, at=at, outcome=outcome, explanation=EXPLANATION)
            else:
                arrival, confirmer, lot = told
                self._confirm(arrival, confirmer, lot, next(confirmations))

    def _confirm(self, arrival: Arrival, confirmer: str, lot: str, document: shipments.Signed) -> None:
        number = arrival.facts.number
        self.papers.advance(
            number, "present", at=arrival.at, participant=arrival.facts.destination,
            presented_at=arrival.at.isoformat(),
        )  # fmt: skip
        leaf = self.papers.log(document.leaf, kind=LEAF_KIND, number=number)
        self.papers.advance(
            number, arrival.act, at=arrival.confirmed_at, leaf=leaf, confirmer=confirmer,
            confirmation_sha256=document.sha256, received_on=arrival.at.date().isoformat(),
        )  # fmt: skip
        self.desks.arrive(arrival, document, leaf=leaf, lot=lot)


def _signed(chunks: Iterable[_Chunk], sides: dict[str, Side]) -> Iterator[tuple[_Chunk, _Papers]]:
    """Each chunk with its papers signed, a few chunks ahead, by as many processes as there are processors."""
    _signers.update({code: side.signer for code, side in sides.items() if side.signer is not None})
    _confirmers.update({code: side.confirmer for code, side in sides.items()})
    # Forked, so that opened keys are at hand and never travel; nothing here has compiled a document before.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=context) as pool:
        ahead: list[tuple[_Chunk, list[Future[Forms]], list[Future[list[shipments.Signed]]]]] = []
        for chunk in chunks:
            forms = [pool.submit(_sign, part) for part in _parts(chunk.certificates)]
            confirmations = [pool.submit(_sign_confirmations, part) for part in _parts(chunk.confirmations)]
            ahead.append((chunk, forms, confirmations))
            if len(ahead) > AHEAD:
                yield _collected(*ahead.pop(0))
        for one in ahead:
            yield _collected(*one)


def _parts(facts: list[T]) -> list[list[T]]:
    return [facts[start : start + SIGNED_AT_ONCE] for start in range(0, len(facts), SIGNED_AT_ONCE)]


def _collected(
    chunk: _Chunk, forms: list[Future[Forms]], confirmations: list[Future[list[shipments.Signed]]]
) -> tuple[_Chunk, _Papers]:
    signed = itertools.chain.from_iterable(future.result() for future in forms)
    sealed = [Sealed(one, cose, jwt) for one, (cose, jwt) in zip(chunk.certificates, signed, strict=True)]
    return chunk, _Papers(sealed, [one for future in confirmations for one in future.result()])


def _sign(facts: list[CertificateFacts]) -> Forms:
    """In a process of its own: both signed forms of each."""
    forms = (certificates.sealed(one, _signers[one.participant]) for one in facts)
    return [(form.cose, form.vc_jwt) for form in forms]


def _sign_confirmations(facts: list[ConfirmationFacts]) -> list[shipments.Signed]:
    """In a process of its own: each with its hash and its entry for the log."""
    return [shipments.sealed(one, _confirmers[one.participant]) for one in facts]
