"""C2SP tlog-checkpoint: the signed head of a log: its origin, its size and its root."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from openkp.core.merkle import HASH_SIZE
from openkp.core.refusal import Refusal

from .note import DECIMAL, Note, Verified, VerifierKey, as_key, b64decode, b64encode, check_note, read_note, sign_note


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`note` is the whole signed text. `verified`: the signatures that were checked; empty if it was only read."""

    origin: str
    size: int
    root: bytes
    note: str
    extensions: tuple[str, ...] = ()
    verified: tuple[Verified, ...] = ()


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The three lines that a log signs."""
    assert origin and "\n" not in origin and size >= 0 and len(root) == HASH_SIZE
    return f"{origin}\n{size}\n{b64encode(root)}\n"


def sign_checkpoint(*, key: VerifierKey, size: int, root: bytes, sign: Callable[[bytes], bytes]) -> Checkpoint:
    """A checkpoint signed by the log: the name of its key is its origin."""
    return read_checkpoint(sign_note(checkpoint_text(key.name, size, root), (key, sign)))


def read_checkpoint(note: str | bytes) -> Checkpoint:
    """Read a checkpoint, trusting nothing. Refuses ``tlog.note_malformed``, ``tlog.checkpoint_malformed``."""
    return _checkpoint(read_note(note))


def check_checkpoint(note: str | bytes, log: VerifierKey | str, others: Iterable[VerifierKey | str] = ()) -> Checkpoint:
    """Read a checkpoint that `log` signed, whose key name is the origin; `others` (witnesses) are checked where they
    signed. Refuses like `check_note`, and ``tlog.other_log`` for a checkpoint of another origin."""
    key = as_key(log)
    found = _checkpoint(check_note(note, [key, *others]))
    if found.origin != key.name:
        raise Refusal("tlog.other_log", origin=found.origin)
    if all(one.key != key for one in found.verified):
        raise Refusal("tlog.note_unsigned")
    return found


def _checkpoint(note: Note) -> Checkpoint:
    origin, *rest = note.text[:-1].split("\n")
    if len(rest) < 2 or not origin or not all(rest) or not DECIMAL.fullmatch(rest[0]):
        raise Refusal("tlog.checkpoint_malformed")
    try:
        root = b64decode(rest[1])
    except ValueError:
        root = b""
    size = int(rest[0])
    if len(root) != HASH_SIZE or size >= 1 << 63:
        raise Refusal("tlog.checkpoint_malformed")
    return Checkpoint(origin, size, root, str(note), tuple(rest[2:]), note.verified)
