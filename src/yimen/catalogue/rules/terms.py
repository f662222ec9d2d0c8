"""How long a licence is valid, as a matter's text writes it: `5 years`, `6 months`, `90 days`. Pure."""

from __future__ import annotations

import re

TERM = re.compile(r"([1-9][0-9]{0,3}) (year|month|day)s?")
_UNITS = {"year": "年", "month": "个月", "day": "日"}


def term_words(text: str) -> str:
    """Return a validity as papers write it. Raises ValueError for another text.

    >>> term_words("5 years"), term_words("90 days")
    ('5年', '90日')
    """
    found = TERM.fullmatch(text)
    if found is None:
        raise ValueError(f"validity {text!r} is not written like `5 years`, `6 months` or `90 days`")
    return f"{found[1]}{_UNITS[found[2]]}"
