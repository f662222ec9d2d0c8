"""One line a request on stderr, without identity numbers in clear."""

from __future__ import annotations

import logging
import re

_IDENTITY = re.compile(r"(?<![0-9])([0-9]{6})[0-9]{8}[0-9]{3}[0-9Xx](?![0-9A-Za-z])")


def masked(text: str) -> str:
    """Leave the region of an identity number and its last character.

    >>> masked("owner 11010519491231002X, no 2026")
    'owner 110105***********X, no 2026'
    """
    return _IDENTITY.sub(lambda found: f"{found[1]}{'*' * 11}{found[0][-1]}", text)


class _Masking(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def log_to_stderr() -> None:
    """Send the log of the whole program to stderr, masked."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
