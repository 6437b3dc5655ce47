"""`openkp generate`: a large synthetic world, for tests of size. Nothing in it is true, and it says so everywhere."""

from __future__ import annotations

import json
import time

import click

from openkp.cli import EXIT_USAGE, language
from openkp.cli.installation import now
from openkp.words import say

DEFAULT_YEARS = 1


@click.command()
@click.option("--certificates", required=True, type=click.IntRange(1, 5_000_000), help="How many certificates.")
@click.option("--years", default=DEFAULT_YEARS, show_default=True, type=click.IntRange(1, 30), help="Until today.")
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 10**6), help="Another seed, another world."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def generate(certificates: int, years: int, seed: int, as_json: bool) -> None:
    """Fill this installation with synthetic certificates, their goods and their log; `openkp audit` passes on it."""
    from django.conf import settings

    from openkp.demo import ground
    from openkp.transparency import queries as log

    lang = language()
    start = time.monotonic()
    if not settings.OPENKP_SPECIMEN and ground.issued_by_people():
        click.echo(say(lang, "generate.real"), err=True)
        raise SystemExit(EXIT_USAGE)
    click.echo(say(lang, "generate.part_registers"), err=True)
    from openkp.demo.generator import Generator
    from openkp.worker import publishing

    told = 0.0

    def progress(done: int) -> None:
        nonlocal told
        seconds = time.monotonic() - start
        if seconds - told >= 1 or done == certificates:
            told = seconds
            rate = int(done / max(seconds, 0.001))
            click.echo(say(lang, "generate.part_certificates", done=done, total=certificates, rate=rate), err=True)

    with ground.quick_commits():
        written = Generator(count=certificates, years=years, seed=seed, now=now(), progress=progress).run()
    click.echo(say(lang, "generate.part_publish"), err=True)
    publishing.integrate_log(now())
    publishing.renew_status_lists(now())
    publishing.seal_rows(now(), at_once=True)
    publishing.integrate_log(now())
    publishing.renew_trust_list(now())
    seconds = time.monotonic() - start
    figures = {
        "certificates": written,
        "seconds": int(seconds),
        "rate": int(written / max(seconds, 0.001)),
        "leaves": log.count(),
    }
    if as_json:
        click.echo(json.dumps({"synthetic": True, "seed": seed, "years": years, **figures}, indent=1))
    else:
        click.echo(say(lang, "generate.done", **figures))
