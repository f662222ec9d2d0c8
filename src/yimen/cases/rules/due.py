"""When a piece of work is due, as somebody plans her day. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from yimen.kernel.workdays import OFFICE_ZONE


class Due(StrEnum):
    """How soon something is due: past, today, until Sunday, after that, or not counted now."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    STILL = "still"
    """No date: its limit stands still, or it has none."""


def due_of(until: datetime | None, now: datetime) -> Due:
    """Return how soon a limit ends, seen from the office day of `now`; a week ends with its Sunday.

    >>> from datetime import UTC
    >>> monday = datetime(2026, 3, 2, 2, tzinfo=UTC)
    >>> [str(due_of(monday + timedelta(hours=h), monday)) for h in (-1, 5, 24, 24 * 7)]
    ['overdue', 'today', 'week', 'later']
    """
    if until is None:
        return Due.STILL
    if until < now:
        return Due.OVERDUE
    today, last = now.astimezone(OFFICE_ZONE).date(), until.astimezone(OFFICE_ZONE).date()
    if last == today:
        return Due.TODAY
    return Due.WEEK if last <= today + timedelta(days=6 - today.weekday()) else Due.LATER
