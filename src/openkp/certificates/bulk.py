"""Rows of large worlds: certificates with real signatures, lives and leaves, written by the thousand.

For generators and benchmarks, never for doors: nobody's role is asked and no event is written here; the caller names
the event that it wrote. Numbers come from allocated blank stock, lives from core/lifecycle, leaves go into the log.

    papers = Papers(event_id=1, person_id=7)
    taken = papers.take("sl-nma")
    papers.issue(sealed(facts, signer), authority="sl-nma", exporter="SL-EX-0001", lots=["L-SL-000123"])
    papers.advance(taken.number, "depart", at=day)
    papers.write(now=day)
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from openkp.core.credential.canonical import facts_hash
from openkp.core.credential.cose import sign_cose
from openkp.core.credential.vc import sign_vc
from openkp.core.facts import CertificateFacts, instant
from openkp.core.lifecycle import CERTIFICATE, CertificateState
from openkp.core.logcheck import issued_leaf
from openkp.core.refusal import Refusal
from openkp.core.rules.numbers import NumberRule
from openkp.events.rows import insert
from openkp.signing.keys import Signer
from openkp.transparency import steps as transparency
from openkp.transparency.steps import NewLeaf

from . import steps
from .models import BlankAllocation, Certificate, StatusList
from .steps import Sealed, Taken

_BATCH = 1000
_FATE = ("number", "participant", "fate", "at", "note", "event_id")
_CERTIFICATE = (
    *("id", "number", "kind", "state", "participant", "authority", "exporter", "importer", "destination", "origin"),
    *("issued_at", "valid_until", "weight_cct", "value_usd_cents", "relates_to", "credential_id", "status_list_id"),
    *("status_index", "cose", "vc_jwt", "leaf_id"),
)
_PARCEL = (*("certificate_id", "position", "reference", "hs", "weight_cct", "value_usd_cents", "origin", "lot"),)
_ACT = (*("certificate_id", "act", "before", "after", "at", "person_id", "event_id", "record", "leaf_id"),)
_OPEN = frozenset(
    {
        *(CertificateState.ISSUED, CertificateState.EXPORTED, CertificateState.PRESENTED),
        *(CertificateState.DETAINED, CertificateState.DISCREPANT),
    }
)


@dataclass(slots=True)
class _Paper:
    """A certificate whose life may go on. `key` is its id, None until it is written; `row` until then."""

    number: str
    issuer: str
    facts_sha256: str
    state: str
    key: int | None = None
    changed: bool = False


@dataclass(slots=True)
class _Pending:
    """A new certificate with the place of its leaf among those to be appended."""

    paper: _Paper
    sealed: Sealed
    authority: str
    exporter: str
    importer: str
    lots: tuple[str, ...]
    leaf: int


@dataclass(slots=True)
class _Act:
    """One step, as its row will say; `record` is JSON, `leaf` a place among those to be appended."""

    paper: _Paper
    act: str
    before: str
    after: str
    at: dt.datetime
    record: str
    leaf: int | None


def sealed(facts: CertificateFacts, signer: Signer) -> Sealed:
    """Both signed forms, without reading them back: `audit` does that. Pure, so it may run in another process."""
    return Sealed(
        facts, sign_cose(facts, kid=signer.kid, sign=signer.sign), sign_vc(facts, kid=signer.kid, sign=signer.sign)
    )


class Papers:
    """One writer at a time. `write` sends what was prepared since the last time, in one transaction."""

    def __init__(self, *, event_id: int, person_id: int = 0) -> None:
        self._event_id, self._person_id = event_id, person_id
        self._stock: dict[str, list[BlankAllocation]] = {}
        self._lists: dict[str, int] = {}
        self._open: dict[str, _Paper] = {}
        self._leaves: list[NewLeaf] = []
        self.leaf_ids: tuple[int, ...] = ()
        self._new: list[_Pending] = []
        self._acts: list[_Act] = []
        self._fates: list[tuple[Any, ...]] = []
        self._last = int(Certificate.objects.aggregate(last=Max("pk"))["last"] or 0)

    def take(self, authority: str) -> Taken:
        """The next number of an authority's allocated stock. Refuses ``certificates.no_blanks``."""
        if authority not in self._stock:
            held = BlankAllocation.objects.filter(authority=authority, next__lte=F("last"))
            self._stock[authority] = list(held.select_related("range").order_by("pk"))
        for row in self._stock[authority]:
            if row.next <= row.last:
                serial, row.next = row.next, row.next + 1
                number = NumberRule(row.prefix, row.digits).number(serial)
                return Taken(number, *steps.status_entry(authority, row.prefix, row.digits, serial))
        raise Refusal("certificates.no_blanks", authority=authority)

    def issue(
        self, form: Sealed, *, authority: str, lots: Sequence[str], exporter: str = "", importer: str = ""
    ) -> None:
        """A certificate on a number that was taken; `lots` are the transit lots of its parcels, in their order."""
        facts = form.facts
        paper = _Paper(facts.number, facts.issuer, facts_hash(facts).hex(), CertificateState.ISSUED)
        leaf = self._log(NewLeaf(issued_leaf(facts), steps.ISSUED_LEAF, facts.number))
        self._new.append(_Pending(paper, form, authority, exporter, importer, tuple(lots), leaf))
        self._fates.append((facts.number, facts.participant, "used", facts.issued_at, "", self._event_id))
        self._act(paper, "issue", "", facts.issued_at, {}, leaf)
        self._open[facts.number] = paper

    def log(self, data: bytes, *, kind: str, number: str) -> int:
        """The entry of a document that is logged by itself; answers its place among those of the next `write`."""
        return self._log(NewLeaf(data, kind, number))

    def advance(
        self, number: str, act: str, *, at: dt.datetime, leaf_kind: str = "", leaf: int | None = None, **told: Any
    ) -> None:
        """One step of a life that began in this writer. `leaf` is the place of a document's entry, see `log`. Refuses
        ``lifecycle.not_now``."""
        paper = self._open[number]
        before, paper.state = paper.state, CERTIFICATE.advance(paper.state, act)
        record: dict[str, Any] = {"act": act, "number": number, "at": instant(at), **told}
        if leaf_kind:
            record |= {
                "v": 1,
                "issuer": paper.issuer,
                "certificate_sha256": paper.facts_sha256,
                "salt": secrets.token_hex(16),
            }
            leaf = self._log(NewLeaf(steps.act_leaf(leaf_kind, record), leaf_kind, number))
        paper.changed = paper.key is not None
        self._act(paper, act, before, at, record, leaf)

    def write(self, *, now: dt.datetime) -> int:
        """Write everything prepared; answers how many certificates are new. Finished lives are then forgotten.
        `leaf_ids` are then the ids of the entries that were logged, by their places."""
        with transaction.atomic():
            leaf_ids = self.leaf_ids = transparency.append_many(self._leaves, now=now)
            insert("certificates_blankfate", _FATE, self._fates)
            self._certificates(leaf_ids)
            self._lives(leaf_ids)
            for rows in self._stock.values():
                for row in rows:
                    BlankAllocation.objects.filter(pk=row.pk, next__lt=row.next).update(next=row.next)
            StatusList.objects.filter(pk__in=self._lists.values(), stale=False).update(stale=True)
        written = len(self._new)
        self._leaves, self._new, self._acts, self._fates = [], [], [], []
        self._open = {number: paper for number, paper in self._open.items() if paper.state in _OPEN}
        return written

    def _certificates(self, leaf_ids: Sequence[int]) -> None:
        rows: list[tuple[Any, ...]] = []
        parcels: list[tuple[Any, ...]] = []
        for one in self._new:
            self._last += 1
            one.paper.key = self._last
            told = {
                **steps.columns(one.sealed),
                "id": self._last,
                "state": str(one.paper.state),
                "authority": one.authority,
                "exporter": one.exporter,
                "importer": one.importer,
                "status_list_id": self._list(one),
                "leaf_id": leaf_ids[one.leaf],
            }
            rows.append(tuple(told[name] for name in _CERTIFICATE))
            for parcel in steps.parcel_rows(self._last, one.sealed.facts, one.lots):
                parcels.append(tuple(getattr(parcel, name) for name in _PARCEL))
        insert("certificates_certificate", _CERTIFICATE, rows)
        insert("certificates_certificateparcel", _PARCEL, parcels)

    def _lives(self, leaf_ids: Sequence[int]) -> None:
        changed: dict[int, str] = {}
        rows: list[tuple[Any, ...]] = []
        for one in self._acts:
            key = one.paper.key
            assert key is not None, "certificates are written before their lives"
            leaf = None if one.leaf is None else leaf_ids[one.leaf]
            told = (key, one.act, one.before, one.after, one.at, self._person_id, self._event_id, one.record, leaf)
            rows.append(told)
            if one.paper.changed:
                changed[key] = one.paper.state
        insert("certificates_certificateact", _ACT, rows)
        by_state: dict[str, list[int]] = {}
        for key, state in changed.items():
            by_state.setdefault(state, []).append(key)
        for state, keys in by_state.items():
            for start in range(0, len(keys), _BATCH // 2):
                part = Certificate.objects.filter(pk__in=keys[start : start + _BATCH // 2]).exclude(state=state)
                part.update(state=state)
        for one in self._acts:
            one.paper.changed = False

    def _list(self, one: _Pending) -> int:
        facts = one.sealed.facts
        if facts.status_list not in self._lists:
            row, _ = StatusList.objects.get_or_create(
                url=facts.status_list, defaults={"authority": one.authority, "issuer": facts.issuer}
            )
            self._lists[facts.status_list] = row.pk
        return self._lists[facts.status_list]

    def _act(
        self, paper: _Paper, act: str, before: str, at: dt.datetime, record: dict[str, Any], leaf: int | None
    ) -> None:
        self._acts.append(_Act(paper, act, str(before), str(paper.state), at, json.dumps(record), leaf))

    def _log(self, leaf: NewLeaf) -> int:
        self._leaves.append(leaf)
        return len(self._leaves) - 1


__all__ = ["Papers", "sealed"]
