"""Status lists: what became of certificates, signed by their authority and logged; for verifying without a network."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from openkp.core import status
from openkp.core.credential.jws import kid_of
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action
from openkp.parties import queries as parties
from openkp.signing import queries as signing
from openkp.transparency import steps as transparency

from .models import Certificate, StatusEdition, StatusList
from .steps import STATUS_LEAF, STATUS_OF, status_leaf


def renew(*, by: Actor, now: dt.datetime) -> int:
    """Sign anew each list that changed, that has lived half of what verifiers accept, or that a compromised key signed:
    nobody believes it any more. Answers how many. Refuses, once the others are signed, for those that have no key."""
    rows = StatusList.objects.annotate(last=Max("editions__issued_at"), edition=Max("editions__pk")).order_by("pk")
    found = list(rows.values_list("pk", "authority", "stale", "last", "edition"))
    lost = _of_compromised_keys([edition for *_, edition in found if edition is not None])
    due = [
        (pk, edition)
        for pk, authority, stale, last, edition in found
        if stale or last is None or edition in lost or _is_old(authority, last, now)
    ]
    reasons: list[Refusal] = []
    for list_id, edition in due:
        # Named by what it follows: a second round within one second is another act, the same round twice is not.
        request_id = f"status-{list_id}-after-{edition or 0}"
        try:
            sign_status_list(by=by, now=now, request_id=request_id, list_id=list_id)
        except Refusal as refusal:
            reasons.append(refusal)
    refuse(reasons)
    return len(due)


@action("certificates.sign_status_list")
def sign_status_list(*, by: Actor, now: dt.datetime, request_id: str, list_id: int) -> Outcome:
    """Sign the list as the certificates stand now, and log it."""
    by.require(Role.SYSTEM, Role.ADMIN)
    # Clearing the mark first locks the row: an act that changes an entry waits, and marks it again afterwards.
    StatusList.objects.filter(pk=list_id).update(stale=False)
    row = StatusList.objects.get(pk=list_id)
    authority = parties.authority(row.authority)
    signer = signing.signer_for(issuer=row.issuer, purpose="status", on=now)
    hours = max_age_hours(authority.participant, now.date())
    valid_until = now + dt.timedelta(hours=hours)
    text = status.sign_status_list(
        url=row.url,
        issuer=row.issuer,
        codes=codes(row.pk),
        issued_at=now,
        valid_until=valid_until,
        kid=signer.kid,
        sign=signer.sign,
    )
    name = row.url.rsplit("/", 1)[-1]
    leaf_id = transparency.append(status_leaf(row.issuer, row.url, text), kind=STATUS_LEAF, number=name, now=now)
    StatusEdition.objects.create(list=row, issued_at=now, valid_until=valid_until, jwt=text, leaf_id=leaf_id)
    return Outcome({"url": row.url}, participant=authority.participant, subject=f"status:{name}")


def _of_compromised_keys(editions: list[int]) -> set[int]:
    every = signing.keys()
    taken_back = {row.kid for row in every if row.purpose == "status" and row.revoked_reason == "compromised"}
    if not taken_back:
        return set()
    rows = StatusEdition.objects.filter(pk__in=editions).values_list("pk", "jwt")
    return {pk for pk, jwt in rows if kid_of(jwt) in taken_back}


def codes(list_id: int) -> dict[int, int]:
    """Index -> code of every certificate of a list that is no longer simply in force."""
    quiet = [str(state) for state, code in STATUS_OF.items() if code == status.StatusCode.IN_FORCE]
    rows = Certificate.objects.filter(status_list_id=list_id).exclude(state__in=quiet)
    return {index: STATUS_OF[state] for index, state in rows.values_list("status_index", "state").iterator()}


def max_age_hours(participant: str, on: dt.date) -> int:
    """How old a status list may be: dated configuration ``status_list.max_age_hours``."""
    return int(parties.rule("status_list.max_age_hours", participant, on).value)


def _is_old(authority: str, last: dt.datetime, now: dt.datetime) -> bool:
    participant = parties.authority(authority).participant
    return (now - last) * 2 >= dt.timedelta(hours=max_age_hours(participant, now.date()))
