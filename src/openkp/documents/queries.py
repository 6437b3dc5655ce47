"""Reads of stored files. Who may read one is decided by the room whose row names it: a file alone belongs to nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from openkp.core.problem import Problem
from openkp.core.refusal import Damage, Refusal

from . import file_store
from .models import StoredFile


@dataclass(frozen=True, slots=True)
class FileRow:
    sha256: str
    media_type: str
    size: int
    at: dt.datetime


def file(sha256: str) -> FileRow:
    """Refuses ``documents.no_such_file``."""
    row = StoredFile.objects.filter(sha256=sha256).first()
    if row is None:
        raise Refusal("documents.no_such_file", sha256=sha256[:64])
    return FileRow(row.sha256, row.media_type, row.size, row.at)


def read(sha256: str) -> bytes:
    """The bytes. Refuses ``documents.no_such_file``; Damage if they are gone or altered."""
    return file_store.read(file(sha256).sha256)


def problems() -> Iterator[Problem]:
    """Stored files whose bytes are gone, altered, or of another length than was recorded."""
    for row in StoredFile.objects.order_by("sha256").iterator():
        try:
            if len(file_store.read(row.sha256)) == row.size:
                continue
        except Damage:
            pass
        yield Problem("documents.file_broken", row.sha256, {"sha256": row.sha256})


def count() -> int:
    return StoredFile.objects.count()
