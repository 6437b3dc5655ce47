"""`openkp person add | grant | list`: who may sign in or act through the API, and in which roles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

import click

from openkp.cli.installation import good_password, new_request_id, now

if TYPE_CHECKING:
    from openkp.core.roles import Actor

ROLE_FORM = "ROLE[:XX[:OPERATOR]]"
WHOLE_PROCESS = "*"


@click.group()
def person() -> None:
    """People and systems, with their roles."""


@person.command()
@click.option("--by", "admin", required=True, metavar="EMAIL", help="The administrator whose act this is.")
@click.option("--email", required=True, help="What they sign in with; for a system, where its keeper is reached.")
@click.option("--name", required=True)
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
@click.option(
    "--role", "roles", multiple=True, metavar=ROLE_FORM, help="Repeatable: officer:SL, exporter:SL:SL-EX-0001."
)
@click.option("--participant", default="", metavar="XX", help='Of the roles that name none; "*": the whole Process.')
@click.option("--operator", default="", metavar="NUMBER", help="Of the roles that name none.")
@click.option("--system", is_flag=True, help="A program: no password, tokens only.")
@click.option("--password-file", type=click.File(), help='Its first line; "-": standard input [default: asked for].')
def add(
    admin: str,
    email: str,
    name: str,
    language: str,
    roles: tuple[str, ...],
    participant: str,
    operator: str,
    system: bool,
    password_file: TextIO | None,
) -> None:
    """Let somebody in, or a system, and give them their roles."""
    from openkp.parties import actions

    by = administrator(admin)
    wanted = [_role(text, participant, operator) for text in roles]
    who = actions.Personal(email=email, name=name, language=language, password=_password(system, password_file))
    place = wanted[0][1] if len({one[1] for one in wanted}) == 1 else WHOLE_PROCESS
    made = actions.create_person(by=by, now=now(), request_id=new_request_id(), who=who, participant=place)
    click.echo(f"person {made.data['person']}  {email}")
    _grant(by, int(made.data["person"]), wanted)


@person.command()
@click.argument("email")
@click.option("--by", "admin", required=True, metavar="EMAIL", help="The administrator whose act this is.")
@click.option("--role", "roles", multiple=True, required=True, metavar=ROLE_FORM)
@click.option("--participant", default="", metavar="XX", help="Of the roles that name none.")
@click.option("--operator", default="", metavar="NUMBER", help="Of the roles that name none.")
def grant(email: str, admin: str, roles: tuple[str, ...], participant: str, operator: str) -> None:
    """Give roles to somebody who is known already, from today on."""
    wanted = [_role(text, participant, operator) for text in roles]
    _grant(administrator(admin), person_id(email), wanted)


@person.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(as_json: bool) -> None:
    """Everyone, with the roles that they hold or held."""
    from openkp.core.roles import Actor
    from openkp.parties import queries

    rows: list[dict[str, Any]] = [
        {
            "person": row.id,
            "email": row.email,
            "name": row.name,
            "active": row.is_active,
            "roles": [
                {
                    "grant": held.id,
                    "role": str(held.role),
                    "participant": held.participant,
                    "operator": held.operator,
                    "valid_from": held.valid_from.isoformat(),
                    "valid_to": held.valid_to and held.valid_to.isoformat(),
                }
                for held in row.grants
            ],
        }
        for row in queries.people(viewer=Actor.system())
    ]
    if as_json:
        click.echo(json.dumps({"items": rows}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        held = [":".join(filter(None, (one["role"], one["participant"], one["operator"]))) for one in row["roles"]]
        click.echo(f"{row['person']:>6}  {row['email']:<32}  {row['name']:<24}  {' '.join(held)}")


def administrator(email: str) -> Actor:
    """Whoever has a shell here can name anyone: the name is for the record. The act refuses who is no administrator."""
    from openkp.parties import queries

    return queries.actor(person_id(email), now().date())


def person_id(email: str) -> int:
    from openkp.core.roles import Actor
    from openkp.parties import queries

    return queries.person_by_email(email, viewer=Actor.system()).id


def _role(text: str, participant: str, operator: str) -> tuple[str, str, str]:
    """(role, participant, operator) of ``officer:SL`` or ``exporter:SL:SL-EX-0001``."""
    from openkp.core.roles import Role

    name, _, rest = text.partition(":")
    place, _, number = rest.partition(":")
    place, number = place or participant, number or operator
    known = [str(role) for role in Role if role is not Role.SYSTEM]
    if name not in known:
        raise click.UsageError(f"--role {name}: one of {', '.join(known)}")
    if not place:
        raise click.UsageError(f"--role {name}: say for which participant ({name}:SL), or --participant")
    return name, place, number


def _grant(by: Actor, who: int, wanted: list[tuple[str, str, str]]) -> None:
    from openkp.core.roles import Role
    from openkp.parties import actions

    moment = now()
    for role, participant, operator in wanted:
        told = {"role": Role(role), "participant": participant, "operator": operator, "valid_from": moment.date()}
        made = actions.grant_role(by=by, now=moment, request_id=new_request_id(), person_id=who, **told)  # type: ignore[arg-type]
        click.echo(f"role {made.data['grant']}  {role}  {participant}  {operator}".rstrip())


def _password(system: bool, file: TextIO | None) -> str:
    if system:
        if file is not None:
            raise click.UsageError("--system has no password")
        return ""
    if file is not None:
        return good_password(file.readline().rstrip("\r\n"))
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, value_proc=good_password))
