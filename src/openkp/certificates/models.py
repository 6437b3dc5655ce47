"""Blank forms, certificates, their lives, status lists. The signed envelope is the truth; columns are copies of it.

Rows are for ever: `triggers.py` lets only a certificate's state, an allocation's next number and a status list's mark
change.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openkp.core.facts import HS_CODES, KINDS
from openkp.core.lifecycle import CERTIFICATE, CertificateState

_STATES = sorted(str(state) for state in CertificateState)
_ACTS = sorted({"issue", *(step.act for step in CERTIFICATE.steps)})
FATES = ("used", "spoiled", "missing", "lost", "stolen", "prior")  # prior: of a certificate from before the stock
PRIOR_ENDS = ("void", "lost", "stolen", "returned")
ALARM_KINDS = (
    *("presented-twice", "presented-elsewhere", "confirmed-again", "blank-lost-or-stolen", "never-issued"),
    *("void-presented", "lost-presented", "issuer-restricted", "forged"),
)
ALARM_ROLES = ("issuer", "presenter", "destination")
ALARM_OUTCOMES = ("false-number-typed", "forgery", "duplicate-in-error", "genuine-loss", "other")


class BlankRange(models.Model):
    """Numbered forms received from the printer. `next` is the first serial not yet allocated to an authority."""

    participant = models.CharField(max_length=2)
    prefix = models.CharField(max_length=2)
    digits = models.PositiveSmallIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    next = models.BigIntegerField()
    received_on = models.DateField()
    source = models.TextField()  # printer, delivery note
    event = models.ForeignKey("events.Event", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="certificates_range_ordered"),
            models.CheckConstraint(
                condition=Q(next__gte=F("first")) & Q(next__lte=F("last") + 1), name="certificates_range_next"
            ),
            models.UniqueConstraint(fields=["prefix", "digits", "first"], name="certificates_range_once"),
        ]
        indexes = [models.Index(fields=["participant", "first"], name="certificates_range_stock")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.first:0{self.digits}d}-{self.last:0{self.digits}d}"


class BlankAllocation(models.Model):
    """Part of a range in the hands of one authority's office. `next` is the serial that the next certificate takes."""

    range = models.ForeignKey(BlankRange, on_delete=models.PROTECT, related_name="allocations")
    authority = models.CharField(max_length=40)
    office = models.CharField(max_length=80, default="")
    prefix = models.CharField(max_length=2)
    digits = models.PositiveSmallIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    next = models.BigIntegerField()
    allocated_on = models.DateField()
    event = models.ForeignKey("events.Event", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="certificates_allocation_ordered"),
            models.CheckConstraint(
                condition=Q(next__gte=F("first")) & Q(next__lte=F("last") + 1), name="certificates_allocation_next"
            ),
            models.UniqueConstraint(fields=["prefix", "digits", "first"], name="certificates_allocation_once"),
        ]
        indexes = [
            models.Index(
                fields=["authority", "id"], condition=Q(next__lte=F("last")), name="certificates_allocation_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.prefix}{self.first:0{self.digits}d}-{self.last:0{self.digits}d}"


class BlankFate(models.Model):
    """What became of one form. Written once, for ever: no number is used twice, or used after it was spoiled."""

    number = models.CharField(max_length=14, unique=True)
    participant = models.CharField(max_length=2)
    fate = models.CharField(max_length=8)
    at = models.DateTimeField()
    note = models.TextField(default="")
    # What the public log was told of a form that is missing, lost or stolen: the record that its leaf commits to.
    record = models.JSONField(null=True)
    leaf = models.ForeignKey("transparency.Leaf", null=True, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("events.Event", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(fate__in=FATES), name="certificates_fate_known")]

    def __str__(self) -> str:
        return f"{self.number} {self.fate}"


class StatusList(models.Model):
    """The address of one Bitstring Status List: entry i is the certificate whose serial leaves i when divided by the
    length of a list. `stale` is set by each act that changes an entry, cleared when the list is signed anew."""

    url = models.CharField(max_length=240, unique=True)
    authority = models.CharField(max_length=40)
    issuer = models.CharField(max_length=180)
    stale = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.url


class StatusEdition(models.Model):
    """A status list as signed at one moment."""

    list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="editions", db_index=False)
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    jwt = models.TextField()
    leaf = models.ForeignKey("transparency.Leaf", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["list", "-id"], name="certificates_edition_latest")]

    def __str__(self) -> str:
        return f"{self.list_id} {self.issued_at:%Y-%m-%d %H:%M}"


class Certificate(models.Model):
    """One certificate issued here. `cose` and `vc_jwt` are the two signed forms of the same facts."""

    number = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=16)
    participant = models.CharField(max_length=2)
    authority = models.CharField(max_length=40)
    exporter = models.CharField(max_length=40, default="")  # operator's number
    importer = models.CharField(max_length=40, default="")  # operator's number, where the importer is one here
    destination = models.CharField(max_length=2)
    origin = models.CharField(max_length=5)
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    relates_to = models.CharField(max_length=14, default="")
    credential_id = models.CharField(max_length=22, unique=True)
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+", db_index=False)
    status_index = models.IntegerField()
    cose = models.BinaryField()
    vc_jwt = models.TextField()
    leaf = models.OneToOneField("transparency.Leaf", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_STATES), name="certificates_state_known"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="certificates_kind_known"),
            models.CheckConstraint(condition=Q(issued_at__lt=F("valid_until")), name="certificates_dates_ordered"),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="certificates_status_entry_once"),
        ]
        indexes = [
            models.Index(fields=["participant", "-id"], name="certificates_page_issuer"),
            models.Index(fields=["destination", "-id"], name="certificates_page_receiver"),
            models.Index(fields=["participant", "issued_at", "id"], name="certificates_issued_from"),
            models.Index(fields=["destination", "issued_at", "id"], name="certificates_issued_for"),
            models.Index(fields=["participant", "number", "id"], name="certificates_numbers_from"),
            models.Index(fields=["destination", "number", "id"], name="certificates_numbers_for"),
            models.Index(fields=["exporter", "-id"], condition=~Q(exporter=""), name="certificates_page_exporter"),
            models.Index(fields=["importer", "-id"], condition=~Q(importer=""), name="certificates_page_importer"),
            models.Index(fields=["state", "-id"], name="certificates_page_state"),
            models.Index(fields=["relates_to"], condition=~Q(relates_to=""), name="certificates_replacements"),
        ]

    def __str__(self) -> str:
        return self.number


class CertificateParcel(models.Model):
    """One certified parcel and the lot that carries it in transit ("" where its carats are not kept here)."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="parcels", db_index=False)
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=80)
    hs = models.CharField(max_length=7)
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    origin = models.CharField(max_length=5)
    lot = models.CharField(max_length=28)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "position"], name="certificates_parcel_once"),
            models.CheckConstraint(condition=Q(hs__in=list(HS_CODES)), name="certificates_parcel_hs"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.reference}"


class CertificateAct(models.Model):
    """One step of a certificate's life. `record` is what the leaf's hash commits to, where the step is logged."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="life", db_index=False)
    act = models.CharField(max_length=20)
    before = models.CharField(max_length=16, default="")
    after = models.CharField(max_length=16)
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    event = models.ForeignKey("events.Event", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    record = models.JSONField(default=dict)
    leaf = models.ForeignKey("transparency.Leaf", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(act__in=_ACTS), name="certificates_act_known"),
            models.CheckConstraint(condition=Q(after__in=_STATES), name="certificates_act_leads_somewhere"),
            models.UniqueConstraint(fields=["certificate"], condition=Q(act="issue"), name="certificates_issued_once"),
        ]
        indexes = [models.Index(fields=["certificate", "id"], name="certificates_life")]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.act}"


class ForeignCertificate(models.Model):
    """A certificate of a participant whose file is not here, as the importing authority met it."""

    number = models.CharField(max_length=14, unique=True)
    participant = models.CharField(max_length=2)  # that issued it
    authority = models.CharField(max_length=200)
    receiver = models.CharField(max_length=2)  # that received the goods
    importer = models.CharField(max_length=40)  # operator's number
    issued_on = models.DateField()
    valid_until = models.DateField()  # last day
    received_on = models.DateField()
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    note = models.TextField(default="")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__lte=F("received_on")) & Q(issued_on__lte=F("valid_until")),
                name="certificates_foreign_ordered",
            )
        ]
        indexes = [models.Index(fields=["receiver", "-id"], name="certificates_foreign_page")]

    def __str__(self) -> str:
        return self.number


class ForeignParcel(models.Model):
    """One parcel of a foreign certificate, with the lot into which its carats were entered."""

    certificate = models.ForeignKey(
        ForeignCertificate, on_delete=models.PROTECT, related_name="parcels", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    hs = models.CharField(max_length=7)
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    origins = models.JSONField()  # country -> milli-carats
    lot = models.CharField(max_length=28)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "position"], name="certificates_foreign_parcel_once"),
            models.CheckConstraint(condition=Q(hs__in=list(HS_CODES)), name="certificates_foreign_parcel_hs"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.position}"


class SpecimenRow(models.Model):
    """What a participant told the others of its certificate. Null, "" and []: not recorded. `standing` as of a rule:
    text, reported, ours. Corrections name the row that they replace; an end is set once."""

    participant = models.CharField(max_length=2)
    authority = models.CharField(max_length=40, default="")  # slug; "" for all of the participant's
    name_printed = models.CharField(max_length=200)
    prefix = models.CharField(max_length=2)
    also = models.JSONField(default=list)  # prefixes still met on older forms
    digits = models.PositiveSmallIntegerField(null=True)
    features = models.JSONField(default=list)  # codes of core.rules.paper.FEATURES
    features_text = models.TextField(default="")
    image = models.CharField(max_length=64, default="")  # SHA-256 of a stored file
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField()
    standing = models.CharField(max_length=10)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(prefix__regex=r"^[A-Z][A-Z]$"), name="certificates_specimen_prefix"),
            models.CheckConstraint(
                condition=Q(digits__isnull=True) | (Q(digits__gte=1) & Q(digits__lte=12)),
                name="certificates_specimen_digits",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["text", "reported", "ours"]), name="certificates_specimen_standing"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="certificates_specimen_ordered",
            ),
        ]
        indexes = [models.Index(fields=["participant", "id"], name="certificates_specimens")]

    def __str__(self) -> str:
        return f"{self.participant} {self.name_printed}"


class SpecimenRange(models.Model):
    """Serials in use in one year."""

    specimen = models.ForeignKey(SpecimenRow, on_delete=models.PROTECT, related_name="ranges")
    year = models.PositiveSmallIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    source = models.TextField()
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first__gte=0) & Q(first__lte=F("last")), name="certificates_specimen_range_ordered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.specimen_id} {self.year} {self.first}-{self.last}"


class SpecimenSignatory(models.Model):
    """Whose signature makes this participant's certificates, between two days. A public function, told to all
    participants: the names of foreign officials, who are nobody's account here."""

    specimen = models.ForeignKey(SpecimenRow, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=10)
    signature = models.CharField(max_length=64, default="")  # SHA-256 of a stored file
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField()
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(function__in=["issue", "validate"]), name="certificates_specimen_function"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="certificates_specimen_signatory_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.specimen_id} {self.name}"


class PriorCertificate(models.Model):
    """A certificate that a participant of this installation issued on an earlier system, still in force when this one
    began: declared by one officer, confirmed by another (set once). Before that it proves nothing."""

    number = models.CharField(max_length=14)
    participant = models.CharField(max_length=2)
    issued_on = models.DateField()
    valid_until = models.DateField()  # last day
    destination = models.CharField(max_length=2)
    weight_cct = models.BigIntegerField()
    value_usd_cents = models.BigIntegerField()
    paper = models.JSONField()  # all that it says, as core.rules.paper.told writes it
    source = models.TextField()
    declared_by = models.BigIntegerField()
    declared_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(supersedes__isnull=True), name="certificates_prior_once"
            ),
            models.CheckConstraint(condition=Q(issued_on__lte=F("valid_until")), name="certificates_prior_ordered"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("declared_by")),
                name="certificates_prior_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="certificates_prior_confirmed_whole",
            ),
        ]
        indexes = [models.Index(fields=["participant", "-id"], name="certificates_prior_page")]

    def __str__(self) -> str:
        return self.number


class PriorEnd(models.Model):
    """A prior certificate that will not be presented: void, lost, stolen, returned to its authority. Once, for ever."""

    prior = models.OneToOneField(PriorCertificate, on_delete=models.PROTECT, related_name="end")
    fate = models.CharField(max_length=8)
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    record = models.JSONField()
    leaf = models.ForeignKey("transparency.Leaf", on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(fate__in=PRIOR_ENDS), name="certificates_prior_end_known")]

    def __str__(self) -> str:
        return f"{self.prior_id} {self.fate}"


class Alarm(models.Model):
    """Something about a number that both authorities must hear of at once. No weight, no value, no operator in it.
    Never deleted; closed once, with a reason. `presenter` is the participant where it was shown, "" if nobody's."""

    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=40)
    presenter = models.CharField(max_length=2, default="")
    raised_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    closed_for = models.CharField(max_length=2, default="")  # the participant in whose name
    outcome = models.CharField(max_length=24, default="")
    reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ALARM_KINDS), name="certificates_alarm_kind"),
            models.CheckConstraint(condition=Q(outcome__in=["", *ALARM_OUTCOMES]), name="certificates_alarm_outcome"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="", reason="", closed_for="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(reason="")
                    & ~Q(closed_for="")
                ),
                name="certificates_alarm_closed_whole",
            ),
            models.UniqueConstraint(
                fields=["kind", "number", "presenter"],
                condition=Q(closed_at__isnull=True),
                name="certificates_alarm_open_once",
            ),
        ]
        indexes = [models.Index(fields=["number", "id"], name="certificates_alarms_of_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class AlarmParty(models.Model):
    """A participant that hears of an alarm, and when one of its officers first saw it."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="parties", db_index=False)
    participant = models.CharField(max_length=2)
    role = models.CharField(max_length=12)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alarm", "participant", "role"], name="certificates_alarm_party_once"),
            models.CheckConstraint(condition=Q(role__in=ALARM_ROLES), name="certificates_alarm_role"),
        ]
        indexes = [models.Index(fields=["participant", "-alarm"], name="certificates_alarms_of_party")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.participant} {self.role}"


class AlarmNote(models.Model):
    """What was said of an alarm, or (without text) that the same thing happened again."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="notes", db_index=False)
    participant = models.CharField(max_length=2, default="")
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    text = models.TextField(default="")
    facts = models.JSONField(default=dict)
    event = models.ForeignKey("events.Event", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["alarm", "id"], name="certificates_alarm_notes")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.at:%Y-%m-%d %H:%M}"
