"""May this shipment be certified? An application's facts in, every refusal out. KPCS Annex II 17 to 26; Section III.

The same question is asked when the file is submitted and again at the moment of issue: a licence may have expired, a
restriction may have begun meanwhile.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from openkp.core.facts import HS_CODES, KINDS, MIXED, PartyFacts
from openkp.core.ledger import countries
from openkp.core.refusal import Refusal
from openkp.core.rules.chain import EXPORTING, DrawFacts, OperatorFacts, licence_reasons, line_of
from openkp.core.rules.chain import draws as draw_reasons
from openkp.core.units import MAX_CENTS, MCT_PER_CCT

MAX_PARCELS = 100
MAX_SEALS = 100
MAX_SOURCES = 300
EXPORT, REEXPORT, TRANSIT, TECHNICAL = KINDS


class TechnicalPurpose(StrEnum):
    """Why a technical certificate is issued. The Process's own wording was not found: a list of ours."""

    SEIZED_GOODS_RETURN = "seized-goods-return"
    SCIENTIFIC_SAMPLE = "scientific-sample"
    CORRECTION_OF_ERROR = "correction-of-error"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A certificate that the application names. `arrived`: its goods were received by an operator here."""

    number: str
    known: bool = False
    arrived: bool = False
    origins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ParcelApplication:
    """One parcel. `origins` is the composition of what is drawn; `imports` are the import certificates from which its
    lots descend; `opening`: some of it descends from stock that was declared when the ledger began."""

    reference: str
    hs: str
    weight_cct: int
    value_usd_cents: int
    draws: tuple[DrawFacts, ...]
    origins: Mapping[str, int] = field(default_factory=dict)
    imports: frozenset[str] = frozenset()
    opening: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of mining origin; MIXED among them where part of the goods is not known apart."""
        return countries(self.origins)

    @property
    def origin(self) -> str:
        """What the certificate says: one country, or MIXED."""
        return self.countries[0] if len(self.countries) == 1 else MIXED


@dataclass(frozen=True, slots=True)
class Application:
    """Everything asked of a file. `holder` is who holds the lots: the exporter's number, or the participant's code for
    goods in the authority's hands; `exporter` is None then. `trade` are the reasons against the destination."""

    kind: str
    participant: str
    day: dt.date
    holder: str
    exporter: OperatorFacts | None
    mandated: bool
    importer: PartyFacts
    destination: str
    parcels: tuple[ParcelApplication, ...]
    declared: bool
    sources: tuple[SourceFacts, ...] = ()
    trade: tuple[Refusal, ...] = ()
    purpose: str = ""
    relates_to: SourceFacts | None = None
    consents: tuple[str, str] = ("", "")  # note of the issuing authority, note of the receiving one
    route: tuple[str, ...] = ()


def application(told: Application) -> tuple[Refusal, ...]:
    """Every reason why the shipment cannot be certified as applied for."""
    return (
        *_who(told),
        *told.trade,
        *_importer(told),
        *_parcels(told),
        *_origins(told),
        *_kind(told),
        *(() if told.declared else (Refusal("export.declaration_missing"),)),
    )


def whole_origin(parcels: Iterable[ParcelApplication]) -> str:
    """The origin of the shipment: one country, or MIXED. Canada leaves it empty in that case; Annex I A says mixed."""
    found = {parcel.origin for parcel in parcels}
    return found.pop() if len(found) == 1 else MIXED


def _who(told: Application) -> Iterator[Refusal]:
    if told.exporter is None:
        if told.kind != TECHNICAL:
            yield Refusal("export.exporter_missing")
        return
    if told.exporter.participant != told.participant:
        yield Refusal("export.exporter_abroad", exporter=told.exporter.number, participant_country=told.participant)
    if not told.mandated:
        yield Refusal("export.not_mandated", exporter=told.exporter.number)
    yield from licence_reasons(told.exporter, told.day, kinds=EXPORTING)


def _importer(told: Application) -> Iterator[Refusal]:
    for name in ("name", "address", "country"):
        if not getattr(told.importer, name).strip():
            yield Refusal(f"export.importer_{name}_missing")
    if not told.destination:
        yield Refusal("export.destination_missing")


def _parcels(told: Application) -> Iterator[Refusal]:
    if not told.parcels:
        yield Refusal("export.no_parcels")
    if len(told.parcels) > MAX_PARCELS:
        yield Refusal("export.too_many_parcels", most=MAX_PARCELS)
    references = [parcel.reference for parcel in told.parcels]
    for reference in sorted({one for one in references if references.count(one) > 1}):
        yield Refusal("export.parcel_named_twice", parcel=reference)
    for parcel in told.parcels:
        yield from _parcel(parcel)
    yield from draw_reasons(_together(told.parcels), holder=told.holder, day=told.day)


def _parcel(parcel: ParcelApplication) -> Iterator[Refusal]:
    named = {"parcel": parcel.reference or "?"}
    if not parcel.reference.strip():
        yield Refusal("export.parcel_reference_missing")
    if parcel.hs not in HS_CODES:
        yield Refusal("export.hs_unknown", hs=parcel.hs, **named)
    if parcel.weight_cct <= 0:
        yield Refusal("export.weight_not_positive", **named)
    if not 0 < parcel.value_usd_cents <= MAX_CENTS:
        yield Refusal("export.value_not_positive", **named)
    lots = [draw.lot for draw in parcel.draws]
    for lot in sorted({lot for lot in lots if lots.count(lot) > 1}):
        yield Refusal("chain.lot_named_twice", lot=lot)
    drawn = sum(draw.mct for draw in parcel.draws)
    if drawn % MCT_PER_CCT:
        yield Refusal("export.not_hundredths", drawn_mct=drawn, **named)
    elif drawn != parcel.weight_cct * MCT_PER_CCT:
        yield Refusal("export.draws_differ", drawn_mct=drawn, weight_cct=parcel.weight_cct, **named)
    if parcel.hs in HS_CODES:
        yield from line_of(parcel.hs, parcel.draws)


def _together(parcels: Iterable[ParcelApplication]) -> tuple[DrawFacts, ...]:
    """One draw for each lot, whatever the parcels it goes into: two halves of a lot are judged as its whole."""
    out: dict[str, DrawFacts] = {}
    for parcel in parcels:
        for draw in parcel.draws:
            known = out.get(draw.lot)
            mct = draw.mct + (known.mct if known and draw.mct > 0 and known.mct > 0 else 0)
            out[draw.lot] = dataclasses.replace(draw, mct=mct)
    return tuple(out.values())


def _origins(told: Application) -> Iterator[Refusal]:
    """Section IV, Annex II 8: stones of another country, or of several, come from an import or from declared stock."""
    if told.kind == TECHNICAL and told.exporter is None:
        return  # seized goods: the certificate they came with is named in `relates_to`, the ledger keeps their origins
    imported = frozenset().union(*(source.origins for source in told.sources if source.known))
    for parcel in told.parcels:
        if parcel.opening:
            continue
        foreign = set(parcel.countries) - {told.participant} - imported
        for country in sorted(foreign if MIXED not in imported else ()):
            yield Refusal("export.origin_not_imported", parcel=parcel.reference, origin_country=country)


def _kind(told: Application) -> Iterator[Refusal]:
    if told.kind not in KINDS:
        yield Refusal("export.kind_unknown", kind=told.kind[:20])
        return
    yield from _named_sources(told)
    if told.kind == TECHNICAL:
        yield from _technical(told)
    elif told.relates_to is not None and not told.relates_to.known:
        yield Refusal("export.original_unknown", number=told.relates_to.number)
    if told.kind == TRANSIT:
        if not told.purpose.strip():
            yield Refusal("export.purpose_missing")
        if not told.route:
            yield Refusal("export.route_missing")


def _named_sources(told: Application) -> Iterator[Refusal]:
    """A re-export names each import certificate from which its goods came, and no other (Article 12 of the EU text)."""
    drawn = frozenset().union(*(parcel.imports for parcel in told.parcels))
    named = {source.number for source in told.sources}
    if len(told.sources) > MAX_SOURCES:
        yield Refusal("export.too_many_sources", most=MAX_SOURCES)
    if told.kind == EXPORT and drawn:
        yield Refusal("export.is_a_reexport", numbers=", ".join(sorted(drawn)[:5]))
    if told.kind == REEXPORT and not named:
        yield Refusal("export.sources_missing")
    if told.kind != EXPORT:
        for number in sorted(drawn - named):
            yield Refusal("export.source_not_named", number=number)
    for source in told.sources:
        if not source.known:
            yield Refusal("export.source_unknown", number=source.number)
        elif not source.arrived:
            yield Refusal("export.source_not_arrived", number=source.number)
        elif source.number not in drawn:
            yield Refusal("export.source_not_drawn", number=source.number)


def _technical(told: Application) -> Iterator[Refusal]:
    if told.purpose not in set(TechnicalPurpose):
        yield Refusal("export.purpose_unknown", purpose=told.purpose[:60], known=", ".join(TechnicalPurpose))
    if told.relates_to is None:
        if told.purpose != TechnicalPurpose.SCIENTIFIC_SAMPLE:
            yield Refusal("export.original_missing")
    elif not told.relates_to.known:
        yield Refusal("export.original_unknown", number=told.relates_to.number)
    for side, note in zip(("issuing", "receiving"), told.consents, strict=True):
        if not note.strip():
            yield Refusal(f"export.consent_{side}_missing")


@dataclass(frozen=True, slots=True)
class Sealing:
    """What the officer found before sealing: `weights` by parcel, in hundredths; `seals` as (container, seal)."""

    weights: Mapping[str, int]
    seals: tuple[tuple[str, str], ...]
    used: frozenset[str] = frozenset()  # of these seals, those already on another shipment


def sealing(told: Sealing, certified: Mapping[str, int]) -> tuple[Refusal, ...]:
    """Every reason why the shipment cannot be sealed: contents match the particulars, and each container has its own
    seal (Annex II 19; Article 12 of the EU text). `certified` is the weight of each parcel, in hundredths."""
    reasons = []
    for reference, weight in certified.items():
        found = told.weights.get(reference)
        if found is None:
            reasons.append(Refusal("export.parcel_not_weighed", parcel=reference))
        elif found != weight:
            reasons.append(Refusal("export.weight_differs", parcel=reference, found_cct=found, weight_cct=weight))
    reasons += [
        Refusal("export.parcel_unknown", parcel=reference[:80]) for reference in sorted(told.weights.keys() - certified)
    ]
    if not told.seals:
        reasons.append(Refusal("export.seals_missing"))
    if len(told.seals) > MAX_SEALS:
        reasons.append(Refusal("export.too_many_seals", most=MAX_SEALS))
    numbers = [seal for _, seal in told.seals]
    for container, seal in told.seals:
        if not container.strip() or not seal.strip():
            reasons.append(Refusal("export.seal_unnamed"))
    for seal in sorted({one for one in numbers if numbers.count(one) > 1} | told.used):
        reasons.append(Refusal("export.seal_used", seal=seal[:60]))
    return tuple(reasons)
