"""What the public log is told of forms that are no certificate: missing, lost or stolen blanks, ended prior papers."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from openkp.core.credential.canonical import jcs
from openkp.core.facts import instant
from openkp.core.leaf import leaf_bytes
from openkp.transparency import addresses
from openkp.transparency import steps as transparency
from openkp.transparency.steps import NewLeaf

BLANK_LEAF = {"missing": "blank-missing", "lost": "blank-lost", "stolen": "blank-stolen"}
PRIOR_LEAF = {"void": "void", "lost": "lost", "stolen": "stolen", "returned": "returned"}
LEAF_KINDS = tuple(BLANK_LEAF.values())


@dataclass(frozen=True, slots=True)
class Report:
    number: str
    kind: str
    record: Mapping[str, Any]

    def leaf(self) -> bytes:
        """The entry of the log: a salted hash of the record, under the installation's own name."""
        digest = hashlib.sha256(jcs(self.record)).digest()
        return leaf_bytes(kind=self.kind, issuer=self.record["issuer"], number=self.number, facts_sha256=digest)


def report(number: str, kind: str, *, participant: str, reason: str, now: dt.datetime) -> Report:
    record = {
        "v": 1,
        "kind": kind,
        "number": number,
        "participant": participant,
        "reason": reason,
        "at": instant(now),
        "issuer": addresses.log_issuer(settings.OPENKP_URL),
        "salt": secrets.token_hex(16),
    }
    return Report(number, kind, record)


def tell(reports: list[Report], *, now: dt.datetime) -> tuple[int, ...]:
    """Log them; answers the ids of their leaves, in the order given."""
    leaves = [NewLeaf(one.leaf(), one.kind, one.number) for one in reports]
    return transparency.append_many(leaves, now=now)
