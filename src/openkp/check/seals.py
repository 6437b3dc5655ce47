"""Row seals: digests of what the database holds, chained, each round committed to by the public log.

The database forbids changing a fact, but whoever holds its file can edit it from outside. The worker therefore digests
new rows in blocks, without the columns that an act may still set, and logs one leaf per round. Columns that are set
once are sealed in the round after they were set (`set_once`). The audit digests the same rows again: a row changed,
removed or slipped in since is found, down to its block. Rows younger than the last round are not sealed yet; the audit
counts them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, models, transaction

from openkp.core.leaf import leaf_bytes
from openkp.core.problem import Problem
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action
from openkp.transparency import addresses
from openkp.transparency import queries as transparency
from openkp.transparency import steps as log

from . import set_once
from .blocks import BLOCK, Block, block_of, broken, digest_of, row_bytes
from .models import Seal, SealRound

ROWS_A_ROUND = 50_000  # about half a second of reading; what is left waits for the next round
PAUSE = dt.timedelta(minutes=10)
SEAL_LEAF = "seal"
_END = frozenset({"valid_to", "to_precision"})
# Columns that an act may set after the row was written; every other column of these tables is sealed with the row.
# Those that are set once are sealed when they are: set_once.PARTS.
SET_LATER: dict[str, frozenset[str]] = {
    "events_event": frozenset(),
    "parties_participant": frozenset(),
    "parties_countrygroup": frozenset(),
    "parties_statusrow": _END,
    "parties_restrictionrow": _END,
    "parties_rulerow": _END,
    "parties_membership": _END,
    "parties_authority": _END,
    "parties_signatory": frozenset({"valid_to"}),
    "parties_grantrow": frozenset({"valid_to"}),
    "parties_apitoken": frozenset({"revoked_at", "last_used_on"}),
    "signing_signingkey": frozenset(),
    "signing_keyrevocation": frozenset(),
    "signing_x509certificate": frozenset(),
    "signing_x509revocation": frozenset(),
    "documents_storedfile": frozenset(),
    "mining_operator": frozenset({"name", "address", "nationality"}),  # personal: may be erased
    "mining_zone": frozenset(),
    "mining_site": frozenset(),
    "mining_licence": frozenset({"revoked_on", "revoked_reason"}),
    "mining_booklet": frozenset(),
    "mining_slip": frozenset(),
    "ledger_stockdeclaration": frozenset(),
    "ledger_movement": frozenset(),
    "ledger_entry": frozenset(),
    "ledger_lot": frozenset({"balance_mct"}),
    "ledger_slipdispute": frozenset({"closed_at", "closed_by", "outcome", "explanation"}),
    "ledger_disputeanswer": frozenset(),
    "certificates_blankrange": frozenset({"next"}),
    "certificates_blankallocation": frozenset({"next"}),
    "certificates_blankfate": frozenset(),
    "certificates_statuslist": frozenset({"stale"}),
    "certificates_statusedition": frozenset(),
    "certificates_certificate": frozenset({"state"}),
    "certificates_certificateparcel": frozenset(),
    "certificates_certificateact": frozenset(),
    "certificates_foreigncertificate": frozenset(),
    "certificates_foreignparcel": frozenset(),
    "certificates_specimenrow": frozenset({"valid_to"}),
    "certificates_specimenrange": frozenset(),
    "certificates_specimensignatory": frozenset({"valid_to"}),
    "certificates_priorcertificate": frozenset({"confirmed_by", "confirmed_at"}),
    "certificates_priorend": frozenset(),
    "certificates_alarm": frozenset({"closed_at", "closed_by", "closed_for", "outcome", "reason"}),
    "certificates_alarmparty": frozenset({"seen_at", "seen_by"}),
    "certificates_alarmnote": frozenset(),
    "shipments_shipment": frozenset({"state", "value_seat", "values", "certificate"}),
    "shipments_shipmentparcel": frozenset(),
    "shipments_valuation": frozenset(),
    "shipments_levy": frozenset({"paid_at", "paid_ref"}),
    "shipments_seal": frozenset(),
    "shipments_shipmentact": frozenset(),
    "shipments_prealert": frozenset(),
    "shipments_presentednumber": frozenset({"file_id"}),
    "shipments_importfile": frozenset({"state", "claims", "importer"}),
    "shipments_importparcel": frozenset(),
    "shipments_importact": frozenset(),
    "shipments_inspection": frozenset(),
    "shipments_confirmation": frozenset(),
    "shipments_slip": frozenset(),
    "shipments_discrepancy": frozenset({"state", "outcome", "closed_at", "closed_by", "explanation"}),
    "shipments_discrepancynote": frozenset(),
    "shipments_issuerquery": frozenset({"answered_at", "answered_by", "answer", "explanation", "document"}),
    "exchange_endpoint": frozenset({"secret", "former_secret", "former_until", "disabled_at", "disabled_for"}),
}


def due(now: dt.datetime) -> bool:
    """Whether it is time: the first time, some minutes after the last round, or at once if that one left rows over."""
    last = SealRound.objects.order_by("-pk").first()
    if last is None or now - last.at >= PAUSE:
        return True
    return (last.seals.aggregate(total=models.Sum("rows"))["total"] or 0) >= ROWS_A_ROUND


def seal(*, by: Actor, now: dt.datetime) -> int:
    """Seal what is new, about ROWS_A_ROUND rows at most; answers how many. Nothing new: nothing is written."""
    blocks: list[Block] = []
    left = ROWS_A_ROUND
    for model in _sealed_models():
        for block in _new_blocks(model, left):
            blocks.append(block)
            left -= block.rows
        if left <= 0:
            break
    if left > 0:
        blocks.extend(set_once.new_blocks(left))
    sealed = sum(block.rows for block in blocks)
    if sealed and any(block.table != "events_event" or not _only_of_sealing(block) for block in blocks):
        keep(by=by, now=now, request_id=f"seal-{secrets.token_hex(12)}", blocks=tuple(blocks))
        return sealed
    return 0


@action("check.seal")
def keep(*, by: Actor, now: dt.datetime, request_id: str, blocks: tuple[Block, ...]) -> Outcome:
    """Write one round of seals and log the head of their chain."""
    by.require(Role.SYSTEM)
    before = SealRound.objects.order_by("-pk").first()
    digest = _chained(before.sha256 if before else "", blocks)
    issuer = addresses.log_issuer(settings.OPENKP_URL)
    number = f"seal-{SealRound.objects.count() + 1}"  # counted: keys have gaps where a round was rolled back
    leaf = leaf_bytes(kind=SEAL_LEAF, issuer=issuer, number=number, facts_sha256=bytes.fromhex(digest))
    leaf_id = log.append(leaf, kind=SEAL_LEAF, number=number, now=now)
    row = SealRound.objects.create(at=now, sha256=digest, leaf_id=leaf_id)
    Seal.objects.bulk_create(
        [
            Seal(
                round=row, table=b.table, part=b.part, first=b.first, last=b.last, rows=b.rows, keys=b.keys,
                salt=b.salt, sha256=b.sha256,
            )
            for b in blocks
        ],
        batch_size=500,
    )  # fmt: skip
    set_once.done(blocks)
    return Outcome({"rows": sum(block.rows for block in blocks), "sha256": digest}, subject=f"seal:{row.pk}")


def problems() -> Iterator[Problem]:
    """Blocks that are no longer what was sealed, and rounds that are not what the log says."""
    yield from _rounds()
    for model in _sealed_models():
        yield from _differing(model)
    yield from set_once.problems()


def counts() -> dict[str, int]:
    sealed = Seal.objects.filter(part="").aggregate(total=models.Sum("rows"))["total"] or 0
    there = sum(model._default_manager.count() for model in _sealed_models())
    return {"sealed_rows": sealed, "rows_not_sealed_yet": max(0, there - sealed)}


def _sealed_models() -> Iterator[type[models.Model]]:
    known = {model._meta.db_table: model for model in apps.get_models()}
    for table in SET_LATER:
        yield known[table]


def _columns(model: type[models.Model]) -> list[str]:
    later = SET_LATER[model._meta.db_table]
    return [field.attname for field in model._meta.concrete_fields if field.attname not in later]


def _rows(model: type[models.Model], after: Any, until: Any = None) -> Iterator[tuple[Any, bytes]]:
    """Primary key and bytes of each row, in the order of the keys."""
    rows = model._default_manager.order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if until is not None:
        rows = rows.filter(pk__lte=until)
    for pk, *values in rows.values_list("pk", *_columns(model)).iterator(chunk_size=2000):
        yield pk, row_bytes(values)


def _new_blocks(model: type[models.Model], most: int) -> Iterator[Block]:
    """Blocks of the rows after the last seal. Text keys are sealed row by row: a new one may come between others."""
    table = model._meta.db_table
    if _is_text(model):
        sealed = set(Seal.objects.filter(table=table, part="").values_list("first", flat=True))
        for pk, data in _rows(model, None):
            if str(pk) not in sealed:
                yield block_of(table, [(pk, data)])
        return
    last = Seal.objects.filter(table=table, part="").order_by("-pk").values_list("last", flat=True).first()
    until = _settled(model)
    if until is None:
        return
    chunk: list[tuple[Any, bytes]] = []
    for count, row in enumerate(_rows(model, int(last) if last else 0, until), start=1):
        chunk.append(row)
        if len(chunk) == BLOCK:
            yield block_of(table, chunk)
            chunk = []
            if count >= most:
                return
    if chunk:
        yield block_of(table, chunk)


def _settled(model: type[models.Model]) -> int | None:
    """The highest key below which no row can still appear. On PostgreSQL ids are not commit-ordered: a shared lock
    waits for the writers of this one table, for an instant; if they take long, the table waits for the next round."""
    if connection.vendor != "postgresql":
        return _top(model)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE MODE')
            return _top(model)
    except OperationalError:
        return None


def _top(model: type[models.Model]) -> int | None:
    top: int | None = model._default_manager.aggregate(top=models.Max("pk"))["top"]
    return top


def _chained(before: str, blocks: Iterable[Block]) -> str:
    out = hashlib.sha256(before.encode())
    for block in blocks:
        out.update(block.line().encode() + b"\n")
    return out.hexdigest()


def _only_of_sealing(block: Block) -> bool:
    """Whether a block of events holds nothing but earlier sealings: then there is nothing new to seal."""
    model = apps.get_model("events", "Event")
    rows = model._default_manager.filter(pk__gte=int(block.first), pk__lte=int(block.last))
    return not rows.exclude(kind="check.seal").exists()


def _is_text(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.CharField)


def _differing(model: type[models.Model]) -> Iterator[Problem]:
    table = model._meta.db_table
    seals = Seal.objects.filter(table=table, part="").order_by("pk").iterator()
    if _is_text(model):
        there = {str(pk): data for pk, data in _rows(model, None)}
        for row in seals:
            data = there.get(row.first)
            if data is None or digest_of(row.salt, [data]) != row.sha256:
                yield broken(row)
        return
    rows = _rows(model, None)
    held = next(rows, None)
    for row in seals:
        block: list[bytes] = []
        while held is not None and held[0] <= int(row.last):
            block.append(held[1])
            held = next(rows, None)
        if len(block) != row.rows or digest_of(row.salt, block) != row.sha256:
            yield broken(row)


def _rounds() -> Iterator[Problem]:
    """The chain of rounds, and each round's leaf; a leaf of a round that is gone is a round taken away."""
    before, known = "", 0
    issuer = addresses.log_issuer(settings.OPENKP_URL)
    for row in SealRound.objects.order_by("pk").prefetch_related("seals").iterator(chunk_size=200):
        known += 1
        lines = [Block(s.table, s.first, s.last, s.rows, s.salt, s.sha256, s.part, s.keys) for s in _in_order(row)]
        digest = _chained(before, lines)
        leaf = transparency.leaf(row.leaf_id)
        expected = leaf_bytes(kind=SEAL_LEAF, issuer=issuer, number=f"seal-{known}", facts_sha256=bytes.fromhex(digest))
        if digest != row.sha256 or leaf is None or leaf.data != expected:
            yield Problem("check.seal_round_broken", f"seal round {row.pk}", {"round": str(row.pk)})
        before = row.sha256
    if transparency.count_of(SEAL_LEAF) != known:
        yield Problem("check.seal_round_missing", "seal rounds", {"known": known})


def _in_order(row: SealRound) -> list[Seal]:
    return sorted(row.seals.all(), key=lambda found: found.pk)
