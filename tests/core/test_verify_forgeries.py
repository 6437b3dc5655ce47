"""The forgeries of the record, domain.md 9 (cases 13 to 17), each caught for the reason for which it was caught."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.core import forge

from openkp.core.facts import CertificateFacts, ParcelFacts
from openkp.core.verdict import NOT_VALID, Grade, Verdict
from openkp.core.verify import verify


def judge(facts: CertificateFacts, *, by: str, kid: str, **trust: Any) -> Verdict:
    """Judged a week after its date of issue, under a list of today."""
    now = facts.issued_at + dt.timedelta(days=7)
    return verify(forge.cose(facts, by=by, kid=kid), trust=forge.trust_list(**trust), now=now)


def of(code: str, number: str, issued: dt.datetime, **changes: Any) -> CertificateFacts:
    return forge.facts(
        **{
            "number": number,
            "participant": code,
            "provenance": code,
            "origin": code,
            "authority": f"Authority of {code}",
            "issuer": forge.did_of(code),
            "issued_at": issued,
            "valid_until": issued + dt.timedelta(days=60),
            "parcels": (ParcelFacts(f"1/{number}", "7102.10", 320, 18000, code),),
            **changes,
        }
    )


def noes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons if reason.grade is Grade.NO}


def test_13_documents_of_cameroon_before_august_2012() -> None:
    """2011-12: presented as certificates of a country that was not yet a participant."""
    verdict = judge(
        of("CM", "CM000001", dt.datetime(2011, 9, 1, tzinfo=dt.UTC)), by="CM", kid=f"{forge.did_of('CM')}#k1"
    )
    assert verdict.verdict == NOT_VALID and noes(verdict) == {"verify.not_a_participant"}
    later = judge(of("CM", "CM000001", dt.datetime(2012, 9, 1, tzinfo=dt.UTC)), by="CM", kid=f"{forge.did_of('CM')}#k1")
    assert noes(later) == set()


def test_14_papers_of_an_advance_fee_fraud() -> None:
    """2013-14: certificates in the name of Guinea, Ghana and Sierra Leone that no authority ever signed."""
    when = dt.datetime(2014, 4, 20, tzinfo=dt.UTC)
    facts = forge.facts(number="SL009134", issued_at=when, valid_until=when + dt.timedelta(days=60))
    verdict = judge(facts, by="fraudster", kid=forge.KID)
    assert verdict.verdict == NOT_VALID and verdict.authentic is False
    assert noes(verdict) >= {"verify.signature", "verify.number_out_of_range"}


def test_15_a_certificate_of_kenya() -> None:
    """July 2015: a certificate of a country that never was a participant, offered to a trader in the Union."""
    when = dt.datetime(2015, 7, 10, tzinfo=dt.UTC)
    own_key = judge(of("KE", "KE000123", when), by="forger", kid=f"{forge.did_of('KE')}#k9")
    assert own_key.verdict == NOT_VALID and own_key.authentic is False
    assert noes(own_key) >= {"verify.unknown_key", "verify.not_a_participant"}
    even_listed = judge(of("KE", "KE000123", when), by="KE", kid=f"{forge.did_of('KE')}#k1")
    assert noes(even_listed) == {"verify.not_a_participant"}


def test_16_sierra_leone_4306_and_004911() -> None:
    """December 2015: a number of the 2014 range, and a parcel reference that does not end with the number."""
    when = dt.datetime(2015, 11, 20, tzinfo=dt.UTC)
    in_2015 = {"issued_at": when, "valid_until": when + dt.timedelta(days=60)}
    parcel = ParcelFacts("JMI/GGDO/4199", "7102.31", 14412, 65992548, "SL")
    keys = [
        {**row, "valid_from": "2014-01-01T00:00:00Z"} if row["kid"] == forge.KID else row
        for row in forge.trust_body()["keys"]
    ]
    for number in ("SL4306", "SL004306", "SL004911"):
        verdict = judge(forge.facts(number=number, parcels=(parcel,), **in_2015), by="sl-nma", kid=forge.KID, keys=keys)
        assert verdict.verdict == NOT_VALID
        assert noes(verdict) == {"verify.number_out_of_range", "verify.cross_check"}, number
    honest = ParcelFacts("JMI/GGDO/004899", "7102.31", 14412, 65992548, "SL")
    right = judge(forge.facts(number="SL004899", parcels=(honest,), **in_2015), by="sl-nma", kid=forge.KID, keys=keys)
    assert noes(right) == set()
    in_2014 = dt.datetime(2014, 11, 20, tzinfo=dt.UTC)
    then = forge.facts(
        number="SL004306",
        parcels=(ParcelFacts("JMI/GGDO/004306", "7102.31", 14412, 65992548, "SL"),),
        issued_at=in_2014,
        valid_until=in_2014 + dt.timedelta(days=60),
    )
    assert noes(judge(then, by="sl-nma", kid=forge.KID, keys=keys)) == set()


def test_17_a_certificate_of_cameroon_that_cameroon_never_made() -> None:
    """March 2016: declared in the Emirates; the form was right and the issuer, when asked, did not know it."""
    facts = of("CM", "CM000777", dt.datetime(2016, 3, 20, tzinfo=dt.UTC), destination="AE")
    ranges = [{"participant": "CM", "year": 2016, "first": "CM000100", "last": "CM000199"}]
    verdict = judge(facts, by="forger", kid=f"{forge.did_of('CM')}#k1", number_ranges=ranges)
    assert verdict.verdict == NOT_VALID and verdict.authentic is False
    assert noes(verdict) == {"verify.signature", "verify.number_out_of_range"}


def test_one_authority_cannot_certify_for_its_neighbour() -> None:
    """Cases 4 and 5 in digital form: Liberia's key under Sierra Leone's name."""
    facts = forge.facts(issuer=forge.did_of("LR"))
    verdict = judge(facts, by="LR", kid=f"{forge.did_of('LR')}#k1")
    assert verdict.verdict == NOT_VALID and "verify.not_an_authority" in noes(verdict)


def test_an_embargoed_issuer() -> None:
    """Case 6: Côte d'Ivoire between December 2005 and April 2014, a participant that could not trade."""
    facts = of("CI", "CI000001", dt.datetime(2010, 5, 1, tzinfo=dt.UTC))
    verdict = judge(facts, by="CI", kid=f"{forge.did_of('CI')}#k1")
    assert noes(verdict) == {"verify.participant_barred"}
    told = next(reason for reason in verdict.reasons if reason.grade is Grade.NO)
    assert told.facts["status"] == "embargo-un" and "1643" in told.facts["basis"]
