"""Photographs and scans that come with a form: stored first, so that a refusal of the act does not lose them."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from openkp.documents import actions as documents

from .. import frame
from .forms import ImportForm


def keep(request: HttpRequest, form: ImportForm) -> tuple[QueryDict, tuple[str, ...]]:
    """What was sent, with the SHA-256 of each file kept; and why one was not."""
    sent = request.POST.copy()
    if not form.uploads:
        return sent, ()
    kept = form.files_kept()
    problems: list[str] = []
    for place, file in enumerate(request.FILES.getlist(form.add_prefix(form.uploads))[: form.most_files]):
        media_type = str(file.content_type or "")
        told = frame.act(request, documents.store_upload, part=f"file{place}", data=file.read(), media_type=media_type)
        if told.outcome is None:
            problems += told.problems
        else:
            kept.append(str(told.outcome.data["sha256"]))
    sent[form.add_prefix("kept")] = ",".join(dict.fromkeys(kept))
    return sent, tuple(problems)
