"""When a running limit of a case ends, from everything that is kept of it: one place for all who count again."""

from __future__ import annotations

from yimen.cases.models import Clock
from yimen.kernel.limits import Due, due
from yimen.kernel.workdays import Limit, Unit, WorkCalendar


def clock_due(row: Clock, calendar: WorkCalendar) -> Due:
    """Return when the limit ends by a calendar."""
    return due(Limit(row.count, Unit(row.unit)), row.started_at, calendar)
