"""The desk of the exchange's tests, and a clock that signatures are checked against: theirs must be of today."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from tests.cast import raise_cast
from tests.desk import Desk, open_desk
from tests.land import lay_out


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk(lay_out(raise_cast()))


class Clock:
    """The real one, which can be set forward."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC).replace(microsecond=0) + self.ahead

    def pass_by(self, **time: int) -> None:
        self.ahead += dt.timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that may tell receivers on its own machine."""
    monkeypatch.setattr(settings, "OPENKP_WEBHOOKS_PRIVATE", True)
