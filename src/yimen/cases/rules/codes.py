"""The code under which somebody's prepared answers lie: twelve places, read aloud and typed without mistakes. Pure.

The alphabet leaves out I, L, O and U (Crockford's base 32). Twelve places are sixty bits: nobody guesses one.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PLACES = 12
_AS_MEANT = str.maketrans("OIL", "011")
_FROM_ADDRESS = re.compile(r"prepared/([0-9A-Za-z-]+)")


def read_code(text: str) -> str:
    """Return the code in what was typed, or scanned from its QR (an address); empty when there is none.

    >>> read_code("7k3m-p9q2-x4vo"), read_code("https://hall.example/portal/prepared/7K3M-P9Q2-X4V0/")
    ('7K3MP9Q2X4V0', '7K3MP9Q2X4V0')
    >>> read_code("440604-260302-0000001")
    ''
    """
    found = _FROM_ADDRESS.search(text)
    plain = re.sub(r"[\s\-－—]", "", found[1] if found else text).upper().translate(_AS_MEANT)
    return plain if len(plain) == PLACES and all(c in ALPHABET for c in plain) else ""


def spoken(code: str) -> str:
    """Return the code in groups of four.

    >>> spoken("7K3MP9Q2X4V0")
    '7K3M-P9Q2-X4V0'
    """
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))
