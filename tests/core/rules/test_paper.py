"""A foreign paper, judged by what is known of its issuer: each documented forgery, each fault, and anything."""

from __future__ import annotations

import ast
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp import words
from openkp.core.facts import PartyFacts
from openkp.core.refusal import Refusal
from openkp.core.rules import paper as rules
from openkp.core.rules.paper import (
    CrossCheck,
    Finding,
    KnownAuthority,
    KnownSignatory,
    PaperFacts,
    PaperKnowledge,
    PaperParcel,
    PriceBounds,
    Severity,
    Specimen,
    YearRange,
    check_paper,
    read_form,
    read_paper,
    told,
)
from openkp.core.rules.trade import Period
from openkp.core.rules.validity import Unit, ValidityRule

DAY = dt.date(2015, 12, 1)
ISSUED = dt.date(2015, 11, 20)
FREETOWN = PartyFacts("Fatmata Conteh", "12 Hill Station, Freetown", "SL")
ANTWERP = PartyFacts("Scheldt Rough NV", "Hoveniersstraat 22, Antwerp", "BE")
SOUND = PaperFacts(
    number="SL004911",
    participant="SL",
    authority="National Minerals Agency",
    issued_on=ISSUED,
    valid_until=dt.date(2016, 1, 19),
    exporter=FREETOWN,
    importer=ANTWERP,
    destination="BE",
    parcels=(
        PaperParcel("7102.31", 1234, 24_680_000, "SL", "A-4911"),
        PaperParcel("7102.21", 200, 40_000, "SL", "B/004911"),
    ),
    number_of_parcels=2,
    weight_cct=1434,
    value_usd_cents=24_720_000,
    mixed=False,
    signatory="Alhaji Ménard Kamara",
    seals=("SL-77",),
)
KNOWN = PaperKnowledge(
    specimens=(Specimen(("SL",), 6, (YearRange(2014, 4000, 4499), YearRange(2015, 4500, 5200))),),
    authorities=(KnownAuthority(("National Minerals Agency, Directorate of Precious Minerals Trading",), Period()),),
    signatories=(KnownSignatory("KAMARA, Alhaji Menard", Period(dt.date(2013, 1, 1), dt.date(2016, 1, 1))),),
    validity=ValidityRule(Unit.DAYS, 60),
    receiver="EU",
    destination_as="EU",
    cross_checks=frozenset({CrossCheck.REFERENCE_ENDS_WITH_NUMBER, CrossCheck.SEALS_NAMED}),
    mixed_needs_sources=True,
    bounds=PriceBounds(10, 100_000_000),
)


def codes(paper: PaperFacts, known: PaperKnowledge = KNOWN, day: dt.date = DAY) -> set[str]:
    return {one.code for one in check_paper(paper, known, day)}


def test_a_sound_paper_raises_nothing() -> None:
    assert check_paper(SOUND, KNOWN, DAY) == ()


def test_case_16_a_number_of_a_previous_year() -> None:
    """Sierra Leone, December 2015: 4306, of the numbers of a year before; its parcel did not end with the number."""
    forged = replace(SOUND, number="SL004306", parcels=(replace(SOUND.parcels[0], reference="A-4911"),))
    found = {one.code: one for one in check_paper(replace(forged, number_of_parcels=1), KNOWN, DAY)}
    assert found["paper.range_of_another_year"].severity is Severity.IMPOSSIBLE
    assert found["paper.range_of_another_year"].facts["used"] == "2014"
    assert found["paper.reference_without_number"].severity is Severity.IMPOSSIBLE
    assert "paper.digits" in codes(replace(SOUND, number="SL4306")), "four digits are another number than six"


def test_case_16_only_a_doubt_while_the_ranges_of_the_year_are_not_told() -> None:
    known = replace(KNOWN, specimens=(Specimen(("SL",), 6, (YearRange(2014, 4000, 4499),)),))
    found = {one.code: one.severity for one in check_paper(replace(SOUND, number="SL004306"), known, DAY)}
    assert found["paper.range_of_another_year"] is Severity.DOUBT
    note = {one.code: one.severity for one in check_paper(SOUND, known, DAY)}
    assert note == {"paper.ranges_not_recorded": Severity.NOTE}


def test_cases_13_and_15_an_issuer_that_was_no_participant() -> None:
    """Cameroon before August 2012, Kenya in July 2015: whatever the paper looks like."""
    barred = (Refusal("trade.not_participant", party="KE", party_country="KE", on=ISSUED),)
    found = check_paper(SOUND, replace(KNOWN, barred=barred), DAY)
    assert [(one.code, one.severity) for one in found] == [("trade.not_participant", Severity.IMPOSSIBLE)]


def test_a_prefix_is_the_issuers_whatever_the_origin() -> None:
    """US Customs: a Mexican certificate may certify Canadian goods (acceptance example i)."""
    paper = replace(
        SOUND,
        number="MX0001234",
        participant="MX",
        authority="",
        parcels=(replace(SOUND.parcels[0], origin="CA"),),
        number_of_parcels=1,
        weight_cct=1234,
        value_usd_cents=24_680_000,
    )
    known = PaperKnowledge(specimens=(Specimen(("MX",), 7),))
    assert codes(paper, known) == {"paper.field_missing", "paper.ranges_not_recorded", "paper.signatories_not_recorded"}
    assert "paper.prefix_of_another" in codes(replace(paper, number="CA0001234"), known)


def test_the_european_community_still_numbers_for_the_union() -> None:
    known = replace(KNOWN, specimens=(Specimen(("EU", "EC"), 8),), cross_checks=frozenset())
    paper = replace(SOUND, participant="EU", number="EC00001234")
    assert codes(paper, known) == {"paper.ranges_not_recorded"}
    assert "paper.digits" in codes(replace(paper, number="EC0001234"), known)


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"number": "SL 004911"}, "paper.number_malformed", Severity.IMPOSSIBLE),
        ({"number": "SL009999"}, "paper.outside_ranges", Severity.IMPOSSIBLE),
        ({"valid_until": dt.date(2015, 11, 1)}, "paper.expires_before_issue", Severity.IMPOSSIBLE),
        ({"valid_until": dt.date(2015, 11, 30)}, "paper.expired", Severity.IMPOSSIBLE),
        ({"issued_on": dt.date(2015, 12, 2)}, "paper.issued_in_future", Severity.IMPOSSIBLE),
        ({"valid_until": dt.date(2016, 1, 20)}, "paper.expiry_too_late", Severity.DOUBT),
        ({"authority": "Ministry of Mines"}, "paper.authority_unknown", Severity.DOUBT),
        ({"signatory": "John Smith"}, "paper.signatory_unknown", Severity.DOUBT),
        ({"destination": ""}, "paper.field_missing", Severity.DOUBT),
        ({"exporter": PartyFacts(" ", "", "SL")}, "paper.field_missing", Severity.DOUBT),
        ({"number_of_parcels": 3}, "paper.parcels_do_not_add_up", Severity.IMPOSSIBLE),
        ({"weight_cct": 1435}, "paper.weights_do_not_add_up", Severity.DOUBT),
        ({"weight_cct": 1534}, "paper.weights_do_not_add_up", Severity.IMPOSSIBLE),
        ({"value_usd_cents": 24_720_100}, "paper.values_do_not_add_up", Severity.DOUBT),
        ({"value_usd_cents": 2_472_000}, "paper.values_do_not_add_up", Severity.IMPOSSIBLE),
        ({"mixed": True}, "paper.mixed_contradicts", Severity.IMPOSSIBLE),
        ({"seals": ()}, "paper.no_seal_number", Severity.DOUBT),
    ],
)
def test_each_fault_by_itself(changed: dict[str, Any], code: str, severity: Severity) -> None:
    found = {one.code: one.severity for one in check_paper(replace(SOUND, **changed), KNOWN, DAY)}
    assert found.get(code) is severity


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"hs": "7102.39"}, "paper.hs_not_rough"),
        ({"weight_cct": 0}, "paper.weighs_nothing"),
        ({"value_usd_cents": 100}, "paper.price_out_of_bounds"),
        ({"value_usd_cents": 10**13}, "paper.price_out_of_bounds"),
        ({"origin": "MIXED"}, "paper.mixed_without_sources"),
        ({"reference": "A-4912"}, "paper.reference_without_number"),
        ({"reference": "4911-A"}, "paper.reference_without_number"),
    ],
)
def test_each_fault_of_a_parcel(changed: dict[str, Any], code: str) -> None:
    parcels = (replace(SOUND.parcels[0], **changed), SOUND.parcels[1])
    assert code in codes(replace(SOUND, parcels=parcels))


def test_mixed_goods_that_name_their_sources_are_lawful_for_a_producer() -> None:
    parcels = tuple(replace(one, origin="MIXED") for one in SOUND.parcels)
    paper = replace(SOUND, parcels=parcels, mixed=True)
    assert codes(paper) == {"paper.mixed_without_sources"}
    assert not codes(replace(paper, sources=("GN000012",)))


def test_who_signed_and_which_authority_on_that_day() -> None:
    ended = Period(None, dt.date(2015, 11, 20))
    known = replace(
        KNOWN,
        authorities=(KnownAuthority(KNOWN.authorities[0].names, ended),),
        signatories=(KnownSignatory("Alhaji Menard Kamara", ended),),
    )
    found = {one.code: one.severity for one in check_paper(SOUND, known, DAY)}
    assert found == {
        "paper.authority_not_then": Severity.IMPOSSIBLE,
        "paper.signatory_not_then": Severity.IMPOSSIBLE,
    }


def test_another_destination_and_no_knowledge_at_all() -> None:
    assert codes(SOUND, replace(KNOWN, receiver="AE")) == {"paper.other_destination"}
    nothing = check_paper(SOUND, PaperKnowledge(), DAY)
    assert {one.severity for one in nothing} == {Severity.NOTE}, "what is not recorded is said, never guessed"


texts = st.text(max_size=20)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
whole = st.none() | st.integers(-(10**15), 10**15)
parcels = st.builds(
    PaperParcel,
    hs=texts,
    weight_cct=st.integers(-5, 10**12),
    value_usd_cents=st.integers(-5, 10**15),
    origin=st.sampled_from(["SL", "MIXED", "", "xx"]),
    reference=texts,
)
papers = st.builds(
    PaperFacts,
    number=texts | st.from_regex(r"[A-Z]{2}[0-9]{1,12}", fullmatch=True),
    participant=st.sampled_from(["SL", "EU", "KE", ""]),
    authority=texts,
    issued_on=days,
    valid_until=days,
    exporter=st.builds(PartyFacts, texts, texts, texts),
    importer=st.builds(PartyFacts, texts, texts, texts),
    destination=texts,
    parcels=st.lists(parcels, max_size=4).map(tuple),
    number_of_parcels=whole,
    weight_cct=whole,
    value_usd_cents=whole,
    mixed=st.none() | st.booleans(),
    signatory=texts,
    seals=st.lists(texts, max_size=2).map(tuple),
)


@given(papers, st.sampled_from([KNOWN, PaperKnowledge()]), days)
def test_whatever_is_keyed_in_has_an_answer_that_can_be_said(
    paper: PaperFacts, known: PaperKnowledge, day: Any
) -> None:
    found = check_paper(paper, known, day)
    order = list(Severity)
    assert [order.index(one.severity) for one in found] == sorted(order.index(one.severity) for one in found)
    for one in found:
        assert Finding.read(one.told()).told() == one.told()
        for language in words.LANGUAGES:
            assert words.say(language, one.code, **one.facts)
            read = Finding.read(one.told())
            assert words.say(language, read.code, **read.facts)


@given(papers, days)
def test_knowing_more_never_hides_what_the_paper_says_of_itself(paper: PaperFacts, day: Any) -> None:
    of_itself = {
        (one.code, one.severity) for one in check_paper(paper, PaperKnowledge(), day) if one.severity != Severity.NOTE
    }
    assert of_itself - {("paper.prefix_of_another", Severity.IMPOSSIBLE)} <= {
        (one.code, one.severity) for one in check_paper(paper, KNOWN, day)
    }


def test_a_paper_is_read_as_it_was_told() -> None:
    read, reasons = read_paper("SL004911", "SL", told(SOUND))
    assert reasons == ()
    assert read == SOUND
    assert told(read) == told(SOUND)


def test_every_fault_of_what_was_keyed_in_at_once() -> None:
    read, reasons = read_paper("SL004911", "SL", {"colour": "blue", "parcels": [{"hs": "7102.10"}]})
    assert read is None
    assert {one.code for one in reasons} == {"paper.field_unknown", "paper.field", "paper.parcel_malformed"}
    assert sum(one.code == "paper.field" for one in reasons) == 6
    wrong = told(SOUND) | {"valid_until": "2015-01-01", "weight_cct": 1}
    assert {one.code for one in read_paper("SL004911", "SL", wrong)[1]} == {
        "paper.expires_before_issue",
        "paper.weights_do_not_add_up",
    }


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("authority", "x" * 201, "paper.field"),
        ("exporter", {"name": "N", "address": "x" * 401, "country": "SL"}, "paper.field"),
        ("exporter", {"name": "N", "country": "SL", "telephone": "1"}, "paper.field"),
        ("signatory", "x" * 201, "paper.field"),
        ("number_of_parcels", "two", "paper.field"),
        ("weight_cct", True, "paper.field"),
        ("seals", "S-1", "paper.field"),
        ("mixed", "no", "paper.field"),
        ("parcels", [told(SOUND)["parcels"][0]] * 2, "paper.parcels_alike"),
        ("parcels", [told(SOUND)["parcels"][0] | {"reference": "x" * 81}], "paper.parcel_malformed"),
        ("parcels", [told(SOUND)["parcels"][0] | {"origins": {"SL": 1}}], "paper.parcel_malformed"),
    ],
)
def test_nothing_is_cut_off_or_passed_over_in_silence(field: str, value: Any, code: str) -> None:
    facts, reasons = read_form("SL004911", "SL", told(SOUND) | {field: value})
    assert facts is None
    assert {one.code for one in reasons} == {code}


def test_who_keys_in_may_lack_an_address_and_who_stands_for_it_may_not() -> None:
    bare = told(SOUND) | {"exporter": {"name": "N", "country": "SL"}}
    assert read_form("SL004911", "SL", bare)[1] == ()
    assert [one.facts for one in read_paper("SL004911", "SL", bare)[1]] == [{"field": "exporter"}]


@given(st.dictionaries(st.sampled_from(sorted(told(SOUND))), st.none() | texts | st.integers() | st.lists(texts)))
def test_nothing_keyed_in_is_a_bug(given_: dict[str, Any]) -> None:
    read, reasons = read_paper("SL004911", "SL", told(SOUND) | given_)
    assert (read is None) == bool(reasons)


def test_each_finding_and_feature_has_a_sentence() -> None:
    source = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    found = {
        node.value
        for node in ast.walk(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("paper.")
    } - {"paper.cross_checks"}
    assert len(found) > 30
    found |= {f"paper.feature_{code}" for code in rules.FEATURES} | {f"paper.severity_{one}" for one in Severity}
    missing = {code for code in found for language in words.LANGUAGES if not words.knows(language, code)}
    assert not missing
