"""Which decisions by table people check later: a draw that anybody can repeat. Pure.

Whoever has the month's seed and a case's number gets the same answer; before the seed is told nobody can foresee it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

_ALL = 1 << 256


def is_drawn(seed: str, number: str, share: Decimal) -> bool:
    """Return whether the case `number` is drawn with `seed`: its digest lies in the first `share` of all digests.

    >>> is_drawn("seed", "440604-260302-0000001-01", Decimal(1)), is_drawn("seed", "440604", Decimal(0))
    (True, False)
    """
    place = int(sha256(f"{seed}:{number}".encode()).hexdigest(), 16)
    return place < Fraction(share) * _ALL


def digest_of(seed: str) -> str:
    """Return what is told of a seed while its month lasts: enough to prove later that it was not changed."""
    return sha256(seed.encode()).hexdigest()
