"""The importing authority: what was announced, presented, found, confirmed, disputed; and the answers of the issuer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import Field

from openkp.parties.tokens import TokenScope
from openkp.shipments import actions, queries
from openkp.shipments.queries import (
    DiscrepancyRow,
    ImportDetail,
    ImportRow,
    LateRow,
    PreAlertRow,
    QueryRow,
)

from ..tokens import Caller, now
from . import lists
from .operations import Link, Room
from .shapes import (
    Body,
    Cct,
    CctOut,
    Cents,
    CentsOut,
    Code,
    Day,
    Digest,
    Facts,
    Hs,
    Letters,
    Line60,
    Line80,
    Line200,
    Line400,
    MaybeDigest,
    MaybeName,
    Mct,
    Moment,
    MomentIn,
    Name,
    Reason,
    Row,
    Text,
    Whole,
    Word,
    Yes,
)

room = Room("imports")
IMPORT, EXPORT = TokenScope.IMPORT, TokenScope.EXPORT
GONE = {"shipments.unknown_import"}
MAX_CREDENTIAL = 200_000


class PaperPartyIn(Body):
    name: Line200
    address: Line400 = ""
    country: Code


class PaperParcelIn(Body):
    reference: Line80 = ""
    hs: Hs
    weight_cct: Cct = Field(alias="carats")
    value_usd_cents: Cents = Field(alias="value_usd")
    origin: Letters
    origins: dict[Code, Mct] = Field({}, max_length=80)


class PaperIn(Body):
    """What is printed on a certificate, keyed in."""

    authority: Line200
    issued_on: Day
    valid_until: Day
    exporter: PaperPartyIn
    importer: PaperPartyIn
    destination: Code
    parcels: list[PaperParcelIn] = Field(max_length=100)
    number_of_parcels: Whole | None = None
    signatory: Line200 = ""
    seals: list[Line60] = Field([], max_length=100)
    weight_cct: Cct | None = Field(None, alias="carats")
    value_usd_cents: Cents | None = Field(None, alias="value_usd")
    mixed: Yes | None = None

    def facts(self) -> dict[str, Any]:
        told = {name: value for name, value in super().facts().items() if value not in (None, "", [])}
        for parcel in told.get("parcels", []):
            if not parcel["origins"]:
                del parcel["origins"]
        return told


class PresentationIn(Body):
    participant: Code
    number: Name
    authority: MaybeName = ""
    purpose: Word = "import"
    presented_at: MomentIn | None = None
    paper: PaperIn | None = None
    credential: str = Field("", max_length=MAX_CREDENTIAL)
    importer: MaybeName = ""
    note: Text = ""


class NumberIn(Body):
    participant: Code
    number: Name
    note: Text


class PreAlertIn(Body):
    participant: Code
    number: Name
    sent_on: Day
    weight_cct: Cct = Field(alias="carats")
    value_usd_cents: Cents = Field(alias="value_usd")
    parcels: Whole
    exporter: Line200
    importer: Line200
    source: Text
    expected_on: Day | None = None


class FoundIn(Body):
    weight_cct: Cct = Field(alias="carats")
    hs: Line60 = ""
    value_usd_cents: Cents | None = Field(None, alias="value_usd")
    origin: Letters = ""

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if value not in (None, "")}


class InspectionIn(Body):
    found: dict[Line80, FoundIn] = Field(max_length=100)
    number_of_parcels: Whole
    seals_intact: Yes
    container_intact: Yes = True
    photos: list[Digest] = Field([], max_length=20)
    note: Text = ""
    inspected_at: MomentIn | None = None


class DetentionIn(Reason):
    detained_at: MomentIn | None = None


class RemedyIn(Body):
    remedy: Text


class LeavingIn(Body):
    untouched: Yes
    seen_at: MomentIn | None = None


class ConfirmationIn(Body):
    fates: dict[Line80, Word] = Field({}, max_length=100)
    reason: Text = ""
    importer: MaybeName = ""
    confirmed_at: MomentIn | None = None


class MessageIn(Body):
    text: Text
    document: MaybeDigest = ""


class SettlementIn(Body):
    outcome: Word
    explanation: Text


class QuestionIn(Body):
    question: Text


class AnswerIn(Body):
    answer: Word
    explanation: Text
    document: MaybeDigest = ""


class Import(Row):
    reference: str = Field(serialization_alias="file")
    number: str
    participant: str
    authority: str
    issuer: str
    source: str
    purpose: str
    state: str
    first: bool
    inspect: bool
    importer: str
    importer_name: str
    exporter_name: str
    presented_at: Moment
    recorded_at: Moment
    weight_cct: CctOut = Field(serialization_alias="carats")
    value_usd_cents: CentsOut = Field(serialization_alias="value_usd")
    findings: int


class ImportParcel(Row):
    """Both figures of a parcel."""

    reference: str
    hs: str
    weight_cct: CctOut = Field(serialization_alias="carats")
    value_usd_cents: CentsOut = Field(serialization_alias="value_usd")
    origin: str
    found_cct: CctOut | None = Field(serialization_alias="found_carats")
    found_hs: str
    found_usd_cents: CentsOut | None = Field(serialization_alias="found_usd")
    found_origin: str
    lot: str


class Inspection(Row):
    at: Moment
    own_time: Moment
    person_id: int = Field(serialization_alias="person")
    number_of_parcels: int
    seals_intact: bool
    container_intact: bool
    photos: tuple[str, ...]
    differences: tuple[Facts, ...]
    note: str


class ImportStep(Row):
    act: str
    before: str
    after: str
    own_time: Moment
    at: Moment
    person_id: int = Field(serialization_alias="person")
    note: str


class Question(Row):
    """A question to the issuing authority. `answer`: genuine, not-genuine, cannot-say; "" while it is open."""

    id: int
    file: str
    number: str
    issuer: str
    participant: str
    asked_at: Moment
    question: str
    due_at: Moment
    answered_at: Moment | None
    answer: str
    explanation: str


class Note(Row):
    act: str
    participant: str
    at: Moment
    text: str
    document: str


class Discrepancy(Row):
    file: str
    number: str
    exporter_side: str
    importer_side: str
    state: str
    differences: tuple[Facts, ...]
    opened_at: Moment
    outcome: str
    closed_at: Moment | None
    explanation: str
    acts: tuple[str, ...]
    notes: tuple[Note, ...]


class Confirmation(Row):
    """`jwt`: the signed confirmation, a ``vc+jwt`` of the importing authority."""

    number: str
    received_on: dt.date
    confirmed_at: Moment
    at: Moment
    weight_cct: CctOut = Field(serialization_alias="carats")
    differences: tuple[Facts, ...]
    jwt: str


class ImportFile(Row):
    """The whole file. `acts`: the steps that may come next."""

    row: Import = Field(serialization_alias="import")
    issued_on: dt.date
    valid_until: dt.date
    importer_address: str
    exporter_address: str
    findings: tuple[Facts, ...]
    parcels: tuple[ImportParcel, ...]
    inspections: tuple[Inspection, ...]
    life: tuple[ImportStep, ...]
    queries: tuple[Question, ...]
    discrepancy: Discrepancy | None
    confirmation: Confirmation | None
    acts: tuple[str, ...]


class Expected(Row):
    number: str
    issuer: str
    destination: str
    sent_at: Moment
    expected_on: dt.date
    carrier: str
    waybill: str
    weight_cct: CctOut = Field(serialization_alias="carats")
    value_usd_cents: CentsOut = Field(serialization_alias="value_usd")
    parcels: int
    exporter_name: str
    importer_name: str
    outside: bool
    late: bool


class Late(Row):
    """How many clocks of one kind ran out unmet for one participant, and since when the oldest has."""

    participant: str
    kind: str
    count: int
    oldest: Moment


_FILE = {"file": "$response.body#/data/file"}
_READ = Link("getImport", _FILE)
_STATE = {"file": str, "state": str, "certificate": str}


def _next(*acts: str) -> dict[str, Link]:
    return {"import": _READ, **{act: Link(act, _FILE) for act in acts}}


room.act(
    "presentCertificate", "/imports", actions.present, PresentationIn,
    scope=IMPORT, creates=True,
    answers={**_STATE, "first": bool, "findings": list[dict[str, Any]], "alarms": list[int], "inspect": bool},
    links=_next("inspectImport", "confirmImport", "detainImport", "dismissImport", "askIssuer", "seeOut"),
)  # fmt: skip
room.act(
    "reportNumber", "/imports/report-number", actions.report_number, NumberIn,
    scope=IMPORT, answers={"certificate": str, "alarms": list[int], "kind": str, "note": str}, creates=True,
)  # fmt: skip
room.act(
    "registerPrealert", "/prealerts", actions.register_prealert, PreAlertIn,
    scope=IMPORT, answers={"certificate": str, "expected_on": str}, creates=True,
)  # fmt: skip
room.act(
    "inspectImport", "/imports/{file}/inspect", actions.inspect, InspectionIn,
    scope=IMPORT, answers={**_STATE, "differences": list[dict[str, Any]]}, missing=GONE,
    links=_next("confirmImport", "detainImport"),
)  # fmt: skip
room.act(
    "confirmImport", "/imports/{file}/confirm", actions.confirm, ConfirmationIn,
    scope=IMPORT, missing=GONE,
    answers={
        **_STATE, "confirmed": bool, "differences": list[dict[str, Any]], "lots": dict[str, str],
        "discrepancy": int | None,
    },
    links=_next("writeToOtherSide", "settleDiscrepancy")
    | {"confirmation": Link("getConfirmation", {"number": "$response.body#/data/certificate"})},
)  # fmt: skip
for _id, _path, _call, _body in (
    ("detainImport", "detain", actions.detain, DetentionIn),
    ("releaseImport", "release", actions.release, RemedyIn),
    ("returnImport", "return", actions.return_goods, Reason),
    ("dismissImport", "dismiss", actions.dismiss, Reason),
    ("seeOut", "see-out", actions.see_out, LeavingIn),
):
    room.act(_id, f"/imports/{{file}}/{_path}", _call, _body, scope=IMPORT, answers=_STATE, missing=GONE, links=_next())
room.act(
    "seizeImport", "/imports/{file}/seize", actions.seize, Reason,
    scope=IMPORT, answers={**_STATE, "lots": list[str]}, missing=GONE, links=_next(),
)  # fmt: skip
room.act(
    "writeToOtherSide", "/imports/{file}/messages", actions.write_to_other_side, MessageIn,
    scope=IMPORT, answers={**_STATE, "discrepancy": str, "side": str}, creates=True,
    missing={"shipments.no_discrepancy"}, links=_next("settleDiscrepancy"),
)  # fmt: skip
room.act(
    "settleDiscrepancy", "/imports/{file}/settle", actions.settle_discrepancy, SettlementIn,
    scope=IMPORT, answers=_STATE, missing={"shipments.no_discrepancy"}, links=_next(),
)  # fmt: skip
room.act(
    "askIssuer", "/imports/{file}/queries", actions.ask_issuer, QuestionIn,
    scope=IMPORT, answers={**_STATE, "query": int, "due_at": str}, creates=True, missing=GONE,
    links=_next() | {"answer": Link("answerQuery", {"query": "$response.body#/data/query"})},
)  # fmt: skip
room.act(
    "answerQuery", "/queries/{query}/answer", actions.answer_query, AnswerIn,
    scope=IMPORT, answers={**_STATE, "query": int, "answer": str, "alarms": list[int]},
    missing={"shipments.no_query"}, links=_next(),
)  # fmt: skip


@room.listing("listImports", "/imports", Import, key=lambda row: row.reference)
def imports(
    caller: Caller, *, after: str, limit: int, state: MaybeName = "", participant: MaybeName = ""
) -> Sequence[ImportRow]:
    """Presentations that concern the caller, newest first: customs, the issuing authority, the importer."""
    return queries.import_files(viewer=caller.actor, state=state, participant=participant, after=after, limit=limit)


@room.detail(
    "getImport", "/imports/{file}", ImportFile,
    links={act: Link(act, {"file": "$response.body#/import/file"}) for act in (
        "inspectImport", "confirmImport", "detainImport", "releaseImport", "returnImport", "seizeImport",
        "dismissImport", "settleDiscrepancy",
    )},
)  # fmt: skip
def import_file(caller: Caller, *, file: str) -> ImportDetail | None:
    """The whole of one presentation: findings, both figures, inspections, its life, dialogue and confirmation."""
    return queries.import_file(file, viewer=caller.actor)


@room.listing("listExpected", "/prealerts", Expected, key=lambda row: row.number)
def expected(caller: Caller, *, after: str, limit: int, participant: Code) -> Sequence[PreAlertRow]:
    """Shipments announced to a participant's customs and not presented yet, the earliest day first."""
    return queries.expected(viewer=caller.actor, participant=participant, now=now(), after=after, limit=limit)


@room.listing("listQueries", "/queries", Question, key=lambda row: row.id, numbered=True)
def questions(caller: Caller, *, after: int, limit: int, participant: Code) -> Sequence[QueryRow]:
    """Questions that wait for an answer of a participant's issuing authority."""
    rows = sorted(queries.queries_open(viewer=caller.actor, participant=participant), key=lambda row: row.id)
    return lists.after_key(rows, lambda row: row.id, after, limit)


@room.listing("listDiscrepancies", "/discrepancies", Discrepancy, key=lambda row: row.file)
def discrepancies(
    caller: Caller, *, after: str, limit: int, participant: Code, closed: bool = False
) -> Sequence[DiscrepancyRow]:
    """Differences between certificates and goods, of a participant on either side; the closed ones too if asked."""
    rows = queries.discrepancies(viewer=caller.actor, participant=participant, open_only=not closed)
    rows = tuple(sorted(rows, key=lambda row: row.file))
    return lists.after_key(rows, lambda row: row.file, after, limit)


@room.listing("listLate", "/late", Late, key=lambda row: f"{row.participant}.{row.kind}")
def late(caller: Caller, *, after: str, limit: int) -> Sequence[LateRow]:
    """Who is late with what: clocks that ran out, by participant and kind. Figures, no names and no trade."""
    rows = queries.late(viewer=caller.actor, now=now())
    return lists.after_key(rows, lambda row: f"{row.participant}.{row.kind}", after, limit)


@room.detail("getConfirmation", "/certificates/{number}/confirmation", Confirmation)
def confirmation(caller: Caller, *, number: str) -> queries.ConfirmationRow | None:
    """The signed import confirmation of a certificate, for both authorities and the importer."""
    return queries.confirmation(number, viewer=caller.actor)
