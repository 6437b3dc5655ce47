"""People and roles: who may do what on a day, who may read whom, and how someone is forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from tests.cast import AUTHORITY, NOW, PASSWORD, Cast, email_of

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor, Grant, Role
from openkp.events.models import Event
from openkp.parties import actions, models, queries
from openkp.parties.actions import Personal

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_an_actor_holds_the_roles_of_that_day(cast: Cast) -> None:
    assert queries.actor(cast.exporter.person_id, TODAY) == cast.exporter
    (grant,) = queries.grants(cast.exporter.person_id, viewer=cast.admin)
    actions.withdraw_role(by=cast.admin, now=NOW, request_id=cast.ask(), grant_id=grant.id, valid_to=TODAY)
    assert queries.actor(cast.exporter.person_id, TODAY).grants == frozenset()
    assert queries.actor(cast.exporter.person_id, TODAY - dt.timedelta(days=1)) == cast.exporter
    assert queries.actor(10**6, TODAY).grants == frozenset()


def test_someone_deactivated_holds_nothing_and_cannot_sign_in(cast: Cast) -> None:
    assert authenticate(username=email_of("miner"), password=PASSWORD) is not None
    actions.deactivate_person(by=cast.admin, now=NOW, request_id=cast.ask(), person_id=cast.miner.person_id)
    assert queries.actor(cast.miner.person_id, TODAY).grants == frozenset()
    assert authenticate(username=email_of("miner"), password=PASSWORD) is None


def test_an_administrator_of_one_participant_stays_there(cast: Cast) -> None:
    admin_sl = Actor(cast.agent.person_id, frozenset({Grant(Role.ADMIN, "SL")}))

    def grant(participant: str, role: Role = Role.OFFICER, person_id: int = cast.miner.person_id) -> None:
        actions.grant_role(
            by=admin_sl,
            now=NOW,
            request_id=cast.ask(),
            person_id=person_id,
            role=role,
            participant=participant,
            valid_from=TODAY,
        )

    grant("SL")
    assert queries.actor(cast.miner.person_id, TODAY).has(Role.OFFICER, participant="SL")
    for elsewhere in ("LR", "*"):
        with pytest.raises(Refusal, match="not_yours"):
            grant(elsewhere)
    with pytest.raises(Refusal, match="role_of_no_person"):
        grant("SL", Role.SYSTEM)
    with pytest.raises(Refusal, match="role_for_oneself"):
        grant("SL", person_id=admin_sl.person_id)
    with pytest.raises(Refusal, match="not_yours"):
        actions.deactivate_person(by=admin_sl, now=NOW, request_id=cast.ask(), person_id=cast.officer_lr.person_id)
    with pytest.raises(Refusal, match="not_yours"):
        actions.set_password(
            by=admin_sl,
            now=NOW,
            request_id=cast.ask(),
            person_id=cast.admin.person_id,
            who=Personal(password="another long word"),
        )


def test_names_are_read_by_those_who_work_with_them(cast: Cast) -> None:
    miner = cast.miner.person_id
    assert queries.display_name(miner, viewer=cast.officer) == "Aminata Kamara"
    assert queries.display_name(miner, viewer=cast.miner) == "Aminata Kamara"
    assert queries.display_name(miner, viewer=cast.admin) == "Aminata Kamara"
    for stranger in (cast.officer_lr, cast.exporter, cast.observer, cast.customs_eu, Actor.nobody()):
        assert queries.display_name(miner, viewer=stranger) == ""
        row = queries.person(miner, viewer=stranger)
        assert (row.email, row.name, row.grants) == ("", "", ())
    with pytest.raises(Refusal, match="unknown_person"):
        queries.person_by_email(email_of("miner"), viewer=cast.observer)
    assert queries.person_by_email("MINER@example.org ", viewer=cast.officer).id == miner


def test_people_are_listed_to_those_who_may_read_them(cast: Cast) -> None:
    assert {row.name for row in queries.people(viewer=cast.miner)} == {"Aminata Kamara"}
    assert len(queries.people(viewer=cast.admin)) == models.Person.objects.count()
    assert {row.id for row in queries.people(viewer=cast.admin, participant="LR")} == {cast.officer_lr.person_id}


def test_foreign_authorities_recognise_signatories_and_the_public_does_not(cast: Cast) -> None:
    seen = queries.signatories(viewer=cast.customs_eu, authority=AUTHORITY, function="validate", on=TODAY)
    assert [row.name for row in seen] == ["Mohamed Kallon"]
    assert [row.name for row in queries.signatories(viewer=Actor.nobody(), authority=AUTHORITY, on=TODAY)] == [""] * 4
    (row,) = seen
    actions.end_signatory(by=cast.admin, now=NOW, request_id=cast.ask(), signatory_id=row.id, valid_to=TODAY)
    assert queries.signatories(viewer=cast.admin, authority=AUTHORITY, function="validate", on=TODAY) == ()


def test_someone_is_forgotten_and_the_facts_stay(cast: Cast) -> None:
    miner = cast.miner.person_id
    EmailAddress.objects.create(user_id=miner, email=email_of("miner"), verified=True, primary=True)
    events = Event.objects.count()
    actions.erase_person(by=cast.admin, now=NOW, request_id=cast.ask(), person_id=miner)
    row = models.Person.objects.get(pk=miner)
    assert (row.name, row.is_active, row.erased_at) == ("", False, NOW)
    assert "miner" not in row.email
    assert not EmailAddress.objects.filter(user_id=miner).exists()
    assert Event.objects.count() == events + 1
    assert queries.display_name(miner, viewer=cast.admin) == ""


def test_one_corrects_oneself_and_nobody_else(cast: Cast) -> None:
    who = Personal(name="Aminata Kamara-Sesay", language="fr")
    actions.correct_person(by=cast.miner, now=NOW, request_id=cast.ask(), person_id=cast.miner.person_id, who=who)
    row = queries.person(cast.miner.person_id, viewer=cast.miner)
    assert (row.name, row.language, row.email) == ("Aminata Kamara-Sesay", "fr", email_of("miner"))
    with pytest.raises(Refusal, match="not_yours"):
        actions.correct_person(by=cast.buyer, now=NOW, request_id=cast.ask(), person_id=cast.miner.person_id, who=who)


@pytest.mark.parametrize(
    ("email", "code"),
    [("nobody", "email_malformed"), ("a b@example.org", "email_malformed"), ("MINER@example.org", "email_taken")],
)
def test_an_address_is_an_address_and_one_persons(cast: Cast, email: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        actions.create_person(by=cast.admin, now=NOW, request_id=cast.ask(), who=Personal(email=email))


def test_a_password_never_reaches_an_event() -> None:
    assert str(Personal("a@b.org", "A", "en", "secret")) == "personal data"
    assert "secret" not in repr(Personal("a@b.org", "A", "en", "secret"))
