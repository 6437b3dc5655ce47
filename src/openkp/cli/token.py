"""`openkp token create | list | revoke`: the tokens of the API. A secret is printed once, and kept nowhere."""

from __future__ import annotations

import datetime as dt

import click

from openkp.cli.installation import new_request_id, now
from openkp.cli.person import administrator, person_id

SCOPES = ("read", "registry", "custody", "export", "import", "admin")  # parties/tokens.py; a test holds them the same
MAX_DAYS = 366


@click.group()
def token() -> None:
    """Tokens of the API."""


@token.command()
@click.option("--by", "admin", required=True, metavar="EMAIL", help="The administrator whose act this is.")
@click.option("--person", "email", required=True, metavar="EMAIL", help="For whom it acts, within their roles.")
@click.option("--scope", "scopes", required=True, multiple=True, type=click.Choice(SCOPES), help="Repeatable.")
@click.option("--name", default="", help="What it is for [default: made at the terminal].")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, MAX_DAYS))
def create(admin: str, email: str, scopes: tuple[str, ...], name: str, days: int) -> None:
    """Make a token. Its secret, alone on standard output, is told this once."""
    from openkp.parties import actions
    from openkp.parties.tokens import hash_of, new_secret

    moment, secret = now(), new_secret()
    made = actions.create_token(
        by=administrator(admin),
        now=moment,
        request_id=new_request_id(),
        person_id=person_id(email),
        name=name or "made at the terminal",
        scopes=scopes,
        secret_sha256=hash_of(secret),
        expires_at=moment + dt.timedelta(days=days),
    )
    click.echo(f"token {made.data['token']} of {email}, until {made.data['expires_at']}", err=True)
    click.echo(secret)


@token.command("list")
def list_() -> None:
    """Every token, without its secret: number, state, person, scopes, day of last use, name."""
    from openkp.core.roles import Actor
    from openkp.parties import queries

    moment, system = now(), Actor.system()
    for row in queries.tokens(viewer=system):
        used = row.last_used_on.isoformat() if row.last_used_on else "never"
        told = (
            f"{row.id:>6}",
            f"{row.state(moment):<7}",
            f"person {row.person_id}",
            ",".join(row.scopes),
            used,
            row.name,
        )
        click.echo("  ".join(told))


@token.command()
@click.argument("number", type=int)
@click.option("--by", "admin", required=True, metavar="EMAIL", help="The administrator whose act this is.")
def revoke(number: int, admin: str) -> None:
    """End the token NUMBER now, for ever."""
    from openkp.parties import actions

    actions.revoke_token(by=administrator(admin), now=now(), request_id=new_request_id(), token_id=number)
    click.echo(f"token {number}  revoked")
