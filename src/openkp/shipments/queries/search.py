"""The search box, for export files and import files by reference or certificate, and for seals."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Upper

from openkp.core import finding
from openkp.core.finding import Hit
from openkp.core.roles import Actor

from .. import files, imports
from ..models import ImportFile, Seal, Shipment
from . import arrivals, exports


def search(text: str, *, viewer: Actor, limit: int = 10) -> tuple[Hit, ...]:
    """Those that the viewer may see, each kind at most `limit`. A file is exact by its own reference, a seal whole."""
    meant = finding.numbers(text, prefixes=viewer.participants() - {"*"})
    return (
        *_exports(finding.reference(text, "S"), meant, viewer, limit),
        *_imports(finding.reference(text, "I"), meant, viewer, limit),
        *_seals(finding.typed(text), viewer, limit),
    )


def _exports(named: tuple[str, int] | None, meant: tuple[str, ...], viewer: Actor, limit: int) -> Iterator[Hit]:
    if not named and not meant:
        return
    asked = Q(participant=named[0], pk=named[1]) if named else Q(certificate__in=meant)
    found: dict[int, Shipment] = {}
    for scope in exports.scopes(viewer):
        found |= {row.pk: row for row in Shipment.objects.filter(asked, scope).order_by("-pk")[:limit]}
    for row in list(found.values())[:limit]:
        yield _export(row, exact=named is not None)


def _export(row: Shipment, *, exact: bool) -> Hit:
    facts = {"from_country": row.participant, "to_country": row.destination, "on": row.submitted_at.date()}
    return Hit("export", (files.ref_of(row),), files.ref_of(row), row.state, facts, exact)


def _imports(named: tuple[str, int] | None, meant: tuple[str, ...], viewer: Actor, limit: int) -> Iterator[Hit]:
    if not named and not meant:
        return
    asked = Q(participant=named[0], pk=named[1]) if named else Q(number__in=meant)
    found: dict[int, ImportFile] = {}
    for scope in arrivals.scopes(viewer):
        found |= {row.pk: row for row in ImportFile.objects.filter(asked, scope).order_by("-pk")[:limit]}
    for row in list(found.values())[:limit]:
        facts = {"number": row.number, "place_country": row.participant, "on": row.presented_at.date()}
        yield Hit("import", (imports.ref_of(row),), imports.ref_of(row), row.state, facts, named is not None)


def _seals(typed: str, viewer: Actor, limit: int) -> Iterator[Hit]:
    """A seal leads to the file whose goods it closes. Capitals do not matter; the rest of it does."""
    if not typed:
        return
    seals = Seal.objects.annotate(capitals=Upper("seal")).filter(capitals=typed.upper()).values("shipment")
    for scope in exports.scopes(viewer):
        for row in Shipment.objects.filter(scope, pk__in=seals).order_by("-pk")[:limit]:
            facts = {"file": files.ref_of(row), "from_country": row.participant, "to_country": row.destination}
            yield Hit("seal", (files.ref_of(row),), typed, row.state, facts, exact=True)
