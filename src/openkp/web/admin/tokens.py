"""Tokens of people and systems: what each opens, how long, when it was last used; and the end of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from openkp.parties import actions
from openkp.parties import queries as parties

from .. import frame

SOON_DAYS = 30


def listing(request: HttpRequest, problems: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    viewer, now = frame.actor(request), frame.now()
    rows = parties.tokens(viewer=viewer)
    people = parties.display_names({row.person_id for row in rows}, viewer=viewer)
    told = [
        {
            "row": row,
            "state": row.state(now),
            "person": people.get(row.person_id, ""),
            "soon": row.state(now) == "valid" and (row.expires_at - now).days < SOON_DAYS,
        }
        for row in rows
    ]
    told.sort(key=lambda one: one["state"] != "valid")
    return render(request, "admin/tokens.html", {"tokens": told, "problems": problems}, status=status)


def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    told = frame.act(request, actions.revoke_token, token_id=token_id)
    if not told.done:
        return listing(request, told.problems, told.status)
    messages.success(request, frame.message(request, "admin.done_revoke"))
    return redirect("admin:tokens")
