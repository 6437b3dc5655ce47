"""What the database itself keeps: numbers are used once, envelopes never change, lives only grow."""

from __future__ import annotations

from openkp.events.triggers import Trigger, append_only, forbid


def _only(table: str, changing: str, *fixed: str) -> tuple[Trigger, Trigger]:
    """Rows stay; under the condition `changing`, an update may leave every column of `fixed` as it was."""
    same = " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in ("id", *fixed))
    return forbid(table, "DELETE"), forbid(table, "UPDATE", unless=f"{changing} AND {same}")


def _once(table: str, mark: str, *fixed: str) -> tuple[Trigger, Trigger]:
    """Rows stay; what belongs to `mark` may be set while it is null, every column of `fixed` is as it was."""
    same = " AND ".join(
        f'((OLD."{column}" IS NULL AND NEW."{column}" IS NULL) OR COALESCE({_equal(column)}, FALSE))'
        for column in ("id", *fixed)
    )
    return forbid(table, "DELETE"), forbid(
        table, "UPDATE", unless=f"OLD.{mark} IS NULL AND NEW.{mark} IS NOT NULL AND {same}"
    )


def _equal(column: str) -> str:
    return f'OLD."{column}" = NEW."{column}"'


_SPECIMEN = (
    *("participant", "authority", "name_printed", "prefix", "also", "digits", "features", "features_text", "image"),
    *("valid_from", "source", "standing", "supersedes_id", "event_id"),
)
_SIGNATORY = ("specimen_id", "name", "function", "signature", "valid_from", "source", "supersedes_id", "event_id")
_PRIOR = (
    *("number", "participant", "issued_on", "valid_until", "destination", "weight_cct", "value_usd_cents", "paper"),
    *("source", "declared_by", "declared_at", "supersedes_id", "event_id"),
)

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
    *_once("certificates_specimenrow", "valid_to", *_SPECIMEN),
    *append_only("certificates_specimenrange"),
    *_once("certificates_specimensignatory", "valid_to", *_SIGNATORY),
    *_once("certificates_priorcertificate", "confirmed_at", *_PRIOR),
    *append_only("certificates_priorend"),
    *_once("certificates_alarm", "closed_at", "kind", "number", "presenter", "raised_at", "facts", "event_id"),
    *_once("certificates_alarmparty", "seen_at", "alarm_id", "participant", "role"),
    *append_only("certificates_alarmnote"),
)
