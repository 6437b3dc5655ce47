"""The shape of a presentation: number or code, office, purpose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openkp.core.rules.arrival import PURPOSES
from openkp.parties.queries import AuthorityRow
from openkp.words import say

from ..forms import moment_field
from ..verify.forms import MAX_TEXT


class PresentForm(forms.Form):
    number = forms.CharField(required=False, max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    credential = forms.CharField(
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "code", "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.jwt,.cose,.txt,application/pdf,image/*"}),
    )
    office = forms.ChoiceField()
    purpose = forms.ChoiceField(widget=forms.RadioSelect, initial=PURPOSES[0])
    importer = forms.CharField(required=False, max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, offices: Sequence[AuthorityRow], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lang, self.offices = lang, {row.slug: row for row in offices}
        self.fields["presented_at"] = moment_field(lang, "border.own_time")
        for name, field in self.fields.items():
            if name != "presented_at":
                field.label = say(lang, f"border.present_{name}")
            field.error_messages["required"] = say(lang, "file.missing")
        for name in ("number", "credential", "file", "importer"):
            self.fields[name].help_text = say(lang, f"border.present_{name}_help")
        self.fields["office"].choices = [(row.slug, row.name(lang)) for row in offices]  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            (purpose, say(lang, f"border.purpose_{purpose}")) for purpose in PURPOSES
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.wanted():
            self.add_error("number", say(self.lang, "border.present_nothing"))
        return told

    def wanted(self) -> str:
        return str(self.cleaned_data.get("number", "")).replace(" ", "").upper()

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "participant": self.offices[told["office"]].participant,
            "authority": told["office"],
            "number": self.wanted(),
            "purpose": told["purpose"],
            "presented_at": told["presented_at"],
            "credential": told["credential"].strip(),
            "importer": told["importer"].strip(),
            "note": told["note"],
        }
