"""The registry of specimens, and a paper judged by what it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import Cast, raise_cast

from openkp.certificates import actions, judging, presented, queries, specimens
from openkp.core.facts import PartyFacts
from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.core.rules import numbers
from openkp.core.rules.arrival import CREDENTIAL, PAPER
from openkp.core.rules.paper import PaperFacts, PaperParcel

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def cast(db: None) -> Cast:
    return raise_cast()


def act(cast: Cast, what: Any, by: Actor, **told: Any) -> dict[str, Any]:
    return dict(what(by=by, now=cast.now, request_id=cast.ask(), **told).data)


def register(cast: Cast, by: Actor | None = None, **told: Any) -> int:
    given = {"participant": "SL", "name_printed": "Sierra Leone", "source": "Letter 12/2026", "digits": 6} | told
    return int(act(cast, actions.register_specimen, by or cast.officer, **given)["specimen"])


def line(reference: str = "A-004911", *, value_usd_cents: int = 24_680_000, origin: str = "SL") -> PaperParcel:
    return PaperParcel("7102.31", 1234, value_usd_cents, origin, reference)


def judged(number: str = "SL004911", *, source: str = PAPER, on: dt.date = DAY, **told: Any) -> dict[str, str]:
    given = {
        "authority": "National Minerals Agency",
        "issued_on": dt.date(2026, 11, 20),
        "valid_until": dt.date(2027, 1, 19),
        "exporter": PartyFacts("Fatmata Conteh", "Freetown", "SL"),
        "importer": PartyFacts("Scheldt Rough NV", "Antwerp", "BE"),
        "destination": "BE",
        "parcels": (line(),),
    } | told
    paper = PaperFacts(number=number, participant=numbers.participant_of(number), **given)
    found = presented.judge_paper(paper, source=source, receiver="EU", on=on)
    return {one["code"]: one["severity"] for one in found}


def test_what_ships_is_loaded_once_and_read_by_authorities_alone(cast: Cast) -> None:
    for _ in range(2):
        act(cast, actions.load_specimens, SYSTEM)
    told = {row.participant: row for row in queries.specimens(viewer=cast.customs_eu)}
    assert set(told) == {"EU", "CA", "MX", "AE", "SL"}
    assert (told["EU"].prefix, told["EU"].also, told["EU"].digits) == ("EU", ("EC",), 8)
    assert "serial-under-uv" in told["EU"].features
    assert told["MX"].digits == 7
    assert (told["CA"].digits, told["CA"].image, told["CA"].ranges) == (None, "", ()), "not recorded"
    assert len(queries.specimens(viewer=cast.secretariat, participant="EU")) == 1
    for viewer in (cast.exporter, cast.observer, Actor.nobody()):
        assert queries.specimens(viewer=viewer) == ()
        assert queries.specimen(told["EU"].id, viewer=viewer) is None


def test_who_keeps_the_registry(cast: Cast) -> None:
    assert register(cast, cast.secretariat)
    assert register(cast, cast.officer)
    for stranger in (cast.officer_lr, cast.customs_eu, cast.exporter):
        with pytest.raises(Refusal, match=r"roles\.not_yours"):
            register(cast, stranger)


def test_every_fault_of_a_specimen_at_once(cast: Cast) -> None:
    with pytest.raises(Refusals) as refused:
        register(
            cast,
            name_printed=" ",
            source="",
            prefix="LR",
            digits=13,
            features=("watermark", "glitter"),
            standing="rumour",
            image="0" * 64,
            valid_from=DAY,
            valid_to=dt.date(2020, 1, 1),
        )
    assert refused.value.codes == {
        "certificates.specimen_field",
        "numbers.prefix_not_yours",
        "numbers.digits",
        "certificates.feature_unknown",
        "certificates.standing_unknown",
        "documents.no_such_file",
        "certificates.ends_before_it_begins",
    }


def test_a_range_of_the_year_makes_case_16_impossible(cast: Cast) -> None:
    made = register(cast)
    assert judged()["paper.ranges_not_recorded"] == "note"
    told = {"by": cast.officer, "specimen": made, "source": "Letter 13/2026"}
    act(cast, actions.add_specimen_range, **told, year=2025, first=4000, last=4499)
    act(cast, actions.add_specimen_range, **told, year=2026, first=4500, last=5200)
    assert judged() == {}, "the cast's approver has signed nothing here, and nobody was keyed in"
    assert judged("SL004306", parcels=(line("A-004306"),)) == {"paper.range_of_another_year": "impossible"}
    assert judged("SL4911") == {"paper.digits": "impossible"}
    assert judged(parcels=(line("A-004912"),)) == {"paper.reference_without_number": "impossible"}
    assert judged(authority="Ministry of Foreign Trade") == {"paper.authority_unknown": "doubt"}
    assert judged(parcels=(line(origin="MIXED"),)) == {"paper.mixed_without_sources": "doubt"}
    assert judged(parcels=(line(value_usd_cents=10**13),)) == {"paper.price_out_of_bounds": "doubt"}
    with pytest.raises(Refusals) as refused:
        act(cast, actions.add_specimen_range, **(told | {"source": ""}), year=1990, first=9, last=10_000_000)
    assert refused.value.codes == {
        "certificates.specimen_field",
        "certificates.year_unlikely",
        "numbers.too_few_digits",
    }


def test_a_wrong_range_is_corrected_by_a_new_one(cast: Cast) -> None:
    made = register(cast)
    told = {"by": cast.officer, "specimen": made, "source": "Letter 13/2026", "year": 2026}
    wrong = act(cast, actions.add_specimen_range, **told, first=1, last=99)["range"]
    assert judged()["paper.outside_ranges"] == "impossible"
    act(cast, actions.add_specimen_range, **told, first=4500, last=5200, supersedes=wrong)
    assert judged() == {}
    with pytest.raises(Refusal, match=r"already_corrected"):
        act(cast, actions.add_specimen_range, **told, first=1, last=9, supersedes=wrong)


def test_a_corrected_specimen_keeps_its_numbers_and_signatures(cast: Cast) -> None:
    made = register(cast)
    told = {"by": cast.officer, "specimen": made, "source": "Letter 13/2026"}
    wrong = act(cast, actions.add_specimen_range, **told, year=2026, first=1, last=99)["range"]
    act(cast, actions.add_specimen_range, **told, year=2026, first=4500, last=5200, supersedes=wrong)
    act(cast, actions.add_specimen_signatory, **told, name="Sorie Mansaray", function="issue")
    newer = register(cast, supersedes=made, features=("watermark",))
    found = queries.specimen(newer, viewer=cast.customs_eu)
    assert found is not None
    assert [(one.first, one.last) for one in found.ranges] == [(4500, 5200)]
    assert [one.name for one in found.signatories] == ["Sorie Mansaray"]
    assert judged() == {}
    with pytest.raises(Refusal, match="already_corrected"):
        register(cast, supersedes=made)


def test_a_newer_version_corrects_what_it_shipped_and_nothing_else(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    act(cast, actions.load_specimens, SYSTEM)
    (mexico,) = queries.specimens(viewer=SYSTEM, participant="MX")
    (canada,) = queries.specimens(viewer=SYSTEM, participant="CA")
    act(cast, actions.end_specimen, cast.secretariat, specimen=canada.id, valid_to=DAY)
    newer = [{**line, "digits": 9} for line in specimens._shipped() if line["participant"] in ("MX", "CA")]
    monkeypatch.setattr(specimens, "_shipped", lambda: newer)
    for _ in range(2):
        act(cast, actions.load_specimens, SYSTEM)
    (now,) = queries.specimens(viewer=SYSTEM, participant="MX")
    assert (now.digits, now.id) == (9, now.id) != (mexico.digits, mexico.id)
    assert [row.id for row in queries.specimens(viewer=SYSTEM, participant="CA")] == [canada.id], "ended here: it stays"


def test_signatories_of_specimens_and_of_this_house(cast: Cast) -> None:
    assert judged(signatory="Mohamed Kallon")["paper.no_specimen"] == "note", "the approver of the cast, an account"
    assert "paper.signatory_unknown" not in judged(signatory="Mohamed Kallon")
    assert judged(signatory="Adama Bah")["paper.signatory_unknown"] == "doubt", "she confirms imports"
    made = register(cast)
    named = act(
        cast,
        actions.add_specimen_signatory,
        cast.secretariat,
        specimen=made,
        name="Sorie Mansaray",
        function="validate",
        source="Letter 14/2026",
        valid_from=dt.date(2020, 1, 1),
    )
    assert "paper.signatory_unknown" not in judged(signatory="SORIE MANSARAY")
    told = {"by": cast.officer, "specimen": made, "signatory": named["signatory"]}
    act(cast, actions.end_specimen, **told, valid_to=dt.date(2026, 11, 1))
    assert judged(signatory="Sorie Mansaray")["paper.signatory_not_then"] == "impossible"
    with pytest.raises(Refusal, match=r"already_ended"):
        act(cast, actions.end_specimen, **told, valid_to=dt.date(2026, 11, 2))


def test_an_ended_specimen_is_of_papers_issued_before(cast: Cast) -> None:
    made = register(cast, valid_from=dt.date(2020, 1, 1))
    with pytest.raises(Refusals, match="ends_before_it_begins"):
        act(cast, actions.end_specimen, cast.officer, specimen=made, valid_to=dt.date(2019, 1, 1))
    act(cast, actions.end_specimen, cast.officer, specimen=made, valid_to=dt.date(2026, 11, 20))
    assert "paper.no_specimen" in judged(), "issued on the day on which it ended"
    assert "paper.no_specimen" not in judged(issued_on=dt.date(2026, 11, 19))
    newer = register(cast, supersedes=made)
    assert [row.id for row in queries.specimens(viewer=cast.officer, participant="SL")] == [newer]
    with pytest.raises(Refusal, match="specimen_unknown"):
        act(cast, actions.end_specimen, cast.officer, specimen=made, valid_to=DAY)


def test_a_canadian_paper_by_canadas_own_rules(cast: Cast) -> None:
    act(cast, actions.load_specimens, SYSTEM)
    paper = {"authority": "Natural Resources Canada", "issued_on": dt.date(2026, 3, 1), "parcels": (line(origin="CA"),)}
    known = judging.knowledge("CA", dt.date(2026, 3, 1))
    assert known.specimens[0].digits is None
    held = judged("CA12345", **paper, valid_until=dt.date(2026, 4, 30), seals=("7",))
    assert "paper.expiry_too_late" not in held, "issued on 1 March, it holds to 30 April"
    assert judged("CA12345", **paper, valid_until=dt.date(2026, 5, 1))["paper.expiry_too_late"] == "doubt"
    assert judged("CA12345", **paper)["paper.no_seal_number"] == "doubt"
    assert "paper.expiry_too_late" not in judged(valid_until=dt.date(2028, 1, 1)), "Sierra Leone's rule is ours"


def test_cases_13_and_15_by_the_registry_of_participants(cast: Cast) -> None:
    for number, day in (("CM000012", dt.date(2011, 5, 2)), ("KE000012", dt.date(2015, 7, 17))):
        found = judged(number, on=day, authority="Ministry", issued_on=day, valid_until=day)
        assert any(code.startswith("trade.") and severity == "impossible" for code, severity in found.items()), number


def test_a_signed_credential_answers_to_its_trust_list(cast: Cast) -> None:
    register(cast)
    assert "paper.reference_without_number" in judged(parcels=(line("P-1"),))
    assert judged(parcels=(line("P-1"),), source=CREDENTIAL) == {}


def test_what_knows_a_plain_parcel() -> None:
    assert PaperParcel("7102.10", 1, 1, "SL").origins == {}


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM certificates_specimenrange",
        "UPDATE certificates_specimenrange SET first = 1",
        "UPDATE certificates_specimenrow SET digits = 7",
        "UPDATE certificates_specimenrow SET valid_to = NULL",
        "UPDATE certificates_specimensignatory SET name = 'Another'",
        "DELETE FROM certificates_specimensignatory",
    ],
)
def test_the_database_keeps_specimens(cast: Cast, sql: str) -> None:
    made = register(cast)
    told = {"by": cast.officer, "specimen": made, "source": "Letter"}
    act(cast, actions.add_specimen_range, **told, year=2026, first=2, last=9)
    act(cast, actions.add_specimen_signatory, **told, name="Sorie Mansaray", function="issue")
    act(cast, actions.end_specimen, cast.officer, specimen=made, valid_to=DAY)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
