"""The year that is lived through, as plain data: its hours, its notices, and when each of them became known.

The second half of it lies in 2027, whose notice comes in December 2026 and is put right in March 2027. Both notices of
2027 are invented. Imports nothing from `yimen`: the second opinion counts by this.
"""

from __future__ import annotations

import datetime as dt
import random

from tests.clock.oracle import OFFICE, Notice, is_worked
from tests.clock.test_oracle import published_notice

START = dt.datetime(2026, 7, 1, 9, 0, tzinfo=OFFICE)
END = dt.datetime(2027, 6, 30, 17, 30, tzinfo=OFFICE)
OPENS, CLOSES = dt.time(8, 30), dt.time(17, 30)


def _days(*spans: str) -> set[str]:
    """The days of spans `YYYY-MM-DD..YYYY-MM-DD` or single days."""
    found: set[str] = set()
    for span in spans:
        first, _, last = span.partition("..")
        day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        while day <= end:
            found.add(day.isoformat())
            day += dt.timedelta(days=1)
    return found


def _off(*spans: str) -> set[str]:
    """Saturdays and Sundays are off anyway and stand in no notice."""
    return {d for d in _days(*spans) if dt.date.fromisoformat(d).weekday() < 5}


PUBLISHED = {year: published_notice(year) for year in (2025, 2026)}
FIRST_2027 = Notice(
    _off("2026-12-31..2027-01-01", "2027-02-05..2027-02-12", "2027-04-05", "2027-05-03..2027-05-05", "2027-06-09"),
    _days("2026-12-26", "2027-02-14", "2027-05-08"),
)
SECOND_2027 = Notice(
    FIRST_2027.off | _off("2027-03-31", "2027-05-06..2027-05-07"), FIRST_2027.worked | _days("2027-04-25", "2027-05-15")
)
IMPORTS = {
    dt.datetime(2026, 12, 15, 10, 0, tzinfo=OFFICE): {2027: FIRST_2027},
    dt.datetime(2027, 3, 22, 10, 0, tzinfo=OFFICE): {2027: SECOND_2027},
}


def known_at(moment: dt.datetime) -> dict[int, Notice]:
    """The notices that are recorded at a moment."""
    notices = dict(PUBLISHED)
    for at, more in IMPORTS.items():
        if at <= moment:
            notices.update(more)
    return notices


def next_hour(moment: dt.datetime) -> dt.datetime:
    """The moment itself when the offices are open, else when they open next."""
    local = moment.astimezone(OFFICE)
    notices = known_at(moment)
    while not (is_worked(local.date(), notices) and local.time() < CLOSES):
        local = dt.datetime.combine(local.date() + dt.timedelta(days=1), OPENS, OFFICE)
    return max(local, dt.datetime.combine(local.date(), OPENS, OFFICE))


def later(moment: dt.datetime, chance: random.Random, *, minutes: int = 0, days: int = 0) -> dt.datetime:
    """A moment of an office's hours up to so many minutes, or up to so many days (at least one), after `moment`."""
    if minutes:
        return next_hour(moment + dt.timedelta(seconds=chance.randint(60, minutes * 60)))
    day = moment.astimezone(OFFICE).date() + dt.timedelta(days=chance.randint(1, days))
    return next_hour(dt.datetime.combine(day, OPENS, OFFICE) + dt.timedelta(seconds=chance.randint(0, 9 * 3600 - 1)))
