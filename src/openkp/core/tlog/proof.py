"""C2SP tlog-proof: one text that proves, with no network, that an entry is in a log."""

from __future__ import annotations

from dataclasses import dataclass

from openkp.core.merkle import HASH_SIZE, verify_inclusion
from openkp.core.refusal import Refusal

from .checkpoint import Checkpoint, read_checkpoint
from .note import DECIMAL, b64decode, b64encode

_HEADER = "c2sp.org/tlog-proof@v1"
MAX_PROOF = 2_000_000  # characters: a note at its own limit, and 64 hashes
MAX_HASHES = 64


@dataclass(frozen=True, slots=True)
class LogProof:
    """`index` and `hashes` place an entry in the tree of `checkpoint`, a signed note. `extra` is not authenticated."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def to_text(self) -> str:
        """The contents of a ``.tlog-proof`` file."""
        extra = [f"extra {b64encode(self.extra)}"] if self.extra else []
        return "\n".join([_HEADER, *extra, f"index {self.index}", *map(b64encode, self.hashes), "", self.checkpoint])

    @classmethod
    def from_text(cls, text: str | bytes) -> LogProof:
        """Read a proof; nothing in it is checked yet. Refuses ``tlog.proof_malformed`` and like `read_checkpoint`."""
        try:
            shown = text if isinstance(text, str) else text.decode()
        except UnicodeDecodeError:
            raise Refusal("tlog.proof_malformed") from None
        head, separator, checkpoint = shown.partition("\n\n")
        header, *lines = head.split("\n")
        if len(shown) > MAX_PROOF or not separator or header != _HEADER:
            raise Refusal("tlog.proof_malformed")
        try:
            extra = b64decode(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else b""
            word, index = lines.pop(0).split(" ")
            hashes = tuple(b64decode(line) for line in lines[: MAX_HASHES + 1])
        except (ValueError, IndexError):
            raise Refusal("tlog.proof_malformed") from None
        if word != "index" or not DECIMAL.fullmatch(index) or len(lines) > MAX_HASHES:
            raise Refusal("tlog.proof_malformed")
        if any(len(one) != HASH_SIZE for one in hashes):
            raise Refusal("tlog.proof_malformed")
        read_checkpoint(checkpoint)
        return cls(int(index), hashes, checkpoint, extra)

    def check(self, hash_of_leaf: bytes, checkpoint: Checkpoint) -> None:
        """Refuse ``tlog.not_included`` unless the leaf is in the tree of `checkpoint`, which the caller has checked
        (`check_checkpoint`, or a policy) and which is the one that this proof carries."""
        if checkpoint.note != self.checkpoint or not verify_inclusion(
            self.index, checkpoint.size, hash_of_leaf, self.hashes, checkpoint.root
        ):
            raise Refusal("tlog.not_included")
