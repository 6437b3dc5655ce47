"""Prints the facts of a certificate onto a country's own pre-numbered security paper: text at offsets, nothing else.

A layout is dated configuration of a participant (JSON), all lengths in tenths of a millimetre from the top left corner:

    {"page": {"width": 2100, "height": 2970}, "shift": {"x": 0, "y": 0}, "language": "fr",
     "fields": [{"name": "exporter.name", "x": 250, "y": 610, "width": 800, "height": 90,
                 "points": 10, "align": "left"}],
     "rows": {"y": 1500, "step": 60, "count": 8}}

`shift` corrects a printer's own offset. A field named ``parcels.*`` takes its `y` from `rows`, one line a parcel.
The paper bears its number: the field ``number`` is printed only when asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import typst

from openkp.core.facts import HS_CODES, MIXED, STATEMENT, CertificateFacts, PartyFacts
from openkp.core.refusal import Refusal
from openkp.words import LANGUAGES, formats, say

from .certificate_words import drawn
from .typesetting import typeset

TEMPLATE = "paper.typ"
_LARGEST_PAGE = 4200  # tenths of a millimetre: the long side of A3
_ALIGNS = ("left", "center", "right")
_PARCEL_FIELDS = ("line", "reference", "hs", "origin", "carats", "value")
_PARTY_FIELDS = ("name", "address", "country", "licence")
_PLAIN_FIELDS = (
    "number participant authority statement kind exporter importer origin provenance destination issued expires "
    "carats value parcel_count hs_codes seals sources relates_to purpose validated_by credential_id"
)
_OVERFLOW = "overflow:"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    x: int
    y: int
    width: int
    height: int
    points: int
    align: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A checked layout. `rows`: y of the first parcel line, step between lines, how many the paper holds."""

    width: int
    height: int
    shift_x: int
    shift_y: int
    language: str
    fields: tuple[Field, ...]
    rows: tuple[int, int, int] | None


def field_names() -> tuple[str, ...]:
    """Every fact that a layout can place."""
    parties = [f"{who}.{part}" for who in ("exporter", "importer") for part in _PARTY_FIELDS]
    totals = [f"totals.{code}.{part}" for code in HS_CODES for part in ("carats", "value")]
    return (*_PLAIN_FIELDS.split(), *parties, *totals, *(f"parcels.{part}" for part in _PARCEL_FIELDS))


def read_layout(value: Mapping[str, Any]) -> Layout:
    """Read configuration strictly. Refuses ``documents.paper_layout`` with the `place` that is wrong."""
    page = _mapping(value, "page")
    width, height = (_whole(page, side, f"page.{side}", 500, _LARGEST_PAGE) for side in ("width", "height"))
    shift = value.get("shift", {})
    language = value.get("language", "en")
    if language not in LANGUAGES:
        raise Refusal("documents.paper_layout", place="language")
    rows = None
    if "rows" in value:
        told = _mapping(value, "rows")
        rows = (
            _whole(told, "y", "rows.y", 0, height),
            _whole(told, "step", "rows.step", 20, 500),
            _whole(told, "count", "rows.count", 1, 100),
        )
        if rows[0] + rows[1] * rows[2] > height:
            raise Refusal("documents.paper_layout", place="rows")
    listed = value.get("fields")
    if not isinstance(listed, list) or not listed:
        raise Refusal("documents.paper_layout", place="fields")
    fields = tuple(_field(item, index, width, height, rows is not None) for index, item in enumerate(listed))
    return Layout(
        width=width,
        height=height,
        shift_x=_whole(shift, "x", "shift.x", -200, 200, default=0),
        shift_y=_whole(shift, "y", "shift.y", -200, 200, default=0),
        language=language,
        fields=fields,
        rows=rows,
    )


def render(
    facts: CertificateFacts, *, layout: Mapping[str, Any], now: dt.datetime, print_number: bool = False
) -> bytes:
    """A PDF of one page that holds the text and nothing else, but SPECIMEN across it where the facts are a specimen's.

    Refuses ``documents.paper_layout``, ``documents.paper_rows`` (more parcels than the paper has lines) and
    ``documents.paper_overflow`` (a text larger than its box: nothing is ever cut).
    """
    paper = read_layout(layout)
    if paper.rows and len(facts.parcels) > paper.rows[2] and any(f.name.startswith("parcels.") for f in paper.fields):
        raise Refusal("documents.paper_rows", rows=paper.rows[2], parcels=len(facts.parcels))
    texts = dict(_texts(facts, paper.language))
    boxes = []
    for field in paper.fields:
        if field.name == "number" and not print_number:
            continue
        if field.name.startswith("parcels."):
            assert paper.rows, "checked: a layout with parcel fields has rows"
            first, step, _ = paper.rows
            boxes += [
                _box(field, texts[f"{field.name}.{line}"], first + step * line, step)
                for line in range(len(facts.parcels))
            ]
        else:
            boxes.append(_box(field, texts[field.name], field.y, field.height))
    word = say("en", "pdf.page_specimen_word") if facts.specimen else ""  # one word, the same for every reader
    return _typeset(paper, {"boxes": boxes, "test": False, "note": "", "specimen": word}, now)


def render_alignment(*, layout: Mapping[str, Any], now: dt.datetime) -> bytes:
    """The alignment test page: a millimetre scale on the edges and the outline of every box, with its name."""
    paper = read_layout(layout)
    boxes = []
    for field in paper.fields:
        if field.name.startswith("parcels.") and paper.rows:
            first, step, count = paper.rows
            boxes += [_box(field, field.name, first + step * line, step) for line in range(count)]
        else:
            boxes.append(_box(field, field.name, field.y, field.height))
    note = say(paper.language, "documents.paper_alignment")
    return _typeset(paper, {"boxes": boxes, "test": True, "note": note, "specimen": ""}, now)


def _typeset(paper: Layout, data: dict[str, Any], now: dt.datetime) -> bytes:
    page = {"width": paper.width, "height": paper.height, "dx": paper.shift_x, "dy": paper.shift_y}
    try:
        return typeset(TEMPLATE, {**page, "language": paper.language, **data}, at=now, archive=False)
    except typst.TypstError as error:
        _, found, name = str(error).partition(_OVERFLOW)
        if not found:
            raise
        raise Refusal("documents.paper_overflow", name=name.split(";")[0]) from None


def _box(field: Field, text: str, y: int, height: int) -> dict[str, Any]:
    return {
        "name": field.name,
        "text": text,
        "x": field.x,
        "y": y,
        "width": field.width,
        "height": height,
        "points": field.points,
        "align": field.align,
    }


def _texts(facts: CertificateFacts, language: str) -> Iterator[tuple[str, str]]:
    for name, text in _plain_texts(facts, language):
        yield name, drawn(text)


def _plain_texts(facts: CertificateFacts, language: str) -> Iterator[tuple[str, str]]:
    def origin(code: str) -> str:
        return say(language, "pdf.page_mixed") if code == MIXED else formats.country(language, code)

    def figure(hundredths: int) -> str:
        return formats.number(language, hundredths, 2)

    yield "number", facts.number
    yield "participant", formats.country(language, facts.participant)
    yield "authority", facts.authority
    yield "statement", f"{STATEMENT}."
    yield "kind", say(language, f"pdf.page_kind_{facts.kind}")
    for who, party in (("exporter", facts.exporter), ("importer", facts.importer)):
        yield from _party_texts(who, party, language)
    yield "origin", origin(facts.origin)
    yield "provenance", formats.country(language, facts.provenance)
    yield "destination", formats.country(language, facts.destination)
    yield "issued", formats.day(language, facts.issued_at.astimezone(dt.UTC).date())
    yield "expires", formats.until(language, facts.valid_until)
    yield "carats", figure(facts.total_weight_cct)
    yield "value", figure(facts.total_value_usd_cents)
    yield "parcel_count", str(len(facts.parcels))
    totals = facts.totals_by_hs()
    yield "hs_codes", ", ".join(totals)
    for code in HS_CODES:
        weight, value = totals.get(code, (0, 0))
        yield f"totals.{code}.carats", figure(weight) if weight else ""
        yield f"totals.{code}.value", figure(value) if weight else ""
    yield "seals", ", ".join(facts.seals)
    yield "sources", ", ".join(facts.sources)
    yield "relates_to", facts.relates_to
    yield "purpose", facts.purpose
    yield "validated_by", facts.validated_by
    yield "credential_id", facts.credential_id
    for line, parcel in enumerate(facts.parcels):
        yield f"parcels.line.{line}", str(line + 1)
        yield f"parcels.reference.{line}", parcel.reference
        yield f"parcels.hs.{line}", parcel.hs
        yield f"parcels.origin.{line}", origin(parcel.origin)
        yield f"parcels.carats.{line}", figure(parcel.weight_cct)
        yield f"parcels.value.{line}", figure(parcel.value_usd_cents)


def _party_texts(who: str, party: PartyFacts, language: str) -> Iterator[tuple[str, str]]:
    country = formats.country(language, party.country)
    yield who, "\n".join((party.name, party.address, country))
    yield f"{who}.name", party.name
    yield f"{who}.address", party.address
    yield f"{who}.country", country
    yield f"{who}.licence", party.licence


def _field(item: Any, index: int, width: int, height: int, has_rows: bool) -> Field:
    place = f"fields[{index}]"
    if not isinstance(item, Mapping) or item.get("name") not in field_names():
        raise Refusal("documents.paper_layout", place=f"{place}.name")
    in_rows = str(item["name"]).startswith("parcels.")
    if in_rows and not has_rows:
        raise Refusal("documents.paper_layout", place="rows")
    align = item.get("align", "left")
    if align not in _ALIGNS:
        raise Refusal("documents.paper_layout", place=f"{place}.align")
    field = Field(
        name=str(item["name"]),
        x=_whole(item, "x", f"{place}.x", 0, width),
        y=0 if in_rows else _whole(item, "y", f"{place}.y", 0, height),
        width=_whole(item, "width", f"{place}.width", 10, width),
        height=0 if in_rows else _whole(item, "height", f"{place}.height", 10, height),
        points=_whole(item, "points", f"{place}.points", 4, 40, default=10),
        align=align,
    )
    if field.x + field.width > width or field.y + field.height > height:
        raise Refusal("documents.paper_layout", place=place)
    return field


def _mapping(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    if not isinstance(found, Mapping):
        raise Refusal("documents.paper_layout", place=name)
    return found


def _whole(value: Any, name: str, place: str, least: int, most: int, *, default: int | None = None) -> int:
    found = value.get(name, default) if isinstance(value, Mapping) else None
    if type(found) is not int or not least <= found <= most:
        raise Refusal("documents.paper_layout", place=place)
    return found
