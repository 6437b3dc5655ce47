"""What reaches a border besides goods: an announcement by mail or message, and a number met without goods to hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.core.roles import Role
from openkp.core.units import MAX_CENTS, MAX_MCT
from openkp.events.actions import Outcome
from openkp.shipments import actions
from openkp.words import formats, say

from .. import frame
from ..forms import ActForm, FigureField, day_field
from .acts import ISSUING


class DeskForm(ActForm):
    """A form of the desk itself: `found` are the participants for which it is filled in."""

    room = "border"

    def build(self) -> None:
        places = [(code, formats.country(self.lang, code)) for code in self.found]
        field = forms.ChoiceField(label=say(self.lang, "web.participant"), choices=places)
        if len(places) == 1:
            field.widget, field.initial = forms.HiddenInput(), places[0][0]
        self.fields["participant"] = field
        self.fields["number"] = self.text("present_number", most=20)

    def facts(self) -> dict[str, Any]:
        number = self.cleaned_data["number"].replace(" ", "").upper()
        return {"participant": self.cleaned_data["participant"], "number": number}


class PreAlertForm(DeskForm):
    def build(self) -> None:
        super().build()
        self.fields["sent_on"] = day_field(self.lang, "border.prealert_sent_on")
        expected = day_field(self.lang, "border.prealert_expected_on")
        expected.required = False
        self.fields["expected_on"] = expected
        for name, most in (("weight_cct", MAX_MCT // 10), ("value_usd_cents", MAX_CENTS)):
            label = say(self.lang, f"border.paper_{name}")
            self.fields[name] = FigureField(lang=self.lang, maximum=most, label=label)
        self.fields["parcels"] = forms.IntegerField(
            label=say(self.lang, "border.paper_number_of_parcels"),
            min_value=1,
            max_value=100,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), say(self.lang, "border.not_a_count")),
        )
        for party in ("exporter", "importer"):
            self.fields[party] = self.text(f"paper_{party}_name")
        self.fields["source"] = self.text("prealert_source", rows=2, most=500)

    def facts(self) -> dict[str, Any]:
        names = ("sent_on", "expected_on", "weight_cct", "value_usd_cents", "parcels", "exporter", "importer", "source")
        return super().facts() | {name: self.cleaned_data[name] for name in names}


class ReportForm(DeskForm):
    def build(self) -> None:
        super().build()
        self.fields["note"] = self.text("report_note", rows=3, most=2000)

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"note": self.cleaned_data["note"]}


def prealert(request: HttpRequest) -> HttpResponse:
    return _form(request, "prealert", PreAlertForm, actions.register_prealert, (Role.CUSTOMS,))


def report(request: HttpRequest) -> HttpResponse:
    return _form(request, "report", ReportForm, actions.report_number, (Role.CUSTOMS, *ISSUING))


def _form(
    request: HttpRequest, name: str, kind: type[DeskForm], call: Callable[..., Outcome], roles: tuple[Role, ...]
) -> HttpResponse:
    places = sorted(frame.actor(request).participants(*roles) - {"*"})
    sent = request.POST if request.method == "POST" else None
    form = kind(sent, found=places, lang=frame.lang(request))
    told = {"name": name, "one": form, "form": form, "problems": ()}
    if sent is None:
        return render(request, "imports/form.html", told | {"form": None})
    if not form.is_valid():
        return render(request, "imports/form.html", told, status=422)
    done = frame.act(request, call, **form.facts())
    if done.outcome is None:
        return render(request, "imports/form.html", told | {"problems": done.problems}, status=done.status)
    messages.success(request, frame.message(request, f"border.done_{name}"))
    alarms = done.outcome.data.get("alarms")
    return redirect("imports:alarm", alarm=alarms[0]) if alarms else redirect("imports:desk")
