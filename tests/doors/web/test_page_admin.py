"""The administrator's pages: who comes in, what they may do there, and what the health page notices."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.cast import PASSWORD, email_of
from tests.desk import Desk

from openkp.core.roles import Actor, Role
from openkp.events import heartbeat
from openkp.events import queries as events
from openkp.parties import actions
from openkp.parties import queries as parties
from openkp.parties.tokens import hash_of
from openkp.web.admin import health, keys
from openkp.words import say

As = Callable[..., Client]
PAGES = ("", "tokens/", "keys/", "health/")
NEW = {
    "email": "new@example.org", "name": "Awa Kamara", "language": "fr", "role": "officer",
    "participant": "SL", "operator": "", "first": "link",
}  # fmt: skip


@pytest.fixture
def admin(as_person: As) -> Client:
    return as_person("admin")


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def add(client: Client, **other: str) -> object:
    return client.post("/en/admin/", {**NEW, **other})


def person(email: str) -> parties.PersonRow:
    return parties.person_by_email(email, viewer=Actor.system())


@pytest.mark.parametrize("page", PAGES)
def test_only_administrators_come_in(as_person: As, page: str) -> None:
    assert as_person("").get(f"/en/admin/{page}").status_code == 302
    assert as_person("officer").get(f"/en/admin/{page}").status_code == 403
    for lang in ("en", "fr"):
        assert as_person("admin").get(f"/{lang}/admin/{page}").status_code == 200
    assert "/admin/" not in text(as_person("officer").get("/en/work/"))
    assert 'href="/en/admin/"' in text(as_person("admin").get("/en/work/"))


def test_somebody_new_sets_a_password_by_the_link_once(admin: Client) -> None:
    page = text(add(admin))
    link = re.search(r"http://localhost:8000(/en/account/password/reset/key/[^<\s]+)", page)
    assert link, page
    row = person(NEW["email"])
    assert [(grant.role, grant.participant) for grant in row.grants] == [(Role.OFFICER, "SL")]
    assert [event.kind for event in events.history(f"person:{row.id}")] == [
        "parties.create_person",
        "parties.grant_role",
    ]
    theirs = Client()
    asked = theirs.get(link[1], follow=True)
    told = {"password1": "a long word of passage", "password2": "a long word of passage"}
    assert theirs.post(asked.request["PATH_INFO"], told).status_code == 302
    signed = {"login": NEW["email"], "password": told["password1"]}
    assert Client().post("/en/account/sign-in/", signed).status_code == 302
    assert "password1" not in text(Client().get(link[1], follow=True)), "the link works once"
    assert "reset/key" not in text(admin.get(f"/en/admin/person/{row.id}/"))


def test_a_typed_password_must_be_good_and_a_system_has_none(admin: Client) -> None:
    assert add(admin, first="typed", typed="short").status_code == 422  # type: ignore[attr-defined]
    assert add(admin, first="typed").status_code == 422  # type: ignore[attr-defined]
    assert add(admin, first="typed", typed="a long word of passage").status_code == 302  # type: ignore[attr-defined]
    signed = {"login": NEW["email"], "password": "a long word of passage"}
    assert Client().post("/en/account/sign-in/", signed).status_code == 302
    assert add(admin, email="system@example.org", first="system").status_code == 302  # type: ignore[attr-defined]
    assert "new@example.org" not in json.dumps([row.data for row in events.recent(participants=frozenset("*"))])


def test_an_address_that_is_taken_is_refused_and_nothing_typed_is_lost(admin: Client) -> None:
    answer = admin.post("/fr/admin/", {**NEW, "email": email_of("officer")})
    assert answer.status_code == 422
    assert "Awa Kamara" in text(answer)


def test_a_role_is_given_and_ended(admin: Client, desk: Desk) -> None:
    who = desk.cast.officer.person_id
    day = desk.cast.now.date()
    given = {"grant-role": "customs", "grant-participant": "SL", "grant-operator": "", "grant-valid_from": f"{day}"}
    assert admin.post(f"/en/admin/person/{who}/grant/", given).status_code == 302
    (held,) = [row for row in person(email_of("officer")).grants if row.role is Role.CUSTOMS]
    ended = {"withdraw-grant_id": str(held.id), "withdraw-valid_to": f"{day}"}
    assert admin.post(f"/en/admin/person/{who}/withdraw/", ended).status_code == 302
    assert Role.CUSTOMS not in {grant.role for grant in parties.actor(who, day).grants}


def test_an_administrator_of_one_participant_stays_within_it(as_person: As, desk: Desk) -> None:
    by, now = Actor.system(), desk.cast.now
    who = {"person_id": desk.cast.valuer.person_id, "role": Role.ADMIN, "participant": "SL", "valid_from": now.date()}
    actions.grant_role(by=by, now=now, request_id="local-admin", **who)
    client = as_person("valuer")
    page = text(client.get("/en/admin/"))
    assert email_of("officer") in page and email_of("customs_eu") not in page
    assert '<option value="EU"' not in page
    assert client.get("/en/admin/health/").status_code == 403
    assert client.get(f"/en/admin/person/{desk.cast.customs_eu.person_id}/").status_code == 404
    assert client.post(f"/en/admin/person/{desk.cast.customs_eu.person_id}/deactivate/").status_code == 404
    assert add(client, participant="EU").status_code == 422  # type: ignore[attr-defined]


def test_nobody_gives_roles_to_oneself_nor_shuts_oneself_out(admin: Client, desk: Desk) -> None:
    page = text(admin.get(f"/en/admin/person/{desk.cast.admin.person_id}/"))
    assert "/grant/" not in page and "/deactivate/" not in page
    day = desk.cast.now.date()
    given = {"grant-role": "chair", "grant-participant": "*", "grant-operator": "", "grant-valid_from": f"{day}"}
    assert admin.post(f"/en/admin/person/{desk.cast.admin.person_id}/grant/", given).status_code == 422


def test_somebody_is_let_in_no_more_and_erased(admin: Client, desk: Desk, as_person: As) -> None:
    who = desk.cast.valuer.person_id
    theirs = as_person("valuer")
    assert theirs.get("/en/work/").status_code == 200
    assert admin.post(f"/en/admin/person/{who}/deactivate/").status_code == 302
    assert theirs.get("/en/work/").status_code == 302
    assert admin.post(f"/en/admin/person/{who}/erase/", {"erase-email": "other@example.org"}).status_code == 422
    assert admin.post(f"/en/admin/person/{who}/erase/", {"erase-email": email_of("valuer")}).status_code == 302
    assert admin.get(f"/en/admin/person/{who}/").status_code == 404
    assert f">{email_of('valuer')}<" not in text(admin.get("/en/admin/"))


def test_a_link_ends_the_password_of_before(admin: Client, desk: Desk) -> None:
    answer = admin.post(f"/fr/admin/person/{desk.cast.officer.person_id}/link/")
    assert "/fr/account/password/reset/key/" in text(answer)
    assert answer["Cache-Control"] == "no-store"
    signed = {"login": email_of("officer"), "password": PASSWORD}
    assert Client().post("/en/account/sign-in/", signed).status_code == 200


def test_a_token_is_told_once_and_revoked(admin: Client, desk: Desk) -> None:
    who = desk.cast.officer.person_id
    asked = {"token-name": "customs system", "token-scopes": ["read", "export"], "token-days": "30"}
    page = text(admin.post(f"/en/admin/person/{who}/token/", asked))
    secret = re.search(r'id="secret"[^>]*>([^<]+)<', page)
    assert secret
    holder = parties.token_holder(hash_of(secret[1]), dt.datetime.now(dt.UTC))
    assert holder is not None and (holder.person_id, holder.scopes) == (who, {"read", "export"})
    listed = text(admin.get("/en/admin/tokens/"))
    assert "customs system" in listed and secret[1] not in listed
    assert admin.post(f"/en/admin/tokens/{holder.token_id}/revoke/").status_code == 302
    assert parties.token_holder(hash_of(secret[1]), dt.datetime.now(dt.UTC)) is None
    assert admin.post("/en/admin/tokens/999999/revoke/").status_code == 422


def test_the_keys_show_their_end(admin: Client, number: str) -> None:
    page = text(admin.get("/en/admin/keys/"))
    assert "sl-nma" in page and "certificates" in page
    now = dt.datetime.now(dt.UTC)
    for row in keys.shown(now.replace(year=now.year + 30)):
        assert not (row.soon and row.state != "valid")


def readings(now: dt.datetime) -> dict[str, health.Reading]:
    return {one.code: one for one in health.readings(now, "en")}


def test_health_notices_what_ages(desk: Desk, number: str, home: Path) -> None:
    now = desk.cast.now
    assert readings(now)["worker"].tone == "bad"
    assert readings(now)["backup"].age_seconds is None
    heartbeat.beat(now)
    (home / heartbeat.BACKUP_FILE).write_text(json.dumps({"at": f"{now:%Y-%m-%dT%H:%M:%SZ}"}))
    found = readings(now)
    assert {one.code: one.tone for one in found.values() if one.tone != "good" and one.code != "disk"} == {}
    assert found["log"].facts["waiting"] == 0
    desk.issue()
    assert readings(now)["log"].facts["waiting"] >= 1
    later = readings(now + dt.timedelta(hours=2))
    assert (later["worker"].tone, later["log"].tone, later["trust"].tone) == ("bad", "bad", "doubt")
    assert readings(now + dt.timedelta(days=2))["backup"].tone == "doubt"
    assert readings(now + dt.timedelta(days=60))["status"].tone == "bad"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_health_says_what_to_do(admin: Client, lang: str) -> None:
    page = text(admin.get(f"/{lang}/admin/health/"))
    assert "openkp serve" in page and "openkp backup" in page


def test_the_sentences_of_every_reading_exist(desk: Desk) -> None:
    for lang in ("en", "fr"):
        for one in (*readings(desk.cast.now).values(), health._passphrase()):
            for ending in ("", "_told", "_do"):
                facts = {"age": "x", **one.facts} if ending == "_told" else {}
                assert say(lang, f"admin.health_{one.code}{ending}", **facts)
