"""docs/running/compromised-key.md, step by step: what the key signed is found, refused, and issued again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.cast import AUTHORITY, email_of, raise_cast
from tests.desk import SYSTEM, Desk, open_desk, seal_log
from tests.land import lay_out

from openkp.certificates import actions as certificates
from openkp.certificates import audit, papers, queries, trust_export
from openkp.cli.key import key
from openkp.config import founding
from openkp.core.credential.jws import kid_of
from openkp.core.refusal import Refusal
from openkp.core.trust import read_trust_list
from openkp.core.verdict import NOT_VALID, VALID, Verdict
from openkp.core.verify import verify
from openkp.parties import queries as parties
from openkp.signing import queries as signing

pytestmark = pytest.mark.django_db
BY = ["--by", email_of("admin")]


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = open_desk(lay_out(raise_cast()))
    monkeypatch.setattr("openkp.cli.key.now", lambda: desk.cast.now)
    return desk


def run(*words: str) -> Result:
    done = CliRunner().invoke(key, list(words), standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done


def affected(name: str) -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = json.loads(run("affected", name, "--json").stdout)
    return told


def judged(desk: Desk, number: str, form: str) -> Verdict:
    """Under the trust list that the installation publishes at this moment."""
    now = desk.cast.now
    found = queries.certificate(number, viewer=SYSTEM, now=now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=now)
    assert paper is not None
    forms = {
        "qr": lambda: papers.qr_text(paper),
        "vc": lambda: paper.vc_jwt,
        "pdf": lambda: papers.pdf(paper, "fr", now=now),
    }
    return verify(forms[form](), trust=read_trust_list(trust_export.build(now)), now=now, proof=paper.proof)


def issuer() -> str:
    return parties.authority(AUTHORITY).issuer


def kid_for(purpose: str, desk: Desk) -> str:
    return signing.signer_for(issuer=issuer(), purpose=purpose, on=desk.cast.now).kid


def test_a_compromised_certificate_key(desk: Desk) -> None:
    first, second = desk.issue(), desk.depart(desk.issue())
    seal_log(desk.cast.now)
    kid = kid_for("certificate", desk)
    for form in ("qr", "vc", "pdf"):
        assert judged(desk, first, form).verdict == VALID
    # 1. revoke, 2. what did it sign?
    run("revoke", kid, *BY, "--reason", "compromised", "--yes")
    told = affected(kid)
    assert [(row["number"], row["state"]) for row in told["certificates"]] == [(first, "issued"), (second, "exported")]
    assert told["certificates"][0]["importer"] == "Scheldt Rough NV"
    assert (told["status_lists"], told["confirmations"]) == ([], [])
    assert f"certificate   {second}  exported" in run("affected", kid).stdout
    # 3. all of it is refused, in every form, and nothing more is issued
    for number in (first, second):
        for form in ("qr", "vc", "pdf"):
            verdict = judged(desk, number, form)
            assert (verdict.verdict, verdict.authentic) == (NOT_VALID, False) and "verify.key_revoked" in verdict.codes
    with pytest.raises(Refusal, match=r"signing\.key_revoked"):
        desk.issue()
    # 4. a new key; what has not left is replaced by a certificate of the new key, which names the one it replaces
    run("create", AUTHORITY, *BY, "--for", "certificate")
    desk.act(certificates.replace, by=desk.cast.officer, number=first, reason="signing key compromised")
    again = desk.issue(desk.submit(relates_to=first))
    seal_log(desk.cast.now)
    assert kid_for("certificate", desk) != kid
    for form in ("qr", "vc", "pdf"):
        verdict = judged(desk, again, form)
        assert verdict.verdict == VALID and verdict.facts is not None and verdict.facts.relates_to == first
    assert {"verify.key_revoked", "verify.status_replaced"} <= judged(desk, first, "vc").codes
    assert [row["state"] for row in affected(kid)["certificates"]] == ["replaced", "exported"]
    assert affected(kid_for("certificate", desk))["certificates"][0]["number"] == again
    assert list(audit.problems(desk.cast.now)) == []


def test_k1_is_not_k10(desk: Desk) -> None:
    old = kid_for("certificate", desk)
    for _ in range(10):
        run("create", AUTHORITY, *BY, "--for", "certificate")
    number = desk.issue()
    new = kid_for("certificate", desk)
    assert new.startswith(old[: old.index("#")]) and new != old
    assert [row["number"] for row in affected(new)["certificates"]] == [number]
    assert affected(old)["certificates"] == []


def test_a_compromised_signer_of_files(desk: Desk) -> None:
    number = desk.issue()
    seal_log(desk.cast.now)
    assert judged(desk, number, "pdf").verdict == VALID
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    paper = papers.paper(found.row.credential_id, now=desk.cast.now)
    assert paper is not None
    stolen = papers.pdf(paper, "fr", now=desk.cast.now)
    serial = signing.document_serial(issuer=issuer(), on=desk.cast.now)
    assert [row["number"] for row in affected(serial)["certificates"]] == [number]
    run("revoke", serial, *BY, "--reason", "compromised", "--yes")
    assert [row["number"] for row in affected(serial)["certificates"]] == [number]
    # no page that it signed is handed out, from the cache neither; the other forms stand
    with pytest.raises(Refusal, match=r"signing\.no_document_signer"):
        papers.pdf(paper, "fr", now=desk.cast.now)
    trust = read_trust_list(trust_export.build(desk.cast.now))
    refused = verify(stolen, trust=trust, now=desk.cast.now)
    assert (refused.verdict, refused.codes, refused.authentic) == (NOT_VALID, {"pdf.signer_revoked"}, False)
    assert judged(desk, number, "qr").verdict == judged(desk, number, "vc").verdict == VALID
    # a new signer: the same certificate, new pages
    run("create", AUTHORITY, *BY, "--for", "files")
    assert judged(desk, number, "pdf").verdict == VALID
    assert papers.pdf(paper, "fr", now=desk.cast.now) != stolen


def test_a_compromised_status_key(desk: Desk) -> None:
    number = desk.issue()
    seal_log(desk.cast.now)
    kid = kid_for("status", desk)
    (url,) = queries.status_lists()
    assert affected(kid)["status_lists"] == [url]
    run("revoke", kid, *BY, "--reason", "compromised", "--yes")
    unreliable = judged(desk, number, "vc")
    assert "verify.status_unreliable" in unreliable.codes and unreliable.verdict != VALID
    run("create", AUTHORITY, *BY, "--for", "status")
    seal_log(desk.cast.now)  # the worker's next round, within the same second: nothing changed in the list but its key
    assert kid_of(queries.status_lists()[url]) == kid_for("status", desk) != kid
    assert affected(kid)["status_lists"] == []
    assert judged(desk, number, "vc").verdict == VALID


def test_a_compromised_trust_key(desk: Desk) -> None:
    old = read_trust_list(trust_export.build(desk.cast.now))
    run("revoke", old.signed_by, *BY, "--reason", "compromised", "--yes")
    with pytest.raises(Refusal, match=r"signing\.key_revoked"):
        trust_export.build(desk.cast.now)
    run("create", "house", *BY)
    new = read_trust_list(trust_export.build(desk.cast.now))
    assert new.fingerprint != old.fingerprint and new.keys[old.signed_by].revoked_reason == "compromised"
    with pytest.raises(Refusal, match=r"trust\.pin"):
        read_trust_list(trust_export.build(desk.cast.now), pin=old.fingerprint)


def test_a_compromised_root(desk: Desk) -> None:
    number = desk.issue()
    seal_log(desk.cast.now)
    root = next(row for row in signing.certificates() if not row.issuer)
    assert [row["number"] for row in affected(root.serial)["certificates"]] == [number]
    run("revoke", root.serial, *BY, "--reason", "compromised", "--yes")
    with pytest.raises(Refusal, match=r"signing\.no_document_signer"):
        judged(desk, number, "pdf")
    with pytest.raises(Refusal, match=r"signing\.no_authority"):
        run("create", AUTHORITY, *BY, "--for", "files")
    # `openkp init` makes what is missing: another root, under which signers can be made again
    list(founding.found(now=desk.cast.now, progress=lambda text: None))
    run("create", AUTHORITY, *BY, "--for", "files")
    assert judged(desk, number, "pdf").verdict == VALID
