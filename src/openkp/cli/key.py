"""`openkp key create | list | revoke | affected`: ceremony and end of a key, and what it signed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

from openkp.cli import language
from openkp.cli.installation import new_request_id, now
from openkp.core.facts import instant
from openkp.words import say

if TYPE_CHECKING:
    from openkp.certificates.affected import AffectedRow
    from openkp.core.roles import Actor
    from openkp.signing.keys import CertificateRow, KeyRow

FILES = "files"  # not a purpose of Ed25519 keys: a P-256 key with an X.509 certificate, for PDFs
PURPOSES = ("certificate", "status", "confirmation", FILES)
HOUSE = "house"
HOUSE_PURPOSES = ("trust",)  # the log's key is its name: another one would be another log
ROOT = "root"  # nor is this: the installation's own certificate authority, above the signers of files
FILE_YEARS = 5


@click.group()
def key() -> None:
    """Keys that sign: made in a ceremony, ended by revocation."""


@key.command()
@click.argument("authority", metavar="AUTHORITY|house")
@click.option("--by", "email", required=True, metavar="EMAIL", help="The administrator whose act this is.")
@click.option(
    "--for",
    "purposes",
    multiple=True,
    type=click.Choice([*PURPOSES, *HOUSE_PURPOSES]),
    help="Repeatable [default: all four of an authority; trust for the house].",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help=f"First day on which they no longer sign [default: none; files: {FILE_YEARS} years].",
)
def create(authority: str, email: str, purposes: tuple[str, ...], until: dt.datetime | None) -> None:
    """Make keys for AUTHORITY (as sl-nma), one for each purpose; newer ones sign from now on, older ones still verify.

    `house` is the installation itself: a new key for its trust list.
    """
    from django.conf import settings

    from openkp.parties import queries as parties
    from openkp.transparency import addresses

    can = HOUSE_PURPOSES if authority == HOUSE else PURPOSES
    if set(purposes) - set(can):
        raise click.UsageError(f"--for: {authority} has keys for {', '.join(can)}")
    moment, by, end = now(), _administrator(email), until.replace(tzinfo=dt.UTC) if until else None
    issuer = addresses.log_issuer(settings.OPENKP_URL) if authority == HOUSE else parties.authority(authority).issuer
    for purpose in purposes or can:
        if purpose == FILES:
            click.echo(f"{purpose:<12}  {issuer}  serial {_file_signer(authority, by, moment, end)}")
            continue
        made = _acts().create_key(
            by=by,
            now=moment,
            request_id=new_request_id(),
            issuer=issuer,
            purpose=purpose,
            valid_from=moment,
            valid_until=end,
        )
        click.echo(f"{purpose:<12}  {made.data['kid']}  {made.data['public_key']}")


@key.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(as_json: bool) -> None:
    """Every key that was ever made here, oldest first: purpose, state, name, public half. Those that sign files, and
    the roots above them, are named by the serial number of their certificate, and come last."""
    from openkp.signing import queries

    moment = now()
    known: list[KeyRow | CertificateRow] = [*queries.keys(), *queries.certificates()]
    rows = [_listed(row, moment) for row in known]
    if as_json:
        click.echo(json.dumps({"items": rows}, ensure_ascii=False, indent=1))
        return
    for told in rows:
        name = told["kid"] or f"{told['issuer']}  serial {told['serial']}".strip()
        click.echo(f"{told['purpose']:<12}  {told['state']:<7}  {name}  {told['public_key']}")


def _listed(row: KeyRow | CertificateRow, moment: dt.datetime) -> dict[str, Any]:
    from openkp.signing.keys import AUTHORITY, KeyRow

    named: dict[str, Any]
    if isinstance(row, KeyRow):
        named = {"kid": row.kid, "serial": None, "purpose": row.purpose}
    else:
        named = {"kid": None, "serial": row.serial, "purpose": ROOT if row.role == AUTHORITY else FILES}
    return {
        **named,
        "issuer": row.issuer,
        "state": str(row.state(moment)),
        "public_key": row.public_key.hex(),
        "valid_from": instant(row.valid_from),
        "valid_until": row.valid_until and instant(row.valid_until),
        "revoked_at": row.revoked_at and instant(row.revoked_at),
        "revoked_reason": row.revoked_reason,
        "specimen": row.specimen,
    }


@key.command()
@click.argument("name", metavar="KID|SERIAL")
@click.option("--by", "email", required=True, metavar="EMAIL", help="The administrator whose act this is.")
@click.option("--reason", required=True, type=click.Choice(["superseded", "ended", "compromised"]))
@click.option("--yes", is_flag=True, help="Do not ask.")
def revoke(name: str, email: str, reason: str, yes: bool) -> None:
    """End the key KID, or the signer of files with that SERIAL number, now and for ever. After `compromised`, nothing
    that it ever signed is believed. A root's end is that of every signer under it."""
    by = _administrator(email)
    of_files = not _is_kid(name)
    if not yes:
        sure = f"signing.sure_{reason}" + ("_files" if of_files and reason == "compromised" else "")
        click.confirm(say(language(), sure, kid=name), abort=True)
    told: dict[str, Any] = {"by": by, "now": now(), "request_id": new_request_id(), "reason": reason}
    if of_files:
        _acts().revoke_certificate(serial=name, **told)
    else:
        _acts().revoke_key(kid=name, **told)
    click.echo(f"{name}  {reason}")


@key.command()
@click.argument("name", metavar="KID|SERIAL")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def affected(name: str, as_json: bool) -> None:
    """What the key KID signed, or what the signer of files with that SERIAL may have signed: certificates with their
    state now, import confirmations, status lists."""
    from openkp.certificates import affected as signed
    from openkp.core.roles import Actor
    from openkp.shipments.queries.affected import confirmations_signed_with

    viewer, moment = Actor.system(), now()
    if _is_kid(name):
        certificates = signed.certificates_signed_with(name, viewer=viewer, now=moment)
        lists = signed.status_lists_signed_with(name, viewer=viewer)
        confirmed = confirmations_signed_with(name, viewer=viewer)
    else:
        certificates, lists, confirmed = signed.papers_signed_with(name, viewer=viewer, now=moment), (), ()
    if as_json:
        document = {
            "certificates": [_affected(row) for row in certificates],
            "status_lists": list(lists),
            "confirmations": list(confirmed),
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for row in certificates:
        click.echo(
            f"certificate   {row.number}  {row.state:<15}  {instant(row.issued_at)}  "
            f"{row.participant} > {row.destination}  {row.exporter} > {row.importer}"
        )
    for number in confirmed:
        click.echo(f"confirmation  {number}")
    for url in lists:
        click.echo(f"status list   {url}")


def _affected(row: AffectedRow) -> dict[str, str]:
    return {
        "number": row.number,
        "state": row.state,
        "participant": row.participant,
        "destination": row.destination,
        "issued_at": instant(row.issued_at),
        "exporter": row.exporter,
        "importer": row.importer,
    }


def _is_kid(name: str) -> bool:
    return name.startswith("did:")


def _administrator(email: str) -> Actor:
    """Whoever has a shell here can name anyone: the name is for the record. The act refuses who is no administrator."""
    from openkp.core.roles import Actor
    from openkp.parties import queries as parties

    person = parties.person_by_email(email, viewer=Actor.system())
    return parties.actor(person.id, now().date())


def _file_signer(slug: str, by: Actor, moment: dt.datetime, until: dt.datetime | None) -> str:
    from openkp.parties import queries as parties

    authority = parties.authority(slug)
    made = _acts().create_document_signer(
        by=by,
        now=moment,
        request_id=new_request_id(),
        issuer=authority.issuer,
        organisation=authority.name_en,
        country=authority.participant,
        valid_until=until or moment.replace(year=moment.year + FILE_YEARS, day=min(moment.day, 28)),
    )
    return str(made.data["serial"])


def _acts() -> Any:
    from openkp.signing import actions

    return actions
