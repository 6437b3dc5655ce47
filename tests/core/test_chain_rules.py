"""The rules of the chain from the pit to the exporter: each refusal alone, and all of them at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from openkp.core.refusal import Refusal
from openkp.core.rules import chain, trade
from openkp.core.rules.chain import (
    Bar,
    DrawFacts,
    LicenceFacts,
    LicenceKind,
    OperatorFacts,
    OperatorKind,
    ProductionFacts,
    PurchaseFacts,
    SiteFacts,
    SlipFacts,
)

DAY = dt.date(2026, 3, 10)
START, END = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
MINER = OperatorFacts(
    "SL-M-1",
    "SL",
    OperatorKind.MINER,
    (LicenceFacts("SL-ART-1", LicenceKind.ARTISANAL_MINING, START, END, zone="SL:KONO", site="SL:KN-01"),),
)
DEALER = OperatorFacts(
    "SL-D-1", "SL", OperatorKind.DEALER, (LicenceFacts("SL-DL-1", LicenceKind.DEALER_LICENCE, START, END),)
)
SITE = SiteFacts("SL:KN-01", "SL", "SL:KONO")
SALE = PurchaseFacts(
    day=DAY,
    today=DAY,
    seller=MINER,
    buyer=DEALER,
    pairs=frozenset({("miner", "dealer")}),
    draws=(DrawFacts("L-SL-000001", "SL-M-1", "SL", "7102.10", 3200, 3200),),
    slip=SlipFacts("B-1", 7, 1, 50, "SL-D-1", START),
    hs="7102.10",
    stones=4,
    price_cents=120_000,
    payment_kind="cash",
    payment_ref="RCB-551",
    reference_needed_for=frozenset({"cash"}),
)
FIND = ProductionFacts(DAY, DAY, MINER, SITE, "7102.10", 3200, 4, chain.ARTISANAL)


def codes(reasons: tuple[Refusal, ...]) -> set[str]:
    return {reason.code for reason in reasons}


def sale(**changed: Any) -> set[str]:
    return codes(chain.purchase(dataclasses.replace(SALE, **changed)))


def licensed(operator: OperatorFacts, **changed: Any) -> OperatorFacts:
    return dataclasses.replace(operator, licences=(dataclasses.replace(operator.licences[0], **changed),))


def test_a_lawful_sale_and_a_lawful_find_stand() -> None:
    assert chain.purchase(SALE) == ()
    assert chain.production(FIND) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"valid_until": dt.date(2026, 3, 9)}, "chain.licence_expired"),
        ({"valid_from": dt.date(2026, 3, 11)}, "chain.licence_not_yet"),
        ({"revoked_on": DAY}, "chain.licence_revoked"),
    ],
)
def test_a_licence_not_in_force_that_day_stops_either_side(changed: dict[str, Any], code: str) -> None:
    assert sale(seller=licensed(MINER, **changed)) == {code}
    assert sale(buyer=licensed(DEALER, **changed)) == {code}
    found = dataclasses.replace(FIND, operator=licensed(MINER, **changed))
    assert codes(chain.production(found)) == {code}


def test_a_licence_holds_on_its_first_and_last_day_and_until_the_day_before_it_is_revoked() -> None:
    assert sale(seller=licensed(MINER, valid_from=DAY, valid_until=DAY)) == set()
    assert sale(seller=licensed(MINER, revoked_on=DAY + dt.timedelta(days=1))) == set()


def test_no_licence_at_all() -> None:
    assert sale(seller=dataclasses.replace(MINER, licences=())) == {"chain.licence_absent"}


def test_the_role_comes_from_the_paper_held_that_day() -> None:
    broker = LicenceFacts("SL-BR-1", LicenceKind.BROKER_LICENCE, START, END)
    assert sale(buyer=dataclasses.replace(DEALER, licences=(broker,))) == {"chain.pair_not_allowed"}
    assert sale(buyer=dataclasses.replace(DEALER, licences=(broker, *DEALER.licences))) == set()


def test_liberian_class_c_sells_only_to_brokers_or_dealers() -> None:
    pairs = frozenset({("miner", "broker"), ("miner", "dealer"), ("broker", "dealer")})
    exporter = dataclasses.replace(
        DEALER, kind=OperatorKind.EXPORTER, licences=(LicenceFacts("X", LicenceKind.EXPORT_LICENCE, START, END),)
    )
    assert sale(pairs=pairs, buyer=exporter) == {"chain.pair_not_allowed"}


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        (SlipFacts("B-9", 7), "chain.slip_unknown_booklet"),
        (SlipFacts("B-1", 51, 1, 50, "SL-D-1", START), "chain.slip_outside_booklet"),
        (SlipFacts("B-1", 0, 1, 50, "SL-D-1", START), "chain.slip_outside_booklet"),
        (SlipFacts("B-1", 7, 1, 50, "SL-D-2", START), "chain.slip_not_yours"),
        (SlipFacts("B-1", 7, 1, 50, "SL-D-1", DAY + dt.timedelta(days=1)), "chain.slip_before_issue"),
        (SlipFacts("B-1", 7, 1, 50, "SL-D-1", START, "used"), "chain.slip_used"),
        (SlipFacts("B-1", 7, 1, 50, "SL-D-1", START, "missing"), "chain.slip_withdrawn"),
    ],
)
def test_a_slip_that_cannot_serve(slip: SlipFacts, code: str) -> None:
    assert sale(slip=slip) == {code}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"day": DAY + dt.timedelta(days=1)}, "chain.in_future"),
        ({"bars": (Bar("CF:BRIA", "AD 2015"),)}, "chain.place_barred"),
        ({"hs": "7102.31"}, "chain.hs_cannot_change"),
        ({"hs": "7103.10"}, "chain.hs_unknown"),
        ({"stones": 0}, "chain.stones_not_positive"),
        ({"price_cents": 0}, "chain.price_not_positive"),
        ({"payment_ref": " "}, "chain.payment_reference_missing"),
        ({"payment_kind": "barter"}, "chain.payment_unknown"),
        ({"draws": ()}, "chain.no_lots"),
        ({"draws": (DrawFacts("L", "SL-M-1", "SL", "7102.10", 10, 11),)}, "ledger.overdraft"),
        ({"draws": (DrawFacts("L", "SL-M-2", "SL", "7102.10", 10, 10),)}, "ledger.not_holder"),
        ({"draws": (DrawFacts("L", "SL-M-1", "SL", "7102.10", 10, 0),)}, "chain.weight_not_positive"),
        ({"draws": SALE.draws * 2}, "chain.lot_named_twice"),
        (
            {"draws": (dataclasses.replace(SALE.draws[0], made_on=DAY + dt.timedelta(days=1)),)},
            "ledger.before_it_was_made",
        ),
        ({"buyer": dataclasses.replace(DEALER, participant="LR")}, "chain.crosses_border"),
    ],
)
def test_each_other_reason_alone(changed: dict[str, Any], code: str) -> None:
    assert sale(**changed) == {code}


def test_a_bank_transfer_needs_a_reference_only_where_the_country_says_so() -> None:
    assert sale(payment_kind="bank", payment_ref="") == set()
    assert sale(payment_kind="bank", payment_ref="", reference_needed_for=frozenset({"bank"})) == {
        "chain.payment_reference_missing"
    }


def test_all_reasons_come_at_once() -> None:
    assert sale(
        seller=licensed(MINER, valid_until=dt.date(2026, 3, 9)),
        buyer=licensed(DEALER, revoked_on=START),
        pairs=frozenset(),
        slip=SlipFacts("B-1", 51, 1, 50, "SL-D-2", START, "used"),
        draws=(DrawFacts("L", "SL-M-1", "SL", "7102.10", 10, 11),),
        bars=(Bar("SL:KONO", "order 4"),),
        payment_ref="",
    ) == {
        "chain.licence_expired",
        "chain.licence_revoked",
        "chain.pair_not_allowed",
        "chain.slip_outside_booklet",
        "chain.slip_not_yours",
        "chain.slip_used",
        "ledger.overdraft",
        "chain.place_barred",
        "chain.payment_reference_missing",
    }


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"site": SiteFacts("SL:KN-02", "SL", "SL:KONO")}, "chain.site_outside_licence"),
        ({"site": SiteFacts("SL:KN-01", "SL", "SL:KENEMA")}, "chain.site_outside_licence"),
        ({"site": SiteFacts("SL:KN-01", "LR", "SL:KONO")}, "chain.site_abroad"),
        ({"site": SiteFacts("SL:KN-01", "SL", "SL:KONO", (Bar("SL:KONO", "order 4"),))}, "chain.place_barred"),
        ({"operator": DEALER}, "chain.licence_absent"),
        ({"licences": chain.INDUSTRIAL}, "chain.licence_absent"),
        ({"mct": 0}, "chain.weight_not_positive"),
        ({"mct": 10**12 + 1}, "chain.weight_too_large"),
        ({"stones": -1}, "chain.stones_not_positive"),
        ({"hs": "7102.39"}, "chain.hs_unknown"),
    ],
)
def test_a_find_that_cannot_stand(changed: dict[str, Any], code: str) -> None:
    assert codes(chain.production(dataclasses.replace(FIND, **changed))) == {code}


def test_a_licence_without_a_site_covers_its_zone() -> None:
    zoned = licensed(MINER, site="")
    elsewhere = dataclasses.replace(FIND, operator=zoned, site=SiteFacts("SL:KN-77", "SL", "SL:KONO"))
    assert chain.production(elsewhere) == ()


def test_a_split_is_of_the_whole_and_sorting_may_name_the_line() -> None:
    draw = DrawFacts("L", "A", "SL", "7102.10", 1000, 1000)
    assert chain.split(draw, [(400, "7102.21"), (600, "7102.31")], holder="A") == ()
    assert codes(chain.split(draw, [(400, "7102.10"), (599, "7102.10")], holder="A")) == {"chain.split_not_whole"}
    assert codes(chain.split(draw, [(1000, "7102.10")], holder="A")) == {"chain.split_needs_two"}
    sorted_lot = dataclasses.replace(draw, hs="7102.31")
    assert codes(chain.split(sorted_lot, [(400, "7102.21"), (600, "7102.31")], holder="A")) == {
        "chain.hs_cannot_change"
    }


def test_a_merge_takes_two_lots_of_one_holder() -> None:
    one, two = DrawFacts("L1", "A", "SL", "7102.31", 5, 5), DrawFacts("L2", "A", "SL", "7102.21", 5, 5)
    assert chain.merge([one, two], "7102.10", holder="A") == ()
    assert codes(chain.merge([one, two], "7102.31", holder="A")) == {"chain.hs_cannot_change"}
    assert codes(chain.merge([one], "7102.31", holder="A")) == {"chain.merge_needs_two"}
    assert codes(chain.merge([one, two], "7102.10", holder="B")) == {"ledger.not_holder"}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (980, set()),
        (979, {"chain.cleaning_loss_too_large"}),
        (1000, {"chain.nothing_lost"}),
        (1001, {"chain.weight_grew"}),
        (0, {"chain.weight_not_positive", "chain.cleaning_loss_too_large"}),
    ],
)
def test_cleaning_takes_at_most_the_share_in_force(after: int, expected: set[str]) -> None:
    draw = DrawFacts("L", "A", "SL", "7102.10", 1000, 1000)
    assert codes(chain.reweigh(draw, after, holder="A", loss_ppm=20_000)) == expected


def restriction(**changed: Any) -> trade.RestrictionFact:
    row = trade.RestrictionFact(
        code="CF-ZONES",
        participant="CF",
        scope=trade.Scope.ZONE,
        mode=trade.Mode.ONLY_LISTED,
        direction=trade.Direction.EXPORT,
        targets=frozenset({"CF:BERBERATI"}),
        period=trade.Period(dt.date(2015, 7, 1), dt.date(2024, 11, 1)),
        basis="AD of 2015",
        source="",
    )
    return dataclasses.replace(row, **changed)


def test_a_zone_outside_the_compliant_ones_is_barred_while_the_decision_holds() -> None:
    zones = frozenset({"CF:BRIA", "CF:BERBERATI", "SL:KONO"})
    day = dt.date(2018, 5, 1)
    assert chain.bars([restriction()], day, zones=zones) == (Bar("CF:BRIA", "AD of 2015"),)
    assert chain.bars([restriction()], dt.date(2025, 5, 1), zones=zones) == ()
    assert chain.bars([restriction(scope=trade.Scope.ALL)], day, zones=zones) == ()
    assert chain.bars([restriction(direction=trade.Direction.IMPORT)], day, zones=zones) == ()


def test_a_mine_or_an_operator_can_be_barred_by_name() -> None:
    named = {"mode": trade.Mode.FORBIDDEN, "targets": frozenset({"CF-D-9"}), "scope": trade.Scope.OPERATOR}
    day = dt.date(2018, 5, 1)
    assert chain.bars([restriction(**named)], day, operators=frozenset({"CF-D-9", "CF-D-1"})) == (
        Bar("CF-D-9", "AD of 2015"),
    )
    assert chain.bars([restriction(**named)], day, sites=frozenset({"CF-D-9"})) == ()
