"""`openkp verify`: is this certificate, or import confirmation, genuine and in force?

Needs neither Django, nor a database, nor a network.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import logging
import os
import re
import sys
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path
from typing import Any

import click

from openkp.cli import language
from openkp.core.confirmation import told as told_of_confirmation
from openkp.core.facts import CertificateFacts
from openkp.core.logcheck import MAX_LOG_FILE, DirectoryLog, LogReader
from openkp.core.refusal import Refusal
from openkp.core.tlog.proof import MAX_PROOF
from openkp.core.trust import TrustList, read_trust_list
from openkp.core.verdict import CANNOT_CHECK, Grade, Reason, Verdict
from openkp.core.verify import MAX_INPUT
from openkp.core.verify import verify as judge
from openkp.words import LANGUAGES, formats, say

_TEXT_OF_OURS = re.compile(r"\s*(KP[0-9]{1,9}:|ey|[A-Z]{2} ?[0-9]{1,12}\s*$)")
_SECONDS_TO_WAIT = 20
_LIBRARIES = ("pyhanko", "pyhanko_certvalidator", "PIL")


@click.command()
@click.argument("subject", metavar="FILE|TEXT|-")
@click.option("--trust", "trust_file", metavar="FILE", help="Signed trust list: whom to believe, as of when.")
@click.option("--trust-key", metavar="FINGERPRINT", help="SHA-256 of the key that must have signed the trust list.")
@click.option("--log", "log_at", metavar="DIR|URL", help="Copy of the public log to hold the proof against.")
@click.option("--proof", "proof_file", metavar="FILE", help="Log proof that came beside a credential (.tlog-proof).")
@click.option("--now", "now_text", metavar="DATE", help="Judge as of this day (its end, GMT) or ISO 8601 instant.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as one JSON document.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the sentences.")
def verify(
    subject: str,
    trust_file: str | None,
    trust_key: str | None,
    log_at: str | None,
    proof_file: str | None,
    now_text: str | None,
    as_json: bool,
    lang: str | None,
) -> int:
    """Verify a certificate: the text of its QR code, a credential, a PDF, or a picture of the code. Or an import
    confirmation.

    Exit code 0: valid. 1: not valid. 2: cannot check. 64: wrong use of the command.
    """
    for name in _LIBRARIES:  # what a library thinks of a stranger's file is not part of the verdict
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    lang = lang or language()
    data = _subject(subject)
    now = _moment(now_text)
    if trust_key and not trust_file:
        raise click.UsageError("--trust-key names the key of a list: give --trust as well")
    log = _log(log_at)
    trust: TrustList | None = None
    try:
        if trust_file:
            trust = read_trust_list(_read(trust_file), pin=trust_key)
        verdict = judge(data, trust=trust, now=now, log=log, proof=_proof(proof_file))
    except Refusal as refusal:  # of the trust list: nothing is said of the certificate
        verdict = Verdict(CANNOT_CHECK, None, False, (Reason(refusal.code, Grade.UNKNOWN, refusal.facts),), {})
    if as_json:
        told = json.dumps(_document(verdict, trust, lang), ensure_ascii=False, indent=2)
    else:
        told = "\n".join(_lines(verdict, trust, lang))
    try:
        click.echo(told)
    except BrokenPipeError:  # whoever read the first line has closed the pipe: the verdict stands
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    return verdict.exit_code


class HttpLog:
    """A copy of a log at an address that the user named: the only place where this command may use a network."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    def read(self, path: str) -> bytes | None:
        request = urllib.request.Request(f"{self.address}/{path}")  # noqa: S310 - http or https, asked in _log
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS_TO_WAIT) as answer:  # noqa: S310
                data: bytes = answer.read(MAX_LOG_FILE + 1)
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError):
            return None
        return data if len(data) <= MAX_LOG_FILE else None


def _subject(subject: str) -> bytes | str:
    if subject == "-":
        return sys.stdin.buffer.read(MAX_INPUT + 1)
    if _TEXT_OF_OURS.match(subject) and not _is_file(subject):
        return subject
    return _read(subject, MAX_INPUT + 1)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # longer than any name, or with a letter that no name has
        return False


def _read(name: str, limit: int = -1) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(limit)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise click.UsageError(f"{name[:100]}: {reason}") from None


def _moment(text: str | None) -> dt.datetime:
    if text is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        if len(text) == 10:
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(23, 59, 59), dt.UTC)
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        wanted = "write a day as 2026-11-24, or an instant as 2026-11-24T12:00:00Z"
        raise click.UsageError(f"--now {text[:40]}: {wanted}") from None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).replace(microsecond=0)


def _log(at: str | None) -> LogReader | None:
    if at is None:
        return None
    if at.startswith(("http://", "https://")):
        return HttpLog(at)
    if not Path(at).is_dir():
        raise click.UsageError(f"--log {at[:100]}: neither a folder nor an http(s) address")
    return DirectoryLog(Path(at))


def _proof(name: str | None) -> bytes | None:
    return _read(name, MAX_PROOF + 1) if name else None


def _document(verdict: Verdict, trust: TrustList | None, lang: str) -> dict[str, Any]:
    told = verdict.to_dict(partial(say, lang))
    told["trust_list"] = trust and {
        "url": trust.url,
        "issued_at": trust.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "fingerprint": trust.fingerprint,
        "specimen": trust.specimen,
    }
    return told


def _lines(verdict: Verdict, trust: TrustList | None, lang: str) -> list[str]:
    """What a person reads: specimen first, then the verdict, then why."""
    lines = [say(lang, "verdict.specimen")] if verdict.specimen else []
    lines.append(say(lang, f"verdict.{verdict.verdict.replace(' ', '_')}"))
    if verdict.facts is not None:
        lines += [f"  {line}" for line in _summary(verdict.facts, lang)]
    if verdict.confirmation is not None:
        lines += [f"  {say(lang, code, **facts)}" for code, facts in told_of_confirmation(verdict.confirmation)]
    if verdict.authentic is not None and (verdict.facts or verdict.confirmation) is not None:
        lines.append("  " + say(lang, "verdict.authentic" if verdict.authentic else "verdict.not_authentic"))
    lines += [f"- {say(lang, reason.code, **reason.facts)}" for reason in verdict.reasons]
    if trust is not None:
        lines.append(say(lang, "verdict.trust_list", url=trust.url, issued_at=trust.issued_at))
    return lines


def _summary(facts: CertificateFacts, lang: str) -> list[str]:
    return [
        say(
            lang,
            "verdict.summary",
            number=facts.number,
            provenance_country=facts.provenance,
            destination_country=facts.destination,
            weight_cct=facts.total_weight_cct,
            value_usd_cents=facts.total_value_usd_cents,
            parcels=len(facts.parcels),
        ),
        say(
            lang,
            "verdict.parties",
            exporter=facts.exporter.name,
            importer=facts.importer.name,
            authority=facts.authority,
            issued=formats.day(lang, facts.issued_at.date()),
            valid_until=facts.valid_until,
        ),
    ]
