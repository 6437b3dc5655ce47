"""Step 11 of `verify`: does the certificate stand in the public log, as the trust list knows that log?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .credential.canonical import facts_hash
from .credential.envelope import Envelope
from .facts import CertificateFacts
from .leaf import leaf_bytes
from .merkle import consistency_proof, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion
from .refusal import Refusal
from .tlog import ENTRIES, TILE_WIDTH, Checkpoint, LogProof, TileNodes, check_checkpoint, read_bundle, read_checkpoint
from .tlog.tiles import tile_at
from .trust_rows import LogRow, TrustList

if TYPE_CHECKING:
    from .verify import Case

MAX_LOG_FILE = 32 * 1024 * 1024  # a full bundle of the largest entries is 16 MiB
_MAX_BUNDLES_SEARCHED = 8_192  # two million entries, newest first
# Anyone may append signatures of unknown keys to a true checkpoint, each time others, up to a megabyte of them: a
# service that kept them would be filled. One with a dozen witnesses has 2,000 characters.
_LONGEST_NOTE_KEPT = 8_192


class LogReader(Protocol):
    """A copy of a log: reads ``checkpoint`` and ``tile/...`` by their C2SP names."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where the copy has none."""


class DirectoryLog:
    """A copy of a log in a local folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        file = self.folder / path
        try:
            if file.stat().st_size > MAX_LOG_FILE:
                return None
            return file.read_bytes()
        except OSError:
            return None


def check_proof(case: Case, trust: TrustList, envelope: Envelope) -> None:
    """Add to `case` what the log says: the proof that was carried, and the copy of the log if one was given."""
    check_leaf(case, trust, partial(issued_leaf, envelope.facts))


def check_leaf(case: Case, trust: TrustList, make_leaf: Callable[[], bytes]) -> None:
    """The same for any document's entry; `make_leaf` is called only where there is something to hold it against."""
    proof = case.proof
    if isinstance(proof, str | bytes):
        try:
            proof = LogProof.from_text(proof)
        except Refusal:
            case.no("verify.proof_malformed")
            return
    if proof is None:
        if case.log is not None:
            _find_in_log(case, trust, case.log, make_leaf())
        elif trust.policy.require_proof:
            case.no("verify.proof_required")
        else:
            case.warn("verify.proof_absent")
        return
    checkpoint = _carried_checkpoint(case, trust, proof)
    if checkpoint is None:
        return
    leaf = make_leaf()
    if not verify_inclusion(proof.index, checkpoint.size, leaf_hash(leaf), proof.hashes, checkpoint.root):
        case.no("verify.proof_wrong")
    elif case.log is not None:
        _compare_with_log(case, trust, case.log, checkpoint, proof.index, leaf)


def issued_leaf(facts: CertificateFacts) -> bytes:
    """The leaf under which a certificate of any kind is logged when it is issued."""
    return leaf_bytes(kind="issued", issuer=facts.issuer, number=facts.number, facts_sha256=facts_hash(facts))


def verified_checkpoint(trust: TrustList, note: str) -> Checkpoint | None:
    """The checkpoint if a log of the list signed it, with its quorum of witnesses; None if not. Kept per list."""
    found = trust.memo.get(("checkpoint", note))
    if found is None:
        row = trust.logs.get(read_checkpoint(note).origin)
        if row is None:
            return None
        try:
            found = check_checkpoint(note, row.vkey, row.witnesses)
        except Refusal:
            return None
        witnessed = {one.key.name for one in found.verified if str(one.key) in row.witnesses}
        if len(witnessed) < row.quorum:
            return None
        if len(note) <= _LONGEST_NOTE_KEPT:
            trust.keep(("checkpoint", note), found)
    assert isinstance(found, Checkpoint)
    return found


def _carried_checkpoint(case: Case, trust: TrustList, proof: LogProof) -> Checkpoint | None:
    try:
        checkpoint = verified_checkpoint(trust, proof.checkpoint)
        origin = "" if checkpoint else read_checkpoint(proof.checkpoint).origin
    except Refusal:
        case.no("verify.proof_malformed")
        return None
    if checkpoint is None:
        if origin in trust.logs:
            case.no("verify.proof_checkpoint")
        else:
            case.absent("verify.proof_unknown_log", origin=origin[:80])
        return None
    known = _known_checkpoint(trust, trust.logs[checkpoint.origin])
    if known is not None and known.size == checkpoint.size and known.root != checkpoint.root:
        case.no("verify.log_inconsistent")
        return None
    return checkpoint


def _known_checkpoint(trust: TrustList, row: LogRow) -> Checkpoint | None:
    """The checkpoint that the trust list carries of a log; None while nothing was logged."""
    return verified_checkpoint(trust, row.checkpoint) if row.checkpoint else None


def _open_log(case: Case, trust: TrustList, log: LogReader) -> Checkpoint | None:
    """The head of the copy, signed by a log of the list, and consistent with the head that the list carries."""
    note = log.read("checkpoint")
    try:
        head = verified_checkpoint(trust, note.decode()) if note is not None else None
        if head is None:
            case.unknown("verify.log_unreadable", where="checkpoint")
            return None
        known = _known_checkpoint(trust, trust.logs[head.origin])
        if known is not None and not _consistent(log, head, known):
            case.no("verify.log_inconsistent")
            return None
    except (Refusal, UnicodeDecodeError) as error:
        case.unknown("verify.log_unreadable", where=error.code if isinstance(error, Refusal) else "checkpoint")
        return None
    return head


def _consistent(log: LogReader, head: Checkpoint, other: Checkpoint) -> bool:
    """Whether the smaller of two heads is a beginning of the other; True where the copy is too short to tell."""
    if other.size > head.size:
        return True
    if other.size == 0:
        return True
    nodes = TileNodes(log.read, head.size)
    proof = consistency_proof(other.size, head.size, nodes)
    return verify_consistency(other.size, head.size, other.root, head.root, proof)


def _compare_with_log(
    case: Case, trust: TrustList, log: LogReader, carried: Checkpoint, index: int, leaf: bytes
) -> None:
    head = _open_log(case, trust, log)
    if head is None:
        return
    if head.origin != carried.origin:
        case.unknown("verify.log_other", origin=head.origin[:80])
        return
    if head.size < carried.size:
        case.warn("verify.log_older", size=head.size)
        return
    try:
        if not _consistent(log, head, carried):
            case.no("verify.log_inconsistent")
        elif _entries(log, index // TILE_WIDTH, head.size)[index % TILE_WIDTH] != leaf:
            case.unknown("verify.log_unreadable", where=f"entry {index}")
    except (Refusal, IndexError) as error:
        case.unknown("verify.log_unreadable", where=error.code if isinstance(error, Refusal) else f"entry {index}")


def _find_in_log(case: Case, trust: TrustList, log: LogReader, leaf: bytes) -> None:
    """No proof was carried: look for the leaf itself, newest entries first, and prove it from the tiles."""
    head = _open_log(case, trust, log)
    if head is None:
        return
    last = (head.size - 1) // TILE_WIDTH if head.size else -1
    unread = max(-1, last - _MAX_BUNDLES_SEARCHED)
    try:
        for number in range(last, unread, -1):
            for at, entry in enumerate(_entries(log, number, head.size)):
                if entry == leaf:
                    index = number * TILE_WIDTH + at
                    hashes = inclusion_proof(index, head.size, TileNodes(log.read, head.size))
                    if not verify_inclusion(index, head.size, leaf_hash(entry), hashes, head.root):
                        case.unknown("verify.log_unreadable", where=f"entry {index}")
                    return
    except Refusal as refusal:
        case.unknown("verify.log_unreadable", where=refusal.code)
        return
    known = _known_checkpoint(trust, trust.logs[head.origin])
    if unread >= 0 or (known is not None and known.size > head.size):
        # Older entries were not searched, or newer ones are not in the copy: it may stand there.
        case.unknown("verify.not_in_log")
    elif trust.policy.require_proof:
        case.no("verify.not_in_log")
    else:
        case.unknown("verify.not_in_log")


def _entries(log: LogReader, number: int, size: int) -> tuple[bytes, ...]:
    """The entries of bundle `number`; a partial bundle may have been replaced by the full one. Refuses ``tlog.*``."""
    tile = tile_at(ENTRIES, number, size)
    data = log.read(tile.path) or log.read(tile.full.path)
    if data is None:
        raise Refusal("tlog.tile_missing", path=tile.path)
    entries = read_bundle(data)
    if len(entries) < tile.width:
        raise Refusal("tlog.tile_malformed")
    return entries[: tile.width]
