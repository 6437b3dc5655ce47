"""Other people's tools read the log: notes and proofs by a library in Rust, every tile by one in Python."""

from __future__ import annotations

import hashlib

import metamorphic_log
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.rooms.transparency.conftest import Log

from openkp.core import tlog
from openkp.core.merkle import consistency_proof, leaf_hash
from openkp.core.tlog import SignatureType, VerifierKey
from openkp.transparency import publication, queries
from openkp.transparency.models import Leaf

pytestmark = pytest.mark.django_db


@pytest.fixture
def heads(log: Log) -> list[tlog.Checkpoint]:
    found = []
    for name, count in (("A", 1), ("B", 254), ("C", 1), ("D", 600), ("E", 44)):
        log.add(count, name=name)
        head = log.integrate()
        assert head is not None
        found.append(head)
    return found


def test_a_library_in_rust_reads_notes_and_proofs(log: Log, heads: list[tlog.Checkpoint]) -> None:
    vkeys = [str(log.key)]
    note = (log.folder / "checkpoint").read_text()
    read = metamorphic_log.checkpoint_verify(note, vkeys)
    assert (read.origin, read.size, bytes(read.root), read.extensions) == (log.key.name, 900, heads[-1].root, [])
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify(note.replace("\n900\n", "\n901\n"), vkeys)
    ids = list(Leaf.objects.order_by("index").values_list("id", flat=True))
    for leaf_id, proof in queries.proofs(ids[::31]).items():
        row = queries.leaf(leaf_id)
        assert row is not None
        metamorphic_log.checkpoint_verify_inclusion(note, vkeys, proof.index, row.leaf_hash, list(proof.hashes))
        with pytest.raises(metamorphic_log.VerifyError):
            metamorphic_log.checkpoint_verify_inclusion(note, vkeys, proof.index, bytes(32), list(proof.hashes))
    nodes = publication.nodes(log.folder, 900)
    for old in heads:
        proof_between = list(consistency_proof(old.size, 900, nodes))
        metamorphic_log.checkpoint_verify_consistency(old.note, note, vkeys, proof_between)


def test_a_library_in_rust_reads_a_witness(log: Log, heads: list[tlog.Checkpoint]) -> None:
    secret = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"witness").digest())
    key = VerifierKey("witness.example/w1", secret.public_key().public_bytes_raw(), SignatureType.COSIGNATURE)
    note = tlog.cosign(heads[-1].note, key, secret.sign, timestamp=1_790_000_000)
    assert metamorphic_log.verify_signed_note(note, [str(log.key)]) == 1


def test_a_library_in_python_reads_every_tile(log: Log, heads: list[tlog.Checkpoint]) -> None:
    aics_tlog = pytest.importorskip("aics_tlog", reason="aics-tlog needs Python 3.12", exc_type=ImportError)
    store = aics_tlog.DirectoryTileStore(str(log.folder))
    note = aics_tlog.parse_note((log.folder / "checkpoint").read_bytes())
    assert aics_tlog.verify_checkpoint(note, aics_tlog.parse_vkey(str(log.key))).ok
    for head in heads[-2:]:
        report = aics_tlog.audit_tiles(store, head.size, head.root)
        assert report.bundles == -(-head.size // 256)
    reader = aics_tlog.VerifiedTileReader(store, 900, heads[-1].root)
    for index in range(0, 900, 31):
        row = Leaf.objects.get(index=index)
        assert reader.entry(index) == bytes(row.data)
        proof = queries.proof(row.pk)
        assert proof is not None
        assert aics_tlog.inclusion_proof_from_tiles(reader, index, 900) == list(proof.hashes)
        assert aics_tlog.verify_leaf_inclusion(bytes(row.data), index, 900, proof.hashes, heads[-1].root)
    assert leaf_hash(reader.entry(3)) == reader.leaf_hash(3)
