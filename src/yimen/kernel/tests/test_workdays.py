"""Working days against a day-by-day oracle and against the package the calendar's facts were compared with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.calendar_text import shipped_years
from yimen.kernel.errors import BadInput
from yimen.kernel.limits import due
from yimen.kernel.workdays import Limit, Unit, WorkCalendar, add_working_days, working_days_left

SHIPPED = WorkCalendar({y.year: y for y in shipped_years()})
DAYS = st.dates(date(2004, 1, 2), date(2026, 6, 30))


def test_every_shipped_day_agrees_with_the_published_arrangement() -> None:
    """8,401 days, one by one."""
    day = date(2004, 1, 1)
    while day.year <= 2026:
        assert SHIPPED.is_working(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_2026_has_248_working_days() -> None:
    """As the notice of 2025-11-04 gives it."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum(SHIPPED.is_working(d) for d in days) == 248


@given(DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_found_by_walking(start: date, count: int) -> None:
    """The day of the start is not counted; the last day is a working day."""
    last = add_working_days(start, count, SHIPPED)
    between = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(chinese_calendar.is_workday(d) for d in between if d.year <= 2026) == count
    assert chinese_calendar.is_workday(last)


@given(DAYS, st.integers(1, 60))
def test_days_left_counts_back_what_was_added(start: date, count: int) -> None:
    """What is left on the first day is what was added."""
    assert working_days_left(start, add_working_days(start, count, SHIPPED), SHIPPED) == count


@pytest.mark.parametrize(
    ("start", "limit", "last"),
    [
        ("2026-02-10T09:30", "5 working days", "2026-02-24"),  # 15–23 February off, Saturday the 14th worked
        ("2026-03-02T09:00", "20 working days", "2026-03-30"),
        ("2026-03-02T09:00", "30 working days", "2026-04-14"),  # 4–6 April off
        ("2026-04-30T17:00", "1 working day", "2026-05-06"),  # 1–5 May off
        ("2026-02-13T09:00", "1 working day", "2026-02-14"),  # a Saturday worked in exchange
        ("2016-12-19T10:00", "20 working days", "2017-01-17"),  # 2 January off
        ("2026-09-30T09:00", "3 natural days", "2026-10-08"),  # ends on a day off: the next working day
        ("2026-03-02T09:00", "15 natural days", "2026-03-17"),
        ("2024-02-28T09:00", "1 natural day", "2024-02-29"),
    ],
)
def test_dates_worked_out_by_hand(start: str, limit: str, last: str) -> None:
    """Each with its calendar in the remark."""
    moment = datetime.fromisoformat(f"{start}+08:00").astimezone(UTC)
    assert due(Limit.parse(limit), moment, SHIPPED).date == date.fromisoformat(last)


def test_minutes_run_on_while_the_person_waits() -> None:
    """Thirty minutes are thirty minutes."""
    start = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert due(Limit(30, Unit.MINUTE), start, SHIPPED).at == start + timedelta(minutes=30)
    assert due(Limit(2, Unit.HOUR), start, SHIPPED).at == start + timedelta(hours=2)


def test_a_year_without_notice_is_provisional() -> None:
    """A limit that reaches 2027 says so."""
    start = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
    assert due(Limit.parse("10 working days"), start, SHIPPED).is_provisional
    assert not due(Limit.parse("2 working days"), start, SHIPPED).is_provisional


@pytest.mark.parametrize("text", ["", "20", "0 working days", "-1 minutes", "ten minutes", "5 fortnights"])
def test_a_limit_that_cannot_be_read_says_so(text: str) -> None:
    """With the forms that can."""
    with pytest.raises(BadInput, match="cannot be read"):
        Limit.parse(text)
