"""The feed under acts that end in another order than they began: nothing is skipped, nothing told twice."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.cast import Cast, raise_cast
from tests.desk import SYSTEM
from tests.together import together

from openkp.events.models import Event
from openkp.exchange import feed, queries
from openkp.exchange.models import FeedEntry, FeedFloor

KIND = "parties.register_participant"


@pytest.fixture
def cast(committed_db: Path) -> Cast:
    return raise_cast()


def happened(cast: Cast, name: str) -> None:
    """An event as an action writes it, in a transaction that the caller ends."""
    Event.objects.create(
        request_id=name, arguments_sha256="0" * 64, kind=KIND, at=cast.now, person_id=0, participant="SL",
        subject=f"participant:{name}", outcome={"participant": name},
    )  # fmt: skip


def read() -> list[str]:
    rows = queries.entries(viewer=SYSTEM, limit=500, types=(KIND,))
    return [row.subject.partition(":")[2] for row in rows]


@pytest.mark.postgres
def test_an_event_that_is_committed_after_a_later_one_is_told_after_it(cast: Cast) -> None:
    followers = [feed.Follower(), feed.Follower()]
    followers[0].number(cast.now)
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                happened(cast, "first-begun")
                written.set()
                assert go_on.wait(timeout=30)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(timeout=30)
    happened(cast, "second-begun")
    first, second = Event.objects.get(request_id="second-begun").pk - 1, Event.objects.get(request_id="second-begun").pk
    for _ in range(3):
        for follower in followers:
            follower.number(cast.now)
    assert read() == ["second-begun"]
    assert FeedFloor.objects.get(pk=1).event_id < first, "the floor waits for who is still writing"
    place = queries.entries(viewer=SYSTEM, limit=500)[-1].position
    go_on.set()
    thread.join(timeout=30)
    for follower in followers:
        follower.number(cast.now)
    assert read() == ["second-begun", "first-begun"]
    after = queries.entries(viewer=SYSTEM, after=place, limit=500)
    assert [row.subject for row in after] == ["participant:first-begun"], "whoever follows by cursor meets it"
    followers[0].number(cast.now)
    assert FeedFloor.objects.get(pk=1).event_id >= second


def test_two_workers_number_while_many_act(cast: Cast) -> None:
    def act(name: int) -> None:
        for turn in range(5):
            happened(cast, f"act-{name}-{turn}")

    def work() -> None:
        follower = feed.Follower()
        for _ in range(15):
            follower.number(cast.now)

    acts = [*(lambda name=name: act(name) for name in range(6)), work, work]
    assert together(acts) == ["done"] * len(acts)
    feed.Follower().number(cast.now)
    assert sorted(read()) == sorted(f"act-{name}-{turn}" for name in range(6) for turn in range(5))
    places = sorted(FeedEntry.objects.values_list("position", flat=True))
    assert places == list(range(1, len(places) + 1)), "no gaps"
