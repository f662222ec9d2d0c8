"""Citizens' identity numbers (GB 11643) that never meet twice. Invented: any likeness to a person is chance.

Never reads a clock and never draws at random: a person's ordinal decides day of birth, sequence and prefix.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
_CHECK_DIGITS = "10X98765432"
_SEQUENCES = 500
_SLOTS = 365 * _SEQUENCES
_STRIDE = 7_919

# One row a block of slots, so that two ordinals never share a number: (at home in Foshan, from elsewhere).
_PREFIXES = (
    ("440604", "440111"),
    ("440605", "440112"),
    ("440606", "440113"),
    ("440607", "440114"),
    ("440608", "440115"),
    ("440600", "440117"),
)
ORDINALS = _SLOTS * len(_PREFIXES)


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity number with the day of birth it holds."""

    number: str
    born: date


def check_digit(first_seventeen: str) -> str:
    """Return the last character of an identity number (ISO 7064 MOD 11-2).

    >>> check_digit("11010519491231002")
    'X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def is_identity_number(text: str) -> bool:
    """Say whether a text has eighteen places and the right check digit.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    return len(text) == 18 and text[:17].isascii() and text[:17].isdigit() and check_digit(text[:17]) == text[17]


def identity(ordinal: int, year: int, *, female: bool) -> Identity:
    """Return the identity of the person with this ordinal, born in this year; ValueError past the last.

    >>> identity(0, 1980, female=False)
    Identity(number='440604198001010013', born=datetime.date(1980, 1, 1))
    """
    if not 0 <= ordinal < ORDINALS:
        raise ValueError(f"Person {ordinal} does not exist: ordinals run from 0 to {ORDINALS - 1}.")
    block, within = divmod(ordinal, _SLOTS)
    day, half = divmod(within * _STRIDE % _SLOTS, _SEQUENCES)
    born = date(year, 1, 1) + timedelta(days=day)
    sequence = half * 2 + (0 if female else 1)
    first = f"{_PREFIXES[block][ordinal % 8 == 5]}{born:%Y%m%d}{sequence:03d}"
    return Identity(first + check_digit(first), born)
