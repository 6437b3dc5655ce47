"""Reads for the import files: what the house knows of a number that somebody shows. Rules ask, so no viewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openkp.core.credential.cose import read_cose
from openkp.core.facts import CertificateFacts
from openkp.core.rules.paper import check_paper

from . import judging
from .alarms import raise_alarm
from .models import BlankFate, BlankRange, Certificate, ForeignCertificate
from .queries import prior_rows as prior_papers
from .queries.prior_rows import PriorRow


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


def prior(number: str) -> PriorRow | None:
    """A certificate of a participant of this installation from before it, that two officers stand for and whose end
    was not told."""
    row = prior_papers.standing(number)
    return None if row is None or prior_papers.fate_of(row) else prior_papers.shown(row)


def prior_end(number: str) -> str:
    """How a prior certificate ended before it was presented: void, lost, stolen, returned; "" if it did not."""
    row = prior_papers.standing(number)
    return "" if row is None else prior_papers.fate_of(row)


# What the import file says of every certificate by itself, whatever its form.
_SAID_ALREADY = frozenset({"paper.issued_in_future", "paper.expired", "paper.other_destination"})


def judge_paper(number: str, told: Mapping[str, Any], *, receiver: str, on: dt.date) -> list[dict[str, Any]]:
    """Findings on a paper (core/rules/paper), as JSON. Trade is asked by the import file itself; a signed credential
    (`issuer` among what it tells) answers to its trust list for its numbers and cross-checks."""
    if prior(number) is not None:
        return []  # its issuer's own register is here, and two officers stand for it
    paper = judging.keyed(number, told)
    known = judging.knowledge(paper.participant, paper.issued_on, destination=paper.destination, on=on)
    if told.get("issuer"):
        known = replace(known, cross_checks=frozenset(), specimens=())
    found = check_paper(paper, known, on)
    quiet = _SAID_ALREADY | ({"paper.no_specimen"} if told.get("issuer") else set())
    return [one.told() for one in found if one.code not in quiet]


__all__ = [
    "blank_fate",
    "issued_facts",
    "judge_paper",
    "keeps_blanks",
    "prior",
    "prior_end",
    "raise_alarm",
    "received",
]
