"""The bytes of stored files: one file each, named by its SHA-256, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from openkp.core.refusal import Damage, Refusal

MAX_FILE = 10 * 1024 * 1024  # bytes: a scanned booklet of 30 pages is about 6 MB
# What may be kept, and how its first bytes look. Nothing here is ever opened by us, nor served to be run.
MEDIA_TYPES: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "text/csv": (),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (b"PK\x03\x04",),
}


def check(data: bytes, media_type: str) -> None:
    """Refuse ``documents.empty``, ``documents.too_large``, ``documents.media_type``, ``documents.not_as_said``."""
    if not data:
        raise Refusal("documents.empty")
    if len(data) > MAX_FILE:
        raise Refusal("documents.too_large", size=len(data), limit=MAX_FILE)
    if media_type not in MEDIA_TYPES:
        raise Refusal("documents.media_type", media_type=media_type[:80])
    starts = MEDIA_TYPES[media_type]
    if starts and not data.startswith(starts):
        raise Refusal("documents.not_as_said", media_type=media_type)
    if media_type == "text/csv" and b"\0" in data:
        raise Refusal("documents.not_as_said", media_type=media_type)


def write(data: bytes) -> str:
    """Put `data` on disk under its SHA-256, which is answered. Writing it again changes nothing."""
    name = hashlib.sha256(data).hexdigest()
    path = _path(name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return name


def read(name: str) -> bytes:
    """The bytes of that SHA-256, checked. Damage if they are gone or are others."""
    try:
        data = _path(name).read_bytes()
    except FileNotFoundError:
        raise Damage(f"the stored file {name} is gone") from None
    if hashlib.sha256(data).hexdigest() != name:
        raise Damage(f"the stored file {name} was altered")
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, flush to the disk, then rename: a reader sees all of it or nothing."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _path(name: str) -> Path:
    assert len(name) == 64 and name.isalnum(), "a file is named by its SHA-256"
    return Path(settings.OPENKP_HOME) / "files" / name[:2] / name[2:]
