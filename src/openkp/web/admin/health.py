"""How the installation fares: each thing that ages or fills up, with what to do. Nothing here is trusted to be safe:
`openkp audit` examines, this only looks."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openkp.certificates import published_trust
from openkp.certificates.queries import ageing
from openkp.core.roles import Role
from openkp.events import heartbeat
from openkp.events import queries as events
from openkp.transparency import queries as transparency
from openkp.words import say
from openkp.words.formats import number

from .. import errors, frame
from . import keys

GOOD, DOUBT, BAD = "good", "doubt", "bad"
MINUTE, HOUR, DAY = 60, 3600, 86_400
WORKER_SECONDS = (3 * MINUTE, 15 * MINUTE)  # doubt, bad: it goes its round every minute
SEALING_SECONDS = (5 * MINUTE, HOUR)
TRUST_SECONDS = (10 * MINUTE, DAY)
BACKUP_SECONDS = (26 * HOUR, 7 * DAY)
DISK_SHARES = (20, 5)  # a hundredth part of the disk that is left


@dataclass(frozen=True, slots=True)
class Reading:
    """`code` names the sentences: ``health_CODE`` its name, ``health_CODE_told`` what was found, ``health_CODE_do``
    what to do when the tone is not good. `age_seconds` None: never."""

    code: str
    tone: str
    age_seconds: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def page(request: HttpRequest) -> HttpResponse:
    """For administrators of the whole installation."""
    if not frame.actor(request).has(Role.ADMIN, participant="*"):
        return errors.not_yours(request)
    lang = frame.lang(request)
    shown = [
        {
            "name": say(lang, f"admin.health_{one.code}"),
            "tone": one.tone,
            "told": say(lang, f"admin.health_{one.code}_told", age=age(lang, one.age_seconds), **one.facts),
            "do": say(lang, f"admin.health_{one.code}_do") if one.tone != GOOD else "",
        }
        for one in readings(frame.now(), lang)
    ]
    worst = next((tone for tone in (BAD, DOUBT) if any(one["tone"] == tone for one in shown)), GOOD)
    answer = render(request, "admin/health.html", {"readings": shown, "worst": worst})
    answer["Cache-Control"] = "no-store"
    return answer


def readings(now: dt.datetime, lang: str) -> Iterator[Reading]:
    yield _worker(now)
    yield _log(now)
    yield _status_lists(now)
    yield _trust_list(now)
    yield _deadlines(now)
    yield _keys(now)
    yield _backup(now)
    yield _migrations()
    yield _disk(lang)
    if not settings.OPENKP_SPECIMEN:
        yield _passphrase()


def age(lang: str, seconds: int | None) -> str:
    """``3 hours``: the largest unit that fits, whole."""
    if seconds is None:
        return say(lang, "admin.age_never")
    for unit, length in (("days", DAY), ("hours", HOUR), ("minutes", MINUTE)):
        if seconds >= 2 * length:
            return say(lang, f"admin.age_{unit}", count=seconds // length)
    return say(lang, "admin.age_seconds", count=max(seconds, 0))


def _since(now: dt.datetime, at: dt.datetime | None) -> int | None:
    return None if at is None else int((now - at).total_seconds())


def _tone(seconds: int | None, limits: tuple[int, int]) -> str:
    if seconds is None or seconds > limits[1]:
        return BAD
    return DOUBT if seconds > limits[0] else GOOD


def _worker(now: dt.datetime) -> Reading:
    seconds = _since(now, heartbeat.last_round())
    return Reading("worker", _tone(seconds, WORKER_SECONDS), seconds)


def _log(now: dt.datetime) -> Reading:
    """An old checkpoint is in order where nothing waits to be sealed."""
    head, waiting = transparency.latest_checkpoint(), transparency.pending_count()
    seconds = _since(now, transparency.newest_head_at())
    tone = _tone(seconds, SEALING_SECONDS) if waiting or head is None else GOOD
    return Reading("log", tone, seconds, {"leaves": head.size if head else 0, "waiting": waiting})


def _status_lists(now: dt.datetime) -> Reading:
    count, until = ageing.status_lists_until()
    if not count:
        return Reading("status", GOOD, 0, {"count": 0})
    left = 0 if until is None else int((until - now).total_seconds())
    tone = BAD if left <= 0 else DOUBT if left < HOUR else GOOD
    return Reading("status", tone, max(left, 0), {"count": count})


def _trust_list(now: dt.datetime) -> Reading:
    try:
        at = dt.datetime.fromtimestamp(published_trust.path().stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        return Reading("trust", BAD)
    seconds = _since(now, at)
    return Reading("trust", _tone(seconds, TRUST_SECONDS), seconds)


def _deadlines(now: dt.datetime) -> Reading:
    """Those that ran out and that no worker told yet; and those that ran out unmet, which are people's to meet."""
    waiting, unmet = len(events.overdue(now)), sum(row[2] for row in events.lateness(now))
    return Reading("deadlines", DOUBT if waiting else GOOD, 0, {"waiting": waiting, "unmet": unmet})


def _keys(now: dt.datetime) -> Reading:
    rows = [row for row in keys.shown(now) if row.state == "valid" and row.last]
    ends = [row.valid_until for row in rows if row.valid_until is not None]
    soon = sum(row.soon for row in rows)
    left = int((min(ends) - now).total_seconds()) if ends else None
    return Reading("keys", DOUBT if soon else GOOD, left, {"count": len(rows), "soon": soon})


def _backup(now: dt.datetime) -> Reading:
    seconds = _since(now, heartbeat.last_backup())
    tone = _tone(seconds, BACKUP_SECONDS)
    return Reading("backup", DOUBT if settings.OPENKP_SPECIMEN and tone == BAD else tone, seconds)


def _migrations() -> Reading:
    executor = MigrationExecutor(connection)
    count = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return Reading("migrations", BAD if count else GOOD, 0, {"count": count})


def _disk(lang: str) -> Reading:
    total, _, free = shutil.disk_usage(settings.OPENKP_HOME)
    share = free * 100 // total
    tone = BAD if share < DISK_SHARES[1] else DOUBT if share < DISK_SHARES[0] else GOOD
    return Reading("disk", tone, 0, {"free": number(lang, free // 10**9), "share": share})


def _passphrase() -> Reading:
    """It opens the keys: it should not lie on the disk that they lie on."""
    beside = Path(settings.OPENKP_PASSPHRASE_FILE or "/").resolve().is_relative_to(Path(settings.OPENKP_HOME).resolve())
    return Reading("passphrase", DOUBT if beside else GOOD, 0, {"beside": "yes" if beside else "no"})
