"""With whom the bridge is paired, and the proof that a request comes from that page. In memory only.

The code that the counter shows is a secret of one sign-in at one window on one day; it is typed into the bridge and
never leaves the two. For every request the page fetches a nonce here, lets the site sign it, and comes back with the
proof. The site signs only for who is signed in and sits at that window: when she leaves or signs out, no proof exists.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from yimen.device.proof import ALPHABET, CODE_LENGTH, plain_code, proof
from yimen.device.said import No

NONCE_LIFE = 30.0
"""Seconds within which a proof must come back."""
PAIRING_LIFE = 12 * 3600.0
MOST_NONCES = 64


def site_origin(text: str) -> str:
    """Return a site's origin; https is asked except on this PC itself. Raises No.

    >>> site_origin("https://Yimen.example/counter/")
    'https://yimen.example'
    """
    parts = urlsplit(text.strip())
    is_here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.hostname or parts.scheme not in (("http", "https") if is_here else ("https",)) or parts.username:
        raise No(422, "bad_site")
    return f"{parts.scheme}://{parts.netloc.lower()}"


class Pairing:
    """The one pairing of a bridge, in memory only: a restart forgets it."""

    def __init__(self, port: int, site: str = "") -> None:
        self.port = port
        self.site = site
        self._code = ""
        self._until = 0.0
        self._nonces: OrderedDict[str, float] = OrderedDict()
        self._guard = threading.Lock()

    @property
    def is_paired(self) -> bool:
        """Return whether there is a pairing that has not run out."""
        return bool(self._code) and time.monotonic() < self._until

    def pair(self, code: str, site: str) -> None:
        """Pair with a site's window by the code it shows; an earlier pairing ends. Raises No."""
        plain, origin = plain_code(code), site_origin(site) if site else self.site
        if len(plain) != CODE_LENGTH or any(c not in ALPHABET for c in plain):
            raise No(422, "bad_code")
        if not origin:
            raise No(422, "bad_site")
        with self._guard:
            self.site, self._code, self._until = origin, plain, time.monotonic() + PAIRING_LIFE
            self._nonces.clear()

    def unpair(self) -> None:
        """End the pairing."""
        with self._guard:
            self._code, self._until = "", 0.0
            self._nonces.clear()

    def nonce(self) -> str:
        """Return a fresh nonce, good once and for half a minute."""
        fresh, now = secrets.token_urlsafe(24), time.monotonic()
        with self._guard:
            self._nonces[fresh] = now + NONCE_LIFE
            while len(self._nonces) > MOST_NONCES:
                self._nonces.popitem(last=False)
        return fresh

    def check(self, origin: str, verb: str, nonce: str, given: str) -> None:
        """Take a proof, once. Raises No when there is no pairing, or it does not fit."""
        with self._guard:
            until = self._nonces.pop(nonce, 0.0)
        if not self.is_paired:
            raise No(403, "not_paired")
        right = proof(self._code, origin=origin, port=self.port, verb=verb, nonce=nonce)
        if time.monotonic() >= until or not hmac.compare_digest(right.encode(), given.encode()):
            raise No(403, "not_proven")
