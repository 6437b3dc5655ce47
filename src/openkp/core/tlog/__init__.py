"""The formats of a public log, as C2SP specifies them (c2sp.org), so that others' tools read it byte for byte."""

from .checkpoint import Checkpoint, check_checkpoint, checkpoint_text, read_checkpoint, sign_checkpoint
from .note import (
    Note,
    Signature,
    SignatureType,
    Verified,
    VerifierKey,
    check_note,
    cosign,
    read_note,
    sign_note,
)
from .policy import Group, Policy
from .proof import LogProof
from .tiles import (
    ENTRIES,
    MAX_ENTRY,
    TILE_WIDTH,
    Tile,
    TileNodes,
    entry_bundle,
    read_bundle,
    tile_at,
    tile_hashes,
    tiles_between,
)

__all__ = [
    "ENTRIES",
    "MAX_ENTRY",
    "TILE_WIDTH",
    "Checkpoint",
    "Group",
    "LogProof",
    "Note",
    "Policy",
    "Signature",
    "SignatureType",
    "Tile",
    "TileNodes",
    "Verified",
    "VerifierKey",
    "check_checkpoint",
    "check_note",
    "checkpoint_text",
    "cosign",
    "entry_bundle",
    "read_bundle",
    "read_checkpoint",
    "read_note",
    "sign_checkpoint",
    "sign_note",
    "tile_at",
    "tile_hashes",
    "tiles_between",
]
