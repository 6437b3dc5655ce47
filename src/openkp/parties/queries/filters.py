"""The filters that a person has kept."""

from __future__ import annotations

from dataclasses import dataclass

from openkp.core.roles import Actor

from ..models import SavedFilter


@dataclass(frozen=True, slots=True)
class FilterRow:
    id: int
    name: str
    query: str


def saved_filters(page: str, *, viewer: Actor) -> tuple[FilterRow, ...]:
    """One's own for one list, by name."""
    rows = SavedFilter.objects.filter(person=viewer.person_id, page=page).order_by("name")
    return tuple(FilterRow(row.pk, row.name, row.query) for row in rows)
