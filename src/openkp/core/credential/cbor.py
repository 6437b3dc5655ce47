"""CBOR from strangers: definite lengths, no key twice, shallow, and no tags, which cbor2 would otherwise act upon."""

from __future__ import annotations

from typing import Any, NoReturn

import cbor2

from openkp.core.refusal import Refusal


def load_plain(raw: bytes) -> Any:
    """Decode one item. Refuses ``credential.not_cbor``. Bytes after its end are for the caller to find."""
    try:
        return cbor2.loads(
            raw, max_depth=5, allow_indefinite=False, allow_duplicate_keys=False, semantic_decoders=_TAGS
        )
    except (cbor2.CBORDecodeError, ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        raise Refusal("credential.not_cbor") from None


def _no_tag(*_: Any) -> NoReturn:
    raise ValueError("no tag is allowed inside")


# cbor2 gives meaning to these tags (dates, big numbers, patterns, shared values...); here none may occur.
_TAGS = dict.fromkeys(
    (*range(6), 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799), _no_tag
)
