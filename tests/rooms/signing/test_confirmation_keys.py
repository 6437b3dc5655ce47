"""Keys for import confirmations: made for an authority, published with their dates, believed for nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.cast import raise_cast
from tests.core import forge
from tests.core.test_confirmation import confirmed
from tests.desk import AUTHORITY, AUTHORITY_EU, SYSTEM, Desk, open_desk
from tests.land import lay_out

from openkp.certificates import status_lists, trust_export
from openkp.core.confirmation import PURPOSE, sign_confirmation
from openkp.core.credential.cose import sign_cose
from openkp.core.credential.vc import sign_vc
from openkp.core.trust import TrustList, read_trust_list
from openkp.core.verify import verify
from openkp.parties import queries as parties
from openkp.signing import actions as signing
from openkp.signing import queries as keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    """A desk whose two authorities have made keys for confirmations, a year ago."""
    made = open_desk(lay_out(raise_cast()))
    for slug in (AUTHORITY, AUTHORITY_EU):
        since = made.cast.now - dt.timedelta(days=365)
        told = {"issuer": parties.issuer(slug), "purpose": PURPOSE, "valid_from": since}
        signing.create_key(by=SYSTEM, now=made.cast.now, request_id=made.cast.ask(), **told)
    return made


def published(now: dt.datetime) -> TrustList:
    status_lists.renew(by=SYSTEM, now=now)
    return read_trust_list(trust_export.build(now))


def test_what_an_importing_authority_signs_verifies_against_the_published_list(desk: Desk) -> None:
    now, confirmer = desk.cast.now, parties.issuer(AUTHORITY_EU)
    signer = keys.signer_for(issuer=confirmer, purpose=PURPOSE, on=now)
    trust = published(now)
    row = trust.keys[signer.kid]
    assert (row.purpose, row.issuer, row.specimen) == (PURPOSE, confirmer, True)
    assert row.valid_from == keys.key(signer.kid).valid_from
    number = desk.issue()
    facts = confirmed(
        number=number, issuer=parties.issuer(AUTHORITY), confirmer=confirmer, confirmed_at=now,
        received_on=now.date(), specimen=True,
    )  # fmt: skip
    verdict = verify(sign_confirmation(facts, kid=signer.kid, sign=signer.sign), trust=published(now), now=now)
    assert (verdict.verdict, verdict.specimen) == ("valid", True), verdict.reasons
    revoked = now + dt.timedelta(hours=1)
    told = {"kid": signer.kid, "reason": "compromised"}
    signing.revoke_key(by=desk.cast.admin, now=revoked, request_id=desk.cast.ask(), **told)
    later = verify(sign_confirmation(facts, kid=signer.kid, sign=signer.sign), trust=published(revoked), now=revoked)
    assert later.verdict == "not valid" and "verify.key_revoked" in later.codes


def test_it_signs_no_certificate_and_a_certificate_key_no_confirmation(desk: Desk) -> None:
    now, issuer = desk.cast.now, parties.issuer(AUTHORITY)
    trust = published(now)
    confirms = keys.signer_for(issuer=issuer, purpose=PURPOSE, on=now)
    certifies = keys.signer_for(issuer=issuer, purpose="certificate", on=now)
    assert confirms.kid != certifies.kid
    certificate = dataclasses.replace(forge.facts(), issuer=issuer, specimen=True)
    for data in (
        sign_cose(certificate, kid=confirms.kid, sign=confirms.sign),
        sign_vc(certificate, kid=confirms.kid, sign=confirms.sign),
    ):
        verdict = verify(data, trust=trust, now=now)
        assert (verdict.verdict, verdict.authentic) == ("not valid", False)
        assert "verify.key_purpose" in verdict.codes
    facts = confirmed(confirmer=issuer, participant="SL", confirmed_at=now, received_on=now.date(), specimen=True)
    verdict = verify(sign_confirmation(facts, kid=certifies.kid, sign=certifies.sign), trust=trust, now=now)
    assert (verdict.verdict, verdict.authentic) == ("not valid", False)
    assert "confirmation.key_purpose" in verdict.codes
