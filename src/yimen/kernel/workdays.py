"""Working days and limits as values, pure: which days offices work, and how long a limit is.

When a limit ends is `kernel.limits`. Asks no clock and no database, and never guesses a year silently.

Law: 行政许可法 art 82 (days are working days, without statutory holidays).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from yimen.kernel.errors import BadInput
from yimen.kernel.words import Words

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
LONGEST = 99_999
"""No limit counts further than this, in any unit."""
_WRITTEN = re.compile(r"([0-9]{1,9}) +([a-z]+[ _]?[a-z]*)")


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
    @lru_cache(maxsize=512)
    def parse(cls, text: str) -> Limit:
        """Read `20 working days`, `30 minutes`, `1 hour`, `15 natural_days`; raises BadInput with a sentence."""
        written = _WRITTEN.fullmatch(text.strip().lower())
        name = written[2].replace(" ", "_").removesuffix("s") if written else ""
        unit = "natural_day" if name == "day" else name
        count = int(written[1]) if written else 0
        if unit not in UNIT_WORDS or not 0 < count <= LONGEST:
            raise BadInput(
                Words(
                    f"期限“{text[:40]}”看不懂，请写“20 working days”“15 natural days”“30 minutes”之类，最多{LONGEST}。",
                    f'The limit "{text[:40]}" cannot be read: write "20 working days", "15 natural days", '
                    f'"30 minutes", at most {LONGEST}.',
                )
            )
        return cls(count, Unit(unit))

    @property
    def words(self) -> Words:
        """Return the limit as people read it."""
        return UNIT_WORDS[self.unit].fill(n=self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


class DayKind(StrEnum):
    """What a day is to an office."""

    WORKDAY = "workday"
    EXCHANGED = "exchanged"
    """A Saturday or Sunday that is worked in exchange (调休)."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """A weekday that is off by the year's notice."""

    @property
    def is_working(self) -> bool:
        """Return whether offices work."""
        return self in (DayKind.WORKDAY, DayKind.EXCHANGED)


class Run(NamedTuple):
    """Days of one kind in a row, by their ordinals (`date.toordinal`), with the notice that makes them so."""

    first: int
    last: int
    kind: DayKind
    notice: str


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """One year's official arrangement: weekdays off, weekend days worked (调休), and the notice that says so.

    A notice may name days of the December before: they stand in `off` and `worked` as well.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The years whose notice is known; any other year is counted by weekends and called provisional."""

    years: Mapping[int, YearCalendar]
    _runs: dict[int, tuple[Run, ...]] = field(default_factory=dict, compare=False, repr=False)

    def is_known(self, day: date) -> bool:
        """Return whether the official notice of the day's year is recorded."""
        return day.year in self.years

    def kind_of(self, day: date) -> tuple[DayKind, str]:
        """Return what a day is, and the notice that makes it so; the later year's notice wins over the earlier."""
        for year in (day.year + 1, day.year):
            notice = self.years.get(year)
            if notice is not None and day in notice.worked:
                return (DayKind.EXCHANGED, notice.source) if day.weekday() > 4 else (DayKind.WORKDAY, "")
            if notice is not None and day in notice.off:
                return (DayKind.HOLIDAY, notice.source) if day.weekday() < 5 else (DayKind.WEEKEND, "")
        return (DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND), ""

    def is_working(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        return self.kind_of(day)[0].is_working

    def next_working(self, day: date) -> date:
        """Return `day` when offices work on it, else the next day on which they do."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def runs(self, day: date) -> Iterator[Run]:
        """Return the runs of days from the one that holds `day` on, without end; a year's last run ends with it.

        Raises OverflowError after the year 9999.
        """
        runs = self._runs_of(day.year)
        yield from runs[bisect_left(runs, day.toordinal(), key=attrgetter("last")) :]
        for year in range(day.year + 1, 10_000):
            yield from self._runs_of(year)
        raise OverflowError("no year after 9999")

    def _runs_of(self, year: int) -> tuple[Run, ...]:
        if year not in self._runs:
            self._runs[year] = tuple(self._found_runs(year))
        return self._runs[year]

    def _found_runs(self, year: int) -> Iterator[Run]:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        kinds = [self.kind_of(date.fromordinal(n)) for n in range(first, last + 1)]
        begun = 0
        for n in range(1, len(kinds) + 1):
            if n == len(kinds) or kinds[n] != kinds[begun]:
                yield Run(first + begun, first + n - 1, *kinds[begun])
                begun = n


def add_working_days(start: date, count: int, calendar: WorkCalendar) -> date:
    """Return the `count`-th working day after `start`, before it when negative; `start` itself is not counted.

    >>> calendar = WorkCalendar({})
    >>> add_working_days(date(2026, 3, 6), 1, calendar), add_working_days(date(2026, 3, 9), -1, calendar)
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 6))
    """
    day, step = start, timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def working_days_left(today: date, last: date, calendar: WorkCalendar) -> int:
    """Return how many working days remain after `today` up to `last`; negative when `last` has passed."""
    if last < today:
        return -working_days_left(last, today, calendar)
    return sum(calendar.is_working(today + timedelta(days=n)) for n in range(1, (last - today).days + 1))
