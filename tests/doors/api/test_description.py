"""/api/v1/openapi.json: valid OpenAPI 3.1, whole, and true to what is offered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from openkp.api.v1.operations import ACTS, ADDRESSES, SCOPES
from openkp.parties.tokens import TokenScope

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> dict[str, Any]:
    return dict(json.loads(Client().get("/api/v1/openapi.json").content))


def operations(told: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_it_is_valid_openapi_3_1(told: dict[str, Any]) -> None:
    assert told["openapi"].startswith("3.1.")
    assert told["servers"] == [{"url": "http://localhost:8000"}]
    assert [str(error) for error in OpenAPIV31SpecValidator(told).iter_errors()] == []


def test_every_address_is_described_and_every_name_is_tidy(told: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(told)]
    assert len(set(names)) == len(names) > 90
    assert set(names) == {*SCOPES, "getCredential"}
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name) for name in names)
    assert sum(len(methods) for methods in ADDRESSES.values()) == len(SCOPES)
    for _, _, operation in operations(told):
        assert operation["summary"] and len(operation["tags"]) == 1, operation["operationId"]


def test_each_operation_says_what_it_needs_and_how_it_refuses(told: dict[str, Any]) -> None:
    acts = {act.id: act for act in ACTS.values()}
    for path, method, operation in operations(told):
        name, answers = operation["operationId"], operation["responses"]
        if not path.startswith("/api/v1/"):
            continue
        assert "429" in answers and "422" in answers, name
        for status, answer in answers.items():
            if int(status) >= 400:
                assert set(answer["content"]) == {"application/problem+json"}, name
        if "security" in operation:
            scope = SCOPES[name]
            assert operation["security"] == [{"Bearer": [str(scope)] if scope else []}], name
            assert {"401", "403"} <= answers.keys(), name
        if name in acts:
            assert method == "post"
            assert {"400", "409", "413", "415"} <= answers.keys(), name
            assert ("404" in answers) == ("{" in path), name
            assert any(one["name"] == "Idempotency-Key" and one["required"] for one in operation["parameters"]), name
            assert ("requestBody" in operation) == bool(acts[name].body.model_fields), name


def test_links_lead_to_operations_and_give_them_their_parameters(told: dict[str, Any]) -> None:
    takes = {
        operation["operationId"]: {one["name"] for one in operation.get("parameters", ()) if one["in"] != "header"}
        for _, _, operation in operations(told)
    }
    found = {}
    for _, _, operation in operations(told):
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                found.setdefault(operation["operationId"], set()).add(link["operationId"])
                assert set(link["parameters"]) <= takes[link["operationId"]], link
    assert {"valueShipment", "payLevy", "sealShipment", "approveShipment", "issueCertificate"} <= found[
        "submitShipment"
    ]
    assert {"getCertificate", "getCredential"} <= found["issueCertificate"]
    assert len(found) > 30


def test_no_number_in_it_is_a_float(told: dict[str, Any]) -> None:
    assert '"type": "number"' not in json.dumps(told), "carats and money are decimal text"


def test_every_scope_opens_something() -> None:
    used = {scope for scope in SCOPES.values() if scope}
    assert used | {TokenScope.IMPORT} == set(TokenScope)
