"""The doors of the tests: the cast at its desk today, a certificate in the log, and a browser for each person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from tests.cast import email_of, raise_cast
from tests.desk import Desk, open_desk
from tests.land import lay_out

from openkp.worker import publishing


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def today() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


@pytest.fixture
def desk(db: None) -> Desk:
    """Today's date: the doors read the clock."""
    return open_desk(lay_out(raise_cast(today())))


def publish(desk: Desk) -> None:
    """What the worker does: the log, the status lists, the log again for their leaves, the trust list."""
    publishing.integrate_log(desk.cast.now)
    publishing.renew_status_lists(desk.cast.now)
    publishing.integrate_log(desk.cast.now)
    publishing.renew_trust_list(desk.cast.now)


@pytest.fixture
def number(desk: Desk) -> str:
    """A certificate, issued and sealed into the published log."""
    issued = desk.issue()
    publish(desk)
    return issued


@pytest.fixture
def as_person(desk: Desk) -> Callable[..., Client]:
    """A signed-in client of one of the cast, by name; nobody's for ""."""

    def make(name: str = "") -> Client:
        client = Client()
        if name:
            client.force_login(
                get_user_model().objects.get(email=email_of(name)), "django.contrib.auth.backends.ModelBackend"
            )
        return client

    return make
