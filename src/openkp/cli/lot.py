"""`openkp lot trace LOT`: every ancestor of a lot, from the pits to it."""

from __future__ import annotations

import json
from typing import Any

import click

from openkp.cli import language
from openkp.words import formats, say


@click.group()
def lot() -> None:
    """Lots of the carat ledger."""


@lot.command()
@click.argument("reference", metavar="LOT")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def trace(reference: str, as_json: bool) -> int:
    """Everything the lot LOT was made of: finds, sites, slips, sales, with the weight that went on."""
    from openkp.core.roles import Actor
    from openkp.ledger import queries

    # Whoever has a shell on the server may see every name.
    found = queries.trace(reference, viewer=Actor.system())
    if as_json:
        click.echo(json.dumps(_document(found), ensure_ascii=False, indent=1))
        return 0
    lang = language()
    click.echo(say(lang, "ledger.trace_of", lot=found.ref, count=len(found.nodes) - 1))
    for origin, mct in found.origins.items():
        click.echo(f"  {formats.carats(lang, mct):>16}  {origin}")
    slips = {row.lot: f"{row.booklet}/{row.number}" for row in found.slips}
    for node in reversed(found.nodes):
        said = [
            formats.short_day(lang, node.day),
            say(lang, f"ledger.kind_{node.kind}"),
            found.names.get(node.holder, node.holder),
            found.dug_at.get(node.id, "") or slips.get(node.id, "") or node.certificate,
        ]
        click.echo(
            f"{node.ref}  {formats.carats(lang, node.made_mct):>14}  " + "  ".join(text for text in said if text)
        )
    return 0


def _document(found: Any) -> dict[str, Any]:
    """Carats as decimal text, in the order of ids; `edges` tell what went from which lot into which."""
    from openkp.core.units import carats_from_mct

    refs = {node.id: node.ref for node in found.nodes}
    slips = {row.lot: {"booklet": row.booklet, "number": row.number} for row in found.slips}
    return {
        "lot": found.ref,
        "origins": {origin: carats_from_mct(mct) for origin, mct in found.origins.items()},
        "countries": list(found.countries),
        "sites": list(found.sites),
        "nodes": [
            {
                "lot": node.ref,
                "participant": node.participant,
                "holder_kind": node.holder_kind,
                "holder": node.holder,
                "holder_name": found.names.get(node.holder),
                "hs": node.hs,
                "carats": carats_from_mct(node.made_mct),
                "kind": node.kind,
                "on": node.on,
                "site": found.dug_at.get(node.id),
                "slip": slips.get(node.id),
                "certificate": node.certificate or None,
            }
            for node in found.nodes
        ],
        "edges": [
            {"from": refs[edge.source], "to": refs[edge.target], "carats": carats_from_mct(edge.mct)}
            for edge in found.edges
        ],
    }
