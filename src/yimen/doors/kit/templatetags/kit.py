"""Tags and filters of the kit: both languages side by side, icons, days, sums, deadline chips, steps, fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from yimen.cases.reads.outcome import Shown
from yimen.cases.reads.sheets import CaseSheet, StepLine
from yimen.cases.reads.waits import Blocker
from yimen.cases.states import CaseState
from yimen.catalogue.reads import elements
from yimen.catalogue.rules.forms import Asked
from yimen.catalogue.rules.standards import Basis
from yimen.catalogue.states import Decider, ElementType
from yimen.doors.kit import sources, standing
from yimen.doors.kit.moments import day_words, left, moment_words, until_words
from yimen.kernel import clock
from yimen.kernel.errors import BadInput
from yimen.kernel.money import Money
from yimen.kernel.words import Words

register = template.Library()
_CHINESE = re.compile("([\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+)")
_MOST_RADIOS = 3
STEP_ICONS = {
    "waiting": "hourglass",
    "open": "circle-dot",
    "trouble": "plug-connected-x",
    "done": "circle-check",
    "refused": "circle-x",
    "dropped": "minus",
}
TONES = {
    "waiting": "calm", "open": "act", "trouble": "late", "done": "done", "refused": "late", "dropped": "calm",
    "received": "act", "accepted": "act", "approved": "act", "granted": "done", "terminated": "late",
    "draft": "calm", "closed": "done", "discarded": "calm", "due": "act", "charging": "near", "paid": "done",
    "sent": "near", "disputed": "late", "resolved": "done", "recalled": "calm",
    "chosen": "act", "stopped": "late", "under_way": "near", "returned": "late", "delivered": "done",
    "paused": "near", "withdrawn": "calm", "transferred": "calm",
    "valid": "done", "pending": "near", "replaced": "calm", "void": "late", "deregistered": "late",
    "forewarned": "near", "revoked": "late", "expired": "late",
}  # fmt: skip


@register.simple_tag
def t(zh: str, en: str, **facts: object) -> str:
    """Return a sentence in the reader's language: both stand side by side in the template."""
    return str(Words(zh, en).fill(**facts) if facts else Words(zh, en))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the sprite; it says nothing that the words beside it do not say."""
    return format_html(
        '<svg class="y-icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def zh(text: object) -> SafeString | str:
    """Return text whose Chinese parts say so to browsers and screen readers when the page is in English."""
    told = str(text)
    if str(Words("zh", "en")) == "zh":
        return told
    parts = [p for p in _CHINESE.split(told) if p]
    marked = (('<span lang="zh-Hans">', p, "</span>") if _CHINESE.match(p) else ("", p, "") for p in parts)
    return format_html_join("", "{}{}{}", ((SafeString(a), p, SafeString(z)) for a, p, z in marked))


@register.filter
def day(moment: datetime | date | None) -> str:
    """Return a day as people read it: 2026年3月25日（星期三）."""
    return "—" if moment is None else str(day_words(moment))


@register.filter
def day_or_moment(at: datetime | date | None) -> str:
    """Return a day of a limit in days, a moment of a limit in hours or minutes."""
    return moment(at) if isinstance(at, datetime) else day(at)


@register.filter
def moment(at: datetime | None) -> str:
    """Return a moment as people read it, in office time."""
    return "—" if at is None else str(moment_words(at))


@register.filter
def until(at: datetime | None) -> str:
    """Return when a limit ends: a day, or a moment when it ends within one."""
    return "—" if at is None else str(until_words(at))


@register.filter(name="left")
def left_words(until: datetime | None) -> str:
    """Return how much of a limit is left, in words."""
    return "" if until is None else str(left(until, clock.now()).words)


@register.filter
def yuan(amount: Money | str | None) -> str:
    """Return a sum of money with two decimals, thousands separated."""
    if amount is None:
        return "—"
    if isinstance(amount, str):
        try:
            amount = Money.yuan(amount)
        except BadInput:
            return str(amount)
    return f"{amount.as_yuan:,.2f}"


@register.filter
def answer(shown: Shown) -> SafeString | str:
    """Return an answer with its unit, sums and days as people read them."""
    value = shown.value
    if shown.type == ElementType.MONEY:
        value = yuan(value)
    elif shown.type == ElementType.DATE:
        try:
            value = day(date.fromisoformat(value))
        except ValueError:
            value = shown.value
    return zh(f"{value} {shown.unit}" if shown.unit and value != "—" else value)


@register.filter
def tone(state: str) -> str:
    """Return the colour's meaning of a state: act, done, near, late, calm."""
    return TONES.get(state, "calm")


@register.filter
def law(basis: Basis) -> SafeString | str:
    """Return a citation: the law and its article."""
    article = str(Words("第{a}条", " art {a}").fill(a=basis.article)) if basis.article else ""
    return zh(f"{basis.law}{article}")


@register.filter
def laws(bases: Iterable[Basis]) -> list[SafeString | str]:
    """Return citations, each law and article once."""
    return list({(b.law, b.article): law(b) for b in bases}.values())


@register.filter
def rows(basis: str) -> list[sources.Given]:
    """Return the rows of tables that a line's basis names."""
    return sources.rows_of(basis)


@register.filter
def stages(case: CaseSheet) -> list[list[StepLine]]:
    """Return the steps of a case in columns; those in one column stand side by side in time."""
    return standing.stages(case)


@register.filter
def waiting_for(step: StepLine) -> str:
    """Return whom a step waits for."""
    return str(standing.waiting_for(step))


@register.filter
def whom(blocker: Blocker) -> str:
    """Return for whom or what others wait."""
    return str(standing.whom(blocker))


@register.filter
def step_icon(step: StepLine) -> str:
    """Return the name of the icon of a step's state."""
    return STEP_ICONS.get(step.state, "point")


@register.filter
def step_words(step: StepLine) -> str:
    """Return the state of a step in words; an open payment is to be paid, not in work."""
    is_due = step.state == "open" and step.decided_by == Decider.PAYMENT
    return str(Words("待缴", "to be paid") if is_due else step.state_words)


@register.filter
def trouble(step: StepLine) -> str:
    """Return what is wrong with a department's system, in the reader's language where it is known."""
    return str(standing.reason_of(step))


@register.filter
def results(step: StepLine) -> list[tuple[str, str]]:
    """Return what a step gave: label and value."""
    shown = []
    for name, value in step.values.items():
        element = elements().get(name)
        if element is None or not value:
            continue
        shown.append((str(element.label), yuan(value) if element.type is ElementType.MONEY else value))
    return shown


@register.filter
def result(case: CaseSheet) -> str:
    """Return what a case ended with, a sum of money written as one."""
    element = elements().get(case.standard.acceptance.result.number.rpartition(".")[2])
    return yuan(case.result) if element and element.type is ElementType.MONEY else case.result


@register.filter
def field_id(name: str) -> str:
    """Return the id of a field on the page: `buyer[0].share` → `f-buyer-0-share`."""
    return "f-" + re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-")


@register.inclusion_tag("kit/deadline.html")
def deadline(
    until: datetime | None,
    ended_at: datetime | None = None,
    *,
    started_at: datetime | None = None,
    limit: Any = None,
    law_until: datetime | None = None,
    sheets: str = "",
    state: str = "",
) -> dict[str, Any]:
    """Draw a deadline chip: what is left, in colour and words; opened, it shows what it counts.

    `sheets` is the address under which the case's limits explain themselves.
    """
    which = "promised" if until else "statutory"
    if until is None:
        until, law_until = law_until, None
    if until is None:
        return {"until": None, "sheets": sheets, "is_paused": state == CaseState.PAUSED}
    values = {
        "until": until,
        "until_words": until_words(until),
        "started_at": started_at,
        "limit": limit.words if limit else None,
        "law_until": law_until,
        "ended_at": ended_at,
        "sheets": sheets,
        "which": which,
    }
    if ended_at is not None:
        is_late = ended_at > until
        words = Words("超期办结", "done, late") if is_late else Words("按期办结", "done in time")
        return {**values, "tone": "late" if is_late else "done", "text": words, "icon": "circle-check"}
    remaining = left(until, clock.now())
    icon_name = "alert-triangle" if remaining.tone == "late" else "clock"
    return {
        **values,
        "tone": remaining.tone,
        "text": remaining.words,
        "icon": icon_name,
        "minutes": remaining.by_minute,
    }


@register.inclusion_tag("kit/field.html")
def field(
    asked: Asked, answers: Mapping[str, str], wrong: Mapping[str, Any], sources: Mapping[str, str], focus: str = ""
) -> dict[str, Any]:
    """Draw one field of a form from its element, with what is wrong beside it; `focus` names where to begin."""
    problem = wrong.get(asked.field)
    if isinstance(problem, (list, tuple)):
        problem = problem[0] if problem else None
    element, value = asked.element, answers.get(asked.field, "")
    choices = [(c.code, c.words) for c in element.choices]
    if element.type is ElementType.YES_NO:
        choices = [("yes", Words("是", "Yes")), ("no", Words("否", "No"))]
    return {
        "asked": asked,
        "element": element,
        "id": field_id(asked.field),
        "value": value,
        "choices": choices,
        "is_radio": 0 < len(choices) <= _MOST_RADIOS,
        "is_long": (element.type is ElementType.TEXT and element.longest > 100) or len(choices) > 2,
        "problem": problem,
        "focus": focus == asked.field,
        "from_department": bool(value) and sources.get(asked.field) == "department",
        "from_herself": bool(value) and sources.get(asked.field) == "prepared",
    }
