"""What is shown at a border, in one form: a certificate of ours, one whose credential is read, or keyed-in paper.

What the installation knows always comes from what it knows, never from what was typed; what was typed besides is
compared with it, and every figure that differs is a finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openkp.certificates import presented, published_trust
from openkp.core.credential.canonical import facts_hash
from openkp.core.facts import HS_CODES, MIXED, CertificateFacts, PartyFacts
from openkp.core.ledger import declared_origins
from openkp.core.refusal import Refusal, refuse
from openkp.core.rules.arrival import CREDENTIAL, ISSUED_HERE, PAPER, PRIOR
from openkp.core.units import MAX_CENTS, MAX_MCT, MCT_PER_CCT
from openkp.core.verdict import NOT_VALID
from openkp.core.verify import verify

MAX_PARCELS, MAX_NAME, MAX_ADDRESS = 100, 200, 400
_PAPER = frozenset(
    {
        *("authority", "issued_on", "valid_until", "exporter", "importer", "destination", "parcels"),
        *("number_of_parcels", "signatory", "seals", "sources", "weight_cct", "value_usd_cents", "mixed"),
    }
)
_PARTY = frozenset({"name", "address", "country"})
_PARCEL = frozenset({"reference", "hs", "weight_cct", "value_usd_cents", "origin", "origins"})


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel as the paper states it. `origins` in milli-carats, of what another ledger keeps."""

    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    origin: str
    origins: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """The paper. `facts` are a signed credential's, None for paper; `forged`: a credential that does not hold."""

    number: str
    source: str
    authority: str
    issued_on: dt.date
    valid_until: dt.date  # last day
    exporter: PartyFacts
    importer: PartyFacts
    destination: str
    parcels: tuple[Line, ...]
    told: Mapping[str, Any]  # as kept in the file
    findings: tuple[Mapping[str, Any], ...] = ()
    facts: CertificateFacts | None = None
    forged: bool = False
    issued_at: dt.datetime | None = field(default=None, compare=False)


def read(number: str, *, paper: Mapping[str, Any] | None, credential: str, now: dt.datetime) -> Shown:
    """The certificate of that number as far as it is known. Refuses ``arrival.paper_needed`` where nothing is known and
    nothing was keyed in, ``arrival.paper_*`` with every fault of what was, ``arrival.credential_other``."""
    verdict, facts, forged = None, None, False
    if credential:
        verdict = verify(credential, trust=published_trust.current(), now=now)
        facts = verdict.facts
        forged = verdict.verdict == NOT_VALID and verdict.authentic is False
        if facts is not None and facts.number != number:
            raise Refusal("arrival.credential_other", number=number, other=facts.number)
    known = presented.issued_facts(number)
    keyed = _keyed(number, paper) if paper is not None else None
    if known is not None:
        shown = _of_facts(known, ISSUED_HERE)
    elif (prior := presented.prior(number)) is not None:
        shown = _of_prior(prior)
    elif facts is not None and verdict is not None and verdict.authentic:
        shown = _of_facts(facts, CREDENTIAL)
    elif keyed is not None:
        shown = keyed
    else:
        raise Refusal("arrival.paper_needed", number=number)
    findings = [] if keyed is None or shown is keyed else _compared(shown, keyed)
    if facts is not None and known is not None and facts != known:
        findings.append({"code": "arrival.credential_differs", "severity": "impossible"})
    if forged:
        findings.append({"code": "arrival.credential_forged", "severity": "impossible"})
    return replace(shown, findings=tuple(findings), forged=forged)


def _of_facts(facts: CertificateFacts, source: str) -> Shown:
    return Shown(
        number=facts.number,
        source=source,
        authority=facts.authority,
        issued_on=facts.issued_at.date(),
        valid_until=(facts.valid_until - dt.timedelta(seconds=1)).date(),
        exporter=facts.exporter,
        importer=facts.importer,
        destination=facts.destination,
        parcels=tuple(
            Line(p.reference, p.hs, p.weight_cct, p.value_usd_cents, p.origin, _origins(p.origin, p.weight_cct))
            for p in facts.parcels
        ),
        told={
            "authority": facts.authority,
            "issuer": facts.issuer,
            "seals": list(facts.seals),
            "facts_sha256": facts_hash(facts).hex(),
        },
        facts=facts,
        issued_at=facts.issued_at,
    )


def _of_prior(prior: Any) -> Shown:
    """A certificate of ours from before this installation: as two officers registered it."""
    return replace(_keyed(prior.number, prior.paper), source=PRIOR)


def _keyed(number: str, paper: Mapping[str, Any]) -> Shown:
    """Paper as an officer keyed it in; every fault at once."""
    reasons = [Refusal("arrival.paper_field_unknown", field=str(one)[:40]) for one in sorted(set(paper) - _PAPER)]
    days: dict[str, dt.date] = {}
    for name in ("issued_on", "valid_until"):
        try:
            value = paper.get(name)
            days[name] = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            reasons.append(Refusal("arrival.paper_field", field=name))
    authority = str(paper.get("authority", "")).strip()
    if not authority or len(authority) > MAX_NAME:
        reasons.append(Refusal("arrival.paper_field", field="authority"))
    parties = {}
    for name in ("exporter", "importer"):
        party = paper.get(name)
        parties[name] = _party(party) if isinstance(party, Mapping) else None
        if parties[name] is None:
            reasons.append(Refusal("arrival.paper_field", field=name))
    destination = str(paper.get("destination", ""))
    if not (len(destination) == 2 and destination.isascii() and destination.isalpha() and destination.isupper()):
        reasons.append(Refusal("arrival.paper_field", field="destination"))
    given = paper.get("parcels")
    lines: tuple[Line, ...] = ()
    if not isinstance(given, Sequence) or isinstance(given, str) or not 1 <= len(given) <= MAX_PARCELS:
        reasons.append(Refusal("arrival.paper_parcels", most=MAX_PARCELS))
    else:
        found = [_line(place, one) for place, one in enumerate(given)]
        reasons += [one for one in found if isinstance(one, Refusal)]
        lines = tuple(one for one in found if isinstance(one, Line))
        if len({line.reference for line in lines}) != len(lines):
            reasons.append(Refusal("arrival.paper_parcels_alike"))
    refuse(reasons)
    exporter, importer = parties["exporter"], parties["importer"]
    assert exporter is not None and importer is not None
    told = {name: _plain(value) for name, value in paper.items() if name != "parcels"}
    return Shown(
        number, PAPER, authority, days["issued_on"], days["valid_until"], exporter, importer, destination, lines, told
    )  # fmt: skip


def _party(told: Mapping[str, Any]) -> PartyFacts | None:
    name, address, country = (str(told.get(part, "")).strip() for part in ("name", "address", "country"))
    sound = set(told) <= _PARTY and 0 < len(name) <= MAX_NAME and len(address) <= MAX_ADDRESS
    if not sound or not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        return None
    return PartyFacts(name, address, country)


def _line(place: int, told: Any) -> Line | Refusal:
    bad = Refusal("arrival.paper_parcel", place=place + 1)
    if not isinstance(told, Mapping) or not set(told) <= _PARCEL:
        return bad
    weight, value, hs = told.get("weight_cct"), told.get("value_usd_cents"), told.get("hs")
    origin = str(told.get("origin", ""))
    if type(weight) is not int or not 0 < weight <= MAX_MCT // MCT_PER_CCT:
        return bad
    if type(value) is not int or not 0 <= value <= MAX_CENTS or hs not in HS_CODES:
        return bad
    if origin != MIXED and not (len(origin) == 2 and origin.isascii() and origin.isalpha() and origin.isupper()):
        return bad
    origins = told.get("origins") or _origins(origin, weight)
    if not isinstance(origins, Mapping) or declared_origins(origins, weight * MCT_PER_CCT):
        return Refusal("arrival.paper_origins", place=place + 1)
    reference = str(told.get("reference", "")).strip() or str(place + 1)
    return bad if len(reference) > 80 else Line(reference, str(hs), weight, value, origin, dict(origins))


def _origins(origin: str, weight_cct: int) -> dict[str, int]:
    return {origin: weight_cct * MCT_PER_CCT}


def _compared(known: Shown, keyed: Shown) -> list[dict[str, Any]]:
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


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
