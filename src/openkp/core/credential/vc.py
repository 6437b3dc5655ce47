"""The open form: a W3C Verifiable Credential 2.0, secured as ``vc+jwt`` (VC-JOSE-COSE).

A ``vc+jwt`` is verified without JSON-LD processing, so nobody else would notice an undefined or redefined term. We
notice: the whole document follows from the facts, and reading builds it again and compares. What is not exactly the
document of these facts (a term too many, a claim that disagrees with its copy, another context) is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from openkp.core.facts import CertificateFacts, instant
from openkp.core.refusal import Refusal
from openkp.core.status import status_messages

from .canonical import facts_from_dict
from .envelope import Envelope, check_kid
from .jws import read_compact, sign_compact
from .shape import base_address, check

MAX_VC = 96 * 1024
W3C_CONTEXT = "https://www.w3.org/ns/credentials/v2"
CREDENTIAL_TYPE = "KimberleyProcessCertificate"
SUBJECT_TYPE = "RoughDiamondShipment"
CONTEXT_PATH = "/contexts/kp-certificate/v1"
CREDENTIAL_PATH = "/credentials/"


def vc_document(facts: CertificateFacts) -> dict[str, Any]:
    """The credential of checked facts. Names of members are W3C's (VCDM 2.0, 4); the subject's are ours."""
    base = base_address(facts)
    return {
        "@context": [W3C_CONTEXT, base + CONTEXT_PATH],
        "id": base + CREDENTIAL_PATH + facts.credential_id,
        "type": ["VerifiableCredential", CREDENTIAL_TYPE],
        "issuer": {"id": facts.issuer, "name": facts.authority},
        "validFrom": instant(facts.issued_at),
        "validUntil": instant(facts.valid_until),
        "credentialStatus": {
            "id": f"{facts.status_list}#{facts.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "message",
            "statusListIndex": str(facts.status_index),
            "statusListCredential": facts.status_list,
            "statusSize": 4,
            "statusMessage": status_messages(),
        },
        "credentialSubject": {"type": SUBJECT_TYPE, **facts.to_dict()},
    }


def sign_vc(facts: CertificateFacts, *, kid: str, sign: Callable[[bytes], bytes]) -> str:
    """The facts as a compact JWS. `sign` returns 64 bytes of Ed25519 over what it is given."""
    check(facts)
    check_kid(kid, facts.issuer)
    text = sign_compact(_canonical(vc_document(facts)).encode(), kid=kid, sign=sign)
    if len(text) > MAX_VC:
        raise Refusal("credential.too_large", size=len(text), limit=MAX_VC)
    return text


def read_vc(text: str) -> Envelope:
    """Read strictly; nothing is verified yet. Refuses ``credential.*``; ``credential.disagrees`` names the member."""
    header, document, signed, signature = read_compact(text, limit=MAX_VC)
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict):
        raise Refusal("credential.missing", field="credentialSubject")
    if subject.get("type") != SUBJECT_TYPE:
        raise Refusal("credential.type", field="credentialSubject.type")
    facts = facts_from_dict({name: value for name, value in subject.items() if name != "type"})
    expected = vc_document(facts)
    # Python's == takes 1 for true, but the types of all facts were asked above, and the only number outside is 4.
    if document != expected:
        raise Refusal("credential.disagrees", field=_first_difference(document, expected))
    check_kid(header["kid"], facts.issuer)
    if header.get("iss", facts.issuer) != facts.issuer:
        raise Refusal("credential.kid_not_of_issuer", kid=header["kid"], issuer=facts.issuer)
    return Envelope("vc", header["kid"], facts, signed, signature)


def looks_like_vc(text: str) -> bool:
    """Whether the text may be a compact JWS: three parts of base64url, the first an object."""
    return text.startswith("ey") and 1 <= text.count(".") <= 4


def context_document(url: str) -> dict[str, Any]:
    """Our JSON-LD context, served at `url`. Terms are protected, and scoped to our two types: W3C's stay theirs."""

    def own(name: str, **more: Any) -> dict[str, Any]:
        return {"@id": f"{url}#{name}", **more}

    party = {name: own(name) for name in ("address", "country", "licence")}
    parcel = {name: own(name) for name in ("reference", "hs", "carats", "value_usd", "origin")}
    parcel["origins"] = own("origins", **{"@container": "@set"})
    moment = {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    plain = (
        "version number kind participant authority origin provenance destination number_of_parcels carats value_usd "
        "statement validated_by credential_id status_index salt relates_to purpose specimen"
    )
    terms: dict[str, Any] = {name: own(name) for name in plain.split()}
    terms |= {
        "issuer": own("issuer", **{"@type": "@id"}),
        "status_list": own("status_list", **{"@type": "@id"}),
        "issued_at": own("issued_at", **moment),
        "valid_until": own("valid_until", **moment),
        "exporter": own("exporter", **{"@context": party}),
        "importer": own("importer", **{"@context": party}),
        "parcels": own("parcels", **{"@container": "@list", "@context": parcel}),
        "seals": own("seals", **{"@container": "@set"}),
        "sources": own("sources", **{"@container": "@set"}),
    }
    return {
        "@context": {
            "@version": 1.1,
            "@protected": True,
            CREDENTIAL_TYPE: own(CREDENTIAL_TYPE),
            SUBJECT_TYPE: own(SUBJECT_TYPE, **{"@context": terms}),
        }
    }


def _canonical(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _first_difference(found: dict[str, Any], expected: dict[str, Any]) -> str:
    """The name of the first member that is missing, unknown or not what the facts imply."""
    for name in sorted(found.keys() | expected.keys()):
        if name not in expected or name not in found:
            return name[:60]
        if found[name] != expected[name]:
            inner = found[name], expected[name]
            if isinstance(inner[0], dict) and isinstance(inner[1], dict):
                return f"{name}.{_first_difference(inner[0], inner[1])}"
            return name
    raise AssertionError("two documents differ")
