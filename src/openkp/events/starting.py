"""What begins with some signs, asked so that an index answers on both databases."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

_LAST = "\U0010ffff"


def starting(column: str, text: str) -> Q:
    """PostgreSQL: LIKE, on an index of pattern operators (whatever the collation). SQLite compares bytes: from `text`
    up to the last text that begins so; its LIKE asks no index."""
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + _LAST})
