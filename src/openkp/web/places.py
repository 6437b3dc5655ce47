"""Names of zones and sites, for readers: codes are for programs."""

from __future__ import annotations

from collections.abc import Iterable

from openkp.mining import queries as mining
from openkp.words import formats


def zone_names(codes: Iterable[str], lang: str) -> dict[str, str]:
    """``SL:KONO`` -> ``Kono``. One without a zone is a country; an unknown one stays as it is."""
    wanted = tuple(codes)
    owners = sorted({code.partition(":")[0] for code in wanted if ":" in code})
    known = {row.code: row.name for owner in owners for row in mining.zones(owner)}
    return {code: known.get(code, code) if ":" in code else formats.country(lang, code) for code in wanted}


def site_name(code: str) -> str:
    row = mining.site(code) if code else None
    return row.name if row is not None else code


def place_name(code: str, lang: str) -> str:
    """Of a zone or of a site, by its code; the code where neither is known."""
    site = mining.site(code) if code else None
    return site.name if site is not None else zone_names([code], lang)[code] if code else ""
