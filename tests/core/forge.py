"""Makes keys, facts and signed forms for the tests of the core: honest ones, and what a forger would try."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import strategies as st

from openkp.core.credential.cose import sign_cose
from openkp.core.credential.vc import sign_vc
from openkp.core.facts import HS_CODES, KINDS, MIXED, CertificateFacts, ParcelFacts, PartyFacts, instant
from openkp.core.leaf import leaf_bytes
from openkp.core.merkle import inclusion_proof, leaf_hash, root_of
from openkp.core.status import sign_status_list
from openkp.core.tlog import ENTRIES, LogProof, Tile, VerifierKey, entry_bundle, sign_checkpoint
from openkp.core.trust import TrustList, read_trust_list, sign_trust_list

BASE = "https://kp.example"
ISSUER = "did:web:kp.example:authorities:sl-nma"
KID = f"{ISSUER}#k1"
STATUS_LIST = f"{BASE}/status/sl-nma-1"
ISSUED = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def key(name: str) -> Ed25519PrivateKey:
    """The same key for the same name, so that a failing example can be run again."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def signer(name: str = "sl-nma") -> Callable[[bytes], bytes]:
    return key(name).sign


def public_hex(name: str) -> str:
    return key(name).public_key().public_bytes_raw().hex()


def facts(**changes: Any) -> CertificateFacts:
    """A certificate of Sierra Leone with three parcels, every optional field of a plain export left out."""
    return dataclasses.replace(
        CertificateFacts(
            number="SL004911",
            kind="export",
            participant="SL",
            authority="National Minerals Agency",
            issuer=ISSUER,
            issued_at=ISSUED,
            valid_until=ISSUED + dt.timedelta(days=60),
            exporter=PartyFacts("Kono Diamonds Ltd", "12 Main Street\nKoidu", "SL", "EXP-0007"),
            importer=PartyFacts("Antwerp Rough NV", "Hoveniersstraat 22, Antwerp", "EU"),
            origin="SL",
            provenance="SL",
            destination="EU",
            parcels=(
                ParcelFacts("P/2026/1/SL004911", "7102.31", 14412, 65992548, "SL"),
                ParcelFacts("P/2026/2/SL004911", "7102.21", 320, 18000, "SL"),
                ParcelFacts("P/2026/3/SL004911", "7102.10", 1, 0, "SL"),
            ),
            seals=("NMA-000123", "NMA-000124"),
            validated_by="Aminata Kamara",
            credential_id="mZ0xY3Jc5m2kq8dS1v9w3A",
            status_list=STATUS_LIST,
            status_index=94567,
            salt=bytes(range(16)),
        ),
        **changes,
    )


def full_facts() -> CertificateFacts:
    """Facts with every optional field present, so that tests over all leaves meet each of them."""
    return facts(
        kind="re-export",
        origin=MIXED,
        importer=PartyFacts("Société du Brut", "1 place de l’Église, Anvers", "EU", "BE-9"),
        parcels=(
            ParcelFacts("P1", "7102.31", 1250, 99999, MIXED, ("GN", "LR", "SL")),
            ParcelFacts("P2", "7102.10", 5, 1, "SL"),
        ),
        sources=("LR000012", "GN000345"),
        relates_to="SL004900",
        purpose="Returned after examination",
        specimen=True,
    )


def status_list(codes: dict[int, int] | None = None, *, issued_at: dt.datetime = NOW, by: str = "sl-nma-status") -> str:
    return sign_status_list(
        url=STATUS_LIST,
        issuer=ISSUER,
        codes=codes or {},
        issued_at=issued_at,
        valid_until=issued_at + dt.timedelta(days=7),
        kid=f"{ISSUER}#status",
        sign=signer(by),
    )


def key_row(name: str, kid: str, purpose: str, **changes: Any) -> dict[str, Any]:
    row = {
        "kid": kid,
        "issuer": kid.partition("#")[0],
        "purpose": purpose,
        "algorithm": "Ed25519",
        "public_key": public_hex(name),
        "valid_from": "2026-01-01T00:00:00Z",
        "specimen": False,
    }
    return {**row, **changes}


def trust_body(**changes: Any) -> dict[str, Any]:
    """A trust list of real keys: Sierra Leone, its neighbours, the European Union, and who was not there when."""
    body = {
        "url": f"{BASE}/trust.json",
        "specimen": False,
        "issued_at": instant(NOW - dt.timedelta(hours=3)),
        "policy": {
            "require_proof": False,
            "status_max_age_hours": 168,
            "trust_max_age_hours": 720,
            "clock_skew_seconds": 300,
        },
        "participants": [
            {"code": "SL", "status": [{"status": "active", "from": "2003-01-01"}]},
            {"code": "LR", "status": [{"status": "active", "from": "2007-05-04"}]},
            {"code": "GN", "status": [{"status": "active", "recorded_on": "2025-01-23"}]},
            {"code": "EU", "status": [{"status": "active", "from": "2003-01-01"}]},
            {"code": "CM", "status": [{"status": "active", "from": "2012-08-14"}]},
            {
                "code": "CI",
                "status": [
                    {"status": "active", "from": "2003-01-01", "until": "2005-12-15"},
                    {"status": "embargo-un", "from": "2005-12-15", "until": "2014-04-29", "basis": "UNSC 1643 (2005)"},
                    {"status": "active", "from": "2014-04-29"},
                ],
            },
            {"code": "CF", "status": [{"status": "active-with-restriction", "from": "2003-01-01"}]},
        ],
        "restrictions": [
            {
                "participant": "CF",
                "scope": "all",
                "direction": "export",
                "from": "2013-05-23",
                "until": "2015-07-01",
                "basis": "KP administrative decision of 2013",
            },
            {"participant": "CF", "scope": "zone", "target": "CF:BRIA", "direction": "export", "from": "2015-07-01"},
        ],
        "authorities": [
            {"did": ISSUER, "participant": "SL", "name": "National Minerals Agency"},
            *({"did": did_of(code), "participant": code, "name": f"Authority of {code}"} for code in OTHERS),
        ],
        "keys": [
            key_row("sl-nma", KID, "certificate"),
            key_row("sl-nma-status", f"{ISSUER}#status", "status"),
            key_row("publisher", PUBLISHER, "trust"),
            *(key_row(code, f"{did_of(code)}#k1", "certificate", valid_from="2003-01-01T00:00:00Z") for code in OTHERS),
        ],
        "number_ranges": [
            {"participant": "SL", "year": 2014, "first": "SL004000", "last": "SL004500"},
            {"participant": "SL", "year": 2015, "first": "SL004501", "last": "SL004900"},
            {"participant": "SL", "year": 2026, "first": "SL004901", "last": "SL005400"},
        ],
        "cross_checks": [{"participant": "SL", "check": "parcel-reference-ends-with-number"}],
        "status_lists": {STATUS_LIST: status_list()},
        "logs": [],
        "ca_certificates": [],
    }
    return {**body, **changes}


OTHERS = ("CM", "CI", "CF", "GN", "KE", "LR")
PUBLISHER = "did:web:kp.example:publisher#t1"


def did_of(code: str) -> str:
    return f"did:web:{code.lower()}.example:authorities:{code.lower()}"


def trust_list(**changes: Any) -> TrustList:
    return read_trust_list(trust_bytes(**changes))


def trust_bytes(**changes: Any) -> bytes:
    return sign_trust_list(trust_body(**changes), kid=PUBLISHER, sign=signer("publisher"))


def cose(given: CertificateFacts | None = None, *, by: str = "sl-nma", kid: str = KID) -> bytes:
    return sign_cose(given or facts(), kid=kid, sign=signer(by))


def vc(given: CertificateFacts | None = None, *, by: str = "sl-nma", kid: str = KID) -> str:
    return sign_vc(given or facts(), kid=kid, sign=signer(by))


def root_row(pem: str = "", *issuers: str, **more: Any) -> dict[str, Any]:
    """A root for PDF files as the list names it; it vouches for ISSUER unless others are named."""
    return {"certificate": pem or root_pem(), "issuers": list(issuers or (ISSUER,)), **more}


@cache
def root_pem() -> str:
    """A root for the signatures on PDF files, whose key is kept by nobody."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Installation authority")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    builder = builder.serial_number(1).not_valid_before(ISSUED).not_valid_after(ISSUED + dt.timedelta(days=900))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    return builder.sign(private, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


class Log:
    """A small log in memory, with its tiles: `read` makes it a copy that a verifier may hold proofs against."""

    def __init__(self, *leaves: bytes, origin: str = "kp.example/log", by: str = "log") -> None:
        self.leaves = list(leaves)
        self.key = VerifierKey(origin, bytes.fromhex(public_hex(by)))
        self.sign = signer(by)

    def checkpoint(self, size: int | None = None) -> str:
        hashes = [leaf_hash(leaf) for leaf in self.leaves[:size]]
        return sign_checkpoint(key=self.key, size=len(hashes), root=root_of(hashes), sign=self.sign).note

    def proof(self, index: int, size: int | None = None) -> LogProof:
        size = len(self.leaves) if size is None else size
        return LogProof(index, inclusion_proof(index, size, self._node), self.checkpoint(size))

    def row(self, **changes: Any) -> dict[str, Any]:
        return {"origin": self.key.name, "vkey": str(self.key), "checkpoint": self.checkpoint(), **changes}

    def read(self, path: str) -> bytes | None:
        if path == "checkpoint":
            return self.checkpoint().encode()
        tile = Tile.parse(path)
        start = tile.index * 256
        if tile.level == ENTRIES:
            return entry_bundle(self.leaves[start : start + tile.width]) or None
        return b"".join(self._node(8 * tile.level, start + at) for at in range(tile.width))

    def _node(self, height: int, index: int) -> bytes:
        start = index << height
        return root_of([leaf_hash(leaf) for leaf in self.leaves[start : start + (1 << height)]])


def other_leaves(count: int) -> list[bytes]:
    return [
        leaf_bytes(kind="issued", issuer=ISSUER, number=f"SL{at:06d}", facts_sha256=hashlib.sha256(b"%d" % at).digest())
        for at in range(count)
    ]


CODES = st.from_regex(r"[A-Z]{2}", fullmatch=True)
NUMBERS = st.from_regex(r"[A-Z]{2}[0-9]{1,12}", fullmatch=True)
SEEN = st.characters(min_codepoint=32, max_codepoint=0x2FFF, categories=["L", "N", "P", "S", "Zs"])
TEXTS = st.text(SEEN, min_size=1, max_size=40)
MOMENTS = st.datetimes(dt.datetime(2003, 1, 1), dt.datetime(2900, 1, 1)).map(  # noqa: DTZ001 - made aware below
    lambda at: at.replace(microsecond=0, tzinfo=dt.UTC)
)
PARTIES = st.builds(PartyFacts, TEXTS, TEXTS, CODES, st.one_of(st.just(""), TEXTS))
PARCELS = st.builds(
    ParcelFacts,
    TEXTS,
    st.sampled_from(HS_CODES),
    st.integers(1, 10**9),
    st.integers(0, 10**12),
    st.one_of(CODES, st.just(MIXED)),
    st.lists(CODES, unique=True, max_size=4).map(tuple),
)


@st.composite
def any_facts(draw: st.DrawFn) -> CertificateFacts:
    """Any lawful set of facts."""
    start = draw(MOMENTS)
    return facts(
        number=draw(NUMBERS),
        kind=draw(st.sampled_from(KINDS)),
        participant=draw(CODES),
        authority=draw(TEXTS),
        issued_at=start,
        valid_until=start + dt.timedelta(seconds=draw(st.integers(1, 10**7))),
        exporter=draw(PARTIES),
        importer=draw(PARTIES),
        origin=draw(st.one_of(CODES, st.just(MIXED))),
        provenance=draw(CODES),
        destination=draw(CODES),
        parcels=tuple(draw(st.lists(PARCELS, min_size=1, max_size=5))),
        seals=tuple(draw(st.lists(TEXTS, max_size=3))),
        validated_by=draw(TEXTS),
        credential_id=draw(st.from_regex(r"[A-Za-z0-9_-]{21}[AQgw]", fullmatch=True)),
        status_index=draw(st.integers(0, 131_071)),
        salt=draw(st.binary(min_size=16, max_size=16)),
        sources=tuple(draw(st.lists(NUMBERS, max_size=3))),
        relates_to=draw(st.one_of(st.just(""), NUMBERS)),
        purpose=draw(st.one_of(st.just(""), TEXTS)),
        specimen=draw(st.booleans()),
    )


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """(path, value) of every leaf of nested lists and maps."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


def with_leaf(value: Any, path: tuple[Any, ...], leaf: Any) -> Any:
    """A deep copy of nested lists and maps in which one leaf is another."""
    if not path:
        return leaf
    if isinstance(value, dict):
        return {name: with_leaf(item, path[1:], leaf) if name == path[0] else item for name, item in value.items()}
    return [with_leaf(item, path[1:], leaf) if index == path[0] else item for index, item in enumerate(value)]


def other(value: Any) -> Any:
    """Another value of the same type, as near as a forger would choose."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    if value.endswith("Z") and value[:-1].replace(":", "").replace("-", "").replace("T", "").isdigit():
        return value.replace(":30:", ":31:").replace(":00Z", ":01Z")
    last = value[-1]
    swapped = chr(ord(last) + 1) if last not in "9zZ" else chr(ord(last) - 1)
    return value[:-1] + swapped
