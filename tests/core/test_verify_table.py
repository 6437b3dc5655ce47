"""The table of verdicts, row by row. What is not in force, not known or not proved is told apart from what is false."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core import forge
from tests.core.test_qr_text import scanned

from openkp.core.credential.qr import encode_qr
from openkp.core.logcheck import issued_leaf
from openkp.core.status import StatusCode
from openkp.core.tlog import LogProof
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID, Grade, Verdict
from openkp.core.verify import verify
from openkp.words import LANGUAGES, say

HOUR = dt.timedelta(hours=1)


def judge(
    data: bytes | str, *, now: dt.datetime = forge.NOW, proof: LogProof | None = None, log: Any = None, **trust: Any
) -> Verdict:
    verdict = verify(data, trust=forge.trust_list(**trust), now=now, proof=proof, log=log)
    for language in LANGUAGES:  # every verdict can be said, in each language
        assert verdict.to_dict(partial(say, language))["verdict"] == verdict.verdict
    return verdict


def with_key(**changes: Any) -> list[dict[str, Any]]:
    return [{**row, **changes} if row["kid"] == forge.KID else row for row in forge.trust_body()["keys"]]


LOG = forge.Log(*forge.other_leaves(300), issued_leaf(forge.facts()), *forge.other_leaves(20))
PROOF = LOG.proof(300)
LOGS = [LOG.row()]


# Row 1: all holds


@pytest.mark.parametrize("form", ["cose", "vc", "vc as bytes", "qr", "qr file", "image"])
def test_all_holds_in_every_form(form: str) -> None:
    text = encode_qr(forge.cose(), PROOF)
    data: dict[str, bytes | str] = {
        "cose": forge.cose(),
        "vc": forge.vc(),
        "vc as bytes": forge.vc().encode() + b"\n",
        "qr": text,
        "qr file": text.encode() + b"\r\n",
        "image": scanned(text, millimetres=90),
    }
    verdict = judge(data[form], proof=PROOF, logs=LOGS)
    assert (verdict.verdict, verdict.reasons, verdict.exit_code, verdict.verified) == (VALID, (), 0, True)
    assert verdict.authentic is True and verdict.specimen is False and verdict.facts == forge.facts()
    assert verdict.ages == {"trust_list": 3 * 3600, "status_list": 0}


def test_a_demonstration_is_valid_only_under_a_list_that_says_it_is_one() -> None:
    specimen = forge.facts(specimen=True)
    demo = {"specimen": True, "keys": with_key(specimen=True)}
    shown = judge(forge.cose(specimen), **demo)
    assert shown.verdict == VALID and shown.specimen is True
    for keys in (with_key(), with_key(specimen=True)):
        refused = judge(forge.cose(specimen), keys=keys)
        assert (refused.verdict, refused.codes & {"verify.specimen"}) == (NOT_VALID, {"verify.specimen"})
        assert refused.specimen is True
    unmarked = judge(forge.cose(), keys=with_key(specimen=True))
    assert unmarked.verdict == NOT_VALID and unmarked.specimen is True


# Row 2: not valid


def test_the_signature_of_another_key_is_not_valid() -> None:
    for data in (forge.cose(by="forger"), forge.vc(by="forger")):
        verdict = judge(data)
        assert verdict.verdict == NOT_VALID and verdict.authentic is False and verdict.exit_code == 1
        assert "verify.signature" in verdict.codes


def test_a_key_that_the_list_does_not_know_is_not_valid() -> None:
    verdict = judge(forge.cose(kid=f"{forge.ISSUER}#k7", by="forger"))
    assert verdict.verdict == NOT_VALID and verdict.authentic is False and "verify.unknown_key" in verdict.codes


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": "status"}, "verify.key_purpose"),
        ({"revoked_at": "2026-11-01T00:00:00Z", "revoked_reason": "ended"}, "verify.key_revoked"),
        ({"revoked_at": "2026-11-20T00:00:00Z", "revoked_reason": "compromised"}, "verify.key_revoked"),
        ({"valid_from": "2026-11-03T00:00:00Z"}, "verify.key_not_in_force"),
        ({"valid_until": "2026-11-02T09:30:00Z"}, "verify.key_not_in_force"),
    ],
)
def test_a_key_that_could_not_sign_then_is_not_valid(change: dict[str, Any], code: str) -> None:
    verdict = judge(forge.cose(), keys=with_key(**change))
    assert verdict.verdict == NOT_VALID and verdict.authentic is False and code in verdict.codes


def test_a_key_retired_after_the_issue_still_vouches_for_it() -> None:
    for change in (
        {"revoked_at": "2026-11-20T00:00:00Z", "revoked_reason": "superseded"},
        {"valid_until": "2026-11-20T00:00:00Z"},
    ):
        assert judge(forge.cose(), keys=with_key(**change)).verdict == VALID


def test_cut_short_is_not_valid_in_every_form() -> None:
    text = encode_qr(forge.cose(), PROOF)
    for data in (forge.cose(), forge.vc(), text):
        for part in (0.2, 0.5, 0.9):
            verdict = judge(data[: int(len(data) * part)], logs=LOGS)
            assert verdict.verdict == NOT_VALID and verdict.authentic is False, (data[:4], part)


def test_what_is_no_certificate_at_all_is_not_valid() -> None:
    for data in (b"", "", b"\x00" * 50, "hello", b"{}", "https://kp.example/credentials/x", b"\xff\xfe", b"GIF89a"):
        verdict = judge(data)
        assert (verdict.verdict, verdict.codes) == (NOT_VALID, {"verify.not_a_certificate"})


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (StatusCode.VOID, "verify.status_void"),
        (StatusCode.LOST, "verify.status_lost"),
        (StatusCode.STOLEN, "verify.status_stolen"),
        (StatusCode.REPLACED, "verify.status_replaced"),
        (StatusCode.RETURNED, "verify.status_returned"),
        (StatusCode.SEIZED, "verify.status_seized"),
    ],
)
def test_what_became_of_it_makes_it_not_valid_however_old_the_list(code: StatusCode, reason: str) -> None:
    for age in (dt.timedelta(0), dt.timedelta(days=20)):
        lists = {forge.STATUS_LIST: forge.status_list({94567: code}, issued_at=forge.NOW - age)}
        verdict = judge(forge.vc(), status_lists=lists)
        assert verdict.verdict == NOT_VALID and verdict.authentic is True
        assert {r.code for r in verdict.reasons if r.grade is Grade.NO} == {reason}


def test_a_neighbours_fate_is_not_ours() -> None:
    others = {94566: StatusCode.VOID, 94568: StatusCode.STOLEN}
    assert judge(forge.cose(), status_lists={forge.STATUS_LIST: forge.status_list(others)}).verdict == VALID


def test_an_issuer_restricted_on_the_day_of_issue_or_today_is_not_valid() -> None:
    bar = {"participant": "SL", "scope": "all", "direction": "export", "basis": "decision"}
    then = judge(forge.cose(), restrictions=[{**bar, "from": "2026-11-01", "until": "2026-11-10"}])
    today = judge(forge.cose(), restrictions=[{**bar, "from": "2026-11-20"}])
    before = judge(forge.cose(), restrictions=[{**bar, "from": "2026-01-01", "until": "2026-11-02"}])
    assert (then.verdict, today.verdict, before.verdict) == (NOT_VALID, NOT_VALID, VALID)
    assert [reason.facts["day"] for reason in today.reasons if reason.grade is Grade.NO] == [dt.date(2026, 11, 24)]
    assert then.authentic is True and "verify.restricted" in then.codes


def test_a_participant_removed_since_is_not_valid_today() -> None:
    gone = [
        {"code": "SL", "status": [{"status": "active", "from": "2003-01-01", "until": "2026-11-15"}]},
        {"code": "EU", "status": [{"status": "active"}]},
    ]
    verdict = judge(forge.cose(), participants=gone)
    assert verdict.verdict == NOT_VALID and "verify.not_a_participant" in verdict.codes


def test_an_authority_of_another_participant_or_of_another_time_is_not_valid() -> None:
    for row in (
        {"did": forge.ISSUER, "participant": "LR", "name": "x"},
        {"did": forge.ISSUER, "participant": "SL", "name": "x", "until": "2026-11-02"},
        {"did": forge.did_of("LR"), "participant": "SL", "name": "x"},
    ):
        assert "verify.not_an_authority" in judge(forge.cose(), authorities=[row]).codes
    inside = [{"did": forge.ISSUER, "participant": "SL", "name": "x", "from": "2026-11-02", "until": "2026-11-03"}]
    assert judge(forge.cose(), authorities=inside).verdict == VALID


def test_a_number_outside_its_range_is_not_valid() -> None:
    verdict = judge(forge.cose(forge.facts(number="SL009999")))
    assert verdict.verdict == NOT_VALID and "verify.number_out_of_range" in verdict.codes


@pytest.mark.parametrize(
    "change", ["index", "hash", "missing hash", "other certificate", "signature", "root", "origin"]
)
def test_a_proof_that_is_present_and_wrong_is_not_valid(change: str) -> None:
    index, hashes, note = PROOF.index, list(PROOF.hashes), PROOF.checkpoint
    facts = forge.facts(number="SL004912") if change == "other certificate" else forge.facts()
    if change == "index":
        index += 1
    elif change == "hash":
        hashes[2] = bytes(32)
    elif change == "missing hash":
        hashes.pop()
    elif change == "signature":
        note = forge.Log(*LOG.leaves, by="forger").checkpoint()
    elif change == "root":
        note = note.replace("\n321\n", "\n320\n")
    elif change == "origin":
        note = forge.Log(*LOG.leaves, origin="forger.example/log", by="forger").checkpoint()
    wrong = LogProof(index, tuple(hashes), note)
    for data, proof in ((encode_qr(forge.cose(facts), wrong), None), (forge.vc(facts), wrong)):
        verdict = judge(data, proof=proof, logs=LOGS)
        assert verdict.verdict == NOT_VALID and verdict.authentic is True
        assert any(code.startswith("verify.proof_") for code in verdict.codes)


def test_a_checkpoint_without_its_witnesses_proves_nothing() -> None:
    witness = str(forge.Log(origin="witness.example", by="witness").key)
    verdict = judge(encode_qr(forge.cose(), PROOF), logs=[LOG.row(witnesses=[witness], quorum=1)])
    assert verdict.verdict == NOT_VALID and "verify.proof_checkpoint" in verdict.codes


def test_all_independent_reasons_are_told_at_once() -> None:
    late = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
    lists = {forge.STATUS_LIST: forge.status_list({94567: StatusCode.STOLEN}, issued_at=late)}
    facts = forge.facts(number="LR000001", specimen=True)
    verdict = judge(
        forge.cose(facts, by="forger"),
        now=late,
        status_lists=lists,
        issued_at="2027-02-28T00:00:00Z",
        authorities=[],
        participants=[],
        policy={**forge.trust_body()["policy"], "require_proof": True},
    )
    assert {reason.code for reason in verdict.reasons if reason.grade is Grade.NO} == {
        *("verify.signature", "verify.specimen", "verify.not_an_authority", "verify.not_a_participant"),
        *("verify.number_prefix", "verify.cross_check", "verify.expired", "verify.status_stolen"),
        "verify.proof_required",
    }


# Row 3: expired


def test_expired_is_not_valid_and_authentic() -> None:
    end = forge.facts().valid_until
    fresh = {
        "issued_at": "2026-12-31T00:00:00Z",
        "status_lists": {forge.STATUS_LIST: forge.status_list(issued_at=dt.datetime(2026, 12, 31, tzinfo=dt.UTC))},
    }
    assert judge(forge.cose(), now=end - dt.timedelta(seconds=1), **fresh).verdict == VALID
    verdict = judge(forge.cose(), now=end, **fresh)
    assert (verdict.verdict, verdict.authentic, verdict.exit_code) == (NOT_VALID, True, 1)
    assert [reason.code for reason in verdict.reasons if reason.grade is Grade.NO] == ["verify.expired"]


def test_canada_ends_at_midnight_of_the_sixtieth_day() -> None:
    """domain.md 12 (e): issued on 1 March, valid to 30 April 24:00 GMT."""
    facts = forge.facts(
        issued_at=dt.datetime(2026, 3, 1, 15, 0, tzinfo=dt.UTC), valid_until=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    )
    last = dt.datetime(2026, 4, 30, 23, 59, 59, tzinfo=dt.UTC)
    assert "verify.expired" not in judge(forge.cose(facts), now=last).codes
    assert "verify.expired" in judge(forge.cose(facts), now=last + dt.timedelta(seconds=1)).codes
    assert "30 April 2026, 24:00 GMT" in say("en", "verify.expired", valid_until=facts.valid_until)


def test_dated_in_the_future_is_not_valid_beyond_the_drift_of_clocks() -> None:
    early = forge.ISSUED - dt.timedelta(seconds=300)
    assert "verify.not_yet_issued" not in judge(forge.cose(), now=early).codes
    assert "verify.not_yet_issued" in judge(forge.cose(), now=early - dt.timedelta(seconds=1)).codes


# Row 4: cannot check


def test_without_a_trust_list_nothing_can_be_checked() -> None:
    for data in (forge.cose(), forge.vc(), encode_qr(forge.cose(), PROOF)):
        verdict = verify(data, trust=None, now=forge.NOW)
        assert (verdict.verdict, verdict.exit_code, verdict.verified, verdict.authentic) == (
            CANNOT_CHECK,
            2,
            None,
            None,
        )
        assert verdict.codes == {"verify.no_trust_list"}
    assert verify(forge.cose()[:-1], trust=None, now=forge.NOW).verdict == NOT_VALID


def test_a_status_list_that_is_missing_stale_or_over_cannot_be_checked() -> None:
    missing = judge(forge.cose(), status_lists={})
    assert (missing.verdict, missing.authentic) == (CANNOT_CHECK, True)
    assert {reason.code for reason in missing.reasons if reason.grade is Grade.UNKNOWN} == {"verify.status_missing"}
    policy = {**forge.trust_body()["policy"], "status_max_age_hours": 24}
    made = forge.NOW - 25 * HOUR
    old = {forge.STATUS_LIST: forge.status_list(issued_at=made)}
    stale = judge(forge.cose(), status_lists=old, policy=policy)
    assert stale.verdict == CANNOT_CHECK and stale.ages["status_list"] == 25 * 3600
    told = next(reason for reason in stale.reasons if reason.code == "verify.status_stale")
    assert told.facts == {"age_hours": 25, "max_hours": 24}
    assert judge(forge.cose(), status_lists=old).verdict == VALID
    over = {forge.STATUS_LIST: forge.status_list(issued_at=forge.NOW - dt.timedelta(days=7))}
    policy = {**policy, "status_max_age_hours": 1000}
    assert judge(forge.cose(), status_lists=over, policy=policy).verdict == CANNOT_CHECK


def test_a_status_list_of_someone_else_tells_nothing() -> None:
    forged = {forge.STATUS_LIST: forge.status_list({94567: StatusCode.VOID}, by="forger")}
    verdict = judge(forge.cose(), status_lists=forged)
    assert verdict.verdict == CANNOT_CHECK and "verify.status_unreliable" in verdict.codes


def test_a_trust_list_past_its_age_cannot_say_no_for_want_of_news() -> None:
    old = {"issued_at": "2026-10-01T00:00:00Z"}
    verdict = judge(forge.cose(), **old)
    assert verdict.verdict == CANNOT_CHECK and verdict.ages["trust_list"] == 54 * 86400 + 12 * 3600
    unknown = judge(forge.cose(kid=f"{forge.ISSUER}#k7", by="forger"), **old)
    assert unknown.verdict == CANNOT_CHECK and unknown.authentic is None
    assert judge(forge.cose(forge.facts(number="SL005999", parcels=parcels("SL005999"))), **old).verdict == CANNOT_CHECK
    assert judge(forge.cose(by="forger"), **old).verdict == NOT_VALID


def test_a_version_to_come_cannot_be_checked() -> None:
    verdict = judge("KP2:ANYTHING")
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (CANNOT_CHECK, {"qr.unknown_version"}, None)


def test_a_picture_that_cannot_be_read_says_nothing_against_the_certificate() -> None:
    blurred = scanned(encode_qr(forge.cose(), PROOF), millimetres=12)
    verdict = judge(blurred)
    assert (verdict.verdict, verdict.codes) == (CANNOT_CHECK, {"scan.no_code"})
    assert judge(blurred[:400]).verdict == NOT_VALID


def test_a_number_alone_cannot_be_checked_unless_it_never_was() -> None:
    assert judge("SL004911").codes == {"verify.number_alone"} and judge("SL 004911").verdict == CANNOT_CHECK
    assert judge("SL4306").verdict == NOT_VALID and judge("KE000001").verdict == NOT_VALID
    assert verify("SL4306", trust=None, now=forge.NOW).verdict == CANNOT_CHECK


def test_a_beginning_that_is_not_recorded_cannot_be_judged() -> None:
    issued = dt.datetime(2010, 1, 1, tzinfo=dt.UTC)
    facts = guinea(issued)
    verdict = judge(
        forge.cose(facts, by="GN", kid=f"{forge.did_of('GN')}#k1"), now=issued + HOUR, issued_at="2026-11-24T00:00:00Z"
    )
    assert verdict.verdict == CANNOT_CHECK and "verify.participation_not_recorded" in verdict.codes


def guinea(issued: dt.datetime) -> Any:
    return forge.facts(
        number="GN000001",
        participant="GN",
        provenance="GN",
        issuer=forge.did_of("GN"),
        issued_at=issued,
        valid_until=issued + dt.timedelta(days=60),
    )


# Row 5: the proof is absent


def test_without_a_proof_the_policy_of_the_list_decides() -> None:
    lenient = judge(forge.cose(), logs=LOGS)
    assert lenient.verdict == VALID and lenient.codes == {"verify.proof_absent"}
    assert lenient.reasons[0].grade is Grade.WARNING
    strict = judge(forge.cose(), logs=LOGS, policy={**forge.trust_body()["policy"], "require_proof": True})
    assert strict.verdict == NOT_VALID and strict.authentic is True and strict.codes == {"verify.proof_required"}


# Beyond the table


def test_a_certificate_presented_again_after_its_import_rings_an_alarm() -> None:
    lists = {forge.STATUS_LIST: forge.status_list({94567: StatusCode.CONFIRMED})}
    verdict = judge(forge.cose(), status_lists=lists)
    assert verdict.verdict == VALID and verdict.codes == {"verify.status_confirmed", "verify.proof_absent"}


@pytest.mark.parametrize(
    ("code", "alarm"),
    [(StatusCode.DETAINED, "verify.status_detained"), (StatusCode.PRESENTED, "verify.status_presented")],
)
def test_goods_that_are_held_and_a_paper_shown_elsewhere_ring_an_alarm(code: StatusCode, alarm: str) -> None:
    """The paper is genuine and holds; whoever is shown it now may have a copy in hand."""
    verdict = judge(forge.cose(), status_lists={forge.STATUS_LIST: forge.status_list({94567: code})})
    assert (verdict.verdict, verdict.authentic, verdict.codes) == (VALID, True, {alarm, "verify.proof_absent"})
    (told,) = [reason for reason in verdict.reasons if reason.code == alarm]
    assert (told.grade, told.facts) == (Grade.WARNING, {"number": "SL004911", "listed_at": forge.NOW})
    # an alarm is no silence: whether the goods were seized since, an old list cannot tell
    old = {forge.STATUS_LIST: forge.status_list({94567: code}, issued_at=forge.NOW - dt.timedelta(days=20))}
    stale = judge(forge.cose(), status_lists=old)
    assert stale.verdict == CANNOT_CHECK and {alarm, "verify.status_stale"} <= stale.codes
    expired = judge(forge.cose(), status_lists=old, now=forge.NOW + dt.timedelta(days=90))
    assert expired.verdict == NOT_VALID and alarm in expired.codes


def test_a_status_this_verifier_does_not_know_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    trust = forge.trust_list()
    found = trust.status_list(forge.STATUS_LIST)
    assert found is not None
    for code in range(10, 16):
        monkeypatch.setattr(type(found), "code_at", lambda self, index, code=code: code)
        verdict = verify(forge.cose(), trust=trust, now=forge.NOW)
        assert verdict.verdict == CANNOT_CHECK and "verify.status_reserved" in verdict.codes


def test_a_destination_that_is_no_participant_is_told() -> None:
    assert "verify.destination_not_listed" in judge(forge.cose(forge.facts(destination="KE"))).codes


# A copy of the log


def test_the_copy_of_the_log_agrees_with_a_proof_made_when_it_was_smaller() -> None:
    early = LOG.proof(300, size=305)
    for proof in (PROOF, early):
        verdict = judge(encode_qr(forge.cose(), proof), logs=LOGS, log=LOG)
        assert (verdict.verdict, verdict.reasons) == (VALID, ())


def test_a_log_that_tells_two_histories_is_not_believed() -> None:
    fork = forge.Log(*forge.other_leaves(299), b"another", issued_leaf(forge.facts()), *forge.other_leaves(30))
    assert (
        "verify.log_inconsistent"
        in judge(encode_qr(forge.cose(), PROOF), logs=[LOG.row(checkpoint="")], log=fork).codes
    )
    assert "verify.log_inconsistent" in judge(encode_qr(forge.cose(), fork.proof(300, size=321)), logs=LOGS).codes
    assert "verify.log_inconsistent" in judge(forge.cose(), logs=LOGS, log=fork).codes


def test_without_a_proof_the_leaf_is_looked_for_in_the_copy() -> None:
    found = judge(forge.cose(), logs=LOGS, log=LOG)
    assert (found.verdict, found.reasons) == (VALID, ())
    absent = judge(forge.cose(forge.facts(number="SL004912", parcels=parcels("SL004912"))), logs=LOGS, log=LOG)
    assert absent.verdict == CANNOT_CHECK and absent.codes == {"verify.not_in_log"}
    strict = {**forge.trust_body()["policy"], "require_proof": True}
    assert judge(forge.cose(forge.facts(status_index=1)), logs=LOGS, log=LOG, policy=strict).verdict == NOT_VALID


def parcels(number: str) -> Any:
    return tuple(
        type(p)(p.reference[:9] + number, p.hs, p.weight_cct, p.value_usd_cents, p.origin)
        for p in forge.facts().parcels
    )


class Damaged:
    """A copy in which some files are missing or of other bytes."""

    def __init__(self, **files: bytes | None) -> None:
        self.files = files

    def read(self, path: str) -> bytes | None:
        for start, data in self.files.items():
            if path.startswith(start.replace("_", "/")):
                return data
        return LOG.read(path)


@pytest.mark.parametrize(
    "copy",
    [
        Damaged(checkpoint=None),
        Damaged(checkpoint=b"\xff"),
        Damaged(checkpoint=b"not a note"),
        Damaged(checkpoint=forge.Log(by="forger").checkpoint().encode()),
        Damaged(tile_0=None),
        Damaged(tile_0=b"short"),
        Damaged(tile_entries=None),
        Damaged(tile_entries=b"\xff\xff"),
        Damaged(tile_entries=b"\x00\x01a" * 65),
    ],
)
def test_a_copy_that_does_not_hold_together_cannot_be_checked(copy: Damaged) -> None:
    early = LOG.proof(300, size=305)
    verdict = judge(encode_qr(forge.cose(), early), logs=[LOG.row(checkpoint="")], log=copy)
    assert verdict.verdict == CANNOT_CHECK and verdict.codes == {"verify.log_unreadable"}


def test_an_older_copy_and_a_copy_of_another_log_are_told() -> None:
    older = forge.Log(*LOG.leaves[:310])
    assert judge(encode_qr(forge.cose(), PROOF), logs=LOGS, log=older).codes == {"verify.log_older"}
    other = forge.Log(*LOG.leaves, origin="lr.example/log", by="lr-log")
    verdict = judge(encode_qr(forge.cose(), PROOF), logs=[*LOGS, other.row()], log=other)
    assert verdict.verdict == CANNOT_CHECK and verdict.codes == {"verify.log_other"}


# Strangers


@given(st.binary(max_size=400) | st.text(max_size=400))
@settings(deadline=None)  # the first PDF loads its library
def test_nothing_a_stranger_brings_raises(data: bytes | str) -> None:
    assert verify(data, trust=None, now=forge.NOW).verdict in (NOT_VALID, CANNOT_CHECK)
    for start in (b"\xd2\x84", b"KP1:", b"ey", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        assert verify(start + raw, trust=None, now=forge.NOW).verdict in (NOT_VALID, CANNOT_CHECK)


def test_more_than_any_certificate_is_refused_unread() -> None:
    assert judge(b"\x00" * (20 * 1024 * 1024 + 1)).codes == {"credential.too_large"}
