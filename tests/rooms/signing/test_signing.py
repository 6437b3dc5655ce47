"""Keys: made, chosen, ended; encrypted at rest; and the certificates that sign files."""

from __future__ import annotations

import base64
import datetime as dt
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509 import SubjectAlternativeName, load_pem_x509_certificate
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from openkp.core.refusal import Damage, Refusal
from openkp.core.roles import Actor, Grant, Role
from openkp.signing import actions, queries, stores
from openkp.signing.keys import KeyState
from openkp.words import LANGUAGES, say_refusal

NOW = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC)
YEAR = dt.timedelta(days=365)
ISSUER = "did:web:kp.example.org:authorities:sl-nma"
ADMIN = Actor(1, frozenset({Grant(Role.ADMIN)}))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_key_is_open() -> None:
    stores.forget()


_count = iter(range(1, 10_000))


def call(act: Callable[..., Any], **told: Any) -> dict[str, Any]:
    told = {"by": ADMIN, "now": NOW, "request_id": f"signing-{next(_count):06d}", **told}
    data: dict[str, Any] = act(**told).data
    return data


def make_key(**told: Any) -> dict[str, Any]:
    return call(actions.create_key, **{"issuer": ISSUER, "purpose": "certificate", "valid_from": NOW, **told})


@pytest.fixture
def passphrase(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with real keys: encrypted, the passphrase in a file."""
    file = home / "passphrase"
    file.write_text("a long enough passphrase\n")
    monkeypatch.setattr(settings, "OPENKP_SPECIMEN", False)
    monkeypatch.setattr(settings, "OPENKP_PASSPHRASE_FILE", file)
    return file


def test_a_key_signs_and_its_public_half_verifies() -> None:
    made = make_key()
    signer = queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    assert (signer.kid, signer.algorithm, signer.specimen) == (f"{ISSUER}#k1", "Ed25519", True)
    assert signer.public_key.hex() == made["public_key"]
    Ed25519PublicKey.from_public_bytes(signer.public_key).verify(signer.sign(b"facts"), b"facts")


def test_the_newest_key_that_holds_signs_and_the_older_one_still_verifies() -> None:
    make_key(valid_until=NOW + 2 * YEAR)
    make_key(valid_from=NOW + YEAR)
    at = {"issuer": ISSUER, "purpose": "certificate"}
    assert queries.signer_for(**at, on=NOW).kid.endswith("#k1")
    assert queries.signer_for(**at, on=NOW + YEAR).kid.endswith("#k2")
    first, second = queries.keys()
    assert [first.state(NOW), second.state(NOW)] == [KeyState.VALID, KeyState.FUTURE]
    assert first.state(NOW + 2 * YEAR) == KeyState.PAST


def test_a_key_speaks_for_one_purpose_of_one_issuer() -> None:
    make_key(purpose="status")
    with pytest.raises(Refusal, match=r"signing\.no_key"):
        queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    with pytest.raises(Refusal, match=r"signing\.no_key"):
        queries.signer_for(issuer=ISSUER + "-other", purpose="status", on=NOW)


@pytest.mark.parametrize(
    ("told", "on", "code"),
    [
        ({"valid_until": NOW + YEAR}, NOW + YEAR, "signing.key_expired"),
        ({"valid_from": NOW + YEAR}, NOW, "signing.key_not_yet"),
    ],
)
def test_a_key_outside_its_days_does_not_sign(told: dict[str, Any], on: dt.datetime, code: str) -> None:
    make_key(**told)
    with pytest.raises(Refusal) as refused:
        queries.signer_for(issuer=ISSUER, purpose="certificate", on=on)
    assert refused.value.code == code
    for language in LANGUAGES:
        assert ISSUER in say_refusal(language, refused.value)


def test_a_revoked_key_signs_no_more_and_is_revoked_once() -> None:
    kid = make_key()["kid"]
    call(actions.revoke_key, kid=kid, reason="compromised")
    with pytest.raises(Refusal, match=r"signing\.key_revoked"):
        queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    row = queries.key(kid)
    assert (row.revoked_at, row.revoked_reason, row.state(NOW)) == (NOW, "compromised", KeyState.REVOKED)
    with pytest.raises(Refusal, match=r"signing\.already_revoked"):
        call(actions.revoke_key, kid=kid, reason="ended")
    with pytest.raises(Refusal, match=r"signing\.no_such_key"):
        call(actions.revoke_key, kid=ISSUER + "#k9", reason="ended")
    with pytest.raises(Refusal, match=r"signing\.reason"):
        call(actions.revoke_key, kid=kid, reason="tired")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"issuer": "https://kp.example.org"}, "signing.issuer"),
        ({"purpose": "love letters"}, "signing.purpose"),
        ({"valid_until": NOW}, "signing.period"),
        ({"by": Actor(2, frozenset({Grant(Role.OFFICER, "SL")}))}, "roles.not_yours"),
        ({"by": Actor.nobody()}, "roles.not_yours"),
    ],
)
def test_what_is_refused_leaves_no_key(told: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_key(**told)
    assert refused.value.code == code
    assert queries.keys() == ()


def test_a_key_file_is_encrypted_and_only_its_owner_reads_it(home: Path, passphrase: Path) -> None:
    make_key()
    (file,) = (home / "keys").iterdir()
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    signer = queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    assert not signer.specimen
    assert len(signer.sign(b"x")) == 64


def _lose(path: Path) -> None:
    path.unlink()


def _replace(path: Path) -> None:
    path.write_text("another passphrase altogether")


def _shorten(path: Path) -> None:
    path.write_text("short")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_lose, "signing.passphrase_missing"),
        (_replace, "signing.passphrase_wrong"),
        (_shorten, "signing.passphrase_short"),
    ],
)
def test_without_the_passphrase_nothing_is_signed(passphrase: Path, harm: Callable[[Path], None], code: str) -> None:
    make_key()
    harm(passphrase)
    stores.forget()
    with pytest.raises(Refusal) as refused:
        queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    assert refused.value.code == code
    for language in LANGUAGES:
        assert say_refusal(language, refused.value)


def test_a_lost_key_file_is_refused_and_found_by_the_audit(home: Path, passphrase: Path) -> None:
    kid = make_key()["kid"]
    assert list(queries.problems(NOW)) == []
    for file in (home / "keys").iterdir():
        file.unlink()
    stores.forget()
    with pytest.raises(Refusal, match=r"signing\.key_file_missing"):
        queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    assert [(found.code, found.where) for found in queries.problems(NOW)] == [("signing.key_gone", kid)]


def test_one_byte_of_a_key_file_is_found_by_the_audit(home: Path, passphrase: Path) -> None:
    kid = make_key()["kid"]
    (file,) = (home / "keys").iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert [(found.code, found.where) for found in queries.problems(NOW)] == [("signing.key_damaged", kid)]
    passphrase.unlink()
    assert list(queries.problems(NOW)) == [], "what cannot be opened here cannot be judged here"


def test_no_byte_of_a_plain_key_file_raises_anything_but_a_finding(home: Path) -> None:
    make_key()
    (file,) = (home / "keys").iterdir()
    data = file.read_bytes()
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        list(queries.problems(NOW))
    file.write_bytes(data)
    assert list(queries.problems(NOW)) == []


def test_a_key_file_of_another_key_is_damage(home: Path) -> None:
    make_key()
    (first,) = (home / "keys").iterdir()
    kid = make_key(purpose="status")["kid"]
    (second,) = set((home / "keys").iterdir()) - {first}
    second.write_bytes(first.read_bytes())
    stores.forget()
    harmed = queries.key(kid)
    with pytest.raises(Damage):
        queries.signer_for(issuer=ISSUER, purpose=harmed.purpose, on=NOW)


def test_opened_keys_stay_open(home: Path) -> None:
    make_key()
    first = queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW)
    for file in (home / "keys").iterdir():
        file.unlink()
    assert queries.signer_for(issuer=ISSUER, purpose="certificate", on=NOW).sign(b"x") == first.sign(b"x")


@pytest.mark.parametrize(
    "table", ["signing_signingkey", "signing_keyrevocation", "signing_x509certificate", "signing_x509revocation"]
)
def test_the_database_keeps_keys_and_their_ends(table: str) -> None:
    call(actions.revoke_key, kid=make_key()["kid"], reason="ended")
    make_document_signer()
    call(actions.revoke_certificate, serial=queries.certificates()[1].serial, reason="ended")
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1"):  # noqa: S608 - names of ours
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_did_document_names_every_key_of_the_issuer_with_its_dates() -> None:
    make_key(valid_until=NOW + YEAR)
    stolen = make_key(purpose="status")["kid"]
    call(actions.revoke_key, kid=stolen, reason="compromised")
    make_key(issuer=ISSUER + "-other")
    document = queries.did_document(ISSUER)
    assert document["id"] == ISSUER
    methods = {method["id"]: method for method in document["verificationMethod"]}
    assert set(methods) == {f"{ISSUER}#k1", f"{ISSUER}#k1-multikey", stolen, f"{stolen}-multikey"}
    assert methods[f"{ISSUER}#k1"]["expires"] == "2027-11-24T14:05:00Z"
    assert methods[stolen]["revoked"] == "2026-11-24T14:05:00Z"
    assert document["assertionMethod"] == [f"{ISSUER}#k1", f"{ISSUER}#k1-multikey"]
    x = methods[f"{ISSUER}#k1"]["publicKeyJwk"]["x"]
    assert base64.urlsafe_b64decode(x + "=") == queries.key(f"{ISSUER}#k1").public_key
    with pytest.raises(Refusal, match=r"signing\.no_key"):
        queries.did_document(ISSUER + "-nobody")


def make_document_signer() -> None:
    call(actions.create_authority, name="OpenKP of Sierra Leone", valid_until=NOW + 10 * YEAR)
    call(
        actions.create_document_signer,
        issuer=ISSUER,
        organisation="National Minerals Agency",
        country="SL",
        valid_until=NOW + 2 * YEAR,
    )


def test_the_installation_signs_for_the_files_of_its_authorities() -> None:
    make_document_signer()
    signer = queries.document_signer(issuer=ISSUER, on=NOW)
    certificate = load_pem_x509_certificate(signer.certificate.encode())
    root_row, own_row = queries.certificates()
    root_text = root_row.pem
    assert signer.chain == (root_text,)
    assert (own_row.parent, own_row.issuer, own_row.serial) == (root_row.serial, ISSUER, signer.serial)
    root = load_pem_x509_certificate(root_text.encode())
    certificate.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    names = certificate.extensions.get_extension_for_class(SubjectAlternativeName).value
    assert [name.value for name in names] == [ISSUER]
    assert "SPECIMEN" in certificate.subject.rfc4514_string()
    assert signer.specimen
    assert list(queries.problems(NOW)) == []


def test_files_are_not_signed_without_a_root_or_after_their_signer_expired() -> None:
    with pytest.raises(Refusal, match=r"signing\.no_authority"):
        call(actions.create_document_signer, issuer=ISSUER, organisation="NMA", country="SL", valid_until=NOW + YEAR)
    make_document_signer()
    with pytest.raises(Refusal, match=r"signing\.no_document_signer"):
        queries.document_signer(issuer=ISSUER, on=NOW + 2 * YEAR)
    with pytest.raises(Refusal, match=r"signing\.period"):
        call(
            actions.create_document_signer,
            issuer=ISSUER,
            organisation="NMA",
            country="SL",
            valid_until=NOW + 11 * YEAR,
        )


def test_a_revoked_certificate_signs_no_more_files_and_is_revoked_once(home: Path) -> None:
    make_document_signer()
    old = queries.document_signer(issuer=ISSUER, on=NOW).serial
    written = old.replace(" ", ":").lower()  # as other tools print it
    done = call(actions.revoke_certificate, serial=written, reason="compromised")
    assert done == {"serial": old, "reason": "compromised"}
    for ask in (queries.document_signer, queries.document_serial):
        with pytest.raises(Refusal, match=r"signing\.no_document_signer"):
            ask(issuer=ISSUER, on=NOW)  # type: ignore[operator]
    row = queries.certificate(old)
    assert (row.revoked_at, row.revoked_reason, row.state(NOW), row.ended_with) == (NOW, "compromised", "revoked", "")
    for told, code in (
        ({"serial": old, "reason": "ended"}, "signing.certificate_already_revoked"),
        ({"serial": "FFFF", "reason": "ended"}, "signing.no_such_certificate"),
        ({"serial": old, "reason": "tired"}, "signing.reason"),
        ({"serial": old, "reason": "ended", "by": Actor(2, frozenset({Grant(Role.OFFICER, "SL")}))}, "roles.not_yours"),
    ):
        with pytest.raises(Refusal) as refused:
            call(actions.revoke_certificate, **told)
        assert refused.value.code == code
    until = NOW + YEAR
    call(actions.create_document_signer, issuer=ISSUER, organisation="NMA", country="SL", valid_until=until)
    assert queries.document_signer(issuer=ISSUER, on=NOW).serial not in ("", old)
    for file in (home / "keys").iterdir():  # the private half of a revoked key may be destroyed
        if file.name.startswith(stores.fingerprint(row.public_key)):
            file.unlink()
    assert list(queries.problems(NOW)) == []


def test_the_end_of_a_root_is_the_end_of_those_that_it_gave() -> None:
    make_document_signer()
    root, own = queries.certificates()
    call(actions.revoke_certificate, serial=root.serial, reason="compromised")
    with pytest.raises(Refusal, match=r"signing\.no_document_signer"):
        queries.document_signer(issuer=ISSUER, on=NOW)
    assert not queries.ca_valid(NOW)
    ended = queries.certificate(own.serial)
    assert (ended.state(NOW), ended.ended_with, ended.revoked_at) == (KeyState.REVOKED, root.serial, None)
    with pytest.raises(Refusal, match=r"signing\.no_authority"):
        call(actions.create_document_signer, issuer=ISSUER, organisation="NMA", country="SL", valid_until=NOW + YEAR)
    make_document_signer()
    assert queries.document_signer(issuer=ISSUER, on=NOW).chain != (root.pem,)


def test_a_real_installation_says_nothing_of_a_specimen(passphrase: Path) -> None:
    make_document_signer()
    signer = queries.document_signer(issuer=ISSUER, on=NOW)
    assert not signer.specimen
    assert "SPECIMEN" not in load_pem_x509_certificate(signer.certificate.encode()).subject.rfc4514_string()
