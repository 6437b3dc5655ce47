"""Where webhooks may not go: nothing inside, by whatever name, when it is registered and when it is sent."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from django.conf import settings
from tests.desk import Desk

from openkp.core.refusal import Refusal
from openkp.exchange import actions, addresses, channel

INSIDE = (
    *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1", "0.0.0.0", "169.254.169.254"),  # noqa: S104
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1"),
    *("::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "192.0.2.1", "198.18.0.1"),
)


def named(monkeypatch: pytest.MonkeyPatch, *found: str) -> list[str]:
    """Every name resolves to these; answers what was asked."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_is_sent_inside(address: str) -> None:
    assert not addresses.may_reach(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::6810:84e5", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_the_public_internet_is_reached(address: str) -> None:
    assert addresses.may_reach(address)


def test_a_demonstration_reaches_its_own_machine_and_never_the_clouds_own_address() -> None:
    assert all(addresses.may_reach(one, private=True) for one in ("127.0.0.1", "::1", "10.0.0.1", "fd00::1"))
    for address in ("169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "::ffff:169.254.169.254"):  # noqa: S104
        assert not addresses.may_reach(address, private=True), address


@pytest.mark.parametrize(
    "url",
    [
        *("https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/kp", "https://169.254.169.254/latest/meta-data"),
        *("https://2130706433/", "https://0x7f.1/", "https://localhost/"),
    ],
)
@pytest.mark.django_db
def test_an_address_inside_is_refused_at_registration(desk: Desk, url: str) -> None:
    with pytest.raises(Refusal, match="url_private"):
        desk.act(actions.register_endpoint, by=desk.cast.officer, participant="SL", url=url)


@pytest.mark.parametrize("inside", ["127.0.0.1", "169.254.169.254", "::1", "10.0.0.1"])
def test_a_name_that_leads_inside_is_refused_even_beside_a_public_address(
    monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    named(monkeypatch, "93.184.215.14", inside)
    with pytest.raises(Refusal, match="url_private"):
        addresses.check("https://hooks.example.org/kp")


def test_a_name_that_leads_inside_later_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between registration and sending the name changed (DNS rebinding): nothing leaves."""
    asked = named(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("it connected"))
    assert channel.post("https://hooks.example.org/kp", {}, b"{}") == channel.Answer(None, "address")
    assert asked == ["hooks.example.org"], "asked once: what was checked is what is connected to"


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[object] = []

    def connect(address: object, *_a: object, **_k: object) -> None:
        gone.append(address)
        raise OSError("nobody there")

    named(monkeypatch, "93.184.215.14")
    monkeypatch.setattr(socket, "create_connection", connect)
    assert channel.post("https://hooks.example.org/kp", {}, b"{}") == channel.Answer(None, "connection")
    assert gone == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hooks.example.org/", "url_not_https"),
        ("ftp://hooks.example.org/", "url_malformed"),
        ("https://user:word@hooks.example.org/", "url_malformed"),
        ("https://hooks.example.org/#part", "url_malformed"),
        ("https:///kp", "url_malformed"),
        ("https://hooks.example.org:99999/", "url_malformed"),
        ("https://hooks.example.org\\@127.0.0.1/", "url_malformed"),
        ("https://hooks.example.org/" + "a" * 400, "url_malformed"),
        ("https://hook s.example.org/", "url_malformed"),
        ("https://höoks.example.org/", "url_malformed"),
    ],
)
def test_what_is_no_address_for_webhooks(url: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        addresses.target(url)


def test_an_installation_says_itself_that_it_may_tell_its_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not addresses.private_allowed()
    monkeypatch.setattr(settings, "OPENKP_WEBHOOKS_PRIVATE", True)
    assert addresses.private_allowed()
    addresses.check("http://127.0.0.1:9/")
