"""Operators and their papers: who may register and revoke, what is refused, what each reader sees."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import DEALER, MINER, NOW, Cast, raise_cast
from tests.land import BOOKLET, KENEMA, KONO, KONO_PIT, LOFA, Land, codes_of, lay_out

from openkp.core.refusal import Refusal, Refusals
from openkp.core.roles import Actor
from openkp.mining import actions, queries, steps
from openkp.words import LANGUAGES, say_all

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def land() -> Land:
    return lay_out(raise_cast())


@pytest.fixture
def cast(land: Land) -> Cast:
    return land.cast


def licence(cast: Cast, **changed: Any) -> str:
    told: dict[str, Any] = {
        "by": cast.officer,
        "operator": MINER,
        "number": "SL-ART-0900",
        "kind": "artisanal-mining",
        "valid_from": TODAY,
        "valid_until": TODAY + dt.timedelta(days=100),
        "zone": KONO,
        **changed,
    }
    return str(actions.grant_licence(now=NOW, request_id=cast.ask(), **told).data["licence"])


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"number": "LR-ART-1"}, {"mining.number_malformed"}),
        ({"kind": "fishing"}, {"mining.licence_kind_unknown"}),
        ({"valid_until": TODAY - dt.timedelta(days=1)}, {"mining.dates_reversed"}),
        ({"zone": ""}, {"mining.area_missing"}),
        ({"zone": "SL:NOWHERE"}, {"mining.zone_unknown"}),
        ({"zone": "LR:LOFA"}, {"mining.zone_unknown"}),
        ({"site": "SL:NO-PIT"}, {"mining.site_unknown"}),
        ({"site": KONO_PIT, "zone": KENEMA}, {"mining.site_not_in_zone"}),
        (
            {"number": "sl-1", "zone": "", "kind": "artisanal-mining"},
            {"mining.number_malformed", "mining.area_missing"},
        ),
    ],
)
def test_a_licence_that_cannot_be_granted(cast: Cast, changed: dict[str, Any], codes: set[str]) -> None:
    with pytest.raises(Refusals) as refused:
        licence(cast, **changed)
    assert refused.value.codes == codes


def test_numbers_are_given_once(cast: Cast) -> None:
    licence(cast)
    with pytest.raises(Refusal, match="number_taken"):
        licence(cast)
    with pytest.raises(Refusal, match="number_taken"):
        actions.register_operator(
            by=cast.officer, now=NOW, request_id=cast.ask(), participant="SL", number=MINER, kind="miner",
            name="Another", address="Elsewhere", nationality="SL",
        )  # fmt: skip


def test_each_authority_registers_its_own_operators(cast: Cast) -> None:
    for by in (cast.officer_lr, cast.miner, cast.observer, Actor.nobody()):
        with pytest.raises(Refusal, match="not_yours"):
            licence(cast, by=by)


def test_an_operator_needs_the_fields_of_annex_ii(cast: Cast) -> None:
    with pytest.raises(Refusals) as refused:
        actions.register_operator(
            by=cast.officer, now=NOW, request_id=cast.ask(), participant="SL", number="SL-AM-0999", kind="wizard",
            name=" ", address="", nationality="",
        )  # fmt: skip
    assert (
        sorted(reason.code for reason in refused.value.reasons) == ["mining.kind_unknown"] + ["mining.text_missing"] * 3
    )


def test_a_licence_is_revoked_once_with_its_reason(cast: Cast) -> None:
    with pytest.raises(Refusals, match="text_missing"):
        actions.revoke_licence(by=cast.officer, now=NOW, request_id=cast.ask(), licence="SL-ART-0001", reason="  ")
    actions.revoke_licence(
        by=cast.officer, now=NOW, request_id=cast.ask(), licence="SL-ART-0001", reason="Dug at night"
    )
    with pytest.raises(Refusals, match="already_revoked"):
        actions.revoke_licence(by=cast.officer, now=NOW, request_id=cast.ask(), licence="SL-ART-0001", reason="Again")
    check = queries.licence_check("SL-ART-0001", on=TODAY)
    assert check is not None
    assert (check.state, check.revoked_on) == ("revoked", TODAY)
    before = queries.licence_check("SL-ART-0001", on=TODAY - dt.timedelta(days=1))
    assert before is not None
    assert (before.state, before.revoked_on) == ("valid", None)


@pytest.mark.parametrize(("days", "state"), [(-366, "not-yet"), (-365, "valid"), (365, "valid"), (366, "expired")])
def test_anyone_may_check_a_card_and_learns_only_what_it_shows(land: Land, days: int, state: str) -> None:
    check = queries.licence_check("SL-ART-0001", on=TODAY + dt.timedelta(days=days))
    assert check is not None
    assert (check.state, check.holder, check.zone, check.site) == (state, "Aminata Kamara", KONO, KONO_PIT)
    assert not {"address", "nationality"} & set(check.__slots__)
    assert queries.licence_check("SL-ART-9999", on=TODAY) is None


def test_names_are_shown_to_the_authority_and_to_the_operator_itself(cast: Cast) -> None:
    for viewer in (cast.officer, cast.field_officer, cast.miner, cast.admin):
        row = queries.operator(MINER, viewer=viewer)
        assert row is not None
        assert (row.named, row.name) == (True, "Aminata Kamara")
    for viewer in (cast.officer_lr, cast.buyer, cast.observer, cast.customs_eu, Actor.nobody()):
        row = queries.operator(MINER, viewer=viewer)
        assert row is not None
        assert (row.named, row.name, row.address, row.nationality) == (False, "", "", "")
        assert queries.names([MINER], viewer=viewer) == {}


def test_papers_are_listed_for_those_whose_business_they_are(cast: Cast) -> None:
    assert [row.number for row in queries.licences(viewer=cast.miner)] == ["SL-ART-0001"]
    assert {row.participant for row in queries.licences(viewer=cast.officer)} == {"SL"}
    assert queries.licences(viewer=cast.officer_lr, operator=MINER) == ()
    assert queries.booklets(DEALER, viewer=cast.officer_lr) == ()


def test_the_register_is_paged_by_number(cast: Cast) -> None:
    first = queries.operators(viewer=cast.officer, participant="SL", limit=2)
    rest = queries.operators(viewer=cast.officer, participant="SL", after=first[-1].number)
    numbers = [row.number for row in (*first, *rest)]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 5


def test_an_operator_moves_and_keeps_its_number(cast: Cast) -> None:
    told = {"operator": MINER, "name": "Aminata Kamara", "address": "9 New Road", "nationality": "SL"}
    actions.correct_operator(by=cast.officer, now=NOW, request_id=cast.ask(), **told)
    row = queries.operator(MINER, viewer=cast.officer)
    assert row is not None
    assert row.address == "9 New Road"


@pytest.mark.parametrize("coordinates", [(90_000_001, 0), (0, 180_000_001), (-90_000_001, 0)])
def test_a_site_is_on_earth(cast: Cast, coordinates: tuple[int, int]) -> None:
    with pytest.raises(Refusals, match="not_on_earth"):
        actions.register_site(
            by=cast.officer, now=NOW, request_id=cast.ask(), zone=KONO, code="SL:KONO-X", name="X",
            latitude_udeg=coordinates[0], longitude_udeg=coordinates[1],
        )  # fmt: skip


def test_a_withdrawn_slip_never_serves(land: Land) -> None:
    cast = land.cast
    actions.withdraw_slip(by=cast.buyer, now=NOW, request_id=cast.ask(), booklet=BOOKLET, number=9, fate="spoiled")
    lot = land.find(100)
    with pytest.raises(Refusals, match="slip_withdrawn"):
        land.sell([(lot, 100)], slip=9)
    with pytest.raises(Refusal, match="slip_used"):
        actions.withdraw_slip(by=cast.buyer, now=NOW, request_id=cast.ask(), booklet=BOOKLET, number=9, fate="missing")
    for number, fate, code in ((10, "used", "fate_unknown"), (501, "missing", "slip_outside_booklet")):
        with pytest.raises(Refusals, match=code):
            actions.withdraw_slip(
                by=cast.buyer, now=NOW, request_id=cast.ask(), booklet=BOOKLET, number=number, fate=fate
            )
    (row,) = queries.booklets(DEALER, viewer=cast.buyer)
    assert (row.used, row.withdrawn) == ((), (9,))


def test_a_step_uses_a_slip_once(land: Land) -> None:
    with transaction.atomic():
        steps.use_slip(booklet=BOOKLET, number=3, now=NOW)
        with pytest.raises(Refusal, match="slip_used"):
            steps.use_slip(booklet=BOOKLET, number=3, now=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mining_licence SET valid_until = '2099-01-01'",
        "UPDATE mining_licence SET revoked_on = '2026-01-01', number = 'SL-X'",
        "DELETE FROM mining_licence",
        "UPDATE mining_operator SET participant = 'LR'",
        "DELETE FROM mining_operator",
        "UPDATE mining_site SET latitude_udeg = 0",
        "UPDATE mining_booklet SET last = 5000",
    ],
)
def test_the_database_itself_keeps_papers(land: Land, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_honest_register_has_no_problems(land: Land) -> None:
    assert list(queries.problems()) == []
    assert queries.figures()["operators"] == 6


LIBERIAN = {"operator": "LR-DLR-0009", "kind": "dealer-licence", "zone": "", "valid_from": dt.date(2026, 3, 1)}


def liberian(cast: Cast, number: str, **changed: Any) -> str:
    return licence(cast, **{"by": cast.officer_lr, "number": number, **LIBERIAN, **changed})


@pytest.fixture
def dealer_lr(cast: Cast) -> None:
    """A dealer of a country that has recorded no term of its own."""
    who = {"participant": "LR", "number": LIBERIAN["operator"], "kind": "dealer", "name": "Flomo Kollie"}
    where = {"address": "Tubmanburg", "nationality": "LR"}
    actions.register_operator(by=cast.officer_lr, now=NOW, request_id=cast.ask(), **who, **where)


@pytest.mark.usefixtures("dealer_lr")
def test_a_licence_is_no_longer_than_its_kind_may_be(cast: Cast) -> None:
    """The general rule: a year, and mining leases of 25 years."""
    assert liberian(cast, "LR-DLL-0001", valid_until=dt.date(2027, 2, 28))
    with pytest.raises(Refusals) as refused:
        liberian(cast, "LR-DLL-0002", valid_until=dt.date(2027, 3, 1))
    assert codes_of(refused.value) == {"mining.term_too_long"}
    assert all(say_all(language, refused.value) for language in LANGUAGES)
    assert "28 February 2027" in say_all("en", refused.value)[0]
    lease = {"kind": "industrial-mining", "zone": LOFA}
    assert liberian(cast, "LR-LSL-0001", **lease, valid_until=dt.date(2051, 2, 28))
    with pytest.raises(Refusals):
        liberian(cast, "LR-LSL-0002", **lease, valid_until=dt.date(2051, 3, 1))


def test_a_participants_own_term_goes_before_the_general_one(cast: Cast) -> None:
    """The ground of the tests records 25 months for Sierra Leone."""
    assert licence(cast, number="SL-ART-0901", valid_from=TODAY, valid_until=TODAY + dt.timedelta(days=700))
    with pytest.raises(Refusals, match="term_too_long"):
        licence(cast, number="SL-ART-0902", valid_from=TODAY, valid_until=TODAY + dt.timedelta(days=800))


def test_an_artisanal_licence_covers_no_more_ground_than_the_law_gives(cast: Cast) -> None:
    """Sierra Leone: one hectare. A site without its extent, and a zone, are not compared; other kinds have no limit."""
    for code, area_m2 in (("SL:KONO-ONE", 10_000), ("SL:KONO-LARGE", 10_001)):
        told = {"zone": KONO, "code": code, "name": code, "latitude_udeg": 8_612_000, "longitude_udeg": -11_050_000}
        actions.register_site(by=cast.field_officer, now=NOW, request_id=cast.ask(), **told, area_m2=area_m2)
    assert licence(cast, number="SL-ART-0903", site="SL:KONO-ONE")
    assert licence(cast, number="SL-ART-0904", site=KONO_PIT)
    with pytest.raises(Refusals) as refused:
        licence(cast, number="SL-ART-0905", site="SL:KONO-LARGE", valid_until=TODAY + dt.timedelta(days=900))
    assert codes_of(refused.value) == {"mining.area_too_large", "mining.term_too_long"}
    assert all(len(say_all(language, refused.value)) == 2 for language in LANGUAGES)
    assert licence(cast, number="SL-LSL-0905", kind="industrial-mining", site="SL:KONO-LARGE")
