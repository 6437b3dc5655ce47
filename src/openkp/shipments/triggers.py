"""What the database itself keeps: a file is written once, moves from state to state, and names one certificate."""

from __future__ import annotations

from openkp.events.triggers import append_only, forbid

_FIXED = (
    *("id", "participant", "authority", "kind", "holder", "exporter", "importer", "importer_name"),
    *("importer_address", "importer_country", "destination", "submitted_at", "submitted_by", "relates_to"),
)
_SAME = " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in _FIXED)

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
    *append_only("shipments_arrival"),
)
