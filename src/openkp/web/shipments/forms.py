"""The shape of what is typed for each act on a file. Whether it may be done and is right is asked by the action."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from openkp.core.refusal import Refusal
from openkp.core.units import MAX_CENTS, MAX_MCT, parse_decimal
from openkp.shipments.queries import ShipmentDetail
from openkp.words import say

MOST_CONTAINERS = 4


class FigureField(forms.CharField):
    """Hundredths, typed as people type them: ``1 234,56`` or ``1234.56``. A whole number of hundredths out."""

    def __init__(self, *, lang: str, maximum: int, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=24, widget=widget, **kwargs)
        self.lang, self.maximum = lang, maximum
        self.error_messages["required"] = say(lang, "file.figure_missing")

    def clean(self, value: Any) -> int:
        typed = str(super().clean(value)).strip()
        try:
            return parse_decimal(_plain(typed), 2, maximum=self.maximum, field="")
        except Refusal as refusal:
            code = _WRONG.get(refusal.code, "file.figure_wrong")
            raise ValidationError(say(self.lang, code, typed=typed)) from None


_WRONG = {"units.too_precise": "file.figure_too_fine", "units.too_large": "file.figure_too_large"}
_GROUPED = re.compile(r"(\d{1,3}(,\d{3})+\.\d+)|(\d{1,3}(\.\d{3})+,\d+)", re.ASCII)


def _plain(typed: str) -> str:
    """Digits and one point. Of two signs the last is the decimal one; a lone one always is, so that nothing typed is
    read as a thousand times another figure."""
    text = typed.translate({ord(sign): None for sign in " \u00a0\u202f'’"})
    if _GROUPED.fullmatch(text):
        text = text.replace("," if text.rfind(".") > text.rfind(",") else ".", "")
    return text.replace(",", ".")


class ActForm(forms.Form):
    """A form of one act. `facts` are what the action takes besides the file itself."""

    grave = False
    seldom: frozenset[str] = frozenset()  # fields folded away until somebody needs them

    def __init__(self, *args: Any, found: ShipmentDetail, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found, self.lang = found, lang
        self.build()
        for field in self.fields.values():
            if not isinstance(field, FigureField):
                field.error_messages["required"] = say(lang, "file.missing")

    def build(self) -> None:
        """Add the fields that depend on the file."""

    def facts(self) -> dict[str, Any]:
        return {}

    def open_fields(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.seldom]

    def seldom_fields(self) -> list[BoundField]:
        return [field for field in self if field.name in self.seldom]

    def seldom_used(self) -> bool:
        """Whether something was typed into, or is wrong with, what is folded away."""
        return any(field.errors or field.data for field in self.seldom_fields())

    def text(self, code: str, *, rows: int = 0, most: int = 200, **facts: Any) -> forms.CharField:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
        return forms.CharField(
            label=say(self.lang, f"file.{code}", **facts),
            max_length=most,
            widget=widget,
            error_messages={"required": say(self.lang, "file.missing")},
        )

    def figures(self, code: str, maximum: int) -> None:
        """One figure for each parcel."""
        for parcel in self.found.parcels:
            label = say(self.lang, f"file.{code}", parcel=parcel.reference)
            self.fields[f"parcel-{parcel.position}"] = FigureField(lang=self.lang, maximum=maximum, label=label)

    def by_parcel(self) -> dict[str, int]:
        return {parcel.reference: self.cleaned_data[f"parcel-{parcel.position}"] for parcel in self.found.parcels}


class ValueForm(ActForm):
    def __init__(self, *args: Any, seat: str, **kwargs: Any) -> None:
        self.seat = seat
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        self.figures("value_of", MAX_CENTS)
        if self.seat == "state" and self.found.parcels:
            self.fields["special"] = forms.MultipleChoiceField(
                required=False,
                label=say(self.lang, "file.special"),
                choices=[(parcel.reference, parcel.reference) for parcel in self.found.parcels],
                widget=forms.CheckboxSelectMultiple,
            )

    def facts(self) -> dict[str, Any]:
        return {"seat": self.seat, "values": self.by_parcel(), "special": self.cleaned_data.get("special", [])}


class LevyForm(ActForm):
    levy = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def build(self) -> None:
        self.fields["bank_reference"] = self.text("bank_reference", most=80)

    def facts(self) -> dict[str, Any]:
        return {"levy": self.cleaned_data["levy"], "bank_reference": self.cleaned_data["bank_reference"]}


class SealForm(ActForm):
    seldom = frozenset(f"{part}-{n}" for n in range(2, MOST_CONTAINERS + 1) for part in ("container", "seal"))

    def build(self) -> None:
        self.figures("weight_of", MAX_MCT // 10)
        for place in range(1, MOST_CONTAINERS + 1):
            for part in ("container", "seal"):
                field = self.text(f"{part}_number", most=60, place=place)
                field.required = place == 1
                self.fields[f"{part}-{place}"] = field

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for place in range(2, MOST_CONTAINERS + 1):
            container, seal = told.get(f"container-{place}", ""), told.get(f"seal-{place}", "")
            if bool(container) != bool(seal):
                self.add_error(f"{'seal' if container else 'container'}-{place}", say(self.lang, "file.missing"))
        return told

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        pairs = [(told[f"container-{n}"], told[f"seal-{n}"]) for n in range(1, MOST_CONTAINERS + 1)]
        return {"weights": self.by_parcel(), "seals": [list(pair) for pair in pairs if any(pair)]}


class ReasonForm(ActForm):
    grave = True

    def build(self) -> None:
        self.fields["reason"] = self.text("reason", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class ArrivalForm(ActForm):
    def build(self) -> None:
        self.fields["received_on"] = forms.DateField(
            label=say(self.lang, "file.received_on"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": say(self.lang, "file.not_a_day")},
        )
        self.figures("found_of", MAX_MCT // 10)
        self.fields["number_of_parcels"] = forms.IntegerField(
            label=say(self.lang, "file.number_of_parcels"),
            min_value=0,
            max_value=10_000,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), say(self.lang, "file.not_a_count")),
        )
        self.fields["seals_intact"] = forms.BooleanField(required=False, label=say(self.lang, "file.seals_intact"))
        note = self.text("note", rows=2, most=1000)
        note.required = False
        self.fields["note"] = note

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        day: dt.date = told["received_on"]
        return {
            "received_on": day,
            "weights": self.by_parcel(),
            "number_of_parcels": told["number_of_parcels"],
            "seals_intact": told["seals_intact"],
            "note": told["note"],
        }


class ResolveForm(ActForm):
    def build(self) -> None:
        self.fields["explanation"] = self.text("explanation", rows=3, most=1000)

    def facts(self) -> dict[str, Any]:
        return {"explanation": self.cleaned_data["explanation"]}
