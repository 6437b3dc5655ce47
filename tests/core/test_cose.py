"""COSE_Sign1: others verify it, it carries every fact, and no byte of it can be another."""

from __future__ import annotations

import dataclasses
from typing import Any

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given
from hypothesis import strategies as st
from tests.core import forge

from openkp.core.credential.cose import MAX_COSE, read_cose, sign_cose
from openkp.core.facts import CertificateFacts, ParcelFacts
from openkp.core.refusal import Refusal


def parts(data: bytes) -> list[Any]:
    tag = cbor2.loads(data)
    assert isinstance(tag, cbor2.CBORTag) and tag.tag == 18
    return list(tag.value)


def forged(*, payload: Any = None, protected: Any = None, unprotected: Any = None, honest_key: bool = True) -> bytes:
    """A COSE_Sign1 signed as RFC 9052 says, with whatever a forger (or a careless signer) puts inside."""
    header, _, body, _ = parts(forge.cose())
    header = header if protected is None else protected
    body = body if payload is None else payload
    to_sign = cbor2.dumps(["Signature1", header, b"", body])
    signature = forge.key("sl-nma" if honest_key else "forger").sign(to_sign)
    return cbor2.dumps(cbor2.CBORTag(18, [header, unprotected or {}, body, signature]))


@given(forge.any_facts())
def test_every_fact_comes_back_signed(facts: CertificateFacts) -> None:
    envelope = read_cose(sign_cose(facts, kid=forge.KID, sign=forge.signer()))
    assert (envelope.facts, envelope.kid, envelope.form) == (facts, forge.KID, "cose")
    forge.key("sl-nma").public_key().verify(envelope.signature, envelope.signed_bytes)


def test_what_is_signed_is_the_sig_structure_of_rfc_9052() -> None:
    header, unprotected, payload, signature = parts(forge.cose())
    assert cbor2.loads(header) == {1: -8, 4: forge.KID.encode()} and unprotected == {}
    to_verify = cbor2.dumps(["Signature1", header, b"", payload], canonical=True)
    forge.key("sl-nma").public_key().verify(signature, to_verify)
    assert read_cose(forge.cose()).signed_bytes == to_verify


def test_three_parcels_fit_a_code_that_still_scans() -> None:
    assert len(forge.cose()) < 650


def test_the_fully_specified_algorithm_of_rfc_9864_is_read_too() -> None:
    data = forged(protected=cbor2.dumps({1: -19, 4: forge.KID.encode()}))
    assert read_cose(data).facts == forge.facts()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unprotected": {4: b"someone else"}}, "credential.unprotected_header"),
        ({"unprotected": {99: 1}}, "credential.unprotected_header"),
        ({"protected": b""}, "credential.not_cbor"),
        ({"protected": cbor2.dumps({1: -7, 4: forge.KID.encode()})}, "credential.algorithm"),
        ({"protected": cbor2.dumps({1: True, 4: forge.KID.encode()})}, "credential.algorithm"),
        ({"protected": cbor2.dumps({1: -8, 4: forge.KID})}, "credential.protected_header"),
        ({"protected": cbor2.dumps({4: forge.KID.encode(), 1: -8})}, "credential.protected_header"),
        ({"protected": cbor2.dumps({1: -8, 2: [99], 4: forge.KID.encode()})}, "credential.protected_header"),
        ({"protected": cbor2.dumps({1: -8, 4: b"did:web:lr.example#k1"})}, "credential.kid_not_of_issuer"),
        ({"protected": cbor2.dumps({1: -8, 4: b"k1"})}, "credential.kid"),
        ({"payload": b""}, "credential.not_cbor"),
        ({"payload": cbor2.dumps({1: 2})}, "credential.version"),
        ({"payload": cbor2.dumps([1])}, "credential.not_cose"),
        ({"payload": cbor2.dumps({1: 1})}, "credential.not_canonical"),
    ],
)
def test_headers_and_payloads_that_are_not_ours_are_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_cose(forged(**change))
    assert refusal.value.code == code


@pytest.mark.parametrize("facts", [forge.facts(), forge.full_facts()], ids=["plain", "full"])
def test_each_leaf_of_the_payload_changed_once_is_refused(facts: CertificateFacts) -> None:
    data = forge.cose(facts)
    header, _, body, signature = parts(data)
    payload = cbor2.loads(body)
    tried = list(forge.leaves(payload))
    assert len(tried) > 30
    for path, value in tried:
        changed = cbor2.dumps(forge.with_leaf(payload, path, forge.other(value)))
        assert changed != body
        try:
            envelope = read_cose(cbor2.dumps(cbor2.CBORTag(18, [header, {}, changed, signature])))
        except Refusal:
            continue
        assert envelope.facts != facts, path
        with pytest.raises(InvalidSignature):
            forge.key("sl-nma").public_key().verify(envelope.signature, envelope.signed_bytes)


def test_other_encodings_of_the_same_facts_are_refused() -> None:
    body = parts(forge.cose())[2]
    payload = cbor2.loads(body)
    longer = body.replace(b"\x01\x01\x02", b"\x01\x18\x01\x02", 1)  # version 1 in two bytes
    twice = bytes([body[0] & 0xE0 | 24 - 1]) + body[1:] if body[0] & 0x1F < 23 else body
    reordered = cbor2.dumps(dict(reversed(payload.items())))
    spelled = cbor2.dumps({**payload, 24: False})
    empty = cbor2.dumps({**payload, 21: []})
    unknown = cbor2.dumps({**payload, 99: "x"})
    endless = cbor2.dumps(payload, indefinite_containers=True)
    trailing = body + b"\x00"
    float_date = cbor2.dumps({**payload, 7: float(payload[7])})
    true_version = cbor2.dumps({**payload, 1: True})
    big = cbor2.dumps({**payload, 7: 2**70})
    dated = cbor2.dumps({**payload, 7: forge.ISSUED})
    wrong = [longer, twice, reordered, spelled, empty, unknown, endless, trailing, float_date, true_version, big, dated]
    for other in wrong:
        assert other != body
        with pytest.raises(Refusal):
            read_cose(forged(payload=other))


def test_a_field_given_twice_is_refused() -> None:
    body = parts(forge.cose())[2]
    assert body[0] == 0xB4  # a map of 20
    doubled = bytes([0xB5]) + body[1:] + cbor2.dumps(2) + cbor2.dumps("SL000001")
    with pytest.raises(Refusal):
        read_cose(forged(payload=doubled))


def test_a_frame_of_another_length_untagged_or_trailed_is_refused() -> None:
    data = forge.cose()
    for other in (data[1:], data + b"\x00", b"\xd1" + data[1:], b"\xd8\x12" + data[1:], data[:-1], data[:40], b"\xd2"):
        with pytest.raises(Refusal):
            read_cose(other)
    header, _, body, signature = parts(data)
    for items in ([header, {}, body], [header, {}, body, signature, 1], [header, {}, None, signature]):
        with pytest.raises(Refusal):
            read_cose(cbor2.dumps(cbor2.CBORTag(18, items)))


@pytest.mark.parametrize(
    "bomb",
    [
        "c5821b0000000fffffffff01",  # a bigfloat of 2**68719476735
        "c4821b0000000fffffffff01",
        "d82382",  # a regular expression
        "d81c81d81d00",  # a list that holds itself
        "9b00000000ffffffff",  # four thousand million items to come
        "5b7fffffffffffffff",
        "bbffffffffffffffff",
        "a1" * 600 + "00",
        "81" * 2000 + "00",
        "fb7ff8000000000000",
    ],
)
def test_cbor_that_would_exhaust_a_reader_is_refused(bomb: str) -> None:
    raw = bytes.fromhex(bomb)
    for payload in (raw, b"\xa1\x01" + raw, b"\xa2\x01\x01\x07" + raw):
        with pytest.raises(Refusal):
            read_cose(forged(payload=payload))


def test_nothing_larger_than_a_certificate_is_written_or_read() -> None:
    parcel = ParcelFacts(
        "x" * 80, "7102.31", 1, 1, "MIXED", tuple(a + b for a in "ABCD" for b in "ABCDEFGHIJKLMNOPQRST")
    )
    huge = dataclasses.replace(forge.facts(), parcels=(parcel,) * 100)
    with pytest.raises(Refusal) as refusal:
        forge.cose(huge)
    assert refusal.value.code == "credential.too_large"
    with pytest.raises(Refusal):
        read_cose(b"\xd2\x84" + b"\x00" * MAX_COSE)


@given(st.binary(max_size=200))
def test_no_strangers_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    for given_bytes in (data, b"\xd2\x84" + data):
        with pytest.raises(Refusal):
            read_cose(given_bytes)


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_no_flipped_byte_goes_unnoticed(at: int, mask: int) -> None:
    data = bytearray(forge.cose())
    data[at % len(data)] ^= mask
    try:
        envelope = read_cose(bytes(data))
    except Refusal:
        return
    with pytest.raises(InvalidSignature):
        forge.key("sl-nma").public_key().verify(envelope.signature, envelope.signed_bytes)


ANY_CBOR = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.integers(0, 26), inner, max_size=8),
)


@given(ANY_CBOR)
def test_no_payload_raises_anything_but_a_refusal(value: Any) -> None:
    for payload in (value, {1: 1, **dict.fromkeys(range(2, 21), value)}):
        with pytest.raises(Refusal):
            read_cose(forged(payload=cbor2.dumps(payload)))
