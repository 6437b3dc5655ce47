"""Rows that name a row which is not there. No database makes them; a damaged or edited file may hold them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection


def broken(limit: int = 1000) -> Iterator[tuple[str, str, str]]:
    """Table, row and the table it points into, for each foreign key of the schema; at most `limit` rows of each."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            key = connection.introspection.get_primary_key_column(cursor, table)
            relations = connection.introspection.get_relations(cursor, table)
            for column, (parent_column, parent, *_) in sorted(relations.items()):
                cursor.execute(
                    f'SELECT c."{key or column}" FROM "{table}" AS c LEFT JOIN "{parent}" AS p '  # noqa: S608 - names of the schema
                    f'ON p."{parent_column}" = c."{column}" '
                    f'WHERE c."{column}" IS NOT NULL AND p."{parent_column}" IS NULL LIMIT {limit:d}'
                )
                for (row,) in cursor.fetchall():
                    yield table, str(row), parent
