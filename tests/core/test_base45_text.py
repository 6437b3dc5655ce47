"""Base45 by the examples of RFC 9285, section 4, and both ways over any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.core.credential.base45 import ALPHABET, decode, encode

EXAMPLES = {b"AB": "BB8", b"Hello!!": "%69 VD92EX0", b"base-45": "UJCLQE7W581", b"ietf!": "QED8WEX0", b"": ""}


@pytest.mark.parametrize("data", EXAMPLES)
def test_the_examples_of_the_rfc(data: bytes) -> None:
    assert encode(data) == EXAMPLES[data] and decode(EXAMPLES[data]) == data


@given(st.binary(max_size=200))
def test_both_ways(data: bytes) -> None:
    assert decode(encode(data)) == data


@given(st.text(ALPHABET, max_size=30))
def test_a_text_is_the_only_spelling_of_its_data(text: str) -> None:
    try:
        data = decode(text)
    except ValueError:
        return
    assert encode(data) == text


@pytest.mark.parametrize("text", ["GGW", "A", "::", ":::", "ABCD", "bb8", "BB8\n", "É", "٣٣٣", "BB8 \x00"])
def test_what_no_data_encodes_to_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(text)
