"""Operators and their papers. Participants are codes; people who sign in are rows of parties, never of this room."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from openkp.core.rules.chain import LicenceKind, OperatorKind

_KINDS = [str(kind) for kind in OperatorKind]
_LICENCES = [str(kind) for kind in LicenceKind]
FATES = ("used", "spoiled", "missing")


class Operator(models.Model):
    """A company or person of the chain: name, address, nationality or residence status (Annex II 12 to 14)."""

    number = models.CharField(max_length=40, unique=True)  # begins with the participant's code: SL-OP-00012
    participant = models.CharField(max_length=2)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    address = models.TextField()
    nationality = models.CharField(max_length=80)  # or residence status
    registered_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=_KINDS), name="mining_operator_kind")]
        indexes = [models.Index(fields=["participant", "number"], name="mining_operator_page")]

    def __str__(self) -> str:
        return self.number


class Zone(models.Model):
    """A mining zone, district or sub-prefecture: what a restriction by zone names. `code` begins ``SL:``."""

    code = models.CharField(max_length=27, unique=True)
    participant = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=120, default="")
    source = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["participant", "code"], name="mining_zone_page")]

    def __str__(self) -> str:
        return self.code


class Site(models.Model):
    """A place where stones are dug. Coordinates are whole micro-degrees (WGS 84): -11.254321 is -11254321."""

    code = models.CharField(max_length=27, unique=True)
    participant = models.CharField(max_length=2)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    community = models.CharField(max_length=120, default="")  # chiefdom, village
    latitude_udeg = models.IntegerField()
    longitude_udeg = models.IntegerField()
    area_m2 = models.BigIntegerField(null=True)
    source = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude_udeg__range=(-90_000_000, 90_000_000))
                & Q(longitude_udeg__range=(-180_000_000, 180_000_000)),
                name="mining_site_on_earth",
            )
        ]
        indexes = [models.Index(fields=["participant", "code"], name="mining_site_page")]

    def __str__(self) -> str:
        return self.code


class Licence(models.Model):
    """A paper in force from `valid_from` to `valid_until`, both included, unless revoked. Only ever revoked."""

    number = models.CharField(max_length=40, unique=True)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="licences")
    kind = models.CharField(max_length=24)
    valid_from = models.DateField()
    valid_until = models.DateField()
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=200, default="")  # area of authorised mining, as the paper says it
    revoked_on = models.DateField(null=True)
    revoked_reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=_LICENCES), name="mining_licence_kind"),
            models.CheckConstraint(condition=Q(valid_from__lte=F("valid_until")), name="mining_licence_ordered"),
        ]

    def __str__(self) -> str:
        return self.number


class Booklet(models.Model):
    """A counterfoil booklet of numbered purchase slips, issued to one operator."""

    number = models.CharField(max_length=40, unique=True)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="booklets")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    issued_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(first__lte=F("last")), name="mining_booklet_ordered")]

    def __str__(self) -> str:
        return self.number


class Slip(models.Model):
    """What became of one slip. A row is written once, for ever: a slip without a row is still unused."""

    booklet = models.ForeignKey(Booklet, on_delete=models.PROTECT, related_name="slips", db_index=False)
    number = models.PositiveIntegerField()
    fate = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booklet", "number"], name="mining_slip_once"),
            models.CheckConstraint(condition=Q(fate__in=FATES), name="mining_slip_fate"),
        ]

    def __str__(self) -> str:
        return f"{self.booklet_id}/{self.number}"


class NameWord(models.Model):
    """Abstract: one word of a name, without accents and capitals (core.finding.words_of), for the search box. Made of
    the name and made anew with it: personal as it is, and no fact."""

    participant = models.CharField(max_length=2)
    word = models.CharField(max_length=40)

    class Meta:
        abstract = True


class OperatorWord(NameWord):
    owner = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="words", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "word"], name="mining_operator_word_once")]
        indexes = [
            models.Index(
                fields=["participant", "word", "owner"],
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "int8_ops"],
                name="mining_operator_word_of",
            ),
            models.Index(fields=["word"], opclasses=["varchar_pattern_ops"], name="mining_operator_word"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.word}"


class SiteWord(NameWord):
    owner = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="words", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "word"], name="mining_site_word_once")]
        indexes = [
            models.Index(
                fields=["participant", "word", "owner"],
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "int8_ops"],
                name="mining_site_word_of",
            ),
            models.Index(fields=["word"], opclasses=["varchar_pattern_ops"], name="mining_site_word"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.word}"
