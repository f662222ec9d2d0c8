"""Tags and filters of the kit: both languages side by side, days, moments, sums, deadline chips, fields of a form."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template

from yimen.catalogue.rules.forms import Asked
from yimen.kernel import clock
from yimen.kernel.calendar import work_calendar
from yimen.kernel.money import Money
from yimen.kernel.words import Words
from yimen.kernel.workdays import OFFICE_ZONE, working_days_left

register = template.Library()
_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_LAST_SECOND = (23, 59, 59)


@register.simple_tag
def t(zh: str, en: str, **facts: object) -> str:
    """Return a sentence in the reader's language: both stand side by side in the template."""
    return str(Words(zh, en).fill(**facts) if facts else Words(zh, en))


@register.filter
def day(moment: datetime | date | None) -> str:
    """Return a day as people read it: 2026年3月25日（星期三）."""
    if moment is None:
        return "—"
    d = moment.astimezone(OFFICE_ZONE).date() if isinstance(moment, datetime) else moment
    return str(Words(f"{d.year}年{d.month}月{d.day}日（{_WEEKDAYS[d.weekday()]}）", f"{d:%a} {d.day} {d:%b} {d.year}"))


@register.filter
def moment(at: datetime | None) -> str:
    """Return a moment as people read it, in office time."""
    if at is None:
        return "—"
    local = at.astimezone(OFFICE_ZONE)
    return str(Words(f"{local.month}月{local.day}日 {local:%H:%M}", f"{local.day} {local:%b %H:%M}"))


@register.filter
def yuan(amount: Money | None) -> str:
    """Return a sum of money with two decimals, thousands separated."""
    return "—" if amount is None else f"{amount.as_yuan:,.2f}"


@register.inclusion_tag("kit/deadline.html")
def deadline(until: datetime | None, ended_at: datetime | None = None) -> dict[str, Any]:
    """Draw a deadline chip: how long is left, in words, with a colour that means the same everywhere."""
    if until is None:
        return {"until": None}
    if ended_at is not None:
        return {"until": until, "tone": "done", "text": str(Words("已办结", "done"))}
    now = clock.now()
    local = until.astimezone(OFFICE_ZONE)
    if (local.hour, local.minute, local.second) != _LAST_SECOND:
        minutes = int((until - now).total_seconds() // 60)
        return {"until": until, "tone": _tone(minutes, 10), "text": str(_minutes(minutes))}
    days = working_days_left(now.astimezone(OFFICE_ZONE).date(), local.date(), work_calendar())
    return {"until": until, "tone": _tone(days, 2), "text": str(_days(days))}


def _tone(left: int, near: int) -> str:
    return "late" if left < 0 else "near" if left <= near else "calm"


def _minutes(left: int) -> Words:
    if left < 0:
        return Words(f"已超 {-left} 分钟", f"{-left} min late")
    return Words(f"还有 {left} 分钟", f"{left} min left")


def _days(left: int) -> Words:
    if left < 0:
        return Words(f"已超 {-left} 个工作日", f"{-left} working days late")
    return Words(f"还有 {left} 个工作日", f"{left} working days left") if left else Words("今天到期", "due today")


@register.inclusion_tag("kit/field.html")
def field(asked: Asked, answers: dict[str, str], wrong: dict[str, Any], sources: dict[str, str]) -> dict[str, Any]:
    """Draw one field of a form from its element, with what is wrong beside it."""
    problem = wrong.get(asked.field)
    if isinstance(problem, (list, tuple)):
        problem = problem[0] if problem else None
    return {
        "asked": asked,
        "element": asked.element,
        "id": "f-" + asked.field.replace("[", "-").replace("].", "-").replace(".", "-"),
        "value": answers.get(asked.field, ""),
        "problem": problem,
        "from_department": sources.get(asked.field) == "department",
    }
