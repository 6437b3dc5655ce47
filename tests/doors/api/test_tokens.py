"""Who asks: tokens, scopes, keys, and what each refusal looks like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from tests.cast import AUTHORITY, EXPORTER
from tests.desk import Desk
from tests.doors.api.callers import EVERY, Caller, codes, token_of

from openkp.cli.token import SCOPES
from openkp.core.refusal import Refusal, Refusals
from openkp.events import queries as events
from openkp.parties import actions, models, queries
from openkp.parties.tokens import TokenScope, hash_of

pytestmark = pytest.mark.django_db
ZONE = {"participant": "SL", "code": "SL:BO", "name": "Bo"}


def test_without_a_token_or_with_one_that_opens_nothing(desk: Desk) -> None:
    for caller, code in ((Caller(), "api.token_missing"), (Caller("okp_wrong"), "api.token_unknown")):
        for answer in (caller.get("/lots"), caller.post("/zones", ZONE)):
            assert (answer.status_code, codes(answer)) == (401, {code})
            assert answer["WWW-Authenticate"].startswith('Bearer realm="OpenKP"')
    assert Caller().client.get("/api/v1/me", headers={"authorization": "Basic dTpw"}).status_code == 401


def test_a_token_acts_as_its_person_in_the_scopes_it_has(desk: Desk, call: Callable[..., Caller]) -> None:
    me = call("officer", "read", "registry").get("/me").json()
    assert me["scopes"] == ["read", "registry"]
    assert (me["person"]["name"], me["person"]["roles"][0]["role"]) == ("Hawa Jalloh", "officer")
    answer = call("officer", "read").post("/zones", ZONE)
    assert (answer.status_code, codes(answer)) == (403, {"api.scope_missing"})
    assert 'error="insufficient_scope", scope="registry"' in answer["WWW-Authenticate"]
    answer = call("exporter", "registry").post("/zones", ZONE)
    assert (answer.status_code, codes(answer)) == (403, {"roles.not_yours"})
    assert call("officer", "registry").post("/zones", ZONE).status_code == 201
    event = events.history("zone:SL:BO")[0]
    assert (event.person_id, event.kind) == (desk.cast.officer.person_id, "mining.register_zone")


def test_a_token_ends_by_revocation_by_time_and_with_its_person(desk: Desk) -> None:
    cast = desk.cast
    revoked, expired, gone = (token_of(cast, name, days=1) for name in ("officer", "approver", "valuer"))
    for secret in (revoked, expired, gone):
        assert Caller(secret).get("/me").status_code == 200
    number = queries.tokens(viewer=cast.admin, person_id=cast.officer.person_id)[0].id
    actions.revoke_token(by=cast.officer, now=cast.now, request_id=cast.ask(), token_id=number)
    actions.deactivate_person(by=cast.admin, now=cast.now, request_id=cast.ask(), person_id=cast.valuer.person_id)
    assert Caller(revoked).get("/me").status_code == 401
    assert Caller(gone).get("/me").status_code == 401
    later = cast.now + dt.timedelta(days=2)
    assert queries.token_holder(hash_of(expired), cast.now) is not None
    assert queries.token_holder(hash_of(expired), later) is None


def test_use_is_noted_once_a_day(desk: Desk) -> None:
    caller = Caller(token_of(desk.cast, "officer"))
    before = events.count()
    for _ in range(3):
        assert caller.get("/me").status_code == 200
    assert events.count() == before + 1
    assert queries.tokens(viewer=desk.cast.admin)[0].last_used_on == desk.cast.now.date()


def test_the_secret_is_nowhere_and_the_row_is_for_ever(desk: Desk) -> None:
    secret = token_of(desk.cast, "officer")
    row = models.ApiToken.objects.get()
    assert secret not in str(vars(row))
    (event,) = [one for one in events.recent(participants=frozenset("*")) if one.kind == "parties.create_token"]
    assert secret not in str(event) and row.secret_sha256 not in str(event)
    for change in ({"scopes": ["admin"]}, {"expires_at": row.expires_at + dt.timedelta(days=999)}, {"person_id": 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            models.ApiToken.objects.filter(pk=row.pk).update(**change)
    models.ApiToken.objects.filter(pk=row.pk).update(revoked_at=desk.cast.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        models.ApiToken.objects.filter(pk=row.pk).update(revoked_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        models.ApiToken.objects.filter(pk=row.pk).delete()


def test_who_may_make_tokens_and_of_what_form(desk: Desk) -> None:
    cast = desk.cast
    told = {"now": cast.now, "name": "x", "scopes": ["read"], "secret_sha256": hash_of("x")}
    month = cast.now + dt.timedelta(days=30)
    with pytest.raises(Refusal, match=r"roles\.not_yours"):
        actions.create_token(
            by=cast.officer, request_id=cast.ask(), person_id=cast.approver.person_id, expires_at=month, **told
        )
    actions.create_token(
        by=cast.officer, request_id=cast.ask(), person_id=cast.officer.person_id, expires_at=month, **told
    )
    told |= {"name": " ", "scopes": ["read", "root"], "secret_sha256": hash_of("y")}
    with pytest.raises(Refusals) as refused:
        actions.create_token(
            by=cast.admin, request_id=cast.ask(), person_id=cast.officer.person_id, expires_at=cast.now, **told
        )
    assert refused.value.codes == {
        "parties.token_scope_unknown", "parties.token_name_missing", "parties.token_days",
    }  # fmt: skip
    assert set(SCOPES) == set(TokenScope) == set(EVERY)


def test_a_token_by_the_api_is_told_once(call: Callable[..., Caller], desk: Desk) -> None:
    admin = call("admin")
    path, wanted = f"/people/{desk.cast.exporter.person_id}/tokens", {"name": "ERP", "scopes": ["read"], "days": 30}
    made = admin.post(path, wanted, key="exporters-erp")
    assert made.status_code == 201
    told = made.json()["data"]
    assert Caller(told["secret"]).get("/me").json()["scopes"] == ["read"]
    again = admin.post(path, wanted, key="exporters-erp")
    assert (again.status_code, codes(again)) == (409, {"events.request_id_reused"})
    assert told["secret"] not in admin.get("/tokens").content.decode()
    assert admin.post(f"/tokens/{told['token']}/revoke").status_code == 200
    assert Caller(told["secret"]).get("/me").status_code == 401


def test_the_key_makes_an_act_happen_once(call: Callable[..., Caller]) -> None:
    officer, admin = call("officer"), call("admin")
    first = officer.post("/zones", ZONE, key="the-zone-of-bo")
    assert officer.post("/zones", ZONE, key="the-zone-of-bo").json() == first.json()
    assert officer.post("/zones", ZONE, key='"the-zone-of-bo"').json() == first.json(), (
        "the draft writes quotation marks"
    )
    other = officer.post("/zones", {**ZONE, "code": "SL:PUJEHUN"}, key="the-zone-of-bo")
    assert (other.status_code, codes(other)) == (409, {"events.request_id_reused"})
    theirs = admin.post("/people", {"email": "x@example.org", "name": "X"}, key="the-zone-of-bo")
    assert theirs.status_code == 201, "another caller's key is another key"


@pytest.mark.parametrize(
    ("headers", "kind", "status", "code"),
    [
        ({}, "application/json", 400, "api.key_missing"),
        ({"idempotency-key": "short"}, "application/json", 400, "api.key_malformed"),
        ({"idempotency-key": "x" * 51}, "application/json", 400, "api.key_malformed"),
        ({"idempotency-key": "key-of-zone"}, "text/plain", 415, "api.not_json"),
    ],
)
def test_headers(call: Callable[..., Caller], headers: dict[str, str], kind: str, status: int, code: str) -> None:
    answer = call("officer").send("/zones", "{}", kind, **headers)
    assert (answer.status_code, codes(answer)) == (status, {code})


def test_a_body_that_is_not_json_or_not_of_the_shape(call: Callable[..., Caller]) -> None:
    officer = call("officer", language="fr")
    for text in ("{", "[[" * 100_000, "\x00", '{"a": NaN'):
        answer = officer.send("/zones", text, "application/json", **{"idempotency-key": "key-of-zone"})
        assert (answer.status_code, codes(answer)) == (400, {"api.not_understood"})
    wrong = {"participant": "Sierra Leone", "code": 7, "nom": "Bo"}
    answer = officer.post("/zones", wrong)
    assert answer.status_code == 422
    assert codes(answer) == {"api.shape_form", "api.shape_text", "api.shape_missing", "api.shape_unknown"}
    pointers = {one["pointer"] for one in answer.json()["errors"]}
    assert pointers == {"/participant", "/code", "/name", "/nom"}
    assert answer["Content-Language"] == "fr"
    assert "Il manque" in answer.content.decode()


def test_every_reason_at_once_and_the_persons_own_language(desk: Desk) -> None:
    caller = Caller(token_of(desk.cast, "officer_eu"))
    del caller.headers["accept-language"]
    wrong = {"participant": "EU", "number": "XX-1", "kind": "baker", "name": " ", "address": " ", "nationality": "BE"}
    answer = caller.post("/operators", wrong)
    assert codes(answer) == {"mining.number_malformed", "mining.text_missing", "mining.kind_unknown"}
    assert (answer.status_code, answer["Content-Language"]) == (422, "fr")


def test_not_there_not_now_and_too_large(call: Callable[..., Caller], desk: Desk) -> None:
    officer = call("officer")
    gone = officer.post("/shipments/S-SL-999999/approve")
    assert (gone.status_code, codes(gone)) == (404, {"shipments.unknown"})
    early = officer.post(f"/shipments/{desk.submit()}/issue")
    assert (early.status_code, codes(early)) == (409, {"lifecycle.not_now"})
    assert officer.get("/lots/L-SL-999999").status_code == 404
    huge = officer.post("/zones", {**ZONE, "name": "x" * 5_200_000})
    assert (huge.status_code, codes(huge)) == (413, {"api.too_large"})
    inside = officer.post("/shipments", {
        "authority": AUTHORITY, "kind": "export", "exporter": EXPORTER, "declared": True,
        "importer": {"name": "X", "address": "Y", "country": "BE"},
        "parcels": [{"reference": "P", "hs": "7102.10", "carats": "1", "value_usd": "1",
                     "draws": [{"lot": "L-SL-999999", "carats": "1"}]}],
    })  # fmt: skip
    assert inside.status_code in (403, 422), "an unknown object in the body is no 404"
