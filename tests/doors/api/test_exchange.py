"""The feed and webhooks through the API, and the changes that are for anyone."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.conf import settings
from tests.desk import Desk, open_desk, seal_log
from tests.doors.api.callers import Caller, codes
from tests.land import lay_out

from openkp.certificates import actions as certificates
from openkp.exchange import feed

pytestmark = pytest.mark.django_db
Call = Callable[..., Caller]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def desk(cast: object) -> Desk:
    return open_desk(lay_out(cast))  # type: ignore[arg-type]


def number(desk: Desk) -> None:
    feed.Follower().number(desk.cast.now)


def test_a_token_reads_what_concerns_its_participant_page_by_page(desk: Desk, call: Call) -> None:
    certificate = desk.issue()
    desk.depart(certificate)
    number(desk)
    told = call("customs_eu", "read").get("/feed?type=shipments.depart").json()
    (item,) = told["items"]
    assert (item["type"], item["data"]["certificate"], item["participants"]) == (
        "shipments.depart",
        certificate,
        ["EU", "SL"],
    )
    assert set(item) == {"position", "id", "type", "at", "subject", "participants", "data"}
    assert call("customs_ae").get("/feed?type=shipments.depart").json()["items"] == []
    officer = call("officer")
    whole = [one["position"] for one in officer.get("/feed?limit=200").json()["items"]]
    first = officer.get("/feed?limit=3").json()
    rest = officer.get(first["next"]).json()["items"]
    assert [one["position"] for one in first["items"] + rest][: len(whole)] == whole[: 3 + len(rest)]
    assert officer.get(f"/feed?cursor={whole[-1]}").json() == {"items": [], "next": None}
    assert codes(call().get("/feed")) == {"api.token_missing"}
    assert codes(call("officer", "export").get("/feed")) == {"api.scope_missing"}


def test_an_endpoint_is_registered_rotated_and_disabled(
    desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = call("officer")
    body = {"participant": "SL", "url": "https://127.0.0.1/kp", "types": ["exchange.rotate_secret"]}
    assert codes(officer.post("/webhooks", body)) == {"exchange.url_private"}
    monkeypatch.setattr(settings, "OPENKP_WEBHOOKS_PRIVATE", True)
    made = officer.done("/webhooks", body)
    assert made["secret"].startswith("whsec_")
    shown = officer.get(f"/webhooks/{made['endpoint']}")
    assert shown.json()["state"] == "active"
    assert "whsec" not in shown.content.decode()
    assert officer.done(f"/webhooks/{made['endpoint']}/rotate")["secret"] != made["secret"]
    number(desk)
    (waits,) = officer.get(f"/webhooks/{made['endpoint']}/deliveries").json()["items"]
    assert (waits["state"], waits["type"]) == ("waiting", "exchange.rotate_secret")
    assert call("customs_eu").get(f"/webhooks/{made['endpoint']}").status_code == 404
    assert call("customs_eu").post(f"/webhooks/{made['endpoint']}/disable").status_code == 404
    assert codes(call("customs_eu").post("/webhooks", body)) == {"roles.not_yours"}
    assert officer.done(f"/webhooks/{made['endpoint']}/disable")["disabled_for"] == "asked"


@pytest.fixture
def changed(desk: Desk) -> tuple[str, str]:
    lost, void = desk.issue(), desk.issue()
    desk.act(certificates.report_lost, by=desk.cast.officer, number=lost, reason="Mislaid", goods_safe=True)
    desk.act(certificates.void, by=desk.cast.officer, number=void, reason="Typed wrong")
    desk.act(certificates.report_blanks, by=desk.cast.officer, numbers=["SL004390"], fate="stolen", reason="Break-in")
    seal_log(desk.cast.now)
    return lost, void


def test_anyone_follows_changes_without_anything_of_the_trade(call: Call, changed: tuple[str, str]) -> None:
    lost, void = changed
    told = call().get("/public/changes?limit=2").json()
    assert [(one["kind"], one["number"]) for one in told["items"]] == [("lost", lost), ("void", void)]
    rest = call(language="fr").get(f"/public/changes?after={told['next']}").json()
    assert [one["text"] for one in rest["items"]] == ["SL004390\u00a0: formulaire vierge volé"]
    assert call().get(f"/public/changes?after={rest['next']}").json() == {"items": [], "next": rest["next"]}
    assert set(told["items"][0]) == {"place", "kind", "number", "at", "text"}
    assert call().get("/public/changes?after=many").status_code == 422


def test_who_has_a_page_already_gets_304(call: Call, changed: tuple[str, str], desk: Desk) -> None:
    for path in ("/api/v1/public/changes", "/feeds/changes.atom"):
        client = call().client
        first = client.get(path)
        assert first.status_code == 200
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        since = client.get(path, headers={"if-modified-since": first["Last-Modified"]})
        assert since.status_code == 304
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    desk.act(certificates.report_blanks, by=desk.cast.officer, numbers=["SL004391"], fate="lost", reason="Flood")
    seal_log(desk.cast.now)
    assert call().client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(("lang", "words"), [("en", "blank form stolen"), ("fr", "formulaire vierge volé")])
def test_the_atom_feed_reads_in_both_languages(call: Call, changed: tuple[str, str], lang: str, words: str) -> None:
    answer = call().client.get(f"/feeds/changes.atom?lang={lang}")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own text
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert words in entries[0].findtext(f"{ATOM}title", "")
    ids = [entry.findtext(f"{ATOM}id", "") for entry in entries]
    assert len(set(ids)) == 3
    assert feed.findtext(f"{ATOM}updated")
    assert "Mislaid" not in answer.content.decode()
