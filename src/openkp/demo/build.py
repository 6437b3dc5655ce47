"""The building of the demonstration, part by part. Every part is made of repeatable acts: begun again, it goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from openkp.config import founding
from openkp.demo import blanks, cast, desks, exports, ground, keys, papers, registers, season, telling, world
from openkp.demo.calendar import DAYS, Calendar
from openkp.demo.ground import Marker
from openkp.demo.hand import Hand
from openkp.events import clock
from openkp.worker import publishing

LAST_MINUTE = 599  # of the working hours


def build(home: Path, marker: Marker, *, now: Callable[[], dt.datetime], progress: Callable[[str], None]) -> None:
    """Make the world of the marker in `home`, and mark it complete. `now` is the clock, for what is published."""
    calendar = Calendar(marker.founded_at)
    drawn = world.draw(marker.seed)
    people = cast.people(drawn, marker.seed)
    hand = Hand(marker.seed, calendar)
    progress("ground")
    for _ in founding.found(now=registers.founding_day(calendar)):
        pass
    with ground.quick_commits():
        progress("people")
        registers.enrol(hand, people)
        progress("keys")
        keys.make(hand)
        progress("registers")
        registers.register(hand, drawn)
        blanks.receive(hand)
        once = {
            registers.RENEWED_AGO + 2: [partial(registers.renew, hand, drawn)],
            blanks.MISFORTUNES_AGO - 3: [partial(blanks.misfortunes, hand)],
            registers.REVOKED_AGO - 3: [partial(registers.withdraw_papers, hand, drawn)],
        }
        progress("season")
        life = season.Season(hand, drawn)
        trade = exports.Exports(hand, drawn, life)
        trade.outside.tell_specimen()
        for days_ago in range(DAYS, 0, -1):
            for happens in once.get(days_ago, ()):
                happens()
            life.live(days_ago)
            trade.live(days_ago)
            clock.tick(calendar.at(calendar.ago(days_ago), LAST_MINUTE))
        progress("desks")
        waiting = desks.fill(hand, trade)
    progress("publish")
    publishing.integrate_log(now())
    publishing.renew_status_lists(now())
    publishing.seal_rows(now(), at_once=True)
    publishing.integrate_log(now())
    publishing.renew_trust_list(now())
    progress("papers")
    papers.write(home, trade.story.number, now=now())
    ground.write_json(home / ground.ACCOUNTS, registers.accounts(people))
    marker.story = telling.record(life, trade, waiting, people)
    marker.figures = {"acts": hand.acts}
    marker.complete = True
    marker.write(home)
