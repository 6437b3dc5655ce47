"""Files that people brought, by the SHA-256 of their bytes: never changed, never deleted."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """The bytes are in OPENKP_HOME/files; the name of a file is its content."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="documents_no_empty_file", condition=Q(size__gt=0))]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"
