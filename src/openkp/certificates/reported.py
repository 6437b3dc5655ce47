"""What an audit re-examines of reports: each form missing, lost or stolen, and each end of a prior certificate, is what
the public log was told; no number is a form's and a prior certificate's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openkp.core.problem import Problem
from openkp.transparency import queries as log

from . import reports
from .models import BlankFate, PriorCertificate, PriorEnd


def problems() -> Iterator[Problem]:
    for number in _differing():
        yield Problem("certificates.report_differs", f"report {number}", {"number": number})
    kept = set(BlankFate.objects.filter(fate="prior").values_list("number", flat=True))
    for number in sorted(kept ^ set(PriorCertificate.objects.values_list("number", flat=True))):
        yield Problem("certificates.prior_without_form", f"certificate {number}", {"number": number})


def _differing() -> Iterator[str]:
    told: list[tuple[str, str, str, dict[str, Any], int | None]] = [
        (row.number, reports.BLANK_LEAF.get(row.fate, ""), row.note, row.record or {}, row.leaf_id)
        for row in BlankFate.objects.filter(leaf__isnull=False).order_by("pk").iterator()
    ]
    told += [
        (row.prior.number, reports.PRIOR_LEAF[row.fate], str(row.record.get("reason", "")), row.record, row.leaf_id)
        for row in PriorEnd.objects.select_related("prior").order_by("pk").iterator()
    ]
    logged = log.leaf_data(leaf_id for *_, leaf_id in told if leaf_id)
    for number, kind, reason, record, leaf_id in told:
        sound = (record.get("kind"), record.get("number"), record.get("reason")) == (kind, number, reason)
        sound = sound and isinstance(record.get("issuer"), str)
        if not sound or logged.get(leaf_id or 0) != reports.Report(number, kind, record).leaf():
            yield number
    # Every report since leaves are kept has one; a form of an older version tells no more than its row.
    yield from BlankFate.objects.filter(leaf__isnull=True, record__isnull=False).values_list("number", flat=True)
