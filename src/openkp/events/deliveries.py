"""The books of the followers: a delivery is paid once, or keeps its error until the next try."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from .models import Delivery


def paid(follower: str, event_id: int, now: dt.datetime) -> None:
    Delivery.objects.filter(follower=follower, event_id=event_id, done_at__isnull=True).update(
        done_at=now, attempts=F("attempts") + 1, last_error=""
    )


def failed(follower: str, event_id: int, error: str) -> None:
    Delivery.objects.filter(follower=follower, event_id=event_id).update(
        attempts=F("attempts") + 1, last_error=error[:2000]
    )
