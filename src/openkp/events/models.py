"""What happened, once and for ever. Rows hold ids, never names: a person's data can be erased, the facts stay."""

from django.db import models


class Event(models.Model):
    """One per action. Inserted first with its request id, completed once with its outcome, then immutable."""

    request_id = models.CharField(max_length=80, unique=True)
    arguments_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    participant = models.CharField(max_length=2, default="")
    subject = models.CharField(max_length=120, default="")
    outcome = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="events_by_subject"),
            models.Index(fields=["kind", "id"], name="events_by_kind"),
            models.Index(fields=["participant", "id"], name="events_by_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject}"


class Reference(models.Model):
    """One row: the version of the facts that change rarely (`reference`), drawn anew by triggers with each change."""

    version = models.CharField(max_length=36)

    def __str__(self) -> str:
        return self.version


class Deadline(models.Model):
    """A clock: when `due_at` passes, the worker's tick writes its event once."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    participant = models.CharField(max_length=2, default="")
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject", "due_at"], name="events_one_deadline")]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="events_open_deadlines",
                condition=models.Q(met_at__isnull=True, raised_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} due {self.due_at:%Y-%m-%d}"
