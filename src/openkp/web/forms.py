"""Fields and forms that the pages share: figures, days and moments as people type them, and the form of one act."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from openkp.core.refusal import Refusal
from openkp.core.units import parse_decimal
from openkp.words import say


class FigureField(forms.CharField):
    """Hundredths, typed as people type them: ``1 234,56`` or ``1234.56``. A whole number of hundredths out, None for
    nothing typed where nothing is needed. With `places` 3: thousandths."""

    def __init__(self, *, lang: str, maximum: int, places: int = 2, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=24, widget=widget, **kwargs)
        self.lang, self.maximum, self.places = lang, maximum, places
        self.error_messages["required"] = say(lang, "file.figure_missing")

    def clean(self, value: Any) -> int | None:
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        try:
            return parse_decimal(_plain(typed), self.places, maximum=self.maximum, field="")
        except Refusal as refusal:
            code = _WRONG.get(refusal.code, "file.figure_wrong")
            if self.places == 3 and code == "file.figure_too_fine":
                code = "custody.carats_too_fine"
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


class CountryField(forms.CharField):
    """A country, by its two letters or its name in the reader's language; ``MIXED`` where `mixed` origin is allowed."""

    def __init__(self, *, lang: str, mixed: bool = False, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "countries", "autocomplete": "off"})
        super().__init__(max_length=80, widget=widget, **kwargs)
        self.lang, self.mixed = lang, mixed

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value)).strip()
        known = countries(self.lang)
        code = typed.upper()
        if not typed or (self.mixed and code == "MIXED") or code in known:
            return code
        if self.mixed and _alphabet(typed) == _alphabet(say(self.lang, "web.mixed_origin")):
            return "MIXED"
        named = [one for one, name in known.items() if _alphabet(name) == _alphabet(typed)]
        if not named:
            raise ValidationError(say(self.lang, "border.country_unknown", typed=typed))
        return named[0]


@cache
def countries(lang: str) -> dict[str, str]:
    """Two letters -> name in that language, in the order of the names."""
    named = {code: name for code, name in Locale.parse(lang).territories.items() if len(code) == 2 and code.isalpha()}
    named = {code: name for code, name in named.items() if code not in _NO_COUNTRIES}
    return dict(sorted(named.items(), key=lambda one: _alphabet(one[1])))


_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def _alphabet(name: str) -> str:
    """For order and comparison: accents and capitals aside."""
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().casefold()


def day_field(lang: str, code: str) -> forms.DateField:
    return forms.DateField(
        label=say(lang, code),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": say(lang, "file.not_a_day"), "required": say(lang, "file.missing")},
    )


def moment_field(lang: str, code: str) -> forms.DateTimeField:
    """A time of GMT, never needed."""
    return forms.DateTimeField(
        label=say(lang, code),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": say(lang, "border.not_a_moment")},
    )


class ActForm(forms.Form):
    """A form of one act. `facts` are what the action takes besides the file itself; `found` is that file, whose
    `parcels` have a `reference` and a `position`."""

    room = "file"  # of the words
    grave = False  # ends the file
    folded = False  # possible, and not awaited
    seldom: frozenset[str] = frozenset()  # fields folded away until somebody needs them

    def __init__(self, *args: Any, found: Any, lang: str, **kwargs: Any) -> None:
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
            label=say(self.lang, f"{self.room}.{code}", **facts),
            max_length=most,
            widget=widget,
            error_messages={"required": say(self.lang, "file.missing")},
        )

    def figures(self, code: str, maximum: int) -> None:
        """One figure for each parcel."""
        for parcel in self.found.parcels:
            label = say(self.lang, f"{self.room}.{code}", parcel=parcel.reference)
            self.fields[f"parcel-{parcel.position}"] = FigureField(lang=self.lang, maximum=maximum, label=label)

    def by_parcel(self) -> dict[str, int]:
        return {parcel.reference: self.cleaned_data[f"parcel-{parcel.position}"] for parcel in self.found.parcels}
