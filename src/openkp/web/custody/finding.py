"""Finds: what was dug, entered by the holder of the licence or by the field officer who saw it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.core.roles import Role
from openkp.core.rules.chain import MAX_STONES
from openkp.ledger import actions
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.words import say

from .. import frame
from ..forms import FigureField, day_field
from . import people
from .forms import carats_field, hs_field

PAGE = 20


class FindForm(forms.Form):
    """`own`: the operator whose find it is, "" for an officer, who names the miner by its licence."""

    def __init__(self, *args: Any, lang: str, own: str, sites: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lang, self.own = lang, own
        if not own:
            widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
            miner = forms.CharField(label=say(lang, "custody.find_miner"), max_length=40, widget=widget)
            miner.help_text = say(lang, "custody.write_seller_help")
            self.fields["miner"] = miner
        self.fields["site"] = forms.ChoiceField(label=say(lang, "custody.find_site"), choices=sites)
        self.fields["day"] = day_field(lang, "custody.find_day")
        self.fields["carats"] = carats_field(lang, "custody.carats")
        wrong = say(lang, "custody.not_whole")
        self.fields["stones"] = forms.IntegerField(
            label=say(lang, "custody.write_stones"),
            min_value=1,
            max_value=MAX_STONES,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )
        self.fields["hs"] = hs_field(lang)
        self.fields["note"] = forms.CharField(label=say(lang, "custody.write_note"), max_length=500, required=False)
        for field in self.fields.values():
            if not isinstance(field, FigureField):
                field.error_messages["required"] = say(lang, "file.missing")
            field.error_messages["invalid_choice"] = say(lang, "custody.not_offered")

    def licence(self) -> str:
        return " ".join(str(self.data.get("miner", "")).split()).upper()[:40]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.own and self.licence() and not mining.holder_of(self.licence()):
            self.add_error("miner", say(self.lang, "web.licence_unknown", number=self.licence()))
        return told

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "operator": self.own or mining.holder_of(self.licence()),
            "site": told["site"],
            "day": told["day"],
            "hs": told["hs"],
            "mct": told["carats"],
            "stones": told["stones"],
            "note": told["note"],
        }


def listing(request: HttpRequest) -> HttpResponse:
    """Finds of this miner, or of the country for its officers, newest first."""
    viewer = frame.actor(request)
    own = people.operator(request)
    before = request.GET.get("before", "")
    place = int(before) if before.isdecimal() and before.isascii() and len(before) < 16 else 0
    asked = {"operator": own} if own else {"participant": people.country(request)}
    rows = ledger.finds(viewer=viewer, before=place, limit=PAGE + 1, **asked)
    page = rows[:PAGE]
    told = {
        "rows": [{"row": row, "mct": sum(mct for _, mct in row.made), "lot": row.made[0][0]} for row in page],
        "names": mining.names({row.buyer for row in page}, viewer=viewer),
        "sites": {row.code: row.name for row in mining.sites(codes={row.site for row in page})} if page else {},
        "own": own,
        "next_url": f"?before={page[-1].id}" if len(rows) > PAGE else "",
    }
    return render(request, "custody/finds.html", told)


def record(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    told = frame.act(request, actions.record_production, **form.facts())
    if told.outcome is None:
        return _page(request, form, problems=told.problems, status=told.status)
    lot = str(told.outcome.data["lot"])
    messages.success(request, frame.message(request, "custody.done_find", lot=lot))
    return redirect("custody:lot", ref=lot)


def _form(request: HttpRequest, data: Any) -> FindForm:
    """A miner enters for itself, at the sites of its own zones; an officer for anyone, anywhere in the country."""
    viewer, lang = frame.actor(request), frame.lang(request)
    mine = sorted(viewer.operators(Role.MINER))
    own = "" if viewer.has(people.OFFICERS) else (mine[0] if mine else "")
    sites = mining.sites(people.country(request))
    if own:
        held = [one.row for one in people.papers(viewer, [own], frame.now().date()) if one.state == "valid"]
        wide = {row.zone for row in held if not row.site}
        at = {row.site for row in held}
        sites = tuple(row for row in sites if row.code in at or row.zone in wide or "" in wide) or sites
    return FindForm(
        data,
        lang=lang,
        own=own,
        sites=[(row.code, f"{row.name} ({row.code})") for row in sites],
        initial={"day": frame.now().date()},
    )


def _page(request: HttpRequest, form: FindForm, *, problems: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    licence = form.licence() if form.is_bound and not form.own else ""
    checked = mining.licence_check(licence, on=frame.now().date()) if licence else None
    told = {"find": form, "form": form, "problems": problems, "licence": licence, "checked": checked}
    return render(request, "custody/find.html", told, status=status)
