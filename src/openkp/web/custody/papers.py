"""One's licences and booklets with their ends, and the code to show a buyer; a slip spoiled or missing is told here."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe

from openkp.documents import qr
from openkp.mining import actions
from openkp.mining import queries as mining
from openkp.words import say

from .. import frame, places
from . import people
from .forms import closed_list

FATES = ("spoiled", "missing")


class WithdrawForm(forms.Form):
    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
        self.fields["booklet"] = forms.CharField(label=say(lang, "custody.write_booklet"), max_length=40, widget=widget)
        wrong = say(lang, "custody.not_whole")
        self.fields["number"] = forms.IntegerField(
            label=say(lang, "custody.write_slip"),
            min_value=1,
            max_value=2**31 - 1,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )
        self.fields["fate"] = closed_list(lang, "custody.fate", "custody.fate", FATES)
        for field in self.fields.values():
            field.error_messages["required"] = say(lang, "file.missing")


def listing(request: HttpRequest) -> HttpResponse:
    return _page(request, WithdrawForm(lang=frame.lang(request)))


def withdraw(request: HttpRequest) -> HttpResponse:
    """An unused slip that can never serve."""
    form = WithdrawForm(request.POST, lang=frame.lang(request))
    if not form.is_valid():
        return _page(request, form, sent=True, status=422)
    told = form.cleaned_data
    facts = {"booklet": told["booklet"].strip().upper(), "number": told["number"], "fate": told["fate"]}
    done = frame.act(request, actions.withdraw_slip, **facts)
    if not done.done:
        return _page(request, form, sent=True, problems=done.problems, status=done.status)
    messages.success(request, frame.message(request, "custody.done_withdraw", slip=str(facts["number"])))
    return redirect("custody:licences")


def _page(
    request: HttpRequest,
    form: WithdrawForm,
    *,
    sent: bool = False,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    own = sorted(viewer.operators(*frame.OPERATORS))
    found = people.papers(viewer, own, frame.now().date())
    zones = places.zone_names({one.row.zone for one in found if one.row.zone}, lang)
    booklets = [row for number in own for row in mining.booklets(number, viewer=viewer)]
    told = {
        "papers": [
            {
                "paper": one,
                "zone": zones.get(one.row.zone, ""),
                "site": places.site_name(one.row.site),
                "code": _code(one.row.number) if one.state == "valid" else "",
            }
            for one in found
        ],
        "booklets": [
            {
                "row": row,
                "next": people.next_slip(row),
                "left": row.last - row.first + 1 - len(row.used) - len(row.withdrawn),
            }
            for row in booklets
        ],
        "withdraw": form,
        "sent": sent,
        "form": form if sent else None,
        "problems": problems,
    }
    return render(request, "custody/licences.html", told, status=status)


def _code(number: str) -> str:
    """The QR code of the public check of this licence: a phone's own camera opens it."""
    address = f"{settings.OPENKP_URL}{reverse('licences:check')}?{urlencode({'number': number})}"
    return mark_safe(qr.svg(address))  # noqa: S308 - drawn by us from an address of ours
