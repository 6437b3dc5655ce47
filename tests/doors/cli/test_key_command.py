"""`openkp key`: an authority's ceremony in one command, by a named administrator; revocation asks first."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from tests.cast import AUTHORITY, Cast, email_of, raise_cast

from openkp.cli.key import key
from openkp.core.refusal import Refusal
from openkp.core.roles import Actor
from openkp.parties import queries as parties
from openkp.signing import actions, queries

pytestmark = pytest.mark.django_db
BY = ["--by", email_of("admin")]


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    cast = raise_cast()
    monkeypatch.setattr("openkp.cli.key.now", lambda: cast.now)
    actions.create_authority(
        by=Actor.system(),
        now=cast.now,
        request_id=cast.ask(),
        name="OpenKP",
        valid_until=cast.now.replace(year=cast.now.year + 20),
    )
    return cast


def run(*words: str, **more: str) -> Result:
    return CliRunner().invoke(key, list(words), standalone_mode=False, **more)  # type: ignore[arg-type]


def listed() -> list[dict[str, str]]:
    items: list[dict[str, str]] = json.loads(run("list", "--json").stdout)["items"]
    return items


def test_one_command_makes_an_authority_able_to_sign(cast: Cast) -> None:
    done = run("create", AUTHORITY, *BY)
    assert done.exception is None, done.exception
    issuer = parties.authority(AUTHORITY).issuer
    for purpose in ("certificate", "status", "confirmation"):
        assert queries.signer_for(issuer=issuer, purpose=purpose, on=cast.now).public_key.hex() in done.stdout
    assert queries.document_signer(issuer=issuer, on=cast.now).serial in done.stdout
    assert [(row["purpose"], row["state"]) for row in listed()] == [
        ("certificate", "valid"), ("status", "valid"), ("confirmation", "valid"), ("root", "valid"), ("files", "valid"),
    ]  # fmt: skip
    assert queries.document_signer(issuer=issuer, on=cast.now).serial in run("list").stdout
    assert issuer in run("list").stdout


def test_a_newer_key_signs_and_the_house_has_its_own(cast: Cast) -> None:
    issuer = parties.authority(AUTHORITY).issuer
    for until in ("2027-01-01", "2028-01-01"):
        assert run("create", AUTHORITY, *BY, "--for", "certificate", "--until", until).exception is None
    assert queries.signer_for(issuer=issuer, purpose="certificate", on=cast.now).kid == f"{issuer}#k2"
    assert "did:web:" in run("create", "house", *BY).stdout
    assert [row["purpose"] for row in listed()] == ["certificate", "certificate", "trust", "root"]
    assert run("create", "house", *BY, "--for", "certificate").exit_code != 0
    assert run("create", AUTHORITY, *BY, "--for", "trust").exit_code != 0


def test_who_is_no_administrator_or_nobody_makes_none(cast: Cast) -> None:
    for email in (email_of("officer"), "nobody@example.org"):
        assert isinstance(run("create", AUTHORITY, "--by", email).exception, Refusal)
    assert isinstance(run("create", "sl-nobody", *BY).exception, Refusal)
    assert [row["purpose"] for row in listed()] == ["root"]


def test_revocation_asks_and_is_for_ever(cast: Cast) -> None:
    run("create", AUTHORITY, *BY, "--for", "certificate")
    kid = listed()[0]["kid"]
    end = ["revoke", kid, *BY, "--reason", "compromised"]
    assert run(*end, input="n\n").exception is not None
    assert listed()[0]["state"] == "valid"
    assert run(*end, input="y\n").exception is None
    assert (listed()[0]["state"], listed()[0]["revoked_reason"]) == ("revoked", "compromised")
    assert isinstance(run(*end, "--yes").exception, Refusal)


def test_a_signer_of_files_is_revoked_by_its_serial_number(cast: Cast) -> None:
    run("create", AUTHORITY, *BY, "--for", "files")
    issuer = parties.authority(AUTHORITY).issuer
    serial = queries.document_signer(issuer=issuer, on=cast.now).serial
    asked = run("revoke", serial, *BY, "--reason", "compromised", input="n\n")
    assert asked.exception is not None and "PDF" in asked.output
    assert run("revoke", serial.replace(" ", ""), *BY, "--reason", "compromised", "--yes").exception is None
    (row,) = [row for row in listed() if row["purpose"] == "files"]
    assert (row["serial"], row["state"], row["revoked_reason"]) == (serial, "revoked", "compromised")
    with pytest.raises(Refusal):
        queries.document_signer(issuer=issuer, on=cast.now)
    for unknown in ("0000", "did:web:x.example#k1"):
        assert isinstance(run("revoke", unknown, *BY, "--reason", "ended", "--yes").exception, Refusal)
        assert isinstance(run("affected", unknown).exception, Refusal)
