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
    """The digest of the `rows` rows of `table` whose primary key is from `first` to `last`."""

    round = models.ForeignKey(SealRound, on_delete=models.PROTECT, related_name="seals")
    table = models.CharField(max_length=60)
    first = models.CharField(max_length=80)
    last = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()
    salt = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "first"], name="check_seal_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.first}-{self.last}"
