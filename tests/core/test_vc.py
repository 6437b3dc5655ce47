"""The W3C credential: the data model, every term defined, every claim bound to the facts, verified by others' code."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OKPKey
from tests.core import forge

from openkp.core.credential.jws import base64url, read_json
from openkp.core.credential.vc import context_document, read_vc, sign_vc, vc_document
from openkp.core.facts import CertificateFacts
from openkp.core.refusal import Refusal

CONTEXT = f"{forge.BASE}/contexts/kp-certificate/v1"
# Terms of https://www.w3.org/ns/credentials/v2 that we use, by the type under which it defines them.
W3C_CREDENTIAL = {
    "@context",
    "id",
    "type",
    "issuer",
    "validFrom",
    "validUntil",
    "credentialStatus",
    "credentialSubject",
}
W3C_ENTRY = {*("id", "type", "statusPurpose", "statusListIndex", "statusListCredential", "statusSize", "statusMessage")}
W3C_EVERYWHERE = {"id", "type", "name", "description"}


def payload_of(text: str) -> dict[str, Any]:
    part = text.split(".")[1]
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert isinstance(found, dict)
    return found


def resigned(document: Any, *, header: dict[str, Any] | None = None, by: str = "sl-nma") -> str:
    """The document as its issuer would sign it if the issuer were careless, or as a forger would."""
    head = {"alg": "Ed25519", "cty": "vc", "kid": forge.KID, "typ": "vc+jwt"} if header is None else header
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    signed = f"{base64url(json.dumps(head).encode())}.{base64url(raw)}"
    return f"{signed}.{base64url(forge.key(by).sign(signed.encode()))}"


@given(forge.any_facts())
@settings(max_examples=50)
def test_every_fact_comes_back_signed(facts: CertificateFacts) -> None:
    envelope = read_vc(sign_vc(facts, kid=forge.KID, sign=forge.signer()))
    assert (envelope.facts, envelope.kid, envelope.form) == (facts, forge.KID, "vc")
    forge.key("sl-nma").public_key().verify(envelope.signature, envelope.signed_bytes)


def test_a_jose_library_of_others_verifies_it() -> None:
    public = OKPKey.import_key(
        {"kty": "OKP", "crv": "Ed25519", "x": base64url(bytes.fromhex(forge.public_hex("sl-nma")))}
    )
    found = jws.deserialize_compact(forge.vc(), public, algorithms=["Ed25519"])
    assert found.headers() == {"alg": "Ed25519", "cty": "vc", "kid": forge.KID, "typ": "vc+jwt"}
    assert json.loads(found.payload) == vc_document(forge.facts())


def test_the_document_follows_the_data_model() -> None:
    document = payload_of(forge.vc(forge.full_facts()))
    assert document["@context"] == ["https://www.w3.org/ns/credentials/v2", CONTEXT]  # VCDM 2.0, 4.3: theirs first
    assert document["type"][0] == "VerifiableCredential"
    assert document["id"] == f"{forge.BASE}/credentials/{forge.facts().credential_id}"
    assert document["issuer"]["id"] == forge.ISSUER
    assert document["validFrom"] == "2026-11-02T09:30:00Z" and document["validUntil"] == "2027-01-01T09:30:00Z"
    status = document["credentialStatus"]
    assert status["type"] == "BitstringStatusListEntry" and status["statusPurpose"] == "message"
    assert status["statusSize"] == 4 and len(status["statusMessage"]) == 16  # REC 2.1: one for each value
    assert [entry["status"] for entry in status["statusMessage"]] == [hex(code) for code in range(16)]
    assert status["statusListIndex"] == "94567" and status["id"] != status["statusListCredential"]
    subject = document["credentialSubject"]
    assert {name: value for name, value in subject.items() if name != "type"} == forge.full_facts().to_dict()


def undefined(value: Any, terms: dict[str, Any], path: str) -> Iterator[str]:
    """Members that neither W3C's context nor ours defines where they stand."""
    if isinstance(value, list):
        for item in value:
            yield from undefined(item, terms, path)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in terms and name not in W3C_EVERYWHERE:
                yield f"{path}.{name}"
            yield from undefined(item, terms.get(name, {}).get("@context", {}), f"{path}.{name}")


def test_every_term_is_defined_by_a_context_and_none_is_redefined() -> None:
    document = payload_of(forge.vc(forge.full_facts()))
    assert document.keys() == W3C_CREDENTIAL and document["credentialStatus"].keys() == W3C_ENTRY
    ours = context_document(CONTEXT)["@context"]
    assert ours["@protected"] is True
    assert {document["type"][1], document["credentialSubject"]["type"]} <= ours.keys()
    subject_terms = ours[document["credentialSubject"]["type"]]["@context"]
    assert list(undefined(document["credentialSubject"], subject_terms, "credentialSubject")) == []
    assert not W3C_EVERYWHERE & subject_terms.keys()
    assert subject_terms.keys() >= forge.full_facts().to_dict().keys()
    names = re.findall(r'"@id": "([^"@]+)"', json.dumps(ours))
    assert names and all(name.startswith(CONTEXT + "#") for name in names)


# Facts that the credential states twice: once as a claim of the W3C model, once as a fact.
STATED_TWICE = {"authority", "issuer", "issued_at", "valid_until", "credential_id", "status_list", "status_index"}
IMPLIED = {"type", "version", "number_of_parcels", "carats", "value_usd", "statement"}


@pytest.mark.parametrize("facts", [forge.facts(), forge.full_facts()], ids=["plain", "full"])
def test_each_leaf_changed_once_contradicts_the_rest_or_is_another_fact(facts: CertificateFacts) -> None:
    """Changed and signed again by the very key: only a fact that stands alone may become another fact."""
    document = vc_document(facts)
    tried = list(forge.leaves(document))
    assert len(tried) > 80
    for path, value in tried:
        changed = forge.with_leaf(document, path, forge.other(value))
        assert changed != document, path
        try:
            found = read_vc(resigned(changed)).facts
        except Refusal:
            continue
        assert path[0] == "credentialSubject" and path[1] not in STATED_TWICE | IMPLIED, path
        assert found != facts, path


def test_each_leaf_changed_once_breaks_the_signature() -> None:
    header, _, signature = forge.vc().split(".")
    document = vc_document(forge.facts())
    for path, value in forge.leaves(document):
        changed = json.dumps(forge.with_leaf(document, path, forge.other(value)))
        try:
            envelope = read_vc(f"{header}.{base64url(changed.encode())}.{signature}")
        except Refusal:
            continue
        with pytest.raises(InvalidSignature):
            forge.key("sl-nma").public_key().verify(envelope.signature, envelope.signed_bytes)


def test_a_consistent_lie_is_another_certificate_and_needs_the_key() -> None:
    heavier = forge.facts(number="SL004912")
    assert read_vc(resigned(vc_document(heavier))).facts == heavier
    header, _, signature = forge.vc().split(".")
    lie = f"{header}.{base64url(json.dumps(vc_document(heavier)).encode())}.{signature}"
    envelope = read_vc(lie)
    with pytest.raises(InvalidSignature):
        forge.key("sl-nma").public_key().verify(envelope.signature, envelope.signed_bytes)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"@context": ["https://www.w3.org/ns/credentials/v2", CONTEXT, {"carats": "urn:other"}]}, "@context"),
        ({"@context": [CONTEXT, "https://www.w3.org/ns/credentials/v2"]}, "@context"),
        ({"type": ["VerifiableCredential", "KimberleyProcessCertificate", "Other"]}, "type"),
        ({"type": "VerifiableCredential"}, "type"),
        ({"id": f"{forge.BASE}/credentials/AAAAAAAAAAAAAAAAAAAAAA"}, "id"),
        ({"issuer": forge.ISSUER}, "issuer"),
        ({"issuer": {"id": "did:web:lr.example", "name": "National Minerals Agency"}}, "issuer.id"),
        ({"validFrom": "2026-11-02T09:30:01Z"}, "validFrom"),
        ({"validUntil": "2036-11-02T09:30:00Z"}, "validUntil"),
        ({"evidence": []}, "evidence"),
        ({"proof": {"type": "DataIntegrityProof"}}, "proof"),
        ({"name": "A certificate"}, "name"),
    ],
)
def test_what_the_facts_do_not_imply_is_refused_by_name(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_vc(resigned({**vc_document(forge.facts()), **change}))
    assert refusal.value == Refusal("credential.disagrees", field=field)


def test_a_status_that_can_never_be_found_is_refused() -> None:
    document = vc_document(forge.facts())
    for change in (
        {"statusPurpose": "revocation"},
        {"statusSize": 1},
        {"statusListIndex": 94567},
        {"statusListIndex": "1"},
    ):
        with pytest.raises(Refusal):
            read_vc(resigned({**document, "credentialStatus": {**document["credentialStatus"], **change}}))
    without = {name: value for name, value in document.items() if name != "credentialStatus"}
    with pytest.raises(Refusal):
        read_vc(resigned(without))


HEADER = {"alg": "Ed25519", "kid": forge.KID, "typ": "vc+jwt"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"alg": "none"}, "credential.algorithm"),
        ({"alg": "HS256"}, "credential.algorithm"),
        ({"alg": ["Ed25519"]}, "credential.algorithm"),
        ({"kid": 1}, "credential.protected_header"),
        ({"crit": ["b64"], "b64": False}, "credential.protected_header"),
        ({"jwk": {}}, "credential.protected_header"),
        ({"typ": "JWT"}, "credential.media_type"),
        ({"cty": "vp"}, "credential.media_type"),
        ({"kid": "did:web:lr.example#k1"}, "credential.kid_not_of_issuer"),
        ({"kid": f"{forge.ISSUER}-x#k1"}, "credential.kid_not_of_issuer"),
        ({"iss": "did:web:lr.example"}, "credential.kid_not_of_issuer"),
    ],
)
def test_headers_that_are_not_ours_are_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_vc(resigned(vc_document(forge.facts()), header={**HEADER, **change}))
    assert refusal.value.code == code


def test_the_older_name_of_the_algorithm_and_a_true_iss_are_read() -> None:
    header = {"alg": "EdDSA", "kid": forge.KID, "typ": "vc+jwt", "iss": forge.ISSUER}
    assert read_vc(resigned(vc_document(forge.facts()), header=header)).facts == forge.facts()


def test_json_that_readers_understand_differently_is_refused() -> None:
    raw = json.dumps(vc_document(forge.facts()))
    twice = raw.replace('"number": "SL004911"', '"number": "SL000001", "number": "SL004911"')
    inner = raw.replace('"statusSize": 4', '"statusSize": 4.0')
    for text in (twice, inner, raw.replace('"statusSize": 4', '"statusSize": null'), raw + "{}", "[" * 100_000, "nul"):
        assert text != raw
        with pytest.raises(Refusal):
            read_vc(resigned(text.encode()))
    for data in (b'{"a": NaN}', b'{"a": 12345678901234567}', b'{"a": "\\ud800"}', b"\xff", b'{"a":' * 100_000):
        with pytest.raises(Refusal):
            read_json(data)


def test_text_around_parts_missing_or_another_spelling_are_refused() -> None:
    text = forge.vc()
    header, payload, signature = text.split(".")
    spelled = signature[:-1] + chr(ord(signature[-1]) + 1)  # the last letter carries four bits that mean nothing
    for other in (
        *(
            f"{header}.{payload}",
            f"{header}.{payload}.",
            f"{header}.{payload}.{signature}.x",
            text[:-4],
            text + "=",
            "",
        ),
        *(f"{header}.{payload}.{spelled}", f"{header}.{payload}={chr(46)}{signature}", text.replace("-", "+") + "é"),
    ):
        with pytest.raises(Refusal):
            read_vc(other)


@given(st.text(max_size=200), st.binary(max_size=100), st.binary(max_size=64))
def test_no_strangers_text_raises_anything_but_a_refusal(text: str, middle: bytes, signature: bytes) -> None:
    header = forge.vc().split(".")[0]
    for other in (text, f"ey{text}.x.y", f"{header}.{base64url(middle)}.{base64url(signature)}"):
        with pytest.raises(Refusal):
            read_vc(other)
