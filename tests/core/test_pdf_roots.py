"""Whose root may vouch for whose PDF, and what becomes of a PDF when the key that signed it is revoked."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from tests.core import forge
from tests.core.test_pdf_verify import LOG, attached, authority, honest, judge, pages, sign, signer_of

from openkp.core.credential.jws import base64url
from openkp.core.refusal import Refusal
from openkp.core.trust import TrustList, read_trust_list
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID
from openkp.core.verify import verify

OWN, OTHER = "Installation authority", "Another installation"
NEIGHBOUR = forge.did_of("LR")
REVOKED = {"revoked_at": "2026-11-10T00:00:00Z", "revoked_reason": "compromised"}


def pem(name: str) -> str:
    return authority(name)[1].public_bytes(Encoding.PEM).decode()


def own(**more: Any) -> dict[str, Any]:
    return forge.root_row(pem(OWN), **more)


def serial_of(issuer: str) -> str:
    found = signer_of(issuer).signing_cert
    assert found is not None
    return f"{found.serial_number:X}"


def test_each_installation_vouches_for_its_own_authorities() -> None:
    roots = [own(), forge.root_row(pem(OTHER), NEIGHBOUR)]
    assert judge(honest(), ca_certificates=roots).reasons == ()


def test_the_root_of_another_installation_vouches_for_nobody_elses_pdf() -> None:
    """The forged crossover: an installation in the same list signs pages in the name of a stranger's authority."""
    forged = sign(pages(*attached()), signer_of(forge.ISSUER, OTHER))
    theirs = forge.root_row(pem(OTHER), NEIGHBOUR)
    for roots in ([own(), theirs], [theirs]):
        verdict = judge(forged, ca_certificates=roots)
        assert (verdict.verdict, verdict.codes, verdict.authentic) == (NOT_VALID, {"pdf.root_of_another"}, False)
    # The same file where that root may speak for the issuer: only the binding tells the two apart.
    assert judge(forged, ca_certificates=[own(), forge.root_row(pem(OTHER), forge.ISSUER)]).verdict == VALID


def test_a_root_that_took_anothers_name_is_still_bound() -> None:
    private, _ = authority(OTHER)
    subject = authority(OWN)[1].subject
    twin = x509.CertificateBuilder(subject, subject, private.public_key(), 7).not_valid_before(forge.ISSUED)
    twin = twin.not_valid_after(forge.ISSUED.replace(year=2040))
    twin = twin.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    text = twin.sign(private, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
    roots = [forge.root_row(text, NEIGHBOUR), own()]
    assert judge(honest(), ca_certificates=roots).reasons == ()
    assert judge(sign(pages(*attached()), signer_of(forge.ISSUER, OTHER)), ca_certificates=roots).verdict == NOT_VALID


def test_where_nobody_vouches_for_the_issuer_the_pages_cannot_be_checked() -> None:
    verdict = judge(honest(), ca_certificates=[forge.root_row(pem(OTHER), NEIGHBOUR)])
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (CANNOT_CHECK, {"pdf.no_ca"}, True)
    nobodys = judge(honest(), ca_certificates=[{"certificate": pem(OWN), "issuers": []}])
    assert nobodys.codes == {"pdf.root_of_another"}


def test_an_old_list_says_no_of_nobody_for_want_of_news() -> None:
    stranger = sign(pages(*attached()), signer_of(forge.ISSUER, "A root of next year"))
    assert judge(stranger).codes == {"pdf.signer_unknown"} and judge(stranger).verdict == NOT_VALID
    old = judge(stranger, policy={**forge.trust_body()["policy"], "trust_max_age_hours": 1})
    assert (old.verdict, old.authentic) == (CANNOT_CHECK, None) and "pdf.signer_unknown" in old.codes


# lists of version 1


def version_1(*roots: str, publisher: str = forge.PUBLISHER) -> TrustList:
    """As it was written before roots were bound: by hand, for `sign_trust_list` writes the new version only."""
    text = forge.trust_bytes(logs=[LOG.row()]).decode().replace(forge.PUBLISHER, publisher)
    text = text.replace(forge.PUBLISHER.partition("#")[0] + '"', publisher.partition("#")[0] + '"')
    body = {**json.loads(text), "version": 1, "ca_certificates": list(roots)}
    del body["signature"]
    signed = {**body, "signature": base64url(forge.key("publisher").sign(rfc8785.dumps(body)))}
    return read_trust_list(json.dumps(signed).encode())


def test_in_a_list_of_version_1_a_root_counts_for_the_publishers_own_host() -> None:
    own_list = version_1(pem(OWN))
    assert own_list.ca_certificates[0].issuers == {forge.ISSUER}
    assert verify(honest(), trust=own_list, now=forge.NOW).reasons == ()
    elsewhere = version_1(pem(OWN), publisher="did:web:other.example:publisher#t1")
    assert elsewhere.ca_certificates == ()
    verdict = verify(honest(), trust=elsewhere, now=forge.NOW)
    assert (verdict.verdict, verdict.codes) == (CANNOT_CHECK, {"pdf.no_ca"})


def test_the_two_versions_are_not_mixed() -> None:
    with pytest.raises(Refusal):
        version_1(own())  # type: ignore[arg-type]
    with pytest.raises(Refusal):
        forge.trust_list(ca_certificates=[pem(OWN)])


# revoked signers


def test_a_pdf_of_a_compromised_key_is_not_valid_whenever_it_was_signed() -> None:
    rows = [own(revoked=[{"serial": serial_of(forge.ISSUER), **REVOKED}])]
    verdict = judge(honest(), ca_certificates=rows)
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (NOT_VALID, {"pdf.signer_revoked"}, False)
    # what the key signed is lost, the certificate is not: its own form still verifies under the same list
    trust = forge.trust_list(logs=[LOG.row()], ca_certificates=rows)
    assert verify(forge.vc(), trust=trust, now=forge.NOW, proof=LOG.proof(5)).reasons == ()


def test_a_key_that_only_ended_vouches_for_what_it_signed_before() -> None:
    """These files were signed now, by the clock of this machine: 2026 or later, and before 2031."""
    for reason in ("superseded", "ended"):
        for end, valid in (("2031-01-01T00:00:00Z", True), ("2026-01-02T00:00:00Z", False)):
            row = {"serial": serial_of(forge.ISSUER), "revoked_at": end, "revoked_reason": reason}
            verdict = judge(honest(), ca_certificates=[own(revoked=[row])])
            assert (verdict.verdict == VALID) == valid, (reason, end)


def test_a_compromised_root_takes_back_all_that_it_vouched_for() -> None:
    verdict = judge(honest(), ca_certificates=[own(**REVOKED)])
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (NOT_VALID, {"pdf.signer_revoked"}, False)
    both = judge(honest(), ca_certificates=[own(**REVOKED), forge.root_row(pem(OTHER))])
    assert both.codes == {"pdf.signer_revoked"}
    renewed = sign(pages(*attached()), signer_of(forge.ISSUER, OTHER))
    assert judge(renewed, ca_certificates=[own(**REVOKED), forge.root_row(pem(OTHER))]).verdict == VALID


def test_the_end_of_a_neighbours_signer_is_not_ours() -> None:
    rows = [own(revoked=[{"serial": serial_of(NEIGHBOUR), **REVOKED}])]
    assert judge(honest(), ca_certificates=rows).reasons == ()


@pytest.mark.parametrize(
    "change",
    [
        {"revoked": [{"serial": "0A", **REVOKED}]},
        {"revoked": [{"serial": "a1", **REVOKED}]},
        {"revoked": [{"serial": "A1", "revoked_at": REVOKED["revoked_at"]}]},
        {"revoked": [{"serial": "A1", **REVOKED, "revoked_reason": "tired"}]},
        {"revoked": [{"serial": "A1", **REVOKED}, {"serial": "A1", **REVOKED}]},
        {"revoked": [{"serial": "A1", **REVOKED, "note": "x"}]},
        {"revoked": {}},
        {"revoked_at": REVOKED["revoked_at"]},
        {"revoked_reason": "compromised"},
        {"issuers": "did:web:kp.example:authorities:sl-nma"},
        {"issuers": ["did:web:"]},
        {"issuers": ["*"]},
        {"issuers": [7]},
        {"certificate": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"},
        {"certificate": ""},
        {"certificate": 7},
        {"name": "x"},
    ],
    ids=lambda change: json.dumps(change)[:60],
)
def test_a_root_that_cannot_be_used_is_refused_with_its_list(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        forge.trust_list(ca_certificates=[{**own(), **change}])
    assert refusal.value.code == "trust.malformed"
    with pytest.raises(Refusal):
        forge.trust_list(ca_certificates=[own(), own()])
