"""The one clock of the house. A demo or test database may carry an offset; a production database refuses to have one.

Every process reads the same offset, so that twenty working days pass for all of them at once. Nothing else in the house
may ask the machine for the time (a lint rule refuses it).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from yimen.kernel.errors import Refused
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE

_offset: ContextVar[timedelta | None] = ContextVar("office_clock_offset", default=None)
UNHEARD = datetime.min.replace(tzinfo=UTC)
_calendar_changed_at: ContextVar[datetime | None] = ContextVar("calendar_changed_at", default=UNHEARD)


def machine_now() -> datetime:
    """Return the machine's own time: for timeouts, signatures and retries, never for office time."""
    return datetime.now(UTC)  # noqa: TID251  (the one place)


def now() -> datetime:
    """Return office time as an aware moment in UTC."""
    offset = _offset.get()
    return machine_now() + (read_offset() if offset is None else offset)


def today() -> date:
    """Return the day it is at the office."""
    return now().astimezone(OFFICE_ZONE).date()


def read_offset() -> timedelta:
    """Read how far office time is ahead of the machine's; zero in production. One statement, which tells as well
    whether the calendar has changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_offset, calendar_changed_at FROM kernel_installation")
        row = cursor.fetchone()
    if row is None:
        return timedelta()
    hear_of_calendar(row[1])
    offset: timedelta = row[0]
    return offset


def hear_of_calendar(changed_at: datetime | None) -> None:
    """Take note of when the calendar was last changed: `kernel.calendar` reads it again when that is news."""
    _calendar_changed_at.set(changed_at)


def calendar_changed_at() -> datetime | None:
    """Return when the calendar was last changed, as this thread has heard; UNHEARD when it has not asked yet."""
    return _calendar_changed_at.get()


@contextmanager
def office_time(offset: timedelta | None = None) -> Iterator[None]:
    """Hold one offset for a request or a task, so that it is read once. Without `offset` it is read now."""
    token = _offset.set(read_offset() if offset is None else offset)
    try:
        yield
    finally:
        _offset.reset(token)


def set_forward(to: datetime) -> None:
    """Set office time of a demo or test database to the moment `to`; refuses in production and backwards."""
    offset = to - machine_now()
    seconds = offset.total_seconds()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kernel_installation SET clock_offset = make_interval(secs => %s)"
            " WHERE kind <> 'production' AND clock_offset <= make_interval(secs => %s)",
            [str(seconds), str(seconds)],
        )
        if cursor.rowcount != 1:
            raise Refused(
                Words(
                    "办公时钟只能在演示库或测试库里向前拨。",
                    "The office clock moves only forward, and only in a demo or test database.",
                )
            )
    if _offset.get() is not None:
        _offset.set(offset)
