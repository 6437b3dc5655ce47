"""The ground of synthetic certificates: authorities with specimen keys, invented traders, sites, blank forms.

Everything says that it is synthetic: names, addresses, sources, the person who validates, and the certificate itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openkp.certificates import actions as certificates
from openkp.certificates import queries as papers
from openkp.core.facts import PartyFacts
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.core.rules import licensing
from openkp.core.rules.chain import LicenceKind
from openkp.core.rules.validity import ValidityRule, validity_rule
from openkp.demo.flows import Flow, flows, participants, traders, year_certificates
from openkp.events.actions import Outcome, action
from openkp.mining import actions as mining
from openkp.mining import queries as registers
from openkp.parties import actions as parties
from openkp.parties import queries as known
from openkp.parties.queries import AuthorityRow
from openkp.signing import actions as signing
from openkp.signing import queries as keys
from openkp.signing.keys import Signer
from openkp.words.formats import country

SOURCE = "Synthetic: made by `openkp generate`, true of nobody"
OFFICER_EMAIL = "synthetic-officer@demo.openkp.example"
VALIDATED_BY = "Synthetic, by no officer"
SPARE_FORMS = 2000  # beyond twice what the model expects of a participant


@dataclass(frozen=True, slots=True)
class Trader:
    """An invented company, as certificates name it."""

    number: str
    party: PartyFacts


@dataclass(frozen=True, slots=True)
class Side:
    """One participant of the synthetic world, and what its certificates are made with. A participant that only
    receives has no authority that issues and no signer; `customs` confirm what arrives, with `confirmer`. `site_id` and
    `zone` are where its synthetic stones are mined."""

    participant: str
    authority: AuthorityRow | None
    signer: Signer | None
    customs: AuthorityRow
    confirmer: Signer
    validity: ValidityRule
    traders: tuple[Trader, ...]
    site_id: int = 0
    zone: str = ""


@action("demo.generate")
def begin(*, by: Actor, now: dt.datetime, request_id: str, certificates: int, years: int, seed: int) -> Outcome:
    """The event that every row of a synthetic world names: asked for by whoever runs the command."""
    by.require(Role.SYSTEM)
    return Outcome({"synthetic": True, "certificates": certificates, "years": years, "seed": seed}, subject="synthetic")


class Ground:
    """Makes what is not there yet. `tag` begins the request ids of one run."""

    def __init__(self, *, tag: str, start: dt.datetime, now: dt.datetime, certificates: int) -> None:
        self.tag, self.start, self.now, self.certificates = tag, start, now, certificates
        self.officer = self._officer()

    def sides(self) -> dict[str, Side]:
        """Every participant of the model."""
        counts = traders(self.certificates)
        exporters = {flow.code: flow for flow in flows()}
        return {code: self._side(code, counts[code], exporters.get(code)) for code in participants()}

    def _side(self, code: str, count: int, flow: Flow | None) -> Side:
        validity = validity_rule(known.rule("certificate.validity", code, self.start.date()).value)
        mines = flow is not None and flow.mined_percent > 0
        site_id, zone = self._site(code) if mines else (0, "")
        made = tuple(self._trader(code, order, site=f"{code}:SYNTHETIC-1" if mines else "") for order in range(count))
        customs = self._authority(code, "import")
        confirmer = self._signer(customs, "confirmation")
        if flow is None:
            return Side(code, None, None, customs, confirmer, validity, made)
        authority = self._authority(code, "export")
        self._forms(code, authority, flow)
        self._signer(authority, "status")
        signer = self._signer(authority, "certificate")
        return Side(code, authority, signer, customs, confirmer, validity, made, site_id, zone)

    def _officer(self) -> Actor:
        """One invented officer for every participant: nobody signs in as it."""
        system = Actor.system()
        try:
            person = known.person_by_email(OFFICER_EMAIL, viewer=system).id
        except Refusal:
            who = parties.Personal(email=OFFICER_EMAIL, name="Synthetic officer")
            person = self._act(parties.create_person, "officer", by=system, who=who)["person"]
            self._act(
                parties.grant_role, "officer-role", by=system, person_id=person, role=Role.OFFICER, participant="*",
                valid_from=self.start.date() - dt.timedelta(days=366),
            )  # fmt: skip
        return known.actor(person, self.now.date())

    def _authority(self, code: str, kind: str) -> AuthorityRow:
        """The first that exports or imports, as the `kind` says; an invented one where none is recorded."""
        there = known.authorities(code)
        fitting = [row for row in there if row.kind in ("both", kind)]
        if not fitting:
            name = country("en", code)
            slug = f"{code.lower()}-synthetic" + (f"-{kind}" if there else "")
            self._act(
                parties.register_authority, f"authority-{code}-{kind}", by=Actor.system(), slug=slug, participant=code,
                kind=kind if there else "both", name_en=f"Authority of {name} (synthetic)",
                name_fr=f"Autorité : {country('fr', code)} (synthétique)", address=name, source=SOURCE, valid_from=None,
            )  # fmt: skip
            fitting = [row for row in known.authorities(code) if row.kind in ("both", kind)]
        return fitting[0]

    def _signer(self, authority: AuthorityRow, purpose: str) -> Signer:
        """A key that held when the synthetic time began; status lists are signed now."""
        try:
            return keys.signer_for(issuer=authority.issuer, purpose=purpose, on=self.start)
        except Refusal:
            self._act(
                signing.create_key, f"key-{authority.slug}-{purpose}", by=Actor.system(), issuer=authority.issuer,
                purpose=purpose, valid_from=self.start - dt.timedelta(days=1),
            )  # fmt: skip
        return keys.signer_for(issuer=authority.issuer, purpose=purpose, on=self.start)

    def _site(self, code: str) -> tuple[int, str]:
        zone, site = f"{code}:SYNTHETIC", f"{code}:SYNTHETIC-1"
        if registers.site(site) is None:
            self._act(
                mining.register_zone, f"zone-{code}", by=self.officer, participant=code, code=zone,
                name="Synthetic zone", source=SOURCE,
            )  # fmt: skip
            self._act(
                mining.register_site, f"site-{code}", by=self.officer, zone=zone, code=site, name="Synthetic site",
                latitude_udeg=0, longitude_udeg=0, source=SOURCE,
            )  # fmt: skip
        return registers.site_id(site), zone

    def _trader(self, code: str, order: int, *, site: str) -> Trader:
        number = f"{code}-SYN-{order:03d}"
        name = f"Synthetic trader {order} of {country('en', code)}"
        address = f"Nowhere, {country('en', code)}"
        if registers.operator(number, viewer=Actor.system()) is None:
            self._act(
                mining.register_operator, f"operator-{number}", by=self.officer, participant=code, number=number,
                kind="large-scale-mine" if site else "importer", name=name, address=address, nationality="synthetic",
            )  # fmt: skip
            kinds = [LicenceKind.EXPORT_LICENCE, LicenceKind.IMPORT_LICENCE]
            for kind in [*kinds, *([LicenceKind.INDUSTRIAL_MINING] if site else [])]:
                self._licences(number, kind, site if kind == LicenceKind.INDUSTRIAL_MINING else "")
        return Trader(number, PartyFacts(name, address, code, f"{number}-{LicenceKind.EXPORT_LICENCE.upper()[:2]}"))

    def _licences(self, number: str, kind: LicenceKind, site: str) -> None:
        """One paper after another from the beginning on, each as long as the participant's rule allows."""
        rule = known.rule("licence.terms", number[:2], self.now.date())
        terms = licensing.Terms.of(rule.value, kind)
        first, order = self.start.date(), 0
        while first <= self.now.date():
            last = terms.last_day(first)
            paper = f"{number}-{kind.upper()[:2]}" + (f"-{order}" if order else "")
            self._act(
                mining.grant_licence, f"licence-{paper}", by=self.officer, operator=number, number=paper,
                kind=str(kind), valid_from=first, valid_until=last, site=site,
            )  # fmt: skip
            first, order = last + dt.timedelta(days=1), order + 1

    def _forms(self, code: str, authority: AuthorityRow, flow: Flow) -> None:
        """Twice the forms that the model expects of the participant, after those it has."""
        held = papers.ranges(viewer=Actor.system(), participant=code)
        first = 1 + max((int(row.last[2:]) for row in held), default=0)
        count = 2 * flow.certificates * self.certificates // year_certificates() + SPARE_FORMS
        received = self._act(
            certificates.receive_blanks, f"forms-{code}", by=self.officer, at=self.start, participant=code,
            first=first, last=first + count - 1, source=SOURCE,
        )  # fmt: skip
        self._act(
            certificates.allocate_blanks, f"forms-{code}-office", by=self.officer, at=self.start,
            range_id=received["range"], authority=authority.slug, count=count, office="Synthetic",
        )  # fmt: skip

    def _act(
        self, what: Callable[..., Outcome], key: str, *, by: Actor, at: dt.datetime | None = None, **facts: Any
    ) -> Mapping[str, Any]:
        return what(by=by, now=at or self.start, request_id=f"{self.tag}-{key}", **facts).data
