"""A caller of the API for each of the cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.desk import Desk
from tests.doors.api.callers import Caller, token_of


@pytest.fixture
def call(desk: Desk) -> Callable[..., Caller]:
    """A caller with the token of one of the cast, of every scope unless told otherwise; nobody's for ""."""

    def make(person: str = "", *scopes: str, language: str = "en") -> Caller:
        return Caller(token_of(desk.cast, person, *scopes) if person else "", language)

    return make
