"""The lawful chain from the pit to the exporter: who may dig, who may sell to whom, on which slip. KPCS Annex II 5-16.

Pure: facts in, every refusal out, all at once. Days are dates in the participant's own calendar; a licence holds from
`valid_from` to `valid_until`, both included, and stops on the day it is revoked. Weights are whole milli-carats.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from openkp.core.facts import HS_CODES
from openkp.core.refusal import Refusal
from openkp.core.rules.trade import Direction, Mode, RestrictionFact, Scope
from openkp.core.units import MAX_CENTS, MAX_MCT

MAX_STONES = 10**7
MAX_PARENTS = 1000  # lots that one act may draw from
UNSORTED = "7102.10"


class OperatorKind(StrEnum):
    """Companies and people of the chain. A participant of the Process is a state, never one of these."""

    MINER = "miner"
    DIGGER_GROUP = "digger-group"
    COOPERATIVE = "cooperative"
    COLLECTOR = "collector"
    BROKER = "broker"
    DEALER = "dealer"  # négociant
    EXPORTER = "exporter"  # comptoir
    BUYING_HOUSE = "buying-house"  # bureau d'achat
    LARGE_SCALE_MINE = "large-scale-mine"
    IMPORTER = "importer"


class LicenceKind(StrEnum):
    """The papers that let an operator act. Each gives one place in the chain (ROLE_OF)."""

    ARTISANAL_MINING = "artisanal-mining"
    DIGGER_CARD = "digger-card"
    COOPERATIVE_APPROVAL = "cooperative-approval"
    COLLECTOR_CARD = "collector-card"
    BROKER_LICENCE = "broker-licence"
    DEALER_LICENCE = "dealer-licence"
    EXPORT_LICENCE = "export-licence"
    BUYING_HOUSE_LICENCE = "buying-house-licence"
    INDUSTRIAL_MINING = "industrial-mining"
    IMPORT_LICENCE = "import-licence"


ROLE_OF = {
    LicenceKind.ARTISANAL_MINING: OperatorKind.MINER,
    LicenceKind.DIGGER_CARD: OperatorKind.DIGGER_GROUP,
    LicenceKind.COOPERATIVE_APPROVAL: OperatorKind.COOPERATIVE,
    LicenceKind.COLLECTOR_CARD: OperatorKind.COLLECTOR,
    LicenceKind.BROKER_LICENCE: OperatorKind.BROKER,
    LicenceKind.DEALER_LICENCE: OperatorKind.DEALER,
    LicenceKind.EXPORT_LICENCE: OperatorKind.EXPORTER,
    LicenceKind.BUYING_HOUSE_LICENCE: OperatorKind.BUYING_HOUSE,
    LicenceKind.INDUSTRIAL_MINING: OperatorKind.LARGE_SCALE_MINE,
    LicenceKind.IMPORT_LICENCE: OperatorKind.IMPORTER,
}
ARTISANAL = frozenset({LicenceKind.ARTISANAL_MINING, LicenceKind.COOPERATIVE_APPROVAL})
INDUSTRIAL = frozenset({LicenceKind.INDUSTRIAL_MINING})
EXPORTING = frozenset({LicenceKind.EXPORT_LICENCE, LicenceKind.BUYING_HOUSE_LICENCE, LicenceKind.INDUSTRIAL_MINING})


class PaymentKind(StrEnum):
    """How a purchase was paid. Annex II 7: cash purchases go through official banking channels, with documents."""

    BANK = "bank"
    CASH = "cash"
    MOBILE = "mobile"
    PREFINANCED = "prefinanced"


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """One licence. `zone` and `site`, when set, are where it allows digging (Annex II 12: authorised area)."""

    number: str
    kind: LicenceKind
    valid_from: dt.date
    valid_until: dt.date
    revoked_on: dt.date | None = None
    zone: str = ""
    site: str = ""

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day <= self.valid_until and (self.revoked_on is None or day < self.revoked_on)


@dataclass(frozen=True, slots=True)
class OperatorFacts:
    number: str
    participant: str
    kind: OperatorKind
    licences: tuple[LicenceFacts, ...] = ()

    def roles(self, day: dt.date) -> frozenset[OperatorKind]:
        """The places in the chain that its papers give it that day; its own kind if it holds none."""
        held = frozenset(ROLE_OF[licence.kind] for licence in self.licences if licence.in_force(day))
        return held or frozenset({self.kind})


@dataclass(frozen=True, slots=True)
class Bar:
    """Why a place or an operator may not produce or trade that day. `basis` is the text that says so."""

    what: str
    basis: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    code: str
    participant: str
    zone: str
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """The slip that was filled in. `issued_to` is "" when no such booklet exists; `fate` is "" while it is unused."""

    booklet: str
    number: int
    first: int = 0
    last: int = -1
    issued_to: str = ""
    issued_on: dt.date | None = None
    fate: str = ""


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """What is taken from one lot."""

    lot: str
    holder: str
    participant: str
    hs: str
    balance_mct: int
    mct: int
    made_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PurchaseFacts:
    day: dt.date
    today: dt.date
    seller: OperatorFacts
    buyer: OperatorFacts
    pairs: frozenset[tuple[str, str]]
    draws: tuple[DrawFacts, ...]
    slip: SlipFacts
    hs: str
    stones: int
    price_cents: int
    payment_kind: str
    payment_ref: str
    reference_needed_for: frozenset[str]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductionFacts:
    day: dt.date
    today: dt.date
    operator: OperatorFacts
    site: SiteFacts
    hs: str
    mct: int
    stones: int | None
    licences: frozenset[LicenceKind]
    bars: tuple[Bar, ...] = ()


def bars(
    restrictions: Iterable[RestrictionFact],
    day: dt.date,
    *,
    zones: frozenset[str] = frozenset(),
    sites: frozenset[str] = frozenset(),
    operators: frozenset[str] = frozenset(),
) -> tuple[Bar, ...]:
    """What restrictions by zone, mine or operator forbid at these places to these operators that day (Annex II 5).

    A restriction of a whole country bars its exports, not its digging: stones may be counted and kept meanwhile.
    """
    told = {Scope.ZONE: zones, Scope.MINE: sites, Scope.OPERATOR: operators}
    out: list[Bar] = []
    for row in restrictions:
        if row.scope not in told or row.direction is Direction.IMPORT or not row.period.may_hold(day):
            continue
        here = told[row.scope]
        if row.scope is not Scope.OPERATOR:
            here = frozenset(code for code in here if code.startswith(f"{row.participant}:"))
        barred = here - row.targets if row.mode is Mode.ONLY_LISTED else here & row.targets
        out += [Bar(what, row.basis) for what in sorted(barred)]
    return tuple(out)


def purchase(facts: PurchaseFacts) -> tuple[Refusal, ...]:
    """Every reason why this sale on a slip cannot stand."""
    return (
        *_day(facts.day, facts.today),
        *licence_reasons(facts.seller, facts.day),
        *licence_reasons(facts.buyer, facts.day),
        *_pair(facts),
        *_slip(facts.slip, facts.day, {facts.seller.number, facts.buyer.number}),
        *_barred(facts.bars),
        *draws(facts.draws, holder=facts.seller.number, day=facts.day),
        *line_of(facts.hs, facts.draws),
        *_stones(facts.stones),
        *_payment(facts),
    )


def production(facts: ProductionFacts) -> tuple[Refusal, ...]:
    """Every reason why this find cannot be entered as mined at that site by that operator."""
    operator, site = facts.operator, facts.site
    reasons = [*_day(facts.day, facts.today), *licence_reasons(operator, facts.day, kinds=facts.licences)]
    covering = [held for held in operator.licences if held.kind in facts.licences and held.in_force(facts.day)]
    if site.participant != operator.participant:
        reasons.append(Refusal("chain.site_abroad", site=site.code, operator=operator.number))
    elif covering and not any(_covers(licence, site) for licence in covering):
        reasons.append(Refusal("chain.site_outside_licence", site=site.code, licence=covering[0].number))
    reasons += _barred((*site.bars, *facts.bars))
    reasons += [*_hs(facts.hs), *_weight(facts.mct)]
    if facts.stones is not None:
        reasons += _stones(facts.stones)
    return tuple(reasons)


def licence_reasons(
    operator: OperatorFacts, day: dt.date, *, kinds: frozenset[LicenceKind] | None = None
) -> tuple[Refusal, ...]:
    """Empty if the operator holds a licence in force that day (of one of `kinds`, or of any); else the nearest miss.

    Refuses ``chain.licence_absent``, ``chain.licence_revoked``, ``chain.licence_expired``, ``chain.licence_not_yet``.
    """
    held = [licence for licence in operator.licences if kinds is None or licence.kind in kinds]
    if any(licence.in_force(day) for licence in held):
        return ()
    if not held:
        return (Refusal("chain.licence_absent", operator=operator.number, day=day),)
    latest = max(held, key=lambda licence: (licence.valid_from <= day, licence.valid_until))
    told = {"licence": latest.number, "operator": operator.number, "day": day}
    if latest.revoked_on is not None and latest.revoked_on <= day:
        return (Refusal("chain.licence_revoked", revoked_on=latest.revoked_on, **told),)
    if latest.valid_until < day:
        return (Refusal("chain.licence_expired", expired_on=latest.valid_until, **told),)
    return (Refusal("chain.licence_not_yet", begins_on=latest.valid_from, **told),)


def draws(taken: Iterable[DrawFacts], *, holder: str, day: dt.date | None = None) -> tuple[Refusal, ...]:
    """Every reason why these weights cannot be taken on `day` from these lots of `holder` (an operator's number)."""
    taken = tuple(taken)
    reasons: list[Refusal] = []
    if not taken:
        reasons.append(Refusal("chain.no_lots"))
    if len(taken) > MAX_PARENTS:
        reasons.append(Refusal("chain.too_many_lots", most=MAX_PARENTS))
    lots = [draw.lot for draw in taken]
    for lot in sorted({lot for lot in lots if lots.count(lot) > 1} if len(lots) <= MAX_PARENTS else ()):
        reasons.append(Refusal("chain.lot_named_twice", lot=lot))
    for draw in taken:
        if draw.holder != holder:
            reasons.append(Refusal("ledger.not_holder", lot=draw.lot, holder=holder))
        if day is not None and draw.made_on is not None and day < draw.made_on:
            reasons.append(Refusal("ledger.before_it_was_made", lot=draw.lot, day=day, made_on=draw.made_on))
        if draw.mct <= 0:
            reasons.append(Refusal("chain.weight_not_positive"))
        elif draw.mct > draw.balance_mct:
            reasons.append(Refusal("ledger.overdraft", lot=draw.lot, asked_mct=draw.mct, balance_mct=draw.balance_mct))
    return tuple(reasons)


def line_of(hs: str, taken: Iterable[DrawFacts]) -> tuple[Refusal, ...]:
    """A lot made of others has the HS line that they share, or is unsorted."""
    if hs not in HS_CODES or hs == UNSORTED:
        return tuple(_hs(hs))
    return tuple(
        Refusal("chain.hs_cannot_change", lot=draw.lot, hs_from=draw.hs, hs_to=hs) for draw in taken if draw.hs != hs
    )


def split(draw: DrawFacts, parts: Iterable[tuple[int, str]], *, holder: str) -> tuple[Refusal, ...]:
    """`parts` are (milli-carats, HS): at least two, together the whole balance. Sorting may give an unsorted parcel's
    parts their own HS line; a sorted one keeps its line."""
    parts = tuple(parts)
    reasons = [*draws((draw,), holder=holder)]
    if len(parts) < 2:
        reasons.append(Refusal("chain.split_needs_two"))
    if len(parts) > MAX_PARENTS:
        reasons.append(Refusal("chain.too_many_lots", most=MAX_PARENTS))
    for mct, hs in parts:
        reasons += [*_weight(mct), *_hs(hs)]
        if hs in HS_CODES and draw.hs not in (UNSORTED, hs):
            reasons.append(Refusal("chain.hs_cannot_change", lot=draw.lot, hs_from=draw.hs, hs_to=hs))
    total = sum(mct for mct, _ in parts)
    if total != draw.balance_mct:
        reasons.append(Refusal("chain.split_not_whole", lot=draw.lot, parts_mct=total, balance_mct=draw.balance_mct))
    return tuple(reasons)


def merge(taken: Iterable[DrawFacts], hs: str, *, holder: str) -> tuple[Refusal, ...]:
    """Two lots or more of one holder become one. The result has the line they share, or is unsorted."""
    taken = tuple(taken)
    reasons = [*draws(taken, holder=holder), *line_of(hs, taken)]
    if len(taken) < 2:
        reasons.append(Refusal("chain.merge_needs_two"))
    return tuple(reasons)


def reweigh(draw: DrawFacts, after_mct: int, *, holder: str, loss_ppm: int) -> tuple[Refusal, ...]:
    """After cleaning or boiling a lot weighs less, by at most `loss_ppm` of it. More is a matter for an officer."""
    reasons = [*draws((draw,), holder=holder), *_weight(after_mct)]
    lost = draw.balance_mct - after_mct
    if lost < 0:
        reasons.append(Refusal("chain.weight_grew", lot=draw.lot, after_mct=after_mct, balance_mct=draw.balance_mct))
    elif lost == 0:
        reasons.append(Refusal("chain.nothing_lost", lot=draw.lot))
    elif lost * 1_000_000 > draw.balance_mct * loss_ppm:
        reasons.append(Refusal("chain.cleaning_loss_too_large", lot=draw.lot, lost_mct=lost, allowed_ppm=loss_ppm))
    return tuple(reasons)


def _day(day: dt.date, today: dt.date) -> Iterator[Refusal]:
    if day > today:
        yield Refusal("chain.in_future", day=day)


def _pair(facts: PurchaseFacts) -> Iterator[Refusal]:
    seller, buyer = facts.seller, facts.buyer
    if seller.number == buyer.number:
        yield Refusal("chain.same_party", operator=seller.number)
    if seller.participant != buyer.participant:
        yield Refusal("chain.crosses_border", seller_country=seller.participant, buyer_country=buyer.participant)
    sides = [(a, b) for a in sorted(seller.roles(facts.day)) for b in sorted(buyer.roles(facts.day))]
    if not any((str(a), str(b)) in facts.pairs for a, b in sides):
        yield Refusal("chain.pair_not_allowed", seller=str(sides[0][0]), buyer=str(sides[0][1]))


def _slip(slip: SlipFacts, day: dt.date, parties: set[str]) -> Iterator[Refusal]:
    told = {"booklet": slip.booklet, "number": str(slip.number)}
    if not slip.issued_to:
        yield Refusal("chain.slip_unknown_booklet", booklet=slip.booklet)
        return
    if not slip.first <= slip.number <= slip.last:
        yield Refusal("chain.slip_outside_booklet", first=str(slip.first), last=str(slip.last), **told)
    if slip.issued_to not in parties:
        yield Refusal("chain.slip_not_yours", booklet=slip.booklet, holder=slip.issued_to)
    if slip.issued_on is not None and day < slip.issued_on:
        yield Refusal("chain.slip_before_issue", booklet=slip.booklet, issued_on=slip.issued_on)
    if slip.fate == "used":
        yield Refusal("chain.slip_used", **told)
    elif slip.fate:
        yield Refusal("chain.slip_withdrawn", fate=slip.fate, **told)


def _payment(facts: PurchaseFacts) -> Iterator[Refusal]:
    if not 0 < facts.price_cents <= MAX_CENTS:
        yield Refusal("chain.price_not_positive")
    if facts.payment_kind not in set(PaymentKind):
        yield Refusal("chain.payment_unknown", kind=facts.payment_kind)
    elif facts.payment_kind in facts.reference_needed_for and not facts.payment_ref.strip():
        yield Refusal("chain.payment_reference_missing")


def _covers(licence: LicenceFacts, site: SiteFacts) -> bool:
    return (not licence.site or licence.site == site.code) and (not licence.zone or licence.zone == site.zone)


def _barred(bars: Iterable[Bar]) -> list[Refusal]:
    return [Refusal("chain.place_barred", what=bar.what, basis=bar.basis) for bar in bars]


def _hs(hs: str) -> Iterator[Refusal]:
    if hs not in HS_CODES:
        yield Refusal("chain.hs_unknown", hs=hs)


def _weight(mct: int) -> Iterator[Refusal]:
    if mct <= 0:
        yield Refusal("chain.weight_not_positive")
    elif mct > MAX_MCT:
        yield Refusal("chain.weight_too_large", weight_mct=mct)


def _stones(stones: int) -> Iterator[Refusal]:
    if not 0 < stones <= MAX_STONES:
        yield Refusal("chain.stones_not_positive")
