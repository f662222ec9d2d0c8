"""When somebody is away and who stands in for her: no overlap, no circle, nothing handed on. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_DAYS = 366
"""Somebody who is away for longer has no post any more: that is for the profile of the region."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Office days, both included, on which `account` is away and `substitute` stands in."""

    account: int
    substitute: int
    first: date
    last: date

    def holds_on(self, day: date) -> bool:
        """Return whether she is away on this day."""
        return self.first <= day <= self.last

    def meets(self, other: Leave) -> bool:
        """Return whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


def overlapping(new: Leave, others: Iterable[Leave]) -> Leave | None:
    """Return an absence of the same person that shares a day with `new`, None when there is none.

    >>> week = Leave(1, 2, date(2026, 3, 2), date(2026, 3, 6))
    >>> overlapping(Leave(1, 3, date(2026, 3, 6), date(2026, 3, 9)), [week]) is week
    True
    >>> overlapping(Leave(1, 3, date(2026, 3, 7), date(2026, 3, 9)), [week]) is None
    True
    """
    return next((o for o in others if o.account == new.account and o.meets(new)), None)


def away_meanwhile(new: Leave, others: Iterable[Leave]) -> list[Leave]:
    """Return when the substitute is away herself on days of `new`: her posts do not hand on, nobody stands in then."""
    return sorted((o for o in others if o.account == new.substitute and o.meets(new)), key=lambda o: o.first)


def closes_a_circle(new: Leave, others: Iterable[Leave]) -> bool:
    """Return whether the substitutes lead back to who is away, over absences that share days with `new`.

    >>> days = (date(2026, 3, 2), date(2026, 3, 6))
    >>> others = [Leave(2, 3, *days), Leave(3, 1, *days)]
    >>> closes_a_circle(Leave(1, 2, *days), others), closes_a_circle(Leave(4, 2, *days), others)
    (True, False)
    """
    known = [o for o in others if o.meets(new)]
    reached, ahead = set[int](), {new.substitute}
    while ahead:
        reached |= ahead
        ahead = {o.substitute for o in known if o.account in ahead} - reached
    return new.account in reached


def last_day_when_ended(first: date, last: date, today: date) -> date:
    """Return the last day of an absence that is ended today: yesterday, within the absence itself.

    >>> last_day_when_ended(date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 5)).isoformat()
    '2026-03-04'
    """
    return max(first, min(last, today - timedelta(days=1)))
