"""The page of a certificate: every mandatory field, both languages, whatever the length; and its QR code on paper."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from tests.rooms.documents import paper

from openkp.core.credential.qr import decode_qr
from openkp.core.facts import HS_CODES, MIXED, STATEMENT, CertificateFacts, PartyFacts
from openkp.core.refusal import Damage, Refusal
from openkp.documents import certificate_pdf, certificate_words, qr, typesetting
from openkp.signing.keys import FileSigner
from openkp.words import LANGUAGES, say, say_refusal


@pytest.fixture(scope="module")
def signer() -> FileSigner:
    return paper.file_signer()


def render(facts: CertificateFacts, signer: FileSigner, **told: Any) -> bytes:
    plain: dict[str, Any] = {
        "lang": "fr",
        "specimen": False,
        "signer": signer,
        "now": paper.NOW,
    }
    return certificate_pdf.render(**{**plain, **paper.forms(facts), **told})


def test_every_mandatory_field_is_on_the_page(signer: FileSigner) -> None:
    """KPCS Annex I A, in the order of the text."""
    (page,) = paper.page_texts(render(paper.facts(), signer))
    mandatory = [
        "Kimberley Process Certificate",
        STATEMENT,
        "Country of origin Pays d’origine Sierra Leone",
        "SL004312",
        "Date of issue Date de délivrance 24 November 2026, 14:05 GMT",
        "Date of expiry Date d’expiration 23 January 2027, 24:00 GMT",
        "National Minerals Agency",
        "Kono Diamond Traders Ltd",
        "12 Lightfoot Boston Street",
        "Antwerp Rough BV",
        "Hoveniersstraat 22",
        "123.46 ct",
        "US$ 98,899.82",
        "Number of parcels Nombre de colis 1",
        "7102.31",
        "Validated for the exporting authority by Validé pour l’autorité exportatrice par Aminata Sesay-Koroma",
    ]
    assert [words for words in mandatory if not paper.shows(page, words)] == []


def test_what_we_add_is_on_the_page_too(signer: FileSigner) -> None:
    told = paper.facts(
        kind="technical",
        purpose="Return of goods seized in error",
        relates_to="SL004001",
        sources=("LR000104", "GN000077"),
    )
    (page,) = paper.page_texts(render(told, signer))
    added = [
        "SL-EXP-0042",
        "NMA-276211",
        "NMA-740595",
        "L-SL-000001",
        "Technical certificate · Certificat technique",
        "Return of goods seized in error",
        "Relates to certificate Se rapporte au certificat SL004001",
        "LR000104",
        "GN000077",
        "European Union",
        "Union européenne",
        paper.URL,
        told.credential_id,
        "kp.example.org/log",
        "entry 123,456 in a log of 1,048,576",
        signer.serial,
    ]
    assert [words for words in added if not paper.shows(page, words)] == []


def test_the_import_confirmation_part_can_be_filled_and_torn_off(signer: FileSigner) -> None:
    """KPCS Annex I B: destination, importer, carats, value, HS code, date of receipt, authentication."""
    (page,) = paper.page_texts(render(paper.facts(), signer, lang="en"))
    after = page[page.index("detachhere") :]
    for words in ("Import confirmation", "SL004312", "European Union", "Antwerp Rough BV", "123.46 ct", "7102.31"):
        assert paper.shows(after, words), words
    for name in (
        "received-on",
        "carats-found",
        "value-found",
        "hs-found",
        "seals-intact",
        "importing-authority",
        "stamp",
    ):
        assert paper.shows(after, say("en", f"pdf.page_label_{name}")), name


def test_the_number_stands_in_several_places(signer: FileSigner) -> None:
    (page,) = paper.page_texts(render(paper.facts(), signer))
    large = re.sub(r"kimberleyprocesscertificatesl004312/?", "", page)
    assert large.count("sl004312") >= 2
    assert page.count("sl004312") >= 5


def test_english_alone_where_no_other_language_is_asked(signer: FileSigner) -> None:
    (page,) = paper.page_texts(render(paper.facts(), signer, lang="en"))
    french = [say("fr", f"pdf.page_label_{name}") for name in certificate_words.LABELS]
    english = {say("en", f"pdf.page_label_{name}") for name in certificate_words.LABELS}
    assert [words for words in french if len(words) > 6 and words not in english and paper.shows(page, words)] == []
    assert paper.shows(page, STATEMENT)


def test_the_prescribed_sentence_is_that_of_the_text() -> None:
    assert say("en", "pdf.page_statement") == STATEMENT


def test_forty_parcels_go_on_under_the_same_number_and_their_totals_agree(signer: FileSigner) -> None:
    parcels = tuple(paper.parcel(line, hs=HS_CODES[line % 3]) for line in range(40))
    told = paper.facts(parcels=parcels)
    first, second = paper.page_texts(render(told, signer, lang="en"))
    assert paper.shows(first, "The parcels are listed on the continuation page")
    assert all(paper.shows(second, parcel.reference) for parcel in parcels)
    for page in (first, second):
        assert paper.shows(page, "SL004312")
        for weight, value in told.totals_by_hs().values():
            assert paper.shows(page, f"{weight / 100:,.2f}")
            assert paper.shows(page, f"{value / 100:,.2f}")
        assert paper.shows(page, f"{told.total_value_usd_cents / 100:,.2f}")
    assert paper.shows(first, "Page 1 of 2")
    assert paper.shows(second, "Page 2 of 2")


def test_a_mixed_shipment_names_its_countries_in_both_languages(signer: FileSigner) -> None:
    parcels = (paper.parcel(1), paper.parcel(2, origin=MIXED, origins=("GN", "LR")))
    (page,) = paper.page_texts(render(paper.facts(origin=MIXED, parcels=parcels), signer))
    for words in ("Mixed origin", "Origine mixte", "Guinea, Liberia, Sierra Leone", "Guinée, Liberia, Sierra Leone"):
        assert paper.shows(page, words), words
    assert paper.shows(page, "(GN, LR)")


def test_the_largest_facts_lose_nothing_on_paper() -> None:
    """Every text at the bounds of core/credential/shape.py: more than any QR code holds, so this page has another."""
    countries = ("AO", "BW", "CA", "CI", "CM", "CD", "CG", "CF", "GN", "GY", "LR", "LS", "NA", "RU", "SL", "ZA", "TZ")
    told = paper.facts(
        authority="Authority " * 20,
        exporter=PartyFacts("Exporter " * 22, "\n".join(["Street and house"] * 23), "SL", "E" * 60),
        importer=PartyFacts("Importer " * 22, "Building " * 44, "AE"),
        origin=MIXED,
        parcels=tuple(
            paper.parcel(line, reference=f"P{line:03d}" + "x" * 70, origin=MIXED, origins=countries)
            for line in range(100)
        ),
        seals=tuple(f"SEAL-{line:03d}" + "0" * 50 for line in range(100)),
        sources=tuple(f"LR{line:06d}" for line in range(300)),
        purpose="Purpose " * 25,
        relates_to="SL000001",
        validated_by="Validated " * 20,
    )
    pdf = paper.page_of(told, paper.payload(1300))
    pages = paper.page_texts(pdf)
    first, rest = pages[0], "".join(pages[1:])
    for words in (told.exporter.name, told.importer.name, told.importer.address, told.purpose, told.validated_by):
        assert paper.shows(first, words)
    assert paper.shows(first, told.authority)
    assert first.count("streetandhouse") == 23
    assert paper.shows(first, say("fr", "pdf.page_label_officer"))
    for words in [*told.seals, *told.sources, *(parcel.reference for parcel in told.parcels)]:
        assert paper.shows(rest, words), words
    assert paper.shows(rest, "South Africa")
    assert _lowest_words(pdf) > 30


def _lowest_words(pdf: bytes) -> float:
    """Where the lowest character of the first page stands, in points above the edge: inside the frame."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return min(text.get_charbox(index)[1] for index in range(text.count_chars()))


def test_words_are_printed_as_words(signer: FileSigner) -> None:
    """Facts are never part of the template's source."""
    name = '#panic("x") $x^2$ *bold* _it_ @ref <label> \\ // = [x] {y} `z`'
    (page,) = paper.page_texts(render(paper.facts(exporter=PartyFacts(name, "~", "SL")), signer))
    assert paper.shows(page, name)


def test_a_character_that_no_typeface_draws_gives_way_to_a_mark_and_the_page_says_so(signer: FileSigner) -> None:
    told = paper.facts(importer=PartyFacts("上海 Diamond Exchange \N{GEM STONE}", "Century Avenue", "CN"))
    (page,) = paper.page_texts(render(told, signer))
    mark = certificate_words.REPLACEMENT
    assert paper.shows(page, f"{mark * 2} Diamond Exchange {mark}")
    assert paper.shows(page, say("en", "pdf.page_unprintable", mark=mark))
    assert certificate_words.unprintable(told.importer.name) == "上海\N{GEM STONE}"
    (plain,) = paper.page_texts(render(paper.facts(), signer))
    assert mark not in plain


def test_every_character_said_to_be_drawn_is_drawn() -> None:
    """Under PDF/A typst refuses a glyph that is not there: each style that the page uses draws each character."""
    drawn = [chr(point) for first, last in certificate_words.DRAWN for point in range(first, last + 1)]
    words = " ".join(drawn)
    data = certificate_words.page_data(
        paper.facts(
            authority=words, exporter=PartyFacts(words, words, "SL", words), seals=(words,), validated_by=words
        ),
        languages=("en",),
        proof_text=paper.proof(paper.facts()).to_text(),
        verify_url=paper.URL,
        serial="00",
    )
    assert not data["unprintable"]
    data |= {"qr_svg": qr.svg("KP1:X"), "qr_side_tenths_mm": 580, "specimen": False, "attachments": []}
    assert typesetting.typeset(certificate_pdf.TEMPLATE, data, at=paper.NOW).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("reason", ["told", "facts", "key"])
def test_specimen_lies_across_every_page_of_what_is_worth_nothing(signer: FileSigner, reason: str) -> None:
    parcels = tuple(paper.parcel(line) for line in range(30))
    pdf = render(
        paper.facts(parcels=parcels, specimen=reason == "facts"),
        paper.file_signer(specimen=True) if reason == "key" else signer,
        specimen=reason == "told",
    )
    pages = paper.page_texts(pdf)
    assert len(pages) == 2
    assert all(paper.shows(page, "SPECIMEN") and paper.shows(page, "Sans valeur commerciale") for page in pages)


def test_a_real_certificate_is_no_specimen(signer: FileSigner) -> None:
    (page,) = paper.page_texts(render(paper.facts(), signer))
    assert not paper.shows(page, "SPECIMEN")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"lang": "xx"}, "documents.language"),
        ({"proof_text": ""}, "documents.not_sealed"),
        ({"qr_text": paper.payload(2800)}, "documents.qr_too_long"),
        ({"qr_text": paper.payload(9000)}, "documents.qr_too_long"),
        ({"proof_text": "c2sp.org/tlog-proof@v1\nindex x\n\n"}, "tlog.proof_malformed"),
    ],
)
def test_what_cannot_be_printed_is_refused(signer: FileSigner, told: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        render(paper.facts(), signer, **told)
    assert refused.value.code == code
    if code.startswith("documents."):
        assert all(say_refusal(language, refused.value) for language in LANGUAGES)


OTHER = paper.facts(number="SL004313", credential_id="AAAAAAAAAAAAAAAAAAAAAA")
HEAVIER = paper.facts(parcels=(paper.parcel(1, weight_cct=99_999),))


@pytest.mark.parametrize(
    "told",
    [
        {"vc_jwt": paper.vc(OTHER)},
        {"vc_jwt": paper.vc(HEAVIER)},
        {"vc_jwt": paper.vc(paper.facts())[:-20]},
        {"vc_jwt": "eyJhbGciOiJFZDI1NTE5In0.eyJpc3N1ZXIiOiJkaWQ6d2ViIn0.c2lnbmF0dXJl"},
        {"qr_text": paper.qr_text(OTHER)},
        {"qr_text": paper.qr_text(HEAVIER)},
        {"qr_text": paper.payload(1300)},
        {"proof_text": paper.proof(OTHER).to_text()},
        {"proof_text": paper.proof(paper.facts(), index=123_457).to_text()},
        {"verify_url": paper.URL[:-1] + "Q"},
    ],
    ids=lambda told: next(iter(told)),
)
def test_what_does_not_agree_never_gets_onto_paper(
    signer: FileSigner, told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages show what the credential says, and code, proof and address are of the same certificate."""
    printed: list[bytes] = []
    monkeypatch.setattr(certificate_pdf, "typeset", lambda *_, **__: printed.append(b"") or b"")
    with pytest.raises(Damage, match=r"SL00431|cannot be read"):
        render(paper.facts(), signer, **told)
    assert printed == []


def test_a_change_to_a_proof_after_the_code_was_made_is_seen(signer: FileSigner) -> None:
    """The code carries one proof and the file another: both of this certificate, of two heads of the log."""
    with pytest.raises(Damage, match="another proof"):
        render(paper.facts(), signer, proof_text=paper.proof(paper.facts(), size=1_048_570).to_text())


def test_the_code_reads_from_a_poor_scan_at_200_dpi(signer: FileSigner) -> None:
    """The certificate's own payload, with an inclusion proof of 20 hashes and its checkpoint, under SPECIMEN."""
    told = paper.facts(specimen=True)
    text = paper.qr_text(told)
    assert decode_qr(text)[1] == paper.proof(told)
    pdf = render(told, signer)
    for turned in (0.0, 0.7, 90.0):
        assert _read(paper.scan(pdf, turned=turned, blur=1.1, dirt=0.1)) == [text]


@pytest.mark.parametrize("characters", [1300, 2400])
def test_dense_codes_read_at_200_dpi(characters: int) -> None:
    text = paper.payload(characters)
    assert _read(paper.scan(paper.page_of(paper.facts(), text), turned=-1.3, blur=1.1, dirt=0.1)) == [text]


def test_the_densest_code_that_is_let_through_reads() -> None:
    longest = 2677  # letters and digits of version 31 at level L: 149 modules, 3.07 dots each at 200 dpi
    text = paper.payload(longest)
    assert qr.qr_fits(text)
    assert _read(paper.scan(paper.page_of(paper.facts(), text), turned=0.5, blur=0.8)) == [text]
    assert not qr.qr_fits(paper.payload(longest + 1))
    with pytest.raises(Refusal, match=r"documents\.qr_too_long"):
        qr.png(paper.payload(longest + 1))


def test_the_png_of_a_code_reads() -> None:
    text = paper.payload(1300)
    assert qr.png(text).startswith(b"\x89PNG")
    assert _read(Image.open(io.BytesIO(qr.png(text)))) == [text]


def _read(image: Any) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def test_the_same_certificate_gives_the_same_pages() -> None:
    data = {
        "width": 2100,
        "height": 2970,
        "dx": 0,
        "dy": 0,
        "language": "en",
        "boxes": [],
        "test": True,
        "note": "x",
        "specimen": "",
    }
    one, two = (typesetting.typeset("paper.typ", data, at=paper.NOW) for _ in range(2))
    assert one == two


def test_a_forked_child_crashes_rather_than_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {
        "width": 2100,
        "height": 2970,
        "dx": 0,
        "dy": 0,
        "language": "en",
        "boxes": [],
        "test": True,
        "note": "",
        "specimen": "",
    }
    typesetting.typeset("paper.typ", data, at=paper.NOW)
    monkeypatch.setattr(typesetting.os, "getpid", lambda: 1)
    with pytest.raises(AssertionError, match="spawn"):
        typesetting.typeset("paper.typ", data, at=paper.NOW)
