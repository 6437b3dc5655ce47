"""The shape of a slip: its number, the two sides, what is drawn from which lot, what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openkp.core.rules.chain import MAX_STONES, PaymentKind
from openkp.core.units import MAX_CENTS
from openkp.ledger.queries import parse_ref
from openkp.mining import queries as mining
from openkp.words import say

from ..forms import FigureField, day_field
from .forms import carats_field, closed_list, hs_field

MOST_DRAWS = 6
_OPEN_DRAWS = 2


class WriteForm(forms.Form):
    """`buyers`: numbers of the operators that the writer buys for, empty for an officer, who names the buyer by its
    licence. `places`: (code, name) of the zones of the country."""

    def __init__(
        self, *args: Any, lang: str, buyers: Sequence[str], places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lang, self.buyers = lang, buyers
        self.fields["booklet"] = self._text("booklet", 40)
        self.fields["slip"] = self._whole("slip", 2**31 - 1)
        self.fields["seller"] = self._text("seller", 40, helped=True)
        if not buyers:
            self.fields["buyer"] = self._text("buyer", 40, helped=True)
        elif len(buyers) > 1:
            label = say(lang, "custody.write_buyer_own")
            self.fields["buyer"] = forms.ChoiceField(label=label, choices=[(one, one) for one in buyers])
        for place in range(1, MOST_DRAWS + 1):
            lot = self._text("lot", 20, helped=place == 1, place=place)
            lot.required = place == 1
            self.fields[f"lot-{place}"] = lot
            carats = carats_field(lang, "custody.carats", required=place == 1)
            carats.label = say(lang, "custody.write_carats", place=place)
            self.fields[f"carats-{place}"] = carats
        self.fields["stones"] = self._whole("stones", MAX_STONES)
        self.fields["hs"] = hs_field(lang)
        self.fields["price"] = FigureField(lang=lang, maximum=MAX_CENTS, label=say(lang, "custody.write_price"))
        self.fields["currency"] = self._text("currency", 3, helped=True)
        self.fields["payment_kind"] = closed_list(lang, "custody.payment", "custody.payment", PaymentKind)
        reference = self._text("payment_ref", 80, helped=True)
        reference.required = False
        self.fields["payment_ref"] = reference
        self.fields["day"] = day_field(lang, "custody.day")
        self.fields["place"] = forms.ChoiceField(label=say(lang, "custody.write_place"), choices=list(places))
        note = self._text("note", 500)
        note.required = False
        self.fields["note"] = note
        for field in self.fields.values():
            if not isinstance(field, FigureField):
                field.error_messages["required"] = say(lang, "file.missing")
            field.error_messages["invalid_choice"] = say(lang, "custody.not_offered")

    def _text(self, code: str, most: int, *, helped: bool = False, **facts: Any) -> forms.CharField:
        widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
        field = forms.CharField(label=say(self.lang, f"custody.write_{code}", **facts), max_length=most, widget=widget)
        field.help_text = say(self.lang, f"custody.write_{code}_help") if helped else ""
        return field

    def _whole(self, code: str, most: int) -> forms.IntegerField:
        field = forms.IntegerField(
            label=say(self.lang, f"custody.write_{code}"),
            min_value=1,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        wrong = say(self.lang, "custody.not_whole")
        field.error_messages |= {"invalid": wrong, "min_value": wrong, "max_value": wrong}
        return field

    # -- as the page shows it

    def heads(self) -> list[forms.BoundField]:
        names = ("booklet", "slip", "day", "place", "buyer")
        return [self[name] for name in names if name in self.fields]

    def goods(self) -> list[forms.BoundField]:
        return [self[f"{part}-{n}"] for n in range(1, _OPEN_DRAWS + 1) for part in ("lot", "carats")]

    def more_goods(self) -> list[forms.BoundField]:
        return [self[f"{part}-{n}"] for n in range(_OPEN_DRAWS + 1, MOST_DRAWS + 1) for part in ("lot", "carats")]

    def more_used(self) -> bool:
        return any(field.data or field.errors for field in self.more_goods())

    def money(self) -> list[forms.BoundField]:
        return [self[name] for name in ("price", "currency", "payment_kind", "payment_ref")]

    # -- what it says

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("seller", "buyer") if not self.buyers else ("seller",):
            licence = self.licence(name)
            if licence and not mining.holder_of(licence):
                self.add_error(name, say(self.lang, "web.licence_unknown", number=licence))
        for place in range(1, MOST_DRAWS + 1):
            lot, carats = told.get(f"lot-{place}", ""), told.get(f"carats-{place}")
            if lot and parse_ref(_lot(lot)) is None:
                self.add_error(f"lot-{place}", say(self.lang, "custody.lot_malformed", typed=lot))
            if bool(lot) != (carats is not None) and place > 1:
                self.add_error(f"carats-{place}" if lot else f"lot-{place}", say(self.lang, "custody.both"))
        return told

    def licence(self, name: str = "seller") -> str:
        """The number of a licence as it was typed, in the one form in which it is kept."""
        return " ".join(str(self.data.get(self.add_prefix(name), "")).split()).upper()[:40]

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        draws = [n for n in range(1, MOST_DRAWS + 1) if told.get(f"lot-{n}")]
        return {
            "seller": mining.holder_of(self.licence("seller")),
            "buyer": self._buyer(),
            "draws": [(_lot(told[f"lot-{n}"]), told[f"carats-{n}"]) for n in draws],
            "booklet": told["booklet"].strip().upper(),
            "slip": told["slip"],
            "day": told["day"],
            "place": told["place"],
            "hs": told["hs"],
            "stones": told["stones"],
            "price_cents": told["price"],
            "currency": told["currency"].strip().upper(),
            "payment_kind": told["payment_kind"],
            "payment_ref": told["payment_ref"],
            "note": told["note"],
        }

    def _buyer(self) -> str:
        if not self.buyers:
            return mining.holder_of(self.licence("buyer"))
        return str(self.cleaned_data["buyer"]) if "buyer" in self.fields else self.buyers[0]


def _lot(typed: str) -> str:
    return "".join(typed.split()).upper()
