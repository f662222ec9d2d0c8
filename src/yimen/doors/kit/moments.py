"""Days, moments and limits in the reader's words. Pure but for the calendar and the clock it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yimen.kernel.calendar import work_calendar
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, working_days_left

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_LAST_SECOND = (23, 59, 59)
_NEAR_DAYS, _NEAR_MINUTES, _MINUTES_SHOWN = 2, 10, 180
_ON_A_DAY_OFF = Words("下一个工作日前到期", "due before the next working day")


@dataclass(frozen=True, slots=True)
class Left:
    """How much of a limit is left: the tone of its colour and the words that say the same."""

    tone: str
    words: Words
    by_minute: bool


def day_words(at: datetime | date) -> Words:
    """Return a day as people read it.

    >>> day_words(date(2026, 3, 25)).zh, day_words(date(2026, 3, 25)).en
    ('2026年3月25日（星期三）', 'Wed 25 Mar 2026')
    """
    d = at.astimezone(OFFICE_ZONE).date() if isinstance(at, datetime) else at
    return Words(f"{d.year}年{d.month}月{d.day}日（{_WEEKDAYS[d.weekday()]}）", f"{d:%a} {d.day} {d:%b} {d.year}")


def moment_words(at: datetime) -> Words:
    """Return a moment of office time, without its year."""
    local = at.astimezone(OFFICE_ZONE)
    return Words(f"{local.month}月{local.day}日 {local:%H:%M}", f"{local.day} {local:%b} {local:%H:%M}")


def until_words(until: datetime) -> Words:
    """Return a limit: a day when it ends with the day, otherwise day and minute."""
    return moment_words(until) if is_by_minute(until) else day_words(until)


def is_by_minute(until: datetime) -> bool:
    """Return whether a limit ends within a day rather than with it."""
    local = until.astimezone(OFFICE_ZONE)
    return (local.hour, local.minute, local.second) != _LAST_SECOND


def left(until: datetime, now: datetime) -> Left:
    """Return what is left of a limit at the moment `now`: minutes or hours within the day, otherwise working days."""
    if is_by_minute(until):
        minutes = int((until - now).total_seconds() // 60)
        return Left(_tone(minutes, _NEAR_MINUTES), _minutes(minutes), True)
    today, last = now.astimezone(OFFICE_ZONE).date(), until.astimezone(OFFICE_ZONE).date()
    days = working_days_left(today, last, work_calendar())
    words = _ON_A_DAY_OFF if days == 0 and last > today else _days(days, last < today)
    return Left("late" if last < today else _tone(days, _NEAR_DAYS), words, False)


def _tone(remaining: int, near: int) -> str:
    return "late" if remaining < 0 else "near" if remaining <= near else "calm"


def _minutes(remaining: int) -> Words:
    amount = abs(remaining)
    if amount <= _MINUTES_SHOWN:
        zh, en = f"{amount} 分钟", f"{amount} min"
    else:
        zh, en = f"{amount // 60} 小时", f"{amount // 60} h"
    return Words(f"已超 {zh}", f"{en} late") if remaining < 0 else Words(f"还有 {zh}", f"{en} left")


def _days(remaining: int, is_past: bool) -> Words:
    if is_past:
        amount = max(-remaining, 1)
        return Words(f"已超 {amount} 个工作日", f"{amount} working day{_s(amount)} late")
    if remaining == 0:
        return Words("今天到期", "due today")
    return Words(f"还有 {remaining} 个工作日", f"{remaining} working day{_s(remaining)} left")


def _s(count: int) -> str:
    return "" if count == 1 else "s"
