"""Rows written and read without the cost of building each statement anew: by the thousand for the builders of large
worlds, one by one where an act is measured in milliseconds. Constraints and triggers hold as for any other row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def add(model: type[models.Model], *rows: Mapping[str, Any]) -> list[int]:
    """Insert rows of plain columns (``shipment_id``, not ``shipment``), all with the same ones; the others get their
    defaults. Answers the keys that the database gave."""
    return _add(model, rows, "RETURNING id")


def add_missing(model: type[models.Model], *rows: Mapping[str, Any]) -> list[int]:
    """The same, without the rows that a unique constraint knows already."""
    return _add(model, rows, "ON CONFLICT DO NOTHING RETURNING id")


def _add(model: type[models.Model], rows: Sequence[Mapping[str, Any]], ending: str) -> list[int]:
    fields = _fields(model, tuple(rows[0]))
    values = [
        field.get_db_prep_save(row[field.attname] if field.attname in row else field.get_default(), connection)
        for row in rows
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(model, len(rows), ending), values)
        return [int(key) for (key,) in cursor.fetchall()]


@cache
def _fields(model: type[models.Model], given: tuple[str, ...] = ()) -> tuple[models.Field[Any, Any], ...]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    assert set(given) <= {field.attname for field in fields}, "columns of the table only"
    return fields


@cache
def _insertion(model: type[models.Model], count: int, ending: str) -> str:
    names = ", ".join(f'"{field.column}"' for field in _fields(model))
    marks = ", ".join([f"({', '.join(['%s'] * len(_fields(model)))})"] * count)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {marks} {ending}'  # noqa: S608 - names of the schema


def change(model: type[models.Model], columns: Mapping[str, Any], **where: Any) -> int:
    """Update plain columns of the rows that have these values; answers how many there were."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    sets = ", ".join(f'"{fields[name].column}" = %s' for name in columns)
    asked = " AND ".join(f'"{fields[name].column}" = %s' for name in where)
    told = [*columns.items(), *where.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {asked}',  # noqa: S608 - names of the schema
            [fields[name].get_db_prep_save(value, connection) for name, value in told],
        )
        return int(cursor.rowcount)


class Reader(Generic[M]):
    """The columns of a table under an alias, and rows of them made into the model: for statements written by hand."""

    def __init__(self, model: type[M], alias: str) -> None:
        fields = model._meta.concrete_fields
        self._model, self._names = model, [field.attname for field in fields]
        self.columns = ", ".join(f'{alias}."{field.column}"' for field in fields)
        self.width = len(fields)
        self._fields = [(place, field.get_col(model._meta.db_table)) for place, field in enumerate(fields)]
        self._converters: dict[str, list[tuple[int, Any, list[Any]]]] = {}

    def row(self, values: Sequence[Any], start: int = 0) -> M:
        """The model of the columns that begin at `start`."""
        found = list(values[start : start + self.width])
        for place, column, converters in self._of(connection.vendor):
            for convert in converters:
                found[place] = convert(found[place], column, connection)
        return self._model.from_db(connection.alias, self._names, found)

    def _of(self, vendor: str) -> list[tuple[int, Any, list[Any]]]:
        if vendor not in self._converters:
            all_of_them = (
                (place, column, [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)])
                for place, column in self._fields
            )
            self._converters[vendor] = [found for found in all_of_them if found[2]]
        return self._converters[vendor]


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
