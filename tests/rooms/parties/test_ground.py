"""The ground of the tests itself: a committed database is one's own, and triggers hold in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_socket import SocketConnectBlockedError

from openkp.events import triggers
from openkp.parties.models import Person


@pytest.mark.parametrize("turn", [1, 2])
def test_commits_are_real_and_gone_for_the_next_test(committed_db: Path, turn: int) -> None:
    assert Person.objects.count() == 0
    with transaction.atomic(durable=True):
        Person.objects.create_user(f"turn-{turn}@example.org", None)
    seen: list[int] = []

    def look() -> None:
        seen.append(Person.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]
    assert not {name for name in triggers.missing() if name.startswith("events_")}


def test_another_process_sees_the_commits(committed_db: Path) -> None:
    Person.objects.create_user("someone@example.org", None)
    code = "import django; django.setup(); from openkp.parties.models import Person; print(Person.objects.get().email)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "openkp.config.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "someone@example.org"


@pytest.mark.django_db
def test_the_ordinary_database_is_as_before() -> None:
    assert Person.objects.count() == 0
    assert connection.in_atomic_block


def test_each_test_has_a_home_of_its_own(home: Path) -> None:
    assert home == settings.OPENKP_HOME
    assert list(home.iterdir()) == []


def test_nothing_leaves_this_machine() -> None:
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
