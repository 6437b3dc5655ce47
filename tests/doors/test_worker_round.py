"""The worker's round: one part that is refused does not keep the others from being done."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from tests.cast import AUTHORITY, AUTHORITY_EU, raise_cast
from tests.desk import SYSTEM, Desk, open_desk
from tests.land import lay_out

from openkp.certificates import actions as certificates
from openkp.certificates import published_trust, queries
from openkp.core.credential.jws import kid_of
from openkp.parties import queries as parties
from openkp.signing import actions as signing
from openkp.signing import queries as keyring
from openkp.transparency import addresses
from openkp.worker import loop

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


def revoke(desk: Desk, issuer: str, purpose: str) -> str:
    kid = keyring.signer_for(issuer=issuer, purpose=purpose, on=desk.cast.now).kid
    desk.act(signing.revoke_key, by=desk.cast.admin, kid=kid, reason="compromised")
    return kid


def test_the_end_of_a_status_key_is_published_though_no_other_key_is_there_yet(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    number = desk.issue()
    loop.round_of_work(desk.cast.now)
    kid = revoke(desk, parties.authority(AUTHORITY).issuer, "status")
    desk.act(certificates.void, by=desk.cast.officer, number=number, reason="Spoiled")
    with caplog.at_level(logging.ERROR):
        loop.round_of_work(desk.cast.now, housekeeping=False)
        assert not caplog.records, "rounds of two seconds do not repeat it"
        loop.round_of_work(desk.cast.now)
    assert kid in caplog.text
    published = published_trust.current()
    assert published is not None and published.keys[kid].revoked_reason == "compromised"
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None and found.sealed
    # a new key: the next round signs what was left
    issuer = parties.authority(AUTHORITY).issuer
    desk.act(signing.create_key, by=desk.cast.admin, issuer=issuer, purpose="status", valid_from=desk.cast.now)
    caplog.clear()
    loop.round_of_work(desk.cast.now)
    assert not caplog.records
    assert kid_of(queries.status_lists()[found.facts.status_list]) != kid


def test_an_authority_without_a_status_key_does_not_stop_anothers_list(desk: Desk) -> None:
    desk.issue()
    revoke(desk, parties.authority(AUTHORITY_EU).issuer, "status")
    loop.round_of_work(desk.cast.now)
    assert len(queries.status_lists()) == 1


def test_without_a_trust_key_the_rest_goes_on(desk: Desk) -> None:
    revoke(desk, addresses.log_issuer(settings.OPENKP_URL), "trust")
    number = desk.issue()
    loop.round_of_work(desk.cast.now)
    assert published_trust.current() is None
    found = queries.certificate(number, viewer=SYSTEM, now=desk.cast.now)
    assert found is not None and found.sealed and queries.status_lists()
