"""The picture of a provenance and the table that says the same, in the reader's language."""

from __future__ import annotations

from openkp.words import formats, say

from . import flow
from .provenance import OTHERS, Place, Provenance

_TONES = {"site": "site", "zone": "site", "certificate": "end"}


def picture(made: Provenance, *, lang: str) -> dict[str, object]:
    """`provenance_svg`, `provenance_rows` (from, to, milli-carats), and the figures of the sentence above them."""
    labels = [_label(place, lang) for place in made.places]
    nodes = [
        flow.FlowNode(
            str(index),
            place.column,
            labels[index],
            formats.carats(lang, place.mct),
            place.mct,
            _TONES.get(place.kind, ""),
        )
        for index, place in enumerate(made.places)
    ]
    rows = [
        {"source": labels[source], "target": labels[target], "mct": mct, "kind": made.places[source].kind}
        for source, target, mct in made.flows
    ]
    bands = [
        flow.FlowBand(
            str(source), str(target), mct, f"{labels[source]} → {labels[target]} · {formats.carats(lang, mct)}"
        )
        for source, target, mct in made.flows
    ]
    columns = max((place.column for place in made.places), default=0) + 1
    heads = [say(lang, "certificate-page.column_origin"), *([""] * (columns - 2))]
    if columns > 2:
        heads[1] = say(lang, "certificate-page.column_hands")
    heads.append(say(lang, "certificate-page.column_certificate"))
    text = say(lang, "certificate-page.provenance_text", sites=made.sites, slips=made.slips, lots=made.lots)
    title = say(lang, "certificate-page.provenance_title")
    return {
        "provenance_svg": flow.draw(nodes, bands, heads=heads, title=title, text=text),
        "provenance_rows": rows,
        "provenance_text": text,
        "provenance_gathered": made.gathered,
    }


def _label(place: Place, lang: str) -> str:
    if place.kind == OTHERS:
        return say(lang, "certificate-page.others", count=int(place.name))
    if place.kind == "stock":
        return say(lang, "certificate-page.opening_stock")
    if place.kind == "import":
        return say(lang, "certificate-page.imported", number=place.name)
    if place.kind == "authority":
        return formats.country(lang, place.name)
    return place.title or place.name
