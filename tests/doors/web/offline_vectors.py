"""What is asked of both verifiers, `openkp.core.verify` and the page's verify.js: honest, forged, old, strange."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import cbor2
from tests.core import forge

from openkp.core.credential import base45
from openkp.core.credential.qr import encode_qr
from openkp.core.facts import CertificateFacts, PartyFacts
from openkp.core.logcheck import issued_leaf
from openkp.core.status import StatusCode
from openkp.core.tlog import LogProof

DAY = dt.timedelta(days=1)
LOG = forge.Log(*forge.other_leaves(300), issued_leaf(forge.facts()), *forge.other_leaves(20))
PROOF = LOG.proof(300)
GOOD = encode_qr(forge.cose(), PROOF)


@dataclass(frozen=True, slots=True)
class Vector:
    """`data` judged at `now` under the list of `trust` (changes of forge.trust_body), or none."""

    name: str
    data: bytes | str
    trust: dict[str, Any] | None = field(default_factory=dict)
    now: dt.datetime = forge.NOW


def vectors() -> Iterator[Vector]:
    for one in (*_honest(), *_forged(), *_keys(), *_world(), *_lists(), *_proofs(), *_strange()):
        trust = one.trust
        yield dataclasses.replace(one, trust=None if trust is None else {"logs": [LOG.row()], **trust})


def qr(facts: CertificateFacts | None = None, proof: LogProof | None = None, **signing: str) -> str:
    return encode_qr(forge.cose(facts, **signing), proof)


def wrapped(payload: Any, *, by: str = "sl-nma", kid: str = forge.KID) -> str:
    """Any payload, honestly signed: what strict reading alone must refuse."""
    header, body = cbor2.dumps({1: -8, 4: kid.encode()}), cbor2.dumps(payload)
    signature = forge.signer(by)(cbor2.dumps(["Signature1", header, b"", body]))
    cose = b"\xd2" + cbor2.dumps([header, {}, body, signature])
    return "KP1:" + base45.encode(cbor2.dumps([cose]))


def payload() -> dict[int, Any]:
    found = cbor2.loads(cbor2.loads(forge.cose()).value[2])
    assert isinstance(found, dict)
    return found


def _honest() -> Iterator[Vector]:
    yield Vector("good, with its proof", GOOD)
    yield Vector("good, wrapped by a mail program", f"\ufeff {GOOD[:60]}\r\n{GOOD[60:]}\n")
    yield Vector("good, compact bytes", forge.cose())
    yield Vector("good, without a proof", qr())
    yield Vector("every optional field", qr(forge.full_facts()), {"specimen": True})
    letters = PartyFacts(
        "Société « Brut » & \U0001f48e 🇸🇱", "1\u2028".strip() + " place de l’Église\nAnvers", "EU", 'x"\\/'
    )
    accents = forge.facts(exporter=letters)
    log = forge.Log(issued_leaf(accents))
    yield Vector("letters of many scripts", qr(accents, log.proof(0)), {"logs": [log.row()]})
    many = forge.facts(parcels=forge.facts().parcels * 33, status_index=131_071)
    yield Vector("a hundred parcels", forge.cose(many))
    yield Vector("no list", GOOD, None)
    yield Vector("a number alone", "SL 004911")
    yield Vector("a number never issued", "SL009999")
    yield Vector("a number of nobody", "KE000001")
    yield Vector("a number of the Community", "EC000001")


def _forged() -> Iterator[Vector]:
    found = payload()
    for path, value in forge.leaves(found):
        changed = forge.with_leaf(found, path, forge.other(value))
        header, _, _, signature = cbor2.loads(forge.cose()).value
        cose = b"\xd2" + cbor2.dumps([header, {}, cbor2.dumps(changed), signature])
        yield Vector(f"{path} altered", "KP1:" + base45.encode(cbor2.dumps([cose])))
        yield Vector(f"{path} altered and signed", wrapped(changed))
        for odd in (None, True, -1, 1.5, 2**60, "", "x\u202ey", b"", [], {}):
            yield Vector(f"{path} is {odd!r}", wrapped(forge.with_leaf(found, path, odd)))
    line = ["P/1/SL004911", 2, 14412, 65992548, "MIXED"]
    for origins in (["SL"], ["SL", "LR"], ["SL", "SL"], ["sl"], ["SL"] * 81, "SL"):
        yield Vector(f"origins {str(origins)[:20]}", wrapped({**found, 14: [[*line, origins]]}))
    for key in found:
        yield Vector(f"without {key}", wrapped({name: value for name, value in found.items() if name != key}))
        yield Vector(f"{key} last", wrapped({**{k: v for k, v in found.items() if k != key}, key: found[key]}))
    yield Vector("an unknown key", wrapped({**found, 25: "x"}))
    yield Vector("not specimen, written out", wrapped({**found, 24: False}))
    yield Vector("another version", wrapped({**found, 1: 2}))
    yield Vector("a list", wrapped([1]))
    yield Vector("another signer", qr(by="forger"))
    yield Vector("the key of another", wrapped(found, kid=f"{forge.did_of('LR')}#k1", by="LR"))
    yield Vector("an unknown key id", qr(kid=f"{forge.ISSUER}#k7", by="forger"))


def _keys() -> Iterator[Vector]:
    changes: list[dict[str, Any]] = [
        {"purpose": "status"},
        {"revoked_at": "2026-11-01T00:00:00Z", "revoked_reason": "ended"},
        {"revoked_at": "2026-11-20T00:00:00Z", "revoked_reason": "compromised"},
        {"revoked_at": "2026-11-20T00:00:00Z", "revoked_reason": "superseded"},
        {"revoked_at": "2026-11-02T09:30:00Z", "revoked_reason": "ended"},
        {"revoked_at": "2026-11-02T09:30:01Z", "revoked_reason": "ended"},
        {"valid_from": "2026-11-02T09:30:00Z"},
        {"valid_from": "2026-11-03T00:00:00Z"},
        {"valid_until": "2026-11-02T09:30:00Z"},
        {"valid_until": "2026-11-20T00:00:00Z"},
        {"specimen": True},
        {"public_key": forge.public_hex("another")},
    ]
    for change in changes:
        rows = [{**row, **change} if row["kid"] == forge.KID else row for row in forge.trust_body()["keys"]]
        yield Vector(f"a key with {change}", GOOD, {"keys": rows})
        yield Vector(f"a key with {change}, on a specimen list", GOOD, {"keys": rows, "specimen": True})
    specimen = qr(forge.facts(specimen=True))
    yield Vector("a specimen under a real list", specimen)
    yield Vector("a specimen under its own list", specimen, {"specimen": True})


def _world() -> Iterator[Vector]:
    for code in forge.OTHERS:
        for year in (2004, 2010, 2013, 2014, 2020, 2026):
            when = dt.datetime(year, 9, 1, 12, 30, tzinfo=dt.UTC)
            facts = forge.facts(
                number=f"{code}000001",
                participant=code,
                issuer=forge.did_of(code),
                issued_at=when,
                valid_until=when + 60 * DAY,
            )
            text = qr(facts, by=code, kid=f"{forge.did_of(code)}#k1")
            yield Vector(f"{code} in {year}, asked then", text, {}, when + 7 * DAY)
            yield Vector(f"{code} in {year}, asked now", text)
    for day in ("2026-11-03", "2026-11-24", "2026-11-02"):
        barred = [{"code": "SL", "status": [{"status": "active", "until": day}, {"status": "suspended", "from": day}]}]
        yield Vector(f"suspended from {day}", GOOD, {"participants": barred})
    for scope in ("all", "zone"):
        for direction in ("export", "import", "both"):
            for day in ("2026-11-02", "2026-11-03", "2026-11-25"):
                bar = {"participant": "SL", "scope": scope, "direction": direction, "from": day, "basis": "a decision"}
                yield Vector(f"{direction} of {scope} restricted from {day}", GOOD, {"restrictions": [bar]})
    yield Vector("an authority that was not one yet", GOOD, {"authorities": _authority(**{"from": "2026-11-03"})})
    yield Vector("an authority of another", GOOD, {"authorities": _authority(participant="LR")})
    yield Vector("sent to a stranger", qr(forge.facts(destination="KE")))
    for number in ("SL004306", "SL4306", "SL005401", "LR004911"):
        yield Vector(f"numbered {number}", qr(forge.facts(number=number)))
    yield Vector("no ranges", GOOD, {"number_ranges": []})
    yield Vector("the Community's prefix", qr(forge.facts(number="EC004911", participant="EU")))
    moments = (forge.ISSUED - DAY, forge.ISSUED - 200 * dt.timedelta(seconds=1), forge.facts().valid_until)
    for now in (
        *moments,
        forge.facts().valid_until - dt.timedelta(seconds=1),
        forge.NOW - 30 * DAY,
        forge.NOW + 90 * DAY,
    ):
        yield Vector(f"asked at {now}", GOOD, {}, now)


def _authority(**changes: Any) -> list[dict[str, Any]]:
    return [{"did": forge.ISSUER, "participant": "SL", "name": "NMA", **changes}]


def _lists() -> Iterator[Vector]:
    for code in StatusCode:
        for age in (0, 20):
            lists = {forge.STATUS_LIST: forge.status_list({94567: code}, issued_at=forge.NOW - age * DAY)}
            yield Vector(f"{code.name}, told {age} days ago", GOOD, {"status_lists": lists})
    for index in (0, 1, 2, 3, 131_070, 131_071):
        lists = {forge.STATUS_LIST: forge.status_list({index: StatusCode.VOID})}
        for asked in (index, index ^ 1):
            text = qr(forge.facts(status_index=asked))
            yield Vector(f"entry {index} void, {asked} asked", text, {"status_lists": lists})
    others = forge.status_list({94566: StatusCode.VOID, 94568: StatusCode.STOLEN})
    yield Vector("what became of the neighbours", GOOD, {"status_lists": {forge.STATUS_LIST: others}})
    signed = forge.status_list()
    head, body, signature = signed.split(".")
    wrong = {
        "by another": forge.status_list(by="forger"),
        "cut": signed[:-2],
        "two parts": f"{head}.{body}",
        "altered": f"{head}.{body[:-5]}AAAA{body[-1]}.{signature}",
        "nothing": "",
        "another header": f"eyJhbGciOiJub25lIn0.{body}.{signature}",
    }
    for name, text in wrong.items():
        yield Vector(f"a status list {name}", GOOD, {"status_lists": {forge.STATUS_LIST: text}})
    yield Vector("no status list", GOOD, {"status_lists": {}})
    yield Vector("an old list", GOOD, {"issued_at": "2026-09-01T00:00:00Z"})
    yield Vector("an old list and an unknown key", qr(kid=f"{forge.ISSUER}#k7"), {"issued_at": "2026-09-01T00:00:00Z"})
    yield Vector("a list of tomorrow", GOOD, {"issued_at": "2026-11-25T12:00:00Z"})


def _proofs() -> Iterator[Vector]:
    strict = {"policy": {**forge.trust_body()["policy"], "require_proof": True}}
    yield Vector("a proof is required", qr(), strict)
    yield Vector("a proof is required and there", GOOD, strict)
    yield Vector("the place of another", qr(proof=dataclasses.replace(PROOF, index=301)))
    yield Vector("beyond the end", qr(proof=dataclasses.replace(PROOF, index=2**62)))
    yield Vector("a hash too few", qr(proof=dataclasses.replace(PROOF, hashes=PROOF.hashes[1:])))
    yield Vector("a hash too many", qr(proof=dataclasses.replace(PROOF, hashes=(*PROOF.hashes, b"\1" * 32))))
    yield Vector("a hash altered", qr(proof=dataclasses.replace(PROOF, hashes=(b"\1" * 32, *PROOF.hashes[1:]))))
    yield Vector("a smaller head", qr(proof=LOG.proof(300, 301)))
    yield Vector("no log is known", GOOD, {"logs": []})
    yield Vector("a log without a head yet", GOOD, {"logs": [LOG.row(checkpoint="")]})
    fork = forge.Log(*forge.other_leaves(300), issued_leaf(forge.facts()), *forge.other_leaves(21)[1:])
    yield Vector("two histories", qr(proof=fork.proof(300)))
    yield Vector("another log's signature", qr(proof=forge.Log(*LOG.leaves, by="forger").proof(300)))
    for name, note in {
        "not a note": "x",
        "another root": PROOF.checkpoint.replace("\n321\n", "\n322\n"),
        "no signature": PROOF.checkpoint.partition("\n\n")[0] + "\n\n",
        "a stranger's signature too": PROOF.checkpoint + "— stranger AAAAAAAA\n",
        "an ill line": PROOF.checkpoint + "- stranger AAAAAAAA\n",
    }.items():
        yield Vector(f"a head: {name}", qr(proof=dataclasses.replace(PROOF, checkpoint=note)))
    witness = dataclasses.replace(forge.Log(origin="witness.example/w", by="witness").key, type=4)
    row = LOG.row(witnesses=[str(witness)], quorum=1)
    yield Vector("a witness is missing", GOOD, {"logs": [row]})
    from openkp.core.tlog import cosign  # noqa: PLC0415

    seen = cosign(PROOF.checkpoint, witness, forge.signer("witness"), timestamp=1_795_000_000)
    yield Vector("a witness has seen it", qr(proof=dataclasses.replace(PROOF, checkpoint=seen)), {"logs": [row]})
    false = cosign(PROOF.checkpoint, witness, forge.signer("witness"), timestamp=1_795_000_000)[:-5] + "AAA=\n"
    yield Vector("a witness's signature fails", qr(proof=dataclasses.replace(PROOF, checkpoint=false)), {"logs": [row]})


def _strange() -> Iterator[Vector]:
    texts = (
        "",
        "hello",
        "KP",
        "KP1:",
        "KP1:A",
        "KP1:::::",
        "KP2:ABC",
        "KP999:",
        "KP1:ÉÉÉ",
        "kp1:ABC",
        "sl004911",
        "\x1cKP2:",
        "SL٠",
    )
    for text in (*texts, "https://kp.example/credentials/x", "KP1:" + base45.encode(b"\x80"), "KP1:" + "0" * 4295):
        yield Vector(f"the text {text[:20]!r}", text)
    for data in (b"", b"\x00" * 50, b"\xff\xfe", b"GIF89a", b"\xd2", b"\xd2\x84", b"\x84\x43abc", b"{}"):
        yield Vector(f"the bytes {data[:9]!r}", data)
    for items in (
        [],
        [1],
        [b"x", 1],
        [b"x", 1, b"", 1],
        [b"x", -1, b"", ""],
        [b"x", True, b"", ""],
        {1: b"x"},
        [b"x", 1, b"y", ""],
    ):
        yield Vector(f"an array {items!r}", "KP1:" + base45.encode(cbor2.dumps(items)))
    cose = forge.cose()
    for part in (0.2, 0.5, 0.9):
        yield Vector(f"cut at {part}", GOOD[: int(len(GOOD) * part)])
        yield Vector(f"bytes cut at {part}", cose[: int(len(cose) * part)])
    header = cbor2.dumps(cbor2.loads(cose).value[0])
    longer = {b"\x58": b"\x59\x00", b"\xa0": b"\xa1\x01\x02", b"\xd2": b"\xd1"}
    for short, long in longer.items():
        yield Vector(f"spelled longer, {short!r}", cose.replace(short, long, 1))
    yield Vector("a short header spelled longer", cose.replace(header, b"\x58\x03abc", 1))
    yield Vector("bytes after the end", cose + b"\x00")
    rng = random.Random(2026)  # noqa: S311 - the same bytes each time
    for at in range(150):
        changed = bytearray(cose)
        changed[rng.randrange(len(cose))] = rng.randrange(256)
        yield Vector(
            f"one byte changed, {at}",
            bytes(changed) if at % 2 else "KP1:" + base45.encode(cbor2.dumps([bytes(changed)])),
        )
