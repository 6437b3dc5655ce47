"""Operations and people at the border, as tests/doors/api/test_who_may.py has it for the rest."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from tests.cast import PEOPLE
from tests.desk import Desk
from tests.doors.api.callers import Caller, codes, token_of
from tests.doors.api.test_who_may import WHO as INLAND

from openkp.api.v1.operations import ACTS
from openkp.shipments import actions as shipments

pytestmark = pytest.mark.django_db

EU, OFFICERS = {"customs_eu"}, {"officer", "second_officer"}
ISSUERS = OFFICERS | {"approver"}
HEARING = EU | {"officer_eu", "approver_eu"} | ISSUERS | {"customs_sl"}
WHO: dict[str, set[str]] = {
    **dict.fromkeys(("presentCertificate", "registerPrealert", "inspectImport", "confirmImport"), EU),
    **dict.fromkeys(("detainImport", "releaseImport", "returnImport", "seizeImport", "dismissImport", "seeOut"), EU),
    "reportNumber": EU | {"officer_eu"},
    **dict.fromkeys(("askIssuer", "settleDiscrepancy"), EU),
    "writeToOtherSide": EU | ISSUERS,
    "answerQuery": ISSUERS,
    **dict.fromkeys(("recordSlip", "receiveBack"), OFFICERS),
    **dict.fromkeys(("seeAlarm", "noteAlarm", "closeAlarm"), HEARING),
    **dict.fromkeys(
        ("registerSpecimen", "addSpecimenRange", "addSpecimenSignatory"), ISSUERS | {"admin", "secretariat"}
    ),
    **dict.fromkeys(("registerPrior", "confirmPrior", "endPrior"), ISSUERS),
}  # fmt: skip


def requests(desk: Desk) -> dict[str, tuple[dict[str, Any], dict[str, Any] | None]]:
    """operationId -> (parameters of its address, body), each of objects that are there."""
    numbers = [desk.depart(desk.issue()) for _ in range(9)]
    files = [str(desk.present(number)["file"]) for number in numbers[:7]]
    differing = str(desk.confirm(numbers[7], {"P-1": 314})["file"])
    customs, today = desk.cast.customs_eu, desk.cast.now.date().isoformat()
    desk.act(shipments.detain, by=customs, file=files[1], reason="x")
    back = str(desk.present(desk.depart(desk.issue()))["file"])
    returned = desk.act(shipments.return_goods, by=customs, file=back, reason="x")["certificate"]
    transit = desk.present(desk.depart(desk.issue()), purpose="transit")["file"]
    query = desk.act(shipments.ask_issuer, by=customs, file=files[0], question="Yours?")["query"]
    alarm = desk.present(numbers[0])["alarms"][0]
    reason = {"reason": "because"}
    party = {"name": "N", "address": "A", "country": "SL"}
    parcel = {"hs": "7102.31", "carats": "1.00", "value_usd": "100.00", "origin": "SL"}
    paper = {
        "authority": "sl-nma", "issued_on": today, "valid_until": today, "exporter": party, "destination": "BE",
        "importer": party | {"country": "BE"}, "parcels": [parcel],
    }  # fmt: skip
    officer = Caller(token_of(desk.cast, "officer"))
    specimen = officer.done("/specimens", {"participant": "SL", "name_printed": "NMA", "source": "S"})["specimen"]
    prior = officer.done("/prior-certificates", {"number": "SL000772", "paper": paper, "source": "R"})["prior"]
    weighed = {"found": {"P-1": {"carats": "3.20"}}, "number_of_parcels": 1, "seals_intact": True}
    slip = {
        "received_on": today, "importer": "X", "carats": "3.20", "number_of_parcels": 1, "signed_by": "Y",
    }  # fmt: skip
    announced = {
        "participant": "EU", "number": "IN000777", "sent_on": today, "carats": "1.00", "value_usd": "1.00",
        "parcels": 1, "exporter": "E", "importer": "I", "source": "mail",
    }  # fmt: skip
    return {
        "presentCertificate": ({}, {"participant": "EU", "authority": "eu-antwerp", "number": numbers[8]}),
        "reportNumber": ({}, {"participant": "EU", "number": "SL009999", "note": "mail"}),
        "registerPrealert": ({}, announced),
        "inspectImport": ({"file": files[2]}, weighed),
        "confirmImport": ({"file": files[2]}, {}),
        "detainImport": ({"file": files[3]}, reason),
        "releaseImport": ({"file": files[1]}, {"remedy": "mended"}),
        "returnImport": ({"file": files[4]}, reason),
        "seizeImport": ({"file": files[5]}, reason),
        "dismissImport": ({"file": files[6]}, reason),
        "seeOut": ({"file": transit}, {"untouched": True}),
        "askIssuer": ({"file": files[0]}, {"question": "Yours?"}),
        "settleDiscrepancy": ({"file": differing}, {"outcome": "as-found", "explanation": "dust"}),
        "writeToOtherSide": ({"file": differing}, {"text": "x"}),
        "answerQuery": ({"query": query}, {"answer": "genuine", "explanation": "ours"}),
        "recordSlip": ({"certificate": desk.depart(desk.issue())}, slip),
        "receiveBack": ({"number": returned}, {"note": ""}),
        "seeAlarm": ({"alarm": alarm}, None),
        "noteAlarm": ({"alarm": alarm}, {"text": "x"}),
        "closeAlarm": ({"alarm": alarm}, {"outcome": "other", "reason": "x"}),
        "registerSpecimen": ({}, {"participant": "SL", "name_printed": "N", "source": "S"}),
        "addSpecimenRange": ({"specimen": specimen}, {"year": 2026, "first": 1, "last": 9, "source": "S"}),
        "addSpecimenSignatory": ({"specimen": specimen}, {"name": "N", "function": "issue", "source": "S"}),
        "registerPrior": ({}, {"number": "SL000773", "paper": paper, "source": "R"}),
        "confirmPrior": ({"prior": prior}, None),
        "endPrior": ({"number": "SL000772"}, {"fate": "lost", **reason}),
    }


def test_every_act_is_in_one_of_the_tables() -> None:
    acts = {act.id for act in ACTS.values() if act.name.split(".")[0] != "exchange"}
    assert acts == set(INLAND) | set(WHO)
    assert not set(INLAND) & set(WHO)


def test_each_act_opens_to_those_whom_the_table_names(desk: Desk) -> None:
    paths = {act.id: act.path for act in ACTS.values()}
    told = requests(desk)
    assert set(told) == set(WHO)
    callers = {name: Caller(token_of(desk.cast, name)) for name in PEOPLE}

    def ask(name: str, operation: str) -> Any:
        cache.clear()
        parameters, body = told[operation]
        return callers[name].post(paths[operation].format(**parameters), body)

    wrong = []
    last = ("confirmPrior", "endPrior", "closeAlarm", "settleDiscrepancy", "confirmImport")
    order = sorted(WHO, key=lambda one: last.index(one) if one in last else -1)
    for operation in order:
        for name in PEOPLE.keys() - WHO[operation]:
            answer = ask(name, operation)
            if answer.status_code != 403 or codes(answer) != {"roles.not_yours"}:
                wrong.append((operation, name, answer.status_code, codes(answer)))
        if operation == "confirmPrior":
            assert ask("second_officer", operation).status_code == 200
    assert not wrong, "opened to whom it is not for"
    for operation in order:
        for name in sorted(WHO[operation]):
            answer = ask(name, operation)
            if answer.status_code not in (200, 201, 409, 422):
                wrong.append((operation, name, answer.status_code, codes(answer)))
    assert not wrong, "closed to whom it is for"
