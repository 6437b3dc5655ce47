"""What the database itself keeps of the parties: rows stay, an end is set once, nothing else changes."""

from __future__ import annotations

from openkp.events.triggers import Trigger, append_only, forbid, renews

_DATED = ("id", "valid_from", "from_precision", "recorded_on", "source", "note")


def _only_an_end(table: str, *columns: str, end: tuple[str, ...] = ("valid_to",)) -> tuple[Trigger, Trigger]:
    """Rows cannot be deleted; the columns of `end` may be set while `valid_to` is null, and nothing else changed."""
    free = {"valid_to", "to_precision"} & set(end)
    assert free == set(end)
    same = " AND ".join(f"{_same(column)}" for column in columns)
    return forbid(table, "DELETE"), forbid(
        table, "UPDATE", unless=f"OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL AND {same}"
    )


def _same(column: str) -> str:
    """`IS NOT DISTINCT FROM`, said so that old SQLite understands: two nulls are the same."""
    return f"((OLD.{column} IS NULL AND NEW.{column} IS NULL) OR COALESCE(OLD.{column} = NEW.{column}, FALSE))"


def _token_lives_on() -> str:
    """A token may be revoked, once, and seen in use; what it opens never changes."""
    kept = ("id", "person_id", "name", "scopes", "secret_sha256", "created_at", "expires_at")
    same = " AND ".join(_same(column) for column in kept)
    return f"{same} AND (OLD.revoked_at IS NULL OR {_same('revoked_at')})"


_END = ("valid_to", "to_precision")

TRIGGERS = (
    *_only_an_end("parties_statusrow", *_DATED, "participant_id", "status", "basis", "supersedes_id", end=_END),
    *_only_an_end(
        "parties_restrictionrow",
        *(*_DATED, "code", "participant_id", "scope", "mode", "direction", "targets", "basis", "conditions"),
        "supersedes_id",
        end=_END,
    ),
    *_only_an_end(
        "parties_rulerow", *_DATED, "key", "participant", "value", "basis", "standing", "supersedes_id", end=_END
    ),
    *_only_an_end("parties_membership", *_DATED, "group_id", "country", end=_END),
    *_only_an_end(
        "parties_authority", *_DATED, "slug", "participant_id", "kind", "name_en", "name_fr", "address", end=_END
    ),
    *_only_an_end("parties_signatory", "id", "authority_id", "person_id", "function", "valid_from"),
    *_only_an_end("parties_grantrow", "id", "person_id", "role", "participant", "operator", "valid_from"),
    *append_only("parties_participant"),
    *append_only("parties_countrygroup"),
    forbid("parties_apitoken", "DELETE"),
    forbid("parties_apitoken", "UPDATE", unless=_token_lives_on()),
    # A person is erased by emptying the row: facts elsewhere go on naming its id.
    forbid("parties_person", "DELETE"),
    # What acts remember between them (events.reference): a change is seen by the next act of every process.
    *renews("parties_statusrow"),
    *renews("parties_restrictionrow"),
    *renews("parties_rulerow"),
    *renews("parties_membership"),
    *renews("parties_countrygroup"),
    *renews("parties_authority"),
    *renews("parties_signatory"),
    *renews("parties_person", column="name"),
)
