"""The Merkle tree of RFC 6962 (2.1) and RFC 9162 (2.1): hashes, roots, proofs and their checks. SHA-256 throughout.

A tree is read through a `NodeReader`: ``node(height, index)`` answers the hash of the perfect subtree over the leaves
``[index << height, (index + 1) << height)``. Proofs then cost a logarithm of the tree, whatever stores the nodes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
_LEAF = b"\x00"  # RFC 6962, 2.1: leaves and inner nodes are hashed apart, so that one can never pass for the other
_INNER = b"\x01"

NodeReader = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """MTH({d}) of RFC 6962, 2.1."""
    return hashlib.sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(_INNER + left + right).digest()


def spans(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut leaves ``[start, end)`` into the fewest perfect subtrees, left to right: (height, index) of each."""
    while start < end:
        height = (end - start).bit_length() - 1
        if start:
            height = min(height, (start & -start).bit_length() - 1)
        yield height, start >> height
        start += 1 << height


class Tree:
    """A tree that only grows, kept as its right edge: the perfect subtrees of its size, left to right.

    Appending costs two hashes per leaf on average and a logarithm of memory (a "compact range").
    """

    __slots__ = ("edge", "size")

    def __init__(self, size: int = 0, edge: Iterable[bytes] = ()) -> None:
        self.size = size
        self.edge = list(edge)
        assert len(self.edge) == size.bit_count(), "one hash for each bit of the size"

    @classmethod
    def at(cls, size: int, node: NodeReader) -> Tree:
        """The tree of `size` leaves whose nodes are kept elsewhere."""
        return cls(size, (node(height, index) for height, index in spans(0, size)))

    def append(self, hash_of_leaf: bytes) -> None:
        self._push(0, hash_of_leaf)

    def extend(self, hashes_of_leaves: Iterable[bytes]) -> None:
        leaves = list(hashes_of_leaves)
        at = 0
        for height, _ in spans(self.size, self.size + len(leaves)):
            width = 1 << height
            self._push(height, _fold(leaves[at : at + width]))
            at += width

    def _push(self, height: int, root: bytes) -> None:
        """Set a perfect subtree at the right edge, and join those that it completes."""
        carry = self.size >> height
        while carry & 1:
            root = node_hash(self.edge.pop(), root)
            carry >>= 1
        self.edge.append(root)
        self.size += 1 << height

    def root(self) -> bytes:
        """The Merkle Tree Hash; of no leaves, the hash of nothing."""
        if not self.edge:
            return EMPTY_ROOT
        root = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            root = node_hash(left, root)
        return root


def root_of(hashes_of_leaves: Iterable[bytes]) -> bytes:
    """The root over given leaf hashes."""
    tree = Tree()
    tree.extend(hashes_of_leaves)
    return tree.root()


def range_root(start: int, end: int, node: NodeReader) -> bytes:
    """The hash over leaves ``[start, end)``, a subtree of RFC 6962: `start` is a multiple of its width."""
    assert start < end, "a subtree has leaves"
    hashes = [node(height, index) for height, index in spans(start, end)]
    root = hashes.pop()
    while hashes:
        root = node_hash(hashes.pop(), root)
    return root


def inclusion_proof(index: int, size: int, node: NodeReader) -> tuple[bytes, ...]:
    """PATH(m, D[n]) of RFC 6962, 2.1.1: from the sibling of the leaf up to the child of the root."""
    assert 0 <= index < size, "a leaf of the tree"
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old_size: int, new_size: int, node: NodeReader) -> tuple[bytes, ...]:
    """PROOF(m, D[n]) of RFC 6962, 2.1.2; empty when the sizes are equal or the older tree is empty."""
    assert 0 <= old_size <= new_size, "the older tree is the smaller"
    if old_size in (0, new_size):
        return ()
    path: list[bytes] = []
    start, end, whole = 0, new_size, True
    while old_size != end:
        middle = start + _split(end - start)
        if old_size <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, end, node))
    return tuple(reversed(path))


def verify_inclusion(index: int, size: int, hash_of_leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf is at `index` in the tree of `size` leaves with `root`. RFC 9162, 2.1.3.2."""
    if not 0 <= index < size or not _are_hashes(proof, hash_of_leaf, root):
        return False
    fn, sn, r = index, size - 1, hash_of_leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            r = node_hash(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `old_size` leaves is the beginning of the tree of `new_size`. RFC 9162, 2.1.4.2."""
    if not 0 <= old_size <= new_size or not _are_hashes(proof, old_root, new_root):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if not proof:
        return False
    # The root of a perfect older tree is a node of the newer one, and is left out of the proof.
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    fn, sn = old_size - 1, new_size - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            sr = node_hash(sr, c)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == old_root and sr == new_root


def _fold(row: list[bytes]) -> bytes:
    """The root over 2**n hashes. Calls the hash directly: most of the time of a large log is spent here."""
    sha256 = hashlib.sha256
    while len(row) > 1:
        row = [sha256(_INNER + row[at] + row[at + 1]).digest() for at in range(0, len(row), 2)]
    return row[0]


def _split(width: int) -> int:
    """The largest power of two below `width`: k of RFC 6962, 2.1."""
    return 1 << ((width - 1).bit_length() - 1)


def _are_hashes(proof: Sequence[bytes], *others: bytes) -> bool:
    return len(proof) <= 64 and all(len(one) == HASH_SIZE for one in (*proof, *others))
