"""The parts of the walk: what each room promises, and how many things were examined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.conf import settings

from openkp.certificates import audit as certificates
from openkp.check import seals
from openkp.core.problem import Problem
from openkp.core.tlog import VerifierKey
from openkp.documents import queries as documents
from openkp.events import queries as events
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.parties import queries as parties
from openkp.shipments import queries as shipments
from openkp.signing import queries as keyring
from openkp.transparency import addresses
from openkp.transparency import audit as log
from openkp.transparency import queries as transparency

Examine = Callable[[dt.datetime], Iterator[Problem]]


def _log(_now: dt.datetime) -> Iterator[Problem]:
    origin = addresses.log_origin(settings.OPENKP_URL)
    issuer = addresses.log_issuer(settings.OPENKP_URL)
    rows = keyring.keys()
    keys = [VerifierKey(origin, key.public_key) for key in rows if key.issuer == issuer and key.purpose == "log"]
    yield from log.problems(keys=keys, log_dir=transparency.log_dir(), anchor_path=transparency.anchor_path())


PARTS: tuple[tuple[str, Examine], ...] = (
    ("signing", keyring.problems),
    ("transparency", _log),
    ("documents", lambda _now: documents.problems()),
    ("mining", lambda _now: mining.problems()),
    ("ledger", lambda _now: ledger.problems()),
    ("certificates", certificates.problems),
    ("shipments", lambda _now: shipments.problems()),
    ("seals", lambda _now: seals.problems()),
)


def figures() -> dict[str, int]:
    """What was counted, by a name that stays the same in every language: for machines and for comparison."""
    return {
        "participants": len(parties.participants()),
        "keys": len(keyring.keys()),
        "events": events.count(),
        "log_leaves": transparency.count(),
        "log_checkpoints": transparency.checkpoint_count(),
        "files": documents.count(),
        **mining.figures(),
        **ledger.figures(),
        **certificates.counts(),
        "shipments": shipments.count(),
        **shipments.counts(),
        **seals.counts(),
    }
