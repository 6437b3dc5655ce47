"""The signed trust list: read strictly, pinned, and asked who could certify which day."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core import forge

from openkp.core.credential.jws import base64url, from_base64url
from openkp.core.refusal import Refusal
from openkp.core.trust import fingerprint, read_trust_list, sign_trust_list, standing
from openkp.core.trust_rows import number_fault

PUBLISHER_PRINT = fingerprint(bytes.fromhex(forge.public_hex("publisher")))


def document(**changes: Any) -> dict[str, Any]:
    found = json.loads(forge.trust_bytes())
    assert isinstance(found, dict)
    return {**found, **changes}


def resigned(changed: dict[str, Any], by: str = "publisher") -> bytes:
    body = {name: value for name, value in changed.items() if name != "signature"}
    return json.dumps({**body, "signature": base64url(forge.key(by).sign(rfc8785.dumps(body)))}).encode()


def test_what_was_signed_is_read() -> None:
    trust = forge.trust_list()
    assert trust.url == f"{forge.BASE}/trust.json" and trust.specimen is False
    assert trust.signed_by == forge.PUBLISHER and trust.fingerprint == PUBLISHER_PRINT
    assert trust.keys[forge.KID].public_key.hex() == forge.public_hex("sl-nma")
    assert trust.policy.status_max_age_hours == 168 and trust.log is None


def test_the_signature_is_over_rfc_8785_so_the_layout_of_the_file_is_free() -> None:
    assert read_trust_list(json.dumps(document(), indent=2).encode()).fingerprint == PUBLISHER_PRINT
    body = {name: value for name, value in document().items() if name != "signature"}
    signature = from_base64url(document()["signature"])
    forge.key("publisher").public_key().verify(signature, rfc8785.dumps(body))


@pytest.mark.parametrize("pin", [PUBLISHER_PRINT, PUBLISHER_PRINT.upper(), f"sha256:{PUBLISHER_PRINT}", "colons"])
def test_the_key_can_be_pinned_as_people_write_it(pin: str) -> None:
    if pin == "colons":
        pin = ":".join(PUBLISHER_PRINT[at : at + 2] for at in range(0, 64, 2))
    assert read_trust_list(forge.trust_bytes(), pin=pin).fingerprint == PUBLISHER_PRINT


@pytest.mark.parametrize("pin", ["", PUBLISHER_PRINT[:16], "0" * 64, "é"])
def test_another_key_or_a_part_of_a_fingerprint_is_refused(pin: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_trust_list(forge.trust_bytes(), pin=pin)
    assert refusal.value.code == "trust.pin"


def test_each_leaf_changed_once_is_refused() -> None:
    whole = document(logs=[forge.Log(*forge.other_leaves(3)).row()], ca_certificates=[forge.root_row()])
    signed = json.loads(resigned(whole))
    read_trust_list(json.dumps(signed).encode())
    for path, value in forge.leaves(signed):
        changed = forge.with_leaf(signed, path, forge.other(value))
        with pytest.raises(Refusal):
            read_trust_list(json.dumps(changed).encode())


@pytest.mark.parametrize("name", sorted(json.loads(forge.trust_bytes())))
def test_each_member_missing_or_of_another_type_is_refused_even_when_signed(name: str) -> None:
    without = {key: value for key, value in document().items() if key != name}
    with pytest.raises(Refusal):
        read_trust_list(json.dumps(without).encode() if name == "signature" else resigned(without))
    if name == "signature":
        return
    for wrong in (17, "text", [1], {"a": 1}, ["x"], [[]], [{}], True):
        changed = document(**{name: wrong})
        if type(document()[name]) is type(wrong) and name in ("url", "specimen", "ca_certificates"):
            continue
        with pytest.raises(Refusal) as refusal:
            read_trust_list(resigned(changed))
        assert refusal.value.code.startswith("trust.")


def test_a_member_nobody_knows_is_refused() -> None:
    for changed in (document(extra=1), document(policy={**document()["policy"], "lenient": True})):
        with pytest.raises(Refusal) as refusal:
            read_trust_list(resigned(changed))
        assert refusal.value.code == "trust.malformed"


def test_only_a_trust_key_of_the_list_signs_it() -> None:
    for kid, by in ((forge.KID, "sl-nma"), ("did:web:kp.example:publisher#other", "publisher")):
        with pytest.raises(Refusal) as refusal:
            sign_trust_list(forge.trust_body(), kid=kid, sign=forge.signer(by))
        assert refusal.value.code == "trust.signer"
    with pytest.raises(Refusal) as refusal:
        read_trust_list(resigned(document(), by="forger"))
    assert refusal.value.code == "trust.signature"


ENDED = {"revoked_at": "2026-06-01T00:00:00Z", "revoked_reason": "ended"}


def test_a_specimen_key_signs_no_real_list_and_a_revoked_key_none() -> None:
    for change in ({"specimen": True}, ENDED, {"valid_until": "2026-06-01T00:00:00Z"}):
        keys = [{**row, **change} if row["kid"] == forge.PUBLISHER else row for row in forge.trust_body()["keys"]]
        with pytest.raises(Refusal) as refusal:
            forge.trust_list(keys=keys)
        assert refusal.value.code == "trust.signer"


def test_one_key_id_is_one_key() -> None:
    twice = [*forge.trust_body()["keys"], forge.key_row("forger", forge.KID, "certificate")]
    with pytest.raises(Refusal) as refusal:
        forge.trust_list(keys=twice)
    assert refusal.value == Refusal("trust.malformed", field="keys.kid")


def test_a_key_belongs_to_the_issuer_in_its_id() -> None:
    lent = forge.key_row("forger", f"{forge.ISSUER}#k9", "certificate", issuer="did:web:x.example")
    with pytest.raises(Refusal):
        forge.trust_list(keys=[*forge.trust_body()["keys"], lent])


def test_a_later_version_says_that_the_verifier_is_too_old() -> None:
    with pytest.raises(Refusal) as refusal:
        read_trust_list(resigned(document(version=3)))
    assert refusal.value == Refusal("trust.version", version="3")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_strangers_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_trust_list(data)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.sampled_from(sorted(json.loads(forge.trust_bytes()))), ANY_JSON)
@settings(max_examples=60)
def test_no_members_value_raises_anything_but_a_refusal(name: str, value: Any) -> None:
    try:
        read_trust_list(json.dumps({**document(), name: value}).encode())
    except Refusal:
        return
    assert value == document()[name]


DAYS = {
    # Cameroon: not a participant before August 2012 (domain case 13)
    ("CM", "2011-06-01"): "verify.not_a_participant",
    ("CM", "2012-08-13"): "verify.not_a_participant",
    ("CM", "2012-08-14"): "",
    # Kenya never was one (case 15)
    ("KE", "2015-07-01"): "verify.not_a_participant",
    # Côte d'Ivoire under embargo from December 2005 to 29 April 2014
    ("CI", "2005-12-14"): "",
    ("CI", "2005-12-15"): "verify.participant_barred",
    ("CI", "2014-04-28"): "verify.participant_barred",
    ("CI", "2014-04-29"): "",
    # Central African Republic: all exports barred, then some zones only, which a certificate does not name
    ("CF", "2013-05-22"): "",
    ("CF", "2013-05-23"): "verify.restricted",
    ("CF", "2015-06-30"): "verify.restricted",
    ("CF", "2015-07-01"): "",
    # Guinea's beginning is not recorded here: known on the list's day, not to be judged before
    ("GN", "2025-01-23"): "",
    ("GN", "2026-11-01"): "",
    ("GN", "2010-01-01"): "verify.participation_not_recorded",
}


@pytest.mark.parametrize(("code", "day"), DAYS)
def test_who_could_certify_that_day(code: str, day: str) -> None:
    assert standing(forge.trust_list(), code, dt.date.fromisoformat(day)).code == DAYS[code, day]


def test_a_bar_on_imports_does_not_bar_certificates() -> None:
    bar = {"participant": "SL", "scope": "all", "direction": "import"}
    assert standing(forge.trust_list(restrictions=[bar]), "SL", dt.date(2026, 11, 1)).code == ""
    for direction in ("export", "both"):
        found = standing(forge.trust_list(restrictions=[{**bar, "direction": direction}]), "SL", dt.date(2026, 11, 1))
        assert found.code == "verify.restricted"


@pytest.mark.parametrize(
    ("number", "year", "fault"),
    [
        ("SL004911", 2026, ""),
        ("SL005400", 2026, ""),
        ("SL005401", 2026, "verify.number_out_of_range"),
        ("SL4911", 2026, "verify.number_out_of_range"),
        ("SL0004911", 2026, "verify.number_out_of_range"),
        ("SL004306", 2014, ""),
        ("SL004306", 2015, "verify.number_out_of_range"),
        ("LR004911", 2026, "verify.number_prefix"),
    ],
)
def test_numbers_belong_to_their_participant_and_year(number: str, year: int, fault: str) -> None:
    issued = dt.datetime(year, 6, 1, tzinfo=dt.UTC)
    facts = forge.facts(number=number, issued_at=issued, valid_until=issued + dt.timedelta(days=60))
    assert number_fault(forge.trust_list(), facts) == fault


def test_the_prefix_is_the_issuers_whatever_the_origin() -> None:
    """domain.md 12 (i): MX with origin CA is valid. The Community's EC still stands for the European Union."""
    mexico = forge.facts(number="MX0000001", participant="MX", provenance="MX", origin="CA")
    europe = forge.facts(number="EC12345678", participant="EU", provenance="EU")
    trust = forge.trust_list(number_ranges=[])
    assert number_fault(trust, mexico) == "verify.number_ranges_unknown"
    assert number_fault(trust, europe) == "verify.number_ranges_unknown"
