"""Many rows in one statement, for the builders of large worlds. Constraints and triggers hold as for any other row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """COPY on PostgreSQL, one prepared statement on SQLite. JSON is given as text. Names are constants of the caller;
    ids may be given or left to the database."""
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            if "id" in columns:  # the counter goes on after the ids that were given
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))"  # noqa: S608 - names of the caller
                )
            return
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of the caller
        cursor.connection.executemany(statement, _plain(rows))


def _plain(rows: Iterable[Sequence[Any]]) -> Iterable[list[Any]]:
    """Dates and times as Django keeps them in SQLite; everything else as it is."""
    told: dict[dt.date, str] = {}  # rows of one batch share few moments

    def plain(value: dt.date) -> str:
        known = told.get(value)
        if known is None:
            moment = isinstance(value, dt.datetime)
            known = told[value] = str(
                connection.ops.adapt_datetimefield_value(value) if moment else value.isoformat()  # type: ignore[arg-type]
            )
        return known

    for row in rows:
        yield [plain(value) if isinstance(value, dt.date) else value for value in row]
