"""Whether what was declared and what a register says are the same. Pure."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def same(declared: str, registered: str) -> bool:
    """Return whether two values say the same: numbers by their value, text without blanks.

    >>> same("98.50", "98.5"), same("禅城区 祖庙路1号", "禅城区祖庙路1号"), same("98.5", "98.6"), same("", "1")
    (True, True, False, False)
    """
    ours, theirs = "".join(declared.split()), "".join(registered.split())
    if ours == theirs:
        return True
    try:
        return Decimal(ours) == Decimal(theirs)
    except InvalidOperation:
        return False
