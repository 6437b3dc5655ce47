"""Alarms about numbers: the list, and one alarm, seen, answered and closed by the authorities of its parties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from openkp.certificates import actions
from openkp.certificates import queries as certificates
from openkp.certificates.queries import ALARM_OUTCOMES, AlarmDetail
from openkp.events.actions import Outcome
from openkp.parties import queries as parties
from openkp.shipments import queries as shipments
from openkp.words import say

from .. import frame
from ..forms import ActForm
from ..lists.listing import show
from ..lists.lists import ALARMS


class SeeForm(ActForm):
    room = "border"


class NoteForm(ActForm):
    room = "border"

    def build(self) -> None:
        self.fields["text"] = self.text("alarm_text", rows=3, most=2000)

    def facts(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class CloseForm(ActForm):
    room = "border"

    def build(self) -> None:
        self.fields["outcome"] = forms.ChoiceField(
            label=say(self.lang, "border.alarm_outcome"),
            choices=[(code, say(self.lang, f"certificates.alarm_outcome_{code}")) for code in ALARM_OUTCOMES],
            widget=forms.RadioSelect,
        )
        self.fields["reason"] = self.text("alarm_reason", rows=3, most=2000)

    def facts(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"], "reason": self.cleaned_data["reason"]}


_ACTS: dict[str, tuple[Callable[..., Outcome], type[ActForm]]] = {
    "see": (actions.see_alarm, SeeForm),
    "note": (actions.note_alarm, NoteForm),
    "close": (actions.close_alarm, CloseForm),
}


def listing(request: HttpRequest) -> HttpResponseBase:
    return show(request, ALARMS, "imports/alarms.html", "alarms")


def detail(request: HttpRequest, alarm: int) -> HttpResponse:
    return _page(request, _found(request, alarm))


def act(request: HttpRequest, alarm: int, act: str) -> HttpResponse:
    found = _found(request, alarm)
    if act not in _ACTS:
        raise Http404
    call, kind = _ACTS[act]
    form = kind(request.POST, found=found, lang=frame.lang(request), prefix=act)
    if not form.is_valid():
        return _page(request, found, sent=form, status=422)
    told = frame.act(request, call, alarm=alarm, **form.facts())
    if not told.done:
        return _page(request, _found(request, alarm), sent=form, problems=told.problems, status=told.status)
    messages.success(request, frame.message(request, f"border.done_alarm_{act}"))
    return redirect("imports:alarm", alarm=alarm)


def _found(request: HttpRequest, alarm: int) -> AlarmDetail:
    found = certificates.alarm(alarm, viewer=frame.actor(request))
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    found: AlarmDetail,
    *,
    sent: ActForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    offered = [
        {
            "name": name,
            "form": sent
            if sent is not None and sent.prefix == name
            else kind(None, found=found, lang=lang, prefix=name),
        }
        for name, (_, kind) in _ACTS.items()
        if _offers(found, name)
    ]
    people = {note.person_id for note in found.notes if note.person_id is not None}
    told = {
        "found": found,
        "row": found.row,
        "offered": offered,
        "files": shipments.imports_of(found.row.number, viewer=viewer),
        "certificate": certificates.certificate(found.row.number, viewer=viewer, now=frame.now()) is not None,
        "people": parties.display_names(people | ({found.closed_by} if found.closed_by else set()), viewer=viewer),
        "problems": problems,
        "form": sent,
    }
    return render(request, "imports/alarm.html", told, status=status)


def _offers(found: AlarmDetail, name: str) -> bool:
    if name == "see":
        return found.may_act and found.row.unseen
    return found.may_act
