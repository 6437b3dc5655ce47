"""The year's exports: most arrive and are confirmed, and at least one ends in every other way a certificate can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from openkp.certificates import actions as certificates
from openkp.core.roles import Actor
from openkp.demo import fates
from openkp.demo.border import Border
from openkp.demo.calendar import DENSE_DAYS
from openkp.demo.dice import Dice
from openkp.demo.fates import ARRIVED, DEPART_AFTER, FATES, ISSUE_AFTER, After, Fate
from openkp.demo.filing import File, Office, parcels
from openkp.demo.hand import Hand
from openkp.demo.hubs import ONWARD, Hubs, Onward
from openkp.demo.outside import Outside
from openkp.demo.season import Held, Season
from openkp.demo.world import Company, World
from openkp.ledger import actions as ledger
from openkp.ledger import queries as lots

CARAT = 1000
FIRST_AGO = 348  # the first files, once something was found
CLEANING_AGO, STORY_AGO = 12, 11  # days before today: the story's parcel is cleaned, and applied for
STORY_PRESENTED_AFTER, STORY_ARRIVED_AFTER = 6, 7
ORDINARY = {"SL": 15, "LR": 19, "GN": 18, "CI": 24}  # days between two files of an exporter in the last months
MINE_PACE = 28
LIGHT = 2  # times as rarely before, and as little
QUIET_DAYS = 26  # the last days, in which ordinary files no longer begin: stock is kept for the desks
DESTINATIONS = {"EU-I-0001": 4, "EU-I-0002": 4, "AE-I-0001": 5, "IN-I-0001": 1, "IN-I-0002": 1}
LEAST_ONWARD = 2 * CARAT
CUTTERS = "IN"  # what arrives there is cut after some days
CUT_AFTER = 6
OUTSIDE = Company("IL-I-0001", "IL", "IL", "importer", "Ramat Gan Rough Ltd", "Tuval Street 991, Ramat Gan")

Act = Callable[[dt.date], None]


class Exports:
    """Files over the year. `agenda` says what falls due so many days ago; `files` keeps each by its key, `fates` by how
    it goes."""

    def __init__(self, hand: Hand, world: World, season: Season) -> None:
        self.hand, self.world, self.season = hand, world, season
        self.office = Office(hand, season.clock)
        self.border = Border(hand, season.clock)
        self.hubs = Hubs(hand, season.clock)
        self.files: dict[str, File] = {}
        self.fates: dict[str, list[File]] = {}
        self.agenda: dict[int, list[Act]] = {}
        self.starved: set[str] = set()  # participants where a certificate of the table of fates waits for goods
        self.cleaned_mct = self.lost_mct = 0
        self.outside = Outside(hand, self.border, self.world.of("EU", "importer")[1], self._land)
        self._companies = {company.number: company for company in (*world.companies, OUTSIDE)}
        self._plan()

    def live(self, days_ago: int) -> None:
        """What falls due that day. Offices are shut on Saturdays and Sundays: then it waits, but never beyond today."""
        day = self.hand.calendar.ago(days_ago)
        if self.hand.calendar.workday(day) != day and days_ago > 2:
            return
        while due := [ago for ago, acts in self.agenda.items() if ago >= days_ago and acts]:
            self.agenda[max(due)].pop(0)(day)  # an act may put another on the same day
        self.agenda = {ago: acts for ago, acts in self.agenda.items() if acts}

    @property
    def story(self) -> File:
        return self.files["story"]

    def company(self, number: str) -> Company:
        return self._companies[number]

    def open(self, key: str, exporter: Company, importer: Company, want_mct: int, *, parts: int = 1) -> File | None:
        """A file over about `want_mct` of an exporter's stock in so many parcels; None if there is too little."""
        held = self.season.draw(exporter.number, want_mct, least_mct=want_mct // 2)
        return self._file(key, exporter.participant, exporter, importer, _share(held, parts)) if held else None

    def _file(
        self, key: str, participant: str, exporter: Company | None, importer: Company, parts: list[list[Held]]
    ) -> File:
        file = self.files[key] = File(key, participant, exporter, importer, parcels(key, parts))
        return file

    # -- the plan

    def _plan(self) -> None:
        self._at(CLEANING_AGO, self._clean)
        self._at(STORY_AGO, self._story)
        for fate in FATES:
            self._at(fate.begins_ago, partial(self._fated, fate))
        for onward in ONWARD:
            self._at(onward.begins_ago, partial(self._onward, onward, onward.begins_ago))
        for ago, act in self.outside.plan():
            self._at(ago, act)
        for participant, pace in ORDINARY.items():
            for exporter in self.world.exporters(participant):
                dice = Dice(self.hand.seed, "exports", exporter.number)
                ago = FIRST_AGO - dice.whole(0, 24)
                while ago > QUIET_DAYS:
                    self._at(ago, partial(self._ordinary, exporter, ago))
                    days = (MINE_PACE if exporter.kind == "large-scale-mine" else pace) + dice.whole(0, 6)
                    ago -= days * (LIGHT if ago > DENSE_DAYS else 1)

    def _at(self, days_ago: int, act: Act) -> None:
        self.agenda.setdefault(days_ago, []).append(act)

    def _then(
        self, file: File, begins_ago: int, *, fate: str, depart: bool = True, after: tuple[After, ...] = ARRIVED,
        expected_days: int = 0,
    ) -> None:  # fmt: skip
        """What follows an application: issue after two days, departure the day after, then the acts `after`; all of
        them by default: presented, weighed, confirmed within the week."""
        self.fates.setdefault(fate, []).append(file)
        self._at(begins_ago - ISSUE_AFTER, partial(self.office.until_issue, file))
        if depart:
            self._at(begins_ago - DEPART_AFTER, partial(self.office.depart, file, expected_days=expected_days))
        for one in after:
            self._at(begins_ago - one.days, self._following(file, one, begins_ago))

    def _following(self, file: File, after: After, begins_ago: int) -> Act:
        """The act of the table, bound to its file."""
        if after.issuer:
            act = getattr(certificates, after.act)
            return partial(self.office.on, act, file, by=f"{file.participant}.officer", **after.facts)
        if after.act == "arrive":
            return partial(self._arrive, file, begins_ago - after.days, after.facts)
        if after.act == "record_slip":
            return partial(self.office.record_slip, file, **after.facts)
        return partial(getattr(self.border, after.act), file, **after.facts)

    # -- ordinary files

    def _ordinary(self, exporter: Company, begins_ago: int, day: dt.date) -> None:
        if exporter.participant in self.starved:
            return
        dice = Dice(self.hand.seed, "export", exporter.number, begins_ago)
        industrial = exporter.kind == "large-scale-mine"
        want = dice.whole(1800, 2600) if industrial else dice.whole(14, 40) // (LIGHT if begins_ago > DENSE_DAYS else 1)
        parts = 1 if industrial else dice.whole(1, 3)
        importer = self.company(dice.weighted(DESTINATIONS))
        file = self.open(f"{exporter.number}-{begins_ago:03d}", exporter, importer, want * CARAT, parts=parts)
        if file is not None:
            self.office.submit(file, day)
            self._then(file, begins_ago, fate="confirmed")

    def _arrive(self, file: File, days_ago: int, facts: dict[str, Any], day: dt.date) -> None:
        """Weighed and confirmed; what does not differ is the importer's, to be sent on or cut."""
        self.border.arrive(file, day, **facts)
        if facts:  # its carats wait until the difference is explained
            return
        if file.importer.participant != CUTTERS:
            self._land(file, file.arrived)
        elif days_ago > CUT_AFTER:
            for (held,) in self._as_parcels(file, file.arrived):
                self._at(days_ago - CUT_AFTER, partial(self.hubs.cut, file.importer.number, held, file.number))

    def _land(self, file: File, refs: list[str]) -> None:
        for (held,) in self._as_parcels(file, refs):
            self.hubs.land(file.importer.number, held, file.number, file.participant)

    # -- the story

    def _clean(self, day: dt.date) -> None:
        exporter = self.world.story("exporter")
        held = next(one for one in self.season.stock[exporter.number] if one.story)
        self.lost_mct = held.mct * 4 // 1000
        self.cleaned_mct = held.mct - self.lost_mct
        held.lot = self.hand.act(
            ledger.reweigh, by=exporter.number, now=self.season.clock(day), key="story-clean", lot=held.lot,
            after_mct=self.cleaned_mct, reason="Boiled in acid",
        )["lot"]  # fmt: skip
        held.mct = self.cleaned_mct
        self.season.story.days["clean"] = day

    def _story(self, day: dt.date) -> None:
        exporter = self.world.story("exporter")
        stock = self.season.stock[exporter.number]
        held = next(one for one in stock if one.story)
        stock.remove(held)
        whole = held.part(held.mct // 10 * 10)
        if held.mct > whole.mct:
            rest = held.part(held.mct - whole.mct)
            rest.story = False
            stock.append(rest)
        file = self._file("story", "SL", exporter, self.world.story("importer"), [[whole]])
        self.office.submit(file, day)
        after = (After(STORY_PRESENTED_AFTER, "present"), After(STORY_ARRIVED_AFTER, "arrive"))
        self._then(file, STORY_AGO, fate="confirmed", after=after)

    # -- the other fates

    def _fated(self, fate: Fate, day: dt.date) -> None:
        importer = self.company(fate.importer)
        key = fate.key or fate.name
        makers = [one for one in self.world.exporters(fate.participant) if one.kind != "large-scale-mine"]
        file = next((made for one in makers if (made := self.open(key, one, importer, fate.weight_mct))), None)
        if file is None:
            self._wait_for_stock(fate)
            return
        self.starved.discard(fate.participant)
        told: dict[str, Any] = {"route": route} if (route := fates.TRANSIT_ROUTE.get(fate.name)) else {}
        if fate.name == "transit":
            told |= {"kind": "transit", "purpose": "Container unopened in transit"}
        self.office.submit(file, day, **told)
        self._then(
            file, fate.begins_ago, fate=fate.name, depart=fate.departs, after=fate.after,
            expected_days=fate.expected_days,
        )  # fmt: skip
        followed: dict[str, tuple[int, Callable[[File, int, dt.date], None]]] = {
            "replaced": (fates.REPLACEMENT_AFTER_DAYS, self._replacement),
            "seized": (fates.TECHNICAL_AFTER_DAYS, self._technical),
        }
        if fate.name in followed:
            days, act_on = followed[fate.name]
            self._at(fate.begins_ago - days, partial(act_on, file, fate.begins_ago - days))

    def _wait_for_stock(self, fate: Fate) -> None:
        """Nobody has the goods yet: the file begins a day later with a little less, and ordinary files make way."""
        begins = fate.begins_ago - 1
        last = max([ISSUE_AFTER, *(after.days for after in fate.after)])
        assert begins > last, f"the season leaves no goods for the fate {fate.name}"
        self.starved.add(fate.participant)
        less = fate.weight_mct if fate.exact else max(CARAT, fate.weight_mct * 3 // 4)
        self._at(begins, partial(self._fated, replace(fate, begins_ago=begins, weight_mct=less)))

    def _replacement(self, wrong: File, days_ago: int, day: dt.date) -> None:
        """The same goods, from the stock to which they went back, under a certificate that names the wrong one."""
        parts = self._as_parcels(wrong, wrong.arrived)
        file = self._file("replacement", wrong.participant, wrong.exporter, wrong.importer, parts)
        self.office.submit(file, day, relates_to=wrong.number)
        self._then(file, days_ago, fate="confirmed")

    def _technical(self, seized: File, days_ago: int, day: dt.date) -> None:
        """The authority that seized the goods sends them back to where they came from, by consent of both."""
        assert seized.exporter is not None, "an exporter's file"
        receiver = seized.importer.participant
        # Emptied lots too: when the build is begun again they have left already, and the act must be told the same.
        held = lots.lots(viewer=Actor.system(), holder=receiver, held_only=False, limit=len(seized.parcels))
        parts = self._as_parcels(seized, [lot.ref for lot in held])
        file = self._file("technical", receiver, None, seized.exporter, parts)
        self.office.submit(
            file, day, kind="technical", purpose="seized-goods-return", relates_to=seized.number,
            consents=("Antwerp consents to the return", "The BNE consents to take the goods back"),
        )  # fmt: skip
        self._then(file, days_ago, fate="technical", after=())

    # -- what hubs send on

    def _onward(self, onward: Onward, begins_ago: int, day: dt.date) -> None:
        """A hub sends on some of what arrived, under the certificates with which it came. Where it has not got it, it
        waits a day and sends a little less; a hub that never gets it sends nothing."""
        taken, sources = self.hubs.take(onward, day)
        if not taken:
            if begins_ago > ARRIVED[-1].days:
                less = replace(onward, weight_mct=max(LEAST_ONWARD, onward.weight_mct * 9 // 100 * 10))
                self._at(begins_ago - 1, partial(self._onward, less, begins_ago - 1))
            return
        company = self.company(onward.hub)
        file = self._file(
            f"re-export-{company.number}-{onward.begins_ago:03d}", company.participant, company,
            self.company(onward.importer), [taken],
        )  # fmt: skip
        self.office.submit(file, day, kind="re-export", sources=list(sources))
        self._then(file, begins_ago, fate="re-export-mixed" if onward.mixed else "re-export")

    @staticmethod
    def _as_parcels(file: File, refs: list[str]) -> list[list[Held]]:
        """The goods of a file as they lie now, a lot for each parcel."""
        return [
            [Held(lot, p.weight_cct * 10, p.draws[0].hs, sum(h.stones for h in p.draws), p.value_cents)]
            for p, lot in zip(file.parcels, refs, strict=True)
        ]


def _share(held: list[Held], parts: int) -> list[list[Held]]:
    """Lots dealt into at most `parts` parcels, each of whole hundredths of a carat."""
    size = max(10, sum(one.mct for one in held) // parts // 10 * 10)
    out: list[list[Held]] = [[]]
    room = size
    for one in held:
        rest = one
        while rest.mct > room and len(out) < parts:
            if room:
                out[-1].append(rest.part(room))
                rest = rest.part(rest.mct - room)
            out.append([])
            room = size
        out[-1].append(rest)
        room -= rest.mct
    return [part for part in out if part]
