"""The names of the log, made of the public address of the installation and frozen with it."""

from __future__ import annotations

import urllib.parse


def log_origin(openkp_url: str) -> str:
    """Origin and key name of the log: its address without the scheme (C2SP tlog-tiles, "Parameters")."""
    return f"{urllib.parse.urlsplit(openkp_url).netloc}/log"


def log_url(openkp_url: str) -> str:
    """The prefix under which tiles and checkpoint are served."""
    return f"{openkp_url.rstrip('/')}/log"


def log_issuer(openkp_url: str) -> str:
    """Whose key signs the log: a did:web of its own, a port written %3A (did:web, "Method-specific identifier")."""
    return f"did:web:{urllib.parse.quote(urllib.parse.urlsplit(openkp_url).netloc, safe='')}:log"
