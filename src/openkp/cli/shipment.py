"""`openkp shipment ...`: export files as they leave, import files from presentation to their end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from openkp.cli import hand
from openkp.cli.installation import now

MAX_PAPER = 200_000
_BY = click.option("--by", "email", required=True, metavar="EMAIL", help="Whose act this is.")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
_REASON = click.option("--reason", required=True, help="In a sentence; the other authority reads it.")
_WEIGHT = click.option("--weight", "weighed", multiple=True, metavar="PARCEL=CARATS", help="Found; repeat per parcel.")


@click.group()
def shipment() -> None:
    """Export files (S-SL-000042) and import files (I-EU-000007)."""


@shipment.command("list")
@click.option("--imports", is_flag=True, help="Import files instead of export files.")
@click.option("--state", default="", help="Only those in this state.")
@_JSON
def list_(imports: bool, state: str, as_json: bool) -> None:
    """Files, newest first."""
    from openkp.core.roles import Actor
    from openkp.shipments import queries

    rows: list[Any] = []
    after = ""
    while True:
        read = queries.import_files if imports else queries.shipments
        page = read(viewer=Actor.system(), state=state, after=after, limit=500)
        if not page:
            break
        rows += page
        after = page[-1].reference
    if as_json:
        click.echo(json.dumps({"items": [hand.plain(row) for row in rows]}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        number = row.number if imports else row.certificate
        click.echo(f"{row.reference}  {row.state:<12}  {number or '-':<14}  {row.exporter_name} > {row.importer_name}")


@shipment.command("show")
@click.argument("reference")
@_JSON
def show(reference: str, as_json: bool) -> None:
    """One file, whole."""
    from openkp.core.refusal import Refusal
    from openkp.core.roles import Actor
    from openkp.shipments import queries

    system = Actor.system()
    found = queries.import_file(reference, viewer=system) or queries.shipment(reference, viewer=system)
    if found is None:
        raise Refusal("shipments.unknown", shipment=reference[:40])
    hand.show(found, as_json=as_json)


@shipment.command("expected")
@click.argument("participant")
@_JSON
def expected(participant: str, as_json: bool) -> None:
    """What was announced to PARTICIPANT and not yet presented."""
    from openkp.core.roles import Actor
    from openkp.shipments import queries

    rows = queries.expected(viewer=Actor.system(), participant=participant, now=now(), limit=500)
    if as_json:
        click.echo(json.dumps({"items": [hand.plain(row) for row in rows]}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        late = "late" if row.late else ""
        click.echo(f"{row.number}  {row.expected_on}  {row.issuer} > {row.destination}  {late}")


@shipment.command("depart")
@click.argument("reference")
@click.option("--expected", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day it should arrive.")
@click.option("--carrier", default="")
@click.option("--waybill", default="")
@_BY
@_JSON
def depart(reference: str, on: Any, carrier: str, waybill: str, email: str, as_json: bool) -> None:
    """The shipment leaves; the importing authority is told."""
    from openkp.shipments import actions

    told = {"expected_on": on.date() if on else None, "carrier": carrier, "waybill": waybill}
    hand.show(hand.act(actions.depart, email, shipment=reference, **told), as_json=as_json)


@shipment.command("present")
@click.argument("number")
@click.option("--participant", required=True, help="Whose customs: EU, AE, SL.")
@click.option("--office", default="", help="Of the importing authority, where there are several: eu-antwerp.")
@click.option("--transit", is_flag=True, help="Only on its way through.")
@click.option("--importer", default="", help="Number of the importing operator.")
@click.option("--paper", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON, keyed in.")
@click.option("--credential", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="QR text or vc+jwt.")
@click.option("--at", help="Its own time, if it is recorded later: 2026-11-24T09:30Z.")
@_BY
@_JSON
def present(
    number: str,
    participant: str,
    office: str,
    transit: bool,
    importer: str,
    paper: Path | None,
    credential: Path | None,
    at: str | None,
    email: str,
    as_json: bool,
) -> None:
    """NUMBER is presented at a border. Says whether it is the first time, and what is wrong with it."""
    from openkp.shipments import actions

    told = hand.act(
        actions.present,
        email,
        participant=participant,
        number=number,
        authority=office,
        purpose="transit" if transit else "import",
        presented_at=hand.moment_of(at),
        paper=_paper(paper) if paper else None,
        credential=credential.read_text("utf-8").strip()[:MAX_PAPER] if credential else "",
        importer=importer,
    )
    hand.show(told, as_json=as_json)


@shipment.command("inspect")
@click.argument("file")
@_WEIGHT
@click.option("--parcels", type=int, help="How many were found [default: as many as were weighed].")
@click.option("--seal-broken", is_flag=True)
@click.option("--container-opened", is_flag=True)
@click.option("--note", default="")
@_BY
@_JSON
def inspect(
    file: str,
    weighed: tuple[str, ...],
    parcels: int | None,
    seal_broken: bool,
    container_opened: bool,
    note: str,
    email: str,
    as_json: bool,
) -> None:
    """Opened and weighed again."""
    from openkp.shipments import actions

    found = hand.weights(weighed)
    told = hand.act(
        actions.inspect,
        email,
        file=file,
        found={reference: {"weight_cct": weight} for reference, weight in found.items()},
        number_of_parcels=len(found) if parcels is None else parcels,
        seals_intact=not seal_broken,
        container_intact=not container_opened,
        note=note,
    )
    hand.show(told, as_json=as_json)


@shipment.command("confirm")
@click.argument("file")
@click.option("--importer", default="", help="Number of the importing operator, if the file names none.")
@click.option("--return", "back", multiple=True, metavar="PARCEL", help="Not accepted: goes back.")
@click.option("--seize", "taken", multiple=True, metavar="PARCEL", help="Not accepted: seized.")
@click.option("--reason", default="", help="Why a parcel is not accepted.")
@click.option("--at", help="Its own time, if it is recorded later: 2026-11-24T09:30Z.")
@_BY
@_JSON
def confirm(
    file: str,
    importer: str,
    back: tuple[str, ...],
    taken: tuple[str, ...],
    reason: str,
    at: str | None,
    email: str,
    as_json: bool,
) -> None:
    """The signed import confirmation, by the last inspection."""
    from openkp.shipments import actions

    fates = dict.fromkeys(back, "returned") | dict.fromkeys(taken, "seized")
    told = hand.act(
        actions.confirm,
        email,
        file=file,
        fates=fates,
        reason=reason,
        importer=importer,
        confirmed_at=hand.moment_of(at),
    )
    hand.show(told, as_json=as_json)


@shipment.command("settle")
@click.argument("file")
@click.option("--outcome", required=True, help="as-found, as-certified, excess-seized, goods-returned, goods-seized.")
@click.option("--explanation", required=True)
@_BY
@_JSON
def settle(file: str, outcome: str, explanation: str, email: str, as_json: bool) -> None:
    """The end of a discrepancy."""
    from openkp.shipments import actions

    told = hand.act(actions.settle_discrepancy, email, file=file, outcome=outcome, explanation=explanation)
    hand.show(told, as_json=as_json)


@shipment.command("write")
@click.argument("file")
@click.argument("text")
@_BY
@_JSON
def write(file: str, text: str, email: str, as_json: bool) -> None:
    """A message to the other authority about a discrepancy."""
    from openkp.shipments import actions

    hand.show(hand.act(actions.write_to_other_side, email, file=file, text=text), as_json=as_json)


def _customs_command(name: str, verb: str, help_text: str, argument: str) -> None:
    @shipment.command(name, help=help_text)
    @click.argument("file")
    @_REASON
    @_BY
    @_JSON
    def command(file: str, reason: str, email: str, as_json: bool) -> None:
        from openkp.shipments import actions

        told = hand.act(getattr(actions, verb), email, file=file, **{argument: reason})
        hand.show(told, as_json=as_json)


_customs_command("detain", "detain", "Customs keep the goods.", "reason")
_customs_command("release", "release", "The fault is remedied: --reason says how.", "remedy")
_customs_command("return", "return_goods", "The goods go back to the authority that certified them.", "reason")
_customs_command("seize", "seize", "The goods pass into the state's hands.", "reason")
_customs_command("dismiss", "dismiss", "The presentation was none: a number typed wrong.", "reason")


@shipment.command("see-out")
@click.argument("file")
@_BY
@_JSON
def see_out(file: str, email: str, as_json: bool) -> None:
    """Goods in transit leave again, untouched."""
    from openkp.shipments import actions

    hand.show(hand.act(actions.see_out, email, file=file, untouched=True), as_json=as_json)


def _paper(path: Path) -> dict[str, Any]:
    """What is printed, keyed in as JSON: weights and values as decimal strings (``carats``, ``value_usd``)."""
    from openkp.core.units import MAX_CENTS, parse_decimal

    try:
        told = json.loads(path.read_bytes()[:MAX_PAPER])
    except ValueError:
        raise click.UsageError(f"{path}: not JSON") from None
    if not isinstance(told, dict):
        raise click.UsageError(f"{path}: not a JSON object")
    for parcel in told.get("parcels", []) if isinstance(told.get("parcels"), list) else []:
        if isinstance(parcel, dict) and "carats" in parcel:
            parcel["weight_cct"] = parse_decimal(parcel.pop("carats"), 2, maximum=hand.MAX_CCT, field="carats")
        if isinstance(parcel, dict) and "value_usd" in parcel:
            parcel["value_usd_cents"] = parse_decimal(parcel.pop("value_usd"), 2, maximum=MAX_CENTS, field="value_usd")
    return told
