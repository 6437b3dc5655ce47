"""Whom a file concerns, for rooms above that tell them: participants only."""

from __future__ import annotations

from collections.abc import Iterable

from .. import files, imports
from ..models import ImportFile, Shipment

_IDS_A_QUERY = 500


def export_sides(references: Iterable[str]) -> dict[str, frozenset[str]]:
    """Reference of an export file -> the participants of both its sides."""
    wanted = [int(reference.rsplit("-", 1)[1]) for reference in references]
    out: dict[str, frozenset[str]] = {}
    for start in range(0, len(wanted), _IDS_A_QUERY):
        rows = Shipment.objects.filter(pk__in=wanted[start : start + _IDS_A_QUERY])
        for pk, participant, destination in rows.values_list("pk", "participant", "destination"):
            out[files.ref(participant, pk)] = frozenset({participant, destination})
    return out


def import_sides(references: Iterable[str]) -> dict[str, frozenset[str]]:
    """Reference of an import file -> where it was presented, and the participant that its number names."""
    wanted = [int(reference.rsplit("-", 1)[1]) for reference in references]
    out: dict[str, frozenset[str]] = {}
    for start in range(0, len(wanted), _IDS_A_QUERY):
        rows = ImportFile.objects.filter(pk__in=wanted[start : start + _IDS_A_QUERY])
        for pk, participant, issuer in rows.values_list("pk", "participant", "issuer"):
            out[imports.ref(participant, pk)] = frozenset({participant, issuer})
    return out
