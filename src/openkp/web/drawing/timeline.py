"""A certificate's life on one line: when it was in force, what happened, where today stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, EDGE = 1060, 92, 24
NEAREST = 26  # pixels between two dots that can still be told apart


def draw(
    moments: Sequence[tuple[dt.datetime, str]],
    *,
    start: dt.datetime,
    end: dt.datetime,
    now: dt.datetime,
    ends: tuple[str, str],
    today: str,
    title: str,
) -> SafeString:
    """`moments` are (time, tone) in order; they are numbered as in the list beside the drawing."""
    last = max([end, *(at for at, _ in moments), min(now, end + (end - start) / 4)])
    span = max(1, int((last - start).total_seconds()))

    def x(at: dt.datetime) -> int:
        part = min(max(0, int((at - start).total_seconds())), span)
        return EDGE + (WIDTH - 2 * EDGE) * part // span

    line = 46
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">',
        f'<path class="axis" d="M{EDGE} {line}H{WIDTH - EDGE}"/>',
        f'<path class="span{"" if now < end else " past"}" d="M{x(start)} {line}H{x(end)}"/>',
        f'<text class="sub" x="{x(start)}" y="{HEIGHT - 8}">{escape(ends[0])}</text>',
        f'<text class="sub" x="{x(end)}" y="{HEIGHT - 8}" text-anchor="end">{escape(ends[1])}</text>',
    ]
    if start <= now <= last:
        parts.append(f'<path class="now" d="M{x(now)} 18V66"/>')
        anchor = "end" if x(now) > WIDTH - 120 else "start"
        parts.append(f'<text class="sub" x="{x(now)}" y="13" text-anchor="{anchor}">{escape(today)}</text>')
    place = -NEAREST
    for number, (at, tone) in enumerate(moments, 1):
        place = min(max(x(at), place + NEAREST), WIDTH - EDGE)
        parts.append(f'<circle class="dot {tone}" cx="{place}" cy="{line}" r="8"/>')
        parts.append(f'<text class="sub" x="{place}" y="{line - 14}" text-anchor="middle">{number}</text>')
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - every text above is escaped
