"""A hostile expert's forms: bytes that parse twice, sums that lie, letters that turn, and inputs without end.

Where a test signs, it signs with the authority's own key: what is refused is refused for its form, not for want of a
signature. A forger can do no more.
"""

from __future__ import annotations

import json
import math
import time
from functools import partial
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core import forge

from openkp.core.credential.cose import read_cose
from openkp.core.credential.jws import base64url, sign_compact
from openkp.core.credential.qr import PREFIX, encode_qr
from openkp.core.credential.vc import vc_document
from openkp.core.logcheck import issued_leaf
from openkp.core.refusal import Refusal
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID, Verdict
from openkp.core.verify import verify
from openkp.words import LANGUAGES, say

LOG = forge.Log(*forge.other_leaves(7), issued_leaf(forge.facts()))
TRUST = forge.trust_list(logs=[LOG.row()])
SIG_STRUCTURE = "Signature1"


def judge(data: bytes | str, **more: Any) -> Verdict:
    """The verdict, told in every language and as JSON: a sentence that cannot be said is a crash like any other."""
    verdict = verify(data, trust=TRUST, now=forge.NOW, **more)
    for language in LANGUAGES:
        assert json.dumps(verdict.to_dict(partial(say, language)), ensure_ascii=False).encode()
    return verdict


def payload() -> dict[int, Any]:
    found: dict[int, Any] = cbor2.loads(cbor2.loads(forge.cose()).value[2])
    return found


def signed(raw: bytes, *, protected: bytes | None = None, tail: bytes = b"") -> bytes:
    """Any bytes as the payload of a COSE_Sign1 that the authority's key really signed."""
    header = cbor2.dumps({1: -8, 4: forge.KID.encode()}) if protected is None else protected
    signature = forge.signer()(cbor2.dumps([SIG_STRUCTURE, header, b"", raw]))
    return cbor2.dumps(cbor2.CBORTag(18, [header, {}, raw, signature])) + tail


def test_the_tools_of_this_file_make_a_valid_certificate() -> None:
    assert signed(cbor2.dumps(payload())) == forge.cose()
    assert judge(signed(cbor2.dumps(payload()))).verdict == VALID


def replaced(key: int, value: Any) -> bytes:
    return cbor2.dumps({**payload(), key: value})


NESTED = b"\x81" * 4000 + b"\x80"
WEIGHT = b"\x19\x38\x4c"  # 14412 in its shortest form


@pytest.mark.parametrize(
    "raw",
    [
        cbor2.dumps(dict(reversed(payload().items()))),  # another order of keys
        cbor2.dumps({**payload(), 99: 1}),
        cbor2.dumps({**payload(), "2": "SL004999"}),
        b"\xb5" + cbor2.dumps(payload())[1:] + b"\xf5\x01",  # true, which a careless map takes for the key 1
        b"\xb5" + cbor2.dumps(payload())[1:] + b"\x02\x68SL004999",  # a key twice, the second would win
        b"\xbf" + cbor2.dumps(payload())[1:] + b"\xff",  # indefinite length
        cbor2.dumps(payload()).replace(WEIGHT, b"\x1a\x00\x00\x38\x4c"),  # a longer number
        cbor2.dumps(payload()).replace(WEIGHT, b"\xc2\x42\x38\x4c"),  # a bignum
        cbor2.dumps(payload()).replace(WEIGHT, b"\xfa" + bytes.fromhex("46613000")),  # 14412.0
        cbor2.dumps(payload()) + b"\x00",
        b"\xd9\xd9\xf7" + cbor2.dumps(payload()),  # self-described CBOR
        replaced(1, 1.0),
        replaced(1, True),
        replaced(7, math.nan),
        replaced(7, math.inf),
        replaced(7, 2**63),
        replaced(7, -(2**63)),
        replaced(7, 1e300),
        replaced(8, float(payload()[8])),
        replaced(14, [[*payload()[14][0][:2], 2**64 - 1, *payload()[14][0][3:]]]),
        replaced(14, [[*payload()[14][0][:2], -1, *payload()[14][0][3:]]]),
        replaced(14, []),
        replaced(14, {}),
        replaced(9, "abc"),
        replaced(9, {"a": 1, "b": 2, "c": 3}),
        replaced(3, -1),
        replaced(3, 10**30),
        replaced(17, "x" * 16),
        replaced(19, 131_072),
        replaced(20, bytes(15)),
        replaced(21, []),
        replaced(22, ""),
        replaced(24, False),
        replaced(2, "SL٠٠٤٩١١"),  # digits of another script
        replaced(2, "ＳＬ004911"),
        replaced(2, "SL004911\n"),
        replaced(9, ["Kono \u202eDiamonds", "12 Main Street", "SL"]),
        replaced(9, ["Kono \u061cDiamonds", "12 Main Street", "SL"]),
        replaced(16, "Aminata\x1b[2J"),
        replaced(5, cbor2.CBORSimpleValue(99)),
        replaced(5, cbor2.undefined),
        replaced(5, cbor2.CBORTag(4711, "National Minerals Agency")),
        NESTED,
        b"\xa1" * 4000,
        bytes.fromhex("9b7fffffffffffffff"),
        bytes.fromhex("5b7fffffffffffffff"),
        b"",
        b"\xf6",
    ],
    ids=lambda raw: raw[-6:].hex(),
)
def test_only_the_one_encoding_of_lawful_facts_is_read(raw: bytes) -> None:
    assert raw != cbor2.dumps(payload())
    verdict = judge(signed(raw))
    assert (verdict.verdict, verdict.authentic, verdict.facts) == (NOT_VALID, False, None)


@pytest.mark.parametrize(
    "protected",
    [
        cbor2.dumps({4: forge.KID.encode(), 1: -8}),  # another order
        cbor2.dumps({1: -8, 4: forge.KID.encode(), 2: [99]}),  # crit
        cbor2.dumps({1: -8, 4: forge.KID}),  # text, not bytes
        cbor2.dumps({1: -8, 4: forge.KID.encode(), 33: b"x5chain"}),
        cbor2.dumps({1: -7, 4: forge.KID.encode()}),
        cbor2.dumps({1: "EdDSA", 4: forge.KID.encode()}),
        cbor2.dumps({1: -8.0, 4: forge.KID.encode()}),
        cbor2.dumps({1: -8, 4: b"did:web:forger.example#k1"}),
        b"\xa2\x01\x27\x18\x04" + cbor2.dumps(forge.KID.encode()),  # the key 4 written long
        b"",
    ],
    ids=str,
)
def test_a_protected_header_says_two_things_in_one_way(protected: bytes) -> None:
    assert judge(signed(cbor2.dumps(payload()), protected=protected)).verdict == NOT_VALID


def test_what_is_outside_the_signature_is_refused() -> None:
    header, _, raw, signature = cbor2.loads(forge.cose()).value
    for unprotected in ({4: b"x"}, {"a": 1}, [], None):
        data = cbor2.dumps(cbor2.CBORTag(18, [header, unprotected, raw, signature]))
        assert judge(data).verdict == NOT_VALID
    for data in (
        forge.cose() + b"\x00",
        forge.cose()[1:],  # without its tag
        b"\xd8\x12" + forge.cose()[1:],  # the tag written long
        cbor2.dumps(cbor2.CBORTag(18, [header, {}, raw, signature, b""])),
        cbor2.dumps(cbor2.CBORTag(18, [header, {}, None, signature])),  # detached
        cbor2.dumps(cbor2.CBORTag(98, [header, {}, raw, [[header, {}, signature]]])),
    ):
        assert judge(data).verdict == NOT_VALID


def test_the_order_of_the_curve_added_to_a_signature_is_another_signature() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    data = forge.cose()
    s = int.from_bytes(data[-32:], "little") + order
    assert judge(data[:-32] + s.to_bytes(32, "little")).codes >= {"verify.signature"}
    assert judge(data[:-64] + bytes(64)).codes >= {"verify.signature"}


@given(st.integers(0, 10**6), st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_no_bit_of_the_compact_form_can_be_another(at: int, bits: int) -> None:
    data = bytearray(forge.cose())
    data[at % len(data)] ^= bits
    assert judge(bytes(data)).verdict == NOT_VALID


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=8), st.binary()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.integers(0, 30), st.text(max_size=3)), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.integers(1, 25), PLAIN, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_signed_value_of_another_type_raises(changes: dict[int, Any]) -> None:
    verdict = judge(signed(cbor2.dumps({**payload(), **changes})))
    assert verdict.verdict != VALID or verdict.facts is not None


# vc+jwt


def jws(document: Any, header: dict[str, Any] | None = None) -> str:
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    if header is None:
        return sign_compact(text, kid=forge.KID, sign=forge.signer())
    signed_part = f"{base64url(json.dumps(header).encode())}.{base64url(text)}"
    return f"{signed_part}.{base64url(forge.signer()(signed_part.encode()))}"


DOCUMENT = vc_document(forge.facts())
TEXT = json.dumps(DOCUMENT)
HEADER = {"alg": "Ed25519", "kid": forge.KID, "typ": "vc+jwt"}


def test_the_tools_of_this_file_make_a_valid_credential() -> None:
    assert judge(jws(DOCUMENT)).verdict == VALID
    assert judge(jws(DOCUMENT, HEADER)).verdict == VALID


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace('"carats": "144.12"', '"carats": "944.12", "carats": "144.12"'),  # a name twice
        TEXT.replace('"carats": "144.12"', '"carats": "144.12", "c\\u0061rats": "944.12"'),  # the same name, escaped
        TEXT.replace('"carats": "147.33"', '"carats": "947.33"'),  # a total that lies
        TEXT.replace('"number_of_parcels": 3', '"number_of_parcels": 2'),
        TEXT.replace('"number_of_parcels": 3', '"number_of_parcels": 3.0'),
        TEXT.replace('"number_of_parcels": 3', '"number_of_parcels": true'),
        TEXT.replace('"status_index": 94567', '"status_index": 9.4567e4'),
        TEXT.replace('"status_index": 94567', '"status_index": 94567000000000000000000'),
        TEXT.replace('"status_index": 94567', '"status_index": -94567'),
        TEXT.replace('"version": 1', '"version": NaN'),
        TEXT.replace('"version": 1', '"version": null'),
        TEXT.replace('"statusListIndex": "94567"', '"statusListIndex": "94568"'),  # asks about a neighbour
        TEXT.replace('"statusSize": 4', '"statusSize": 1'),
        TEXT.replace("credentials/v2", "credentials/v1"),
        TEXT.replace('"SL004911"', '"SL\\ud83d"'),
        TEXT.replace("Kono Diamonds", "Kono \\u202eDiamonds"),
        TEXT.replace("Kono Diamonds", "Kono\\u0000Diamonds"),
        TEXT + "x",
        f"[{TEXT}]",
        "[" * 30_000,
        '{"credentialSubject":' * 3_000,
        '{"a":' + "9" * 5_000 + "}",
        "",
        "{}",
        '{"credentialSubject":{}}',
        '{"credentialSubject":{"type":"RoughDiamondShipment"}}',
    ],
    ids=lambda text: text[:12] + str(len(text)),
)
def test_a_credential_that_says_anything_more_or_less_is_refused(text: str) -> None:
    assert text != TEXT
    verdict = judge(jws(text.encode()))
    assert (verdict.verdict, verdict.authentic, verdict.facts) == (NOT_VALID, False, None)


@pytest.mark.parametrize(
    "change",
    [
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": ["Ed25519"]},
        {"alg": "ed25519"},
        {"crit": ["b64"], "b64": False},
        {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": base64url(bytes(32))}},
        {"x5u": "https://forger.example/key"},
        {"typ": "JWT"},
        {"typ": "VC+JWT"},
        {"cty": "vp"},
        {"kid": "did:web:forger.example#k1"},
        {"kid": f"{forge.KID}\n"},
        {"kid": f"{forge.ISSUER}#"},
        {"kid": None},
        {"kid": forge.KID + "x" * 10_000},
        {"iss": "did:web:forger.example"},
        {"iss": {}},
    ],
    ids=str,
)
def test_a_header_that_steers_the_verifier_is_refused(change: dict[str, Any]) -> None:
    assert judge(jws(DOCUMENT, {**HEADER, **change})).verdict == NOT_VALID


def test_the_signature_of_a_status_list_or_of_a_checkpoint_signs_no_certificate() -> None:
    assert judge(forge.status_list()).verdict == NOT_VALID
    assert judge(LOG.checkpoint()).verdict == NOT_VALID
    assert judge(forge.trust_bytes()).verdict == NOT_VALID
    header, body, _ = forge.vc().split(".")
    for signature in (forge.status_list().split(".")[2], base64url(forge.cose()[-64:]), "", "A" * 86):
        assert judge(f"{header}.{body}.{signature}").verdict == NOT_VALID


def test_base64_is_read_in_one_spelling() -> None:
    text = forge.vc()
    head, body, signature = text.split(".")
    last = signature[-1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = alphabet[alphabet.index(last) ^ 1]  # the two low bits of the last letter carry nothing
    for other in (
        f"{head}.{body}.{signature[:-1]}{twin}",
        f"{head}.{body}.{signature}==",
        f"{head}.{body}.{signature.replace('-', '+').replace('_', '/')}*",
        text[:200] + "\n" + text[200:],
        text + ".",
        text + ".e30",
    ):
        assert judge(other).verdict == NOT_VALID


@given(st.integers(0, 10**6), st.characters(min_codepoint=33, max_codepoint=0x2FFF))
@settings(max_examples=150, deadline=None)
def test_no_letter_of_the_open_form_can_be_another(at: int, letter: str) -> None:
    text = forge.vc()
    at %= len(text)
    changed = text[:at] + letter + text[at + 1 :]
    assert changed == text or judge(changed).verdict == NOT_VALID


# the words of a stranger


@pytest.mark.parametrize("ugly", ["\x1b[2J\x1b[HVALID", "\nVALID", "\u202eDILAV", "\x9b2JVALID", "\u2066a", "\ufeff"])
def test_what_a_forger_writes_is_quoted_so_that_it_can_only_be_read(ugly: str) -> None:
    more = {**DOCUMENT, "credentialSubject": {**DOCUMENT["credentialSubject"], ugly: "x"}}
    verdicts = [judge(jws(more)), judge(jws({**DOCUMENT, ugly: 1}))]
    verdicts += [judge(jws(DOCUMENT, {**HEADER, "alg": ugly})), judge(jws(DOCUMENT, {**HEADER, "kid": ugly}))]
    proof = LOG.proof(7).to_text()
    verdicts.append(judge(forge.cose(), proof=proof.replace("kp.example/log\n8", "kp\u202eexample/log\n8")))
    for verdict in verdicts:
        assert verdict.verdict == NOT_VALID
        told = " ".join(reason["text"] for reason in verdict.to_dict(partial(say, "en"))["reasons"])
        assert not set(told) & set("\n\x1b\x9b\u202e\u2066\ufeff")


# QR text


def wrapped(*parts: Any) -> str:
    import base45  # type: ignore[import-untyped]  # noqa: PLC0415

    return PREFIX + base45.b45encode(cbor2.dumps(list(parts))).decode()


def test_a_code_with_the_proof_of_another_certificate_is_not_valid() -> None:
    honest = LOG.proof(7)
    assert judge(encode_qr(forge.cose(), honest)).reasons == ()
    for index in (0, 3, 6):
        verdict = judge(encode_qr(forge.cose(), LOG.proof(index)))
        assert (verdict.verdict, verdict.codes) == (NOT_VALID, {"verify.proof_wrong"})
    flat = b"".join(honest.hashes)
    for parts in (
        (forge.cose(), 6, flat, honest.checkpoint),
        (forge.cose(), 8, flat, honest.checkpoint),
        (forge.cose(), 2**64 - 1, flat, honest.checkpoint),
        (forge.cose(), 10**30, flat, honest.checkpoint),
        (forge.cose(), -1, flat, honest.checkpoint),
        (forge.cose(), True, flat, honest.checkpoint),
        (forge.cose(), 7, flat + bytes(32), honest.checkpoint),
        (forge.cose(), 7, flat[:-32], honest.checkpoint),
        (forge.cose(), 7, flat[:-1], honest.checkpoint),
        (forge.cose(), 7, b"", honest.checkpoint),
        (forge.cose(), 7, flat, ""),
        (forge.cose(), 7, flat, honest.checkpoint.replace("\n8\n", "\n9\n")),
        (forge.cose(), 7, flat, honest.checkpoint, forge.cose()),
        (forge.cose(), None),
        (forge.cose(), forge.cose()),
        (cbor2.CBORTag(24, forge.cose()),),
        (),
    ):
        assert judge(wrapped(*parts)).verdict == NOT_VALID


@pytest.mark.parametrize("text", ["KP2:ABC", "KP0:", "KP01:ABC", "KP999999999:" + "A" * 5000])
def test_another_version_cannot_be_checked_whatever_follows(text: str) -> None:
    assert (judge(text).verdict, judge(text).codes) == (CANNOT_CHECK, {"qr.unknown_version"})


@pytest.mark.parametrize(
    "text",
    [
        "KP1:",
        "KP1: ",
        "KP1:::::::",
        "KP1:" + "A" * 4292,
        "KP1:" + "\u0660" * 30,
        "KP1:é",
        "KP1:\x00\x00",
        "KP1:\ud800",
        "kp1:ABC",
        "KP١:ABC",
        "KP1:KP1:ABC",
    ],
    ids=ascii,
)
def test_a_damaged_code_is_not_valid(text: str) -> None:
    assert judge(text).verdict == NOT_VALID


def test_what_editors_and_mail_programs_do_to_an_honest_text_does_no_harm() -> None:
    text = encode_qr(forge.cose(), LOG.proof(7))
    for shown in (
        f"\ufeff{text}",
        f"\ufeff{text}\r\n".encode(),
        f"  {text}\n",
        "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76)),
    ):
        assert judge(shown).verdict == VALID
    assert judge(f"\ufeff{forge.vc()}\n".encode()).verdict == VALID


# inputs without end


@pytest.mark.parametrize(
    "data",
    [
        b"\xd2\x84" + b"\x58" * 10_000_000,
        b"ey" + b"." * 10_000_000,
        b"eyJ" + b"A" * 15_000_000 + b".A.A",
        b"KP1:" + b"A" * 15_000_000,
        b" " * 19_000_000 + b"KP1:",
        b"SL" + b"9" * 15_000_000,
        b"\xff" * 20_000_000,
        b"x" * 25_000_000,
        "\u2066" * 15_000_000,
    ],
    ids=lambda data: ascii(data[:4]),
)
def test_an_enormous_input_costs_a_moment(data: bytes | str) -> None:
    start = time.process_time()
    assert judge(data).verdict == NOT_VALID
    assert time.process_time() - start < 3


@given(st.binary(max_size=600))
@settings(max_examples=100, deadline=None)
def test_no_strangers_bytes_raise(data: bytes) -> None:
    head = forge.cose()[:62]
    for start in (b"", b"\xd2\x84", head, b"ey", b"KP1:", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        assert judge(start + data).verdict in (NOT_VALID, CANNOT_CHECK)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_strangers_proof_raises(text: str) -> None:
    for proof in (text, text.encode("utf-8", "replace"), "c2sp.org/tlog-proof@v1\n" + text):
        verdict = judge(forge.cose(), proof=proof)
        assert (verdict.verdict, verdict.codes) == (NOT_VALID, {"verify.proof_malformed"})


def test_reading_alone_believes_nothing_and_raises_nothing_else() -> None:
    with pytest.raises(Refusal):
        read_cose(forge.cose() + b"\x00")
