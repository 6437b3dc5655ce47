"""The Bitstring Status List of the W3C: written, read, bounded, and bound to its issuer."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core import forge
from tests.core.test_vc import payload_of, resigned

from openkp.core.credential.jws import base64url
from openkp.core.refusal import Refusal
from openkp.core.status import StatusCode, read_status_list, status_messages

INDEXES = st.integers(0, 131_071)


@given(st.dictionaries(INDEXES, st.sampled_from(list(StatusCode)), max_size=20), INDEXES)
def test_what_was_written_is_read(codes: dict[int, int], other: int) -> None:
    found = read_status_list(forge.status_list(codes))
    assert {index: found.code_at(index) for index in codes} == codes
    assert found.code_at(other) == codes.get(other, 0)
    forge.key("sl-nma-status").public_key().verify(found.signature, found.signed_bytes)


def test_the_bits_are_where_the_recommendation_puts_them() -> None:
    """REC 3.2: multibase base64url of a GZIP; the first entry in the most significant bits of the first byte."""
    document = payload_of(forge.status_list({0: StatusCode.VOID, 1: StatusCode.CONFIRMED, 131_071: StatusCode.SEIZED}))
    encoded = document["credentialSubject"]["encodedList"]
    assert encoded[0] == "u"
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert len(bits) == 131_072 * 4 // 8 and bits[0] == 0x17 and bits[-1] == 0x06 and not any(bits[1:-1])
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert document["credentialSubject"]["statusPurpose"] == "message"
    assert document["id"] == forge.STATUS_LIST and document["issuer"] == forge.ISSUER


def test_the_same_states_give_the_same_bytes_and_little_of_them() -> None:
    codes = dict.fromkeys(range(0, 131072, 3), StatusCode.CONFIRMED)
    assert forge.status_list(codes) == forge.status_list(codes)
    assert len(forge.status_list()) < 1_500


def test_sixteen_messages_each_with_its_value() -> None:
    assert [entry["status"] for entry in status_messages()][:3] == ["0x0", "0x1", "0x2"]
    assert status_messages()[StatusCode.REPLACED]["message"] == "replaced" and len(status_messages()) == 16


def test_a_list_that_inflates_without_end_is_refused_before_it_does() -> None:
    document = payload_of(forge.status_list())
    for size in (0, 65_535, 65_537, 200_000_000):
        squeezed = gzip.compress(bytes(size), mtime=0)
        document["credentialSubject"]["encodedList"] = "u" + base64url(squeezed)
        with pytest.raises(Refusal):
            read_status_list(resigned(document))


@pytest.mark.parametrize("encoded", ["", "u", "z123", "uAAAA", "u" + base64url(gzip.compress(bytes(65_536))[:-9]), 5])
def test_a_list_that_is_not_one_is_refused(encoded: object) -> None:
    document = payload_of(forge.status_list())
    document["credentialSubject"]["encodedList"] = encoded
    with pytest.raises(Refusal):
        read_status_list(resigned(document))


def test_each_leaf_of_a_status_list_is_bound() -> None:
    text = forge.status_list({5: StatusCode.LOST})
    document = payload_of(text)
    header, _, signature = text.split(".")
    for path, value in forge.leaves(document):
        changed = json.dumps(forge.with_leaf(document, path, forge.other(value)))
        try:
            found = read_status_list(f"{header}.{base64url(changed.encode())}.{signature}")
        except Refusal:
            continue
        key = forge.key("sl-nma-status").public_key()
        with pytest.raises(Exception, match=r"^$"):  # InvalidSignature has no message
            key.verify(found.signature, found.signed_bytes)


def test_a_status_list_ends_after_it_begins_and_says_nothing_else() -> None:
    document = payload_of(forge.status_list())
    for change in ({"validUntil": document["validFrom"]}, {"name": "x"}, {"issuer": {"id": forge.ISSUER}}, {"id": "x"}):
        with pytest.raises(Refusal):
            read_status_list(resigned({**document, **change}))


def test_a_code_that_does_not_exist_is_never_written() -> None:
    with pytest.raises(ValueError, match="10 is not a valid StatusCode"):
        forge.status_list({0: 10})


def test_the_trust_list_believes_only_the_issuers_own_status_key() -> None:
    assert forge.trust_list().status_list(forge.STATUS_LIST) is not None
    assert forge.trust_list().status_list(f"{forge.BASE}/status/other") is None
    for text in (forge.status_list(by="forger"), forge.status_list(by="sl-nma")):
        with pytest.raises(Refusal) as refusal:
            forge.trust_list(status_lists={forge.STATUS_LIST: text}).status_list(forge.STATUS_LIST)
        assert refusal.value.code == "status.signature"
    elsewhere = f"{forge.BASE}/status/other"
    with pytest.raises(Refusal) as refusal:
        forge.trust_list(status_lists={elsewhere: forge.status_list()}).status_list(elsewhere)
    assert refusal.value.code == "status.not_of_issuer"


def test_a_list_signed_before_its_key_was_valid_is_not_believed() -> None:
    early = forge.status_list(issued_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(Refusal):
        forge.trust_list(status_lists={forge.STATUS_LIST: early}).status_list(forge.STATUS_LIST)
