"""The official working calendar as recorded in the database, cached per process. Never guesses a year silently."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from yimen.kernel.models import CalendarYear
from yimen.kernel.workdays import WorkCalendar, YearCalendar

SHIPPED = files("yimen.kernel") / "calendars" / "cn.yaml"


@cache
def work_calendar() -> WorkCalendar:
    """Return all recorded years. Read once per process; `forget()` after an import."""
    return WorkCalendar({row.year: _year(row) for row in CalendarYear.objects.all()})


def forget() -> None:
    """Make the next `work_calendar()` read again."""
    work_calendar.cache_clear()


def shipped_years() -> list[YearCalendar]:
    """Return the years the program ships, each with its source notice."""
    text = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return [
        YearCalendar(int(year), frozenset(_days(year, y["off"])), frozenset(_days(year, y["worked"])), str(y["source"]))
        for year, y in text["years"].items()
    ]


def _days(year: int, text: str) -> list[date]:
    return [date(int(year), int(d[:2]), int(d[3:])) for d in text.split()]


def _year(row: CalendarYear) -> YearCalendar:
    return YearCalendar(row.year, frozenset(row.off_dates), frozenset(row.worked_dates), row.source)
