"""What the database itself keeps: a file is written once, moves from state to state, and names one certificate."""

from __future__ import annotations

from openkp.events.triggers import append_only, forbid

_FIXED = (
    *("id", "participant", "authority", "kind", "holder", "exporter", "importer", "importer_name"),
    *("importer_address", "importer_country", "destination", "submitted_at", "submitted_by", "relates_to"),
)
_SHOWN = (
    *("id", "participant", "authority", "number", "issuer", "source", "purpose", "importer_name", "importer_country"),
    *("exporter_name", "issued_on", "valid_until", "presented_at", "recorded_at", "inspect", "draw_ppm", "person_id"),
    *("paper", "findings"),
)
_OPENED = ("id", "file_id", "number", "exporter_side", "importer_side", "opened_at", "differences")
_ASKED = ("id", "file_id", "issuer", "asked_at", "asked_by", "question", "due_at")


def _same(columns: tuple[str, ...]) -> str:
    return " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in columns)


_SAME = _same(_FIXED)

TRIGGERS = (
    forbid("shipments_shipment", "DELETE"),
    forbid(
        "shipments_shipment",
        "UPDATE",
        unless=f"NEW.state <> OLD.state AND (OLD.certificate = '' OR NEW.certificate = OLD.certificate) "
        f"AND (OLD.value_seat = '' OR NEW.value_seat = OLD.value_seat) AND {_SAME}",
    ),
    *append_only("shipments_shipmentparcel"),
    *append_only("shipments_valuation"),
    forbid("shipments_levy", "DELETE"),
    forbid(
        "shipments_levy",
        "UPDATE",
        unless=(
            "OLD.paid_at IS NULL AND NEW.paid_at IS NOT NULL AND NEW.id = OLD.id AND NEW.shipment_id = OLD.shipment_id "
            "AND NEW.code = OLD.code AND NEW.base_usd_cents = OLD.base_usd_cents AND NEW.rate_ppm = OLD.rate_ppm "
            "AND NEW.amount_usd_cents = OLD.amount_usd_cents AND NEW.basis = OLD.basis"
        ),
    ),
    *append_only("shipments_seal"),
    *append_only("shipments_shipmentact"),
    *append_only("shipments_prealert"),
    forbid("shipments_presentednumber", "DELETE"),
    forbid("shipments_presentednumber", "UPDATE", unless="NEW.id = OLD.id AND NEW.number = OLD.number"),
    forbid("shipments_importfile", "DELETE"),
    forbid("shipments_importfile", "UPDATE", unless=_same(_SHOWN)),
    *append_only("shipments_importparcel"),
    *append_only("shipments_importact"),
    *append_only("shipments_inspection"),
    *append_only("shipments_confirmation"),
    *append_only("shipments_slip"),
    forbid("shipments_discrepancy", "DELETE"),
    forbid(
        "shipments_discrepancy",
        "UPDATE",
        unless=f"OLD.closed_at IS NULL AND {_same(_OPENED)}",
    ),
    *append_only("shipments_discrepancynote"),
    forbid("shipments_issuerquery", "DELETE"),
    forbid(
        "shipments_issuerquery",
        "UPDATE",
        unless=f"OLD.answered_at IS NULL AND {_same(_ASKED)}",
    ),
)
