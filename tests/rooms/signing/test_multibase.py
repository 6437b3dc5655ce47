"""Public keys in the form of W3C's Multikey."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from openkp.signing.keys import KeyRow, base58

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def test_published_vectors() -> None:
    assert base58(b"Hello World!") == "2NEpo7TZRRrLZSi2U"  # draft-msporny-base58-03, 5
    assert base58(bytes.fromhex("0000287fb4cd")) == "11233QC4"


def test_an_ed25519_key_begins_as_did_key_says() -> None:
    """The public key of RFC 8032, 7.1, test 1, as libraries of did:key write it."""
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    row = KeyRow("did:web:a#k1", "did:web:a", "certificate", "Ed25519", public, moment, None, None, "", False)
    assert row.multibase == "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"


@given(st.binary(max_size=40))
def test_base58_loses_nothing(data: bytes) -> None:
    text = base58(data)
    number = 0
    for char in text:
        number = number * 58 + ALPHABET.index(char)
    zeros = len(text) - len(text.lstrip("1"))
    assert b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big") == data
