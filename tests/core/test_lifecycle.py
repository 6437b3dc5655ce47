"""The lives of certificates and files as tables: nothing leads nowhere, and nothing comes back from the end."""

from __future__ import annotations

import pytest

from openkp.core.lifecycle import (
    CERTIFICATE,
    IMPORT,
    LIFECYCLES,
    SHIPMENT,
    CertificateState,
    DiscrepancyState,
    ImportState,
    Lifecycle,
    ShipmentState,
)
from openkp.core.refusal import Refusal

ENDS = {"confirmed", "void", "replaced", "returned-unused", "came-back", "seized"}
STATES = {
    "certificate": CertificateState, "shipment": ShipmentState, "import": ImportState, "discrepancy": DiscrepancyState,
}  # fmt: skip
BESIDE = {"import": {"in-transit"}}  # where a file begins that is no import


@pytest.mark.parametrize("life", LIFECYCLES, ids=lambda life: life.name)
def test_every_state_is_reached_and_every_step_has_a_role(life: Lifecycle) -> None:
    reached, todo = set(), {str(life.initial), *BESIDE.get(life.name, ())}
    while todo:
        state = todo.pop()
        reached.add(state)
        todo |= {step.target for step in life.steps if step.origin == state} - reached
    states = {str(state) for state in STATES[life.name]}
    assert reached == states == {str(state) for state in life.states}
    assert all(step.roles for step in life.steps)


def test_a_spent_certificate_never_lives_again() -> None:
    assert {str(state) for state in CertificateState if not CERTIFICATE.acts_from(state)} == ENDS
    for state in ENDS:
        for act in {step.act for step in CERTIFICATE.steps}:
            with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
                CERTIFICATE.advance(state, act)


def test_a_file_that_is_issued_can_no_longer_be_refused_or_withdrawn() -> None:
    for state in (ShipmentState.ISSUED, ShipmentState.DEPARTED, ShipmentState.CLOSED):
        assert not {"refuse", "withdraw", "issue"} & set(SHIPMENT.acts_from(state))
    with pytest.raises(Refusal, match=r"lifecycle\.not_now"):
        SHIPMENT.advance(ShipmentState.APPROVED, "withdraw")


def test_a_lost_paper_comes_back_to_no_desk_but_its_goods_can_be_held() -> None:
    for state in (CertificateState.LOST, CertificateState.STOLEN):
        assert set(CERTIFICATE.acts_from(state)) == {"return_goods", "seize"}


def test_an_import_file_ends_where_its_goods_end() -> None:
    assert {str(state) for state in ImportState if not IMPORT.acts_from(state)} == {
        *("confirmed", "returned", "seized", "dismissed", "passed"),
    }  # fmt: skip
    assert "confirm" not in {
        act for state in ("detained", "discrepant", "in-transit") for act in IMPORT.acts_from(state)
    }
