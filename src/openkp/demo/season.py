"""A year of artisanal life: finds at the sites, sales on slips, parcels that grow on their way to the exporters.

Day after day, country after country, through the same actions as people use. What a company holds is remembered here as
the actions answered it; the ledger knows it better.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from openkp.core.facts import HS_CODES
from openkp.core.units import rate_of
from openkp.demo import registers
from openkp.demo.calendar import DAYS, DENSE_DAYS
from openkp.demo.dice import Dice
from openkp.demo.hand import Hand
from openkp.demo.world import Company, Country, World
from openkp.ledger import actions as ledger

UNSORTED, INDUSTRIAL, GEM = HS_CODES
FINDS_LIGHT, SALES_LIGHT = 3, 3  # times as rarely before the last months
STORY_FIND_AGO = 30  # days before today on which the parcel of the story is found,
STORY_SALE_AGO = 27  # sold on a slip,
STORY_PASS_AGO = 14  # and sold on by the dealer with what other miners brought
STORY_GATHERS_DAYS = 24  # so long the dealer of the story buys before it sells on
STORY_STONES_MCT = (5_420, 610, 340)
MINER_SHARE_PPM = 620_000  # of the export value that a miner is paid: ours
BUYER_SHARE_PPM = 850_000
LAST_DAY_AGO = 2  # the season ends before the files that wait on desks


@dataclass(slots=True)
class Held:
    """A lot in somebody's hands, and what the dice say an exporter's valuer would give for it."""

    lot: str
    mct: int
    hs: str
    stones: int
    value_cents: int
    story: bool = False

    def part(self, mct: int) -> Held:
        """Some of it, with its share of stones and value."""
        stones, value = self.stones * mct // self.mct, self.value_cents * mct // self.mct
        return Held(self.lot, mct, self.hs, max(1, stones), max(1, value), self.story)


@dataclass(slots=True)
class Story:
    """What happened to the parcel of the story, as references of lots and numbers of slips."""

    find_lot: str = ""
    sale_lot: str = ""
    sale_slip: str = ""
    pass_lot: str = ""
    pass_slip: str = ""
    days: dict[str, dt.date] = field(default_factory=dict)
    parents: int = 0


class Season:
    """The life of the season. `stock` is by operator number; shipments take from it."""

    def __init__(self, hand: Hand, world: World) -> None:
        self.hand, self.world = hand, world
        self.stock: dict[str, list[Held]] = {company.number: [] for company in world.companies}
        self.slips: dict[str, int] = {}
        self.story = Story()
        self._minutes: dict[dt.date, int] = {}
        self._finds = self._plan_finds()
        self._sales = self._plan_sales()

    def live(self, days_ago: int) -> None:
        """One day of everybody's life."""
        day = self.hand.calendar.ago(days_ago)
        for miner in self._finds.get(days_ago, ()):
            self._find(miner, day)
        for seller, buyer in self._sales.get(days_ago, ()):
            self._sell(seller, buyer, day)

    def draw(self, holder: str, want_mct: int, *, least_mct: int = 0, hs: str = "") -> list[Held]:
        """Take about `want_mct` from what somebody holds of one HS line, oldest lots first, in whole hundredths of a
        carat: the rest of the last lot stays. Empty, and nothing taken, if there is not `least_mct`."""
        lines: dict[str, int] = {}
        for held in self.stock[holder]:
            if not held.story and (not hs or held.hs == hs):
                lines[held.hs] = lines.get(held.hs, 0) + held.mct
        line = max(lines, key=lambda code: lines[code], default="")
        total = min(want_mct, lines.get(line, 0)) // 10 * 10
        if not line or total < max(10, least_mct):
            return []
        return self._take(holder, line, total)

    def _take(self, holder: str, hs: str, total_mct: int) -> list[Held]:
        taken: list[Held] = []
        left: list[Held] = []
        for held in self.stock[holder]:
            if held.story or held.hs != hs or not total_mct:
                left.append(held)
                continue
            part = held.part(min(held.mct, total_mct))
            total_mct -= part.mct
            taken.append(part)
            if held.mct > part.mct:
                left.append(held.part(held.mct - part.mct))
        self.stock[holder] = left
        return taken

    def clock(self, day: dt.date, minutes: int = 3) -> dt.datetime:
        """The next free moment of that day."""
        minute = self._minutes.get(day, 0)
        self._minutes[day] = minute + minutes
        return self.hand.calendar.at(day, min(599, minute))

    # -- what happens when

    def _plan_finds(self) -> dict[int, list[Company]]:
        plan: dict[int, list[Company]] = {}
        for digger in self.world.companies:
            if digger.kind not in ("miner", "cooperative", "large-scale-mine"):
                continue
            last = self._last_day_ago(digger)
            dice = Dice(self.hand.seed, "finds", digger.number)
            pace = {"miner": (8, 19), "cooperative": (4, 9), "large-scale-mine": (28, 32)}[digger.kind]
            ago = DAYS - dice.whole(0, pace[1])
            while ago > last:
                if not (digger.story and ago == STORY_FIND_AGO):
                    plan.setdefault(ago, []).append(digger)
                ago -= dice.whole(*pace) * (_slower(ago, FINDS_LIGHT) if digger.kind != "large-scale-mine" else 1)
            if digger.story:
                plan.setdefault(STORY_FIND_AGO, []).insert(0, digger)
        return plan

    def _plan_sales(self) -> dict[int, list[tuple[Company, Company]]]:
        """Diggers sell every few weeks to a buyer near them; buyers pass on every month to an exporter."""
        plan: dict[int, list[tuple[Company, Company]]] = {}
        for seller in self.world.companies:
            if seller.kind == "large-scale-mine" or seller.exports:
                continue
            dice = Dice(self.hand.seed, "sales", seller.number)
            digs = seller.kind in ("miner", "cooperative")
            pace = (16, 27) if digs else (24, 33)
            ago, last = DAYS - dice.whole(*pace), self._last_day_ago(seller)
            while ago > last:
                if not (seller.story and _story_is_near(ago, digs=digs)):
                    plan.setdefault(ago, []).append((seller, self._buyer_of(seller, dice)))
                ago -= dice.whole(*pace) * _slower(ago, SALES_LIGHT)
            if seller.story and digs:
                plan.setdefault(STORY_SALE_AGO, []).append((seller, self.world.story("dealer")))
            elif seller.story:
                plan.setdefault(STORY_PASS_AGO, []).append((seller, self.world.story("exporter")))
        return plan

    def _last_day_ago(self, company: Company) -> int:
        """A miner without a paper neither digs nor sells."""
        revoked = company == registers.revoked(self.world)
        return registers.REVOKED_AGO + 4 if revoked else LAST_DAY_AGO  # the day of revocation may be a Friday before

    def _buyer_of(self, seller: Company, dice: Dice) -> Company:
        country = seller.participant
        exporters = [one for one in self.world.exporters(country) if one.kind != "large-scale-mine"]
        buyers = [one for one in self.world.of(country, "dealer", "collector", "broker") if not one.exports]
        if seller.kind != "miner" or not buyers:
            return dice.choice(exporters)
        near = [one for one in buyers if one.zone == seller.zone]
        return dice.choice(near or buyers)

    # -- acts

    def _find(self, digger: Company, day: dt.date) -> None:
        country = self.world.countries[digger.participant]
        dice = Dice(self.hand.seed, "find", digger.number, day)
        story = digger.story and day == self.hand.calendar.ago(STORY_FIND_AGO)
        if digger.kind == "large-scale-mine":
            self._mine(digger, day, country, dice)
            return
        stones = STORY_STONES_MCT if story else dice.stones_mct(dice.whole(1, 7), country.median_mct)
        hs = UNSORTED if digger.participant == "GN" else GEM
        lot = self.hand.act(
            ledger.record_production,
            by=digger.number if digger.story else f"{digger.participant}.field-officer",
            now=self.clock(day, 2),
            key=f"find-{digger.number}-{day:%Y%m%d}",
            operator=digger.number,
            site=digger.site,
            day=day,
            hs=hs,
            mct=sum(stones),
            stones=len(stones),
        )["lot"]
        value = self._value(country.low_cents, country.high_cents, sum(stones), len(stones), country, dice)
        self.stock[digger.number].append(Held(lot, sum(stones), hs, len(stones), value, story))
        if story:
            self.story.find_lot, self.story.days["find"] = lot, day

    def _mine(self, mine: Company, day: dt.date, country: Country, dice: Dice) -> None:
        mct = dice.around(2_600_000, 20)
        lot = self.hand.act(
            ledger.record_mine_production,
            by=mine.number,
            now=self.clock(day),
            key=f"find-{mine.number}-{day:%Y%m%d}",
            operator=mine.number,
            site=mine.site,
            day=day,
            hs=UNSORTED,
            mct=mct,
        )["lot"]
        value = self._value(country.mine_low_cents, country.mine_high_cents, mct, mct // 400, country, dice)
        self.stock[mine.number].append(Held(lot, mct, UNSORTED, mct // 400, value))

    def _sell(self, seller: Company, buyer: Company, day: dt.date) -> None:
        """Everything the seller holds, one slip for each HS line. The story's find goes on its day and no other."""
        digs = seller.kind in ("miner", "cooperative")
        story_day = self.hand.calendar.ago(STORY_SALE_AGO if digs else STORY_PASS_AGO)
        ready = [held for held in self.stock[seller.number] if not (held.story and day != story_day)]
        if digs and any(held.story for held in ready):
            ready = [held for held in ready if held.story]
        for hs in HS_CODES:
            lots = [held for held in ready if held.hs == hs]
            if lots:
                self._slip(seller, buyer, day, hs, lots, MINER_SHARE_PPM if digs else BUYER_SHARE_PPM)

    def _slip(self, seller: Company, buyer: Company, day: dt.date, hs: str, lots: list[Held], share_ppm: int) -> None:
        number = self.slips[buyer.number] = self.slips.get(buyer.number, 0) + 1
        mct, value = sum(held.mct for held in lots), sum(held.value_cents for held in lots)
        stones = sum(held.stones for held in lots)
        lot = self.hand.act(
            ledger.record_purchase,
            by=buyer.number,
            now=self.clock(day),
            key=f"slip-{registers.booklet(buyer)}-{number}",
            seller=seller.number,
            buyer=buyer.number,
            draws=[(held.lot, held.mct) for held in lots],
            booklet=registers.booklet(buyer),
            slip=number,
            day=day,
            place=seller.zone or self.world.of(seller.participant, "miner", "cooperative")[0].zone,
            hs=hs,
            stones=stones,
            price_cents=rate_of(value, share_ppm),
            currency="USD",
            payment_kind="bank",
            payment_ref=f"{buyer.number}/{day:%y%m}/{number:03d}",
        )["lot"]
        story = any(held.story for held in lots)
        self.stock[seller.number] = [held for held in self.stock[seller.number] if held not in lots]
        self.stock[buyer.number].append(Held(lot, mct, hs, stones, value, story))
        if story and seller.kind == "miner":
            self.story.sale_lot, self.story.sale_slip = lot, f"{registers.booklet(buyer)}/{number}"
            self.story.days["sale"] = day
        elif story:
            self.story.pass_lot, self.story.pass_slip = lot, f"{registers.booklet(buyer)}/{number}"
            self.story.parents, self.story.days["pass"] = len(lots), day

    @staticmethod
    def _value(low: int, high: int, mct: int, stones: int, country: Country, dice: Dice) -> int:
        price = dice.price_cents_per_carat(low, high, mean_stone_mct=mct // stones, median_mct=country.median_mct)
        return max(1, price * mct // 1000)


def _slower(ago: int, times: int) -> int:
    return times if ago > DENSE_DAYS else 1


def _story_is_near(ago: int, *, digs: bool) -> bool:
    """Whether an ordinary sale of that day would cross the story's: its miner's on the day, its dealer's for weeks."""
    return ago == STORY_SALE_AGO if digs else abs(ago - STORY_PASS_AGO) < STORY_GATHERS_DAYS
