"""The files of a shipment: of export, and of each presentation at a border. What was applied for, valued, paid, sealed,
shown and found is written once; only states change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from openkp.core.facts import HS_CODES, KINDS
from openkp.core.lifecycle import IMPORT, SHIPMENT, DiscrepancyState, ImportState, ShipmentState
from openkp.core.rules.arrival import ANSWERS, PURPOSES, SOURCES, Settlement
from openkp.core.rules.valuation import Seat

_STATES = sorted(str(state) for state in ShipmentState)
_ACTS = sorted({step.act for step in SHIPMENT.steps})
_IMPORT_ACTS = sorted({"present", *(step.act for step in IMPORT.steps)})


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
            models.Index(fields=["participant", "submitted_at", "id"], name="shipments_submitted_from"),
            models.Index(fields=["destination", "submitted_at", "id"], name="shipments_submitted_for"),
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
        indexes = [models.Index(Upper("seal"), name="shipments_seal_typed")]

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


class PreAlert(models.Model):
    """What the exporting authority told the importing one on departure (KPCS Annex II 19, 21), or what customs entered
    of such a message from outside."""

    number = models.CharField(max_length=14, unique=True)
    issuer = models.CharField(max_length=2)
    destination = models.CharField(max_length=2)
    sent_at = models.DateTimeField()
    expected_on = models.DateField()
    carrier = models.CharField(max_length=120, default="")
    waybill = models.CharField(max_length=60, default="")
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    parcels = models.PositiveSmallIntegerField()
    exporter_name = models.CharField(max_length=200)
    importer_name = models.CharField(max_length=200)
    outside = models.BooleanField(default=False)  # entered by customs from a message of another installation
    source = models.TextField(default="")
    person_id = models.BigIntegerField()
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(weight_cct__gt=0), name="shipments_prealert_weighs")]
        indexes = [models.Index(fields=["destination", "expected_on", "id"], name="shipments_expected")]

    def __str__(self) -> str:
        return f"pre-alert of {self.number}"


class PresentedNumber(models.Model):
    """One row for each number ever presented: the lock that makes exactly one presentation the first. `file_id` is the
    import file that holds the certificate now, null once it was dismissed."""

    number = models.CharField(max_length=14, unique=True)
    file_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.number


class ImportFile(models.Model):
    """One presentation at a border. What was shown is written once; the state moves by core/lifecycle IMPORT."""

    participant = models.CharField(max_length=2)  # where it was presented
    authority = models.CharField(max_length=40)  # slug of the importing authority
    number = models.CharField(max_length=14)
    issuer = models.CharField(max_length=2)  # participant that the number names
    source = models.CharField(max_length=10)  # how the paper is known: SOURCES
    purpose = models.CharField(max_length=7)
    state = models.CharField(max_length=16)
    claims = models.BooleanField(default=False)  # holds the certificate: it was the first, and was not dismissed
    importer = models.CharField(max_length=40, default="")  # operator's number, where it is one here
    importer_name = models.CharField(max_length=200)
    importer_address = models.CharField(max_length=400, default="")
    importer_country = models.CharField(max_length=2)
    exporter_name = models.CharField(max_length=200)
    exporter_address = models.CharField(max_length=400, default="")
    exporter_country = models.CharField(max_length=2)
    issued_on = models.DateField()
    valid_until = models.DateField()  # last day
    presented_at = models.DateTimeField()  # its own time: of the desk without a network, if there was none
    recorded_at = models.DateTimeField()
    paper = models.JSONField()  # as shown or keyed in
    findings = models.JSONField(default=list)  # [{"code", "severity", ...facts}] of the check of the paper
    inspect = models.BooleanField()  # whether the goods have to be opened and weighed
    draw_ppm = models.IntegerField()  # the number drawn against the dated share, in millionths
    person_id = models.BigIntegerField()
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(str(one) for one in ImportState)), name="shipments_import_state"
            ),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="shipments_import_purpose"),
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="shipments_import_source"),
            models.UniqueConstraint(fields=["number"], condition=Q(claims=True), name="shipments_one_claim"),
        ]
        indexes = [
            models.Index(fields=["number", "id"], name="shipments_import_number"),
            models.Index(fields=["participant", "-id"], name="shipments_import_page"),
            models.Index(fields=["participant", "state", "-id"], name="shipments_import_desk"),
            models.Index(fields=["issuer", "-id"], name="shipments_import_issuer"),
            models.Index(fields=["participant", "presented_at", "id"], name="shipments_presented_at"),
            models.Index(fields=["issuer", "presented_at", "id"], name="shipments_presented_from"),
            models.Index(fields=["participant", "number", "id"], name="shipments_import_numbers"),
            models.Index(fields=["issuer", "number", "id"], name="shipments_import_issued"),
            models.Index(fields=["importer", "-id"], condition=~Q(importer=""), name="shipments_import_importer"),
        ]

    def __str__(self) -> str:
        return f"import file {self.pk}"


class ImportParcel(models.Model):
    """One parcel as the paper states it."""

    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="parcels", db_index=False)
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=80)
    hs = models.CharField(max_length=7)
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    origin = models.CharField(max_length=5)
    origins = models.JSONField(default=dict)  # of foreign paper: country -> milli-carats, as entered into the ledger

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="shipments_import_parcel_place"),
            models.UniqueConstraint(fields=["file", "reference"], name="shipments_import_parcel_reference"),
            models.CheckConstraint(condition=Q(hs__in=list(HS_CODES)), name="shipments_import_parcel_hs"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.reference}"


class ImportAct(models.Model):
    """One step of an import file. `own_time` is when it happened at the desk, `at` when it was recorded."""

    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="life", db_index=False)
    act = models.CharField(max_length=20)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    own_time = models.DateTimeField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)
    note = models.TextField(default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(act__in=_IMPORT_ACTS), name="shipments_import_act")]
        indexes = [models.Index(fields=["file", "id"], name="shipments_import_life")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.act}"


class Inspection(models.Model):
    """What customs found when they opened and weighed. The last one counts; none is ever edited."""

    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    at = models.DateTimeField()
    own_time = models.DateTimeField()
    person_id = models.BigIntegerField()
    number_of_parcels = models.PositiveSmallIntegerField()
    seals_intact = models.BooleanField()
    container_intact = models.BooleanField()
    found = models.JSONField()  # parcel reference -> {"weight_cct", "hs", "value_usd_cents", "origin"}
    photos = models.JSONField(default=list)  # SHA-256 of stored files
    differences = models.JSONField(default=list)  # [{"code", ...facts}]
    note = models.TextField(default="")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["file", "id"], name="shipments_inspections")]

    def __str__(self) -> str:
        return f"inspection of {self.file_id}"


class Confirmation(models.Model):
    """The import confirmation: the signed credential is the truth, the columns are copies of it."""

    file = models.OneToOneField(ImportFile, on_delete=models.PROTECT, related_name="confirmation")
    number = models.CharField(max_length=14, unique=True)
    received_on = models.DateField()
    confirmed_at = models.DateTimeField()  # its own time
    at = models.DateTimeField()
    weight_cct = models.BigIntegerField()  # found, of what was accepted
    differences = models.JSONField(default=list)
    jwt = models.TextField()
    leaf = models.OneToOneField("transparency.Leaf", on_delete=models.PROTECT, related_name="+")
    lots = models.JSONField(default=dict)  # parcel reference -> lot of the importer
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"confirmation of {self.number}"


class Slip(models.Model):
    """A confirmation that came on paper or by mail from an importing authority outside this installation, as the
    exporting authority recorded it. The carats leave this ledger: another one keeps them."""

    number = models.CharField(max_length=14, unique=True)
    received_on = models.DateField()  # by the importing authority
    importer_name = models.CharField(max_length=200)
    weight_cct = models.BigIntegerField()
    number_of_parcels = models.PositiveSmallIntegerField()
    signed_by = models.CharField(max_length=200)
    document = models.CharField(max_length=64, default="")  # SHA-256 of the scan
    note = models.TextField(default="")
    person_id = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"slip of {self.number}"


class Discrepancy(models.Model):
    """The file of a difference: both figures, a dialogue of the two authorities, one of a closed list of outcomes."""

    file = models.OneToOneField(ImportFile, on_delete=models.PROTECT, related_name="discrepancy")
    number = models.CharField(max_length=14)
    exporter_side = models.CharField(max_length=2)
    importer_side = models.CharField(max_length=2)
    state = models.CharField(max_length=8)
    differences = models.JSONField()
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    explanation = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(str(one) for one in DiscrepancyState)), name="shipments_discrepancy_state"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=str(DiscrepancyState.CLOSED), closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(explanation="")
                )
                | (~Q(state=str(DiscrepancyState.CLOSED)) & Q(closed_at__isnull=True, outcome="", explanation="")),
                name="shipments_discrepancy_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(str(one) for one in Settlement)]), name="shipments_discrepancy_outcome"
            ),
        ]
        indexes = [
            models.Index(fields=["exporter_side", "state", "-id"], name="shipments_discrepancy_out"),
            models.Index(fields=["importer_side", "state", "-id"], name="shipments_discrepancy_in"),
        ]

    def __str__(self) -> str:
        return f"discrepancy of {self.number}"


class DiscrepancyNote(models.Model):
    """One message of the dialogue."""

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.PROTECT, related_name="notes", db_index=False)
    act = models.CharField(max_length=6)
    participant = models.CharField(max_length=2)
    person_id = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField()
    document = models.CharField(max_length=64, default="")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(act__in=["ask", "answer", "close"]), name="shipments_note_act"),
            models.CheckConstraint(condition=~Q(text=""), name="shipments_note_says_something"),
        ]
        indexes = [models.Index(fields=["discrepancy", "id"], name="shipments_dialogue")]

    def __str__(self) -> str:
        return f"{self.discrepancy_id} {self.act}"


class IssuerQuery(models.Model):
    """A question of customs to the authority that a paper names: is it yours? With a clock."""

    file = models.ForeignKey(ImportFile, on_delete=models.PROTECT, related_name="queries", db_index=False)
    issuer = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    question = models.TextField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=12, default="")
    explanation = models.TextField(default="")
    document = models.CharField(max_length=64, default="")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=["", *ANSWERS]), name="shipments_query_answer"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="shipments_query_answered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "id"], name="shipments_queries_file"),
            models.Index(fields=["issuer", "id"], condition=Q(answer=""), name="shipments_queries_open"),
        ]

    def __str__(self) -> str:
        return f"query {self.pk}"
