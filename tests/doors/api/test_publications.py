"""What is published for verifiers and monitors: names, media types, caching."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.cast import AUTHORITY
from tests.desk import Desk

from openkp.core.status import read_status_list
from openkp.core.tlog import read_checkpoint
from openkp.core.trust import read_trust_list

pytestmark = pytest.mark.django_db


def test_the_log_as_static_files(number: str, client: Client) -> None:
    head = client.get("/log/checkpoint")
    checkpoint = read_checkpoint(head.content)
    assert head["Content-Type"] == "text/plain; charset=utf-8"
    assert head["Cache-Control"] == "no-cache"
    assert checkpoint.size == 2, "the certificate, and the status list of its authority"
    tile = client.get(f"/log/tile/0/000.p/{checkpoint.size}")
    assert tile["Content-Type"] == "application/octet-stream"
    assert "immutable" in tile["Cache-Control"]
    assert len(tile.content) == 32 * checkpoint.size
    assert client.get("/log/policy").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["tile/0/000", "tile/0/000.p/9", "tile/9/000", "../installation.json", "%2e%2e/secret-key", "secret-key", ""],
)
def test_only_names_of_the_specification_are_opened(number: str, client: Client, path: str) -> None:
    assert client.get(f"/log/{path}").status_code == 404


def test_did_documents(desk: Desk, client: Client) -> None:
    answer = client.get(f"/authorities/{AUTHORITY}/did.json")
    document = json.loads(answer.content)
    assert document["id"] == f"did:web:localhost%3A8000:authorities:{AUTHORITY}"
    assert document["verificationMethod"][0]["id"].startswith(document["id"] + "#")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert json.loads(client.get("/log/did.json").content)["id"] == "did:web:localhost%3A8000:log"
    assert client.get("/authorities/no-such/did.json").status_code == 404


def test_trust_list_status_list_and_context(number: str, client: Client) -> None:
    trust = read_trust_list(client.get("/trust.json").content)
    assert trust.specimen
    (url,) = [url for url in trust.status_lists if AUTHORITY in url]
    answer = client.get(url.removeprefix("http://localhost:8000"))
    assert answer["Content-Type"] == "application/vc+jwt"
    assert read_status_list(answer.content.decode()).url == url
    assert client.get("/status/nothing-0").status_code == 404
    context = client.get("/contexts/kp-certificate/v1")
    assert context["Content-Type"] == "application/ld+json"
    assert "@context" in json.loads(context.content)


def test_before_anything_is_published(client: Client) -> None:
    assert client.get("/trust.json").status_code == 404
    assert client.get("/log/checkpoint").status_code == 404
