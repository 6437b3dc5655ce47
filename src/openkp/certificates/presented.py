"""Reads for the import files: what the house knows of a number that somebody shows. Rules ask, so no viewer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from openkp.core.credential.cose import read_cose
from openkp.core.facts import CertificateFacts
from openkp.core.rules.arrival import CREDENTIAL, PAPER
from openkp.core.rules.paper import PaperFacts, Severity, check_paper
from openkp.events.reference import Reference

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


def judge_paper(
    paper: PaperFacts, *, source: str, receiver: str, on: dt.date, known: Reference | None = None
) -> list[dict[str, Any]]:
    """Findings on what is shown (core/rules/paper), as JSON. `source` is how it is known (core/rules/arrival.SOURCES),
    `receiver` the participant into which it is to be imported, "" in transit.

    For a certificate of the house its own registers stand, for an earlier one two officers; a credential from outside
    answers to its trust list for its number and its signature. Only bare paper is asked for everything.
    """
    held = judging.border(paper, receiver, on, known)
    if source in (CREDENTIAL, PAPER):
        issuer = judging.knowledge(paper.participant, paper.issued_on)
        if source == CREDENTIAL:
            issuer = replace(issuer, specimens=(), cross_checks=frozenset(), signatories=())
        held = replace(issuer, barred=held.barred, receiver=held.receiver, destination_as=held.destination_as)
    found = check_paper(paper, held, on)
    return [one.told() for one in found if source == PAPER or one.severity is not Severity.NOTE]


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
