"""Webhooks against a real receiver, which checks each signature with the standard's own library."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from django.conf import settings
from standardwebhooks import Webhook
from tests.desk import SYSTEM, Desk
from tests.rooms.exchange.conftest import Clock
from tests.rooms.exchange.receiver import receiving

from openkp.core.refusal import Refusal, Refusals
from openkp.exchange import actions, channel, feed, queries, sending, vault
from openkp.exchange.models import Delivery, Endpoint
from openkp.parties import actions as people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]
TYPES = ["shipments.issue", "shipments.depart"]


def register(desk: Desk, url: str, types: list[str] = TYPES, who: str = "officer", of: str = "SL") -> dict[str, Any]:
    by = getattr(desk.cast, who)
    return desk.act(actions.register_endpoint, by=by, participant=of, url=url, types=types)


def send(clock: Clock) -> None:
    feed.Follower().number(clock())
    sender = sending.Sender(clock)
    try:
        sender.drain()
    finally:
        sender.close()


def states(endpoint: int) -> list[tuple[str, int]]:
    rows = queries.deliveries(endpoint, viewer=SYSTEM, limit=500)
    return [(row.state, row.attempts) for row in rows]


def test_what_concerns_a_participant_reaches_it_signed_and_in_order(desk: Desk, clock: Clock) -> None:
    with receiving() as receiver:
        made = register(desk, receiver.url + "/kp?key=1")
        theirs = register(desk, receiver.url + "/eu", ["shipments.confirm"], "customs_eu", "EU")
        number = desk.issue()
        desk.depart(number)
        send(clock)
    told = [Webhook(made["secret"]).verify(body, headers) for headers, body in receiver.got]
    assert [one["type"] for one in told] == TYPES
    assert told[0]["data"]["facts"] == {
        "state": "issued",
        "shipment": desk.of(number).row.reference,
        "certificate": number,
    }
    (row,) = queries.entries(viewer=desk.cast.officer, types=("shipments.issue",))
    assert (
        (told[0]["data"]["id"], told[0]["data"]["position"])
        == (row.id, row.position)
        == (receiver.ids[0], row.position)
    )
    headers, body = receiver.got[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(made["secret"].removeprefix("whsec_"))
    mark = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mark}", "by the text of the standard, without its library"
    assert states(made["endpoint"]) == [("delivered", 1)] * 2
    assert states(theirs["endpoint"]) == []


def test_the_vector_that_the_standard_publishes() -> None:
    text = b'{"test": 2432232314}'
    at = dt.datetime.fromtimestamp(1614265330, dt.UTC)
    told = sending.signed("msg_p5jXN8AQM9LWM0D4loKWxJek", text, at, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert told["webhook-timestamp"] == "1614265330"


def test_a_receiver_that_fails_is_asked_again_by_the_schedule(desk: Desk, clock: Clock) -> None:
    with receiving(answers=[500, 503, 204]) as receiver:
        made = register(desk, receiver.url, ["shipments.issue"])
        desk.issue()
        send(clock)
        assert states(made["endpoint"]) == [("waiting", 1)]
        send(clock)
        assert len(receiver.got) == 1, "not before its time"
        clock.pass_by(seconds=6)
        send(clock)
        clock.pass_by(seconds=301)
        send(clock)
    assert states(made["endpoint"]) == [("delivered", 3)]
    assert len(set(receiver.ids)) == 1, "the same message each time"
    assert len({body for _, body in receiver.got}) == 1


def test_after_the_last_attempt_the_endpoint_is_disabled_and_the_feed_says_so(desk: Desk, clock: Clock) -> None:
    with receiving(answers=[500]) as receiver:
        made = register(desk, receiver.url, ["shipments.issue"])
        desk.issue()
        desk.issue()
        for pause in (dt.timedelta(0), *sending.retries(clock())):
            clock.ahead += pause + dt.timedelta(seconds=1)
            send(clock)
        assert len(receiver.got) == 2 * 9 + 1, "the first that fails for good ends it for the rest"
    row = Endpoint.objects.get(pk=made["endpoint"])
    assert row.disabled_for == "failing"
    assert sorted(states(row.pk)) == [("dropped", 9), ("failed", 10)]
    feed.Follower().number(clock())
    (told,) = queries.entries(viewer=desk.cast.officer, types=("exchange.endpoint_failed",))
    assert told.data == {"endpoint": row.pk, "disabled_for": "failing"}
    with pytest.raises(Refusal, match="endpoint_disabled"):
        desk.act(actions.rotate_secret, by=desk.cast.officer, endpoint=row.pk)


def test_one_message_that_a_receiver_cannot_take_does_not_end_the_others(desk: Desk, clock: Clock) -> None:
    def post(_url: str, headers: Any, body: bytes) -> channel.Answer:
        return channel.Answer(500 if b"shipments.issue" in body else 200)

    made = register(desk, "http://127.0.0.1:9/")
    desk.depart(desk.issue())
    sender = sending.Sender(clock, post=post)
    for pause in (dt.timedelta(0), *sending.retries(clock())):
        clock.ahead += pause + dt.timedelta(seconds=1)
        feed.Follower().number(clock())
        sender.drain()
    sender.close()
    assert states(made["endpoint"]) == [("failed", 10), ("delivered", 1)]
    assert Endpoint.objects.get().disabled_at is None


def test_gone_ends_an_endpoint_at_once(desk: Desk, clock: Clock) -> None:
    with receiving(answers=[410]) as receiver:
        made = register(desk, receiver.url, ["shipments.issue"])
        desk.issue()
        send(clock)
    assert Endpoint.objects.get(pk=made["endpoint"]).disabled_for == "gone"


def test_a_cut_between_sending_and_recording_sends_the_same_message_again(desk: Desk, clock: Clock) -> None:
    with receiving() as receiver:
        made = register(desk, receiver.url, ["shipments.issue"])
        desk.issue()
        feed.Follower().number(clock())
        cut = sending.Sender(clock)
        cut.step()
        while not receiver.got:
            time.sleep(0.01)
        cut.close()  # the answer came, nobody wrote it down
        send(clock)
        assert len(receiver.got) == 1, "on its way: nobody else takes it yet"
        clock.pass_by(seconds=61)
        send(clock)
    assert len(receiver.got) == 2
    assert len(set(receiver.ids)) == 1
    assert states(made["endpoint"]) == [("delivered", 1)]


def test_a_slow_receiver_keeps_nobody_waiting(desk: Desk, clock: Clock) -> None:
    with receiving(slow=3.0) as slow, receiving() as quick:
        register(desk, slow.url, ["shipments.issue"])
        register(desk, quick.url, ["shipments.issue"])
        for _ in range(3):
            desk.issue()
        feed.Follower().number(clock())
        sender = sending.Sender(clock)
        end = time.monotonic() + 2.5
        while len(quick.got) < 3 and time.monotonic() < end:
            sender.step(seconds=0.05)
        assert (len(quick.got), len(slow.got)) == (3, 1)
        sender.close()
        time.sleep(3.1)


def test_no_redirect_is_followed_and_no_flood_read(desk: Desk, clock: Clock) -> None:
    with receiving(answers=[302, 200], flood=30_000_000) as receiver:
        made = register(desk, receiver.url, ["shipments.issue"])
        desk.issue()
        send(clock)
        assert states(made["endpoint"]) == [("waiting", 1)]
        assert Delivery.objects.get().answer == 302
        clock.pass_by(seconds=6)
        start = time.monotonic()
        send(clock)
        assert time.monotonic() - start < 3
    assert states(made["endpoint"]) == [("delivered", 2)]


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "SECONDS", 1.0)
    with receiving(slow=2.5) as receiver:
        start = time.monotonic()
        assert channel.post(receiver.url, {}, b"{}") == channel.Answer(None, "timeout")
        assert time.monotonic() - start < 2


def test_two_secrets_sign_for_a_day_after_a_rotation(desk: Desk, clock: Clock) -> None:
    with receiving() as receiver:
        old = register(desk, receiver.url, ["shipments.issue"])
        moment = clock()
        new = actions.rotate_secret(
            by=desk.cast.officer, now=moment, request_id="rotate-once", endpoint=old["endpoint"]
        ).data  # fmt: skip
        desk.issue()
        send(clock)
        headers, body = receiver.got[0]
        for made in (old, new):
            assert Webhook(made["secret"]).verify(body, headers)
        clock.pass_by(hours=25)
        desk.issue()
        send(clock)
        assert len(receiver.got[1][0]["webhook-signature"].split()) == 1


def test_a_secret_is_told_once_and_kept_closed(desk: Desk) -> None:
    told = {
        "by": desk.cast.officer, "now": desk.cast.now, "request_id": "register-once", "participant": "SL",
        "url": "http://127.0.0.1:9/", "types": (),
    }  # fmt: skip
    made = actions.register_endpoint(**told).data
    row = Endpoint.objects.get()
    assert made["secret"].startswith("whsec_")
    assert made["secret"] not in row.secret
    assert vault.open_(row.secret) == made["secret"]
    with pytest.raises(Refusal, match="request_id_reused"):
        actions.register_endpoint(**told)
    shown = json.dumps([str(one) for one in queries.endpoints(viewer=desk.cast.officer)])
    assert "whsec" not in shown and row.secret not in shown
    original = settings.SECRET_KEY
    settings.SECRET_KEY = "another key of the installation"
    try:
        assert vault.open_(row.secret) is None
    finally:
        settings.SECRET_KEY = original


def test_who_lost_the_office_is_told_no_more(desk: Desk, clock: Clock) -> None:
    with receiving() as receiver:
        made = register(desk, receiver.url, ["shipments.issue"], "second_officer")
        desk.issue()
        desk.act(people.deactivate_person, by=desk.cast.admin, person_id=desk.cast.second_officer.person_id)
        send(clock)
    assert receiver.got == []
    assert Endpoint.objects.get(pk=made["endpoint"]).disabled_for == "person"


def test_only_an_office_of_the_participant_registers_and_disables(desk: Desk) -> None:
    for who in ("miner", "exporter", "customs_eu", "chair", "observer", "valuer"):
        with pytest.raises(Refusal, match="not_yours"):
            register(desk, "http://127.0.0.1:9/", who=who)
    made = register(desk, "http://127.0.0.1:9/")
    with pytest.raises(Refusal, match="endpoint_unknown"):
        desk.act(actions.disable_endpoint, by=desk.cast.customs_eu, endpoint=made["endpoint"])
    assert queries.endpoints(viewer=desk.cast.customs_eu) == ()
    desk.act(actions.disable_endpoint, by=desk.cast.officer, endpoint=made["endpoint"])
    with pytest.raises((Refusal, Refusals), match="type_unknown"):
        register(desk, "http://127.0.0.1:9/", ["no.such_type"])
