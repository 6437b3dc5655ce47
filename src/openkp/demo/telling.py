"""The story of one parcel from pit to border, as the terminal tells it: who, where, what, and where to see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation

from openkp.demo import papers, places
from openkp.demo.cast import Someone
from openkp.demo.desks import Waiting
from openkp.demo.exports import Exports
from openkp.demo.filing import File
from openkp.demo.ground import Marker
from openkp.demo.season import STORY_STONES_MCT, Season
from openkp.words import say

MOST_NUMBERS = 4
DAY = "on"  # the fact that is a day: kept as text in the marker


def entry(code: str, *pages: tuple[str, str], **facts: Any) -> dict[str, Any]:
    """One sentence of the story. `pages` are (name of the page, what it is asked for); `facts` plain values."""
    if isinstance(facts.get(DAY), dt.date):
        facts[DAY] = facts[DAY].isoformat()
    return {"code": code, "facts": facts, "pages": [list(page) for page in pages]}


def record(
    life: Season, trade: Exports, waiting: tuple[Waiting, ...], people: tuple[Someone, ...]
) -> list[dict[str, Any]]:
    """The story, the files that wait and a certificate for every fate, as the marker keeps them."""
    return [*_way(life, trade, people), *_waiting(waiting), *_states(trade)]


def _way(life: Season, trade: Exports, people: tuple[Someone, ...]) -> Iterator[dict[str, Any]]:
    """From the pit to the certificate, then to the border."""
    story, file = life.story, trade.story
    miner, dealer, exporter = (life.world.story(kind) for kind in ("miner", "dealer", "exporter"))
    site = next(one for one in life.world.sites if one.code == miner.site)
    zone = next(one for one in places.zones() if one.code == miner.zone)
    licence = f"{miner.number}-L1"
    find = {"weight_mct": sum(STORY_STONES_MCT), "stones": len(STORY_STONES_MCT)}
    yield entry(
        "demo.story_find", ("licences:check", licence), on=story.days["find"], person=miner.name, licence=licence,
        place=site.name, zone=zone.name, **find,
    )  # fmt: skip
    yield entry("demo.story_find_lot", ("lots:detail", story.find_lot), lot=story.find_lot)
    yield entry(
        "demo.story_sale", ("lots:detail", story.sale_lot), on=story.days["sale"], slip=story.sale_slip,
        buyer=dealer.name, lot=story.sale_lot,
    )  # fmt: skip
    yield entry(
        "demo.story_pass", ("lots:detail", story.pass_lot), on=story.days["pass"], seller=dealer.name,
        parents=story.parents, buyer=exporter.name, lot=story.pass_lot,
    )  # fmt: skip
    yield entry("demo.story_clean", on=story.days["clean"], weight_mct=trade.cleaned_mct, lost_mct=trade.lost_mct)
    yield from _file(file, people)


def _file(file: File, people: tuple[Someone, ...]) -> Iterator[dict[str, Any]]:
    assert file.exporter is not None, "an exporter's file"
    page, paper = ("shipments:detail", file.reference), ("certificates:detail", file.number)
    weight = sum(parcel.weight_cct for parcel in file.parcels)
    yield entry(
        "demo.story_submit", page, on=file.days["submit"], exporter=file.exporter.name, weight_cct=weight,
        importer=file.importer.name, destination_country=file.importer.country,
    )  # fmt: skip
    told = {f"{seat}_usd_cents": sum(sheet.values()) for seat, sheet in file.values.items()}
    yield entry("demo.story_value", on=file.days["value-state"], value_usd_cents=max(told.values()), **told)
    yield entry("demo.story_levy", on=file.days["issue"], levy_usd_cents=file.levies_cents)
    yield entry("demo.story_seal", on=file.days["seal"], seal=file.seal)
    approver = next(one.name for one in people if one.key == f"{file.participant}.approver")
    yield entry("demo.story_issue", paper, on=file.days["issue"], approver=approver, number=file.number)
    yield entry("demo.story_depart", on=file.days["depart"])
    yield entry("demo.story_border", paper, importer=file.importer.name)


def _waiting(waiting: tuple[Waiting, ...]) -> Iterator[dict[str, Any]]:
    for one in waiting:
        assert one.file.exporter is not None, "an exporter's file"
        if one.file.number:
            page = ("certificates:detail", one.file.number)
            yield entry(f"demo.waiting_{one.state}", page, number=one.file.number)
        else:
            page = ("shipments:detail", one.file.reference)
            yield entry(
                f"demo.waiting_{one.state}", page, reference=one.file.reference, exporter=one.file.exporter.name
            )


def _states(trade: Exports) -> Iterator[dict[str, Any]]:
    for fate, files in sorted(trade.fates.items()):
        shown = [file.number for file in files if file.number]
        yield entry(
            f"demo.states_{fate}", numbers=", ".join(shown[:MOST_NUMBERS]) + (" …" if shown[MOST_NUMBERS:] else "")
        )


def lines(marker: Marker, *, lang: str, url: str, home: Path, command: str) -> Iterator[str]:
    """The whole story. `command` is how this reader types ``openkp``."""
    yield say(lang, "demo.title").upper()
    yield say(lang, "demo.disclaimer")
    yield say(lang, "demo.world_as_of", made_on=marker.founded_at.date())
    yield ""
    for part in ("story", "waiting", "states"):
        told = [line for line in marker.story if line["code"].startswith(f"demo.{part}_")]
        if part != "story":
            yield ""
            yield say(lang, f"demo.{part}_title")
        for number, line in enumerate(told, start=1):
            head = f"{number:>3}. " if part == "story" else "  - "
            yield head + say(lang, line["code"], **_facts(line["facts"]))
            for page in line["pages"]:
                yield "     " + say(lang, "demo.see", address=url + _path(lang, *page))
    yield ""
    yield from _verify(marker, lang, home, command)
    yield ""
    yield say(lang, "demo.who")
    yield say(lang, "demo.sign_in", address=url + _path(lang, "account_login", ""))


def _verify(marker: Marker, lang: str, home: Path, command: str) -> Iterator[str]:
    number = next(line["facts"]["number"] for line in marker.story if line["code"] == "demo.story_issue")
    folder = home / papers.FOLDER
    yield say(lang, "demo.story_pdf", path=f"{folder}/")
    yield say(lang, "demo.verify_title")
    trust = folder / papers.TRUST
    yield f"  {command} verify {folder / number}.pdf --trust {trust}"
    yield f"  {command} verify {folder / number}.qr.txt --trust {trust}"
    yield f"  {command} verify {folder / number}.png --trust {trust}"
    yield f"  {command} audit"


def _facts(told: dict[str, Any]) -> dict[str, Any]:
    return {name: dt.date.fromisoformat(value) if name == DAY else value for name, value in told.items()}


def _path(lang: str, name: str, asked: str) -> str:
    """The path of a page in that language."""
    with translation.override(lang):
        if name == "licences:check":
            return f"{reverse(name)}?number={asked}"
        return reverse(name, args=[asked] if asked else [])
