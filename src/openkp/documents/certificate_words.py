"""A certificate's facts as the page says them: every text formatted, in English and in the language beside it.

A text that reads alike in both languages is said once. Figures and dates of the first language are the English ones:
the Process asks for an English text on every certificate (KPCS Annex I).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from openkp.core.facts import MIXED, CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.tlog import LogProof, read_checkpoint
from openkp.words import LANGUAGES, formats, say

ENGLISH = "en"
MAX_ADDRESS_LINES = 5  # beyond, the lines are run together, so that the page holds them
_LABELS = """
    number exporter importer licence origin provenance destination carats value hs-codes parcel-count issued expires
    line parcel hs parcel-origin parcel-carats parcel-value total-hs hs-meaning total purpose relates-to seals sources
    see-annex parcels-annex validated-by signature stamp verify-at credential-id log electronic qr detach confirmation
    received-on carats-found value-found hs-found seals-intact yes no importing-authority officer
"""
LABELS = tuple(_LABELS.split())
REPLACEMENT = "\N{WHITE SQUARE}"
# What the typefaces inside the typst wheel can draw; a test draws them all. A page with a character that is not drawn
# would not be PDF/A, so it is replaced by a mark, and the page says so.
DRAWN = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0xAC),
    (0xAE, 0x2AF),
    (0x300, 0x36F),
    (0x1E00, 0x1EFF),
    (0x386, 0x386),  # Greek
    (0x388, 0x38A),
    (0x38C, 0x38C),
    (0x38E, 0x3A1),
    (0x3A3, 0x3FF),
    (0x400, 0x4FF),  # Cyrillic
    (0x2010, 0x2027),  # signs
    (0x202F, 0x2040),
    (0x2044, 0x2052),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x25A1, 0x25A1),
)


def languages_of(lang: str) -> tuple[str, ...]:
    """English, and `lang` beside it unless it is English."""
    return (ENGLISH,) if lang == ENGLISH or lang not in LANGUAGES else (ENGLISH, lang)


def unprintable(text: str) -> str:
    """The characters of `text` that the page cannot draw, each once; ``""`` if it can draw all."""
    shown = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(char for char in shown if char != "\n" and not _is_drawn(char)))


def drawn(text: str) -> str:
    """`text` in composed form, with a mark for each character that no typeface here can draw."""
    shown = unicodedata.normalize("NFC", text)
    return "".join(char if _is_drawn(char) or char == "\n" else REPLACEMENT for char in shown)


def page_data(
    facts: CertificateFacts, *, languages: tuple[str, ...], proof_text: str, verify_url: str, serial: str
) -> dict[str, Any]:
    """The template's data, but for the QR code, the attachments and the watermark."""
    page = _Page(facts, languages)
    data = {
        "languages": list(languages),
        "labels": {name: page.say(f"label_{name}") for name in LABELS},
        "title": page.say("title"),
        "statement": page.say("statement"),
        "description": f"{say(ENGLISH, 'pdf.page_title')} {facts.number}, {facts.credential_id}",
        "keywords": ["Kimberley Process", facts.number, facts.participant],
        "pages": page.say("number_of", page="#", pages="@"),
        **page.particulars(),
        **page.goods(),
        "log": _log(page, proof_text),
        "verify_shown": verify_url.replace("/credentials/", "/\u200bcredentials/"),
        "electronic": page.say("electronic", serial=serial),
        "specimen_note": " · ".join(page.say("specimen_note")),
        "specimen_word": say(ENGLISH, "pdf.page_specimen_word"),
        "qr_alt": say(ENGLISH, "pdf.page_qr_alt", number=facts.number),
    }
    data["unprintable"] = page.say("unprintable", mark=REPLACEMENT) if page.replaced else []
    return data


class _Page:
    """Says one certificate; `replaced` tells whether a character had to give way to a mark."""

    def __init__(self, facts: CertificateFacts, languages: tuple[str, ...]) -> None:
        self.facts = facts
        self.languages = languages
        self.replaced = False

    def each(self, make: Callable[[str], str]) -> list[str]:
        """What `make` gives for each language, said once where it is the same."""
        return list(dict.fromkeys(self.drawn(make(language)) for language in self.languages))

    def say(self, name: str, **facts: Any) -> list[str]:
        return self.each(lambda language: say(language, f"pdf.page_{name}", **facts))

    def country(self, code: str) -> list[str]:
        return self.each(lambda language: formats.country(language, code))

    def drawn(self, text: str) -> str:
        out = drawn(text)
        self.replaced = self.replaced or out != unicodedata.normalize("NFC", text)
        return out

    def origin(self, code: str) -> list[str]:
        return self.say("mixed") if code == MIXED else self.country(code)

    def countries(self) -> list[str]:
        """The countries in a shipment of mixed origin, as far as its parcels say."""
        facts = self.facts
        codes = {code for parcel in facts.parcels for code in (parcel.origins or (parcel.origin,))} - {MIXED}
        if facts.origin != MIXED or not codes:
            return []
        return self.each(lambda language: ", ".join(sorted(formats.country(language, code) for code in codes)))

    def party(self, party: PartyFacts) -> dict[str, Any]:
        lines = [self.drawn(line.strip()) for line in party.address.splitlines() if line.strip()]
        return {
            "name": self.drawn(party.name),
            "address": lines if len(lines) <= MAX_ADDRESS_LINES else [", ".join(lines)],
            "country": self.country(party.country),
            "licence": self.drawn(party.licence),
        }

    def particulars(self) -> dict[str, Any]:
        facts = self.facts
        return {
            "number": facts.number,
            "participant": self.country(facts.participant),
            "authority": self.drawn(facts.authority),
            "kind": self.say(f"kind_{facts.kind}"),
            "exporter": self.party(facts.exporter),
            "importer": self.party(facts.importer),
            "origin": self.origin(facts.origin),
            "origins": self.countries(),
            "provenance": self.country(facts.provenance),
            "destination": self.country(facts.destination),
            "issued": self.each(lambda language: formats.moment(language, facts.issued_at)),
            "expires": self.each(lambda language: formats.until(language, facts.valid_until)),
            "purpose": self.drawn(facts.purpose),
            "relates_to": facts.relates_to,
            "seals": [self.drawn(seal) for seal in facts.seals],
            "sources": list(facts.sources),
            "validated_by": self.drawn(facts.validated_by),
            "credential_id": facts.credential_id,
        }

    def goods(self) -> dict[str, Any]:
        facts = self.facts
        return {
            "carats": formats.carats_cct(ENGLISH, facts.total_weight_cct),
            "value": formats.money(ENGLISH, facts.total_value_usd_cents),
            "carats_figure": _figure(facts.total_weight_cct),
            "value_figure": _figure(facts.total_value_usd_cents),
            "parcel_count": str(len(facts.parcels)),
            "parcels": [self.parcel(line, parcel) for line, parcel in enumerate(facts.parcels, 1)],
            "totals": [
                {
                    "hs": code,
                    "meaning": self.say(f"hs_{code.replace('.', '_')}"),
                    "carats": _figure(weight),
                    "value": _figure(value),
                }
                for code, (weight, value) in facts.totals_by_hs().items()
            ],
        }

    def parcel(self, line: int, parcel: ParcelFacts) -> Mapping[str, Any]:
        return {
            "line": str(line),
            "reference": self.drawn(parcel.reference),
            "hs": parcel.hs,
            "origin": self.origin(parcel.origin),
            "origins": ", ".join(parcel.origins),
            "carats": _figure(parcel.weight_cct),
            "value": _figure(parcel.value_usd_cents),
        }


def _log(page: _Page, proof_text: str) -> dict[str, Any]:
    proof = LogProof.from_text(proof_text)
    checkpoint = read_checkpoint(proof.checkpoint)
    return {
        "origin": page.drawn(checkpoint.origin),
        "place": page.each(
            lambda language: say(
                language,
                "pdf.page_log_place",
                index=formats.number(language, proof.index),
                size=formats.number(language, checkpoint.size),
            )
        ),
    }


def _figure(hundredths: int) -> str:
    return formats.number(ENGLISH, hundredths, 2)


def _is_drawn(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in DRAWN)
