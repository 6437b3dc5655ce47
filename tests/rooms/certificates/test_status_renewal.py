"""Status lists signed anew: when they changed, grow old, or lose their key; within one second too."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.cast import AUTHORITY, raise_cast
from tests.desk import SYSTEM, Desk, open_desk, seal_log
from tests.land import lay_out

from openkp.certificates import actions, queries, status_lists, trust_export
from openkp.certificates.steps import STATUS_OF
from openkp.core.lifecycle import CertificateState
from openkp.core.trust import read_trust_list
from openkp.core.verify import verify
from openkp.parties import queries as parties
from openkp.shipments import actions as shipments
from openkp.signing import actions as signing
from openkp.signing import queries as keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def renew(desk: Desk, after: dt.timedelta = dt.timedelta(0)) -> int:
    return status_lists.renew(by=SYSTEM, now=desk.cast.now + after)


def read_by_hand(jwt: str) -> tuple[dict[str, object], bytes]:
    """Header and bits as the W3C's text has them, with the standard library alone: none of our readers."""

    def plain(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    header, payload, _ = jwt.split(".")
    encoded = json.loads(plain(payload))["credentialSubject"]["encodedList"]
    assert encoded[0] == "u"
    return json.loads(plain(header)), gzip.decompress(plain(encoded[1:]))


def test_two_acts_within_one_second_are_two_editions(desk: Desk) -> None:
    first, second = desk.issue(), desk.issue()
    assert renew(desk) == 1 and renew(desk) == 0
    for number in (first, second):
        desk.act(actions.void, by=desk.cast.officer, number=number, reason="Spoiled")
        assert renew(desk) == 1, "the second round within the second is another act"
        assert renew(desk) == 0
    (jwt,) = queries.status_lists().values()
    _, bits = read_by_hand(jwt)
    assert sorted(bits.hex().strip("0")) == ["1", "1"], "two certificates are void, four bits each"


def test_the_published_list_and_its_key_read_without_our_readers(desk: Desk) -> None:
    """Bitstring Status List 3.2 and did:web: multibase, GZIP, four bits of an entry; the key from the DID document."""
    number = desk.issue()
    desk.act(actions.void, by=desk.cast.officer, number=number, reason="Spoiled")
    renew(desk)
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    index = found.facts.status_index
    jwt = queries.status_lists()[found.facts.status_list]
    header, bits = read_by_hand(jwt)
    assert len(bits) == 65_536
    entry = bits[index // 2] >> (0 if index % 2 else 4) & 0x0F
    assert entry == 1 and sum(bits) == entry << (0 if index % 2 else 4)
    document = keyring.did_document(parties.authority(AUTHORITY).issuer)
    (jwk,) = [one["publicKeyJwk"] for one in document["verificationMethod"] if one["id"] == header["kid"]]
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(jwk["x"] + "="))
    signed, _, signature = jwt.rpartition(".")
    key.verify(base64.urlsafe_b64decode(signature + "=="), signed.encode())
    assert header["kid"] in document["assertionMethod"]


def test_a_list_of_a_compromised_key_is_signed_again_at_once(desk: Desk) -> None:
    desk.issue()
    renew(desk)
    issuer = parties.authority(AUTHORITY).issuer
    kid = keyring.signer_for(issuer=issuer, purpose="status", on=desk.cast.now).kid
    desk.act(signing.create_key, by=desk.cast.admin, issuer=issuer, purpose="status", valid_from=desk.cast.now)
    assert renew(desk) == 0, "a newer key is no reason"
    desk.act(signing.revoke_key, by=desk.cast.admin, kid=kid, reason="compromised")
    assert renew(desk) == 1 and renew(desk) == 0
    (jwt,) = queries.status_lists().values()
    assert read_by_hand(jwt)[0]["kid"] != kid


def test_half_of_its_life_over_a_list_is_signed_again(desk: Desk) -> None:
    desk.issue()
    assert renew(desk) == 1
    hours = status_lists.max_age_hours("SL", desk.cast.now.date())
    assert renew(desk, dt.timedelta(hours=hours / 2, seconds=-1)) == 0
    assert renew(desk, dt.timedelta(hours=hours / 2)) == 1


def test_each_state_of_a_certificate_has_its_code() -> None:
    assert STATUS_OF.keys() == set(CertificateState)
    assert (STATUS_OF["detained"], STATUS_OF["issued"], STATUS_OF["confirmed"]) == (8, 0, 7)


def test_detained_goods_ring_an_alarm_and_by_number_alone_are_only_presented(desk: Desk) -> None:
    number = desk.issue()
    customs = desk.cast.customs_eu
    file = str(desk.present(number)["file"])
    assert queries.public_status(number, now=desk.cast.now).standing == "presented"
    desk.act(shipments.detain, by=customs, file=file, reason="The seal has another number")
    assert queries.public_status(number, now=desk.cast.now).standing == "presented"
    seal_log(desk.cast.now)
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None
    index = found.facts.status_index
    _, bits = read_by_hand(queries.status_lists()[found.facts.status_list])
    assert bits[index // 2] >> (0 if index % 2 else 4) & 0x0F == 8
    trust = read_trust_list(trust_export.build(desk.cast.now))
    verdict = verify(found.cose, trust=trust, now=desk.cast.now)
    assert verdict.verdict == "valid" and "verify.status_detained" in verdict.codes
    desk.act(shipments.release, by=customs, file=file, remedy="A slip of the pen")
    seal_log(desk.cast.now)
    trust = read_trust_list(trust_export.build(desk.cast.now))
    assert "verify.status_detained" not in verify(found.cose, trust=trust, now=desk.cast.now).codes
