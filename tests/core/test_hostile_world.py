"""A hostile expert's world: keys that may not speak, lists of someone else, old news, clocks, pictures, logs."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import io
import json
import struct
import zlib
from functools import partial
from typing import Any

import pytest
from PIL import Image
from tests.core import forge

from openkp.core import logcheck
from openkp.core.credential.jws import sign_compact
from openkp.core.credential.qr import encode_qr
from openkp.core.logcheck import issued_leaf
from openkp.core.refusal import Refusal
from openkp.core.status import StatusCode, read_status_list, sign_status_list
from openkp.core.tlog import LogProof, VerifierKey, cosign, sign_checkpoint
from openkp.core.trust import read_trust_list
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID, Verdict
from openkp.core.verify import verify
from openkp.words import LANGUAGES, say

LOG = forge.Log(*forge.other_leaves(7), issued_leaf(forge.facts()))


def judge(data: bytes | str | None = None, *, now: dt.datetime = forge.NOW, **trust: Any) -> Verdict:
    more = {name: trust.pop(name) for name in ("proof", "log") if name in trust}
    verdict = verify(forge.cose() if data is None else data, trust=forge.trust_list(**trust), now=now, **more)
    for language in LANGUAGES:
        json.dumps(verdict.to_dict(partial(say, language)))
    return verdict


def keys(**changes: Any) -> list[dict[str, Any]]:
    return [{**row, **changes} if row["kid"] == forge.KID else row for row in forge.trust_body()["keys"]]


# keys


@pytest.mark.parametrize("kid", [row["kid"] for row in forge.trust_body()["keys"] if row["kid"] != forge.KID])
def test_no_other_listed_key_signs_for_the_authority(kid: str) -> None:
    by = "sl-nma-status" if kid.endswith("#status") else "publisher" if kid == forge.PUBLISHER else "LR"
    signed = forge.cose(kid=forge.KID, by=by)
    assert judge(signed).verdict == NOT_VALID and judge(signed).authentic is False
    if kid.startswith(forge.ISSUER):  # the authority's own key for another purpose, under its own name
        verdict = judge(forge.cose(kid=kid, by=by))
        assert "verify.key_purpose" in verdict.codes and verdict.verdict == NOT_VALID


@pytest.mark.parametrize("purpose", ["status", "trust", "log", "confirmation"])
def test_a_key_of_every_other_purpose_is_refused(purpose: str) -> None:
    verdict = judge(keys=keys(purpose=purpose))
    assert (verdict.verdict, verdict.codes >= {"verify.key_purpose"}) == (NOT_VALID, True)


def test_a_key_compromised_later_takes_back_what_it_signed_before() -> None:
    for when in ("2026-11-23T00:00:00Z", "2030-01-01T00:00:00Z"):
        verdict = judge(keys=keys(revoked_at=when, revoked_reason="compromised"))
        assert (verdict.verdict, verdict.authentic) == (NOT_VALID, False)


@pytest.mark.parametrize("reason", ["Compromised", "keyCompromise", "compromised ", "stolen", ""])
def test_no_other_spelling_of_compromised_passes_for_harmless(reason: str) -> None:
    with pytest.raises(Refusal):
        forge.trust_list(keys=keys(revoked_at="2026-11-23T00:00:00Z", revoked_reason=reason))
    with pytest.raises(Refusal):
        forge.trust_list(keys=keys(revoked_at="2026-11-23T00:00:00Z"))
    with pytest.raises(Refusal):
        forge.trust_list(keys=keys(revoked_reason="compromised"))


def test_demonstrations_prove_nothing_under_a_real_list() -> None:
    for verdict in (judge(keys=keys(specimen=True)), judge(forge.cose(forge.facts(specimen=True)))):
        assert (verdict.verdict, verdict.specimen) == (NOT_VALID, True)
    under_specimen = judge(specimen=True)
    assert (under_specimen.verdict, under_specimen.specimen) == (VALID, True)  # and says so


def test_a_demonstration_key_says_nothing_of_real_certificates() -> None:
    rows = [{**row, "specimen": True} if row["purpose"] == "status" else row for row in forge.trust_body()["keys"]]
    verdict = judge(keys=rows)
    assert (verdict.verdict, verdict.codes >= {"verify.status_unreliable"}) == (CANNOT_CHECK, True)


# trust lists


def test_a_trust_list_signed_by_a_key_for_something_else_is_refused() -> None:
    body = forge.trust_body()
    document = json.loads(forge.trust_bytes())
    for kid, by in ((forge.KID, "sl-nma"), (f"{forge.ISSUER}#status", "sl-nma-status"), (forge.PUBLISHER, "forger")):
        from openkp.core.credential.canonical import jcs  # noqa: PLC0415
        from openkp.core.credential.jws import base64url  # noqa: PLC0415

        unsigned = {**{k: v for k, v in document.items() if k != "signature"}, "signed_by": kid}
        data = jcs({**unsigned, "signature": base64url(forge.key(by).sign(jcs(unsigned)))})
        with pytest.raises(Refusal):
            read_trust_list(data)
    assert body["keys"]


@pytest.mark.parametrize(
    "change",
    [
        {"logs": [LOG.row(vkey="kp.example/log+00000000+AAAA")]},
        {"logs": [LOG.row(vkey=str(VerifierKey("other.example/log", bytes(32))))]},
        {"logs": [LOG.row(checkpoint="not a note")]},
        {"logs": [LOG.row(checkpoint=forge.Log(*LOG.leaves, by="forger").checkpoint())]},
        {"logs": [LOG.row(), LOG.row()]},
        {"logs": [LOG.row(quorum=1)]},
        {"logs": [LOG.row(witnesses=["nobody"], quorum=1)]},
        {"logs": [LOG.row(witnesses=[str(LOG.key)], quorum=1)]},
        {"ca_certificates": [forge.root_row("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]},
        {"ca_certificates": [{"certificate": "", "issuers": [forge.ISSUER]}]},
    ],
    ids=lambda change: json.dumps(change)[:60],
)
def test_a_list_that_would_make_honest_papers_look_forged_is_refused_itself(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        forge.trust_list(**change)
    assert refusal.value.code == "trust.malformed"


def test_a_witness_key_is_known_by_what_it_is_not_by_how_it_is_written() -> None:
    from openkp.core.tlog import SignatureType  # noqa: PLC0415

    key = VerifierKey("witness.example", bytes.fromhex(forge.public_hex("witness")), SignatureType.COSIGNATURE)
    name, key_id, rest = str(key).split("+", 2)
    written = f"{name}+{key_id.upper()}+{rest}"
    proof = LOG.proof(7)
    note = cosign(proof.checkpoint, key, forge.signer("witness"), timestamp=1_790_000_000)
    seen = LogProof(proof.index, proof.hashes, note)
    for witness in (str(key), written):
        assert judge(proof=seen, logs=[LOG.row(witnesses=[witness], quorum=1)]).verdict == VALID
        assert judge(proof=proof, logs=[LOG.row(witnesses=[witness], quorum=1)]).verdict == NOT_VALID


def test_an_old_list_replayed_from_before_a_revocation_cannot_be_relied_on() -> None:
    verdict = judge(now=forge.NOW + dt.timedelta(days=32))
    assert (verdict.verdict, verdict.codes >= {"verify.trust_stale", "verify.status_stale"}) == (CANNOT_CHECK, True)


def test_a_bar_of_unknown_beginning_says_nothing_of_the_time_before_it_was_seen() -> None:
    bar = {"status": "suspended", "recorded_on": "2026-11-10"}
    for since, verdict in (({"from": "2026-11-01"}, NOT_VALID), ({}, CANNOT_CHECK), ({"from": "2027-01-01"}, VALID)):
        status = [{"status": "active", "from": "2003-01-01"}, {**bar, **since, "until": "2026-11-20"}]
        rows = [{"code": "SL", "status": status}, {"code": "EU", "status": status[:1]}]
        assert judge(participants=rows).verdict == verdict
    rows = [{"code": "SL", "status": [status[0], bar]}, {"code": "EU", "status": status[:1]}]
    assert judge(participants=rows).verdict == NOT_VALID  # it is under the bar today


# status lists


def jwt(by: str = "sl-nma-status", kid: str = f"{forge.ISSUER}#status", **changes: Any) -> str:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": forge.STATUS_LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": forge.ISSUER,
        "validFrom": "2026-11-24T12:00:00Z",
        "validUntil": "2026-12-01T12:00:00Z",
        "credentialSubject": subject(gzip.compress(bytes(65_536))),
        **changes,
    }
    return sign_compact(json.dumps(document).encode(), kid=kid, sign=forge.signer(by))


def subject(squeezed: bytes, **changes: Any) -> dict[str, Any]:
    encoded = "u" + base64.urlsafe_b64encode(squeezed).decode().rstrip("=")
    listed = {"id": f"{forge.STATUS_LIST}#list", "type": "BitstringStatusList", "statusPurpose": "message"}
    return {**listed, "encodedList": encoded, **changes}


def test_the_tools_of_this_file_make_a_status_list() -> None:
    assert judge(status_lists={forge.STATUS_LIST: jwt()}).verdict == VALID


BOMB = gzip.compress(bytes(100_000_000))


@pytest.mark.parametrize(
    "text",
    [
        jwt(by="forger"),
        jwt(by="sl-nma", kid=forge.KID),  # the authority's key, for another purpose
        jwt(by="LR", kid=f"{forge.did_of('LR')}#k1", issuer=forge.did_of("LR")),
        jwt(id="https://kp.example/status/sl-nma-2"),
        jwt(issuer=forge.did_of("LR")),
        jwt(validFrom="2026-12-01T12:00:00Z"),
        jwt(credentialSubject=subject(BOMB)),
        jwt(credentialSubject=subject(gzip.compress(bytes(65_535)))),
        jwt(credentialSubject=subject(gzip.compress(bytes(65_537)))),
        jwt(credentialSubject=subject(gzip.compress(bytes(65_536)) + gzip.compress(b"x"))),
        jwt(credentialSubject=subject(zlib.compress(bytes(65_536)))),
        jwt(credentialSubject=subject(gzip.compress(bytes(65_536))[:-1])),
        jwt(credentialSubject=subject(b"")),
        jwt(credentialSubject=subject(gzip.compress(bytes(65_536)), statusPurpose="revocation")),
        jwt(credentialSubject=subject(gzip.compress(bytes(65_536)), statusSize=1)),
        jwt(credentialSubject=[]),
        jwt(id=17),
        forge.vc(),
        "",
        "a.b.c",
    ],
    ids=lambda text: f"{len(text)}",  # its end changes with the clock, which GZIP writes into it
)
def test_a_status_list_that_is_not_the_authoritys_tells_nothing(text: str) -> None:
    verdict = judge(status_lists={forge.STATUS_LIST: text})
    assert (verdict.verdict, verdict.authentic) == (CANNOT_CHECK, True)


def test_the_index_of_a_neighbour_is_signed_too() -> None:
    listed = {forge.STATUS_LIST: forge.status_list({94567: StatusCode.VOID})}
    assert judge(status_lists=listed).codes >= {"verify.status_void"}
    assert judge(forge.cose(forge.facts(status_index=94566)), status_lists=listed).verdict == VALID
    for other in ("https://kp.example/status/sl-nma-2", "http://kp.example/status/sl-nma-1"):
        assert judge(forge.cose(forge.facts(status_list=other)), status_lists=listed).verdict == CANNOT_CHECK


def test_the_list_of_a_neighbour_does_not_speak_for_the_issuer() -> None:
    url, did = "https://kp.example/status/lr-1", forge.did_of("LR")
    text = sign_status_list(
        url=url,
        issuer=did,
        codes={},
        issued_at=forge.NOW,
        valid_until=forge.NOW + dt.timedelta(days=1),
        kid=f"{did}#status",
        sign=forge.signer("LR-status"),
    )
    assert read_status_list(text).code_at(0) == 0
    rows = [*forge.trust_body()["keys"], forge.key_row("LR-status", f"{did}#status", "status")]
    verdict = judge(forge.cose(forge.facts(status_list=url)), keys=rows, status_lists={url: text})
    assert (verdict.verdict, verdict.codes >= {"verify.status_unreliable"}) == (CANNOT_CHECK, True)


# clocks


@pytest.mark.parametrize(
    "now",
    [
        dt.datetime.max.replace(tzinfo=dt.UTC, microsecond=0),
        dt.datetime.min.replace(tzinfo=dt.UTC),
        dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.timezone(dt.timedelta(hours=-12))),
        dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=14))),
    ],
    ids=str,
)
def test_a_day_at_either_end_of_the_calendar_is_a_day(now: dt.datetime) -> None:
    assert judge(now=now).verdict == NOT_VALID
    assert judge("SL004911", now=now).verdict in (CANNOT_CHECK, NOT_VALID)


def test_a_clock_behind_its_trust_list_is_told() -> None:
    made = forge.NOW - dt.timedelta(hours=3)
    assert "verify.trust_from_future" not in judge(now=made - dt.timedelta(seconds=300)).codes
    verdict = judge(now=made - dt.timedelta(seconds=301))
    assert verdict.codes >= {"verify.trust_from_future"} and min(verdict.ages.values()) == 0


def test_the_instants_at_the_edges() -> None:
    facts = forge.facts()
    second = dt.timedelta(seconds=1)
    listed = forge.status_list(issued_at=facts.valid_until - 3 * second)
    fresh = {"issued_at": "2027-01-01T00:00:00Z", "status_lists": {forge.STATUS_LIST: listed}}
    assert judge(now=facts.valid_until - second, **fresh).verdict == VALID
    assert judge(now=facts.valid_until, **fresh).codes >= {"verify.expired"}
    zoned = facts.valid_until.astimezone(dt.timezone(dt.timedelta(hours=14)))
    assert judge(now=zoned, **fresh).codes >= {"verify.expired"}
    assert judge(now=facts.issued_at - 300 * second).verdict == VALID
    assert judge(now=facts.issued_at - 301 * second).codes >= {"verify.not_yet_issued"}


# facts that a sentence must survive


@pytest.mark.parametrize("code", ["ZZ", "QM", "XX", "AA"])
def test_countries_that_do_not_exist_are_told_like_others(code: str) -> None:
    given = forge.facts(participant=code, destination=code, provenance=code, number=f"{code}1", origin=code)
    assert judge(forge.cose(given)).verdict == NOT_VALID
    assert judge(f"{code}1").verdict == NOT_VALID


# logs


def test_a_checkpoint_of_another_key_or_origin_proves_nothing() -> None:
    honest = LOG.proof(7)
    for log, code in (
        (forge.Log(*LOG.leaves, by="forger"), "verify.proof_checkpoint"),
        (forge.Log(*LOG.leaves, origin="forger.example/log", by="forger"), "verify.proof_unknown_log"),
        (forge.Log(*LOG.leaves, origin="forger.example/log"), "verify.proof_unknown_log"),
    ):
        verdict = judge(proof=log.proof(7), logs=[LOG.row()])
        assert verdict.verdict == NOT_VALID and code in verdict.codes
    forged = sign_checkpoint(key=forge.Log(by="forger").key, size=8, root=bytes(32), sign=forge.signer("forger"))
    stolen = honest.checkpoint.partition("\n\n")[2]  # the log's own signature, under another head
    note = forged.note.partition("\n\n")[0] + "\n\n" + stolen
    assert judge(proof=LogProof(7, honest.hashes, note), logs=[LOG.row()]).codes == {"verify.proof_checkpoint"}


def test_true_checkpoints_with_strangers_signatures_do_not_fill_the_memory() -> None:
    trust = forge.trust_list(logs=[LOG.row()])
    proof = LOG.proof(7)
    for stranger in range(20):
        line = base64.b64encode(stranger.to_bytes(4, "big") + bytes(3_000)).decode()
        longer = proof.checkpoint + "".join(f"\u2014 stranger{at} {line}\n" for at in range(90))
        told = verify(forge.cose(), trust=trust, now=forge.NOW, proof=LogProof(7, proof.hashes, longer))
        assert told.verdict == VALID
    assert len(repr(list(trust.memo))) < 10_000


def test_two_histories_of_one_size_are_told() -> None:
    other = forge.Log(*reversed(LOG.leaves))
    verdict = judge(proof=other.proof(0), logs=[LOG.row()])
    assert (verdict.verdict, verdict.codes) == (NOT_VALID, {"verify.log_inconsistent"})


def test_a_proof_beside_a_picture_counts() -> None:
    strict = {**forge.trust_body()["policy"], "require_proof": True}
    picture = png(encode_qr(forge.cose(), None))
    for proof in (LOG.proof(7), LOG.proof(7).to_text(), LOG.proof(7).to_text().encode()):
        assert judge(picture, proof=proof, logs=[LOG.row()], policy=strict).verdict == VALID
    assert judge(picture, logs=[LOG.row()], policy=strict).codes == {"verify.proof_required"}
    assert judge(picture, proof="nonsense", logs=[LOG.row()], policy=strict).codes == {"verify.proof_malformed"}


def test_a_leaf_not_found_where_one_did_not_look_may_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    strict = {**forge.trust_body()["policy"], "require_proof": True}
    without = forge.Log(*forge.other_leaves(300))
    told = judge(log=without, logs=[without.row()], policy=strict)
    assert (told.verdict, told.codes) == (NOT_VALID, {"verify.not_in_log"})
    newer = forge.Log(*forge.other_leaves(300), issued_leaf(forge.facts()))
    told = judge(log=without, logs=[newer.row()], policy=strict)  # the copy is older than the list
    assert (told.verdict, told.codes) == (CANNOT_CHECK, {"verify.not_in_log"})
    monkeypatch.setattr(logcheck, "_MAX_BUNDLES_SEARCHED", 1)  # and so large that its beginning is not read
    told = judge(log=without, logs=[without.row()], policy=strict)
    assert (told.verdict, told.codes) == (CANNOT_CHECK, {"verify.not_in_log"})


# pictures


def png(text: str) -> bytes:
    import segno  # noqa: PLC0415

    out = io.BytesIO()
    segno.make(text, error="L", micro=False).save(out, kind="png", scale=4, border=4)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw_png(width: int, height: int, pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


HONEST = png(encode_qr(forge.cose(), None))
ZEROES = zlib.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    "data",
    [
        raw_png(2**31 - 1, 2**31 - 1, b""),
        raw_png(0, 0, b""),
        raw_png(100_000, 300, zlib.compress(bytes(100_001 * 300))),  # longer than the reader of codes knows
        raw_png(20_000, 20_000, ZEROES),
        HONEST[:33] + chunk(b"zTXt", b"a\0\0" + ZEROES) + HONEST[33:],
        HONEST[:33] + chunk(b"iCCP", b"a\0\0" + ZEROES) + HONEST[33:],
        HONEST[:33] + chunk(b"zTXt", b"a\0\0not zlib") + HONEST[33:],
        HONEST[:33] + chunk(b"acTL", struct.pack(">II", 5, 0)) + HONEST[33:],
        HONEST[:33] + chunk(b"acTL", b"") + HONEST[33:],
        HONEST[:33] + chunk(b"eXIf", b"II*\0") + HONEST[33:],
        HONEST[:60],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0" + bytes(100),
    ],
    ids=lambda data: data[16:44].hex(),
)
def test_a_hostile_picture_neither_raises_nor_convinces(data: bytes) -> None:
    verdict = judge(data)
    assert verdict.verdict in (NOT_VALID, CANNOT_CHECK) or verdict.facts == forge.facts()
    if verdict.codes & {"scan.too_large", "scan.no_code"}:
        assert verdict.verdict == CANNOT_CHECK


def test_a_picture_of_two_certificates_says_nothing_against_either() -> None:
    texts = [encode_qr(forge.cose(forge.facts(number=number)), None) for number in ("SL004911", "SL004912")]
    both = [Image.open(io.BytesIO(png(text))) for text in texts]
    sheet = Image.new("L", (sum(image.width for image in both) + 100, both[0].height), 255)
    sheet.paste(both[0], (0, 0))
    sheet.paste(both[1], (both[0].width + 100, 0))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    verdict = judge(out.getvalue())
    assert (verdict.verdict, verdict.codes) == (CANNOT_CHECK, {"scan.several_codes"})
