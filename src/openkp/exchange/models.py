"""The feed: entries numbered in the order in which they became known, whom each concerns; endpoints and deliveries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

WAITING, DELIVERED, FAILED, DROPPED = "waiting", "delivered", "failed", "dropped"
DELIVERY_STATES = (WAITING, DELIVERED, FAILED, DROPPED)
# Why an endpoint was disabled: it was asked for; its last attempt failed; the receiver answered 410 Gone; the person
# who registered it may no longer see what it is told; its secret cannot be read any more.
DISABLED_FOR = ("asked", "failing", "gone", "person", "secret")


class FeedEntry(models.Model):
    """One event, at its place. Places are given by the worker, without gaps, after the event was committed: whoever
    has read to place N has read everything before it, for ever."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField("events.Event", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    subject = models.CharField(max_length=120, default="")
    data = models.JSONField(default=dict)  # numbers, references, states: what kinds.TOLD names

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.subject}"


class FeedAudience(models.Model):
    """A participant that an entry concerns; "*" for all."""

    entry = models.ForeignKey(FeedEntry, on_delete=models.PROTECT, related_name="audience", db_index=False)
    participant = models.CharField(max_length=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "entry"], name="exchange_told_once")]
        indexes = [models.Index(fields=["entry"], name="exchange_audience_of")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.participant}"


class FeedFloor(models.Model):
    """One row, kept by the worker: below this event everything is numbered, and nothing can appear any more."""

    event_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.event_id)


class Endpoint(models.Model):
    """Where a participant wants to be told. Secrets are encrypted (vault.py); the former one signs too for a while."""

    participant = models.CharField(max_length=2)
    person_id = models.BigIntegerField()  # who registered it, and must still hold an office of the participant
    url = models.CharField(max_length=400)
    types = models.JSONField(default=list)  # kinds; empty for all
    created_at = models.DateTimeField()
    secret = models.TextField()
    former_secret = models.TextField(default="")
    former_until = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_for = models.CharField(max_length=8, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disabled_at__isnull=True, disabled_for="")
                | Q(disabled_at__isnull=False, disabled_for__in=DISABLED_FOR),
                name="exchange_endpoint_disabled_whole",
            ),
            models.CheckConstraint(
                condition=Q(former_until__isnull=True, former_secret="")
                | (Q(former_until__isnull=False) & ~Q(former_secret="")),
                name="exchange_endpoint_former_whole",
            ),
        ]
        indexes = [models.Index(fields=["participant", "id"], name="exchange_endpoints_of")]

    def __str__(self) -> str:
        return f"{self.id} {self.participant} {self.url}"


class Delivery(models.Model):
    """One entry on its way to one endpoint. Made with the entry; changed by the worker alone."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    entry = models.ForeignKey(FeedEntry, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    answer = models.PositiveSmallIntegerField(null=True)  # HTTP status of the last attempt
    fault = models.CharField(max_length=40, default="")  # why there was no answer

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "entry"], name="exchange_delivered_once"),
            models.CheckConstraint(condition=Q(state__in=DELIVERY_STATES), name="exchange_delivery_state"),
        ]
        indexes = [
            models.Index(fields=["endpoint", "next_at"], name="exchange_due", condition=Q(state=WAITING)),
            models.Index(fields=["endpoint", "-entry"], name="exchange_deliveries_of"),
        ]

    def __str__(self) -> str:
        return f"{self.endpoint_id} {self.entry_id} {self.state}"
