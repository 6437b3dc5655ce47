"""Which of several media types a client wants most: the ``Accept`` header of RFC 9110, 12.5.1."""

from __future__ import annotations

from collections.abc import Sequence

MAX_RANGES = 40


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type of highest quality; among equals the more precisely named, then the earlier offered.

    An absent header accepts everything. None if nothing offered is acceptable.
    """
    ranges = [_range(part) for part in accept.split(",")[:MAX_RANGES]] if accept.strip() else [("*/*", 1000)]
    best: tuple[int, int, int] | None = None
    chosen = None
    for place, media_type in enumerate(offered):
        found = [(precision, quality) for name, quality in ranges if (precision := _match(name, media_type)) >= 0]
        if not found:
            continue
        precision, quality = max(found)  # the most specific range that matches sets the quality
        rank = (quality, precision, -place)
        if quality > 0 and (best is None or rank > best):
            best, chosen = rank, media_type
    return chosen


def _range(part: str) -> tuple[str, int]:
    """(media range, quality in thousandths)."""
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            return name.lower(), _thousandths(value.strip())
    return name.lower(), 1000


def _thousandths(text: str) -> int:
    whole, _, part = text.partition(".")
    if whole not in ("0", "1") or not (part == "" or (part.isascii() and part.isdigit())):
        return 0
    return min(1000, int(whole) * 1000 + int((part + "000")[:3]))


def _match(name: str, media_type: str) -> int:
    """2 for the type itself, 1 for ``type/*``, 0 for ``*/*``, -1 for no match."""
    if name == media_type:
        return 2
    if name == "*/*":
        return 0
    return 1 if name.endswith("/*") and media_type.startswith(name[:-1]) else -1
