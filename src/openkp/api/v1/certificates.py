"""Certificates issued here, their later life, and the stock of blank forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field, StringConstraints

from openkp.certificates import actions, queries
from openkp.certificates.queries import CertificateDetail, CertificateRow, StockRow
from openkp.parties.tokens import TokenScope
from openkp.words import say

from ..problems import language, problem
from ..tokens import Caller, now
from . import lists
from .operations import Link, Problem, Room, register
from .shapes import (
    Body,
    CctOut,
    CentsOut,
    Code,
    Line80,
    MaybeName,
    Moment,
    Name,
    Reason,
    Row,
    Serial,
    Text,
    Word,
    Yes,
)

room = Room("certificates")
EXPORT = TokenScope.EXPORT
GONE = {"certificates.unknown"}


class LostIn(Body):
    reason: Text
    goods_safe: Yes


class NoteIn(Body):
    note: Text = ""


class BlanksIn(Body):
    participant: Code
    first: Serial
    last: Serial
    source: Text
    prefix: Annotated[str, StringConstraints(strict=True, pattern=r"^([A-Z]{2})?$")] = ""


class AllocationIn(Body):
    authority: Name
    count: Serial
    office: Line80 = ""


class SpoiledIn(Body):
    numbers: list[Name] = Field(max_length=1000)
    reason: Text


class MissingIn(Body):
    numbers: list[Name] = Field(max_length=1000)
    fate: Word
    reason: Text


class Certificate(Row):
    """`state` is the published state; `exporter` and `importer` are operators' numbers."""

    number: str
    kind: str
    state: str
    participant: str
    authority: str
    destination: str
    origin: str
    exporter: str
    importer: str
    issued_at: Moment
    valid_until: Moment
    weight_cct: CctOut = Field(serialization_alias="carats")
    value_usd_cents: CentsOut = Field(serialization_alias="value_usd")
    credential_id: str


class CertifiedParcel(Row):
    position: int
    reference: str
    hs: str
    weight_cct: CctOut = Field(serialization_alias="carats")
    value_usd_cents: CentsOut = Field(serialization_alias="value_usd")
    origin: str
    lot: str


class LifeStep(Row):
    act: str
    before: str
    after: str
    at: Moment
    person_id: int = Field(serialization_alias="person")
    record: dict[str, Any]


class CertificateFile(BaseModel):
    """All of one certificate. `named`: whether the caller may see who is behind it; `facts` is what was signed."""

    certificate: Certificate
    named: bool
    facts: dict[str, Any]
    kid: str
    sealed: bool
    parcels: list[CertifiedParcel]
    life: list[LifeStep]
    related: list[str]


class CertificateTold(Row):
    """Reads a detail of the queries; its facts are not a field of it in JSON form."""

    @classmethod
    def tell(cls, row: object) -> dict[str, Any]:
        assert isinstance(row, CertificateDetail)
        return {
            "certificate": Certificate.tell(row.row),
            "named": row.named,
            "facts": row.facts.to_dict(),
            "kid": row.kid,
            "sealed": row.sealed,
            "parcels": [CertifiedParcel.tell(one) for one in row.parcels],
            "life": [LifeStep.tell(one) for one in row.life],
            "related": list(row.related),
        }


class Blanks(Row):
    """Forms of one range, or of one allocation: what is left of them."""

    id: int
    participant: str
    authority: str
    office: str
    first: str
    last: str
    left: int
    on: dt.date


_NUMBER = {"number": "$response.body#/data/certificate"}
_READ = {"certificate": Link("getCertificate", _NUMBER)}
_STATE = {"certificate": str, "state": str, "lots": list[str]}
for _id, _path, _call, _body in (
    ("voidCertificate", "void", actions.void, Reason),
    ("replaceCertificate", "replace", actions.replace, Reason),
    ("returnUnusedCertificate", "return-unused", actions.return_unused, Reason),
    ("reportLostCertificate", "report-lost", actions.report_lost, LostIn),
    ("reportStolenCertificate", "report-stolen", actions.report_stolen, LostIn),
):
    room.act(
        _id, f"/certificates/{{number}}/{_path}", _call, _body,
        scope=EXPORT, answers=_STATE, missing=GONE, links=_READ,
    )  # fmt: skip
room.act(
    "receiveBack", "/certificates/{number}/receive-back", actions.receive_back, NoteIn,
    scope=EXPORT, answers=_STATE, missing=GONE, links=_READ,
)  # fmt: skip
room.act(
    "receiveBlanks", "/blanks", actions.receive_blanks, BlanksIn,
    scope=EXPORT, answers={"range": int, "forms": int}, creates=True,
    links={"allocate": Link("allocateBlanks", {"range_id": "$response.body#/data/range"})},
)  # fmt: skip
room.act(
    "allocateBlanks", "/blanks/{range_id}/allocate", actions.allocate_blanks, AllocationIn,
    scope=EXPORT, answers={"allocation": int, "first": str, "last": str}, creates=True,
    missing={"certificates.range_unknown"},
)  # fmt: skip
room.act(
    "spoilBlanks", "/blanks/spoil", actions.spoil_blanks, SpoiledIn,
    scope=EXPORT, answers={"numbers": list[str], "fate": str},
)  # fmt: skip
room.act(
    "reportBlanks", "/blanks/report", actions.report_blanks, MissingIn,
    scope=EXPORT, answers={"numbers": list[str], "fate": str},
)  # fmt: skip


@room.listing("listCertificates", "/certificates", Certificate, key=lambda row: row.number)
def certificates(
    caller: Caller, *, after: str, limit: int, state: MaybeName = "", participant: MaybeName = ""
) -> Sequence[CertificateRow]:
    """Certificates that concern the caller, newest first. `expired` is a state too."""
    return queries.certificates(
        viewer=caller.actor, now=now(), state=state, participant=participant, after=after, limit=limit
    )


@room.detail(
    "getCertificate", "/certificates/{number}", CertificateTold, shown=CertificateFile,
    links={"credential": Link("getCredential", {"credential_id": "$response.body#/certificate/credential_id"})},
)  # fmt: skip
def certificate(caller: Caller, *, number: str) -> CertificateDetail | None:
    """What one certificate says, its parcels, and its life. Names only for those whom it concerns."""
    return queries.certificate(number, viewer=caller.actor, now=now())


@room.listing("listBlanks", "/blanks", Blanks, key=lambda row: row.id, numbered=True)
def blanks(caller: Caller, *, after: int, limit: int, participant: Code) -> Sequence[StockRow]:
    """Ranges of blank forms received, with what is left to allocate, for the participant's authorities."""
    rows = queries.ranges(viewer=caller.actor, participant=participant)
    return lists.after_key(rows, lambda row: row.id, after, limit)


@room.listing("listAllocations", "/blank-allocations", Blanks, key=lambda row: row.id, numbered=True)
def allocations(caller: Caller, *, after: int, limit: int, participant: Code) -> Sequence[StockRow]:
    """Blank forms in the hands of each authority's offices, with what is left to use."""
    rows = queries.allocations(viewer=caller.actor, participant=participant)
    return lists.after_key(rows, lambda row: row.id, after, limit)


class StatusOut(BaseModel):
    """All that the public learns of a number alone."""

    number: str
    status: str
    participant: str
    issuer_restricted: bool
    text: str


@room.router.api_operation(
    ["GET", "HEAD"],
    "/certificates/{number}/status",
    response={200: StatusOut, 404: Problem, 422: Problem, 429: Problem},
    operation_id="getPublicStatus",
    url_name="certificate-status",
    summary="What the public may know of a number",
    tags=["verify"],
)
def certificate_status(request: HttpRequest, number: Name) -> dict[str, Any] | HttpResponse:
    """A number alone proves nothing: anyone can copy it. Verify the credential."""
    found = queries.public_status(number, now=now())
    if not found.known:
        return problem(request, 404, "api.no_such_number", number=number[:20])
    text = say(language(request), f"web.state_public_{found.standing}")
    return {
        "number": found.number,
        "status": found.standing,
        "participant": found.participant,
        "issuer_restricted": found.restricted,
        "text": text,
    }


register("getPublicStatus", "/certificate/status", "GET", None, anyone=True)
