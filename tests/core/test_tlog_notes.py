"""Notes, checkpoints, proofs and policies: published examples, and what a stranger may send."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from openkp.core import tlog
from openkp.core.merkle import inclusion_proof, leaf_hash, root_of
from openkp.core.refusal import Refusal
from openkp.core.tlog import LogProof, Policy, SignatureType, VerifierKey

# From the documentation of golang.org/x/mod/sumdb/note.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The examples of C2SP signed-note and tlog-cosignature.
QUASIMODO_NOTE = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3Z"
    "ekRwNtIc=\n"
)
COSIGNED = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE"
    "+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0x"
    "Ue+mbIUBkBIfZ+qnA==\n"
)

ORIGIN = "kp.example/log"


def _key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def _vkey(name: str, type_: SignatureType = SignatureType.ED25519) -> VerifierKey:
    return VerifierKey(name, _key(name).public_key().public_bytes_raw(), type_)


LOG = _vkey(ORIGIN)
WITNESSES = [_vkey(f"witness.example/{number}", SignatureType.COSIGNATURE) for number in range(3)]
LEAVES = [leaf_hash(bytes([number])) for number in range(7)]


def _node(height: int, index: int) -> bytes:
    return root_of(LEAVES[index << height : (index + 1) << height])


HEAD = tlog.sign_checkpoint(key=LOG, size=7, root=root_of(LEAVES), sign=_key(ORIGIN).sign)
PROOF = LogProof(4, inclusion_proof(4, 7, _node), HEAD.note)


def _cosigned(*numbers: int) -> str:
    note = HEAD.note
    for number in numbers:
        key = WITNESSES[number]
        note = tlog.cosign(note, key, _key(key.name).sign, timestamp=1_790_000_000 + number)
    return note


def _code(call: object, *arguments: object) -> str:
    assert callable(call)
    with pytest.raises(Refusal) as refused:
        call(*arguments)
    return refused.value.code


def test_a_note_of_go_is_read_and_checked() -> None:
    found = tlog.check_note(NEUMANN_NOTE, [NEUMANN])
    assert found.text.endswith("what your problem is.\n")
    assert [str(one.key) for one in found.verified] == [NEUMANN]
    assert str(found) == NEUMANN_NOTE


@pytest.mark.parametrize("note", [QUASIMODO_NOTE, COSIGNED])
def test_the_examples_of_the_specification_are_read(note: str) -> None:
    assert str(tlog.read_note(note)) == note


def test_the_text_of_a_note_may_hold_empty_lines() -> None:
    assert tlog.read_note(QUASIMODO_NOTE).text.endswith("\n\ned è subito sera.\n")


def test_a_cosigned_checkpoint_of_the_specification() -> None:
    head = tlog.read_checkpoint(COSIGNED)
    assert (head.origin, head.size, head.root[:2].hex()) == ("example.com/behind-the-sofa", 20852163, "0ac5")
    witness = tlog.read_note(COSIGNED).signatures[1]
    assert int.from_bytes(witness.signature[:8]) == 1679315147  # "time 1679315147" in the text of the example


def test_a_checkpoint_is_signed_and_checked() -> None:
    head = tlog.check_checkpoint(HEAD.note, str(LOG))
    assert (head.origin, head.size, head.root, head.extensions) == (ORIGIN, 7, root_of(LEAVES), ())
    assert HEAD.note.startswith(f"{ORIGIN}\n7\n")


def test_witnesses_are_checked_where_they_signed_and_their_time_is_told() -> None:
    head = tlog.check_checkpoint(_cosigned(0, 2), LOG, WITNESSES)
    assert {(one.key.name, one.timestamp) for one in head.verified} == {
        (ORIGIN, None),
        ("witness.example/0", 1_790_000_000),
        ("witness.example/2", 1_790_000_002),
    }
    assert tlog.check_checkpoint(_cosigned(0, 2), LOG).verified[0].key == LOG, "unknown witnesses are passed over"


def test_a_witness_with_a_key_for_after_quantum_computers() -> None:
    secret = MLDSA44PrivateKey.generate()
    key = VerifierKey("witness.example/pq", secret.public_key().public_bytes_raw(), SignatureType.COSIGNATURE_ML_DSA_44)
    note = tlog.cosign(HEAD.note, key, secret.sign, timestamp=1_790_000_000)
    assert VerifierKey.parse(str(key)) == key
    assert len(tlog.check_checkpoint(note, LOG, [key]).verified) == 2
    other = dataclasses.replace(key, name="witness.example/other")
    assert key.check(HEAD.note.split("\n\n")[0] + "\n", b"\0" * 2428) is None
    assert other.check(tlog.read_note(note).text, tlog.read_note(note).signatures[1].signature) is None


def test_each_byte_of_a_checkpoint_counts() -> None:
    raw = _cosigned(1).encode()
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with contextlib.suppress(Refusal):
            found = tlog.check_checkpoint(changed, LOG, WITNESSES)
            # Only the name or the id of the witness may change: its signature is then a stranger's.
            assert {one.key for one in found.verified} == {LOG}
            assert (found.size, found.root, found.origin) == (HEAD.size, HEAD.root, HEAD.origin)


def test_a_known_signature_that_fails_spoils_the_note() -> None:
    wrong = HEAD.note.replace("\n7\n", "\n8\n")
    assert _code(tlog.check_note, wrong, [LOG]) == "tlog.signature_wrong"
    assert _code(tlog.check_note, HEAD.note, [NEUMANN]) == "tlog.note_unsigned"


def test_a_log_vouches_for_its_own_origin_only() -> None:
    other = _vkey("other.example/log")
    note = tlog.sign_note(tlog.checkpoint_text(ORIGIN, 1, LEAVES[0]), (other, _key(other.name).sign))
    assert _code(tlog.check_checkpoint, note, other) == "tlog.other_log"
    witnessed = tlog.cosign(note, WITNESSES[0], _key(WITNESSES[0].name).sign, timestamp=1)
    assert _code(tlog.check_checkpoint, witnessed, LOG, WITNESSES) == "tlog.note_unsigned"


def test_a_wrong_signer_is_found_when_signing() -> None:
    with pytest.raises(Refusal, match="signature_wrong"):
        tlog.sign_checkpoint(key=LOG, size=0, root=bytes(32), sign=_key("someone else").sign)


def test_sixteen_signatures_are_accepted_and_a_hundred_and_one_are_not() -> None:
    lines = [f"— w{number} {'AAAA' * 24}\n" for number in range(101)]
    text, signature = HEAD.note.split("\n\n")
    note = f"{text}\n\n{signature}"
    assert tlog.check_checkpoint(note + "".join(lines[:15]), LOG).size == 7
    assert _code(tlog.read_note, note + "".join(lines[:100])) == "tlog.note_malformed"


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n— name AAAAAAA=",
        "\n\n— name AAAAAAA=\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— name AAAA\n",
        "text\n\n— na+me AAAAAAA=\n",
        "text\n\n— na\u00a0me AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— name AAAAAAB=\n",
        "text\n\n— name AAAAAAA=\n\n",
        "te\txt\n\n— name AAAAAAA=\n",
        "te\rxt\n\n— name AAAAAAA=\n",
        "te\ud800xt\n\n— name AAAAAAA=\n",
        b"te\xffxt\n\n",
        "text\n\n— name AAAAAAA=\n" + "x" * 1_000_001,
    ],
)
def test_what_is_not_a_note_is_refused(note: str | bytes) -> None:
    assert _code(tlog.read_note, note) == "tlog.note_malformed"


@pytest.mark.parametrize(
    "text",
    [
        "origin\n7\n",
        "origin\n07\nAAAA\n",
        "origin\n-7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n٧\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n9999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nextension\n",
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    note = tlog.sign_note(text, (LOG, _key(ORIGIN).sign))
    assert _code(tlog.read_checkpoint, note) == "tlog.checkpoint_malformed"


def test_extension_lines_are_kept() -> None:
    text = tlog.checkpoint_text(ORIGIN, 7, HEAD.root) + "more\n"
    assert tlog.read_checkpoint(tlog.sign_note(text, (LOG, _key(ORIGIN).sign))).extensions == ("more",)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        "name+c74f20a3",
        NEUMANN.replace("c74f20a3", "c74f20a4"),
        NEUMANN.replace("PeterNeumann", "Peter"),
        NEUMANN.replace("+ARpc", "+Afpc"),
        NEUMANN[:-1],
        "Peter Neumann" + NEUMANN[12:],
        "\ud800" + NEUMANN[12:],
        f"x+{hashlib.sha256(b'x').hexdigest()[:8]}+/w==",
    ],
)
def test_what_is_not_a_key_is_refused(vkey: str) -> None:
    assert _code(VerifierKey.parse, vkey) == "tlog.vkey_malformed"


def test_a_proof_goes_to_text_and_back() -> None:
    text = PROOF.to_text()
    assert text.startswith("c2sp.org/tlog-proof@v1\nindex 4\n")
    assert LogProof.from_text(text) == LogProof.from_text(text.encode()) == PROOF
    with_extra = dataclasses.replace(PROOF, extra=b"salt")
    assert LogProof.from_text(with_extra.to_text()) == with_extra
    PROOF.check(LEAVES[4], tlog.check_checkpoint(PROOF.checkpoint, LOG))


def test_a_proof_of_a_single_leaf_has_no_hashes() -> None:
    head = tlog.sign_checkpoint(key=LOG, size=1, root=LEAVES[0], sign=_key(ORIGIN).sign)
    proof = LogProof(0, (), head.note)
    assert proof.to_text() == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{head.note}"
    assert LogProof.from_text(proof.to_text()) == proof
    proof.check(LEAVES[0], head)


def test_each_byte_of_a_proof_counts() -> None:
    raw = PROOF.to_text().encode()
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(Refusal):  # noqa: PT012 - any of the two steps may be the one that refuses
            proof = LogProof.from_text(changed)
            proof.check(LEAVES[4], tlog.check_checkpoint(proof.checkpoint, LOG))
    for end in range(len(raw)):
        with pytest.raises(Refusal):
            LogProof.from_text(raw[:end])


def test_a_proof_is_checked_against_the_checkpoint_that_it_carries() -> None:
    other = tlog.check_checkpoint(_cosigned(0), LOG)
    assert _code(PROOF.check, LEAVES[4], other) == "tlog.not_included"
    assert _code(PROOF.check, LEAVES[3], HEAD) == "tlog.not_included"


@pytest.mark.parametrize(
    "change",
    [
        ("index 4", "index 04"),
        ("index 4", "index -4"),
        ("index 4", "index  4"),
        ("index 4", "index"),
        ("index 4\n", ""),
        ("@v1", "@v2"),
        ("index 4", "extra !\nindex 4"),
        ("index 4", "index 4\nAAAA"),
        ("index 4", "index 4" + "\n" + "\n".join(["A" * 43 + "="] * 65)),
    ],
)
def test_what_is_not_a_proof_is_refused(change: tuple[str, str]) -> None:
    assert _code(LogProof.from_text, PROOF.to_text().replace(*change)) == "tlog.proof_malformed"


POLICY = f"""
# who must have seen a head
log {LOG} https://kp.example/log

witness first  {WITNESSES[0]}
witness second\t{WITNESSES[1]} https://witness.example
\twitness third {WITNESSES[2]}
group two 2 first second third
quorum two
"""


def test_a_policy_asks_for_its_quorum() -> None:
    policy = Policy.parse(POLICY)
    assert policy.check(_cosigned(0, 1)).size == 7
    assert policy.check(_cosigned(2, 0, 1)).size == 7
    for note in (HEAD.note, _cosigned(2)):
        assert _code(policy.check, note) == "tlog.no_quorum"
    assert Policy.parse(policy.to_text()) == policy
    assert Policy((LOG,)).check(HEAD.note).size == 7
    assert _code(Policy((_vkey("other.example"),)).check, HEAD.note) == "tlog.other_log"
    forged = HEAD.note.replace("\n7\n", "\n8\n")
    assert _code(policy.check, forged) == "tlog.signature_wrong"


def test_groups_hold_groups_and_a_single_witness_may_be_the_quorum() -> None:
    base = POLICY.split("group", maxsplit=1)[0]
    nested = Policy.parse(f"{base}group ab any first second\ngroup all all ab third\nquorum all\n")
    assert nested.check(_cosigned(1, 2)).size == 7
    assert _code(nested.check, _cosigned(0, 1)) == "tlog.no_quorum"
    assert _code(Policy.parse(f"{base}quorum third\n").check, _cosigned(0, 1)) == "tlog.no_quorum"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["quorum"],
        ["quorum none", "quorum none"],
        ["quorum someone"],
        [f"log {LOG}", f"log {LOG}", "quorum none"],
        [f"witness none {WITNESSES[0]}", "quorum none"],
        [f"witness a {WITNESSES[0]}", f"witness a {WITNESSES[1]}", "quorum none"],
        [f"witness a {WITNESSES[0]}", f"witness b {WITNESSES[0]}", "quorum none"],
        [f"witness a {LOG}", "quorum none"],
        [f"witness a {WITNESSES[0]}", "group g 2 a", "quorum g"],
        [f"witness a {WITNESSES[0]}", "group g 0 a", "quorum g"],
        [f"witness a {WITNESSES[0]}", "group g any", "quorum g"],
        [f"witness a {WITNESSES[0]}", "group g all a a", "quorum g"],
        [f"witness a {WITNESSES[0]}", "group g any a", "group h any a", "quorum g"],
        ["group g any a", f"witness a {WITNESSES[0]}", "quorum g"],
        ["group g any none", "quorum g"],
        ["quorum none\r"],
        ["quorum\u00a0none"],
        ["log x", "quorum none"],
        [f"log {LOG} https://a https://b", "quorum none"],
        ["unknown line", "quorum none"],
    ],
)
def test_what_is_not_a_policy_is_refused(lines: list[str]) -> None:
    assert _code(Policy.parse, "\n".join([*lines, ""])) == "tlog.policy_malformed"


def test_names_in_a_policy_are_opaque_octets() -> None:
    kelvin = f"witness \u212a {WITNESSES[0]}\nwitness K {WITNESSES[1]}\nquorum K\n"
    policy = Policy.parse(kelvin.encode())
    assert _code(policy.check, HEAD.note) == "tlog.other_log"
    assert Policy.parse(b"witness \xff\xfe " + kelvin.encode()[12:]).quorum == "K"


READERS = [
    tlog.read_note,
    tlog.read_checkpoint,
    LogProof.from_text,
    Policy.parse,
    lambda note: tlog.check_checkpoint(note, LOG, WITNESSES),
]
FRAGMENTS = st.sampled_from(
    [
        *"\n\n\n 0179—+=",
        "— ",
        "index ",
        "extra ",
        "log ",
        "quorum none\n",
        "witness a ",
        "group g any a\n",
        str(LOG),
        ORIGIN,
        HEAD.note,
        PROOF.to_text(),
        POLICY,
        "c2sp.org/tlog-proof@v1\n",
        "A" * 43 + "=\n",
        "\ud800",
        "\0",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(), st.text(), st.lists(FRAGMENTS, max_size=8).map("".join)))
def test_no_bytes_of_a_stranger_raise_anything_but_a_refusal(data: str | bytes) -> None:
    for read in READERS:
        with contextlib.suppress(Refusal):
            read(data)
    if isinstance(data, str):
        with contextlib.suppress(Refusal):
            VerifierKey.parse(data)
