"""The first steps of an installation that was brought back from a backup: its log made again, and what it lacks."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from openkp.signing import queries as signing
from openkp.transparency import addresses, integrator
from openkp.transparency import queries as transparency


def pending() -> tuple[str, ...]:
    """The migrations that this version has and the database has not had: `openkp init` applies them."""
    executor = MigrationExecutor(connection)
    return tuple(str(one) for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()))


def rebuild_log() -> int | None:
    """Make the published log again from the leaves, up to the newest head that was decided; nothing new is signed.
    Answers its size, None without a head. Damage if the checkpoint beside it is not of this database."""
    issuer = addresses.log_issuer(settings.OPENKP_URL)
    rows = signing.keys()
    known = [key.public_key for key in rows if key.purpose == "log" and key.issuer == issuer]
    return integrator.rebuild(
        public_key=known[-1],
        origin=addresses.log_origin(settings.OPENKP_URL),
        log_dir=transparency.log_dir(),
        anchor_path=transparency.anchor_path(),
    )
