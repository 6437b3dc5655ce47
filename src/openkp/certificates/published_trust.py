"""The trust list that this installation publishes, read back as anyone would read it: for the doors that verify."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openkp.core.trust import TrustList, read_trust_list

from .trust_export import TRUST_PATH


def path() -> Path:
    """The file that the worker swaps in whole."""
    return Path(settings.OPENKP_HOME) / TRUST_PATH


def current() -> TrustList | None:
    """None before the worker first published one. Read again only when the file was replaced."""
    try:
        told = path().stat()
    except FileNotFoundError:
        return None
    return _read(path(), told.st_mtime_ns, told.st_ino)


@lru_cache(maxsize=1)
def _read(file: Path, changed: int, inode: int) -> TrustList:
    return read_trust_list(file.read_bytes())
