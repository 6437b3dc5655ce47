"""Every operation is asked what nobody thought of: no answer is a 5xx, and each is one that the description promises.

Schemathesis makes sound and unsound requests of the description; they go to the application itself, without a network.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.desk import Desk
from tests.doors.api.callers import token_of

from openkp.api.v1.operations import SCOPES
from openkp.config.wsgi import application

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 3  # a request each, for each operation and person
# Who asks, and whether what is asked has the shape that the description asks for.
ASKED = (
    ("admin", GenerationMode.POSITIVE),
    ("officer", GenerationMode.POSITIVE),
    ("exporter", GenerationMode.NEGATIVE),
)


def here(environ: dict[str, Any], start_response: Any) -> Any:
    """The application, asked from this machine by whoever reads no gzip."""
    return application({**environ, "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}, start_response)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The application closes its connection after each request; here it is the test's, in the middle of a transaction.
    Django's own test client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secrets(desk: Desk) -> dict[str, str]:
    first, second = (desk.depart(desk.issue()) for _ in range(2))
    desk.confirm(first, {"P-1": 314})
    desk.present(second)
    desk.submit()
    return {person: token_of(desk.cast, person) for person, _ in ASKED}


def test_no_answer_that_was_not_promised(secrets: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", here)
    asked, broken = 0, []
    for found in schema.get_all_operations():
        for person, mode in ASKED:
            try:
                asked += _ask(found.ok(), mode, secrets[person])
            except FailureGroup as failures:
                broken += [f"{person}: {failures}"]
    assert not broken, "\n".join(broken)
    assert asked > len(SCOPES) * len(ASKED)


def _ask(operation: APIOperation, mode: GenerationMode, secret: str) -> int:
    asked = 0

    @seed(1)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Case) -> None:
        nonlocal asked
        cache.clear()
        asked += 1
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS)

    run()
    return asked
