"""The founding of an installation: schema, reference facts, the keys of the house itself. Safe to repeat."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.management import call_command

from openkp import __version__
from openkp.certificates import actions as certificates
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Role
from openkp.parties import actions as parties
from openkp.parties import queries as people
from openkp.signing import actions as signing
from openkp.signing import queries as keys
from openkp.transparency import addresses

ROOT_YEARS = 20
HOUSE_PURPOSES = ("log", "trust")  # keys of the installation itself; an authority's are made in its own ceremony


def found(*, now: dt.datetime, progress: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Bring the installation to what this version needs; yields a line for each thing that is ready."""
    progress("database")
    call_command("migrate", interactive=False, verbosity=0)
    yield f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]}"
    progress("reference facts")
    told = parties.load_reference(by=Actor.system(), now=now, request_id=_once("reference", now))
    yield f"reference facts: {told.data['participant']} participants, {told.data['rulerow']} dated rules"
    certificates.load_specimens(by=Actor.system(), now=now, request_id=_once("specimens", now))
    progress("keys")
    issuer = addresses.log_issuer(settings.OPENKP_URL)
    rows = keys.keys()
    if not rows and not settings.OPENKP_SPECIMEN:
        _own_passphrase()  # never where keys are: they have another one already
    there = {key.purpose for key in rows if key.issuer == issuer}
    for purpose in HOUSE_PURPOSES:
        if purpose not in there:
            signing.create_key(
                by=Actor.system(),
                now=now,
                request_id=f"found-key-{purpose}",
                issuer=issuer,
                purpose=purpose,
                valid_from=now,
            )
    if not keys.ca_valid(now):
        signing.create_authority(
            by=Actor.system(),
            now=now,
            request_id=_once("authority", now),
            name="OpenKP",
            valid_until=now.replace(year=now.year + ROOT_YEARS, day=min(now.day, 28)),
        )
    yield f"keys: {len(keys.keys())}, {'SPECIMEN' if settings.OPENKP_SPECIMEN else 'real'}"
    yield f"address: {settings.OPENKP_URL}"


def is_administrator(login: str) -> bool:
    """Whether that login was made an administrator before."""
    try:
        known = people.person_by_email(login, viewer=Actor.system())
    except Refusal:
        return False
    return any(grant.role is Role.ADMIN for grant in known.grants)


def first_administrator(*, now: dt.datetime, login: str, password: str, name: str = "") -> int:
    """The person who may make the others; answers their id. Refused for a login that is already somebody's."""
    system = Actor.system()
    who = parties.Personal(email=login, name=name or login, password=password)
    tag = hashlib.sha256(login.lower().encode()).hexdigest()[:24]
    made = parties.create_person(by=system, now=now, request_id=f"found-admin-{tag}", who=who)
    person_id = int(made.data["person"])
    parties.grant_role(
        by=system,
        now=now,
        request_id=f"found-admin-grant-{tag}",
        person_id=person_id,
        role=Role.ADMIN,
        participant="*",
        valid_from=now.date(),
    )
    return person_id


def _own_passphrase() -> None:
    """Where there is no passphrase yet, make one. Beside the keys it is better than none: docs/running says move it."""
    path = settings.OPENKP_PASSPHRASE_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32) + "\n", encoding="ascii")


def _once(what: str, now: dt.datetime) -> str:
    """A request id of one founding: a repeat within the day answers the same, a later version loads anew."""
    return f"found-{what}-{__version__}-{now.date().isoformat()}"
