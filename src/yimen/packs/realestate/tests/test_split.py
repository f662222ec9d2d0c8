"""Splitting a tax over several taxpayers: the total never changes; only the first carries the rest."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money
from yimen.packs.realestate.rules.tax import joint, split


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**14), st.lists(st.integers(1, 10**6), min_size=1, max_size=9))
def test_the_parts_always_add_up(fen: int, weights: list[int]) -> None:
    shares = [Fraction(w, sum(weights)) for w in weights]
    parts = split(Money(fen), shares)
    assert sum(part.fen for part in parts) == fen
    assert len(parts) == len(shares)
    for part, share in zip(parts[1:], shares[1:], strict=True):
        assert 0 <= fen * share - part.fen < 1
    assert parts[0].fen >= fen * shares[0] - 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**14), st.integers(1, 20))
def test_joint_owners_owe_equal_parts(fen: int, owners: int) -> None:
    parts = [part.fen for part in split(Money(fen), joint(owners))]
    assert sum(parts) == fen
    assert set(parts[1:]) <= {fen // owners}
    assert 0 <= parts[0] - fen // owners < owners


def test_shares_must_be_above_zero_and_add_up_to_one() -> None:
    for shares in ([], [Fraction(1, 2)], [Fraction(2, 3), Fraction(2, 3)], [Fraction(3, 2), Fraction(-1, 2)]):
        with pytest.raises(BadInput, match="sum 1"):
            split(Money(100), shares)
    with pytest.raises(BadInput):
        joint(0)
    with pytest.raises(BadInput, match="negative"):
        split(Money(-1), joint(2))
