"""Signatures of messages between two parties who share a secret: HMAC-SHA256 over what is sent and when.

Never decides who may do what; only whether a message is whole, fresh and from somebody who knows the secret.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping

KEY, TIMESTAMP, NONCE, SIGNATURE = "X-Key", "X-Timestamp", "X-Nonce", "X-Signature"
FRESH_SECONDS = 300


class SignatureRefused(Exception):
    """A signature does not hold; `code` is stable, the text says why."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def signature(secret: str, timestamp: str, nonce: str, method: str, path: str, body: bytes) -> str:
    """Return the hexadecimal signature of a message; `path` is without the question mark and what follows it.

    >>> signature("secret", "1772413200", "n-1", "GET", "/x", b"")[:16]
    '72a4b4a03e1c5110'
    """
    text = "\n".join((timestamp, nonce, method, path, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def signed_headers(secret: str, key: str, now: float, method: str, path: str, body: bytes) -> dict[str, str]:
    """Return the four headers for a message sent at `now` (real seconds since 1970)."""
    timestamp, nonce = str(int(now)), secrets.token_hex(16)
    return {
        KEY: key,
        TIMESTAMP: timestamp,
        NONCE: nonce,
        SIGNATURE: signature(secret, timestamp, nonce, method, path, body),
    }


def check(secret: str, key: str, now: float, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> str:
    """Check a message received at `now` and return its nonce; raises SignatureRefused."""
    missing = [name for name in (KEY, TIMESTAMP, NONCE, SIGNATURE) if not headers.get(name)]
    if missing:
        raise SignatureRefused("unsigned", f"The header {missing[0]} is missing.")
    if headers[KEY] != key:
        raise SignatureRefused("unknown_key", "The key in X-Key is not known here.")
    timestamp, nonce = headers[TIMESTAMP], headers[NONCE]
    if not (timestamp.isascii() and timestamp.isdigit()):
        raise SignatureRefused("bad_timestamp", "X-Timestamp must be whole seconds since 1970.")
    if abs(now - int(timestamp)) > FRESH_SECONDS:
        raise SignatureRefused("stale", f"The message is more than {FRESH_SECONDS} seconds away from now.")
    expected = signature(secret, timestamp, nonce, method, path, body)
    if not hmac.compare_digest(expected.encode(), headers[SIGNATURE].encode()):
        raise SignatureRefused("bad_signature", "The signature does not fit the message.")
    return nonce
