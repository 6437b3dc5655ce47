"""Pages already made, kept until someone clears the folder: nothing here is trusted and all of it may be lost."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from .file_store import write_whole
from .typesetting import template_version

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


def cached(credential_id: str, lang: str, serial: str, make: Callable[[], bytes]) -> bytes:
    """The PDF of that credential in that language, under today's template and signed by the certificate `serial`; made
    and kept if it is not there. What a signer left behind is not handed out once another one signs."""
    path = _path(credential_id, lang, serial)
    try:
        return path.read_bytes()
    except OSError:
        data = make()
    # A full or read-only disk must not keep a certificate from its holder.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return data


def drop(credential_id: str) -> None:
    """Forget the pages of one credential, in every language and under every template."""
    for path in _folder().glob(f"*/{_checked(credential_id)}.*.pdf"):
        path.unlink(missing_ok=True)


def _path(credential_id: str, lang: str, serial: str) -> Path:
    name = f"{_checked(credential_id)}.{_checked(lang)}.{_checked(serial.replace(' ', ''))}.pdf"
    return _folder() / template_version() / name


def _checked(name: str) -> str:
    assert _NAME.fullmatch(name), "a name of a cached page is plain"
    return name


def _folder() -> Path:
    return Path(settings.OPENKP_HOME) / "cache" / "pdf"
