"""Who acts: officers, valuers, customs, the people of companies, those of the Process itself. Names are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openkp.core.roles import Role
from openkp.demo import names
from openkp.demo.world import Company, World

MAIL_HOST = "demo.openkp.example"
PRODUCERS = ("SL", "LR", "GN", "CI")
HUBS = ("EU", "AE", "IN")
LANGUAGE_OF = {"GN": "fr", "CI": "fr"}
PROCESS_ROLES = (
    Role.SECRETARIAT,
    Role.CHAIR,
    Role.REVIEWER,
    Role.STATISTICIAN,
    Role.COORDINATOR,
    Role.OBSERVER,
    Role.ADMIN,
)
STORY_MINER = "Sahr Gborie"


@dataclass(frozen=True, slots=True)
class Someone:
    """`signs` are functions of signature (issue, validate, confirm) for the participant's authority. `account` is the
    role whose demonstration account this is, or None: then nobody signs in as that person."""

    key: str
    name: str
    login: str
    language: str
    participant: str
    roles: tuple[Role, ...]
    operator: str = ""
    signs: tuple[str, ...] = ()
    account: Role | None = None


def people(world: World, seed: int) -> tuple[Someone, ...]:
    """Everyone, in an order that never changes for a seed."""
    return (*_officials(seed), *_company_people(world, seed), *_process(seed))


def _officials(seed: int) -> Iterator[Someone]:
    for participant in PRODUCERS:
        drawn = iter(names.people(participant, 7, seed))
        story = participant == "SL"
        posts: tuple[tuple[str, Role, tuple[str, ...]], ...] = (
            ("officer", Role.OFFICER, ("issue",)),
            ("second-officer", Role.OFFICER, ("issue",)),
            ("approver", Role.APPROVER, ("validate",)),
            ("valuer", Role.VALUER, ()),
            ("independent-valuer", Role.INDEPENDENT_VALUER, ()),
            ("field-officer", Role.FIELD_OFFICER, ()),
        )
        for post, role, signs in posts:
            account = role if story and post != "second-officer" else None
            yield _someone(f"{participant}.{post}", next(drawn), participant, (role,), signs=signs, account=account)
    for participant in HUBS:
        drawn = iter(names.people(participant, 4, seed))
        posts = (
            ("customs", Role.CUSTOMS, ("confirm",)),
            ("officer", Role.OFFICER, ("issue",)),
            ("approver", Role.APPROVER, ("validate",)),
        )
        for post, role, signs in posts:
            account = Role.CUSTOMS if (participant, post) == ("EU", "customs") else None
            yield _someone(f"{participant}.{post}", next(drawn), participant, (role,), signs=signs, account=account)


def _company_people(world: World, seed: int) -> Iterator[Someone]:
    """One person for each company; the miner of the story signs in himself, other miners through the field officer."""
    pools = {code: iter(names.people(code, 60, seed + 1)) for code in (*PRODUCERS,)}
    pools |= {code: iter(names.people(code, 20, seed + 1)) for code in HUBS}
    for company in world.companies:
        if company.kind == "miner" and not company.story:
            continue
        role = _role_of(company)
        name = company.name if company.kind == "miner" else next(pools[company.participant])
        told = company.story and company.participant == "SL"
        account = role if told else None
        yield _someone(company.number, name, company.participant, (role,), operator=company.number, account=account)
        if told and role is Role.EXPORTER:
            key = f"{company.number}.agent"
            agent = next(pools[company.participant])
            yield _someone(key, agent, company.participant, (Role.AGENT,), operator=company.number, account=Role.AGENT)


def _role_of(company: Company) -> Role:
    if company.kind == "miner":
        return Role.MINER
    if company.exports or company.kind in ("importer", "large-scale-mine"):
        return Role.EXPORTER
    return Role.BUYER


def _process(seed: int) -> Iterator[Someone]:
    for role, name in zip(PROCESS_ROLES, names.people("*", len(PROCESS_ROLES), seed), strict=True):
        yield _someone(f"KP.{role}", name, "*", (role,), account=role)


def _someone(
    key: str,
    name: str,
    participant: str,
    roles: tuple[Role, ...],
    *,
    operator: str = "",
    signs: tuple[str, ...] = (),
    account: Role | None = None,
) -> Someone:
    place = key.lower().replace(".", "-") if not account else str(account)
    return Someone(
        key=key,
        name=name,
        login=f"{place}@{MAIL_HOST}",
        language=LANGUAGE_OF.get(participant, "en"),
        participant=participant,
        roles=roles,
        operator=operator,
        signs=signs,
        account=account,
    )
