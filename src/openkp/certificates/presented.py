"""Reads for the import files: what the house knows of a number that somebody shows. Rules ask, so no viewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from openkp.core.credential.cose import read_cose
from openkp.core.facts import CertificateFacts

from .models import BlankFate, BlankRange, Certificate, ForeignCertificate


def issued_facts(number: str) -> CertificateFacts | None:
    """What a certificate issued here says, from its signed envelope."""
    found = Certificate.objects.filter(number=number).values_list("cose", flat=True).first()
    return None if found is None else read_cose(bytes(found)).facts


def received(number: str) -> bool:
    """Whether goods on foreign paper of that number were confirmed or registered here before."""
    return ForeignCertificate.objects.filter(number=number).exists()


def blank_fate(number: str) -> str:
    """What became of the form of that number: used, spoiled, missing, lost, stolen; "" if nothing did."""
    return BlankFate.objects.filter(number=number).values_list("fate", flat=True).first() or ""


def keeps_blanks(participant: str) -> bool:
    """Whether a participant's forms are kept here: then a number that was not issued here was issued by nobody."""
    return BlankRange.objects.filter(participant=participant).exists()


def prior(number: str) -> Any:
    return None


def judge_paper(number: str, told: Mapping[str, Any], *, receiver: str, on: dt.date) -> list[dict[str, Any]]:
    return []


def raise_alarm(*, kind: str, number: str, parties: Mapping[str, str], now: dt.datetime, **facts: Any) -> int:
    return 0
