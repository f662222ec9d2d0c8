"""The official working calendar as recorded in the database, kept per process. Never guesses a year silently.

Every request and task reads the installation's row for its clock; the same row tells when the calendar was changed, so
that every running process reads the new years with its next request, without a statement more.
"""

from __future__ import annotations

from datetime import datetime

from yimen.kernel import clock
from yimen.kernel.models import CalendarYear
from yimen.kernel.workdays import WorkCalendar, YearCalendar

_kept: tuple[datetime | None, WorkCalendar] | None = None


def work_calendar() -> WorkCalendar:
    """Return all recorded years. Read again after an import of which this process has heard, or after `forget()`."""
    global _kept
    changed_at = clock.calendar_changed_at()
    if _kept is None or changed_at not in (_kept[0], clock.UNHEARD):
        # Named before it is read: a change that comes in between is read once more, never missed.
        _kept = (changed_at, recorded_calendar())
    return _kept[1]


def recorded_calendar() -> WorkCalendar:
    """Return all recorded years as they are at this moment, in this transaction. One statement; keeps nothing."""
    return WorkCalendar({row.year: _year(row) for row in CalendarYear.objects.all()})


def forget() -> None:
    """Make the next `work_calendar()` read again."""
    global _kept
    _kept = None
    clock.hear_of_calendar(clock.UNHEARD)


def _year(row: CalendarYear) -> YearCalendar:
    return YearCalendar(row.year, frozenset(row.off_dates), frozenset(row.worked_dates), row.source)
