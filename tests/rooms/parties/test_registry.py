"""The registry: facts are added, ended once and corrected by new rows; nothing is edited, by anyone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import AUTHORITY, NOW, Cast

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Grant, Role
from openkp.core.rules.trade import Direction, Mode, Scope, Status
from openkp.events.models import Event
from openkp.parties import actions, models, queries
from openkp.parties.actions import reference
from openkp.parties.steps import Dates

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_loading_again_adds_nothing(cast: Cast) -> None:
    kinds = (models.Participant, models.StatusRow, models.RestrictionRow, models.RuleRow, models.Authority)
    before = [kind.objects.count() for kind in (*kinds, models.Membership, models.CountryGroup)]
    actions.load_reference(by=Actor.system(), now=NOW, request_id="reference-again")
    assert before == [kind.objects.count() for kind in (*kinds, models.Membership, models.CountryGroup)]


def test_a_newer_release_tells_an_end_and_corrects(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = reference._read

    def newer(name: str) -> dict[str, Any]:
        told = shipped(name)
        for row in told.get("status", ()):
            if row["participant"] == "UZ":
                row["valid_to"] = dt.date(2026, 6, 1)
            if row["participant"] == "QA":
                row["basis"] = "Read again"
        return told

    monkeypatch.setattr(reference, "_read", newer)
    before = models.StatusRow.objects.count()
    for turn in ("first", "second"):
        actions.load_reference(by=Actor.system(), now=NOW, request_id=f"reference-newer-{turn}")
    assert models.StatusRow.objects.count() == before + 1
    assert not queries.may_trade("UZ", "EU", TODAY).allowed
    (qatar,) = queries.statuses("QA")
    assert qatar.basis == "Read again"


def test_a_corrected_fact_stays_corrected_when_loaded_again(cast: Cast) -> None:
    (shipped,) = [row for row in queries.statuses("CM") if row.status is Status.ACTIVE]
    actions.record_status(
        by=cast.chair,
        now=NOW,
        request_id=cast.ask(),
        participant="CM",
        status=Status.ACTIVE,
        dates=Dates(dt.date(2012, 8, 14)),
        basis="Notice of the Chair",
        source="an archive",
        supersedes=shipped.id,
    )
    assert not queries.may_trade("CM", "EU", dt.date(2012, 8, 13)).allowed
    actions.load_reference(by=Actor.system(), now=NOW, request_id="reference-again")
    (kept,) = queries.statuses("CM")
    assert kept.period.valid_from == dt.date(2012, 8, 14)
    with pytest.raises(Refusal, match="already_corrected"):
        actions.record_status(
            by=cast.chair,
            now=NOW,
            request_id=cast.ask(),
            participant="CM",
            status=Status.ACTIVE,
            dates=Dates(),
            basis="b",
            source="s",
            supersedes=shipped.id,
        )


def test_a_suspension_from_tomorrow_bars_from_tomorrow(cast: Cast) -> None:
    (active,) = queries.statuses("GH")
    tomorrow = TODAY + dt.timedelta(days=1)
    actions.record_status(
        by=cast.chair,
        now=NOW,
        request_id=cast.ask(),
        participant="GH",
        status=Status.SUSPENDED,
        dates=Dates(tomorrow),
        basis="Decision of the plenary",
        source="Notice of the Chair",
        ends=active.id,
    )
    assert queries.may_trade("GH", "EU", TODAY).allowed
    assert not queries.may_trade("GH", "EU", tomorrow).allowed
    assert not queries.may_trade("AE", "GH", tomorrow).allowed
    with pytest.raises(Refusal, match="already_ended"):
        actions.end_status(by=cast.chair, now=NOW, request_id=cast.ask(), status_id=active.id, valid_to=TODAY)


def test_an_operator_restricted_and_freed(cast: Cast) -> None:
    actions.impose_restriction(
        by=cast.secretariat,
        now=NOW,
        request_id=cast.ask(),
        code="sl-operator-2026",
        participant="SL",
        scope=Scope.OPERATOR,
        mode=Mode.FORBIDDEN,
        direction=Direction.EXPORT,
        targets=("SL-EX-0001",),
        dates=Dates(TODAY),
        basis="Conviction (Annex II, recommendation 6)",
        source="Notice",
    )
    assert not queries.may_trade("SL", "EU", TODAY, operator="SL-EX-0001").allowed
    assert queries.may_trade("SL", "EU", TODAY, operator="SL-EX-0002").allowed
    later = TODAY + dt.timedelta(days=30)
    actions.lift_restriction(
        by=cast.secretariat, now=NOW, request_id=cast.ask(), code="sl-operator-2026", valid_to=later
    )
    assert queries.may_trade("SL", "EU", later, operator="SL-EX-0001").allowed
    assert [row.code for row in queries.restrictions(TODAY, "SL")] == ["sl-operator-2026"]


@pytest.mark.parametrize(
    ("scope", "mode", "targets"),
    [
        (Scope.ALL, Mode.FORBIDDEN, ("SL:KONO",)),
        (Scope.ALL, Mode.ONLY_LISTED, ()),
        (Scope.ZONE, Mode.FORBIDDEN, ()),
    ],
)
def test_a_restriction_that_says_nothing_is_refused(
    cast: Cast, scope: Scope, mode: Mode, targets: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal, match="restriction_targets"):
        actions.impose_restriction(
            by=cast.chair,
            now=NOW,
            request_id=cast.ask(),
            code="sl-empty",
            participant="SL",
            scope=scope,
            mode=mode,
            direction=Direction.BOTH,
            targets=targets,
            dates=Dates(TODAY),
            basis="b",
            source="s",
        )


def test_nothing_is_recorded_without_a_source(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unsourced"):
        actions.record_status(
            by=cast.chair,
            now=NOW,
            request_id=cast.ask(),
            participant="GH",
            status=Status.REMOVED,
            dates=Dates(TODAY),
            basis="because",
            source=" ",
        )


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.OBSERVER])
def test_nobody_decides_about_ones_own_participant(cast: Cast, role: Role) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        actions.record_status(
            by=Actor(cast.officer.person_id, frozenset({Grant(role, "SL")})),
            now=NOW,
            request_id=cast.ask(),
            participant="SL",
            status=Status.ACTIVE,
            dates=Dates(),
            basis="b",
            source="s",
        )


def test_a_new_participant_takes_part_only_once_a_status_says_so(cast: Cast) -> None:
    actions.register_participant(
        by=cast.chair,
        now=NOW,
        request_id=cast.ask(),
        code="KE",
        name_en="Kenya",
        name_fr="Kenya",
        time_zone="Africa/Nairobi",
        source="application",
    )
    assert not queries.participant("KE", TODAY).is_participant
    assert not queries.may_trade("KE", "EU", TODAY).allowed
    for wrong, code in (({"code": "ke"}, "code_malformed"), ({"time_zone": "Mars/Base"}, "unknown_time_zone")):
        facts = {"code": "UG", "name_en": "Uganda", "name_fr": "Ouganda", "time_zone": "Africa/Kampala", "source": "s"}
        with pytest.raises(Refusal, match=code):
            actions.register_participant(by=cast.chair, now=NOW, request_id=cast.ask(), **{**facts, **wrong})


def test_an_authority_speaks_under_its_did(cast: Cast) -> None:
    row = queries.authority(AUTHORITY)
    assert row.issuer == "did:web:localhost%3A8000:authorities:sl-nma"
    assert queries.authority(row.issuer) == row
    with pytest.raises(Refusal, match="unknown_authority"):
        queries.authority("did:web:elsewhere.example:authorities:sl-nma")
    actions.close_authority(by=cast.admin, now=NOW, request_id=cast.ask(), slug=AUTHORITY, valid_to=TODAY)
    assert queries.authorities("SL", TODAY) == ()
    assert [a.slug for a in queries.authorities("SL", TODAY - dt.timedelta(days=1))] == [AUTHORITY]
    assert len(queries.authorities("EU")) == 7


STATEMENTS = [
    "DELETE FROM parties_statusrow",
    "UPDATE parties_statusrow SET status = 'active' WHERE status = 'removed'",
    "UPDATE parties_statusrow SET valid_to = '2030-01-01' WHERE valid_to IS NOT NULL",
    "UPDATE parties_statusrow SET valid_to = NULL",
    "UPDATE parties_statusrow SET valid_to = '2030-01-01', basis = 'x' WHERE valid_to IS NULL",
    "UPDATE parties_statusrow SET valid_to = '2030-01-01', valid_from = '2026-01-01' WHERE valid_from IS NULL",
    "UPDATE parties_restrictionrow SET targets = '[]'",
    "DELETE FROM parties_restrictionrow",
    "UPDATE parties_rulerow SET value = '1'",
    "DELETE FROM parties_rulerow",
    "UPDATE parties_authority SET name_en = 'x'",
    "UPDATE parties_grantrow SET role = 'admin'",
    "DELETE FROM parties_grantrow",
    "DELETE FROM parties_person",
    "UPDATE parties_participant SET name_en = 'x'",
    "UPDATE parties_membership SET country = 'XX'",
    "DELETE FROM parties_signatory",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_itself_keeps_the_registry(cast: Cast, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_events_hold_no_name_and_no_address(cast: Cast) -> None:
    told = "\n".join(str(row) for row in Event.objects.values_list("subject", "outcome", "request_id"))
    assert "@" not in told
    assert "Kamara" not in told
