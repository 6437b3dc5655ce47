"""Verify: a text, a file, or a number alone. Three answers that cannot be mistaken for one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openkp.certificates import published_trust
from openkp.certificates import queries as certificates
from openkp.core.confirmation import told as told_of_confirmation
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID, Verdict
from openkp.core.verify import verify as judge

from .. import frame
from .forms import VerifyForm

_NUMBER = re.compile(r"[A-Za-z]{2} ?[0-9]{1,12}", re.ASCII)
_SPENT = "verify.status_confirmed"
_TONES = {VALID: "good", NOT_VALID: "bad", CANNOT_CHECK: "doubt"}


def verify(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        number = request.GET.get("number", "").strip()[:20]
        return _status(request, number) if number else _form(request, VerifyForm(lang=frame.lang(request)))
    form = VerifyForm(request.POST, request.FILES, lang=frame.lang(request))
    if not form.is_valid():
        return _form(request, form, status=422)
    given = form.given()
    if isinstance(given, str) and _NUMBER.fullmatch(given):
        return redirect(f"{reverse('verify:verify')}?{urlencode({'number': given})}")
    moment = frame.now()
    verdict = judge(given, trust=published_trust.current(), now=moment)
    return _result(request, verdict, given if isinstance(given, str) else "")


def _form(request: HttpRequest, form: VerifyForm, status: int = 200) -> HttpResponse:
    return render(request, "verify/form.html", {"form": form}, status=status)


def _status(request: HttpRequest, typed: str) -> HttpResponse:
    """A number alone: what the public may know of it, and that it proves nothing."""
    number = typed.replace(" ", "").upper()
    found = certificates.public_status(number, now=frame.now()) if _NUMBER.fullmatch(typed) else None
    told = {"number": number, "found": found, "form": VerifyForm(lang=frame.lang(request))}
    return render(request, "verify/number.html", told)


def _result(request: HttpRequest, verdict: Verdict, text: str) -> HttpResponse:

    def say(code: str, facts: Mapping[str, Any]) -> str:
        return frame.message(request, code, **facts)

    spent = verdict.verdict == VALID and any(r.code == _SPENT for r in verdict.reasons)
    shown = [r for r in verdict.reasons if not spent or r.code != _SPENT]  # told at the top instead
    told = {
        "verdict": verdict,
        "tone": _TONES[verdict.verdict],
        "code": verdict.verdict.replace(" ", "_"),
        "reasons": [{"grade": str(r.grade), "text": say(r.code, r.facts), "code": r.code} for r in shown],
        "ages": [{"name": say(f"web.age_{name}", {}), "age": _age(request, age)} for name, age in verdict.ages.items()],
        "facts": verdict.facts,
        "confirmed": [say(code, facts) for code, facts in told_of_confirmation(verdict.confirmation)]
        if verdict.confirmation is not None
        else [],
        "spent": spent,
        "text": text,
        "form": VerifyForm(lang=frame.lang(request)),
    }
    return render(request, "verify/result.html", told)


def _age(request: HttpRequest, seconds: int) -> str:
    if seconds < 3600:
        return frame.message(request, "web.age_minutes", count=seconds // 60)
    if seconds < 48 * 3600:
        return frame.message(request, "web.age_hours", count=seconds // 3600)
    return frame.message(request, "web.age_days", count=seconds // 86400)
