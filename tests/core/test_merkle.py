"""The tree against published vectors, and its proofs against every change of a byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openkp.core.merkle import (
    EMPTY_ROOT,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    range_root,
    root_of,
    spans,
    verify_consistency,
    verify_inclusion,
)

# The eight leaves, the roots and the proofs that the reference code of Certificate Transparency publishes.
DATA = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")] + [
    bytes(range(0x60, 0x70))
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
HASHES = [leaf_hash(data) for data in DATA]
MANY = [leaf_hash(bytes([number])) for number in range(70)]


def node(height: int, index: int) -> bytes:
    leaves = MANY[index << height : (index + 1) << height]
    assert len(leaves) == 1 << height, "only perfect subtrees are asked for"
    return root_of(leaves)


def published(height: int, index: int) -> bytes:
    return root_of(HASHES[index << height : (index + 1) << height])


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert root_of(HASHES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Tree().root() == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [(0, 1, ()), (0, 8, (A, B, C)), (5, 8, (D, E, ROOTS[3])), (2, 3, (ROOTS[1],)), (1, 5, (ROOTS[0], B, D))],
)
def test_published_inclusion_proofs(index: int, size: int, proof: tuple[str, ...]) -> None:
    assert tuple(one.hex() for one in inclusion_proof(index, size, published)) == proof


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [(1, 1, ()), (1, 8, (A, B, C)), (6, 8, (F, E, ROOTS[3])), (2, 5, (B, D))],
)
def test_published_consistency_proofs(old: int, new: int, proof: tuple[str, ...]) -> None:
    assert tuple(one.hex() for one in consistency_proof(old, new, published)) == proof


def test_every_leaf_of_every_size_is_proven() -> None:
    for size in range(1, len(MANY)):
        root = root_of(MANY[:size])
        assert Tree.at(size, node).root() == root
        for index in range(size):
            assert verify_inclusion(index, size, MANY[index], inclusion_proof(index, size, node), root)


def test_every_pair_of_sizes_is_consistent() -> None:
    roots = [root_of(MANY[:size]) for size in range(len(MANY))]
    for new in range(len(MANY)):
        for old in range(new + 1):
            assert verify_consistency(old, new, roots[old], roots[new], consistency_proof(old, new, node))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_proof_of_inclusion_changed_anywhere_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 69))
    index = data.draw(st.integers(0, size - 1))
    root, leaf, proof = root_of(MANY[:size]), MANY[index], list(inclusion_proof(index, size, node))
    for at in range(len(proof) * 32 + 64):
        parts = [leaf, root, *proof]
        parts[at // 32] = _flipped(parts[at // 32], at % 32)
        assert not verify_inclusion(index, size, parts[0], parts[2:], parts[1])
    assert not verify_inclusion(index, size, leaf, [*proof, leaf], root)
    assert not verify_inclusion(index, size, leaf, [one[:31] for one in proof], root) or not proof
    if proof:
        assert not verify_inclusion(index, size, leaf, proof[1:], root)
        assert not verify_inclusion(index, size, leaf, proof[:-1], root)
    for other in range(-1, size + 2):
        assert verify_inclusion(other, size, leaf, proof, root) == (other == index)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_proof_of_consistency_changed_anywhere_is_refused(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 69))
    old = data.draw(st.integers(1, new - 1))
    parts = [root_of(MANY[:old]), root_of(MANY[:new]), *consistency_proof(old, new, node)]
    for at in range(len(parts) * 32):
        changed = list(parts)
        changed[at // 32] = _flipped(changed[at // 32], at % 32)
        assert not verify_consistency(old, new, changed[0], changed[1], changed[2:])
    for proof in ([], parts[3:], parts[2:-1], [*parts[2:], parts[0]]):
        assert not verify_consistency(old, new, parts[0], parts[1], proof)
    assert not verify_consistency(old, new, parts[1], parts[0], parts[2:])
    assert not verify_consistency(new, old, parts[0], parts[1], parts[2:])


def test_the_empty_tree_begins_every_tree_and_only_it() -> None:
    root = root_of(MANY[:5])
    assert verify_consistency(0, 5, EMPTY_ROOT, root, ())
    assert not verify_consistency(0, 5, root, root, ())
    assert not verify_consistency(5, 5, root, EMPTY_ROOT, ())
    assert not verify_consistency(5, 5, root, root, (root,))
    assert not verify_inclusion(0, 0, MANY[0], (), EMPTY_ROOT)


def test_leaves_and_inner_nodes_are_hashed_apart() -> None:
    left, right = MANY[:2]
    assert leaf_hash(left + right) != node_hash(left, right)
    assert leaf_hash(b"\x01" + left + right) != node_hash(left, right)


@given(st.integers(0, 2**40), st.integers(0, 2**12))
def test_spans_cover_a_range_once_in_order(start: int, width: int) -> None:
    at = start
    for height, index in spans(start, start + width):
        assert index << height == at
        at += 1 << height
    assert at == start + width


@given(st.integers(0, 69), st.integers(0, 69))
def test_a_tree_grows_from_its_right_edge_alone(size: int, more: int) -> None:
    tree = Tree.at(size, node)
    tree.extend(MANY[size : size + more])
    assert tree.root() == root_of(MANY[: size + more])


def test_a_range_of_leaves_has_the_root_of_its_leaves() -> None:
    assert range_root(32, 45, node) == root_of(MANY[32:45])


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
