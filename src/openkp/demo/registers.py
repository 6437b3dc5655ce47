"""What must exist before anything is dug: people and roles, companies and their papers, zones, sites, slip booklets."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import translation

from openkp.core.roles import Role
from openkp.demo import places
from openkp.demo.calendar import Calendar
from openkp.demo.cast import Someone
from openkp.demo.hand import Hand
from openkp.demo.world import Company, World
from openkp.mining import actions as mining
from openkp.parties import actions as parties

PASSWORD = "koidu-to-antwerp"  # noqa: S105 - shown on the sign-in page of a demonstration
SLIPS = 400
RENEWED_AGO, REVOKED_AGO = 170, 20  # days before today: papers hold for a year at most and are granted anew
FIRST_PAGES = {
    Role.MINER: "lots:list",
    Role.BUYER: "lots:list",
    Role.OBSERVER: "certificates:list",
    Role.SECRETARIAT: "certificates:list",
    Role.CHAIR: "certificates:list",
    Role.CUSTOMS: "imports:desk",
}  # the others begin with the work that waits for them
NATIONALITY = {"SL": "Sierra Leonean", "LR": "Liberian", "GN": "Guinéenne", "CI": "Ivoirienne"}
AUTHORITY = {
    "SL": "sl-nma",
    "LR": "lr-gdo",
    "GN": "gn-bne",
    "CI": "ci-sprpk",
    "EU": "eu-antwerp",
    "AE": "ae-dmcc",
    "IN": "in-gjepc",
}


def enrol(hand: Hand, people: tuple[Someone, ...]) -> None:
    """Make the people, their roles and signatures. Those with an account share one password; the others have none."""
    hashed = make_password(PASSWORD)
    now = before(hand, 0)
    for one in people:
        who = parties.Personal(
            email=one.login, name=one.name, language=one.language, password_hash=hashed if one.account else ""
        )
        made = hand.act(
            parties.create_person, by="", now=now, key=f"person-{one.key}", who=who, participant=one.participant
        )
        hand.persons[one.key] = made["person"]
        for role in one.roles:
            hand.act(
                parties.grant_role,
                by="",
                now=now,
                key=f"role-{one.key}-{role}",
                person_id=made["person"],
                role=role,
                participant=one.participant,
                operator=one.operator,
                valid_from=now.date(),
            )
        for function in one.signs:
            hand.act(
                parties.appoint_signatory,
                by="",
                now=now,
                key=f"sign-{one.key}-{function}",
                authority=AUTHORITY[one.participant],
                person_id=made["person"],
                function=function,
                valid_from=now.date(),
            )


def register(hand: Hand, world: World) -> None:
    """Zones, sites, companies, papers and booklets, each by an officer of its country."""
    for zone in places.zones():
        hand.act(
            mining.register_zone,
            by=f"{zone.participant}.officer",
            now=before(hand, 30),
            key=f"zone-{zone.code}",
            participant=zone.participant,
            code=zone.code,
            name=zone.name,
            source="OpenKP demonstration",
        )
    for site in world.sites:
        hand.act(
            mining.register_site,
            by=f"{site.participant}.field-officer",
            now=before(hand, 60),
            key=f"site-{site.code}",
            zone=site.zone,
            code=site.code,
            name=site.name,
            community=site.community,
            latitude_udeg=site.latitude_udeg,
            longitude_udeg=site.longitude_udeg,
            area_m2=10_000,
            source="OpenKP demonstration: invented, near the town",
        )
    for company in world.companies:
        _company(hand, company)


def _company(hand: Hand, company: Company) -> None:
    officer = f"{company.participant}.officer"
    now = before(hand, 120)
    hand.act(
        mining.register_operator,
        by=officer,
        now=now,
        key=f"operator-{company.number}",
        participant=company.participant,
        number=company.number,
        kind=company.kind,
        name=company.name,
        address=company.address,
        nationality=NATIONALITY.get(company.participant, company.country),
    )
    last = hand.calendar.ago(RENEWED_AGO + 1)
    _papers(hand, company, "A", granted=now, valid_from=now.date(), valid_until=last)
    if company.kind not in ("miner", "importer"):
        hand.act(
            mining.issue_booklet,
            by=officer,
            now=before(hand, 180),
            key=f"booklet-{company.number}",
            operator=company.number,
            number=booklet(company),
            first=1,
            last=SLIPS,
        )


def _papers(
    hand: Hand, company: Company, series: str, *, granted: dt.datetime, valid_from: dt.date, valid_until: dt.date
) -> None:
    site = company.site
    for order, kind in enumerate(company.licence_kinds, start=1):
        hand.act(
            mining.grant_licence,
            by=f"{company.participant}.officer",
            now=granted,
            key=f"licence-{company.number}-{series}{order}",
            operator=company.number,
            number=f"{company.number}-{series}{order}",
            kind=str(kind),
            valid_from=valid_from,
            valid_until=valid_until,
            zone=company.zone if site else "",
            site=site,
            area="100 m x 100 m" if company.kind == "miner" else "",
        )


def renew(hand: Hand, world: World) -> None:
    """The papers of the second half of the year, granted to all in the week before the old ones end."""
    first = hand.calendar.ago(RENEWED_AGO)
    granted = hand.calendar.workday(hand.calendar.ago(RENEWED_AGO + 5))
    for order, company in enumerate(world.companies):
        moment = hand.calendar.at(granted, min(599, 2 * order))
        _papers(hand, company, "L", granted=moment, valid_from=first, valid_until=first + dt.timedelta(days=364))


def booklet(company: Company) -> str:
    """The number of a company's first booklet of slips."""
    return f"{company.number}-S1"


def withdraw_papers(hand: Hand, world: World) -> None:
    """Papers end too: one miner's is revoked in the last month, one slip was spoiled."""
    miner = revoked(world)
    day = hand.calendar.workday(hand.calendar.ago(REVOKED_AGO))
    hand.act(
        mining.revoke_licence,
        by="SL.officer",
        now=hand.calendar.at(day, 90),
        key="revoked",
        licence=f"{miner.number}-L1",
        reason="Mechanised earth-moving on an artisanal plot",
    )
    dealer = world.of("SL", "dealer")[-1]
    hand.act(
        mining.withdraw_slip,
        by=dealer.number,
        now=hand.calendar.at(day, 120),
        key="spoiled-slip",
        booklet=booklet(dealer),
        number=SLIPS,
        fate="spoiled",
    )


def revoked(world: World) -> Company:
    """The miner whose paper is revoked."""
    return world.of("SL", "miner")[-1]


def accounts(people: tuple[Someone, ...]) -> list[dict[str, str]]:
    """One account per role, as the sign-in page shows them, in the order of the roles."""
    order = list(Role)
    chosen = sorted((one for one in people if one.account), key=lambda one: order.index(one.account or Role.SYSTEM))
    return [
        {
            "role": str(one.account),
            "person": one.name,
            "participant": one.participant,
            "login": one.login,
            "password": PASSWORD,
            "first_page": _first_page(one),
        }
        for one in chosen
    ]


def _first_page(one: Someone) -> str:
    with translation.override(one.language):
        return reverse(FIRST_PAGES.get(one.account or Role.SYSTEM, "home:work"))


def before(hand: Hand, minute: int) -> dt.datetime:
    """A moment three weeks before the year begins."""
    return hand.calendar.at(_weeks_before(hand.calendar, 3), minute)


def founding_day(calendar: Calendar) -> dt.datetime:
    """When the installation itself was made: a week before anybody was enrolled."""
    return calendar.at(_weeks_before(calendar, 4), 0)


def _weeks_before(calendar: Calendar, weeks: int) -> dt.date:
    return calendar.workday(calendar.start - dt.timedelta(weeks=weeks))
