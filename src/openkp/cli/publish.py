"""`openkp trust export` and `openkp log export`: what anyone needs to verify without us."""

from __future__ import annotations

from pathlib import Path

import click

from openkp.cli.installation import now


@click.group()
def trust() -> None:
    """The signed trust list: participants, restrictions, keys, number ranges, status lists, the log's key."""


@trust.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def trust_export(file: Path) -> None:
    """Write the signed trust list to FILE."""
    from openkp.certificates import trust_export as exporter

    written = exporter.write(file, now=now())
    click.echo(f"{file}  sha256:{written.fingerprint}")


@click.group()
def log() -> None:
    """The public log."""


@log.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def log_export(folder: Path) -> None:
    """Copy the published log to FOLDER: checkpoint, policy, tiles, entries."""
    from django.conf import settings

    from openkp.transparency import publication

    size = publication.export(settings.OPENKP_HOME / "log", folder)
    click.echo(f"{folder}: {size}")
