"""What is printed on a certificate that the house does not know: the mandatory fields, KPCS Annex I A."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from openkp.core.facts import HS_CODES
from openkp.core.units import MAX_CENTS, MAX_MCT
from openkp.words import say

from ..forms import CountryField, FigureField, day_field

ROWS_AT_ONCE, MOST_ROWS = 5, 100
_PARTIES = ("exporter", "importer")
_COLUMNS = ("reference", "hs", "weight", "value", "origin")
PREFIX = "paper"


class PaperForm(forms.Form):
    """`rows` parcels; those left empty are none."""

    def __init__(self, data: Any = None, *, lang: str) -> None:
        super().__init__(data, prefix=PREFIX)
        self.lang = lang
        told = str(data.get(f"{PREFIX}-rows", "")) if data is not None else ""
        self.rows = min(max(int(told) if told.isdecimal() and len(told) < 4 else ROWS_AT_ONCE, 1), MOST_ROWS)
        self._certificate()
        for row in range(self.rows):
            self._parcel(row)
        for field in self.fields.values():
            if field.required and not isinstance(field, FigureField):
                field.error_messages["required"] = say(lang, "file.missing")

    def _certificate(self) -> None:
        lang = self.lang
        self._text("authority", 200)
        for name in ("issued_on", "valid_until"):
            self.fields[name] = day_field(lang, f"border.paper_{name}")
        for party in _PARTIES:
            self._text(f"{party}_name", 200)
            self._text(f"{party}_address", 400, required=False)
            self.fields[f"{party}_country"] = CountryField(lang=lang, label=say(lang, f"border.paper_{party}_country"))
        self.fields["destination"] = CountryField(lang=lang, label=say(lang, "border.paper_destination"))
        self.fields["number_of_parcels"] = forms.IntegerField(
            label=say(lang, "border.paper_number_of_parcels"),
            min_value=1,
            max_value=MOST_ROWS,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), say(lang, "border.not_a_count")),
        )
        for name, most in (("weight_cct", MAX_MCT // 10), ("value_usd_cents", MAX_CENTS)):
            label = say(lang, f"border.paper_{name}")
            self.fields[name] = FigureField(lang=lang, maximum=most, label=label)
        self._text("signatory", 200, required=False)
        self._text("seals", 400, required=False)
        self.fields["seals"].help_text = say(lang, "border.paper_seals_help")

    def _parcel(self, row: int) -> None:
        lang = self.lang
        labels = {part: say(lang, f"border.paper_parcel_{part}", place=row + 1) for part in _COLUMNS}
        self.fields[f"reference-{row}"] = forms.CharField(required=False, max_length=80, label=labels["reference"])
        lines = [("", "–"), *((code, code) for code in HS_CODES)]
        self.fields[f"hs-{row}"] = forms.ChoiceField(required=False, choices=lines, label=labels["hs"])
        for part, most in (("weight", MAX_MCT // 10), ("value", MAX_CENTS)):
            field = FigureField(lang=lang, maximum=most, label=labels[part], required=False)
            self.fields[f"{part}-{row}"] = field
        self.fields[f"origin-{row}"] = CountryField(lang=lang, mixed=True, label=labels["origin"], required=False)

    def _text(self, name: str, most: int, *, required: bool = True) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        label = say(self.lang, f"border.paper_{name}")
        self.fields[name] = forms.CharField(required=required, max_length=most, label=label, widget=widget)

    def longer(self) -> PaperForm:
        """The same with more rows of parcels."""
        data = dict(self.data.items())
        data[f"{PREFIX}-rows"] = str(min(self.rows + ROWS_AT_ONCE, MOST_ROWS))
        return PaperForm(data, lang=self.lang)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        used = [row for row in range(self.rows) if self._used(row)]
        for row in used or [0]:
            for part in _COLUMNS[1:]:
                name = f"{part}-{row}"
                if told.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, say(self.lang, "file.missing"))
        return told

    def _used(self, row: int) -> bool:
        return any(str(self.data.get(self.add_prefix(f"{part}-{row}"), "")).strip() for part in _COLUMNS)

    def heads(self) -> list[BoundField]:
        return [self[name] for name in ("authority", "issued_on", "valid_until")]

    def parties(self) -> list[tuple[str, list[BoundField]]]:
        parts = ("name", "address", "country")
        return [(f"border.paper_{party}", [self[f"{party}_{part}"] for part in parts]) for party in _PARTIES]

    def totals(self) -> list[BoundField]:
        names = ("destination", "number_of_parcels", "weight_cct", "value_usd_cents", "signatory", "seals")
        return [self[name] for name in names]

    def parcels(self) -> list[tuple[int, list[BoundField]]]:
        return [(row + 1, [self[f"{part}-{row}"] for part in _COLUMNS]) for row in range(self.rows)]

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        out = {
            name: told[name]
            for name in ("authority", "issued_on", "valid_until", "destination", "number_of_parcels", "signatory")
        }
        out |= {name: told[name] for name in ("weight_cct", "value_usd_cents")}
        for party in _PARTIES:
            out[party] = {part: told[f"{party}_{part}"] for part in ("name", "address", "country")}
        out["seals"] = [one.strip() for one in told["seals"].split(",") if one.strip()]
        out["parcels"] = [self._line(row) for row in range(self.rows) if self._used(row)]
        return out

    def _line(self, row: int) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "reference": told[f"reference-{row}"],
            "hs": told[f"hs-{row}"],
            "weight_cct": told[f"weight-{row}"],
            "value_usd_cents": told[f"value-{row}"],
            "origin": told[f"origin-{row}"],
        }
