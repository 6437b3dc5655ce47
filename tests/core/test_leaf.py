"""The logged bytes: RFC 8785, and nothing of the trade."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.core import forge

from openkp.core.credential.canonical import facts_hash
from openkp.core.facts import CertificateFacts
from openkp.core.leaf import LEAF_KINDS, Leaf, leaf_bytes, read_leaf
from openkp.core.logcheck import issued_leaf
from openkp.core.refusal import Refusal


def test_a_leaf_is_the_rfc_8785_json_of_five_members() -> None:
    data = leaf_bytes(kind="issued", issuer=forge.ISSUER, number="SL004911", facts_sha256=bytes(32))
    assert data == rfc8785.dumps(
        {"v": 1, "kind": "issued", "issuer": forge.ISSUER, "number": "SL004911", "sha256": "00" * 32}
    )
    assert data.startswith(b'{"issuer":"did:web:kp.example:authorities:sl-nma","kind":"issued","number":"SL004911",')
    assert read_leaf(data) == Leaf("issued", forge.ISSUER, "SL004911", bytes(32))


@given(forge.any_facts())
def test_a_leaf_reveals_neither_weight_nor_value_nor_names(facts: CertificateFacts) -> None:
    data = issued_leaf(facts)
    assert read_leaf(data) == Leaf("issued", facts.issuer, facts.number, facts_hash(facts))
    for name in (b"carats", b"value", b"exporter", b"importer", facts.salt.hex().encode()):
        assert name not in data


def test_without_the_salt_the_facts_cannot_be_guessed_from_the_log() -> None:
    assert len({issued_leaf(forge.facts(salt=bytes([n]) * 16)) for n in range(20)}) == 20


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_else_is_a_refusal(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_leaf(data)


def test_other_spellings_of_a_leaf_are_refused() -> None:
    data = issued_leaf(forge.facts())
    wrong = [
        data + b" ",
        data.replace(b'"v":1', b'"v":2'),
        data.replace(b'"v":1', b'"v":1,"w":2'),
        data.replace(b'"issued"', b'"given"'),
        data.replace(b'"issued"', b'["issued"]'),
        data.replace(b'"v":1', b'"v":true'),
        data[:-1],
    ]
    for other in wrong:
        with pytest.raises(Refusal):
            read_leaf(other)


def test_the_kinds_are_those_of_the_lives_of_certificates() -> None:
    assert {"issued", "void", "lost", "stolen", "replaced", "returned", "confirmed", "seized"} <= LEAF_KINDS
