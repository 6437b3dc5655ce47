"""What can be said of a foreign certificate by its paper alone: keyed-in facts and what is known in, findings out.

KPCS Annex I A (the mandatory fields), Annex II 22. Each finding is a fact for the officer who decides, never a verdict:
``impossible`` contradicts what is recorded or the paper itself, ``doubt`` asks for a second look, ``note`` says what is
not recorded here and could not be checked. The three degrees are a model of ours. domain.md 1.2, 9 (13 to 16, 26).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeGuard

from openkp.core.facts import HS_CODES, MIXED, PartyFacts
from openkp.core.ledger import declared_origins
from openkp.core.refusal import Refusal
from openkp.core.units import MAX_CENTS, MAX_MCT, MCT_PER_CCT

from . import numbers
from .trade import Period
from .validity import ValidityRule, valid_until

# What an eye or a lamp finds on a paper. A closed list, from the specimen of Regulation (EC) 2368/2002, Annex IV, and
# from Canada's regulations; words say each: paper-feature-<code>. Anything else is told in free text.
FEATURES = (
    *("watermark", "uv-fibres", "uv-dull-paper", "solvent-sensitive", "rainbow-background", "second-tint", "uv-stars"),
    *("intaglio-border", "coloured-flag", "micro-text", "latent-image", "anti-copy-medallion", "perforation"),
    *("serial-twice", "serial-under-uv", "two-languages", "confirmation-slip", "seal-numbers"),
)
FUNCTIONS = ("issue", "validate")  # whose signature makes a certificate
_SIGNS_ENDING = re.compile(r"[0-9]+$", re.ASCII)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_PART_OF_A_NAME = 8  # letters that two names must share to be taken for one authority's


class Severity(StrEnum):
    IMPOSSIBLE = "impossible"
    DOUBT = "doubt"
    NOTE = "note"


class CrossCheck(StrEnum):
    """What a participant's own papers always show: values of the dated rule ``paper.cross_checks``."""

    REFERENCE_ENDS_WITH_NUMBER = "parcel-reference-ends-with-number"  # Sierra Leone, December 2015
    SEALS_NAMED = "seals-named"  # Canada: a seal number for each container


@dataclass(frozen=True, slots=True)
class PaperParcel:
    """One line as printed. `origin` is a country or MIXED; `origins` in milli-carats, where they are known besides."""

    hs: str
    weight_cct: int
    value_usd_cents: int
    origin: str
    reference: str = ""
    origins: Mapping[str, int] = field(default_factory=dict)

    def composition(self) -> dict[str, int]:
        """In milli-carats: as known besides, else the whole of it from the origin printed."""
        return dict(self.origins) or {self.origin: self.weight_cct * MCT_PER_CCT}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A certificate as customs keyed it in. None, "" and (): not keyed in. `valid_until` is the last day printed,
    `participant` the issuer, `destination` a country as printed."""

    number: str
    participant: str
    authority: str
    issued_on: dt.date
    valid_until: dt.date
    exporter: PartyFacts
    importer: PartyFacts
    destination: str
    parcels: tuple[PaperParcel, ...]
    number_of_parcels: int | None = None
    weight_cct: int | None = None
    value_usd_cents: int | None = None
    mixed: bool | None = None
    signatory: str = ""
    seals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRange:
    """Serials in use in one year, both ends included."""

    year: int
    first: int
    last: int

    def holds(self, serial: int) -> bool:
        return self.first <= serial <= self.last


@dataclass(frozen=True, slots=True)
class KnownSignatory:
    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    names: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class Specimen:
    """What an issuer told of its paper. `digits` None: not recorded."""

    prefixes: tuple[str, ...]
    digits: int | None = None
    ranges: tuple[YearRange, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceBounds:
    """US cents for a carat beyond which nobody has sold rough: a model of ours."""

    low_usd_cents: int
    high_usd_cents: int


@dataclass(frozen=True, slots=True)
class PaperKnowledge:
    """All that is recorded of an issuer on the day that the paper gives for its issue. `barred`: why it could not
    certify that day (core/rules/trade). `validity` None: its own rule is not recorded. `receiver` is the participant
    at whose border the paper is shown, "" if it is not asked, `destination_as` the one as which the destination
    trades; `mixed_needs_sources`: a producer, whose first export cannot be mixed."""

    specimens: tuple[Specimen, ...] = ()
    authorities: tuple[KnownAuthority, ...] = ()
    signatories: tuple[KnownSignatory, ...] = ()
    barred: tuple[Refusal, ...] = ()
    validity: ValidityRule | None = None
    receiver: str = ""
    destination_as: str = ""
    cross_checks: frozenset[str] = frozenset()
    mixed_needs_sources: bool = False
    bounds: PriceBounds | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` has a sentence in words; facts are plain values."""

    code: str
    severity: Severity
    facts: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """As JSON keeps it."""
        plain = {name: one.isoformat() if isinstance(one, dt.date) else one for name, one in self.facts.items()}
        return {"code": self.code, "severity": str(self.severity), **plain}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Finding:
        """What `told` wrote, its days as days again, so that words can say them."""
        facts = {name: one for name, one in told.items() if name not in ("code", "severity")}
        for name, one in facts.items():
            if isinstance(one, str) and _ISO_DAY.fullmatch(one):
                facts[name] = dt.date.fromisoformat(one)
        return cls(str(told["code"]), Severity(told["severity"]), facts)


def check_paper(paper: PaperFacts, known: PaperKnowledge, day: dt.date) -> tuple[Finding, ...]:
    """Every finding on a paper shown on `day`, the impossible first. Total: it answers for whatever was keyed in."""
    found = [
        *_fields(paper),
        *_number(paper, known),
        *_dates(paper, known, day),
        *_authority(paper, known),
        *_signatory(paper, known),
        *(Finding(one.code, Severity.IMPOSSIBLE, one.facts) for one in known.barred),
        *_destination(paper, known),
        *_totals(paper),
        *_parcels(paper, known),
        *_origin(paper, known),
        *_cross_checks(paper, known),
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def plain_name(name: str) -> str:
    """A name for comparing: without accents, capitals, punctuation."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(" " if not one.isalnum() else one for one in letters if not unicodedata.combining(one))
    return " ".join(kept.split())


def _impossible(code: str, **facts: Any) -> Finding:
    return Finding(code, Severity.IMPOSSIBLE, facts)


def _doubt(code: str, **facts: Any) -> Finding:
    return Finding(code, Severity.DOUBT, facts)


def _note(code: str, **facts: Any) -> Finding:
    return Finding(code, Severity.NOTE, facts)


def _fields(paper: PaperFacts) -> Iterator[Finding]:
    """The mandatory fields of Annex I A."""
    given = {
        "authority": paper.authority,
        "exporter": paper.exporter.name,
        "importer": paper.importer.name,
        "destination": paper.destination,
        "parcels": paper.parcels,
    }
    for name, value in given.items():
        if not value or (isinstance(value, str) and not value.strip()):
            yield _doubt("paper.field_missing", field=name)


def _number(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    try:
        prefix, digits = numbers.parse(paper.number)
    except Refusal:
        yield _impossible("paper.number_malformed", number=paper.number[:40])
        return
    allowed = {
        *numbers.prefixes(paper.participant),
        *(one for known_as in known.specimens for one in known_as.prefixes),
    }
    if prefix not in allowed:
        yield _impossible("paper.prefix_of_another", prefix=prefix, issuer_country=paper.participant)
    specimens = [one for one in known.specimens if prefix in one.prefixes]
    if not specimens:
        yield _note("paper.no_specimen", issuer_country=paper.participant)
        return
    lengths = {one.digits for one in specimens}
    if None not in lengths and len(digits) not in lengths:
        expected = ", ".join(str(one) for one in sorted(one for one in lengths if one is not None))
        yield _impossible("paper.digits", number=paper.number, printed=str(len(digits)), expected=expected)
    yield from _ranges(paper, int(digits), [one for specimen in specimens for one in specimen.ranges])


def _ranges(paper: PaperFacts, serial: int, ranges: Sequence[YearRange]) -> Iterator[Finding]:
    """Case 16: a number of a range that was in use another year."""
    year = paper.issued_on.year
    this_year = [one for one in ranges if one.year == year]
    if any(one.holds(serial) for one in this_year):
        return
    others = sorted({one.year for one in ranges if one.holds(serial)})
    if others:
        make = _impossible if this_year else _doubt
        told = ", ".join(str(one) for one in others)
        yield make("paper.range_of_another_year", number=paper.number, issued=str(year), used=told)
    elif this_year:
        yield _impossible("paper.outside_ranges", number=paper.number, issued=str(year))
    else:
        yield _note("paper.ranges_not_recorded", issuer_country=paper.participant, issued=str(year))


def _dates(paper: PaperFacts, known: PaperKnowledge, day: dt.date) -> Iterator[Finding]:
    if paper.issued_on > paper.valid_until:
        yield _impossible("paper.expires_before_issue", issued_on=paper.issued_on, expires_on=paper.valid_until)
    if paper.issued_on > day:
        yield _impossible("paper.issued_in_future", issued_on=paper.issued_on, shown_on=day)
    if paper.valid_until < day:
        yield _impossible("paper.expired", expires_on=paper.valid_until, shown_on=day)
    longest = None if known.validity is None else _longest(paper.issued_on, known.validity)
    if longest is not None and paper.valid_until > longest:
        yield _doubt("paper.expiry_too_late", expires_on=paper.valid_until, longest_on=longest)


def _longest(issued_on: dt.date, rule: ValidityRule) -> dt.date | None:
    """The last day on which a certificate issued late that day may hold."""
    try:
        end = valid_until(dt.datetime.combine(issued_on, dt.time(23, 59, 59), dt.UTC), rule)
    except (OverflowError, ValueError):  # a year that no calendar reaches was keyed in
        return None
    return (end - dt.timedelta(seconds=1)).date()


def _authority(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    """The authority must be on the list on the day of issue."""
    asked = plain_name(paper.authority)
    if not asked:
        return
    if not known.authorities:
        yield _note("paper.authorities_not_recorded", issuer_country=paper.participant)
        return
    named = [one for one in known.authorities if any(_same_body(asked, plain_name(name)) for name in one.names)]
    if not named:
        yield _doubt("paper.authority_unknown", authority=paper.authority[:200], issuer_country=paper.participant)
    elif not any(one.period.may_hold(paper.issued_on) for one in named):
        yield _impossible("paper.authority_not_then", authority=paper.authority[:200], issued_on=paper.issued_on)


def _same_body(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _PART_OF_A_NAME and f" {shorter} " in f" {longer} ")


def _signatory(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    asked = sorted(plain_name(paper.signatory).split())
    if not asked:
        return
    if not known.signatories:
        yield _note("paper.signatories_not_recorded", issuer_country=paper.participant)
        return
    named = [one for one in known.signatories if sorted(plain_name(one.name).split()) == asked]
    if not named:
        yield _doubt("paper.signatory_unknown", signatory=paper.signatory[:200], issuer_country=paper.participant)
    elif not any(one.period.may_hold(paper.issued_on) for one in named):
        yield _impossible("paper.signatory_not_then", signatory=paper.signatory[:200], issued_on=paper.issued_on)


def _destination(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    if known.receiver and paper.destination and known.destination_as != known.receiver:
        yield _impossible(
            "paper.other_destination", destination_country=paper.destination, receiver_country=known.receiver
        )


def _totals(paper: PaperFacts) -> Iterator[Finding]:
    """Totals are the sums of the lines; what rounding each line could explain (a hundredth of a carat, a dollar) is a
    doubt, more is impossible. A model of ours."""
    lines = len(paper.parcels)
    if paper.number_of_parcels is not None and lines and paper.number_of_parcels != lines:
        yield _impossible("paper.parcels_do_not_add_up", printed=paper.number_of_parcels, lines=lines)
    weight = sum(one.weight_cct for one in paper.parcels)
    if paper.weight_cct is not None and paper.weight_cct != weight:
        make = _doubt if abs(paper.weight_cct - weight) <= lines else _impossible
        yield make("paper.weights_do_not_add_up", printed_cct=paper.weight_cct, sum_cct=weight)
    value = sum(one.value_usd_cents for one in paper.parcels)
    if paper.value_usd_cents is not None and paper.value_usd_cents != value:
        make = _doubt if abs(paper.value_usd_cents - value) <= 100 * lines else _impossible
        yield make("paper.values_do_not_add_up", printed_usd_cents=paper.value_usd_cents, sum_usd_cents=value)


def _parcels(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    for place, parcel in enumerate(paper.parcels, start=1):
        name = parcel.reference or str(place)
        if parcel.hs not in HS_CODES:
            yield _impossible("paper.hs_not_rough", parcel=name, hs=parcel.hs[:20])
        if parcel.weight_cct <= 0 or parcel.value_usd_cents < 0:
            yield _impossible("paper.weighs_nothing", parcel=name)
        elif known.bounds is not None and not _priced(parcel, known.bounds):
            yield _doubt(
                "paper.price_out_of_bounds",
                parcel=name,
                carat_usd_cents=parcel.value_usd_cents * 100 // parcel.weight_cct,
                low_usd_cents=known.bounds.low_usd_cents,
                high_usd_cents=known.bounds.high_usd_cents,
            )


def _priced(parcel: PaperParcel, bounds: PriceBounds) -> bool:
    by_hundred = parcel.value_usd_cents * 100
    return bounds.low_usd_cents * parcel.weight_cct <= by_hundred <= bounds.high_usd_cents * parcel.weight_cct


def _origin(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    """Annex I A: a country of origin is left out for parcels of mixed origin alone."""
    origins = {one.origin for one in paper.parcels}
    if paper.mixed is False and MIXED in origins:
        yield _impossible("paper.mixed_contradicts", stated="no")
    if paper.mixed is True and len(origins) == 1 and MIXED not in origins:
        yield _impossible("paper.mixed_contradicts", stated="yes")
    if known.mixed_needs_sources and MIXED in origins and not paper.sources:
        yield _doubt("paper.mixed_without_sources", issuer_country=paper.participant)


def _cross_checks(paper: PaperFacts, known: PaperKnowledge) -> Iterator[Finding]:
    if CrossCheck.SEALS_NAMED in known.cross_checks and not paper.seals:
        yield _doubt("paper.no_seal_number", issuer_country=paper.participant)
    if CrossCheck.REFERENCE_ENDS_WITH_NUMBER in known.cross_checks:
        for parcel in _not_ending_with(paper.number, paper.parcels):
            yield _impossible("paper.reference_without_number", parcel=parcel.reference[:80], number=paper.number)


def _not_ending_with(number: str, parcels: Iterable[PaperParcel]) -> Iterator[PaperParcel]:
    """Parcels whose reference does not end with the serial: as printed, or the same with fewer zeros before it."""
    try:
        _, digits = numbers.parse(number)
    except Refusal:
        return
    for parcel in parcels:
        ending = _SIGNS_ENDING.search(parcel.reference.strip())
        if ending is None or not (ending[0].endswith(digits) or int(ending[0]) == int(digits)):
            yield parcel


_FIELDS = frozenset(
    {
        *("authority", "issued_on", "valid_until", "exporter", "importer", "destination", "parcels"),
        *("number_of_parcels", "signatory", "seals", "sources", "weight_cct", "value_usd_cents", "mixed"),
    }
)
_PARCEL_FIELDS = frozenset({"reference", "hs", "weight_cct", "value_usd_cents", "origin", "origins"})
MAX_PARCELS, MAX_NAME, MAX_ADDRESS, MAX_LINE = 100, 200, 400, 80


def read_form(number: str, participant: str, given: Mapping[str, Any]) -> tuple[PaperFacts | None, tuple[Refusal, ...]]:
    """A paper as a door hands it in, by its shape alone; every fault at once, and None if there is one. Whether what it
    says can be true is `check_paper`'s question.

    ``{"authority", "issued_on", "valid_until", "exporter": {"name", "address", "country"}, "importer": {...},
    "destination", "parcels": [{"reference", "hs", "weight_cct", "value_usd_cents", "origin", "origins"}], "signatory",
    "seals", "sources", "number_of_parcels", "weight_cct", "value_usd_cents", "mixed"}``, the last seven optional, and
    addresses, references and `origins`.
    """
    reasons = [Refusal("paper.field_unknown", field=str(one)[:40]) for one in sorted(set(given) - _FIELDS, key=str)]
    days = {name: _day(given.get(name)) for name in ("issued_on", "valid_until")}
    sides = {name: _side(given.get(name)) for name in ("exporter", "importer")}
    authority, destination = _text(given.get("authority"), MAX_NAME), _text(given.get("destination"), 2)
    needed = {**days, **sides, "authority": authority, "destination": _code(destination)}
    reasons += [Refusal("paper.field", field=name) for name, value in needed.items() if not value]
    reasons += [
        Refusal("paper.field", field=name)
        for name, sound in _OPTIONAL.items()
        if given.get(name) is not None and not sound(given[name])
    ]
    lines = _lines(given.get("parcels"))
    reasons += [one for one in lines if isinstance(one, Refusal)]
    issued_on, valid_until_ = days["issued_on"], days["valid_until"]
    exporter, importer = sides["exporter"], sides["importer"]
    if reasons or issued_on is None or valid_until_ is None or exporter is None or importer is None:
        return None, tuple(reasons)
    facts = PaperFacts(
        number=number,
        participant=participant,
        authority=authority,
        issued_on=issued_on,
        valid_until=valid_until_,
        exporter=exporter,
        importer=importer,
        destination=destination,
        parcels=tuple(one for one in lines if isinstance(one, PaperParcel)),
        number_of_parcels=given.get("number_of_parcels"),
        weight_cct=given.get("weight_cct"),
        value_usd_cents=given.get("value_usd_cents"),
        mixed=given.get("mixed"),
        signatory=_text(given.get("signatory"), MAX_NAME),
        seals=tuple(one.strip() for one in given.get("seals") or ()),
        sources=tuple(one.strip() for one in given.get("sources") or ()),
    )
    return facts, ()


def read_paper(
    number: str, participant: str, given: Mapping[str, Any]
) -> tuple[PaperFacts | None, tuple[Refusal, ...]]:
    """A paper for which its own authority stands: well formed as for `read_form`, whole, and in accord with itself."""
    facts, reasons = read_form(number, participant, given)
    if facts is None:
        return None, reasons
    sides = {"exporter": facts.exporter, "importer": facts.importer}
    faults = [Refusal("paper.field", field=name) for name, side in sides.items() if not side.address]
    faults += [
        Refusal(one.code, **one.facts)
        for one in (*_totals(facts), *_origin(facts, PaperKnowledge()))
        if one.severity is Severity.IMPOSSIBLE
    ]
    if facts.issued_on > facts.valid_until:
        faults.append(Refusal("paper.expires_before_issue", issued_on=facts.issued_on, expires_on=facts.valid_until))
    return (None if faults else facts), tuple(faults)


def told(paper: PaperFacts) -> dict[str, Any]:
    """The plain JSON that `read_paper` reads: days in ISO form, what was not keyed in left out."""

    def side(party: PartyFacts) -> dict[str, str]:
        return {"name": party.name, "address": party.address, "country": party.country}

    optional = {
        "number_of_parcels": paper.number_of_parcels,
        "weight_cct": paper.weight_cct,
        "value_usd_cents": paper.value_usd_cents,
        "mixed": paper.mixed,
        "signatory": paper.signatory or None,
        "seals": list(paper.seals) or None,
        "sources": list(paper.sources) or None,
    }
    return {
        "authority": paper.authority,
        "issued_on": paper.issued_on.isoformat(),
        "valid_until": paper.valid_until.isoformat(),
        "exporter": side(paper.exporter),
        "importer": side(paper.importer),
        "destination": paper.destination,
        "parcels": [
            {
                "reference": one.reference,
                "hs": one.hs,
                "weight_cct": one.weight_cct,
                "value_usd_cents": one.value_usd_cents,
                "origin": one.origin,
                **({"origins": dict(one.origins)} if one.origins else {}),
            }
            for one in paper.parcels
        ],
        **{name: value for name, value in optional.items() if value is not None},
    }


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def _text(value: Any, most: int) -> str:
    """Stripped; "" for what is no text, or longer than may be: nothing is cut off in silence."""
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= most else ""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) <= MAX_PARCELS and all(_text(one, MAX_LINE) for one in value)


def _is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_CENTS


def _code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


def _side(value: Any) -> PartyFacts | None:
    if not isinstance(value, Mapping) or not set(value) <= {"name", "address", "country"}:
        return None
    name, country = _text(value.get("name"), MAX_NAME), _text(value.get("country"), 2)
    given = value.get("address") or ""
    address = _text(given, MAX_ADDRESS)
    too_long = bool(given) and not address
    return PartyFacts(name, address, country) if name and _code(country) and not too_long else None


def _lines(value: Any) -> list[PaperParcel | Refusal]:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAX_PARCELS:
        return [Refusal("paper.parcels_count", most=MAX_PARCELS)]
    found: list[PaperParcel | Refusal] = [
        _line(one, place) or Refusal("paper.parcel_malformed", place=place) for place, one in enumerate(value, start=1)
    ]
    names = [one.reference for one in found if isinstance(one, PaperParcel)]
    if len(set(names)) != len(names):
        found.append(Refusal("paper.parcels_alike"))
    return found


def _line(value: Any, place: int) -> PaperParcel | None:
    if not isinstance(value, Mapping) or not set(value) <= _PARCEL_FIELDS:
        return None
    weight, cents = value.get("weight_cct"), value.get("value_usd_cents")
    hs, origin = _text(value.get("hs"), MAX_LINE), _text(value.get("origin"), MAX_LINE)
    if not (_is_whole(weight) and _is_whole(cents)) or not 0 < weight <= MAX_MCT // MCT_PER_CCT:
        return None
    if hs not in HS_CODES or not (origin == MIXED or _code(origin)):
        return None
    given = value.get("reference") or ""
    reference = _text(given, MAX_LINE) if given else str(place)
    origins = value.get("origins") or {}
    if not reference or not isinstance(origins, Mapping):
        return None
    if origins and declared_origins(origins, weight * MCT_PER_CCT):
        return None
    return PaperParcel(hs, weight, cents, origin, reference, dict(origins))


_OPTIONAL: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("number_of_parcels", "weight_cct", "value_usd_cents"), _is_whole),
    **dict.fromkeys(("seals", "sources"), _is_texts),
    "mixed": lambda value: isinstance(value, bool),
    "signatory": lambda value: isinstance(value, str) and len(value.strip()) <= MAX_NAME,
}
