"""The registry of specimens: what each participant tells the others of its certificate. KPCS Section II (b), Annex I A;
domain.md 1.2. What is not known stays "not recorded": nothing is guessed.

Rows stay for ever. An end is said once; a correction is a new row that names the old one.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, TypeVar

from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor, Role
from openkp.core.rules import numbers
from openkp.core.rules.paper import FEATURES, FUNCTIONS
from openkp.documents import queries as documents
from openkp.events.actions import Outcome, action, current_event_id
from openkp.parties import queries as parties

from .models import SpecimenRange, SpecimenRow, SpecimenSignatory

Row = TypeVar("Row", SpecimenRow, SpecimenRange, SpecimenSignatory)
STANDINGS = ("text", "reported", "ours")
FIRST_YEAR = 2003


@action("certificates.register_specimen")
def register_specimen(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    participant: str,
    name_printed: str,
    source: str,
    authority: str = "",
    prefix: str = "",
    also: tuple[str, ...] = (),
    digits: int | None = None,
    features: tuple[str, ...] = (),
    features_text: str = "",
    image: str = "",
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    standing: str = "text",
    supersedes: int | None = None,
) -> Outcome:
    """An officer of the participant, or the Secretariat, records what its certificate looks like. `features` are codes
    of core.rules.paper.FEATURES, `image` a stored file's SHA-256. What stood of a corrected specimen's ranges and
    signatories goes over to the new one. Refuses all at once ``certificates.*``, ``numbers.prefix_not_yours``."""
    _keeper(by, participant)
    prefix = prefix or participant
    reasons = [*_told(name_printed=name_printed, source=source), *_ordered(valid_from, valid_to), *_image(image)]
    reasons += _numbering(participant, (prefix, *also), digits)
    for code in sorted(set(features) - set(FEATURES)):
        reasons.append(Refusal("certificates.feature_unknown", feature=code[:40]))
    if standing not in STANDINGS:
        reasons.append(Refusal("certificates.standing_unknown", standing=standing[:20]))
    if authority and parties.authority(authority).participant != participant:
        reasons.append(Refusal("certificates.not_of_participant", authority=authority, participant_country=participant))
    refuse(reasons)
    old = _corrected(SpecimenRow, supersedes)
    if old is not None and old.participant != participant:
        raise Refusal("certificates.specimen_unknown", specimen=str(supersedes))
    row = SpecimenRow.objects.create(
        participant=participant,
        authority=authority,
        name_printed=name_printed.strip(),
        prefix=prefix,
        also=list(also),
        digits=digits,
        features=list(dict.fromkeys(features)),
        features_text=features_text.strip(),
        image=image,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        standing=standing,
        supersedes=old,
        event_id=current_event_id(),
    )
    if old is not None:
        _carry_over(old, row)
    return _outcome(row, specimen=row.pk)


@action("certificates.add_specimen_range")
def add_specimen_range(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    specimen: int,
    year: int,
    first: int,
    last: int,
    source: str,
    supersedes: int | None = None,
) -> Outcome:
    """Serials `first` to `last` were or are in use in `year` (domain 9, case 16)."""
    row = _row(specimen)
    _keeper(by, row.participant)
    reasons = [*_told(source=source)]
    if not FIRST_YEAR <= year <= now.year + 1:
        reasons.append(Refusal("certificates.year_unlikely", year=str(year)))
    if not 0 <= first <= last:
        reasons.append(Refusal("numbers.range_reversed", first=str(first), last=str(last)))
    elif row.digits is not None and len(str(last)) > row.digits:
        reasons.append(Refusal("numbers.too_few_digits", last=str(last), digits=row.digits))
    refuse(reasons)
    made = SpecimenRange.objects.create(
        specimen=row,
        year=year,
        first=first,
        last=last,
        source=source.strip(),
        supersedes=_of(row, _corrected(SpecimenRange, supersedes)),
        event_id=current_event_id(),
    )
    return _outcome(row, specimen=row.pk, range=made.pk)


@action("certificates.add_specimen_signatory")
def add_specimen_signatory(
    *,
    by: Actor,
    now: dt.datetime,
    request_id: str,
    specimen: int,
    name: str,
    function: str,
    source: str,
    signature: str = "",
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    supersedes: int | None = None,
) -> Outcome:
    """Somebody may sign this participant's certificates (`function` issue or validate), with a specimen signature where
    a file of it is stored."""
    row = _row(specimen)
    _keeper(by, row.participant)
    reasons = [*_told(name=name, source=source), *_ordered(valid_from, valid_to), *_image(signature)]
    if function not in FUNCTIONS:
        reasons.append(Refusal("certificates.function_unknown", function=function[:20]))
    refuse(reasons)
    made = SpecimenSignatory.objects.create(
        specimen=row,
        name=name.strip()[:120],
        function=function,
        signature=signature,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
        supersedes=_of(row, _corrected(SpecimenSignatory, supersedes)),
        event_id=current_event_id(),
    )
    return _outcome(row, specimen=row.pk, signatory=made.pk)


@action("certificates.end_specimen")
def end_specimen(
    *, by: Actor, now: dt.datetime, request_id: str, specimen: int, valid_to: dt.date, signatory: int | None = None
) -> Outcome:
    """From `valid_to` on, certificates of this form are no longer issued; with `signatory`, it is that person who no
    longer signs. Once. Refuses ``certificates.already_ended``, ``certificates.ends_before_it_begins``."""
    row = _row(specimen)
    _keeper(by, row.participant)
    ended: SpecimenRow | SpecimenSignatory | None = row
    if signatory is not None:
        ended = SpecimenSignatory.objects.filter(pk=signatory, specimen=row).first()
    if ended is None:
        raise Refusal("certificates.signatory_unknown", signatory=str(signatory)[:20])
    refuse(_ordered(ended.valid_from, valid_to))
    if not type(ended)._default_manager.filter(pk=ended.pk, valid_to__isnull=True).update(valid_to=valid_to):
        raise Refusal("certificates.already_ended")
    return _outcome(row, specimen=row.pk, ended=valid_to.isoformat())


@action("certificates.load_specimens")
def load_specimens(*, by: Actor, now: dt.datetime, request_id: str) -> Outcome:
    """Record the specimens of parties/data/specimens.toml that were never recorded, and correct those whose text is
    another in a newer version. Repeating it adds nothing; what somebody else corrected or ended since stays so."""
    by.require(Role.SYSTEM)
    for line in _shipped():
        named = {name: line[name] for name in ("participant", "name_printed", "source")}
        old = SpecimenRow.objects.filter(**named).order_by("-pk").first()
        row = SpecimenRow(event_id=current_event_id(), supersedes_id=old.pk if old else None, **line)
        if old is not None and (hasattr(old, "corrected_by") or old.valid_to or _same(old, row)):
            continue
        row.save(force_insert=True)
        if old is not None:
            _carry_over(old, row)
    return Outcome({"specimens": SpecimenRow.objects.count()}, subject="installation:specimens")


def _same(one: SpecimenRow, other: SpecimenRow) -> bool:
    names = ("prefix", "also", "digits", "features", "features_text", "valid_from", "standing", "authority")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _carry_over(old: SpecimenRow, new: SpecimenRow) -> None:
    """A correction of the paper does not make its numbers and signatures unknown."""
    ranges = list(old.ranges.filter(corrected_by__isnull=True).order_by("pk"))
    signatories = list(old.signatories.filter(corrected_by__isnull=True).order_by("pk"))
    rows: tuple[Any, ...] = (*ranges, *signatories)
    for row in rows:
        row.pk, row.specimen, row.supersedes, row.event_id = None, new, None, current_event_id()
    SpecimenRange.objects.bulk_create(ranges)
    SpecimenSignatory.objects.bulk_create(signatories)


def _shipped() -> Iterable[dict[str, Any]]:
    folder = files("openkp.parties.data")
    sources = tomllib.loads(folder.joinpath("sources.toml").read_text(encoding="utf-8"))["source"]
    for line in tomllib.loads(folder.joinpath("specimens.toml").read_text(encoding="utf-8"))["specimen"]:
        assert set(line.get("features", ())) <= set(FEATURES), "features of the list"
        yield {**line, "source": sources[line["source"]]}


def _keeper(by: Actor, participant: str) -> None:
    """Who records what a participant's paper looks like: its own authority, or the Secretariat for it."""
    by.require(Role.OFFICER, Role.APPROVER, Role.ADMIN, Role.SECRETARIAT, participant=participant)


def _row(specimen: int) -> SpecimenRow:
    row = SpecimenRow.objects.filter(pk=specimen, corrected_by__isnull=True).first()
    if row is None:
        raise Refusal("certificates.specimen_unknown", specimen=str(specimen)[:20])
    return row


def _corrected(model: type[Row], row_id: int | None) -> Row | None:
    if row_id is None:
        return None
    row = model._default_manager.filter(pk=row_id).first()
    if row is None:
        raise Refusal("certificates.specimen_unknown", specimen=str(row_id)[:20])
    if model._default_manager.filter(supersedes_id=row_id).exists():
        raise Refusal("certificates.already_corrected")
    return row


def _of(specimen: SpecimenRow, old: Any) -> Any:
    """A correction stays with its specimen."""
    if old is not None and old.specimen_id != specimen.pk:
        raise Refusal("certificates.specimen_unknown", specimen=str(old.specimen_id))
    return old


def _told(**fields: str) -> list[Refusal]:
    return [
        Refusal("certificates.specimen_field", field=name)
        for name, text in fields.items()
        if not text.strip() or len(text) > 2000 or (name == "name_printed" and len(text) > 200)
    ]


def _numbering(participant: str, prefixes: Iterable[str], digits: int | None) -> list[Refusal]:
    reasons = [
        Refusal("numbers.prefix_not_yours", prefix=one[:4], participant_country=participant)
        for one in prefixes
        if one not in numbers.prefixes(participant)
    ]
    if digits is not None and not 1 <= digits <= numbers.MAX_DIGITS:
        reasons.append(Refusal("numbers.digits", digits=digits, most=numbers.MAX_DIGITS))
    return reasons


def _ordered(valid_from: dt.date | None, valid_to: dt.date | None) -> list[Refusal]:
    if valid_from is None or valid_to is None or valid_from <= valid_to:
        return []
    return [Refusal("certificates.ends_before_it_begins", since=valid_from, until=valid_to)]


def _image(sha256: str) -> list[Refusal]:
    if not sha256:
        return []
    if not re.fullmatch(r"[0-9a-f]{64}", sha256, re.ASCII):
        return [Refusal("documents.no_such_file", sha256=sha256[:64])]
    try:
        documents.file(sha256)
    except Refusal as absent:
        return [absent]
    return []


def _outcome(row: SpecimenRow, **told: Any) -> Outcome:
    return Outcome(told, participant=row.participant, subject=f"specimen:{row.pk}")


__all__ = [
    "add_specimen_range",
    "add_specimen_signatory",
    "end_specimen",
    "load_specimens",
    "register_specimen",
]
