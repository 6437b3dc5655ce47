"""Operations and people: each act opens to those whom the table names, and to nobody else of the cast, whatever the
scopes of their tokens. The cast holds the same roles in other participants: another's object is refused too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from tests.cast import AUTHORITY, DEALER, EXPORTER, MINER, PEOPLE
from tests.desk import SCHELDT, Desk
from tests.doors.api.callers import Caller, codes, token_of
from tests.land import BOOKLET, GEM, KOIDU, KONO, KONO_PIT, MINE, UNSORTED

from openkp.api.v1.operations import ACTS
from openkp.certificates import queries as certificates
from openkp.ledger import actions as ledger
from openkp.parties import models
from openkp.parties import queries as parties

pytestmark = pytest.mark.django_db

KEEPERS = {"admin", "chair", "secretariat"}
OFFICERS = {"officer", "second_officer"}
ADMIN = {"admin"}
ONESELF = ADMIN | {"miner"}
FIELD = OFFICERS | {"field_officer"}
EXPORTING = {"exporter", "agent"}
# operationId -> who may
WHO: dict[str, set[str]] = {
    **dict.fromkeys(
        ("registerParticipant", "recordStatus", "endStatus", "imposeRestriction", "liftRestriction"), KEEPERS
    ),
    **dict.fromkeys(("registerAuthority", "closeAuthority", "setRule"), KEEPERS),
    **dict.fromkeys(("appointSignatory", "endSignatory", "createPerson", "grantRole", "withdrawRole"), ADMIN),
    **dict.fromkeys(("deactivatePerson", "erasePerson"), ADMIN),
    **dict.fromkeys(("correctPerson", "createToken", "revokeToken"), ONESELF),
    **dict.fromkeys(("registerOperator", "correctOperator", "grantLicence", "revokeLicence", "registerZone"), OFFICERS),
    **dict.fromkeys(("registerSite", "issueBooklet"), FIELD),
    "withdrawSlip": FIELD | {"buyer"},
    **dict.fromkeys(("recordProduction", "splitLot", "mergeLots", "reweighLot", "manufacture"), FIELD | {"miner"}),
    "recordMineProduction": FIELD,
    **dict.fromkeys(("declareStock", "openStock"), OFFICERS | {"approver"}),
    **dict.fromkeys(("recordPurchase", "returnPurchase"), FIELD | {"buyer"}),
    "recordLoss": OFFICERS,
    "seizeLots": OFFICERS | {"customs_sl"},
    **dict.fromkeys(("submitShipment", "withdrawShipment"), EXPORTING),
    "valueShipment": {"valuer"},
    **dict.fromkeys(("payLevy", "sealShipment", "issueCertificate"), OFFICERS),
    "approveShipment": {"approver"},
    "departShipment": OFFICERS | EXPORTING,
    "refuseShipment": OFFICERS | {"approver"},
    **dict.fromkeys(("voidCertificate", "replaceCertificate", "returnUnusedCertificate"), OFFICERS),
    **dict.fromkeys(("reportLostCertificate", "reportStolenCertificate"), OFFICERS),
    **dict.fromkeys(("receiveBlanks", "allocateBlanks"), OFFICERS | {"admin"}),
    **dict.fromkeys(("spoilBlanks", "reportBlanks"), OFFICERS),
}


def requests(desk: Desk) -> dict[str, tuple[dict[str, Any], dict[str, Any] | None]]:
    """operationId -> (parameters of its address, body), each of objects that are there."""
    cast, land = desk.cast, desk.land
    today = cast.now.date().isoformat()
    lots = [land.find(1000) for _ in range(4)]
    bought, own = land.sell([(lots[0], 1000)]), land.exporters_lot(1000)
    submitted, issued = desk.submit(mct=1000), desk.issue()
    person = {"person_id": cast.miner.person_id}
    status = next(row for row in parties.statuses("SL") if row.period.valid_to is None)
    grant = next(row for row in parties.person(cast.miner.person_id, viewer=cast.admin).grants)
    signatory = parties.signatories(viewer=cast.admin, authority=AUTHORITY)[0]
    blanks = certificates.ranges(viewer=cast.admin, participant="SL")[0]
    token_of(cast, "miner")
    token = models.ApiToken.objects.latest("pk").pk
    reason, sourced = {"reason": "because"}, {"basis": "told", "source": "told"}
    dates, end = {"dates": {"valid_from": today}}, {"valid_to": today}
    names = {"name": "N", "address": "A", "nationality": "SL"}
    found = {"day": today, "hs": UNSORTED, "carats": "1", "stones": 1}
    file, paper = {"shipment": submitted}, {"number": issued}
    restriction = parties.restrictions()[0].code
    return {
        "registerParticipant": (
            {}, {"code": "ZZ", "name_en": "Z", "name_fr": "Z", "time_zone": "UTC", "source": "told"},
        ),
        "recordStatus": ({"participant": "SL"}, {"status": "active", **dates, **sourced}),
        "endStatus": ({"status_id": status.id}, end),
        "imposeRestriction": (
            {},
            {"code": "ZZ-1", "participant": "SL", "scope": "all", "mode": "forbidden", "direction": "both",
             **dates, **sourced},
        ),
        "liftRestriction": ({"code": restriction}, end),
        "registerAuthority": (
            {},
            {"slug": "sl-two", "participant": "SL", "kind": "export", "name_en": "T", "name_fr": "T", "address": "A",
             "source": "told", "valid_from": today},
        ),
        "closeAuthority": ({"slug": AUTHORITY}, end),
        "setRule": ({}, {"key": "x", "participant": "SL", "value": {}, "standing": "ours", **dates, **sourced}),
        "appointSignatory": (
            {"authority": AUTHORITY}, {"person": cast.officer.person_id, "function": "validate", "valid_from": today},
        ),
        "endSignatory": ({"signatory_id": signatory.id}, end),
        "createPerson": ({}, {"participant": "SL", "email": "new@example.org", "name": "New"}),
        "correctPerson": (person, {"name": "Other"}),
        "deactivatePerson": (person, None),
        "erasePerson": (person, None),
        "grantRole": (person, {"role": "buyer", "participant": "SL", "valid_from": today}),
        "withdrawRole": ({"grant_id": grant.id}, end),
        "createToken": (person, {"name": "t", "scopes": ["read"], "days": 1}),
        "revokeToken": ({"token_id": token}, None),
        "registerOperator": ({}, {"participant": "SL", "number": "SL-DL-0099", "kind": "dealer", **names}),
        "correctOperator": ({"operator": DEALER}, names),
        "grantLicence": (
            {}, {"operator": DEALER, "number": "SL-DLL-99", "kind": "dealer-licence", "valid_from": today,
                 "valid_until": today},
        ),
        "revokeLicence": ({"licence": "SL-ART-0002"}, reason),
        "registerZone": ({}, {"participant": "SL", "code": "SL:BO", "name": "Bo"}),
        "registerSite": ({}, {"zone": KONO, "code": "SL:KONO-99", "name": "S", "latitude": "8.5", "longitude": "-11"}),
        "issueBooklet": ({}, {"operator": DEALER, "number": "SL-BK-0099", "first": 1, "last": 5}),
        "withdrawSlip": ({"booklet": BOOKLET}, {"number": 499, "fate": "spoiled"}),
        "recordProduction": ({}, {"operator": MINER, "site": KONO_PIT, **found}),
        "recordMineProduction": ({}, {"operator": MINE, "site": KOIDU, **found}),
        "declareStock": (
            {}, {"operator": DEALER, "hs": GEM, "carats": "1", "origins": {"SL:KONO": "1"}, "day": today,
                 "source": "paper"},
        ),
        "openStock": ({"declaration": _declared(desk)}, None),
        "recordPurchase": (
            {},
            {"seller": MINER, "buyer": DEALER, "draws": [{"lot": lots[1], "carats": "1"}], "booklet": BOOKLET,
             "slip": 400, "day": today, "place": KONO, "hs": UNSORTED, "stones": 1, "price": "1", "currency": "USD",
             "payment_kind": "bank", "payment_ref": "R"},
        ),
        "splitLot": ({"lot": lots[2]}, {"parts": [{"carats": "0.5", "hs": UNSORTED}] * 2}),
        "mergeLots": ({}, {"lots": lots[2:], "hs": UNSORTED}),
        "reweighLot": ({"lot": lots[3]}, {"carats": "0.999", **reason}),
        "manufacture": ({}, {"draws": [{"lot": lots[3], "carats": "0.1"}], "note": "cut"}),
        "returnPurchase": ({"lot": bought}, reason),
        "recordLoss": ({"lot": lots[3]}, {"carats": "0.1", **reason}),
        "seizeLots": ({}, {"lots": [lots[3]], **reason}),
        "submitShipment": (
            {},
            {"authority": AUTHORITY, "kind": "export", "exporter": EXPORTER, "importer": SCHELDT, "declared": True,
             "parcels": [{"reference": "P-1", "hs": UNSORTED, "carats": "1", "value_usd": "1",
                          "draws": [{"lot": own, "carats": "1"}]}]},
        ),
        "valueShipment": (file, {"seat": "state", "values": {"P-1": "100.00"}}),
        "payLevy": (file, {"levy": "x", "bank_reference": "B"}),
        "sealShipment": (file, {"carats": {"P-1": "1"}, "seals": [{"container": "C", "seal": "S"}]}),
        "approveShipment": (file, None),
        "issueCertificate": ({"shipment": desk.of(issued).row.reference}, None),
        "departShipment": (file, None),
        "withdrawShipment": (file, reason),
        "refuseShipment": (file, reason),
        **{
            name: (paper, {**reason, **({"goods_safe": True} if name.startswith("report") else {})})
            for name in WHO if name.endswith("Certificate") and name != "issueCertificate"
        },
        "receiveBlanks": ({}, {"participant": "SL", "first": 900001, "last": 900010, "source": "note"}),
        "allocateBlanks": ({"range_id": blanks.id}, {"authority": AUTHORITY, "count": 1}),
        "spoilBlanks": ({}, {"numbers": [blanks.last], **reason}),
        "reportBlanks": ({}, {"numbers": [blanks.last], "fate": "missing", **reason}),
    }  # fmt: skip


def _declared(desk: Desk) -> int:
    told = {"operator": DEALER, "hs": GEM, "mct": 1000, "origins": {"SL:KONO": 1000}, "source": "paper"}
    done = desk.act(ledger.declare_stock, by=desk.cast.officer, day=desk.cast.now.date() - dt.timedelta(days=9), **told)
    return int(done["declaration"])


def test_the_table_is_whole() -> None:
    here = {act.id for act in ACTS.values() if act.name.split(".")[0] in ("parties", "mining", "ledger")}
    assert here <= set(WHO)
    assert set(WHO) <= {act.id for act in ACTS.values()}
    assert all(set(people) <= set(PEOPLE) for people in WHO.values())


def test_each_act_opens_to_those_whom_the_table_names(desk: Desk) -> None:
    paths = {act.id: act.path for act in ACTS.values()}
    told = requests(desk)
    assert set(told) == set(WHO)
    callers = {name: Caller(token_of(desk.cast, name)) for name in PEOPLE}

    def ask(name: str, operation: str) -> Any:
        cache.clear()  # more requests than anyone may send in a minute
        parameters, body = told[operation]
        return callers[name].post(paths[operation].format(**parameters), body)

    wrong = []
    for operation, people in WHO.items():
        for name in PEOPLE.keys() - people:
            answer = ask(name, operation)
            if answer.status_code != 403 or codes(answer) != {"roles.not_yours"}:
                wrong.append((operation, name, answer.status_code))
    assert not wrong, "opened to whom it is not for"
    last = ("closeAuthority", "endStatus", "withdrawRole", "deactivatePerson", "erasePerson")
    for operation in sorted(WHO, key=lambda one: last.index(one) if one in last else -1):
        for name in sorted(WHO[operation]):
            answer = ask(name, operation)
            if answer.status_code not in (200, 201, 409, 422) and operation not in last:
                wrong.append((operation, name, answer.status_code))
    assert not wrong, "closed to whom it is for"


@pytest.mark.parametrize(
    ("path", "seen", "hidden"),
    [
        ("/lots/{lot}", ("officer", "exporter", "admin"), ("miner", "officer_lr", "customs_eu", "chair", "observer")),
        ("/lots/{lot}/trace", ("officer", "exporter"), ("miner", "officer_lr", "observer")),
        ("/shipments/{file}", ("officer", "valuer", "exporter", "independent_valuer"), ("miner", "officer_lr")),
        ("/shipments/{issued}", ("customs_eu", "importer_eu", "officer"), ("miner", "customs_ae", "officer_lr")),
        ("/certificates/{number}", ("customs_eu", "importer_eu", "exporter", "chair"), ("miner", "customs_ae")),
        ("/people/{person}", ("admin", "officer", "miner"), ("buyer", "officer_lr", "observer")),
    ],
)  # fmt: skip
def test_another_ones_object_is_not_there(
    desk: Desk, call: Callable[..., Caller], path: str, seen: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    number = desk.issue()
    names = {
        "lot": desk.land.exporters_lot(1000),
        "file": desk.submit(),
        "issued": desk.of(number).row.reference,
        "number": number,
        "person": desk.cast.miner.person_id,
    }
    for name in seen:
        assert call(name).get(path.format(**names)).status_code == 200, name
    for name in hidden:
        answer = call(name).get(path.format(**names))
        assert (answer.status_code, codes(answer)) == (404, {"api.no_such_object"}), name


def test_names_are_for_those_whose_business_they_are(desk: Desk, call: Callable[..., Caller]) -> None:
    number = desk.issue()
    for name, named in (("officer", True), ("buyer", False), ("officer_lr", False)):
        told = call(name).get(f"/operators/{EXPORTER}").json()
        assert (told["named"], bool(told["name"])) == (named, named)
    shown = call("chair").get(f"/certificates/{number}")
    assert shown.json()["named"] is False
    assert "Scheldt" not in shown.content.decode() and shown.json()["certificate"]["credential_id"] == ""
