"""Numbers, carats, money, dates and places in the reader's form. Whole numbers in, text out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

_NUMBER_LOCALES = {"fr": "fr", "en": "en"}
_DATE_LOCALES = {"fr": "fr", "en": "en_GB"}
_EXTRA_TERRITORIES = {"EU": {"fr": "Union européenne", "en": "European Union"}}


def carats(language: str, mct: int) -> str:
    """``3,2 ct`` for 3200 mct, with as many decimals as are there, at least two."""
    return f"{number(language, mct, 3, at_least=2)} ct"


def carats_cct(language: str, cct: int) -> str:
    """``3,20 ct`` for 320 hundredths of a carat."""
    return f"{number(language, cct, 2)} ct"


def money(language: str, cents: int, currency: str = "USD") -> str:
    """``US$ 1,234.56`` or ``1 234,56 $ US``."""
    figure = number(language, cents, 2)
    if currency == "USD":
        return f"{figure} $ US" if language == "fr" else f"US$ {figure}"
    return f"{figure} {currency}" if language == "fr" else f"{currency} {figure}"


def number(language: str, whole: int, places: int = 0, *, at_least: int | None = None) -> str:
    """A whole number of 10^-places, grouped as the language does."""
    shown = places if at_least is None else at_least
    pattern = "#,##0" + ("." + "0" * shown + "#" * (places - shown) if places else "")
    value = Decimal(whole).scaleb(-places)
    return format_decimal(value, format=pattern, locale=_NUMBER_LOCALES.get(language, "en"))


def percent(language: str, ppm: int) -> str:
    """``3 %`` for 30,000 parts per million."""
    return format_percent(
        Decimal(ppm).scaleb(-6), format=None, locale=_NUMBER_LOCALES.get(language, "en"), decimal_quantization=False
    )


def day(language: str, date: dt.date) -> str:
    """``24 novembre 2026``, ``1er novembre 2026``."""
    return format_date(date, _day_of(language, date) + " MMMM y", locale=_DATE_LOCALES.get(language, "en_GB"))


def short_day(language: str, date: dt.date) -> str:
    """``24 nov. 2026``."""
    return format_date(date, _day_of(language, date) + " MMM y", locale=_DATE_LOCALES.get(language, "en_GB"))


def _day_of(language: str, date: dt.date) -> str:
    """The pattern of the day's number: French says the first of a month, and counts from two on."""
    return "d'er'" if language == "fr" and date.day == 1 else "d"


def month(language: str, date: dt.date) -> str:
    """``novembre 2026``, where the day is not known."""
    return format_date(date, "MMMM y", locale=_DATE_LOCALES.get(language, "en_GB"))


def moment(language: str, at: dt.datetime) -> str:
    """``24 novembre 2026, 14:05 GMT``."""
    at = at.astimezone(dt.UTC)
    pattern = _day_of(language, at.date()) + " MMMM y, HH:mm 'GMT'"
    return format_datetime(at, pattern, locale=_DATE_LOCALES.get(language, "en_GB"))


def until(language: str, end: dt.datetime) -> str:
    """The last moment before an exclusive end: ``30 April 2026, 24:00 GMT`` for 1 May 00:00."""
    end = end.astimezone(dt.UTC)
    if (end.hour, end.minute, end.second) == (0, 0, 0):
        return f"{day(language, (end - dt.timedelta(days=1)).date())}, 24:00 GMT"
    return moment(language, end)


@cache
def country(language: str, code: str) -> str:
    """The name of a participant or country; the code itself if unknown."""
    extra = _EXTRA_TERRITORIES.get(code)
    if extra:
        return extra.get(language, extra["en"])
    name = Locale.parse(language).territories.get(code)
    return str(name) if name else code


def typed(language: str, name: str, value: Any, facts: dict[str, Any]) -> Any:
    """Format a fact by what its name ends with: ``_mct``, ``_cct``, ``_cents``, ``_ppm``, ``_country``, ``_until``;
    dates (``_month``, ``_year`` where no more is known) and times by type. Whole numbers stay, for plurals."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        if name.endswith("_mct"):
            return carats(language, value)
        if name.endswith("_cct"):
            return carats_cct(language, value)
        if name.endswith("_cents"):
            return money(language, value, "USD" if name.endswith("usd_cents") else str(facts.get("currency", "USD")))
        if name.endswith("_ppm"):
            return percent(language, value)
        return value
    if isinstance(value, dt.datetime):
        return until(language, value) if name.endswith("_until") else moment(language, value)
    if isinstance(value, dt.date):
        if name.endswith("_month"):
            return month(language, value)
        return str(value.year) if name.endswith("_year") else day(language, value)
    if name.endswith("_country"):
        return country(language, str(value))
    return str(value)
