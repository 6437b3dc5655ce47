"""Printing onto a country's own paper: the text at its place, nothing else, nothing cut."""

from __future__ import annotations

import copy
from typing import Any

import pypdfium2
import pytest
from tests.rooms.documents import paper

from openkp.core.facts import MIXED, PartyFacts
from openkp.core.refusal import Refusal
from openkp.documents import security_paper
from openkp.words import LANGUAGES, say_refusal

LAYOUT: dict[str, Any] = {
    "page": {"width": 2100, "height": 1480},
    "language": "fr",
    "fields": [
        {"name": "number", "x": 1500, "y": 100, "width": 400, "height": 80, "points": 14},
        {"name": "exporter.name", "x": 250, "y": 400, "width": 700, "height": 60},
        {"name": "carats", "x": 1200, "y": 400, "width": 300, "height": 60, "align": "right"},
        {"name": "expires", "x": 250, "y": 600, "width": 800, "height": 60},
        {"name": "parcels.reference", "x": 250, "width": 500},
        {"name": "parcels.origin", "x": 800, "width": 500},
    ],
    "rows": {"y": 800, "step": 60, "count": 5},
}


def layout(**changed: Any) -> dict[str, Any]:
    return {**copy.deepcopy(LAYOUT), **changed}


def field(index: int, **changed: Any) -> dict[str, Any]:
    out = layout()
    out["fields"][index] |= changed
    return out


def place_of(pdf: bytes, words: str) -> tuple[float, float]:
    """Left edge and baseline region of the words, in tenths of a millimetre from the top left corner."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    found = text.search(words).get_next()
    assert found, words
    left, _, _, top = text.get_charbox(found[0])
    scale = 254 / 72
    return left * scale, (page.get_height() - top) * scale


def test_each_text_stands_at_its_place_to_half_a_millimetre() -> None:
    pdf = security_paper.render(paper.facts(), layout=LAYOUT, now=paper.NOW)
    left, top = place_of(pdf, "Kono Diamond")
    assert abs(left - 250) < 5
    assert 400 <= top <= 425
    page = pypdfium2.PdfDocument(pdf)[0]
    assert (round(page.get_width() * 254 / 72), round(page.get_height() * 254 / 72)) == (2100, 1480)


def test_the_printers_own_shift_moves_everything() -> None:
    plain, moved = (
        place_of(
            security_paper.render(paper.facts(), layout=layout(shift={"x": x, "y": y}), now=paper.NOW), "Kono Diamond"
        )
        for x, y in ((0, 0), (15, -20))
    )
    assert round(moved[0] - plain[0]) == 15
    assert round(moved[1] - plain[1]) == -20


def test_nothing_but_the_text_is_printed_and_no_number() -> None:
    pdf = security_paper.render(paper.facts(), layout=LAYOUT, now=paper.NOW)
    (page,) = paper.page_texts(pdf)
    expected = "KonoDiamondTradersLtd123,4623janvier2027,24:00GMTL-SL-000001SierraLeone".lower()
    assert sorted(page) == sorted(expected)
    kinds = {item.type for item in pypdfium2.PdfDocument(pdf)[0].get_objects()}
    assert kinds == {1}  # FPDF_PAGEOBJ_TEXT


def test_a_specimen_says_so_across_the_paper_and_the_rest_stands_where_it_stood() -> None:
    plain, specimen = (
        security_paper.render(paper.facts(specimen=told), layout=LAYOUT, now=paper.NOW) for told in (False, True)
    )
    assert paper.shows(paper.page_texts(specimen)[0], "SPECIMEN")
    assert not paper.shows(paper.page_texts(plain)[0], "SPECIMEN")
    assert place_of(specimen, "Kono Diamond") == place_of(plain, "Kono Diamond")


def test_the_number_is_printed_when_asked() -> None:
    (page,) = paper.page_texts(security_paper.render(paper.facts(), layout=LAYOUT, now=paper.NOW, print_number=True))
    assert paper.shows(page, "SL004312")


def test_each_parcel_has_its_line() -> None:
    parcels = (paper.parcel(1), paper.parcel(2, origin=MIXED, origins=("GN", "SL")))
    pdf = security_paper.render(paper.facts(parcels=parcels), layout=LAYOUT, now=paper.NOW)
    first, second = (place_of(pdf, parcel.reference)[1] for parcel in parcels)
    assert round(second - first) == 60
    assert paper.shows(paper.page_texts(pdf)[0], "Origine mixte")


def test_every_field_that_can_be_named_can_be_printed() -> None:
    names = [name for name in security_paper.field_names() if not name.startswith("parcels.")]
    fields = [
        {"name": name, "x": 100, "y": 50 + 60 * line, "width": 1900, "height": 200, "points": 6}
        for line, name in enumerate(names)
    ]
    fields += [
        {"name": f"parcels.{part}", "x": 100 + 300 * index, "width": 300, "points": 6}
        for index, part in enumerate(("line", "reference", "hs", "origin", "carats", "value"))
    ]
    told = layout(page={"width": 2100, "height": 2970}, fields=fields, rows={"y": 2800, "step": 60, "count": 1})
    facts = paper.facts(relates_to="SL000001", purpose="A purpose", sources=("LR000001",))
    (page,) = paper.page_texts(security_paper.render(facts, layout=told, now=paper.NOW, print_number=True))
    for words in (
        "SL004312",
        "SL000001",
        "LR000001",
        "A purpose",
        facts.credential_id,
        "7102.31",
        "Aminata Sesay-Koroma",
    ):
        assert paper.shows(page, words)


def test_a_text_larger_than_its_box_is_refused_not_cut() -> None:
    long = paper.facts(exporter=PartyFacts("A very long name " * 8, "x", "SL"))
    with pytest.raises(Refusal) as refused:
        security_paper.render(long, layout=LAYOUT, now=paper.NOW)
    assert refused.value == Refusal("documents.paper_overflow", name="exporter.name")
    with pytest.raises(Refusal) as wide:
        security_paper.render(paper.facts(exporter=PartyFacts("W" * 60, "x", "SL")), layout=LAYOUT, now=paper.NOW)
    assert wide.value.code == "documents.paper_overflow"


def test_more_parcels_than_lines_are_refused() -> None:
    parcels = tuple(paper.parcel(line) for line in range(6))
    with pytest.raises(Refusal) as refused:
        security_paper.render(paper.facts(parcels=parcels), layout=LAYOUT, now=paper.NOW)
    assert refused.value == Refusal("documents.paper_rows", rows=5, parcels=6)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({}, "page"),
        (layout(page={"width": "2100", "height": 1480}), "page.width"),
        (layout(page={"width": 2100, "height": 10**6}), "page.height"),
        (layout(language="xx"), "language"),
        (layout(fields=[]), "fields"),
        (layout(shift={"x": 1000, "y": 0}), "shift.x"),
        (layout(rows={"y": 800, "step": 60, "count": 50}), "rows"),
        (field(1, name="exporter.shoe_size"), "fields[1].name"),
        (field(1, x=1900), "fields[1]"),
        (field(1, x=True), "fields[1].x"),
        (field(1, align="middle"), "fields[1].align"),
        ({key: value for key, value in LAYOUT.items() if key != "rows"}, "rows"),
    ],
)
def test_a_wrong_layout_is_refused_where_it_is_wrong(wrong: dict[str, Any], place: str) -> None:
    with pytest.raises(Refusal) as refused:
        security_paper.read_layout(wrong)
    assert refused.value == Refusal("documents.paper_layout", place=place)
    assert all(place in say_refusal(language, refused.value) for language in LANGUAGES)


def test_the_alignment_page_shows_every_box_and_no_fact() -> None:
    (page,) = paper.page_texts(security_paper.render_alignment(layout=LAYOUT, now=paper.NOW))
    assert paper.shows(page, "exporter.name")
    assert page.count("parcels.reference") == 5
    assert not paper.shows(page, "Kono")
    assert paper.shows(page, "imprimez à 100 %")
