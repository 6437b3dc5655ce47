"""The shape of what is typed for each act on a slip or a lot. Whether it may be done and is right is asked by the
action."""

from __future__ import annotations

from typing import Any

from django import forms

from openkp.core.facts import HS_CODES
from openkp.core.rules.dispute import Complaint, DisputeOutcome
from openkp.core.units import MAX_MCT
from openkp.words import say

from ..forms import ActForm, FigureField

MOST_PARTS = 4


def carats_field(lang: str, code: str, **kwargs: Any) -> FigureField:
    """Carats as they are weighed, to the thousandth."""
    return FigureField(lang=lang, maximum=MAX_MCT, places=3, label=say(lang, code), **kwargs)


def hs_field(lang: str, code: str = "custody.hs", **kwargs: Any) -> forms.ChoiceField:
    choices = [(hs, say(lang, f"custody.hs_{hs}")) for hs in HS_CODES]
    return forms.ChoiceField(label=say(lang, code), choices=choices, initial=HS_CODES[0], **kwargs)


def closed_list(lang: str, label: str, room: str, values: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=say(lang, label),
        choices=[(str(one), say(lang, f"{room}_{str(one).replace('-', '_')}")) for one in values],
        widget=forms.RadioSelect,
    )


class CustodyForm(ActForm):
    room = "custody"


class DisputeForm(CustodyForm):
    folded = True

    def build(self) -> None:
        self.fields["complaint"] = closed_list(self.lang, "custody.complaint", "custody.complaint", Complaint)
        self.fields["statement"] = self.text("statement", rows=3, most=1000)

    def facts(self) -> dict[str, Any]:
        return {"complaint": self.cleaned_data["complaint"], "statement": self.cleaned_data["statement"]}


class AnswerForm(CustodyForm):
    def build(self) -> None:
        self.fields["text"] = self.text("answer", rows=3, most=1000)

    def facts(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class SettleForm(CustodyForm):
    def build(self) -> None:
        self.fields["outcome"] = closed_list(self.lang, "custody.outcome", "custody.outcome", DisputeOutcome)
        self.fields["explanation"] = self.text("explanation", rows=3, most=1000)

    def facts(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"], "explanation": self.cleaned_data["explanation"]}


class ReasonForm(CustodyForm):
    folded = True
    grave = True

    def build(self) -> None:
        self.fields["reason"] = self.text("reason", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class SplitForm(CustodyForm):
    folded = True
    seldom = frozenset(f"{part}-{n}" for n in range(3, MOST_PARTS + 1) for part in ("part", "hs"))

    def build(self) -> None:
        for place in range(1, MOST_PARTS + 1):
            part = carats_field(self.lang, "custody.carats", required=place <= 2)
            part.label = say(self.lang, "custody.part", place=place)
            self.fields[f"part-{place}"] = part
            line = hs_field(self.lang, required=False)
            line.label, line.initial = say(self.lang, "custody.part_hs", place=place), self.found.hs
            self.fields[f"hs-{place}"] = line

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        typed = [n for n in range(1, MOST_PARTS + 1) if told.get(f"part-{n}") is not None]
        return {"parts": [(told[f"part-{n}"], told[f"hs-{n}"] or self.found.hs) for n in typed]}


class ReweighForm(CustodyForm):
    folded = True

    def build(self) -> None:
        self.fields["after"] = carats_field(self.lang, "custody.after")
        self.fields["reason"] = self.text("reason", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        return {"after_mct": self.cleaned_data["after"], "reason": self.cleaned_data["reason"]}


class LossForm(CustodyForm):
    folded = True
    grave = True

    def build(self) -> None:
        self.fields["mct"] = carats_field(self.lang, "custody.lost")
        self.fields["reason"] = self.text("reason", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        return {"mct": self.cleaned_data["mct"], "reason": self.cleaned_data["reason"]}
