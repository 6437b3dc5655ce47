"""The reference facts that ship with the house: participants and their history, groups, authorities, dated rules."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from django.db.models import Model

from openkp.core.roles import Actor, Role
from openkp.events.actions import Outcome, action

from ..models import Authority, CountryGroup, Membership, Participant, RestrictionRow, RuleRow, StatusRow

FILES = ("participants", "history", "groups", "authorities", "rules")
_DATES = ("valid_from", "valid_to", "from_precision", "to_precision", "recorded_on", "note", "source")


@action("parties.load_reference")
def load_reference(*, by: Actor, now: dt.datetime, request_id: str) -> Outcome:
    """Record the facts of data/*.toml that are not recorded yet. Repeating it adds nothing; a fact that was recorded
    once and corrected since stays corrected; a fact whose end a newer version of the data tells gets that end."""
    by.require(Role.SYSTEM)
    told = {name: _read(name) for name in FILES}
    statuses = _statuses(told)
    _add_new(Participant, told["participants"]["participant"], ("code",))
    _add_new(CountryGroup, told["groups"]["group"], ("code",), rename={"trades_as": "trades_as_id"})
    parts = {"participant": "participant_id"}
    _add_new(Membership, told["groups"]["member"], ("group_id", "country", "valid_from"), rename={"group": "group_id"})
    _add_new(Authority, told["authorities"]["authority"], ("slug",), rename=parts)
    _add_dated(StatusRow, statuses, ("participant_id", "status", "valid_from"), parts)
    _add_dated(RestrictionRow, told["history"]["restriction"], ("code",), parts)
    _add_dated(RuleRow, told["rules"]["rule"], ("key", "participant", "valid_from"), {})
    counts = {model._meta.model_name: model._default_manager.count() for model in (Participant, StatusRow, RuleRow)}
    return Outcome({str(name): count for name, count in counts.items()}, subject="installation:reference")


def _read(name: str) -> dict[str, Any]:
    """One data file, each `source` key replaced by the text that [sources] gives it."""
    text = files("openkp.parties.data").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    sources = tomllib.loads(files("openkp.parties.data").joinpath("sources.toml").read_text(encoding="utf-8"))["source"]
    for rows in found.values():
        for row in rows:
            row["source"] = sources[row["source"]]
            if "recorded_in" in row:
                row["recorded_in"] = sources[row["recorded_in"]]
    return found


def _statuses(told: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The statuses of history.toml, and one for each participant that has no history: taking part, start unknown."""
    rows: list[dict[str, Any]] = list(told["history"]["status"])
    known = {row["participant"] for row in rows}
    for row in told["participants"]["participant"]:
        recorded = row.pop("recorded_on")
        source = row.pop("recorded_in")
        if row["code"] not in known:
            rows.append(
                {
                    "participant": row["code"],
                    "status": "active",
                    "recorded_on": recorded,
                    "basis": "Kimberley Process list of participants",
                    "source": source,
                }
            )
    return rows


def _columns(row: dict[str, Any], rename: dict[str, str]) -> dict[str, Any]:
    return {rename.get(name, name): value for name, value in row.items()}


def _key(row: Any, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(row.get(name) if isinstance(row, dict) else getattr(row, name) for name in names)


def _add_new(
    model: type[Model], rows: list[dict[str, Any]], names: tuple[str, ...], rename: dict[str, str] | None = None
) -> None:
    known = {_key(row, names) for row in model._default_manager.all()}
    told = [_columns(row, rename or {}) for row in rows]
    model._default_manager.bulk_create([model(**row) for row in told if _key(row, names) not in known])


def _add_dated(
    model: type[StatusRow] | type[RestrictionRow] | type[RuleRow],
    rows: list[dict[str, Any]],
    names: tuple[str, ...],
    rename: dict[str, str],
) -> None:
    """Add rows that were never recorded; set ends that are new; correct a row whose text changed in our data."""
    known: dict[tuple[Any, ...], list[Any]] = {}
    for row in model._default_manager.order_by("pk"):
        known.setdefault(_key(row, names), []).append(row)
    fresh: list[Any] = []
    for line in rows:
        told = model(**_columns(line, rename))
        before = known.get(_key(told, names), [])
        if any(_same(told, row) for row in before):
            continue
        if before and before[-1].valid_to is None and told.valid_to is not None and _same(told, before[-1], ends=False):
            model._default_manager.filter(pk=before[-1].pk).update(
                valid_to=told.valid_to, to_precision=told.to_precision
            )
            continue
        told.supersedes = before[-1] if before else None
        fresh.append(told)
    model._default_manager.bulk_create(fresh)


def _same(one: Any, other: Any, *, ends: bool = True) -> bool:
    left = {"id", "supersedes"} | (set() if ends else {"valid_to", "to_precision"})
    names = [field.attname for field in one._meta.concrete_fields if field.name not in left]
    return all(_plain(getattr(one, name)) == _plain(getattr(other, name)) for name in names)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
