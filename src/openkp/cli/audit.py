"""`openkp audit`: every balance re-added, every signature verified, the tree recomputed; what is broken, and where."""

from __future__ import annotations

import json

import click

from openkp.cli import language
from openkp.cli.installation import now
from openkp.words import say
from openkp.words.formats import number


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def audit(as_json: bool) -> int:
    """Walk the whole house. Exit 0: nothing is broken. Exit 1: the list says what and where."""
    from openkp.check import walk

    lang = language()

    def progress(part: str) -> None:
        click.echo(f"… {say(lang, f'check.part_{part}')}", err=True)

    report = walk.walk(now=now(), progress=progress)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "ok": not report.problems,
                    "figures": report.figures,
                    "items": [
                        {"code": p.code, "where": p.where, "text": say(lang, p.code, **p.facts)}
                        for p in report.problems
                    ],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return 1 if report.problems else 0
    for name, figure in report.figures.items():
        click.echo(f"{number(lang, figure):>16}  {name}")
    if not report.problems:
        click.echo(say(lang, "check.all_well"))
        return 0
    click.echo(say(lang, "check.broken", count=len(report.problems)))
    for problem in report.problems:
        click.echo(f"- {problem.where}: {say(lang, problem.code, **problem.facts)}")
    return 1
