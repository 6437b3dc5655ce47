"""One import file on one page, and each act as one form and one call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.certificates import queries as certificates
from openkp.core.confirmation import ConfirmationFacts, read_confirmation
from openkp.core.roles import Role
from openkp.core.rules.arrival import ISSUED_HERE
from openkp.documents import queries as documents
from openkp.parties import queries as parties
from openkp.shipments import queries as shipments
from openkp.shipments.queries import ImportDetail

from .. import errors, frame
from ..forms import countries
from ..lists.history import history
from . import acts, attachments
from .forms import ImportForm
from .telling import sentence

_TONES = {
    **dict.fromkeys(("confirm", "resolve", "release", "see_out"), "good"),
    **dict.fromkeys(("detain", "seize", "return_goods", "confirm_differing"), "bad"),
}


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, _found(request, reference))


def act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One form, one call. What is refused is told on the page of the file, and nothing typed is lost."""
    found = _found(request, reference)
    if act not in acts.KNOWN:
        raise Http404
    offered = [one for one in acts.possible(found, frame.actor(request)) if one.name == act]
    chosen = [one for one in offered if one.key == request.POST.get("form", one.key)]
    if not chosen:
        return _cannot(request, found, act)
    one, lang = chosen[0], frame.lang(request)
    data, problems = attachments.keep(request, one.bound(request.POST, found=found, lang=lang))
    form = one.bound(data, found=found, lang=lang)
    if not form.is_valid() or problems:
        return _page(request, found, sent=form, problems=problems, status=422)
    told = frame.act(request, one.call, **one.subject(found), **form.facts())
    if not told.done:
        return _page(request, _found(request, reference), sent=form, problems=told.problems, status=told.status)
    differing = told.outcome is not None and told.outcome.data.get("differences")
    if differing:
        messages.warning(request, frame.message(request, f"border.done_{act}_differing"))
    else:
        messages.success(request, frame.message(request, f"border.done_{act}"))
    return redirect("imports:detail", reference=reference)


def confirmation(request: HttpRequest, reference: str) -> HttpResponse:
    """The signed confirmation, to keep and to show: application/vc+jwt."""
    found = _found(request, reference)
    if found.confirmation is None:
        raise Http404
    response = HttpResponse(found.confirmation.jwt, content_type="application/vc+jwt")
    response["Content-Disposition"] = f'attachment; filename="{found.row.number}-confirmation.vc.jwt"'
    response["Cache-Control"] = "private, no-store"
    return response


def stored(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """A photograph or a scan of this file, to whoever may read the file. Never opened in the page: downloaded."""
    if sha256 not in _stored(_found(request, reference)):
        raise Http404
    row = documents.file(sha256)
    response = HttpResponse(documents.read(sha256), content_type=row.media_type)
    ending = row.media_type.rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="{reference}-{sha256[:12]}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _found(request: HttpRequest, reference: str) -> ImportDetail:
    found = shipments.import_file(reference, viewer=frame.actor(request))
    if found is None:
        raise Http404
    return found


def _stored(found: ImportDetail) -> frozenset[str]:
    notes = found.discrepancy.notes if found.discrepancy is not None else ()
    photos = (photo for one in found.inspections for photo in one.photos)
    named = (*(one.document for one in notes), *(one.document for one in found.queries))
    return frozenset({*photos, *named} - {""})


def _cannot(request: HttpRequest, found: ImportDetail, act: str) -> HttpResponse:
    """Not this person's to do, or no longer: somebody else may have done it meanwhile."""
    viewer, row = frame.actor(request), found.row
    here = viewer.has(Role.CUSTOMS, participant=row.participant) or viewer.has(acts.ISSUING, participant=row.issuer)
    if not here or acts.STEP.get(act, act) in found.acts:
        return errors.not_yours(request)
    return _page(request, found, problems=(frame.message(request, "file.not_now"),), status=422)


def _page(
    request: HttpRequest,
    found: ImportDetail,
    *,
    sent: ImportForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    viewer, lang, row = frame.actor(request), frame.lang(request), found.row
    offered: list[dict[str, Any]] = []
    for one in acts.possible(found, viewer):
        form = sent if sent is not None and sent.prefix == one.key else one.bound(None, found=found, lang=lang)
        query = next((query for query in found.queries if query.id == one.query), None)
        offered.append({"act": one, "form": form, "query": query, "sent": form is sent})
    told = {
        "found": found,
        "row": row,
        "office": _office(row.authority, lang),
        "findings": [(one["severity"], sentence(lang, one)) for one in found.findings],
        "differences": _differences(found, lang),
        "weigh": row.inspect and not found.inspections and "confirm" in found.acts,
        "as_stated": acts.can_confirm(found) and not found.inspections,
        "clocks": [{"kind": kind, "at": at, "late": at <= frame.now()} for kind, at in sorted(found.clocks.items())],
        "now": frame.now(),
        "people": parties.display_names(_people(found), viewer=viewer),
        "life": [(step, _TONES.get(step.act, "")) for step in found.life],
        "ended": row.state not in acts.OPEN_STATES,
        "signed": confirmed(found),
        "linked": row.source == ISSUED_HERE
        and certificates.certificate(row.number, viewer=viewer, now=frame.now()) is not None,
        "history": history(
            request,
            f"import:{row.reference}",
            notes=((step.at, step.person_id, step.note) for step in found.life),
        ),
        "offered": offered,
        "countries": countries(lang) if any(one["act"].name == "inspect" for one in offered) else {},
        "problems": problems,
        "form": sent,
    }
    return render(request, "imports/detail.html", told, status=status)


def confirmed(found: ImportDetail) -> ConfirmationFacts | None:
    """What the signed confirmation says."""
    return read_confirmation(found.confirmation.jwt).facts if found.confirmation is not None else None


def _differences(found: ImportDetail, lang: str) -> list[str]:
    return [sentence(lang, one) for one in found.inspections[-1].differences] if found.inspections else []


def _office(slug: str, lang: str) -> str:
    return parties.authority(slug).name(lang)


def _people(found: ImportDetail) -> Iterable[int]:
    notes = found.discrepancy.notes if found.discrepancy is not None else ()
    acted = (one.person_id for one in found.life), (one.person_id for one in found.inspections)
    return {*(one.person_id for one in notes), *(who for ids in acted for who in ids)}
