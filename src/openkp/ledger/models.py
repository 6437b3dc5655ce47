"""Lots, movements, entries. Rows are written once; only a lot's balance changes, and only the database changes it.

`triggers.py` keeps the promises: each entry moves its carats between two balances, no balance goes below nothing or
above what the lot was made with, and none differs from the sum of its entries.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openkp.core.facts import HS_CODES
from openkp.core.ledger import HolderKind, MovementKind
from openkp.core.rules.dispute import Complaint, DisputeOutcome, Side

_K = MovementKind


def _kinds(*kinds: MovementKind) -> list[str]:
    return [str(kind) for kind in kinds]


def _needs(kinds: list[str], condition: Q, name: str) -> models.CheckConstraint:
    """Movements of these kinds fulfil the condition."""
    return models.CheckConstraint(condition=~Q(kind__in=kinds) | condition, name=name)


class StockDeclaration(models.Model):
    """Stock that was there before the ledger, as one officer declares it; a second officer opens it (four eyes)."""

    participant = models.CharField(max_length=2)
    operator = models.CharField(max_length=40)
    hs = models.CharField(max_length=7)
    mct = models.BigIntegerField()
    origins = models.JSONField()
    on = models.DateField()
    source = models.TextField()
    declared_by = models.BigIntegerField()  # id of a person
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mct__gt=0) & ~Q(source=""), name="ledger_declaration_stated"),
            models.CheckConstraint(condition=Q(hs__in=HS_CODES), name="ledger_declaration_hs"),
        ]

    def __str__(self) -> str:
        return f"declaration {self.pk}"


class Movement(models.Model):
    """One fact of the chain. `on` is the day it happened, `at` when it was recorded."""

    kind = models.CharField(max_length=16)
    on = models.DateField()
    at = models.DateTimeField()
    participant = models.CharField(max_length=2)
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)
    slip = models.OneToOneField("mining.Slip", null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("mining.Site", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    declaration = models.OneToOneField(StockDeclaration, null=True, on_delete=models.PROTECT, related_name="opened_by")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    certificate = models.CharField(max_length=20, default="")
    stones = models.PositiveIntegerField(null=True)
    price_cents = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="")
    payment_kind = models.CharField(max_length=12, default="")
    payment_ref = models.CharField(max_length=80, default="")
    place = models.CharField(max_length=27, default="")  # code of a zone or a site
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=_kinds(*MovementKind)), name="ledger_movement_kind"),
            _needs(
                _kinds(_K.PURCHASE),
                Q(slip__isnull=False, price_cents__gt=0, stones__gt=0) & ~Q(currency="") & ~Q(payment_kind=""),
                "ledger_purchase_has_its_slip",
            ),
            _needs(_kinds(_K.PRODUCTION, _K.MINE_PRODUCTION), Q(site__isnull=False), "ledger_find_has_its_site"),
            _needs(_kinds(_K.OPENING_STOCK), Q(declaration__isnull=False), "ledger_opening_was_declared"),
            _needs(
                _kinds(_K.EXPORT, _K.IMPORT, _K.IMPORT_OUTSIDE, _K.ABROAD, _K.RESTORE),
                ~Q(certificate=""),
                "ledger_border_needs_certificate",
            ),
            _needs(_kinds(_K.RETURN), Q(corrects__isnull=False), "ledger_return_names_its_purchase"),
            _needs(_kinds(_K.SEIZURE, _K.LOSS), ~Q(note=""), "ledger_loss_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["participant", "id"], name="ledger_movement_page"),
            models.Index(fields=["certificate"], condition=~Q(certificate=""), name="ledger_movement_paper"),
            models.Index(fields=["site", "id"], condition=Q(site__isnull=False), name="ledger_movement_site"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class Lot(models.Model):
    """A physically distinct parcel. Its reference is made of participant and id (queries.ref): no second counter."""

    participant = models.CharField(max_length=2)
    holder_kind = models.CharField(max_length=9)
    holder = models.CharField(max_length=40)  # operator's number, certificate's number, or participant's code
    hs = models.CharField(max_length=7)
    made_mct = models.BigIntegerField()
    balance_mct = models.BigIntegerField(default=0)  # filled by the entries of the movement that made the lot
    origins = models.JSONField()  # of made_mct: {"SL:KONO": mct}
    made_by = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="lots")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(balance_mct__gte=0), name="ledger_no_overdraft"),
            models.CheckConstraint(condition=Q(balance_mct__lte=F("made_mct")), name="ledger_no_growth"),
            models.CheckConstraint(condition=Q(made_mct__gt=0), name="ledger_lot_not_empty"),
            models.CheckConstraint(condition=Q(hs__in=HS_CODES), name="ledger_lot_hs"),
            models.CheckConstraint(
                condition=Q(holder_kind__in=[str(kind) for kind in HolderKind]), name="ledger_holder_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "id"], name="ledger_lot_holder"),
            models.Index(fields=["participant", "holder", "id"], name="ledger_lot_holders"),
            models.Index(fields=["participant", "id"], condition=Q(balance_mct__gt=0), name="ledger_lot_held"),
        ]

    def __str__(self) -> str:
        return f"lot {self.pk}"


class Entry(models.Model):
    """One giver, one taker, a positive whole number of milli-carats. No giver: carats enter; no taker: they leave."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="entries")
    source_lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="given", db_index=False)
    target_lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="taken", db_index=False)
    mct = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mct__gt=0), name="ledger_entry_positive"),
            models.CheckConstraint(
                condition=Q(source_lot__isnull=False) | Q(target_lot__isnull=False), name="ledger_entry_somewhere"
            ),
            models.CheckConstraint(condition=~Q(source_lot=F("target_lot")), name="ledger_entry_moves"),
        ]
        # Covering, both ways: ancestors, descendants and balances are read from the index alone.
        indexes = [
            models.Index(fields=["target_lot", "source_lot", "mct"], name="ledger_entry_up"),
            models.Index(fields=["source_lot", "target_lot", "mct"], name="ledger_entry_down"),
        ]

    def __str__(self) -> str:
        return f"{self.source_lot_id} -> {self.target_lot_id}: {self.mct}"


class SlipDispute(models.Model):
    """The seller named on a slip contests it. Closed once, by an officer; the slip itself stays as it was written."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="disputes")
    participant = models.CharField(max_length=2)
    seller = models.CharField(max_length=40)  # operators' numbers, as on the slip
    buyer = models.CharField(max_length=40)
    complaint = models.CharField(max_length=10)
    statement = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField()
    due_at = models.DateTimeField()  # until then the buyer may answer before anyone decides against it
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=10, default="")
    explanation = models.TextField(default="")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(complaint__in=[str(one) for one in Complaint]) & ~Q(statement=""),
                name="ledger_dispute_stated",
            ),
            models.CheckConstraint(
                condition=(
                    Q(closed_at__isnull=False, closed_by__isnull=False)
                    & Q(outcome__in=[str(one) for one in DisputeOutcome])
                    & ~Q(explanation="")
                )
                | Q(closed_at__isnull=True, closed_by__isnull=True, outcome="", explanation=""),
                name="ledger_dispute_closed_with_reason",
            ),
            models.UniqueConstraint(
                fields=["movement"], condition=Q(closed_at__isnull=True), name="ledger_dispute_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-id"], name="ledger_dispute_page"),
            models.Index(fields=["seller", "-id"], name="ledger_dispute_seller"),
            models.Index(fields=["buyer", "-id"], name="ledger_dispute_buyer"),
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class DisputeAnswer(models.Model):
    """What one side says in a dispute, for ever."""

    dispute = models.ForeignKey(SlipDispute, on_delete=models.PROTECT, related_name="answers")
    side = models.CharField(max_length=6)
    person_id = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField()
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=[str(one) for one in Side]) & ~Q(text=""), name="ledger_answer_stated"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.side}"
