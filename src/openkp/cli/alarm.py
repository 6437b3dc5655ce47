"""`openkp alarm list | show | close`: what both authorities must hear of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from openkp.cli import hand

if TYPE_CHECKING:
    from openkp.certificates.queries import AlarmRow


@click.group()
def alarm() -> None:
    """Numbers presented twice, lost, never issued."""


@alarm.command("list")
@click.option("--state", default="open", type=click.Choice(["open", "closed", "all"]), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(state: str, as_json: bool) -> None:
    """Newest first."""
    from openkp.certificates import queries
    from openkp.core.facts import instant
    from openkp.core.roles import Actor

    rows: list[AlarmRow] = []
    after = 0
    while True:
        asked = "" if state == "all" else state
        page = queries.alarms(viewer=Actor.system(), state=asked, after=after, limit=500)
        if not page:
            break
        rows += page
        after = page[-1].id
    if as_json:
        items = [{**hand.plain(row), "state": row.state} for row in rows]
        click.echo(json.dumps({"items": items}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        told = ", ".join(f"{party.participant} ({party.role})" for party in row.parties)
        click.echo(f"{row.id:>6}  {instant(row.raised_at)}  {row.kind:<22}  {row.number:<14}  {told}  {row.outcome}")


@alarm.command("show")
@click.argument("number", type=int, metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def show(number: int, as_json: bool) -> None:
    """One alarm, with what was said of it."""
    from openkp.certificates import queries
    from openkp.core.refusal import Refusal
    from openkp.core.roles import Actor

    found = queries.alarm(number, viewer=Actor.system())
    if found is None:
        raise Refusal("certificates.no_alarm", alarm=str(number))
    hand.show(found, as_json=as_json)


@alarm.command("close")
@click.argument("number", type=int, metavar="ID")
@click.option("--outcome", required=True)
@click.option("--reason", required=True)
@click.option("--by", "email", required=True, metavar="EMAIL", help="Whose act this is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def close(number: int, outcome: str, reason: str, email: str, as_json: bool) -> None:
    """Close it, with what it turned out to be and why."""
    from openkp.certificates import actions

    told = hand.act(actions.close_alarm, email, alarm=number, outcome=outcome, reason=reason)
    hand.show(told, as_json=as_json)
