"""How often somebody may ask wrongly before she has to wait. Pure.

The last four places of a document number have about eleven thousand values: at twenty wrong tries a day one number is
safe for more than a year, and a person who mistypes still gets five tries at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `most` wrong tries within `within`."""

    most: int
    within: timedelta


PER_NUMBER = (Allowance(5, timedelta(minutes=15)), Allowance(20, timedelta(hours=24)))
PER_ADDRESS = (Allowance(20, timedelta(hours=1)), Allowance(100, timedelta(hours=24)))
PREPARED_PER_ADDRESS = (Allowance(60, timedelta(hours=1)), Allowance(400, timedelta(hours=24)))
LONGEST = timedelta(hours=24)


def closed_until(tries: Iterable[datetime], now: datetime, allowances: Sequence[Allowance]) -> datetime | None:
    """Return until when no more tries are taken, None when one is free now.

    >>> from datetime import UTC
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> tries = [nine + timedelta(minutes=m) for m in range(5)]
    >>> closed_until(tries, nine + timedelta(minutes=5), PER_NUMBER)
    datetime.datetime(2026, 3, 2, 9, 15, tzinfo=datetime.timezone.utc)
    >>> closed_until(tries, nine + timedelta(minutes=15), PER_NUMBER) is None
    True
    """
    known = sorted(tries, reverse=True)
    waits = []
    for allowance in allowances:
        recent = [at for at in known if at > now - allowance.within]
        if len(recent) >= allowance.most:
            waits.append(recent[allowance.most - 1] + allowance.within)
    return max(waits, default=None)
