"""The shape of what is typed for each act on a file. Whether it may be done and is right is asked by the action."""

from __future__ import annotations

from typing import Any

from django import forms

from openkp.core.units import MAX_CENTS, MAX_MCT
from openkp.words import say

from ..forms import ActForm, FigureField, day_field

MOST_CONTAINERS = 4


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
    grave = folded = True

    def build(self) -> None:
        self.fields["reason"] = self.text("reason", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class DepartForm(ActForm):
    """Where the carrier and the day are known: the importing authority is told them."""

    def build(self) -> None:
        expected = day_field(self.lang, "file.expected_on")
        expected.required = False
        expected.help_text = say(self.lang, "file.expected_on_help")
        self.fields["expected_on"] = expected
        for name, most in (("carrier", 120), ("waybill", 60)):
            field = self.text(name, most=most)
            field.required = False
            self.fields[name] = field

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"expected_on": told["expected_on"], "carrier": told["carrier"], "waybill": told["waybill"]}


class SlipForm(ActForm):
    """The confirmation came back on paper, from an authority outside this installation: its minimum contents."""

    folded = True

    def build(self) -> None:
        self.fields["received_on"] = day_field(self.lang, "file.received_on")
        self.fields["weight_cct"] = FigureField(
            lang=self.lang, maximum=MAX_MCT // 10, label=say(self.lang, "file.slip_weight")
        )
        self.fields["number_of_parcels"] = forms.IntegerField(
            label=say(self.lang, "file.number_of_parcels"),
            min_value=0,
            max_value=10_000,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), say(self.lang, "file.not_a_count")),
        )
        self.fields["importer"] = self.text("slip_importer")
        self.fields["signed_by"] = self.text("slip_signed_by")

    def facts(self) -> dict[str, Any]:
        names = ("received_on", "weight_cct", "number_of_parcels", "importer", "signed_by")
        return {name: self.cleaned_data[name] for name in names}
