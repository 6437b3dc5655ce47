"""What is logged, and every head that was signed over it. The published tiles are made from these rows alone."""

from django.db import models
from django.db.models import Q


class Leaf(models.Model):
    """One entry of the log. Written with the act that it tells of; `index` is given later, once, by the integrator."""

    data = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32, unique=True)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    index = models.BigIntegerField(null=True, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(index__gte=0), name="transparency_index_from_zero")]
        indexes = [models.Index(fields=["id"], name="transparency_unnumbered", condition=Q(index__isnull=True))]

    def __str__(self) -> str:
        return f"{self.index} {self.kind} {self.number}"


class Checkpoint(models.Model):
    """A head that was decided and signed, once per size. `edge` is the tree's right edge: 32 bytes for each perfect
    subtree, left to right, from which the tree grows without being read again."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    edge = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="transparency_size_from_zero")]

    def __str__(self) -> str:
        return f"{self.size} leaves, {self.at:%Y-%m-%d %H:%M}"
