"""Columns that an act sets once, after the row was written and sealed: the row is sealed again in the next round.

A trigger notes each row at the moment when such a column is filled (`Waiting`), in the same transaction; the worker
seals what waits, by key. The audit digests the same columns again, and looks for rows that were filled and neither wait
nor are sealed: nobody but an edit from outside makes one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from openkp.core.problem import Problem
from openkp.events.triggers import Trigger

from .blocks import BLOCK, Block, block_of, broken, digest_of, row_bytes
from .models import Seal, Waiting


@dataclass(frozen=True, slots=True)
class Part:
    """`columns` of `table` that are filled together, once. `marker` tells that they are: null, or "" where it is a text
    (`text`), until then."""

    table: str
    name: str
    marker: str
    others: tuple[str, ...] = ()
    text: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.marker, *self.others)

    def model(self) -> type[models.Model]:
        return next(model for model in apps.get_models() if model._meta.db_table == self.table)

    def filled(self) -> models.QuerySet[Any]:
        empty = {self.marker: ""} if self.text else {f"{self.marker}__isnull": True}
        return self.model()._default_manager.exclude(**empty)

    def sealed(self) -> models.QuerySet[Seal]:
        return Seal.objects.filter(table=self.table, part=self.name)


def _end(table: str, *others: str) -> Part:
    return Part(table, "end", "valid_to", others)


PARTS = (
    _end("parties_statusrow", "to_precision"),
    _end("parties_restrictionrow", "to_precision"),
    _end("parties_rulerow", "to_precision"),
    _end("parties_membership", "to_precision"),
    _end("parties_authority", "to_precision"),
    _end("parties_signatory"),
    _end("parties_grantrow"),
    Part("parties_apitoken", "revoked", "revoked_at"),
    Part("mining_licence", "revoked", "revoked_on", ("revoked_reason",)),
    Part("ledger_slipdispute", "closed", "closed_at", ("closed_by", "outcome", "explanation")),
    _end("certificates_specimenrow"),
    _end("certificates_specimensignatory"),
    Part("certificates_priorcertificate", "confirmed", "confirmed_at", ("confirmed_by",)),
    Part("certificates_alarm", "closed", "closed_at", ("closed_by", "closed_for", "outcome", "reason")),
    Part("certificates_alarmparty", "seen", "seen_at", ("seen_by",)),
    Part("shipments_shipment", "value", "value_seat", ("values",), text=True),
    Part("shipments_shipment", "certificate", "certificate", text=True),
    Part("shipments_levy", "paid", "paid_at", ("paid_ref",)),
    Part("shipments_discrepancy", "closed", "closed_at", ("outcome", "closed_by", "explanation")),
    Part("exchange_endpoint", "disabled", "disabled_at", ("disabled_for",)),
    Part(
        "shipments_issuerquery", "answered", "answered_at", ("answered_by", "answer", "explanation", "document")
    ),
)  # fmt: skip
# Columns that change again and again, checked by other means, and those of people, which may be erased: never sealed.
NEVER: dict[str, frozenset[str]] = {
    "parties_apitoken": frozenset({"last_used_on"}),
    "mining_operator": frozenset({"name", "address", "nationality"}),
    "ledger_lot": frozenset({"balance_mct"}),
    "certificates_blankrange": frozenset({"next"}),
    "certificates_blankallocation": frozenset({"next"}),
    "certificates_statuslist": frozenset({"stale"}),
    "certificates_certificate": frozenset({"state"}),
    "shipments_shipment": frozenset({"state"}),
    "shipments_presentednumber": frozenset({"file_id"}),
    "shipments_importfile": frozenset({"state", "claims", "importer"}),
    "shipments_discrepancy": frozenset({"state"}),
    "exchange_endpoint": frozenset({"secret", "former_secret", "former_until"}),
}


_COLUMNS = '("table", part, "key")'


def triggers() -> Iterator[Trigger]:
    """One for rows that are written filled, one for rows that are filled later."""
    for part in PARTS:
        is_set = "<> ''" if part.text else "IS NOT NULL"
        new, old = f"NEW.{part.marker} {is_set}", f"OLD.{part.marker} {is_set}"
        note = f"INSERT INTO check_waiting {_COLUMNS} VALUES ('{part.table}', '{part.name}', NEW.id)"  # noqa: S608
        for act, when in (("INSERT", new), ("UPDATE", f"{new} AND NOT ({old})")):
            name = f"check_{part.table}_{part.name}_{act.lower()}"
            yield Trigger(
                name=name,
                table=part.table,
                sqlite=f"CREATE TRIGGER {name} AFTER {act} ON {part.table} WHEN {when} BEGIN {note}; END",
                postgres_when=f"AFTER {act} ON {part.table} FOR EACH ROW WHEN ({when})",
                postgres_body=f"BEGIN {note}; RETURN NULL; END;",
            )


def new_blocks(most: int) -> Iterator[Block]:
    """Blocks of what waits, about `most` rows. A part that was never sealed is read whole: what was filled before its
    triggers were there has its seal too."""
    for part in PARTS:
        if part.sealed().exists():
            waiting = Waiting.objects.filter(table=part.table, part=part.name).order_by("pk")
            keys = sorted(set(waiting.values_list("key", flat=True)[:most]))
        else:
            keys = list(part.filled().order_by("pk").values_list("pk", flat=True))
        for chunk in _chunks(keys):
            rows = list(_rows(part, chunk).items())
            if rows:
                most -= len(rows)
                yield block_of(part.table, rows, part=part.name)
        if most <= 0:
            return


def done(blocks: Iterable[Block]) -> None:
    """What is sealed waits no longer."""
    for block in blocks:
        if block.part:
            keys = [int(key) for key in block.keys.split(",")]
            Waiting.objects.filter(table=block.table, part=block.part, key__in=keys).delete()


def problems() -> Iterator[Problem]:
    """Columns that are no longer what was sealed, and columns that nobody filled but an edit from outside."""
    for part in PARTS:
        sealed = array("q")
        for seal in part.sealed().order_by("pk").iterator():
            keys = [int(key) for key in seal.keys.split(",")]
            rows = _rows(part, keys)
            sealed.extend(keys)
            if len(rows) != seal.rows or digest_of(seal.salt, rows.values()) != seal.sha256:
                yield broken(seal)
        if sealed:
            yield from _unsealed(part, array("q", sorted(sealed)))


def _unsealed(part: Part, sealed: array[int]) -> Iterator[Problem]:
    waiting = set(Waiting.objects.filter(table=part.table, part=part.name).values_list("key", flat=True))
    for key in part.filled().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000):
        place = bisect_left(sealed, key)
        if (place == len(sealed) or sealed[place] != key) and key not in waiting:
            told = {"table": part.table, "first": str(key), "column": part.marker}
            yield Problem("check.filled_from_outside", f"{part.table} {key}", told)


def _rows(part: Part, keys: list[int]) -> dict[int, bytes]:
    """Key and bytes of those rows that are there, in the order of the keys."""
    rows = part.model()._default_manager.filter(pk__in=keys).order_by("pk").values_list("pk", *part.columns)
    return {values[0]: row_bytes(values) for values in rows}


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BLOCK):
        yield keys[start : start + BLOCK]
