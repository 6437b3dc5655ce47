"""What every view needs: the reader's language, the clock, who asks, and one way to call an action."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome
from openkp.parties import queries as parties
from openkp.words import DEFAULT_LANGUAGE, LANGUAGES, say, say_all

# Those with business in export files: both sides' officers, valuers, exporters and their agents.
FILE_PEOPLE = frozenset(
    {
        *(Role.EXPORTER, Role.AGENT, Role.VALUER, Role.INDEPENDENT_VALUER),
        *(Role.OFFICER, Role.APPROVER, Role.CUSTOMS, Role.ADMIN),
    }
)

# Those who work at a border: customs, and the officers of the authority that issued what is presented.
BORDER_PEOPLE = frozenset({Role.CUSTOMS, Role.OFFICER, Role.APPROVER, Role.ADMIN})
ALARM_PEOPLE = BORDER_PEOPLE | {Role.CHAIR, Role.SECRETARIAT}

# Those with business in slips, lots and licences: operators, and the officers who see to them.
OPERATORS = frozenset({Role.MINER, Role.BUYER, Role.EXPORTER})
CHAIN_PEOPLE = OPERATORS | {Role.FIELD_OFFICER, Role.OFFICER}


def now() -> dt.datetime:
    """The clock of this door: whole seconds, UTC. Nothing below reads it."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def lang(request: HttpRequest) -> str:
    """The language of the page: the address says which."""
    code = str(getattr(request, "LANGUAGE_CODE", DEFAULT_LANGUAGE))[:2]
    return code if code in LANGUAGES else DEFAULT_LANGUAGE


def actor(request: HttpRequest) -> Actor:
    """Who asks, with the grants in force today; nobody, if not signed in."""
    known: Actor | None = getattr(request, "openkp_actor", None)
    if known is None:
        user = request.user
        known = parties.actor(user.pk, now().date()) if user.is_authenticated else Actor.nobody()
        request.openkp_actor = known  # type: ignore[attr-defined]
    return known


def new_request_id() -> str:
    """Printed into each form, so that a form sent twice is one act."""
    return f"web-{secrets.token_hex(16)}"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an act: its outcome, or every reason why not, in the reader's language. `status` is HTTP's."""

    outcome: Outcome | None = None
    problems: tuple[str, ...] = ()
    status: int = 200

    @property
    def done(self) -> bool:
        return self.outcome is not None


def act(request: HttpRequest, call: Callable[..., Outcome], *, part: str = "", **facts: Any) -> Told:
    """Call one action as the person who asks. A refusal becomes sentences: 403 for a role not held, else 422. `part`
    names a piece of what one form asks: a file that comes with it."""
    request_id = request.POST.get("request_id") or new_request_id()
    try:
        outcome = call(by=actor(request), now=now(), request_id=f"{request_id}-{part}" if part else request_id, **facts)
    except (Refusal, Refusals) as error:
        codes = error.codes if isinstance(error, Refusals) else frozenset({error.code})
        return Told(None, say_all(lang(request), error), 403 if "roles.not_yours" in codes else 422)
    return Told(outcome)


def message(request: HttpRequest, code: str, **facts: Any) -> str:
    return say(lang(request), code, **facts)
