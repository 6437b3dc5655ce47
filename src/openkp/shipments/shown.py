"""What is shown at a border, in one form: a certificate of ours, one whose credential is read, or keyed-in paper.

What the installation knows always comes from what it knows, never from what was typed; what was typed besides is
compared with it, and every figure that differs is a finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from openkp.certificates import presented, published_trust
from openkp.core.credential.canonical import facts_hash
from openkp.core.facts import CertificateFacts
from openkp.core.refusal import Refusal, refuse
from openkp.core.rules import numbers
from openkp.core.rules.arrival import CREDENTIAL, ISSUED_HERE, PAPER, PRIOR
from openkp.core.rules.paper import PaperFacts, PaperParcel, read_form
from openkp.core.rules.paper import told as as_told
from openkp.core.verdict import NOT_VALID
from openkp.core.verify import verify


@dataclass(frozen=True, slots=True)
class Shown:
    """The paper. `facts` are a signed credential's, None for paper; `forged`: a credential that does not hold."""

    source: str
    sheet: PaperFacts  # what it says, whatever its form
    told: Mapping[str, Any]  # as kept in the file, beside its columns and parcels
    findings: tuple[Mapping[str, Any], ...] = ()
    facts: CertificateFacts | None = None
    forged: bool = False

    @property
    def number(self) -> str:
        return self.sheet.number


def read(number: str, *, paper: Mapping[str, Any] | None, credential: str, now: dt.datetime) -> Shown:
    """The certificate of that number as far as it is known. Refuses ``arrival.paper_needed`` where nothing is known and
    nothing was keyed in, ``paper.*`` with every fault of what was, ``arrival.credential_other``."""
    verdict, facts, forged = None, None, False
    if credential:
        verdict = verify(credential, trust=published_trust.current(), now=now)
        facts = verdict.facts
        forged = verdict.verdict == NOT_VALID and verdict.authentic is False
        if facts is not None and facts.number != number:
            raise Refusal("arrival.credential_other", number=number, other=facts.number)
    known = presented.issued_facts(number)
    keyed = _keyed(number, paper, PAPER) if paper is not None else None
    if known is not None:
        shown = _of_facts(known, ISSUED_HERE)
    elif (prior := presented.prior(number)) is not None:
        shown = _keyed(number, prior.paper, PRIOR)
    elif facts is not None and verdict is not None and verdict.authentic:
        shown = _of_facts(facts, CREDENTIAL)
    elif keyed is not None:
        shown = keyed
    else:
        raise Refusal("arrival.paper_needed", number=number)
    findings = [] if keyed is None or shown is keyed else _compared(shown.sheet, keyed.sheet)
    if facts is not None and known is not None and facts != known:
        findings.append({"code": "arrival.credential_differs", "severity": "impossible"})
    if forged:
        findings.append({"code": "arrival.credential_forged", "severity": "impossible"})
    return replace(shown, findings=tuple(findings), forged=forged)


def _of_facts(facts: CertificateFacts, source: str) -> Shown:
    sheet = PaperFacts(
        number=facts.number,
        participant=facts.participant,
        authority=facts.authority,
        issued_on=facts.issued_at.date(),
        valid_until=(facts.valid_until - dt.timedelta(seconds=1)).date(),
        exporter=facts.exporter,
        importer=facts.importer,
        destination=facts.destination,
        parcels=tuple(PaperParcel(p.hs, p.weight_cct, p.value_usd_cents, p.origin, p.reference) for p in facts.parcels),
        signatory=facts.validated_by,
        seals=facts.seals,
        sources=facts.sources,
    )
    told = {
        "authority": facts.authority,
        "issuer": facts.issuer,
        "seals": list(facts.seals),
        "facts_sha256": facts_hash(facts).hex(),
    }
    return Shown(source, sheet, told, facts=facts)


def _keyed(number: str, paper: Mapping[str, Any], source: str) -> Shown:
    """Paper as an officer keyed it in, or as two officers registered it; every fault at once."""
    sheet, faults = read_form(number, numbers.participant_of(number), paper)
    refuse(faults)
    assert sheet is not None, "no fault was found"
    return Shown(source, sheet, {name: one for name, one in as_told(sheet).items() if name != "parcels"})


def _compared(known: PaperFacts, keyed: PaperFacts) -> list[dict[str, Any]]:
    """Where the paper before customs says something else than the certificate that was issued: it was altered, or
    typed wrong."""
    findings: list[dict[str, Any]] = []

    def differs(name: str, one: object, other: object) -> None:
        if one != other:
            told = {"field": name, "shown": str(other)[:200], "issued": str(one)[:200]}
            findings.append({"code": "arrival.paper_differs", "severity": "impossible", **told})

    differs("issued_on", known.issued_on.isoformat(), keyed.issued_on.isoformat())
    differs("valid_until", known.valid_until.isoformat(), keyed.valid_until.isoformat())
    differs("destination", known.destination, keyed.destination)
    differs("number_of_parcels", len(known.parcels), len(keyed.parcels))
    totals = [
        (sum(p.weight_cct for p in one.parcels), sum(p.value_usd_cents for p in one.parcels)) for one in (known, keyed)
    ]
    differs("weight_cct", totals[0][0], totals[1][0])
    differs("value_usd_cents", totals[0][1], totals[1][1])
    for name in ("exporter", "importer"):
        one, other = getattr(known, name), getattr(keyed, name)
        differs(name, one.name.casefold(), other.name.casefold())
    return findings
