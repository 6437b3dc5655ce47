"""Bringing a file: an invoice, a scan of a slip, a photograph of a seal."""

from __future__ import annotations

import datetime as dt

from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action

from . import steps


@action("documents.store_upload")
def store_upload(*, by: Actor, now: dt.datetime, request_id: str, data: bytes, media_type: str) -> Outcome:
    """Keep a file that a person with any role brought; answers ``sha256``, ``size`` and ``media_type``.

    Refuses ``documents.empty``, ``documents.too_large``, ``documents.media_type``, ``documents.not_as_said``.
    """
    by.require(*Role)
    sha256 = steps.store(data, media_type, now=now)
    return Outcome({"sha256": sha256, "size": len(data), "media_type": media_type}, subject=f"file:{sha256}")
