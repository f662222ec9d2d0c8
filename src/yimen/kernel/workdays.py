"""Working days and limits, pure: which days count, and when a limit ends. Asks no clock and no database.

Law: 行政许可法 art 82 (days are working days, without statutory holidays); 民法典 art 201 (the day of the start is not
counted), art 203 (a period of natural days that ends on a day off ends on the next working day).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
_LAST_MOMENT = time(23, 59, 59)


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    HOUR = "hour"
    MINUTE = "minute"


UNIT_WORDS: Mapping[Unit, Words] = {
    Unit.WORKING_DAY: Words("{n} 个工作日", "{n} working days"),
    Unit.NATURAL_DAY: Words("{n} 日", "{n} days"),
    Unit.HOUR: Words("{n} 小时", "{n} hours"),
    Unit.MINUTE: Words("{n} 分钟", "{n} minutes"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A period the law or a promise gives.

    >>> str(Limit.parse("20 working days"))
    '20 working_day'
    """

    count: int
    unit: Unit

    @classmethod
    @cache
    def parse(cls, text: str) -> Limit:
        """Read `20 working days`, `30 minutes`, `1 hour`, `15 natural_days`; raises BadInput with a sentence."""
        number, _, name = text.strip().partition(" ")
        name = name.strip().replace(" ", "_").removesuffix("s")
        try:
            limit = cls(int(number), Unit("natural_day" if name == "day" else name))
        except ValueError:
            limit = cls(0, Unit.MINUTE)
        if limit.count <= 0:
            raise BadInput(
                Words(
                    f"期限“{text}”看不懂，请写“20 working days”“15 natural days”“30 minutes”之类。",
                    f'The limit "{text}" cannot be read: write "20 working days", "15 natural days", "30 minutes".',
                )
            )
        return limit

    @property
    def words(self) -> Words:
        """Return the limit as people read it."""
        return UNIT_WORDS[self.unit].fill(n=self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One year's official arrangement: weekdays off, weekend days worked (调休), and the notice that says so."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The years whose notice is known; any other year is counted by weekends and called provisional."""

    years: Mapping[int, YearCalendar]

    def is_known(self, day: date) -> bool:
        """Return whether the official notice of the day's year is recorded."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        year = self.years.get(day.year)
        if year is not None:
            if day in year.worked:
                return True
            if day in year.off:
                return False
        return day.weekday() < 5

    def next_working(self, day: date) -> date:
        """Return `day` when offices work on it, else the next day on which they do."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. `is_provisional`: it reaches a year whose holiday notice is not published."""

    at: datetime
    is_provisional: bool

    @property
    def date(self) -> date:
        """Return the last day, in office time."""
        return self.at.astimezone(OFFICE_ZONE).date()


def due(limit: Limit, start: datetime, calendar: WorkCalendar) -> Due:
    """Return when `limit` ends if it starts at the moment `start`.

    Days end with the last second of the office's day; minutes and hours run on as they are, because they are limits
    on what is done while a person waits.

    >>> from datetime import UTC
    >>> calendar = WorkCalendar({2026: YearCalendar(2026, frozenset(), frozenset(), "none")})
    >>> due(Limit.parse("5 working days"), datetime(2026, 3, 2, 1, tzinfo=UTC), calendar).date
    datetime.date(2026, 3, 9)
    """
    if limit.unit is Unit.MINUTE:
        return Due(start + timedelta(minutes=limit.count), False)
    if limit.unit is Unit.HOUR:
        return Due(start + timedelta(hours=limit.count), False)
    first = start.astimezone(OFFICE_ZONE).date()
    if limit.unit is Unit.WORKING_DAY:
        last = add_working_days(first, limit.count, calendar)
    else:
        last = calendar.next_working(first + timedelta(days=limit.count))
    years_known = all(year in calendar.years for year in range(first.year, last.year + 1))
    return Due(datetime.combine(last, _LAST_MOMENT, OFFICE_ZONE), not years_known)


def add_working_days(start: date, count: int, calendar: WorkCalendar) -> date:
    """Return the `count`-th working day after `start`; the day of the start is not counted (民法典 art 201).

    >>> calendar = WorkCalendar({})
    >>> add_working_days(date(2026, 3, 6), 1, calendar)
    datetime.date(2026, 3, 9)
    """
    day = start
    while count > 0:
        day += timedelta(days=1)
        if calendar.is_working(day):
            count -= 1
    return day


def working_days_left(today: date, last: date, calendar: WorkCalendar) -> int:
    """Return how many working days remain after `today` up to `last`; negative when `last` has passed."""
    if last < today:
        return -working_days_left(last, today, calendar)
    return sum(calendar.is_working(today + timedelta(days=n)) for n in range(1, (last - today).days + 1))
