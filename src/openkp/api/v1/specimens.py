"""The specimen registry, and certificates in force from before this installation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import Field

from openkp.certificates import actions, queries
from openkp.parties.tokens import TokenScope

from ..tokens import Caller
from . import lists
from .imports import PaperIn
from .operations import Link, Room
from .shapes import (
    Body,
    CctOut,
    CentsOut,
    Code,
    Day,
    Id,
    Line60,
    Line200,
    MaybeDigest,
    MaybeName,
    Name,
    Reason,
    Row,
    Serial,
    Text,
    Whole,
    Word,
)

room = Room("specimens")
REGISTRY, EXPORT = TokenScope.REGISTRY, TokenScope.EXPORT
GONE = {"certificates.specimen_unknown"}


class SpecimenIn(Body):
    participant: Code
    name_printed: Line200
    source: Text
    authority: MaybeName = ""
    prefix: MaybeName = ""
    also: list[Line60] = Field([], max_length=10)
    digits: Whole | None = None
    features: list[Line60] = Field([], max_length=60)
    features_text: Text = ""
    image: MaybeDigest = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    standing: Word = "text"
    supersedes: Id | None = None

    def facts(self) -> dict[str, Any]:
        told = super().facts()
        return told | {"also": tuple(told["also"]), "features": tuple(told["features"])}


class RangeIn(Body):
    year: Whole
    first: Serial
    last: Serial
    source: Text
    supersedes: Id | None = None


class SpecimenSignatoryIn(Body):
    name: Line200
    function: Word
    source: Text
    signature: MaybeDigest = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    supersedes: Id | None = None


class PriorIn(Body):
    number: Name
    paper: PaperIn
    source: Text
    supersedes: Id | None = None


class EndIn(Reason):
    fate: Word


class SpecimenRange(Row):
    id: int
    year: int
    first: int
    last: int
    source: str


class SpecimenSignatory(Row):
    id: int
    name: str
    function: str
    signature: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


class Specimen(Row):
    """What a participant's certificate looks like. Null and "": not recorded."""

    id: int
    participant: str
    authority: str
    name_printed: str
    prefix: str
    also: tuple[str, ...]
    digits: int | None
    features: tuple[str, ...]
    features_text: str
    image: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str
    standing: str
    ranges: tuple[SpecimenRange, ...]
    signatories: tuple[SpecimenSignatory, ...]


class PriorCertificate(Row):
    id: int
    number: str
    participant: str
    issued_on: dt.date
    valid_until: dt.date
    destination: str
    weight_cct: CctOut = Field(serialization_alias="carats")
    value_usd_cents: CentsOut = Field(serialization_alias="value_usd")
    source: str
    confirmed: bool
    fate: str


_OF = {"specimen": int}
_READ = {"read": Link("getSpecimen", {"specimen": "$response.body#/data/specimen"})}
room.act(
    "registerSpecimen", "/specimens", actions.register_specimen, SpecimenIn,
    scope=REGISTRY, answers=_OF, creates=True, links=_READ,
)  # fmt: skip
room.act(
    "addSpecimenRange", "/specimens/{specimen}/ranges", actions.add_specimen_range, RangeIn,
    scope=REGISTRY, answers=_OF, creates=True, missing=GONE, links=_READ,
)  # fmt: skip
room.act(
    "addSpecimenSignatory", "/specimens/{specimen}/signatories", actions.add_specimen_signatory, SpecimenSignatoryIn,
    scope=REGISTRY, answers=_OF, creates=True, missing=GONE, links=_READ,
)  # fmt: skip
room.act(
    "registerPrior", "/prior-certificates", actions.register_prior, PriorIn,
    scope=EXPORT, answers={"prior": int, "certificate": str}, creates=True,
    links={"confirm": Link("confirmPrior", {"prior": "$response.body#/data/prior"})},
)  # fmt: skip
room.act(
    "confirmPrior", "/prior-certificates/{prior}/confirm", actions.confirm_prior,
    scope=EXPORT, answers={"prior": int, "certificate": str}, missing={"certificates.prior_unknown"},
)  # fmt: skip
room.act(
    "endPrior", "/prior-certificates/by-number/{number}/end", actions.end_prior, EndIn,
    scope=EXPORT, answers={"prior": int, "certificate": str}, missing={"certificates.prior_unknown"},
)  # fmt: skip


@room.listing("listSpecimens", "/specimens", Specimen, key=lambda row: row.id, numbered=True)
def specimens(caller: Caller, *, after: int, limit: int, participant: MaybeName = "") -> Sequence[object]:
    """Specimens that authorities know, of one participant or of all."""
    rows = queries.specimens(viewer=caller.actor, participant=participant)
    return lists.after_key(rows, lambda row: row.id, after, limit)


@room.detail("getSpecimen", "/specimens/{specimen}", Specimen)
def specimen(caller: Caller, *, specimen: int) -> object | None:
    """One specimen, with its number ranges by year and its authorised signatories."""
    return queries.specimen(specimen, viewer=caller.actor)


@room.listing("listPriors", "/prior-certificates", PriorCertificate, key=lambda row: row.id, numbered=True)
def priors(caller: Caller, *, after: int, limit: int, participant: Code) -> Sequence[object]:
    """Certificates of a participant from before this installation."""
    return queries.prior_certificates(viewer=caller.actor, participant=participant, after=after, limit=limit)
