"""Origins of what is drawn from a mixed lot: exact to the last milli-carat, in however many pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openkp.core import ledger
from openkp.core.facts import MIXED

KEYS = st.sampled_from(["SL", "SL:KONO", "SL:KENEMA", "LR", "GN:KEROUANE", "CI:SEGUELA", MIXED])
ORIGINS = st.dictionaries(KEYS, st.integers(1, 400), min_size=1, max_size=7)


@given(ORIGINS, st.data())
def test_pieces_add_up_to_the_lot_however_it_is_cut(origins: dict[str, int], data: st.DataObject) -> None:
    left = whole = sum(origins.values())
    parts = []
    while left:
        mct = data.draw(st.integers(1, left))
        part = ledger.drawn_origins(origins, taken_before_mct=whole - left, mct=mct)
        assert sum(part.values()) == mct
        assert all(share > 0 for share in part.values())
        parts.append(part)
        left -= mct
    assert ledger.add_up(parts) == dict(sorted(origins.items()))


@given(ORIGINS, st.data())
def test_shares_are_given_one_by_one_to_whom_the_next_is_due(origins: dict[str, int], data: st.DataObject) -> None:
    """The fast apportionment against Webster's method as it is defined: seat by seat."""
    taken = data.draw(st.integers(0, sum(origins.values())))
    seats = dict.fromkeys(sorted(origins), 0)
    for _ in range(taken):
        best = min(seats, key=lambda key: (-origins[key] / (2 * seats[key] + 1), key))
        exact = [key for key in seats if origins[key] * (2 * seats[best] + 1) >= origins[best] * (2 * seats[key] + 1)]
        seats[exact[0]] += 1
    assert ledger.first_shares(origins, taken) == seats


@given(st.dictionaries(KEYS, st.integers(1, 10**11), min_size=1, max_size=7), st.integers(0, 10**11))
def test_large_lots_keep_their_shares_within_a_few_milli_carats(origins: dict[str, int], taken: int) -> None:
    whole = sum(origins.values())
    taken = min(taken, whole)
    shares = ledger.first_shares(origins, taken)
    assert sum(shares.values()) == taken
    for key, share in shares.items():
        assert abs(share - taken * origins[key] / whole) < len(origins) + 1


def test_crumbs_do_not_launder_a_small_origin() -> None:
    """A hundredth part of Liberian stones is still there after the lot went out in a hundred pieces."""
    origins = {"LR": 10, "SL": 990}
    parts = [ledger.drawn_origins(origins, taken_before_mct=done, mct=10) for done in range(0, 1000, 10)]
    assert ledger.add_up(parts) == origins


def test_declared_origins_are_whole_and_add_up() -> None:
    assert ledger.declared_origins({"SL": 5, "LR:LOFA": 5, MIXED: 2}, 12) == ()
    assert [r.code for r in ledger.declared_origins({"SL": 5}, 6)] == ["ledger.origins_differ"]
    for key in ("sl", "SLE", "SL:", "SL:kono", ""):
        assert [r.code for r in ledger.declared_origins({key: 5}, 5)] == ["ledger.origin_malformed"]
    assert [r.code for r in ledger.declared_origins({"SL": 0}, 0)] == ["ledger.origin_malformed"]


def test_a_certified_line_is_in_hundredths() -> None:
    assert ledger.whole_hundredths(3200) == ()
    assert [r.code for r in ledger.whole_hundredths(3201)] == ["ledger.not_hundredths"]


def test_every_kind_of_movement_has_a_shape() -> None:
    assert set(ledger.SHAPES) == set(ledger.MovementKind)
    assert all(shape.within or shape.enters or shape.leaves for shape in ledger.SHAPES.values())
