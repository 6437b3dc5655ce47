"""What other rooms do with files inside an action."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from . import file_store
from .models import StoredFile


def store(data: bytes, media_type: str, *, now: dt.datetime) -> str:
    """Keep a file; answer its SHA-256. The same bytes are kept once, under the media type first told.

    The bytes are on disk before the row is: an act that is rolled back leaves an orphan, never a row without a file.
    Refuses as `file_store.check`.
    """
    assert transaction.get_connection().in_atomic_block, "a step runs inside an action"
    file_store.check(data, media_type)
    sha256 = file_store.write(data)
    StoredFile.objects.get_or_create(sha256=sha256, defaults={"media_type": media_type, "size": len(data), "at": now})
    return sha256
