"""The shapes of what comes in and goes out. Carats and money are decimal text, never floats; days are ISO 8601.

In a body a field is named in Python as the action names it, its unit last, and in JSON as people say it:
``mct: Mct = Field(alias="carats")``. Out-shapes read the frozen rows of the queries.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from openkp.core.facts import instant
from openkp.core.units import (
    carats_from_cct,
    carats_from_mct,
    decimals,
    dollars_from_cents,
    format_decimal,
    parse_decimal,
)

_LARGEST = 10**15
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNSOUND = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _sound(text: str) -> str:
    if _UNSOUND.search(text):
        raise PydanticCustomError("sound_text", "control characters and half characters are not text")
    return text


def _text(most: int, least: int = 0) -> Any:
    limits = StringConstraints(strict=True, min_length=least, max_length=most)
    return Annotated[str, limits, AfterValidator(_sound)]


def _form(pattern: str) -> Any:
    return Annotated[str, StringConstraints(strict=True, pattern=f"^({pattern})$")]


def _decimal(places: int, digits: int, minus: bool = False) -> Any:
    """Decimal text of at most `digits` digits before the point and `places` after it, as a whole number."""
    pattern = rf"{'-?' if minus else ''}[0-9]{{1,{digits}}}(\.[0-9]{{1,{places}}})?"
    form = re.compile(pattern, re.ASCII)

    def read(value: object) -> int:
        if not isinstance(value, str) or not form.fullmatch(value):
            raise PydanticCustomError("decimal", "not decimal text", {"places": places})
        size = parse_decimal(value.removeprefix("-"), places, maximum=_LARGEST, field="")
        return -size if value.startswith("-") else size

    told = {"type": "string", "pattern": f"^{pattern}$", "examples": [f"12.{'345678'[:places]}"]}
    return Annotated[int, BeforeValidator(read), WithJsonSchema(told, mode="validation")]


def _day(value: object) -> dt.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a day")


def _moment(value: object) -> dt.datetime:
    """RFC 3339 with its zone, in this age."""
    if isinstance(value, str) and len(value) <= 40:
        try:
            told = dt.datetime.fromisoformat(value)
        except ValueError:
            told = None
        if told is not None and told.tzinfo is not None and 2000 <= told.year < 3000:
            return told.astimezone(dt.UTC).replace(microsecond=0)
    raise PydanticCustomError("moment", "not a time with its zone")


if TYPE_CHECKING:  # each is text in JSON and what it stands for in Python
    Mct: TypeAlias = int
    Cct: TypeAlias = int
    Cents: TypeAlias = int
    Udeg: TypeAlias = int
    Whole: TypeAlias = int
    Serial: TypeAlias = int
    Id: TypeAlias = int
    MctOut: TypeAlias = int
    CctOut: TypeAlias = int
    CentsOut: TypeAlias = int
    UdegOut: TypeAlias = int
    Digest: TypeAlias = str
    MaybeDigest: TypeAlias = str
    Letters: TypeAlias = str
    Facts: TypeAlias = dict[str, Any]
    Day: TypeAlias = dt.date
    Yes: TypeAlias = bool
    Moment: TypeAlias = dt.datetime
    MomentIn: TypeAlias = dt.datetime
    Code: TypeAlias = str
    CodeOrAll: TypeAlias = str
    Name: TypeAlias = str
    Word: TypeAlias = str
    MaybeName: TypeAlias = str
    Hs: TypeAlias = str
    Currency: TypeAlias = str
    Text: TypeAlias = str
    Line40: TypeAlias = str
    Line60: TypeAlias = str
    Line80: TypeAlias = str
    Line120: TypeAlias = str
    Line160: TypeAlias = str
    Line200: TypeAlias = str
    Line400: TypeAlias = str
else:
    Mct = _decimal(3, 9)  # carats with at most three decimals, as milli-carats
    Cct = _decimal(2, 9)  # carats with at most two decimals, as a certificate has them: hundredths
    Cents = _decimal(2, 13)
    Udeg = _decimal(6, 3, minus=True)  # degrees (WGS 84) as whole micro-degrees
    Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
    MomentIn = Annotated[
        dt.datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
    ]
    Yes = StrictBool
    Whole = Annotated[StrictInt, Field(ge=0, le=2**31 - 1)]
    Serial = Annotated[StrictInt, Field(ge=0, le=10**12 - 1)]
    Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
    Code = _form(r"[A-Z]{2}")  # a participant or a country
    CodeOrAll = _form(r"[A-Z]{2}|\*")
    Name = _form(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,59}")  # what names an object: a number, a reference, a code
    MaybeName = _form(r"([A-Za-z0-9][A-Za-z0-9:._-]{0,59})?")
    Word = _form(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")  # one of a published list; which ones, the action says
    Hs = _form(r"[0-9]{4}\.[0-9]{2}")
    Currency = _form(r"[A-Z]{3}")
    Digest = _form(r"[0-9a-f]{64}")  # SHA-256 of a stored file
    MaybeDigest = _form(r"([0-9a-f]{64})?")
    Letters = _form(r"([A-Z]{2}|MIXED)?")  # a country of origin, or of more than one
    Text = _text(4000)
    Line40, Line60, Line80 = _text(40), _text(60), _text(80)
    Line120, Line160, Line200, Line400 = _text(120), _text(160), _text(200), _text(400)

    MctOut = Annotated[int, PlainSerializer(carats_from_mct, return_type=str)]
    CctOut = Annotated[int, PlainSerializer(carats_from_cct, return_type=str)]
    CentsOut = Annotated[int, PlainSerializer(dollars_from_cents, return_type=str)]
    UdegOut = Annotated[int, PlainSerializer(lambda udeg: format_decimal(udeg, 6), return_type=str)]
    # {"code", ...}: the facts of a sentence, decimals as text
    Facts = Annotated[dict[str, Any], PlainSerializer(decimals, return_type=dict[str, Any])]
    Moment = Annotated[
        dt.datetime,
        PlainSerializer(instant, return_type=str),
        WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
    ]


class Body(BaseModel):
    """What an act is given. Unknown fields are refused: a misspelt one would silently change the act."""

    model_config = ConfigDict(extra="forbid")

    def facts(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        return {name: plain(getattr(self, name)) for name in type(self).model_fields}


class Row(BaseModel):
    """What is told of an object: reads the rows of the queries by the names of their fields."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def tell(cls, row: object) -> dict[str, Any]:
        """Plain JSON values."""
        return cls.model_validate(row).model_dump(mode="json", by_alias=True)


class Nothing(Body):
    """No fields: everything is in the address."""


class Draw(Body):
    """Carats taken from a lot."""

    lot: Name
    mct: Mct = Field(alias="carats")


class Reason(Body):
    reason: Text


def plain(value: Any) -> Any:
    """A value of a body as an action takes it: what is drawn is a pair, everything else as it is."""
    if isinstance(value, Draw):
        return (value.lot, value.mct)
    if isinstance(value, Body):
        return value.facts()
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value
