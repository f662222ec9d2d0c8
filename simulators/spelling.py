"""How systems spell the same name, area and price differently.

Persons are matched by identity number, never by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Spelling: TypeAlias = Mapping[str, str]
"""Character to what a system writes in its place."""


def spelt(name: str, spelling: Spelling) -> str:
    """Write a name the way of a system.

    >>> spelt("陈𠮷", {"𠮷": "吉"})
    '陈吉'
    """
    return "".join(spelling.get(character, character) for character in name)


def one_decimal(area: Decimal) -> str:
    """Round square metres half up to one decimal.

    >>> one_decimal(Decimal("89.96")), one_decimal(Decimal("45.25"))
    ('90.0', '45.3')
    """
    return str(area.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def yuan(fen: int) -> str:
    """Write fen as yuan with two decimals.

    >>> yuan(105000000), yuan(-5)
    ('1050000.00', '-0.05')
    """
    return f"{Decimal(fen).scaleb(-2):.2f}"
