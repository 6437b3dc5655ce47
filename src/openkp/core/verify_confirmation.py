"""Is this import confirmation genuine? No network, no database: the verifier's steps for the second document.

1. Read it strictly; what is not the one encoding of some facts is refused (`core/confirmation.py`).
2. Ask whether the trust list is young enough.
3. Find the key: listed, for confirmations, of the importing authority, valid when the officer confirmed, not revoked.
4. Verify the signature.
5. Ask whether the confirmer was an authority of the participant named on that day, and the participant could receive.
6. Ask who issued the certificate: a participant, that authority, a number that it could bear.
7. Verify the log's proof of the entry ``confirmed``.
8. Tell what the importing authority found: differences and broken seals are part of the answer, as warnings.

A confirmation is a testimony about one day: it does not expire, and what its parties become later does not touch it.
A doubt about the certificate (step 6) makes it not valid only where something was accepted: that a paper of nobody was
seized or sent back is exactly what a true confirmation may say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import logcheck
from .confirmation import PURPOSE, ConfirmationFacts, SignedConfirmation, confirmation_leaf
from .trust_rows import Key, TrustList, covers, standing
from .verdict import Grade

if TYPE_CHECKING:
    from .verify import Case

_EARLY_PREFIXES = {"EC": "EU"}  # printed by the European Community until 2009
_LOG_SAID = {  # where the sentence about a certificate would speak of the wrong document
    "verify.proof_wrong": "confirmation.proof_wrong",
    "verify.not_in_log": "confirmation.not_in_log",
    "verify.log_older": "confirmation.log_older",
}


def judge_confirmation(case: Case, trust: TrustList, found: SignedConfirmation) -> None:
    """Add to `case` every reason about a confirmation that was read. The age of the list was asked before."""
    facts = found.facts
    _key_and_signature(case, trust, found)
    _confirmer(case, trust, facts)
    _certificate(case, trust, facts)
    before = len(case.reasons)
    logcheck.check_leaf(case, trust, lambda: confirmation_leaf(facts))  # Step 7
    case.reasons[before:] = [replace(one, code=_LOG_SAID.get(one.code, one.code)) for one in case.reasons[before:]]
    # Step 8
    if facts.differences:
        case.warn("confirmation.differences", count=len(facts.differences), number=facts.number)
    if not facts.seals_intact:
        case.warn("confirmation.seals_broken", number=facts.number)


def _key_and_signature(case: Case, trust: TrustList, found: SignedConfirmation) -> None:
    case.specimen = found.facts.specimen or trust.specimen
    # Step 3: the key. Its id was read as one of the confirmer's; here the list must know it so.
    key = trust.keys.get(found.kid)
    if key is None:
        case.authentic = False if case.fresh else None
        case.absent("verify.unknown_key", kid=found.kid)
    else:
        case.specimen = case.specimen or key.specimen
        # Step 4: the signature, over every byte that was read.
        case.authentic = _key_may_confirm(case, key, found.facts.confirmed_at)
        if not key.verifies(found.signature, found.signed_bytes):
            case.authentic = False
            case.no("confirmation.signature", kid=found.kid)
    if case.specimen and not trust.specimen:
        case.no("confirmation.specimen")
    if (found.facts.confirmed_at - case.now).total_seconds() > trust.policy.clock_skew_seconds:
        case.no("confirmation.not_yet", confirmed_at=found.facts.confirmed_at)


def _key_may_confirm(case: Case, key: Key, moment: dt.datetime) -> bool:
    if key.purpose != PURPOSE:
        case.no("confirmation.key_purpose", kid=key.kid)
        return False
    if key.spoke_at(moment):
        return True
    if key.revoked_at is not None and (key.revoked_reason == "compromised" or moment >= key.revoked_at):
        case.no("verify.key_revoked", kid=key.kid, revoked_at=key.revoked_at)
    else:
        case.no("verify.key_not_in_force", kid=key.kid, day=moment.date())
    return False


def _confirmer(case: Case, trust: TrustList, facts: ConfirmationFacts) -> None:
    # Step 5: "importing authority" (KPCS Section I): one the participant designated, on that day.
    day = facts.confirmed_at.astimezone(dt.UTC).date()
    told: dict[str, Any] = {"participant_country": facts.participant, "day": day}
    rows = trust.authorities.get(facts.confirmer, ())
    if not any(row.participant == facts.participant and covers(row.since, row.until, day) for row in rows):
        case.absent("confirmation.not_an_authority", confirmer=facts.confirmer, **told)
    answer = standing(trust, facts.participant, day, "import")
    if answer.code == "verify.participation_not_recorded":
        case.unknown(answer.code, **told)
    elif answer.code == "verify.not_a_participant":
        case.absent(answer.code, **told)
    elif answer.code:
        case.no("confirmation.participant_barred", basis=answer.basis, **told)


def _certificate(case: Case, trust: TrustList, facts: ConfirmationFacts) -> None:
    # Step 6. The day of issue is not told here, so each question is whether it can be true at all by the receipt.
    code, day = facts.issuing_participant, facts.received_on
    if _EARLY_PREFIXES.get(facts.number[:2], facts.number[:2]) != code:
        _doubt(case, facts, case.no, "verify.number_prefix", number=facts.number, participant_country=code)
    if not any(row.since is None or row.since <= day for row in trust.statuses.get(code, ())):
        _doubt(case, facts, case.absent, "verify.not_a_participant", participant_country=code, day=day)
    ranges = trust.number_ranges.get(code, ())
    if ranges and not any(row.holds(facts.number) and row.year <= day.year for row in ranges):
        told = {"number": facts.number, "participant_country": code}
        _doubt(case, facts, case.absent, "verify.number_never_issued", **told)
    rows = trust.authorities.get(facts.issuer, ())
    if facts.issuer and not any(row.participant == code and (row.since or day) <= day for row in rows):
        _doubt(case, facts, case.absent, "confirmation.not_an_issuer", issuer=facts.issuer, participant_country=code)


def _doubt(case: Case, facts: ConfirmationFacts, severe: Callable[..., None], code: str, **told: Any) -> None:
    """A doubt about the certificate: severe where goods entered on it, a warning where none did."""
    if facts.accepted:
        severe(code, **told)
    else:
        case.add(Grade.WARNING, code, **told)
