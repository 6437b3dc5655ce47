"""Is this certificate genuine, in force, and to be believed today? The public verifier: no network, no database.

The steps, each labelled below where it is taken:

1. Recognise the form: KP text, COSE, vc+jwt, PDF, image of a QR code.
2. Read it strictly; what is not the one encoding of some facts is refused.
3. Find the trust list, and ask whether it is young enough.
4. Find the key: listed, for certificates, of the issuer named, valid and not revoked on the day of issue.
5. Verify the signature.
6. Ask whether the issuer is an authority of the participant named.
7. Ask whether the participant could certify on the day of issue, and still can today.
8. Ask whether the number can be one that was issued that year, and national rules between fields.
9. Ask whether the certificate is in force: not before its issue, not after its end.
10. Ask the status list what became of it.
11. Verify the log's proof: checkpoint, inclusion, and against a copy of the log if one is given.
12. For a PDF, its own signature, and that the pages shown are those that were signed.
13. Mark specimens: real and demonstration keys never speak for each other.

All reasons that can be told independently are collected. The table of verdicts is in docs/formats/certificate.md.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from . import logcheck
from .confirmation import SignedConfirmation, looks_like_confirmation, read_confirmation
from .credential.cose import looks_like_cose, read_cose
from .credential.envelope import Envelope
from .credential.qr import decode_qr
from .credential.vc import looks_like_vc, read_vc
from .logcheck import LogReader
from .refusal import Refusal
from .status import StatusCode
from .tlog import LogProof
from .trust_rows import CERTIFYING, Key, Standing, TrustList, covers, fails_cross_check, number_fault, standing
from .verdict import CANNOT_CHECK, NOT_VALID, Grade, Reason, Verdict, conclude
from .verify_confirmation import judge_confirmation

MAX_INPUT = 20 * 1024 * 1024  # a scan of one page at 600 dpi in colour fits
_VERSIONED = re.compile(r"KP[0-9]{1,9}:")
_NUMBER_ALONE = re.compile(r"[A-Z]{2} ?[0-9]{1,12}", re.ASCII)
_ANOTHER_PICTURE = frozenset({"scan.no_code", "scan.several_codes", "scan.too_large"})
_BARRED = {
    StatusCode.VOID: "verify.status_void",
    StatusCode.LOST: "verify.status_lost",
    StatusCode.STOLEN: "verify.status_stolen",
    StatusCode.REPLACED: "verify.status_replaced",
    StatusCode.RETURNED: "verify.status_returned",
    StatusCode.SEIZED: "verify.status_seized",
}
# The paper is genuine and holds, but whoever is shown it now must know: an alarm, not a no.
_ALARMS = {
    StatusCode.CONFIRMED: "verify.status_confirmed",
    StatusCode.DETAINED: "verify.status_detained",
    StatusCode.PRESENTED: "verify.status_presented",
}


def verify(
    data: bytes | str,
    *,
    trust: TrustList | None,
    now: dt.datetime,
    log: LogReader | None = None,
    proof: LogProof | str | bytes | None = None,
) -> Verdict:
    """The verdict on `data` at `now`. Never raises on account of `data` or `proof`.

    `proof` is a log proof, or its text, that came beside the certificate (NUMBER.tlog-proof); a QR code and a PDF
    carry their own, which goes first.
    `log` is a copy of the log, to hold the proof against.
    """
    assert now.tzinfo is not None, "now is an aware time"
    case = Case(trust, now, log)
    if len(data) > MAX_INPUT:
        case.no("credential.too_large", size=len(data), limit=MAX_INPUT)
        return case.verdict()
    # Step 1: recognise the form.
    if isinstance(data, bytes) and data.startswith(b"%PDF-"):
        _read_pdf(case, data, proof)
    elif isinstance(data, bytes) and data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        _read_image(case, data, proof)
    elif isinstance(data, bytes) and looks_like_cose(data):
        _read(case, "cose", lambda: (read_cose(data), proof))
    else:
        _read_text(case, data if isinstance(data, str) else data.decode("utf-8", "replace"), proof)
    if case.envelope is not None or case.confirmation is not None:
        case.judge()
    return case.verdict()


def _read(case: Case, form: str, read: Callable[[], tuple[Envelope, LogProof | str | bytes | None]]) -> None:
    """Step 2: read strictly. A form that names a version of ours we do not know cannot be checked; the rest is no."""
    case.form = form
    try:
        case.envelope, case.proof = read()
    except Refusal as refusal:
        if refusal.code == "qr.unknown_version":
            case.unknown(refusal.code, **refusal.facts)
        else:
            case.authentic = False
            case.no(refusal.code, **refusal.facts)


def _read_text(case: Case, text: str, proof: LogProof | str | bytes | None) -> None:
    text = text.removeprefix("\ufeff").strip()  # some editors begin a file of text with a byte order mark
    if _VERSIONED.match(text):

        def read_qr() -> tuple[Envelope, LogProof | str | bytes | None]:
            cose, carried = decode_qr(text)
            return read_cose(cose), carried or proof

        _read(case, "qr", read_qr)
    elif looks_like_vc(text) and looks_like_confirmation(text):
        _read_confirmation(case, text, proof)
    elif looks_like_vc(text):
        _read(case, "vc", lambda: (read_vc(text), proof))
    elif _NUMBER_ALONE.fullmatch(text):
        case.form = "number"
        case.judge_number(text.replace(" ", ""))
    else:
        case.authentic = False
        case.no("verify.not_a_certificate")


def _read_confirmation(case: Case, text: str, proof: LogProof | str | bytes | None) -> None:
    case.form, case.proof = "confirmation", proof
    try:
        case.confirmation = read_confirmation(text)
    except Refusal as refusal:
        case.authentic = False
        case.no(refusal.code, **refusal.facts)


def _read_image(case: Case, data: bytes, proof: LogProof | str | bytes | None) -> None:
    from .scan import read_code  # noqa: PLC0415 - pillow and zxing load only for an image

    case.form = "image"
    try:
        text = read_code(data)
    except Refusal as refusal:
        # This picture will not do: that says nothing against the certificate, and another picture may do better.
        case.add(Grade.UNKNOWN if refusal.code in _ANOTHER_PICTURE else Grade.NO, refusal.code, **refusal.facts)
        return
    _read_text(case, text, proof)


def _read_pdf(case: Case, data: bytes, proof: LogProof | str | bytes | None) -> None:
    from .pdf import read_pdf  # noqa: PLC0415 - pyhanko loads only for a PDF

    case.form = "pdf"
    try:
        found = read_pdf(data)
    except Refusal as refusal:
        case.authentic = False
        case.no(refusal.code, **refusal.facts)
        return
    _read(case, "pdf", lambda: (read_vc(found.credential), found.proof or proof))
    if case.envelope is not None:
        case.pdf = found


class Case:
    """One certificate under examination: what was read, and the reasons found so far."""

    def __init__(self, trust: TrustList | None, now: dt.datetime, log: LogReader | None) -> None:
        self.trust = trust
        try:
            self.now = now.astimezone(dt.UTC)
        except OverflowError:  # a day at either end of the calendar, in a zone that reaches over it
            self.now = now.replace(tzinfo=dt.UTC)
        self.log = log
        self.form = ""
        self.envelope: Envelope | None = None
        self.confirmation: SignedConfirmation | None = None  # instead of an envelope
        self.proof: LogProof | str | bytes | None = None
        self.pdf: Any = None  # a pdf.SignedPdf; the type would load pyhanko for everyone
        self.authentic: bool | None = None
        self.specimen = False
        self.reasons: list[Reason] = []
        self.ages: dict[str, int] = {}
        self.fresh = False

    def add(self, grade: Grade, code: str, **facts: Any) -> None:
        self.reasons.append(Reason(code, grade, facts))

    def no(self, code: str, **facts: Any) -> None:
        self.add(Grade.NO, code, **facts)

    def unknown(self, code: str, **facts: Any) -> None:
        self.add(Grade.UNKNOWN, code, **facts)

    def warn(self, code: str, **facts: Any) -> None:
        self.add(Grade.WARNING, code, **facts)

    def absent(self, code: str, **facts: Any) -> None:
        """Something that the trust list does not hold: a no, unless a newer list might hold it."""
        self.add(Grade.NO if self.fresh else Grade.UNKNOWN, code, **facts)

    def judge(self) -> None:
        """Steps 3 to 13, for an envelope that was read; those of verify_confirmation.py for a confirmation."""
        envelope, trust = self.envelope, self.trust
        read = self.confirmation or envelope
        assert read is not None, "only what was read is judged"
        if trust is None:  # Step 3: without a trust list nobody can be believed.
            self.specimen = read.facts.specimen
            self.unknown("verify.no_trust_list")
            return
        self._trust_age(trust)
        if self.confirmation is not None:
            judge_confirmation(self, trust, self.confirmation)
            return
        assert envelope is not None, "asked above"
        self._key_and_signature(trust, envelope)
        self._issuer(trust, envelope)
        self._participant(trust, envelope)
        self._number(trust, envelope)
        self._in_force(trust, envelope)
        self._status(trust, envelope)
        logcheck.check_proof(self, trust, envelope)  # Step 11
        if self.pdf is not None:  # Step 12
            self.pdf.check(self, trust, envelope)

    def judge_number(self, number: str) -> None:
        """A number alone proves nothing; but a number that no participant ever issued is a forger's."""
        self.unknown("verify.number_alone", number=number)
        trust = self.trust
        if trust is None:
            return
        self._trust_age(trust)
        code = "EU" if number[:2] == "EC" else number[:2]
        if code not in trust.statuses:
            self.absent("verify.not_a_participant", participant_country=code, day=self.now.date())
        ranges = trust.number_ranges.get(code, ())
        if ranges and not any(row.holds(number) for row in ranges):
            self.absent("verify.number_never_issued", number=number, participant_country=code)

    def _trust_age(self, trust: TrustList) -> None:
        # Step 3: a list older than its own policy cannot tell what changed since.
        age = self._age("trust_list", trust.issued_at)
        self.fresh = age <= trust.policy.trust_max_age_hours * 3600
        if (trust.issued_at - self.now).total_seconds() > trust.policy.clock_skew_seconds:
            # A clock that runs behind would keep expired papers alive; but an old day may also be asked about.
            self.warn("verify.trust_from_future", issued_at=trust.issued_at)
        if not self.fresh:
            self.unknown("verify.trust_stale", age_hours=age // 3600, max_hours=trust.policy.trust_max_age_hours)

    def _key_and_signature(self, trust: TrustList, envelope: Envelope) -> None:
        facts = envelope.facts
        self.specimen = facts.specimen or trust.specimen
        # Step 4: the key. Its id was read as one of the issuer's; here the list must know it so.
        key = trust.keys.get(envelope.kid)
        if key is None:
            self.authentic = False if self.fresh else None
            self.absent("verify.unknown_key", kid=envelope.kid)
        else:
            self.specimen = self.specimen or key.specimen
            # Step 5: the signature, over every byte that was read.
            self.authentic = self._key_may_certify(key, facts.issued_at)
            if not key.verifies(envelope.signature, envelope.signed_bytes):
                self.authentic = False
                self.no("verify.signature", kid=envelope.kid)
        # Step 13: a demonstration proves nothing about the world, and its list must say that it is one.
        if self.specimen and not trust.specimen:
            self.no("verify.specimen")

    def _key_may_certify(self, key: Key, moment: dt.datetime) -> bool:
        if key.purpose != "certificate":
            self.no("verify.key_purpose", kid=key.kid)
            return False
        if key.spoke_at(moment):
            return True
        if key.revoked_at is not None and (key.revoked_reason == "compromised" or moment >= key.revoked_at):
            self.no("verify.key_revoked", kid=key.kid, revoked_at=key.revoked_at)
        else:
            self.no("verify.key_not_in_force", kid=key.kid, day=moment.date())
        return False

    def _issuer(self, trust: TrustList, envelope: Envelope) -> None:
        # Step 6: Annex I A "issuing authority": one the participant designated, on that day.
        facts, day = envelope.facts, envelope.facts.issued_at.date()
        for row in trust.authorities.get(facts.issuer, ()):
            if row.participant == facts.participant and covers(row.since, row.until, day):
                return
        self.absent(
            "verify.not_an_authority", authority=facts.authority, participant_country=facts.participant, day=day
        )

    def _participant(self, trust: TrustList, envelope: Envelope) -> None:
        # Step 7: core document III c, VI; asked on the day of issue and again today, while the paper can still be used.
        facts = envelope.facts
        issued, today = facts.issued_at.date(), self.now.date()
        answer = standing(trust, facts.participant, issued)
        if answer.code:
            self._standing(answer, facts.participant, issued)
        if answer.code in ("", "verify.participation_not_recorded") and issued < today and self.now < facts.valid_until:
            later = standing(trust, facts.participant, today)
            if later.code not in ("", answer.code):
                self._standing(later, facts.participant, today)
        if not any(row.status in CERTIFYING for row in trust.statuses.get(facts.destination, ())):
            self.warn("verify.destination_not_listed", destination_country=facts.destination)

    def _standing(self, answer: Standing, participant: str, day: dt.date) -> None:
        told: dict[str, Any] = {"participant_country": participant, "day": day}
        if answer.code == "verify.participation_not_recorded":
            self.unknown(answer.code, **told)
        elif answer.code == "verify.not_a_participant":
            self.absent(answer.code, **told)
        else:
            self.no(answer.code, basis=answer.basis, status=answer.status, **told)

    def _number(self, trust: TrustList, envelope: Envelope) -> None:
        # Step 8: numbers of another year's range and national rules unmasked real forgeries (Sierra Leone, 2015).
        facts = envelope.facts
        fault = number_fault(trust, facts)
        told: dict[str, Any] = {"number": facts.number, "participant_country": facts.participant}
        if fault == "verify.number_ranges_unknown":
            self.warn(fault, **told)
        elif fault == "verify.number_out_of_range":
            self.absent(fault, year=str(facts.issued_at.year), **told)
        elif fault:
            self.no(fault, **told)
        broken = fails_cross_check(trust, facts)
        if broken:
            self.no("verify.cross_check", check=broken, **told)

    def _in_force(self, trust: TrustList, envelope: Envelope) -> None:
        # Step 9: `valid_until` is the first instant at which it no longer holds.
        facts = envelope.facts
        if (facts.issued_at - self.now).total_seconds() > trust.policy.clock_skew_seconds:
            self.no("verify.not_yet_issued", issued_at=facts.issued_at)
        if self.now >= facts.valid_until:
            self.no("verify.expired", valid_until=facts.valid_until)

    def _status(self, trust: TrustList, envelope: Envelope) -> None:
        # Step 10: what a list says against a certificate holds however old the list; silence counts only when fresh.
        facts = envelope.facts
        try:
            found = trust.status_list(facts.status_list)
        except Refusal as refusal:
            self.unknown("verify.status_unreliable", url=facts.status_list, why=refusal.code)
            return
        if found is None:
            self.unknown("verify.status_missing", url=facts.status_list)
            return
        if found.issuer != facts.issuer:
            self.unknown("verify.status_unreliable", url=facts.status_list, why="status.not_of_issuer")
            return
        age = self._age("status_list", found.issued_at)
        code = found.code_at(facts.status_index)
        if code in _BARRED:
            self.no(_BARRED[StatusCode(code)], number=facts.number)
        elif code in _ALARMS:
            self.warn(_ALARMS[StatusCode(code)], number=facts.number, listed_at=found.issued_at)
        elif code != StatusCode.IN_FORCE:
            self.unknown("verify.status_reserved", meaning=code)
        if code not in _BARRED and (age > trust.policy.status_max_age_hours * 3600 or self.now >= found.valid_until):
            most = trust.policy.status_max_age_hours
            self.unknown("verify.status_stale", age_hours=age // 3600, max_hours=most)

    def _age(self, name: str, made: dt.datetime) -> int:
        age = max(0, int((self.now - made).total_seconds()))
        self.ages[name] = age
        return age

    def verdict(self) -> Verdict:
        reasons = tuple(self.reasons)
        envelope, confirmation = self.envelope, self.confirmation
        read = confirmation or envelope
        answer = conclude(reasons)
        assert answer in (CANNOT_CHECK, NOT_VALID) or (read is not None and self.authentic), "valid is authentic"
        return Verdict(
            answer,
            self.authentic,
            self.specimen,
            reasons,
            self.ages,
            envelope.facts if envelope is not None else None,
            self.form,
            read.kid if read is not None else "",
            confirmation.facts if confirmation is not None else None,
        )
