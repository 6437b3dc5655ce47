"""People and systems with their roles: the list, someone new, and one person with all that may be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from openkp.core.refusal import Refusal
from openkp.core.roles import Role
from openkp.events.actions import Outcome
from openkp.parties import actions
from openkp.parties import queries as parties
from openkp.parties.queries import PersonRow
from openkp.parties.tokens import hash_of, new_secret

from .. import frame
from ..frame import Told
from . import forms

ACTS: dict[str, tuple[Callable[..., Outcome], type[forms.AdminForm]]] = {
    "grant": (actions.grant_role, forms.GrantForm),
    "withdraw": (actions.withdraw_role, forms.WithdrawForm),
    "link": (actions.set_password, forms.LinkForm),
    "password": (actions.set_password, forms.PasswordForm),
    "token": (actions.create_token, forms.TokenForm),
    "deactivate": (actions.deactivate_person, forms.DeactivateForm),
    "erase": (actions.erase_person, forms.EraseForm),
}


@sensitive_post_parameters("typed")
def listing(request: HttpRequest) -> HttpResponse:
    viewer, lang = frame.actor(request), frame.lang(request)
    form = forms.AddForm(request.POST or None, found=None, lang=lang, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        told = _add(request, form.cleaned_data)
        if told.outcome is not None:
            return _added(request, int(told.outcome.data["person"]), form.cleaned_data)
        return _list(request, form, told.problems, told.status)
    return _list(request, form, (), 422 if request.method == "POST" else 200)


def _list(request: HttpRequest, form: forms.AddForm, problems: tuple[str, ...], status: int) -> HttpResponse:
    rows = parties.people(viewer=frame.actor(request))
    sought = request.GET.get("q", "").strip().casefold()[:80]
    if sought:
        rows = tuple(row for row in rows if sought in f"{row.name} {row.email}".casefold())
    told = {"people": rows, "form": form, "problems": problems, "q": sought, "today": frame.now().date()}
    return render(request, "admin/people.html", told, status=status)


def _add(request: HttpRequest, typed: dict[str, Any]) -> Told:
    password = typed["typed"] if typed["first"] == forms.TYPED else ""
    who = actions.Personal(typed["email"], typed["name"], typed["language"], password)
    return frame.act(request, actions.create_person, part="person", who=who, participant=typed["participant"])


def _added(request: HttpRequest, person_id: int, typed: dict[str, Any]) -> HttpResponse:
    """The role, if one was chosen, and the link. Without a role of the participant its administrator sees nobody."""
    if typed["role"]:
        facts = {"role": Role(typed["role"]), "participant": typed["participant"], "operator": typed["operator"]}
        facts |= {"person_id": person_id, "valid_from": frame.now().date()}
        told = frame.act(request, actions.grant_role, part="role", **facts)
        if not told.done:
            messages.warning(request, " ".join(told.problems))
    messages.success(request, frame.message(request, "admin.done_add"))
    if typed["first"] == forms.LINK:
        return _page(request, _found(request, person_id), link=_link(person_id, frame.lang(request)))
    return redirect("admin:person", person_id=person_id)


def detail(request: HttpRequest, person_id: int) -> HttpResponse:
    return _page(request, _found(request, person_id))


@sensitive_post_parameters("password-typed")
def act(request: HttpRequest, person_id: int, act: str) -> HttpResponse:
    """One form, one call. What is told once, a link or a secret, is told in the answer itself."""
    found = _found(request, person_id)
    if act not in ACTS:
        raise Http404
    call, kind = ACTS[act]
    form = kind(request.POST, found=found, lang=frame.lang(request), viewer=frame.actor(request), prefix=act)
    if not form.is_valid():
        return _page(request, found, sent=form, status=422)
    secret = new_secret() if act == "token" else ""
    told = frame.act(request, call, **_subject(act, person_id, form, secret))
    if not told.done:
        return _page(request, found, sent=form, problems=told.problems, status=told.status)
    if act == "erase":
        messages.success(request, frame.message(request, "admin.done_erase"))
        return redirect("admin:people")
    if act == "link":
        return _page(request, found, link=_link(person_id, frame.lang(request)))
    if act == "token":
        return _page(request, found, secret=secret)
    messages.success(request, frame.message(request, f"admin.done_{act}"))
    return redirect("admin:person", person_id=person_id)


def _subject(act: str, person_id: int, form: forms.AdminForm, secret: str) -> dict[str, Any]:
    """What the action takes. A link ends the password of before: who has lost it may have lost it to somebody."""
    match act:
        case "withdraw":
            return form.facts()
        case "link":
            return {"person_id": person_id, "who": actions.Personal()}
        case "password":
            return {"person_id": person_id, "who": actions.Personal(password=form.cleaned_data["typed"])}
        case "token":
            return {"person_id": person_id, "secret_sha256": hash_of(secret), **form.facts()}
        case "erase":
            return {"person_id": person_id}
        case _:
            return {"person_id": person_id, **form.facts()}


def _link(person_id: int, lang: str) -> str:
    """Works once, for as long as Django's PASSWORD_RESET_TIMEOUT, and no longer once a password is set."""
    user = get_user_model().objects.get(pk=person_id)
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.OPENKP_URL}/{lang}/{path.lstrip('/').partition('/')[2]}"


def _found(request: HttpRequest, person_id: int) -> PersonRow:
    """Whoever this administrator may read, and nobody who was erased."""
    try:
        row = parties.person(person_id, viewer=frame.actor(request))
    except Refusal:
        raise Http404 from None
    if not row.email or row.email.endswith("@invalid"):
        raise Http404
    return row


def _page(
    request: HttpRequest,
    found: PersonRow,
    *,
    sent: forms.AdminForm | None = None,
    problems: tuple[str, ...] = (),
    link: str = "",
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    viewer, lang, now = frame.actor(request), frame.lang(request), frame.now()
    offered = [
        sent if sent is not None and sent.prefix == name else kind(
            None, found=found, lang=lang, viewer=viewer, prefix=name
        )
        for name, (_, kind) in ACTS.items()
        if _offers(found, name, viewer.person_id)
    ]  # fmt: skip
    held = parties.tokens(viewer=viewer, person_id=found.id)
    told = {
        "person": found,
        "offered": offered,
        "form": sent,
        "problems": problems,
        "link": link,
        "secret": secret,
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        "today": now.date(),
        "tokens": [(row, row.state(now)) for row in held],
    }
    answer = render(request, "admin/person.html", told, status=status)
    if link or secret:
        answer["Cache-Control"] = "no-store"
    return answer


def _offers(found: PersonRow, name: str, self_id: int) -> bool:
    """Nobody gives roles to oneself, nor shuts oneself out."""
    if name == "withdraw":
        return bool(found.grants)
    if name in ("grant", "deactivate", "erase", "link", "password"):
        return found.id != self_id and (found.is_active or name == "erase")
    return found.is_active
