"""The table of guards is whole and true: each address is in it, and each opens to those whom it names and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern
from django.utils import translation
from tests.cast import PEOPLE, Cast, email_of, raise_cast

from openkp.config.guards import GUARDS

# What stands in an address in place of the object's name. None of them exists: the guard is asked first.
SAMPLES = {
    "credential_id": "AAAAAAAAAAAAAAAAAAAAAA",
    "name": "credential.cose",
    "path": "checkpoint",
    "slug": "sl-nma",
    "number": "SL000001",
    "reference": "S-SL-000001",
    "act": "approve",
    "alarm": "1",
    "person_id": "1",
    "token_id": "1",
    "pk": "1",
    "booklet": "SL-BK-0001",
    "slip": "1",
    "code": "SL:KONO-1",
    "sha256": "0" * 64,
    "ref": "L-SL-000001",
    "uidb36": "1",
    "key": "set-password",
}
# Opened by nobody's right but the moment's: allauth sends away whoever is not in the middle of signing in.
_IN_BETWEEN = frozenset({"mfa_authenticate", "mfa_login_webauthn"})


def addresses() -> Iterator[tuple[str, str]]:
    """(name, address in English) of every view."""
    yield from _walk(get_resolver().url_patterns, "/", "")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        path = prefix + _sample(pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (space, pattern.namespace or "") if part)
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield ":".join(part for part in (space, pattern.name or "") if part), path


def _sample(pattern: URLPattern | URLResolver) -> str:
    if isinstance(pattern.pattern, LocalePrefixPattern):
        return "en/"
    if isinstance(pattern.pattern, RegexPattern):
        return f"password/reset/key/{SAMPLES['uidb36']}-{SAMPLES['key']}/"
    text = str(pattern.pattern)
    for name, value in SAMPLES.items():
        for kind in ("str:", "path:", "slug:", "int:", ""):
            text = text.replace(f"<{kind}{name}>", value)
    text = re.sub(r"<[a-z_]+>", "1", text)  # names in addresses of the API: nothing there is called so
    assert "<" not in text, f"no sample for {text}"
    return text


ALL = sorted(addresses())


def test_the_table_and_the_addresses_are_the_same() -> None:
    assert {name for name, _ in ALL} == set(GUARDS)


@pytest.fixture(autouse=True)
def _no_limits() -> None:
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return raise_cast()


def _client(name: str) -> Client:
    client = Client(raise_request_exception=True)
    if name:
        person = get_user_model().objects.get(email=email_of(name))
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def _ask(client: Client, name: str, path: str) -> int:
    """With a method that the guard allows; 302 only where it leads to the sign-in page."""
    method = GUARDS[name].methods[0].lower()
    answer = getattr(client, method)(path)
    if answer.status_code == 302 and "/account/sign-in/" not in answer["Location"]:
        return 200
    return int(answer.status_code)


def test_without_an_account_only_what_is_for_anyone_opens(cast: Cast) -> None:
    for name, path in ALL:
        cache.clear()
        status = _ask(_client(""), name, path)
        if name in _IN_BETWEEN:
            assert status in (200, 302), path
        elif GUARDS[name].token:
            assert status == 401, f"{path}: {status}"
        elif GUARDS[name].anyone:
            assert status not in (302, 403), f"{path}: {status}"
        else:
            assert status == 302, f"{path}: {status}"


@pytest.mark.parametrize(
    "person", ["miner", "exporter", "valuer", "officer", "approver", "customs_eu", "chair", "observer"]
)
def test_each_role_opens_what_the_table_gives_it(cast: Cast, person: str) -> None:
    role = PEOPLE[person][2]
    client = _client(person)
    for name, path in ALL:
        cache.clear()
        guard = GUARDS[name]
        if name.startswith(("account_", "mfa_")):
            continue  # allauth asks for the password again, or leads home: test_page_signin.py
        if guard.token:
            assert _ask(client, name, path) == 401, "a session opens nothing of the API: test_who_may.py"
            continue
        allowed = guard.anyone or not guard.roles or role in guard.roles
        status = _ask(client, name, path)
        assert (status != 403) == allowed, f"{person} {path}: {status}"


def test_another_method_is_refused_everywhere(cast: Cast) -> None:
    client = _client("officer")
    for name, path in ALL:
        for method in {"DELETE", "PUT", "PATCH", "GET", "POST"} - set(GUARDS[name].methods):
            cache.clear()
            answer = client.generic(method, path)
            assert answer.status_code == 405, f"{method} {path}: {answer.status_code}"
            assert answer["Allow"] == ", ".join(GUARDS[name].allowed)


def test_both_languages_have_the_same_pages() -> None:
    pages = [path for _, path in ALL if path.startswith("/en/")]
    assert len(pages) > 20
    for lang in ("en", "fr"):
        with translation.override(lang):
            for path in pages:
                assert get_resolver().resolve(f"/{lang}/" + path.removeprefix("/en/")).view_name
