"""The file of one shipment. What was applied for, valued, paid and sealed is written once; only the state changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from openkp.core.facts import HS_CODES, KINDS
from openkp.core.lifecycle import SHIPMENT, ShipmentState
from openkp.core.rules.valuation import Seat

_STATES = sorted(str(state) for state in ShipmentState)
_ACTS = sorted({step.act for step in SHIPMENT.steps})


class Shipment(models.Model):
    """One application. Its reference is made of participant and id (queries.ref): no second counter."""

    participant = models.CharField(max_length=2)
    authority = models.CharField(max_length=40)  # slug of the authority that will issue
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    holder = models.CharField(max_length=40)  # exporter's number, or the participant's code for goods it holds itself
    exporter = models.CharField(max_length=40, default="")
    importer = models.CharField(max_length=40, default="")  # operator's number, where the importer is one here
    importer_name = models.CharField(max_length=200)
    importer_address = models.CharField(max_length=400)
    importer_country = models.CharField(max_length=2)
    importer_licence = models.CharField(max_length=60, default="")
    destination = models.CharField(max_length=2)  # the participant as which the country named trades
    sources = models.JSONField(default=list)  # numbers of import certificates
    relates_to = models.CharField(max_length=14, default="")
    purpose = models.CharField(max_length=200, default="")
    consents = models.JSONField(default=list)  # [note of the issuing authority, note of the receiving one]
    route = models.JSONField(default=list)  # countries of transit
    places = models.JSONField(default=dict)  # {"zones": [...], "sites": [...]} where the goods were found
    submitted_at = models.DateTimeField()
    submitted_by = models.BigIntegerField()
    value_seat = models.CharField(max_length=12, default="")  # whose valuation counts; "" until the panel is full
    values = models.JSONField(default=dict)  # parcel reference -> US cents of that valuation
    certificate = models.CharField(max_length=14, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="shipments_state_known"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="shipments_kind_known"),
            models.UniqueConstraint(
                fields=["certificate"], condition=~Q(certificate=""), name="shipments_one_per_certificate"
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-id"], name="shipments_page_issuer"),
            models.Index(fields=["destination", "-id"], name="shipments_page_receiver"),
            models.Index(fields=["exporter", "-id"], name="shipments_page_exporter"),
            models.Index(fields=["importer", "-id"], condition=~Q(importer=""), name="shipments_page_importer"),
            models.Index(fields=["participant", "state", "-id"], name="shipments_desk"),
        ]

    def __str__(self) -> str:
        return f"shipment {self.pk}"


class ShipmentParcel(models.Model):
    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="parcels", db_index=False)
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=80)
    hs = models.CharField(max_length=7)
    weight_cct = models.BigIntegerField()
    declared_usd_cents = models.BigIntegerField()
    stones = models.PositiveIntegerField(null=True)
    origins = models.JSONField()  # composition of what is drawn, in milli-carats, as it stood when applied for
    draws = models.JSONField()  # [[lot, milli-carats], ...]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "position"], name="shipments_parcel_place"),
            models.UniqueConstraint(fields=["shipment", "reference"], name="shipments_parcel_reference"),
            models.CheckConstraint(condition=Q(hs__in=list(HS_CODES)), name="shipments_parcel_hs"),
            models.CheckConstraint(condition=Q(weight_cct__gt=0), name="shipments_parcel_weighs"),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id} {self.reference}"


class Valuation(models.Model):
    """One valuer's sheet: parcel reference -> US cents. Nobody reads it until every seat of the panel is in."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="valuations", db_index=False)
    seat = models.CharField(max_length=12)
    person_id = models.BigIntegerField()
    values = models.JSONField()
    special = models.JSONField(default=list)  # parcels that the state's valuer calls special stones
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "seat"], name="shipments_one_sheet_a_seat"),
            models.CheckConstraint(condition=Q(seat__in=[str(seat) for seat in Seat]), name="shipments_seat_known"),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id} {self.seat}"


class Levy(models.Model):
    """What the shipment owes under one dated rule. `paid_*` are set once, with the bank's reference."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="levies", db_index=False)
    code = models.CharField(max_length=40)
    base_usd_cents = models.BigIntegerField()
    rate_ppm = models.PositiveIntegerField()
    amount_usd_cents = models.BigIntegerField()
    basis = models.TextField()
    paid_at = models.DateTimeField(null=True)
    paid_ref = models.CharField(max_length=80, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "code"], name="shipments_levy_once"),
            models.CheckConstraint(condition=Q(amount_usd_cents__gt=0), name="shipments_levy_positive"),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True, paid_ref="") | (Q(paid_at__isnull=False) & ~Q(paid_ref="")),
                name="shipments_levy_paid_through_a_bank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id} {self.code}"


class Seal(models.Model):
    """One container with its seal. A seal serves once in a participant."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="seals", db_index=False)
    position = models.PositiveSmallIntegerField()
    participant = models.CharField(max_length=2)
    container = models.CharField(max_length=60)
    seal = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "position"], name="shipments_seal_place"),
            models.UniqueConstraint(fields=["participant", "seal"], name="shipments_seal_once"),
        ]

    def __str__(self) -> str:
        return self.seal


class ShipmentAct(models.Model):
    """One step of the file: who did it, when, and what was said."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="life", db_index=False)
    act = models.CharField(max_length=12)
    before = models.CharField(max_length=10)
    after = models.CharField(max_length=10)
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    event = models.ForeignKey("events.Event", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(act__in=_ACTS), name="shipments_act_known"),
            models.UniqueConstraint(fields=["shipment", "before", "act"], name="shipments_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.shipment_id} {self.act}"


class Arrival(models.Model):
    """What the importing authority found when the shipment arrived: weighed again, parcel by parcel."""

    shipment = models.OneToOneField(Shipment, on_delete=models.PROTECT, related_name="arrival")
    received_on = models.DateField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    weights = models.JSONField()  # parcel reference -> hundredths of a carat
    number_of_parcels = models.PositiveSmallIntegerField()
    seals_intact = models.BooleanField()
    differences = models.JSONField(default=list)  # [{"code", ...facts}]
    note = models.TextField(default="")

    def __str__(self) -> str:
        return f"arrival of {self.shipment_id}"
