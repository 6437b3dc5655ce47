"""A certificate presented at the desk: by its number, by what its code says, or, where the house does not know it, by
what is printed on the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Role
from openkp.core.rules.arrival import IMPORT_PURPOSE
from openkp.events.actions import Outcome
from openkp.parties import queries as parties
from openkp.parties.queries import AuthorityRow
from openkp.shipments import actions

from .. import frame
from ..forms import countries
from . import reading
from .paper_form import ROWS_AT_ONCE, PaperForm
from .present_form import PresentForm

_UNKNOWN = "arrival.paper_needed"


def present(request: HttpRequest) -> HttpResponse:
    """First the number or the code; the paper's own fields only where nothing is known of the number."""
    lang, offices = frame.lang(request), _offices(request)
    if request.method == "GET":
        number = request.GET.get("number", "")[:20]
        form = PresentForm(initial={"number": number, "office": _own(request)}, offices=offices, lang=lang)
        return _page(request, form)
    sent, problems = reading.with_credential(request)
    form = PresentForm(sent, offices=offices, lang=lang)
    paper = PaperForm(sent, lang=lang) if sent.get("paper") else None
    if paper is not None and sent.get("more"):
        return _page(request, form, paper=paper.longer(), quiet=True)
    sound = form.is_valid()
    if paper is not None:
        sound = paper.is_valid() and sound
    if not sound or problems:
        return _page(request, form, paper=paper, problems=problems, status=422)
    return _presented(request, form, paper)


def _presented(request: HttpRequest, form: PresentForm, paper: PaperForm | None) -> HttpResponse:
    unknown: list[bool] = []

    def call(**told: Any) -> Outcome:
        try:
            return actions.present(**told)
        except (Refusal, Refusals) as error:
            codes = error.codes if isinstance(error, Refusals) else frozenset({error.code})
            unknown.append(_UNKNOWN in codes)
            raise

    facts = form.facts() | ({"paper": paper.facts()} if paper is not None else {})
    told = frame.act(request, call, **facts)
    if told.outcome is not None:
        _tell(request, told.outcome)
        return redirect("imports:detail", reference=str(told.outcome.data["file"]))
    if paper is None and unknown[-1:] == [True]:
        return _page(request, form, paper=PaperForm(lang=frame.lang(request)), status=422, unknown=form.wanted())
    return _page(request, form, paper=paper, problems=told.problems, status=told.status)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.data["alarms"]:
        messages.warning(request, frame.message(request, "border.presented_alarm"))
    elif not outcome.data["first"] and outcome.data["state"] == "presented":
        messages.warning(request, frame.message(request, "border.presented_not_first"))
    else:
        messages.success(request, frame.message(request, "border.presented_first"))


def _offices(request: HttpRequest) -> tuple[AuthorityRow, ...]:
    day = frame.now().date()
    places = sorted(frame.actor(request).participants(Role.CUSTOMS) - {"*"})
    known = [row for place in places for row in parties.authorities(place, day)]
    return tuple(row for row in known if row.kind in ("both", "import"))


def _own(request: HttpRequest) -> str:
    """The office whose confirmations this person signs."""
    viewer = frame.actor(request)
    named = parties.signatories(viewer=viewer, function="confirm", person_id=viewer.person_id, on=frame.now().date())
    return named[0].authority if named else ""


def _page(
    request: HttpRequest,
    form: PresentForm,
    *,
    paper: PaperForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
    unknown: str = "",
    quiet: bool = False,
) -> HttpResponse:
    """`quiet`: nothing is wrong yet, more rows were asked for."""
    told = {
        "present": form,
        "paper": paper,
        "problems": problems,
        "form": None if quiet else form,
        "paper_errors": None if quiet else paper,
        "unknown": unknown,
        "more": ROWS_AT_ONCE,
        "purpose": IMPORT_PURPOSE,
        "countries": countries(frame.lang(request)) if paper is not None else {},
    }
    return render(request, "imports/present.html", told, status=status)
