"""Promises that the database itself keeps. Installed after each `migrate` (Django drops triggers when it rebuilds a
SQLite table), asserted by `check`. A room lists its own in `<room>/triggers.py` as TRIGGERS."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger in both dialects. `sqlite` is the whole CREATE TRIGGER statement; `postgres_body` is the body of a
    plpgsql function (BEGIN ... END;) and `postgres_when` the clause ``BEFORE UPDATE ON table FOR EACH ROW``."""

    name: str
    table: str
    sqlite: str
    postgres_when: str
    postgres_body: str


def forbid(table: str, act: str, *, unless: str = "", label: str = "") -> Trigger:
    """Forbid `act` (UPDATE or DELETE) of rows of `table`, unless the SQL condition on OLD and NEW holds.

    The condition must be true SQL in both dialects.
    """
    name = label or f"{table}_no_{act.lower()}"
    message = f"{table} is append-only"
    when = f" WHEN (NOT ({unless}))" if unless else ""
    return Trigger(
        name=name,
        table=table,
        sqlite=f"CREATE TRIGGER {name} BEFORE {act} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        postgres_when=f"BEFORE {act} ON {table} FOR EACH ROW{when}",
        postgres_body=f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END;",
    )


def append_only(table: str) -> tuple[Trigger, Trigger]:
    return forbid(table, "UPDATE"), forbid(table, "DELETE")


def renews(table: str, *, column: str = "") -> tuple[Trigger, ...]:
    """Draw a new version of the facts that change rarely (`reference`) whenever rows of `table` are written, or only
    when `column` of one changes.

    On PostgreSQL before the rows themselves: all writers take the lock of the version first, and never wait in a
    circle.
    """
    renew = (
        "INSERT INTO events_reference (id, version) VALUES (1, {}) "
        "ON CONFLICT (id) DO UPDATE SET version = excluded.version"
    )
    sqlite, postgres = renew.format("lower(hex(randomblob(16)))"), renew.format("gen_random_uuid()::text")

    def one(act: str) -> Trigger:
        name = f"{table}_renews_{act.lower()}"
        of = f" OF {column}" if column else ""
        only = f" WHEN (OLD.{column} <> NEW.{column})" if column else ""
        return Trigger(
            name=name,
            table=table,
            sqlite=f"CREATE TRIGGER {name} AFTER {act}{of} ON {table}{only} BEGIN {sqlite}; END",
            postgres_when=f"BEFORE {act}{of} ON {table} FOR EACH {'ROW' + only if column else 'STATEMENT'}",
            postgres_body=f"BEGIN {postgres}; RETURN NEW; END;",
        )

    return (one("UPDATE"),) if column else (one("INSERT"), one("UPDATE"))


TRIGGERS = (
    forbid("events_event", "DELETE"),
    forbid(
        "events_event",
        "UPDATE",
        unless=(
            "OLD.outcome IS NULL AND NEW.id = OLD.id AND NEW.request_id = OLD.request_id AND NEW.kind = OLD.kind "
            "AND NEW.at = OLD.at AND NEW.person_id = OLD.person_id "
            "AND NEW.arguments_sha256 = OLD.arguments_sha256"
        ),
    ),
)


def all_triggers() -> Iterator[Trigger]:
    """The triggers of every installed room."""
    for config in apps.get_app_configs():
        yield from _of(config)


def _of(config: AppConfig) -> tuple[Trigger, ...]:
    name = f"{config.name}.triggers"
    if not config.name.startswith("openkp.") or importlib.util.find_spec(name) is None:
        return ()
    triggers: tuple[Trigger, ...] = import_module(name).TRIGGERS
    return triggers


def install_after_migrate(sender: AppConfig, using: str = "default", **_: Any) -> None:
    """Receiver of post_migrate: (re)creates the triggers of one room whose tables exist."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for trigger in _of(sender):
        if trigger.table not in tables:
            continue
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
                cursor.execute(trigger.sqlite)
            else:
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$openkp$ {trigger.postgres_body} $openkp$"
                )
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER {trigger.name} {trigger.postgres_when} "
                    f"EXECUTE FUNCTION {trigger.name}()"
                )


def missing(using: str = "default") -> tuple[str, ...]:
    """Names of the triggers that should be in place and are not, are disabled (PostgreSQL), or do something else."""
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    sql = (
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else "SELECT t.tgname, c.relname, f.prosrc FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid "
        "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        present = {(name, table, text.strip()) for name, table, text in cursor.fetchall()}
    return tuple(
        trigger.name
        for trigger in all_triggers()
        if (trigger.name, trigger.table, (trigger.sqlite if sqlite else trigger.postgres_body).strip()) not in present
    )
