"""Signing in: password, second factor, lockout; no open sign-up; every write through the actions of parties."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core import mail
from django.test import Client
from tests.cast import PASSWORD, Cast, email_of, raise_cast

from openkp.config import environment
from openkp.events import queries as events
from openkp.web.accounts import idle
from openkp.words import say

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/account/sign-in/"


@pytest.fixture
def cast(db: None) -> Cast:
    return raise_cast()


def sign_in(client: Client, name: str, password: str = PASSWORD, lang: str = "en") -> int:
    told = {"login": email_of(name), "password": password}
    return client.post(f"/{lang}/account/sign-in/", told).status_code


def code_of(secret: str) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))


def test_a_person_signs_in_and_out(cast: Cast, client: Client) -> None:
    answer = client.post("/fr/account/sign-in/", {"login": email_of("officer"), "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/work/")
    assert "Mon travail" in client.get("/fr/work/").content.decode()
    assert client.post("/fr/account/sign-out/").status_code == 302
    assert client.get("/fr/work/").status_code == 302


@pytest.mark.parametrize(("lang", "label"), [("en", "Password"), ("fr", "Mot de passe")])
def test_the_page_in_both_languages(client: Client, lang: str, label: str) -> None:
    page = client.get(f"/{lang}/account/sign-in/").content.decode()
    assert label in page
    assert "demo.openkp" not in page


def test_a_wrong_password_is_told_beside_the_form_and_names_nobody(cast: Cast, client: Client) -> None:
    known = client.post(SIGN_IN, {"login": email_of("officer"), "password": "wrong"})
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong"})
    told = [re.findall(r"error-summary.*?</div>", answer.content.decode(), re.S) for answer in (known, unknown)]
    assert told[0]
    assert told[0] == told[1]


def test_five_failures_lock_the_account_out(cast: Cast, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "officer", "wrong")
    assert sign_in(client, "officer") == 200, "the right password does not help now"
    assert client.get("/en/work/").status_code == 302
    assert sign_in(Client(), "approver") == 302, "others are not locked out"


def test_nobody_signs_up(cast: Cast, client: Client) -> None:
    told = {"email": "new@example.org", "password1": PASSWORD}
    assert "Accounts are opened by your authority" in client.post("/en/account/sign-up/", told).content.decode()


def test_a_new_password_is_an_event_and_not_in_it(cast: Cast, client: Client) -> None:
    sign_in(client, "officer")
    other = "another long word of passage"
    told = {"oldpassword": PASSWORD, "password1": other, "password2": other}
    assert client.post("/en/account/password/", told).status_code == 302
    assert client.get("/en/work/").status_code == 200, "still signed in"
    (event,) = [row for row in events.history(f"person:{cast.officer.person_id}") if row.kind == "parties.set_password"]
    assert other not in json.dumps(event.data)
    assert sign_in(Client(), "officer", other) == 302


def test_a_forgotten_password_is_reset_by_mail(cast: Cast, client: Client) -> None:
    client.post("/fr/account/password/reset/", {"email": email_of("officer")})
    (message,) = mail.outbox
    found = re.search(r"http://\S+?(/fr/account/password/reset/key/\S+)", str(message.body))
    assert found
    page = client.get(found[1], follow=True)
    address = page.redirect_chain[-1][0]
    other = "a third long word of passage"
    assert client.post(address, {"password1": other, "password2": other}).status_code == 302
    assert sign_in(Client(), "officer", other) == 302


def test_second_factor_from_activation_to_sign_in(cast: Cast, client: Client) -> None:
    sign_in(client, "approver")
    again = client.get("/en/account/second-factor/totp/activate/")
    assert "/account/confirm/" in again["Location"], "the password is asked for again before this"
    client.post(again["Location"], {"password": PASSWORD})
    page = client.get("/en/account/second-factor/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    assert "style=" not in page.content.decode()
    assert client.post("/en/account/second-factor/totp/activate/", {"code": code_of(secret)}).status_code == 302
    stored = Authenticator.objects.get(user_id=cast.approver.person_id, type="totp").data["secret"]
    assert secret not in stored, "encrypted at rest"
    codes = client.get("/en/account/second-factor/recovery-codes/").content.decode()
    assert codes.count("\n") > 5
    other = Client()
    assert sign_in(other, "approver") == 302
    assert other.get("/en/work/").status_code == 302, "the password alone is not enough"
    assert other.get("/en/account/second-factor/authenticate/").status_code == 200
    answer = other.post("/en/account/second-factor/authenticate/", {"code": "000000"})
    assert answer.status_code == 200
    (recovery,) = re.findall(r"\b[0-9a-z]{8,}\b", codes[codes.index("<textarea") : codes.index("</textarea")])[-1:]
    assert other.post("/en/account/second-factor/authenticate/", {"code": recovery}).status_code == 302
    assert other.get("/en/work/").status_code == 200


@pytest.mark.parametrize(
    ("lang", "key", "code"), [("en", "By a key", "By a code"), ("fr", "Par une clé", "Par un code")]
)
def test_whoever_changes_a_factor_shows_again_who_it_is(
    cast: Cast, client: Client, lang: str, key: str, code: str
) -> None:
    sign_in(client, "officer", lang=lang)
    for kind, data in (("webauthn", {"name": "Key ring", "credential": {}}), ("totp", {"secret": "x"})):
        Authenticator.objects.create(user_id=cast.officer.person_id, type=kind, data=data)
    page = client.get(f"/{lang}/account/confirm/").content.decode()
    assert key in page and code in page
    for path in ("second-factor/webauthn/add/", "second-factor/totp/deactivate/"):
        assert "/account/confirm/" in client.get(f"/{lang}/account/{path}")["Location"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_pages_of_the_second_factor_are_in_our_words(cast: Cast, client: Client, lang: str) -> None:
    sign_in(client, "officer", lang=lang)
    client.post(f"/{lang}/account/confirm/", {"password": PASSWORD})
    pages = ("", "webauthn/", "webauthn/add/", "totp/activate/")
    told = "".join(client.get(f"/{lang}/account/second-factor/{page}").content.decode() for page in pages)
    for words in ("Security Key", "Two-Factor", "Authenticator App", "Clés de sécurité", "double facteur"):
        assert words not in told
    wrong = client.post(f"/{lang}/account/second-factor/totp/activate/", {"code": "000000"}).content.decode()
    assert say(lang, "accounts.mfa_wrong") in wrong.replace("&#x27;", "'")


def test_a_wrong_key_opens_nothing(cast: Cast, client: Client) -> None:
    options = client.get("/en/account/second-factor/webauthn/login/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "localhost"
    forged = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}
    client.post("/en/account/second-factor/webauthn/login/", {"credential": json.dumps(forged)})
    assert client.get("/en/work/").status_code == 302


def test_a_desk_that_was_left_is_signed_out(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, "officer")
    assert client.get("/en/work/").status_code == 200
    moment = time.time()
    monkeypatch.setattr(idle.time, "time", lambda: moment + settings.OPENKP_IDLE_MINUTES * 60 - 5)
    assert client.get("/en/work/").status_code == 200
    monkeypatch.setattr(idle.time, "time", lambda: moment + settings.OPENKP_IDLE_MINUTES * 120)
    assert client.get("/en/work/").status_code == 302


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "x", "99999"])
def test_the_length_of_a_sign_in_is_a_whole_number(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENKP_IDLE_MINUTES", text)
    with pytest.raises(environment.BadEnvironment, match="OPENKP_IDLE_MINUTES"):
        environment.read()


def _demo_file(home: Path) -> None:
    row = {
        "role": "officer",
        "person": "Hawa Jalloh",
        "participant": "SL",
        "login": email_of("officer"),
        "password": PASSWORD,
        "first_page": "/en/shipments/",
    }
    (home / "demo-accounts.json").write_text(json.dumps([row]), encoding="utf-8")


def test_demonstration_accounts_sign_in_with_one_press(cast: Cast, client: Client, home: Path) -> None:
    _demo_file(home)
    page = client.get("/fr/account/sign-in/").content.decode()
    assert "Comptes de démonstration" in page
    assert "Agent de l’autorité" in page
    assert f"Leur mot de passe à tous est <code>{PASSWORD}</code>" in page
    fields = dict(re.findall(r'<input type="hidden" name="(login|password|next)" value="([^"]*)"', page))
    answer = client.post("/fr/account/sign-in/", fields)
    assert (answer.status_code, answer["Location"]) == (302, "/fr/shipments/")


def test_a_real_installation_never_shows_accounts(
    cast: Cast, client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _demo_file(home)
    monkeypatch.setattr(settings, "OPENKP_SPECIMEN", False)
    page = client.get("/fr/account/sign-in/").content.decode()
    assert PASSWORD not in page
    assert email_of("officer") not in page


def test_next_leads_nowhere_else(cast: Cast, client: Client) -> None:
    told = {"login": email_of("officer"), "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(SIGN_IN, told)["Location"] == "/en/work/"
