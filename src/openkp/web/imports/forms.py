"""The shape of what is typed for each act on an import file. Whether it may be done is asked by the action."""

from __future__ import annotations

from typing import Any

from django import forms

from openkp.core.confirmation import Fate
from openkp.core.facts import HS_CODES
from openkp.core.rules.arrival import ANSWERS, Settlement
from openkp.core.units import MAX_CENTS, MAX_MCT
from openkp.shipments.queries import ImportDetail, ImportParcelRow
from openkp.words import say

from ..forms import ActForm, CountryField, FigureField, moment_field

FATES = (Fate.ACCEPTED, Fate.RETURNED, Fate.SEIZED)
FEW, MANY = 1, 5  # files of one form
ACCEPTED = "image/png,image/jpeg,application/pdf"


class ImportForm(ActForm):
    """`uploads`: a field of files, whose kept ones are named by their SHA-256 in the hidden field ``kept``."""

    room = "border"
    found: ImportDetail
    uploads = ""
    most_files = FEW
    more = "border.more_time"  # what is folded away

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.uploads:
            widget = _Files if self.most_files > FEW else forms.FileInput
            field = forms.FileField(required=False, widget=widget(attrs={"accept": ACCEPTED}))
            field.label = say(self.lang, f"border.{self.uploads}")
            field.help_text = say(self.lang, f"border.{self.uploads}_help")
            self.fields[self.uploads] = field
            self.fields["kept"] = forms.CharField(required=False, max_length=65 * 20, widget=forms.HiddenInput)
            for name in ("note", "inspected_at"):  # the remark stands last
                if name in self.fields:
                    self.fields[name] = self.fields.pop(name)

    def files_kept(self) -> list[str]:
        """SHA-256 of the files that came with this form, now or when it was sent before."""
        told = str(self.data.get(self.add_prefix("kept"), "")) if self.is_bound else ""
        return [one for one in told.split(",") if one]

    def optional(self, field: forms.Field) -> forms.Field:
        field.required = False
        return field


class _Files(forms.FileInput):
    allow_multiple_selected = True


class InspectForm(ImportForm):
    """Each parcel weighed again. What is not looked at besides stays as stated."""

    uploads = "photos"
    most_files = MANY
    more = "border.more_looked"

    @property
    def seldom(self) -> frozenset[str]:  # type: ignore[override]
        looked = {f"{part}-{one.position}" for one in self.found.parcels for part in ("hs", "value", "origin")}
        return frozenset(looked | {"inspected_at"})

    def build(self) -> None:
        for parcel in self.found.parcels:
            self._parcel(parcel)
        self.fields["number_of_parcels"] = forms.IntegerField(
            label=say(self.lang, "border.number_of_parcels"),
            min_value=0,
            max_value=10_000,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), say(self.lang, "file.not_a_count")),
        )
        for name in ("seals_intact", "container_intact"):
            self.fields[name] = forms.TypedChoiceField(
                label=say(self.lang, f"border.{name}"),
                choices=[("yes", say(self.lang, "border.yes")), ("no", say(self.lang, "border.no"))],
                coerce=lambda said: said == "yes",
                widget=forms.RadioSelect,
            )
        self.fields["note"] = self.optional(self.text("note", rows=2, most=1000))
        self.fields["inspected_at"] = moment_field(self.lang, "border.own_time")

    def _parcel(self, parcel: ImportParcelRow) -> None:
        place, lang = parcel.position, self.lang
        label = say(lang, "border.found_of", parcel=parcel.reference, weight_cct=parcel.weight_cct)
        weight = FigureField(lang=lang, maximum=MAX_MCT // 10, label=label, required=False)
        self.fields[f"parcel-{place}"] = weight
        missing = say(lang, "border.parcel_missing", parcel=parcel.reference)
        self.fields[f"missing-{place}"] = forms.BooleanField(required=False, label=missing)
        same = [("", say(lang, "border.as_stated", stated=parcel.hs))]
        lines = same + [(code, code) for code in HS_CODES if code != parcel.hs]
        label = say(lang, "border.hs_of", parcel=parcel.reference)
        self.fields[f"hs-{place}"] = forms.ChoiceField(required=False, label=label, choices=lines)
        label = say(lang, "border.value_of", parcel=parcel.reference)
        self.fields[f"value-{place}"] = FigureField(lang=lang, maximum=MAX_CENTS, label=label, required=False)
        label = say(lang, "border.origin_of", parcel=parcel.reference)
        self.fields[f"origin-{place}"] = CountryField(lang=lang, mixed=True, label=label, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for parcel in self.found.parcels:
            name = f"parcel-{parcel.position}"
            gone = told.get(f"missing-{parcel.position}")
            if gone and told.get(name) is not None:
                self.add_error(name, say(self.lang, "border.weighed_or_missing"))
            elif not gone and told.get(name) is None and name not in self.errors:
                self.add_error(name, say(self.lang, "file.figure_missing"))
        return told

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "found": {
                parcel.reference: self._found(parcel.position)
                for parcel in self.found.parcels
                if not told[f"missing-{parcel.position}"]
            },
            "number_of_parcels": told["number_of_parcels"],
            "seals_intact": told["seals_intact"],
            "container_intact": told["container_intact"],
            "photos": self.files_kept(),
            "note": told["note"],
            "inspected_at": told["inspected_at"],
        }

    def _found(self, place: int) -> dict[str, Any]:
        told = self.cleaned_data
        looked = {"hs": told[f"hs-{place}"], "origin": told[f"origin-{place}"]}
        found = {"weight_cct": told[f"parcel-{place}"], **{name: one for name, one in looked.items() if one}}
        value = told[f"value-{place}"]
        return found if value is None else {**found, "value_usd_cents": value}


class ConfirmForm(ImportForm):
    seldom = frozenset({"confirmed_at"})

    def build(self) -> None:
        for parcel in self.found.parcels:
            self.fields[f"fate-{parcel.position}"] = forms.ChoiceField(
                label=say(self.lang, "border.fate_of", parcel=parcel.reference),
                choices=[(str(fate), say(self.lang, f"border.fate_{fate}")) for fate in FATES],
            )
        reason = self.optional(self.text("fate_reason", rows=2, most=500))
        reason.help_text = say(self.lang, "border.fate_reason_help")
        self.fields["reason"] = reason
        if not self.found.row.importer:
            field = self.text("importer", most=30)
            field.help_text = say(self.lang, "border.importer_help", name=self.found.row.importer_name)
            self.fields["importer"] = field
        self.fields["confirmed_at"] = moment_field(self.lang, "border.own_time")

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        fates = {parcel.reference: told[f"fate-{parcel.position}"] for parcel in self.found.parcels}
        return {
            "fates": {reference: fate for reference, fate in fates.items() if fate != Fate.ACCEPTED},
            "reason": told["reason"],
            "importer": told.get("importer", "").strip(),
            "confirmed_at": told["confirmed_at"],
        }


class GraveForm(ImportForm):
    grave = True

    def build(self) -> None:
        self.fields["reason"] = self.text("reason", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class DetainForm(GraveForm):
    seldom = frozenset({"detained_at"})

    def build(self) -> None:
        super().build()
        self.fields["detained_at"] = moment_field(self.lang, "border.own_time")

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "detained_at": self.cleaned_data["detained_at"]}


class ReleaseForm(ImportForm):
    def build(self) -> None:
        self.fields["remedy"] = self.text("remedy", rows=2, most=1000)

    def facts(self) -> dict[str, Any]:
        return {"remedy": self.cleaned_data["remedy"]}


class SeeOutForm(ImportForm):
    seldom = frozenset({"seen_at"})

    def build(self) -> None:
        self.fields["untouched"] = forms.BooleanField(required=False, label=say(self.lang, "border.untouched"))
        self.fields["seen_at"] = moment_field(self.lang, "border.own_time")

    def facts(self) -> dict[str, Any]:
        return {"untouched": self.cleaned_data["untouched"], "seen_at": self.cleaned_data["seen_at"]}


class AskForm(ImportForm):
    def build(self) -> None:
        self.fields["question"] = self.text("question", rows=3, most=2000)

    def facts(self) -> dict[str, Any]:
        return {"question": self.cleaned_data["question"]}


class WriteForm(ImportForm):
    uploads = "document"

    def build(self) -> None:
        self.fields["text"] = self.text("message", rows=3, most=2000)

    def facts(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "document": "".join(self.files_kept()[:1])}


class AnswerForm(ImportForm):
    uploads = "document"

    def build(self) -> None:
        self.fields["answer"] = forms.ChoiceField(
            label=say(self.lang, "border.answer"),
            choices=[(code, say(self.lang, f"border.answer_{code}")) for code in ANSWERS],
            widget=forms.RadioSelect,
        )
        self.fields["explanation"] = self.text("explanation", rows=3, most=2000)

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "answer": told["answer"],
            "explanation": told["explanation"],
            "document": "".join(self.files_kept()[:1]),
        }


class SettleForm(ImportForm):
    """How the difference ends: a closed list, each with its sentence."""

    def build(self) -> None:
        self.fields["outcome"] = forms.ChoiceField(
            label=say(self.lang, "border.outcome"),
            choices=[(str(one), say(self.lang, f"border.outcome_{one}")) for one in Settlement],
            widget=forms.RadioSelect,
        )
        self.fields["explanation"] = self.text("explanation", rows=3, most=1000)

    def facts(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"], "explanation": self.cleaned_data["explanation"]}
