"""Seals: what the rows of the house were when they were sealed, so that an audit sees one byte changed since."""

from django.db import models


class SealRound(models.Model):
    """One sealing. `sha256` chains the round before and every seal of this one; the log's leaf commits to it."""

    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    leaf_id = models.BigIntegerField(unique=True)  # in transparency: by number, so that damage there is seen here

    def __str__(self) -> str:
        return f"round {self.pk}"


class Seal(models.Model):
    """The digest of the `rows` rows of `table` whose primary key is from `first` to `last`. With a `part`: of the
    columns of that part, in the rows of `keys`, which were filled since the round before (set_once)."""

    round = models.ForeignKey(SealRound, on_delete=models.PROTECT, related_name="seals")
    table = models.CharField(max_length=60)
    part = models.CharField(max_length=20, default="")
    first = models.CharField(max_length=80)
    last = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()
    keys = models.TextField(default="")  # of a part: comma between
    salt = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "part", "first"], name="check_seal_once_a_part")]

    def __str__(self) -> str:
        return f"{self.table} {self.first}-{self.last}"


class Waiting(models.Model):
    """A row whose columns of `part` were filled, until it is sealed again. Written by triggers, in the act itself."""

    table = models.CharField(max_length=60)
    part = models.CharField(max_length=20)
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["table", "part", "key"], name="check_waiting_by_key")]

    def __str__(self) -> str:
        return f"{self.table} {self.part} {self.key}"
