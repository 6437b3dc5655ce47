"""The shape that facts must have to be signed or read at all: types, alphabets, sizes. KPCS Annex I A.

These are bounds of form, not rules of trade: whether the issuer may certify that day is `verify`'s question. They are
asked of every set of facts, before signing and after reading, so that both sides refuse the same things.
"""

from __future__ import annotations

import datetime as dt
import re

from openkp.core.facts import FACTS_VERSION, HS_CODES, KINDS, MIXED, CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.refusal import Refusal
from openkp.core.units import MAX_CENTS, MAX_MCT

MAX_CCT = MAX_MCT // 10
MAX_PARCELS = 100
MAX_SEALS = 100
MAX_SOURCES = 300
MAX_ORIGINS = 80
STATUS_LIST_ENTRIES = 131_072  # W3C Bitstring Status List 1.0, 6.1: the least length that hides an entry in a crowd
SALT_BYTES = 16

_NUMBER = re.compile(r"[A-Z]{2}[0-9]{1,12}", re.ASCII)
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_DID = re.compile(r"did:web:[A-Za-z0-9.-]{1,100}(%3A[0-9]{1,5})?(:[A-Za-z0-9._-]{1,60}){0,6}", re.ASCII)
_STATUS_LIST = re.compile(
    r"(?P<base>https?://[A-Za-z0-9.-]{1,100}(:[0-9]{1,5})?(/[A-Za-z0-9._~-]{1,60}){0,4})/status/[A-Za-z0-9._-]{1,80}",
    re.ASCII,
)
# 128 bits in base64url are 21 characters and one of four: a second spelling of one id must not exist (RFC 4648, 3.5)
_CREDENTIAL_ID = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]", re.ASCII)
# Control characters and the marks that turn the direction of writing could make a page show what was not signed.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_UNSEEN_BUT_LINES = re.compile(_UNSEEN.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_FIRST_YEAR = 2003  # the scheme began on 1 January 2003
_LAST_YEAR = 2999


def check(facts: CertificateFacts) -> None:
    """Refuse facts of the wrong form: ``credential.version`` or ``credential.value`` with the `field`."""
    if facts.version != FACTS_VERSION or type(facts.version) is not int:
        raise Refusal("credential.version", version=str(facts.version)[:20])
    _match(_NUMBER, facts.number, "number")
    _require(facts.kind in KINDS, "kind")
    _match(_CODE, facts.participant, "participant")
    _text(facts.authority, 200, "authority")
    _match(_DID, facts.issuer, "issuer")
    _moment(facts.issued_at, "issued_at")
    _moment(facts.valid_until, "valid_until")
    _require(facts.issued_at < facts.valid_until, "valid_until")
    _party(facts.exporter, "exporter")
    _party(facts.importer, "importer")
    _origin(facts.origin, "origin")
    _match(_CODE, facts.provenance, "provenance")
    _match(_CODE, facts.destination, "destination")
    _require(type(facts.parcels) is tuple and 1 <= len(facts.parcels) <= MAX_PARCELS, "parcels")
    for parcel in facts.parcels:
        _parcel(parcel)
    _require(facts.total_weight_cct <= MAX_CCT and facts.total_value_usd_cents <= MAX_CENTS, "parcels")
    _require(type(facts.seals) is tuple and len(facts.seals) <= MAX_SEALS, "seals")
    for seal in facts.seals:
        _text(seal, 60, "seals")
    _text(facts.validated_by, 200, "validated_by")
    _match(_CREDENTIAL_ID, facts.credential_id, "credential_id")
    _match(_STATUS_LIST, facts.status_list, "status_list")
    _whole(facts.status_index, 0, STATUS_LIST_ENTRIES - 1, "status_index")
    _require(type(facts.salt) is bytes and len(facts.salt) == SALT_BYTES, "salt")
    if facts.sources != ():
        _require(type(facts.sources) is tuple and len(facts.sources) <= MAX_SOURCES, "sources")
        for source in facts.sources:
            _match(_NUMBER, source, "sources")
    if facts.relates_to != "":
        _match(_NUMBER, facts.relates_to, "relates_to")
    if facts.purpose != "":
        _text(facts.purpose, 200, "purpose")
    _require(type(facts.specimen) is bool, "specimen")


def base_address(facts: CertificateFacts) -> str:
    """The public address of the installation that issued: what comes before ``/status/`` in the status list's."""
    found = _STATUS_LIST.fullmatch(facts.status_list)
    assert found is not None, "checked facts have a status list"
    return found["base"]


def seen(text: str) -> str:
    """`text` with each character that no certificate may hold shown as U+FFFD: what a stranger wrote may be quoted."""
    return text if text.isprintable() else _UNSEEN.sub("\ufffd", text)


def is_status_address(text: object) -> bool:
    """Whether `text` may be the address of a status list: ``BASE/status/NAME``."""
    return isinstance(text, str) and _STATUS_LIST.fullmatch(text) is not None


def is_issuer(text: object) -> bool:
    return isinstance(text, str) and _DID.fullmatch(text) is not None


def is_text(value: object, longest: int, *, lines: bool = False) -> bool:
    """Whether `value` is a text of 1 to `longest` characters that can all be seen; `lines`: it may break them."""
    try:
        _text(value, longest, "", lines=lines)
    except Refusal:
        return False
    return True


def _party(party: PartyFacts, field: str) -> None:
    _require(type(party) is PartyFacts, field)
    _text(party.name, 200, field)
    _text(party.address, 400, field, lines=True)
    _match(_CODE, party.country, field)
    if party.licence != "":
        _text(party.licence, 60, field)


def _parcel(parcel: ParcelFacts) -> None:
    _require(type(parcel) is ParcelFacts, "parcels")
    _text(parcel.reference, 80, "parcels.reference")
    _require(parcel.hs in HS_CODES, "parcels.hs")
    _whole(parcel.weight_cct, 1, MAX_CCT, "parcels.carats")
    _whole(parcel.value_usd_cents, 0, MAX_CENTS, "parcels.value_usd")
    _origin(parcel.origin, "parcels.origin")
    if parcel.origins != ():
        _require(type(parcel.origins) is tuple and len(parcel.origins) <= MAX_ORIGINS, "parcels.origins")
        for origin in parcel.origins:
            _match(_CODE, origin, "parcels.origins")
        _require(len(set(parcel.origins)) == len(parcel.origins), "parcels.origins")


def _origin(value: object, field: str) -> None:
    if value != MIXED:
        _match(_CODE, value, field)


def _text(value: object, longest: int, field: str, *, lines: bool = False) -> None:
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise Refusal("credential.value", field=field)
    if not value.isprintable():  # quick for nearly every text; the pattern below judges the rest
        unseen = _UNSEEN_BUT_LINES if lines else _UNSEEN
        if unseen.search(value):
            raise Refusal("credential.value", field=field)


def _match(pattern: re.Pattern[str], value: object, field: str) -> None:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise Refusal("credential.value", field=field)


def _whole(value: object, least: int, most: int, field: str) -> None:
    if type(value) is not int or not least <= value <= most:
        raise Refusal("credential.value", field=field)


def _moment(value: dt.datetime, field: str) -> None:
    if not isinstance(value, dt.datetime) or value.tzinfo is None or value.microsecond:
        raise Refusal("credential.value", field=field)
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise Refusal("credential.value", field=field)


def _require(holds: bool, field: str) -> None:
    if not holds:
        raise Refusal("credential.value", field=field)
