"""`openkp certificate list | show | export | confirm`: certificates of this installation, for whoever runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from openkp.cli import EXIT_LATER, hand, language
from openkp.cli.installation import now
from openkp.core.facts import instant
from openkp.core.units import carats_from_cct, dollars_from_cents

if TYPE_CHECKING:
    from openkp.certificates.queries import CertificateDetail, CertificateRow

PAGE = 500


@click.group()
def certificate() -> None:
    """Certificates issued here."""


@certificate.command("list")
@click.option("--state", default="", help="Only those in this state (issued: in force and not yet presented).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def list_(state: str, as_json: bool) -> None:
    """Numbers and states, newest first."""
    from openkp.certificates.queries import STATES

    if state and state not in STATES:
        raise click.UsageError(f"--state {state}: one of {', '.join(STATES)}")
    rows = _rows(state)
    if not as_json:
        for row in rows:
            click.echo(
                f"{row.number}  {row.state:<15}  {instant(row.issued_at)}  {row.participant} > {row.destination}"
            )
        return
    click.echo(json.dumps({"items": [_line(row) for row in rows]}, ensure_ascii=False, indent=1))


@certificate.command("show")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def show(number: str, as_json: bool) -> None:
    """What one certificate says, and its life."""
    from openkp.certificates import queries
    from openkp.core.refusal import Refusal
    from openkp.core.roles import Actor

    found = queries.certificate(number, viewer=Actor.system(), now=now())
    if found is None:
        raise Refusal("certificates.unknown", number=number)
    told = _detail(found)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for name in ("number", "state", "kind", "issued_at", "valid_until", "origin", "destination", "carats", "value_usd"):
        click.echo(f"{name:<12} {told[name]}")
    for step in told["life"]:
        click.echo(f"{step['at']}  {step['act']:<18} {step['state']}")


@certificate.command("export")
@click.argument("number")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write the files into."
)
@click.option("--lang", default="fr", type=click.Choice(["fr", "en"]), show_default=True, help="Beside English.")
def export(number: str, out: Path, lang: str) -> int:
    """Write NUMBER.qr.txt, .png, .pdf, .vc.jwt and .tlog-proof. Exit 75: it is still being sealed in the log."""
    from openkp.certificates import bundle
    from openkp.core.refusal import Refusal
    from openkp.core.roles import Actor
    from openkp.words import say_refusal

    try:
        written = bundle.export(number, out, viewer=Actor.system(), now=now(), lang=lang)
    except Refusal as refusal:
        if refusal.code != "certificates.being_sealed":
            raise
        click.echo(say_refusal(language(), refusal), err=True)
        return EXIT_LATER
    for path in written:
        click.echo(path)
    return 0


@certificate.command("confirm")
@click.argument("number")
@click.option("--weight", "weighed", multiple=True, metavar="PARCEL=CARATS", help="Found [default: as certified].")
@click.option("--parcels", type=int, help="How many were found [default: as many as the certificate names].")
@click.option("--seal-broken", is_flag=True)
@click.option("--office", default="", help="Of the importing authority, where there are several: eu-antwerp.")
@click.option("--importer", default="", help="Number of the importing operator, if the export file names none.")
@click.option("--by", "email", required=True, metavar="EMAIL", help="The customs officer whose act this is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def confirm(
    number: str,
    weighed: tuple[str, ...],
    parcels: int | None,
    seal_broken: bool,
    office: str,
    importer: str,
    email: str,
    as_json: bool,
) -> None:
    """The importing authority confirms NUMBER: presented, weighed again, confirmed and signed, in three acts.

    A presentation that this authority holds already is taken up where it stands. A difference opens a discrepancy.
    """
    from openkp.core.refusal import Refusal
    from openkp.core.roles import Actor
    from openkp.shipments import actions, queries

    system = Actor.system()
    found = queries.of_certificate(number, viewer=system)
    if found is None:
        raise Refusal("shipments.unknown_certificate", number=number[:40])
    held = [row for row in queries.imports_of(number, viewer=system) if row.first]
    file = held[0].reference if held else ""
    if not file:
        where = {"participant": found.row.destination, "authority": office}
        shown = hand.act(actions.present, email, number=number, importer=importer, **where)
        file = shown["file"]
    certified = {parcel.reference: parcel.weight_cct for parcel in found.parcels}
    weights = certified | hand.weights(weighed)
    hand.act(
        actions.inspect,
        email,
        file=file,
        found={reference: {"weight_cct": weight} for reference, weight in weights.items()},
        number_of_parcels=len(certified) if parcels is None else parcels,
        seals_intact=not seal_broken,
    )
    told = hand.act(actions.confirm, email, file=file, importer=importer)
    hand.show(told, as_json=as_json)


def _rows(state: str) -> Iterator[CertificateRow]:
    from openkp.certificates import queries
    from openkp.core.roles import Actor

    moment, after = now(), ""
    while page := queries.certificates(viewer=Actor.system(), now=moment, state=state, after=after, limit=PAGE):
        yield from page
        after = page[-1].number


def _line(row: CertificateRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": row.state,
        "kind": row.kind,
        "participant": row.participant,
        "destination": row.destination,
        "origin": row.origin,
        "issued_at": instant(row.issued_at),
        "valid_until": instant(row.valid_until),
        "carats": carats_from_cct(row.weight_cct),
        "value_usd": dollars_from_cents(row.value_usd_cents),
        "credential_id": row.credential_id,
    }


def _detail(found: CertificateDetail) -> dict[str, Any]:
    return {
        **_line(found.row),
        "sealed": found.sealed,
        "kid": found.kid,
        "certificate": found.facts.to_dict(),
        "parcels": [
            {
                "reference": parcel.reference,
                "hs": parcel.hs,
                "carats": carats_from_cct(parcel.weight_cct),
                "value_usd": dollars_from_cents(parcel.value_usd_cents),
                "origin": parcel.origin,
                "lot": parcel.lot,
            }
            for parcel in found.parcels
        ],
        "life": [{"at": instant(step.at), "act": step.act, "state": step.after} for step in found.life],
        "related": list(found.related),
    }
