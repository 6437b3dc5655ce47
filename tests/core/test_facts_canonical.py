"""The canonical form: RFC 8785, one spelling, and strict reading."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.core import forge

from openkp.core.credential.canonical import canonical_bytes, facts_from_dict, facts_hash
from openkp.core.credential.shape import base_address, check
from openkp.core.facts import STATEMENT, CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.refusal import Refusal


@given(forge.any_facts())
def test_the_canonical_form_is_rfc_8785_and_reads_back(facts: CertificateFacts) -> None:
    assert canonical_bytes(facts) == rfc8785.dumps(facts.to_dict())
    assert facts_hash(facts) == hashlib.sha256(rfc8785.dumps(facts.to_dict())).digest()
    assert facts_from_dict(facts.to_dict()) == facts


def test_another_salt_is_another_hash() -> None:
    assert facts_hash(forge.facts()) != facts_hash(forge.facts(salt=bytes(16)))


@pytest.mark.parametrize("name", sorted(forge.full_facts().to_dict()))
def test_each_missing_field_is_refused_unless_it_is_optional(name: str) -> None:
    data = forge.full_facts().to_dict()
    del data[name]
    if name in ("sources", "relates_to", "purpose", "specimen"):
        assert facts_from_dict(data) != forge.full_facts()
    else:
        with pytest.raises(Refusal) as refusal:
            facts_from_dict(data)
        assert refusal.value == Refusal("credential.missing", field=name)


@pytest.mark.parametrize("wrong", [None, 1.5, [], {}, b"x", "\x00", "a\u202eb", "\ud800", 10**30, True])
@pytest.mark.parametrize("path", [path for path, _ in forge.leaves(forge.full_facts().to_dict())], ids=str)
def test_each_leaf_of_another_type_is_refused(path: tuple[Any, ...], wrong: Any) -> None:
    if path == ("specimen",) and wrong is True:
        return
    with pytest.raises(Refusal):
        facts_from_dict(forge.with_leaf(forge.full_facts().to_dict(), path, wrong))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"surprise": 1}, "credential.unknown"),
        ({"version": 2}, "credential.version"),
        ({"version": True}, "credential.version"),
        ({"carats": "147.34"}, "credential.disagrees"),
        ({"value_usd": "1.00"}, "credential.disagrees"),
        ({"number_of_parcels": 2}, "credential.disagrees"),
        ({"number_of_parcels": True}, "credential.disagrees"),
        ({"statement": STATEMENT + "."}, "credential.disagrees"),
        ({"sources": []}, "credential.disagrees"),
        ({"purpose": ""}, "credential.disagrees"),
        ({"specimen": False}, "credential.type"),
        ({"number": "SL 4306"}, "credential.value"),
        ({"number": "sl004911"}, "credential.value"),
        ({"number": "SL٠٠٤٩١١"}, "credential.value"),
        ({"kind": "gift"}, "credential.value"),
        ({"issued_at": "2026-02-30T00:00:00Z"}, "credential.value"),
        ({"issued_at": "2026-11-02 09:30:00Z"}, "credential.type"),
        ({"issued_at": "2027-11-02T09:30:00Z"}, "credential.value"),
        ({"status_list": "https://kp.example/other/1"}, "credential.value"),
        ({"status_list": "ftp://kp.example/status/1"}, "credential.value"),
        ({"status_list": "https://user@kp.example/status/1"}, "credential.value"),
        ({"status_index": 131_072}, "credential.value"),
        ({"credential_id": "mZ0xY3Jc5m2kq8dS1v9w3B"}, "credential.value"),
        ({"salt": "00" * 15}, "credential.type"),
        ({"parcels": []}, "credential.value"),
        ({"authority": "x" * 201}, "credential.value"),
    ],
)
def test_values_that_no_certificate_has_are_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        facts_from_dict({**forge.facts().to_dict(), **changes})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"issued_at": dt.datetime(2026, 11, 2)},  # noqa: DTZ001 - a naive time is what is refused
        {"issued_at": forge.ISSUED.replace(microsecond=1)},
        {"seals": ["a list"]},
        {"salt": bytearray(16)},
        {"specimen": 1},
        {"status_index": True},
        {"parcels": (ParcelFacts("P", "7102.31", 0, 1, "SL"),)},
        {"parcels": (ParcelFacts("P", "7102.39", 1, 1, "SL"),)},
        {"parcels": (ParcelFacts("P", "7102.31", 1, 1, "MIXED", ("SL", "SL")),)},
        {"exporter": PartyFacts("", "address", "SL")},
        {"importer": PartyFacts("name", "address", "Belgium")},
    ],
)
def test_facts_of_the_wrong_form_are_never_signed(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        check(forge.facts(**change))


def test_an_address_of_an_installation_below_a_path_is_kept_whole() -> None:
    facts = dataclasses.replace(forge.facts(), status_list="http://localhost:8000/kp/status/sl-1")
    check(facts)
    assert base_address(facts) == "http://localhost:8000/kp"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(forge.full_facts().to_dict())), inner)
        ),
    )
)
def test_anything_else_is_a_refusal_and_never_a_crash(data: Any) -> None:
    with pytest.raises(Refusal):
        facts_from_dict(data)
