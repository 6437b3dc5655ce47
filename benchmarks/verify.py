"""Verify without a network, against bare Ed25519 verifications of the same signatures in the same run.

    python benchmarks/verify.py [--certificates 2000] [--rounds 7] [--log 1000000]

Everything is distinct: numbers, parties, salts, signatures. Each certificate is decoded, its signature, issuer,
participant, number, dates and status are checked, and its proof in a log of `--log` entries, whose checkpoint is
verified once (it is the same for all). One core. Printed: medians in microseconds of processor time, and the ratio of
the reference's to ours (1 would be: everything but the signature is free).
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import hashlib
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.core import forge

from openkp.core.credential.cose import read_cose, sign_cose
from openkp.core.credential.qr import encode_qr
from openkp.core.credential.vc import sign_vc
from openkp.core.facts import CertificateFacts
from openkp.core.logcheck import issued_leaf
from openkp.core.merkle import inclusion_proof, leaf_hash, node_hash, range_root
from openkp.core.tlog import LogProof, VerifierKey, sign_checkpoint
from openkp.core.trust import TrustList
from openkp.core.verdict import VALID
from openkp.core.verify import verify

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--certificates", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--log", type=int, default=1_000_000)
    told = parser.parse_args()
    facts = [certificate(at) for at in range(told.certificates)]
    proofs, row = logged([issued_leaf(one) for one in facts], told.log)
    trust = forge.trust_list(
        logs=[row],
        number_ranges=[{"participant": "SL", "year": 2026, "first": "SL000000", "last": "SL999999"}],
        cross_checks=[],
    )
    sign = forge.signer()
    cose = [sign_cose(one, kid=forge.KID, sign=sign) for one in facts]
    forms: dict[str, Sequence[bytes | str]] = {
        "COSE": cose,
        "credential (vc+jwt)": [sign_vc(one, kid=forge.KID, sign=sign) for one in facts],
        "QR text with its proof": [encode_qr(one, proof) for one, proof in zip(cose, proofs, strict=True)],
    }
    print(machine())
    print(f"{told.certificates} certificates of 3 parcels, COSE of {len(cose[0])} bytes, log of {told.log} entries")
    public = forge.key("sl-nma").public_key()
    signed = [(read.signature, read.signed_bytes) for read in map(read_cose, cose)]
    bare = median(told.rounds, signed, lambda one: public.verify(*one))
    print(f"{'bare Ed25519, the reference':32} {bare:8.1f} us")
    for name, data in forms.items():
        pairs = list(zip(data, proofs, strict=True))
        spent = median(told.rounds, pairs, lambda pair: judge(trust, *pair))
        print(f"{name:32} {spent:8.1f} us   ratio {bare / spent:.2f}")
    first, again = cold(trust, forms["COSE"][0], proofs[0])
    print(f"{'COSE, first use of the list':32} {first:8.1f} us   then {again:.1f} us")


def certificate(at: int) -> CertificateFacts:
    usual = forge.facts()
    return forge.facts(
        number=f"SL{at:06d}",
        exporter=dataclasses.replace(usual.exporter, name=f"Kono Diamonds {at} Ltd"),
        seals=(f"NMA-{at:06d}", f"NMA-{at:06d}-B"),
        status_index=at,
        salt=hashlib.sha256(b"%d" % at).digest()[:16],
    )


def logged(leaves: Sequence[bytes], size: int) -> tuple[list[LogProof], dict[str, str]]:
    """Proofs of `leaves`, which stand first in a log filled up to `size` entries, and the log's row of a trust list."""
    filler = (hashlib.sha256(b"filler %d" % at).digest() for at in range(size - len(leaves)))
    rows = [[*(leaf_hash(leaf) for leaf in leaves), *filler]]
    while len(rows[-1]) > 1:
        below = rows[-1]
        rows.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])

    def node(height: int, index: int) -> bytes:
        return rows[height][index]

    key = VerifierKey("kp.example/log", bytes.fromhex(forge.public_hex("log")))
    head = sign_checkpoint(key=key, size=size, root=range_root(0, size, node), sign=forge.signer("log"))
    proofs = [LogProof(at, inclusion_proof(at, size, node), head.note) for at in range(len(leaves))]
    return proofs, {"origin": key.name, "vkey": str(key), "checkpoint": head.note}


def judge(trust: TrustList, data: bytes | str, proof: LogProof) -> None:
    verdict = verify(data, trust=trust, now=forge.NOW, proof=proof)
    assert verdict.verdict == VALID and not verdict.reasons, verdict.reasons


def median(rounds: int, items: Sequence[T], act: Callable[[T], object]) -> float:
    took = []
    for _ in range(rounds):
        began = time.process_time()
        for item in items:
            act(item)
        took.append((time.process_time() - began) / len(items) * 1e6)
    return statistics.median(took)


def cold(trust: TrustList, data: bytes | str, proof: LogProof) -> tuple[float, float]:
    trust.memo.clear()
    took = []
    for _ in range(2):
        began = time.process_time()
        judge(trust, data, proof)
        took.append((time.process_time() - began) * 1e6)
    return took[0], took[1]


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if "model name" in line), platform.machine())
    today = dt.datetime.now(dt.UTC).date()
    return f"{model}, {os.cpu_count()} cores; Python {platform.python_version()}; {today}"


if __name__ == "__main__":
    main()
