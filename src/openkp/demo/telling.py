"""The story of one parcel from pit to border, as the terminal tells it: who, where, what, and where to see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from openkp.core.lifecycle import ImportState
from openkp.core.roles import Actor, Role
from openkp.demo import papers, places
from openkp.demo.cast import MAIL_HOST, Someone
from openkp.demo.desks import Waiting
from openkp.demo.exports import Exports
from openkp.demo.fates import LATE_DAYS
from openkp.demo.filing import File
from openkp.demo.ground import Marker
from openkp.demo.season import STORY_STONES_MCT, Season
from openkp.shipments import queries as shipments
from openkp.words import say

MOST_NUMBERS, MOST_FILES = 4, 2
# Whose account opens a page; the others are open to anyone.
ACCOUNT_OF = {
    "lots:detail": Role.OFFICER,
    "shipments:detail": Role.OFFICER,
    "certificates:detail": Role.OFFICER,
    "imports:detail": Role.CUSTOMS,
    "imports:alarm": Role.CUSTOMS,
}
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
    return [*_way(life, trade, people), *_border(trade), *_waiting(waiting), *_states(trade), *_imports()]


def _way(life: Season, trade: Exports, people: tuple[Someone, ...]) -> Iterator[dict[str, Any]]:
    """From the pit to the certificate, then over the border."""
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
    yield from _arrival(file, people)


def _arrival(file: File, people: tuple[Someone, ...]) -> Iterator[dict[str, Any]]:
    """Presented at Antwerp, weighed again, confirmed."""
    reference = file.imports[file.importer.participant]
    customs = next(one.name for one in people if one.key == f"{file.importer.participant}.customs")
    found = shipments.import_file(reference, viewer=Actor.system())
    kept = shipments.confirmation(file.number, viewer=Actor.system())
    assert found is not None and kept is not None, "the story is confirmed"
    weighed = sum(parcel.found_cct or 0 for parcel in found.parcels)
    yield entry(
        "demo.story_present", on=file.days["present"], number=file.number, findings=len(found.findings), file=reference
    )
    yield entry("demo.story_inspect", on=file.days["inspect"], seal=file.seal, weight_cct=weighed)
    yield entry(
        "demo.story_confirm", ("imports:detail", reference), on=file.days["confirm"], customs=customs,
        importer=file.importer.name, weight_cct=kept.weight_cct, lot=", ".join(file.arrived),
    )  # fmt: skip


def _border(trade: Exports) -> Iterator[dict[str, Any]]:
    """What does not go smoothly, on both sides of a border."""
    differing, twice = trade.files["discrepant"], trade.files["alarm-open"]
    late, asked = trade.files["late"], trade.files["query-open"]
    wrong, good = trade.outside.wrong, trade.outside.good
    here = trade.world.story("importer").participant
    yield entry(
        "demo.border_discrepancy", ("imports:detail", differing.imports[here]), number=differing.number,
        certified_cct=sum(parcel.weight_cct for parcel in differing.parcels), found_cct=_found(differing.imports[here]),
    )  # fmt: skip
    yield entry("demo.border_alarm", ("imports:alarm", str(twice.alarms[0])), number=twice.number)
    yield entry("demo.border_query", ("imports:detail", asked.imports[here]), number=asked.number)
    yield entry("demo.border_foreign", ("imports:detail", good.imports[here]), number=good.number)
    yield entry(
        "demo.border_wrong_year", ("imports:detail", wrong.imports[here]), ("imports:alarm", str(wrong.alarms[0])),
        number=wrong.number,
    )  # fmt: skip
    yield entry("demo.border_late", on=late.days["depart"] + dt.timedelta(days=LATE_DAYS), number=late.number)


def _found(reference: str) -> int:
    """Hundredths of a carat that were weighed again."""
    found = shipments.import_file(reference, viewer=Actor.system())
    assert found is not None, "the file is there"
    return sum(parcel.found_cct or 0 for parcel in found.parcels)


def _imports() -> Iterator[dict[str, Any]]:
    """A file of customs in every state."""
    for state in ImportState:
        rows = shipments.import_files(viewer=Actor.system(), state=str(state), limit=MOST_FILES)
        yield entry(f"demo.files_{state}", references=", ".join(row.reference for row in rows))


def _waiting(waiting: tuple[Waiting, ...]) -> Iterator[dict[str, Any]]:
    for one in waiting:
        assert one.file.exporter is not None, "an exporter's file"
        if one.file.imports:
            (reference,) = one.file.imports.values()
            yield entry(f"demo.waiting_{one.state}", ("imports:detail", reference), reference=reference)
        elif one.file.number:
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
    for part in ("story", "border", "waiting", "states", "files"):
        told = [line for line in marker.story if line["code"].startswith(f"demo.{part}_")]
        if part != "story":
            yield ""
            yield say(lang, f"demo.{part}_title")
        for number, line in enumerate(told, start=1):
            head = f"{number:>3}. " if part == "story" else "  - "
            yield head + say(lang, line["code"], **_facts(line["facts"]))
            for name, asked in line["pages"]:
                if path := _path(lang, name, asked):
                    yield "     " + _see(lang, url + path, ACCOUNT_OF.get(name))
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
    yield f"  {command} verify {folder / number}{papers.CONFIRMATION} --trust {trust}"
    yield f"  {command} audit"


def _facts(told: dict[str, Any]) -> dict[str, Any]:
    return {name: dt.date.fromisoformat(value) if name == DAY else value for name, value in told.items()}


def _see(lang: str, address: str, role: Role | None) -> str:
    if role is None:
        return say(lang, "demo.see", address=address)
    return say(lang, "demo.see_as", address=address, account=f"{role}@{MAIL_HOST}")


def _path(lang: str, name: str, asked: str) -> str:
    """The path of a page in that language; "" if this installation has none."""
    with translation.override(lang):
        try:
            if name == "licences:check":
                return f"{reverse(name)}?number={asked}"
            return reverse(name, args=[asked] if asked else [])
        except NoReverseMatch:
            return ""
