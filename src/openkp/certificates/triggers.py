"""What the database itself keeps: numbers are used once, envelopes never change, lives only grow."""

from __future__ import annotations

from openkp.events.triggers import Trigger, append_only, forbid


def _only(table: str, changing: str, *fixed: str) -> tuple[Trigger, Trigger]:
    """Rows stay; under the condition `changing`, an update may leave every column of `fixed` as it was."""
    same = " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in ("id", *fixed))
    return forbid(table, "DELETE"), forbid(table, "UPDATE", unless=f"{changing} AND {same}")


TRIGGERS = (
    *_only(
        "certificates_blankrange",
        'NEW."next" > OLD."next"',
        *("participant", "prefix", "digits", "first", "last", "received_on", "source"),
    ),
    *_only(
        "certificates_blankallocation",
        'NEW."next" > OLD."next"',
        *("range_id", "authority", "office", "prefix", "digits", "first", "last", "allocated_on"),
    ),
    *append_only("certificates_blankfate"),
    *_only("certificates_statuslist", "TRUE", "url", "authority", "issuer"),
    *append_only("certificates_statusedition"),
    *_only(
        "certificates_certificate",
        "NEW.state <> OLD.state",
        *("number", "kind", "participant", "authority", "exporter", "importer", "destination", "origin"),
        *("issued_at", "valid_until", "weight_cct", "value_usd_cents", "relates_to", "credential_id"),
        *("status_list_id", "status_index", "cose", "vc_jwt", "leaf_id"),
    ),
    *append_only("certificates_certificateparcel"),
    *append_only("certificates_certificateact"),
    *append_only("certificates_foreigncertificate"),
    *append_only("certificates_foreignparcel"),
)
