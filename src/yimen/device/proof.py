"""The proof that a request to the bridge comes from the paired window's page. The site makes it, the bridge checks.

Never sees a card.
"""

from __future__ import annotations

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, U to be misread."""
CODE_LENGTH = 12
VERBS = frozenset({"state", "read", "pulled_out", "leave"})
"""What a page may ask of the bridge."""


def plain_code(text: str) -> str:
    """Return a code as it is compared: what people write between or instead of its characters is mended.

    >>> plain_code(" k7pq-0o1l-xyz2 ")
    'K7PQ0011XYZ2'
    """
    kept = "".join(c for c in text.upper() if c.isalnum())
    return kept.replace("O", "0").replace("I", "1").replace("L", "1")


def proof(code: str, *, origin: str, port: int, verb: str, nonce: str) -> str:
    """Return the proof for one request: of the code, over who asks, where, what, and the nonce.

    >>> proof("K7PQ0011XYZ2", origin="https://yimen.example", port=17580, verb="read", nonce="n")[:8]
    '32fb7086'
    """
    told = "\n".join(("yimen-device-1", origin, str(port), verb, nonce))
    return hmac.new(plain_code(code).encode(), told.encode(), hashlib.sha256).hexdigest()
