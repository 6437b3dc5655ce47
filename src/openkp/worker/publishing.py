"""What the worker publishes: the log's tiles and checkpoint, status lists, the trust list."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from openkp.certificates import status_lists, trust_export
from openkp.check import seals
from openkp.core.roles import Actor
from openkp.core.tlog import Checkpoint
from openkp.signing import queries as signing
from openkp.transparency import addresses, integrator
from openkp.transparency import queries as transparency

LOG_PURPOSE = "log"


def integrate_log(now: dt.datetime) -> bool:
    """Number the waiting leaves, write tiles, publish a checkpoint; True if something new was published."""
    signer = signing.signer_for(issuer=addresses.log_issuer(settings.OPENKP_URL), purpose=LOG_PURPOSE, on=now)
    published: Checkpoint | None = integrator.integrate(
        now=now,
        sign=signer.sign,
        public_key=signer.public_key,
        origin=addresses.log_origin(settings.OPENKP_URL),
        log_dir=transparency.log_dir(),
        anchor_path=transparency.anchor_path(),
    )
    return published is not None


def renew_status_lists(now: dt.datetime) -> int:
    """Sign anew each status list that changed or grows old; answers how many."""
    return status_lists.renew(by=Actor.system(), now=now)


def seal_rows(now: dt.datetime, *, at_once: bool = False) -> int:
    """Seal the rows written since the last round, if it is time; answers how many."""
    return seals.seal(by=Actor.system(), now=now) if at_once or seals.due(now) else 0


def renew_trust_list(now: dt.datetime) -> None:
    """Write the trust list that anyone may fetch at /trust.json, swapped in by rename."""
    trust_export.write(settings.OPENKP_HOME / trust_export.TRUST_PATH, now=now)
