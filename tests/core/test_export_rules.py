"""The rules of an export file: every reason at once, and none where there is none."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openkp.core.facts import HS_CODES, PartyFacts
from openkp.core.refusal import Refusal
from openkp.core.rules.chain import DrawFacts, LicenceFacts, LicenceKind, OperatorFacts, OperatorKind
from openkp.core.rules.export import (
    Application,
    ParcelApplication,
    Sealing,
    SourceFacts,
    application,
    sealing,
    whole_origin,
)

DAY = dt.date(2026, 11, 24)
LICENCE = LicenceFacts("X-1", LicenceKind.EXPORT_LICENCE, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
EXPORTER = OperatorFacts("SL-EX-1", "SL", OperatorKind.EXPORTER, (LICENCE,))


def draw(mct: int = 3200, lot: str = "L-SL-000001", **changed: Any) -> DrawFacts:
    return dataclasses.replace(DrawFacts(lot, "SL-EX-1", "SL", "7102.31", 10_000, mct), **changed)


def parcel(**changed: Any) -> ParcelApplication:
    told = ParcelApplication("P-1", "7102.31", 320, 100_000, (draw(),), {"SL:KONO": 3200})
    return dataclasses.replace(told, **changed)


def file(**changed: Any) -> Application:
    told = Application(
        kind="export",
        participant="SL",
        day=DAY,
        holder="SL-EX-1",
        exporter=EXPORTER,
        mandated=True,
        importer=PartyFacts("Scheldt Rough", "Antwerp", "BE"),
        destination="EU",
        parcels=(parcel(),),
        declared=True,
    )
    return dataclasses.replace(told, **changed)


def codes(told: Application) -> set[str]:
    return {reason.code for reason in application(told)}


def test_a_lawful_file_has_no_reason_against_it() -> None:
    assert application(file()) == ()


IMPORTED = SourceFacts("GN002201", known=True, arrived=True, origins=frozenset({"GN"}))
OF_GUINEA = parcel(origins={"GN": 3200}, imports=frozenset({"GN002201"}))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"exporter": dataclasses.replace(EXPORTER, licences=())}, {"chain.licence_absent"}),
        ({"day": dt.date(2027, 1, 1)}, {"chain.licence_expired"}),
        ({"exporter": dataclasses.replace(EXPORTER, participant="LR")}, {"export.exporter_abroad"}),
        ({"exporter": None}, {"export.exporter_missing"}),
        ({"mandated": False}, {"export.not_mandated"}),
        ({"declared": False}, {"export.declaration_missing"}),
        ({"destination": ""}, {"export.destination_missing"}),
        (
            {"importer": PartyFacts(" ", "", "")},
            {"export.importer_name_missing", "export.importer_address_missing", "export.importer_country_missing"},
        ),
        ({"trade": (Refusal("trade.suspended", x=1),)}, {"trade.suspended"}),
        ({"parcels": ()}, {"export.no_parcels", "chain.no_lots"}),
        ({"parcels": (parcel(), parcel())}, {"export.parcel_named_twice"}),
        ({"parcels": (parcel(weight_cct=321),)}, {"export.draws_differ"}),
        ({"parcels": (parcel(draws=(draw(3205),)),)}, {"export.not_hundredths"}),
        ({"parcels": (parcel(value_usd_cents=0),)}, {"export.value_not_positive"}),
        ({"parcels": (parcel(hs="7103.10"),)}, {"export.hs_unknown"}),
        ({"parcels": (parcel(hs="7102.21"),)}, {"chain.hs_cannot_change"}),
        ({"parcels": (parcel(draws=(draw(holder="SL-DL-1"),)),)}, {"ledger.not_holder"}),
        ({"parcels": (parcel(draws=(draw(balance_mct=3000),)),)}, {"ledger.overdraft"}),
        ({"parcels": (parcel(draws=(draw(1600), draw(1600))),)}, {"chain.lot_named_twice"}),
        ({"parcels": (parcel(draws=(draw(made_on=dt.date(2026, 11, 25)),)),)}, {"ledger.before_it_was_made"}),
        ({"kind": "gift"}, {"export.kind_unknown"}),
        ({"parcels": (parcel(origins={"SL:KONO": 1600, "LR": 1600}),)}, {"export.origin_not_imported"}),
        ({"parcels": (OF_GUINEA,)}, {"export.origin_not_imported", "export.is_a_reexport"}),
        ({"kind": "re-export", "parcels": (OF_GUINEA,), "sources": (IMPORTED,)}, set()),
        ({"kind": "re-export"}, {"export.sources_missing"}),
        ({"kind": "re-export", "sources": (IMPORTED,)}, {"export.source_not_drawn"}),
        (
            {"kind": "re-export", "parcels": (OF_GUINEA,), "sources": (SourceFacts("GN002201"),)},
            {"export.source_unknown", "export.origin_not_imported"},
        ),
        (
            {
                "kind": "re-export",
                "parcels": (OF_GUINEA,),
                "sources": (dataclasses.replace(IMPORTED, arrived=False),),
            },
            {"export.source_not_arrived"},
        ),
        ({"parcels": (parcel(origins={"BW": 3200}, opening=True),)}, set()),
        ({"kind": "transit"}, {"export.purpose_missing", "export.route_missing"}),
        ({"kind": "transit", "purpose": "By Brussels", "route": ("BE",)}, set()),
        (
            {"kind": "technical"},
            {
                "export.purpose_unknown",
                "export.original_missing",
                "export.consent_issuing_missing",
                "export.consent_receiving_missing",
            },
        ),
        (
            {"kind": "technical", "purpose": "scientific-sample", "consents": ("yes", "yes"), "exporter": None},
            set(),
        ),
        ({"relates_to": SourceFacts("SL000001")}, {"export.original_unknown"}),
    ],
)
def test_each_reason(changed: dict[str, Any], expected: set[str]) -> None:
    assert codes(file(**changed)) == expected


def test_two_parcels_share_a_lot_only_within_its_balance() -> None:
    halves = tuple(parcel(reference=name, draws=(draw(6000),), weight_cct=600) for name in "AB")
    assert codes(file(parcels=halves)) == {"ledger.overdraft"}
    assert codes(file(parcels=halves[:1])) == set()


def test_mixed_origin_is_said_of_the_parcel_and_of_the_whole() -> None:
    mixed = parcel(origins={"SL:KONO": 1, "GN": 1})
    assert (mixed.origin, mixed.countries) == ("MIXED", ("GN", "SL"))
    assert whole_origin([parcel(), parcel(origins={"SL:KENEMA": 1})]) == "SL"
    assert whole_origin([parcel(), parcel(origins={"GN": 1})]) == "MIXED"


@given(
    st.lists(st.integers(1, 400_000), min_size=1, max_size=6),
    st.integers(0, 400_000),
    st.sampled_from(HS_CODES),
)
def test_what_passes_is_balanced_in_whole_hundredths(drawn: list[int], weight_cct: int, hs: str) -> None:
    lots = tuple(draw(mct, f"L-SL-{place:06d}", hs=hs, balance_mct=mct) for place, mct in enumerate(drawn))
    told = parcel(hs=hs, draws=lots, weight_cct=weight_cct, origins={"SL": sum(drawn)})
    passes = application(file(parcels=(told,))) == ()
    assert passes == (sum(drawn) == weight_cct * 10 and weight_cct > 0)


def test_sealing_matches_parcels_and_names_each_seal_once() -> None:
    certified = {"A": 320, "B": 10}
    assert sealing(Sealing({"A": 320, "B": 10}, (("C-1", "S-1"), ("C-2", "S-2"))), certified) == ()
    wrong = Sealing({"A": 319, "Z": 1}, (("C-1", "S-1"), ("", "S-1")), frozenset({"S-9"}))
    assert [reason.code for reason in sealing(wrong, certified)] == [
        "export.weight_differs",
        "export.parcel_not_weighed",
        "export.parcel_unknown",
        "export.seal_unnamed",
        "export.seal_used",
        "export.seal_used",
    ]
    assert [reason.code for reason in sealing(Sealing(certified, ()), certified)] == ["export.seals_missing"]
